"""`shoplatch inventory`: what is left, by SKU, as the store has it."""

from __future__ import annotations

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.store import read
from shoplatch.store.read import InventoryRow


@click.command(
    help="Stock by SKU, summed over its warehouses. Committed is reserved for orders that are not yet shipped.\n\n"
    "\b\nExamples:\n  shoplatch inventory\n  shoplatch inventory LAMP-RED --json"
)
@click.argument("text", required=False, default="")
@shop_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
@json_option
def command(text: str, shop: str | None, limit: int, *, json: bool) -> None:
    async def look(platform: Platform) -> list[InventoryRow]:
        shops = await chosen_shops(platform, shop)
        async with platform.store.begin() as conn:
            return await read.inventory(conn, [one.id for one in shops], text=text, limit=limit)

    rows = with_platform(look)
    if json:
        as_json(rows)
        return
    columns = [
        Column("SKU", whole=True),
        Column("seller SKU"),
        Column("product"),
        Column("variant", spare=True),
        Column("available", figures=True),
        Column("committed", figures=True),
        Column("warehouses", figures=True, spare=True),
        Column("read (UTC)", spare=True),
    ]
    cells = [(s.sku_id, s.seller_sku, s.title, s.sku_name, s.available, s.committed, s.warehouses, s.read_at) for s in rows]
    table(columns, cells, empty="No such stock in the store.")
