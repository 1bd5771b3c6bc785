"""`shoplatch listen` on the installation of this data folder: the platform opened, its database as the source."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops
from shoplatch.cli.opened import with_platform
from shoplatch.outbox.listen import Source, Wanted
from shoplatch.outbox.local import LocalSource
from shoplatch.transport import AsyncHttpTransport


def forward_here(forward: Callable[[Source, AsyncHttpTransport], Awaitable[None]], wanted: Wanted) -> None:
    """Forward what is wanted from this installation until it is stopped. Shops may be given by id, code or name."""

    async def run(platform: Platform) -> None:
        exact = wanted
        if wanted.shop_ids is not None:
            ids = [row.id for shop in wanted.shop_ids for row in await chosen_shops(platform, shop)]
            exact = replace(wanted, shop_ids=frozenset(ids))
        source = LocalSource(platform.store, platform.accounts.webhook_secrets, exact)
        async with AsyncHttpTransport() as transport:
            await forward(source, transport)

    with_platform(run)
