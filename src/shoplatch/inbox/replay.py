"""Puts failed events back into their lanes: by hand, after whatever made them fail was mended. Repeating is harmless."""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.clock import Clock
from shoplatch.store import inbox, replays
from shoplatch.store.engine import Store
from shoplatch.store.replays import Replay, Which

__all__ = ["Replay", "Which", "advance", "replay", "replay_matching"]

REPLAY_MAX = 10_000  # at once
RATE_PER_S = 50


async def replay_matching(store: Store, which: Which, clock: Clock, *, rate_per_s: int = RATE_PER_S) -> Replay:
    """Put back every event that matches, in portions at a rate; the worker goes on with it, also after a restart."""
    async with store.begin() as conn:
        return await replays.begin(conn, which, rate_per_s, clock.now())


async def advance(store: Store, clock: Clock) -> int:
    """Put back what the rate of a running replay allows now; how many events."""
    async with store.begin() as conn:
        return await replays.advance(conn, clock.now())


async def replay(
    store: Store, *, ns: Sequence[int] | None = None, shop_id: str | None = None, topic: int | None = None
) -> int:
    """Queue failed events again with fresh attempts: those numbered, or all of a shop or topic. How many were queued."""
    async with store.begin() as conn:
        return await inbox.retry_failed(conn, REPLAY_MAX, ns=ns, shop_id=shop_id, type=topic)
