"""`shoplatch shops`: who let us in."""

from __future__ import annotations

import click

from shoplatch.accounts.lifecycle import Life, life_of
from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.store import read
from shoplatch.store.read import ShopRow

STATES = {
    "active": "connected",
    "expiring": "ends soon",
    "needs_reauthorization": "needs re-authorization",
    "deauthorized": "deauthorized",
}


@click.command(
    help="The shops that let us in, and how long their grants last.\n\n"
    "\b\nExamples:\n  shoplatch shops\n  shoplatch shops --json"
)
@json_option
def command(*, json: bool) -> None:
    shops, lives = with_platform(_shops)
    if json:
        as_json(shops)
        return
    columns = [
        Column("shop", whole=True),
        Column("name"),
        Column("region"),
        Column("state"),
        Column("seller", spare=True),
        Column("app", spare=True),
        Column("next", spare=True),
    ]
    rows = [
        (shop.id, shop.name, shop.region, f"{STATES[life.word]}: {life.said}", shop.seller_name, _app(shop),
         life.next_step)
        for shop, life in zip(shops, lives, strict=True)
    ]  # fmt: skip
    table(columns, rows, empty="No shop is connected yet. `shoplatch connect` lets a seller authorize your app.")


def _app(shop: ShopRow) -> str:
    return f"{shop.app_key} (simulator)" if shop.environment == "simulator" else shop.app_key


async def _shops(platform: Platform) -> tuple[list[ShopRow], list[Life]]:
    """The shops, and how the grant of each stands by its platform's clock."""
    async with platform.store.begin() as conn:
        shops = await read.shops(conn)
    return shops, [life_of(shop, (await platform.accounts.clock_for(shop.app_key)).now()) for shop in shops]
