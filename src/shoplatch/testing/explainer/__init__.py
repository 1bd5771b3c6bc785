"""Says why a signature is wrong: takes a call or a webhook as it was caught, and names the mistake its signer made.

The signature is made again in every wrong way that is known, until one gives what was sent; then the mistake is shown, not
guessed. It sends nothing and keeps nothing.
"""

from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.explain import Difference, Explained, Keys, explain
from shoplatch.testing.explainer.mistakes import Mistake
from shoplatch.testing.explainer.reading import read
from shoplatch.testing.explainer.webhooks import explain_webhook

__all__ = ["Asked", "Difference", "Explained", "Keys", "Mistake", "explain", "explain_webhook", "read"]
