"""Drives somebody's own integration against a simulated TikTok Shop, and says of each thing it must do whether it does.

The integration is any program: an adapter file says how to start it, where its webhooks arrive and how to ask it for an
order or a stock level. Nothing of it is imported.
"""

from shoplatch.testing.verify.adapter import Adapter, read_adapter
from shoplatch.testing.verify.checks import CHECKS, Check, Verdict
from shoplatch.testing.verify.run import verify

__all__ = ["CHECKS", "Adapter", "Check", "Verdict", "read_adapter", "verify"]
