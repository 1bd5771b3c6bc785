"""What `shoplatch doctor` says of the streams, of sums that do not close, and of webhooks that go astray."""

from __future__ import annotations

from shoplatch.app import Platform
from shoplatch.inbox.causes import likely_fix
from shoplatch.store import read
from shoplatch.store.read import events
from shoplatch.store.read.troubles import Trouble, of_house, troubles


async def open_troubles(platform: Platform) -> list[Trouble]:
    """Everything that waits for a person, of every shop and of none, failed webhooks by their cause among it."""
    async with platform.store.begin() as conn:
        shop_ids = [shop.id for shop in await read.shops(conn)]
        found = await troubles(conn, shop_ids, platform.clock.now())
        found += await of_house(conn, platform.clock.now())
        groups = await events.failed_by_cause(conn, (), none_too=True, limit=5)
    for one in groups:
        what = f"{one.events:,} webhooks failed: {one.cause}"
        found.append(
            Trouble("failed", "", what, likely_fix(one.cause), f"shoplatch webhooks show {one.example}", "/webhooks")
        )
    return found
