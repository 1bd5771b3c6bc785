"""Simulated transactions as readable files: given, when, then. Plays them on a fresh simulated shop.

A scenario is Gherkin: acts of the clock, the buyer, the seller and the platform, and what is expected of the API, the
webhooks, the stock and the money. `library` holds those that come with Shoplatch.
"""

from shoplatch.testing.scenarios.playing import Outcome, play, play_on
from shoplatch.testing.scenarios.reading import Scenario, Step, library, load, read

__all__ = ["Outcome", "Scenario", "Step", "library", "load", "play", "play_on", "read"]
