"""Which shops a command is about: all that let us in, or the one that was named."""

from __future__ import annotations

import difflib

import click

from shoplatch.app import Platform
from shoplatch.errors import NotFound, Reauthorize
from shoplatch.store import read
from shoplatch.store.read import ShopRow

shop_option = click.option("--shop", metavar="SHOP", help="Only this shop: its id, code or name.")


async def chosen_shops(platform: Platform, shop: str | None) -> list[ShopRow]:
    """Every shop, or the one whose id, code or name was given.

    Raises:
        Reauthorize: no shop has let us in yet.
        NotFound: no shop is called so; names the nearest.
    """
    async with platform.store.begin() as conn:
        every = await read.shops(conn)
    if not every:
        raise Reauthorize("No shop is connected yet", next_step="Let a seller authorize your app: `shoplatch connect`.")
    if shop is None:
        return every
    wanted = shop.casefold()
    found = [row for row in every if shop in (row.id, row.code)] or [row for row in every if row.name.casefold() == wanted]
    if len(found) > 1:
        ids = ", ".join(row.id for row in found)
        raise NotFound(f"{len(found)} shops are called {shop!r}", next_step=f"Give one of the ids {ids}.")
    if not found:
        close = difflib.get_close_matches(shop, [name for row in every for name in (row.name, row.id)], 2, 0.4)
        near = " or ".join(close) or "one of those that `shoplatch shops` lists"
        raise NotFound(f"No shop is called {shop!r}", next_step=f"Did you mean {near}?")
    return found


async def one_shop(platform: Platform, shop: str | None) -> ShopRow:
    """Exactly one shop: the one named, or the only one there is.

    Raises:
        Reauthorize, NotFound: as `chosen_shops`.
        click.UsageError: there are several, and none was named.
    """
    found = await chosen_shops(platform, shop)
    if len(found) > 1:
        names = ", ".join(f"{row.name} ({row.id})" for row in found)
        raise click.UsageError(f"There are {len(found)} shops; name one with --shop: {names}.")
    return found[0]
