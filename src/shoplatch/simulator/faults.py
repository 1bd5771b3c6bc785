"""Faults on order: webhooks lost, doubled, out of order, late or wrongly signed; calls that fail. Seeded, so a run repeats.

It decides what goes wrong; the sender and the door carry it out. Without an order from the control nothing goes wrong.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.ask import Refused


class WebhookFaults(msgspec.Struct, forbid_unknown_fields=True):
    """Shares are between 0 and 1. `delay_s` is virtual seconds before the first try."""

    drop: float = 0.0  # never sent, and counted as lost
    duplicate: float = 0.0  # sent twice, same tts_notification_id
    shuffle: bool = False  # kept back and sent in random order
    delay_s: int = 0
    wrong_signature: float = 0.0  # first try only; the retry is signed rightly
    slow_consumer: float = 0.0  # received, but the acknowledgement counts as later than 3 s, so it comes again


class CallFaults(msgspec.Struct, forbid_unknown_fields=True):
    """Shares of well-formed calls that are refused before they change anything."""

    rate_limited: float = 0.0  # 429 36009002
    internal_error: float = 0.0  # 36009003
    unavailable: float = 0.0  # 503
    expired_token: float = 0.0  # 105002 in mid-run


_NO_FAULTS = CallFaults()
_Kind = TypeVar("_Kind", WebhookFaults, CallFaults)


class Faults:
    """What is switched on now, and the dice."""

    def __init__(self, seed: int) -> None:
        self.webhooks = WebhookFaults()
        self.calls = CallFaults()
        self._dice = random.Random(f"{seed}/faults")

    def configure(self, wanted: Mapping[str, Any]) -> None:
        """Change the named faults and leave the others. Raises InvalidRequest for anything it does not know."""
        unknown = set(wanted) - {"webhooks", "calls"}
        if unknown:
            raise InvalidRequest(
                f"There are no faults for {', '.join(sorted(unknown))}", next_step="Faults exist for webhooks and calls."
            )
        webhooks = _changed(self.webhooks, wanted.get("webhooks", {}))
        self.calls = _changed(self.calls, wanted.get("calls", {}))
        self.webhooks = webhooks

    def listed(self) -> dict[str, Any]:
        """What is switched on, as the control shows it."""
        return {"webhooks": msgspec.to_builtins(self.webhooks), "calls": msgspec.to_builtins(self.calls)}

    def strikes(self, share: float) -> bool:
        """Throw the dice; a share of 0 throws none, so that a world without faults stays as it was."""
        return share > 0 and self._dice.random() < share

    def pick(self, count: int) -> int:
        """One of `count` places."""
        return self._dice.randrange(count)

    def refuse_call(self) -> None:
        """Raise what a well-formed call meets, if the dice say so."""
        calls = self.calls
        if calls == _NO_FAULTS:
            return
        if self.strikes(calls.rate_limited):
            raise Refused(36009002, "Slow down and try again.")
        if self.strikes(calls.unavailable):
            raise Refused(36009003, "The service is overloaded.", status=503)
        if self.strikes(calls.internal_error):
            raise Refused(36009003, "Internal error.")
        if self.strikes(calls.expired_token):
            raise Refused(105002, "The access token has expired; refresh it.")


def _changed(held: _Kind, wanted: Any) -> _Kind:
    if not isinstance(wanted, Mapping):
        raise InvalidRequest("Faults are given as an object of names and values")
    try:
        changed: _Kind = msgspec.convert({**msgspec.to_builtins(held), **wanted}, type(held))
    except msgspec.ValidationError as broken:
        raise InvalidRequest(f"These faults cannot be set: {broken}") from broken
    for name, value in msgspec.to_builtins(changed).items():
        if isinstance(value, float) and not 0 <= value <= 1:
            raise InvalidRequest(f"{name} is a share between 0 and 1, not {value}")
        if type(value) is int and not 0 <= value <= 30 * 24 * 3600:
            raise InvalidRequest(f"{name} is a number of seconds up to 30 days, not {value}")
    return changed
