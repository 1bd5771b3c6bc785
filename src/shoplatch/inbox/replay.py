"""Puts failed events back into their lanes: by hand, after whatever made them fail was mended. Repeating is harmless."""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.store import inbox
from shoplatch.store.engine import Store

REPLAY_MAX = 10_000  # at once


async def replay(
    store: Store, *, ns: Sequence[int] | None = None, shop_id: str | None = None, topic: int | None = None
) -> int:
    """Queue failed events again with fresh attempts: those numbered, or all of a shop or topic. How many were queued."""
    async with store.begin() as conn:
        return await inbox.retry_failed(conn, REPLAY_MAX, ns=ns, shop_id=shop_id, type=topic)
