"""`shoplatch verify --connection`: looks at a shop that is connected, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from shoplatch.app import Platform
from shoplatch.cli.chosen import one_shop
from shoplatch.cli.opened import with_platform
from shoplatch.sync.subscriptions import Subscriptions
from shoplatch.testing.verify import Verdict, read_adapter
from shoplatch.testing.verify.connected import Beside, verify_connection
from shoplatch.testing.verify.integration import Integration
from shoplatch.testing.verify.looking import Looking
from shoplatch.testing.verify.stored import StoredShop
from shoplatch.transport import HttpTransport


def looked_at(
    shop: str, adapter: Path | None, checks: tuple[str, ...], tell: Callable[[Verdict], None] | None
) -> tuple[str, list[Verdict]]:
    """The verdicts on a connected shop, and its name. What stands in the adapter's place and is no file is a check."""
    if adapter is not None and not adapter.exists():
        adapter, checks = None, (str(adapter), *checks)
    told = read_adapter(adapter) if adapter is not None else None

    async def look(platform: Platform) -> tuple[str, list[Verdict]]:
        row = await one_shop(platform, shop)
        looking = Looking(await platform.accounts.client_for_shop(row.id), platform.clock)

        async def subscriptions() -> Subscriptions:
            return await platform.sync.subscribe(row.id, only_look=True)

        with ExitStack() as stack:
            integration = None
            if told is not None:
                transport = stack.enter_context(HttpTransport(connections_max=4))
                integration = Integration(told, {"shop_id": row.id}, platform.clock, transport)
            beside = Beside(row, looking, StoredShop(platform.store, row.id), platform.clock, subscriptions, integration)
            return row.name, await verify_connection(beside, checks, tell=tell)

    return with_platform(look)
