"""Idempotency keys: the second call with a key gets the answer of the first, and nothing happens again (section 9).

A key holds for its operation and path; what was refused is not remembered, so that it can be tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shoplatch.simulator.ask import Ask


def once(ask: Ask, deed: Callable[[], dict[str, Any] | None], *, key: str | None = None) -> dict[str, Any]:
    """The answer of `deed`, or the one it gave when this key was first used."""
    given = ask.query.get("idempotency_key", "") if key is None else key
    if not given:
        return deed() or {}
    name = " ".join((ask.operation.capability, *ask.path.values(), given))
    known = ask.own_shop.answers_by_key
    if name not in known:
        known[name] = deed() or {}
    return known[name]
