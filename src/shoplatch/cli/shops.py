"""`shoplatch shops`: who let us in."""

from __future__ import annotations

import click

from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.store import read
from shoplatch.store.read import ShopRow

STATES = {"active": "connected", "needs_reauthorization": "needs re-authorization", "deauthorized": "deauthorized"}


@click.command(
    help="The shops that let us in, and how long their grants last.\n\n"
    "\b\nExamples:\n  shoplatch shops\n  shoplatch shops --json"
)
@json_option
def command(*, json: bool) -> None:
    shops = with_platform(_shops)
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
        Column("grant ends (UTC)", spare=True),
        Column("reason", spare=True),
    ]
    rows = [
        (shop.id, shop.name, shop.region, STATES.get(shop.state, shop.state), shop.seller_name, _app(shop),
         shop.refresh_expires_at, shop.reason)
        for shop in shops
    ]  # fmt: skip
    table(columns, rows, empty="No shop is connected yet. `shoplatch connect` lets a seller authorize your app.")


def _app(shop: ShopRow) -> str:
    return f"{shop.app_key} (simulator)" if shop.environment == "simulator" else shop.app_key


async def _shops(platform: Platform) -> list[ShopRow]:
    async with platform.store.begin() as conn:
        return await read.shops(conn)
