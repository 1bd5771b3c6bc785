"""`shoplatch products`: what the shops sell, as the store has it."""

from __future__ import annotations

from decimal import Decimal

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, cell, json_option, table
from shoplatch.store import read
from shoplatch.store.read import ProductRow


@click.command(
    help="Products with their SKUs counted, their prices and their stock.\n\n"
    "\b\nExamples:\n  shoplatch products\n  shoplatch products lamp --limit 100 --json"
)
@click.argument("text", required=False, default="")
@shop_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
@json_option
def command(text: str, shop: str | None, limit: int, *, json: bool) -> None:
    async def look(platform: Platform) -> list[ProductRow]:
        shops = await chosen_shops(platform, shop)
        async with platform.store.begin() as conn:
            return await read.products(conn, [one.id for one in shops], text=text, limit=limit)

    rows = with_platform(look)
    if json:
        as_json(rows)
        return
    columns = [
        Column("product", whole=True),
        Column("title"),
        Column("status"),
        Column("SKUs", figures=True),
        Column("price", figures=True),
        Column("", spare=True),
        Column("available", figures=True),
        Column("shop", whole=True, spare=True),
    ]
    cells = [
        (p.id, p.title, p.status, p.skus, _price(p.price_from, p.price_to), p.currency, p.available, p.shop_id) for p in rows
    ]
    table(columns, cells, empty="No such products in the store.")


def _price(low: Decimal | None, high: Decimal | None) -> str:
    return cell(low) if low == high else f"{cell(low)} to {cell(high)}"
