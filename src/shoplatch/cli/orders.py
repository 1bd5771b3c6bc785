"""`shoplatch orders`: orders as the store has them."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, draw_heading, fields, json_option, table
from shoplatch.cli.words import order_statuses
from shoplatch.errors import NotFound
from shoplatch.store import read
from shoplatch.store.read import Filter, Moment, OrderDetail, OrderRow
from shoplatch.sync.streams.fields import unpacked

RE_READS = ("order.get_order_detail", "order.get_order_list")
LINES = [
    Column("SKU", whole=True),
    Column("product"),
    Column("variant", spare=True),
    Column("status"),
    Column("price", figures=True),
]
PACKAGES = [Column("package", whole=True), Column("status"), Column("tracking", whole=True), Column("carrier", spare=True)]
MOMENTS = [Column("at"), Column("what"), Column("how")]
Times = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])


@click.group(
    help="Orders in the store.\n\n"
    "\b\nExamples:\n"
    "  shoplatch orders list --status AWAITING_SHIPMENT\n"
    "  shoplatch orders show 576461413038785752"
)
def command() -> None:
    pass


@command.command(
    "list",
    help="List orders, newest first.\n\n"
    "\b\nExamples:\n"
    "  shoplatch orders list --shop 7495... --status AWAITING_SHIPMENT --status ON_HOLD\n"
    "  shoplatch orders list --since 2026-11-01 --limit 500 --json",
)
@shop_option
@click.option(
    "--status", "statuses", type=click.Choice(order_statuses()), multiple=True, help="Only this status; may be given often."
)
@click.option("--id", "id_starts", default="", metavar="DIGITS", help="Only ids that begin so.")
@click.option("--since", type=Times, help="Placed at or after this moment, UTC.")
@click.option("--until", type=Times, help="Placed before this moment, UTC.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
@json_option
def list_(
    shop: str | None,
    statuses: tuple[str, ...],
    id_starts: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    *,
    json: bool,
) -> None:
    if id_starts and not (id_starts.isascii() and id_starts.isdigit()):
        raise click.BadParameter("an order id is digits.", param_hint="--id")

    async def look(platform: Platform) -> tuple[list[OrderRow], int]:
        shops = await chosen_shops(platform, shop)
        which = Filter(tuple(one.id for one in shops), statuses, id_starts, _utc(since), _utc(until))
        async with platform.store.begin() as conn:
            page = await read.orders(conn, which, limit=limit)
            return list(page.rows), await read.order_count(conn, which)

    rows, count = with_platform(look)
    if json:
        as_json(rows)
        return
    columns = [
        Column("order", whole=True),
        Column("placed (UTC)"),
        Column("status"),
        Column("items", figures=True),
        Column("total", figures=True),
        Column(""),
        Column("ship by (UTC)", spare=True),
        Column("shop", whole=True, spare=True),
    ]
    cells = [(o.id, o.create_time, o.status, o.item_count, o.total_amount, o.currency, o.ship_by, o.shop_id) for o in rows]
    table(columns, cells, empty="No such orders in the store.", note=f"{len(rows):,} of {count:,} orders.")


@command.command(
    "show",
    help="Show one order: lines, packages, and what happened to it in order.\n\n"
    "\b\nExamples:\n  shoplatch orders show 576461413038785752\n  shoplatch orders show 576461413038785752 --json",
)
@click.argument("order_id")
@shop_option
@json_option
def show(order_id: str, shop: str | None, *, json: bool) -> None:
    async def look(platform: Platform) -> tuple[OrderDetail, list[Moment]]:
        for one in await chosen_shops(platform, shop):
            async with platform.store.begin() as conn:
                found = await read.order_detail(conn, one.id, order_id)
                if found is not None:
                    return found, await read.timeline(conn, one.id, order_id, operations=RE_READS)
        raise NotFound(
            f"Order {order_id} is not in the store", next_step="`shoplatch diff` says whether the store is complete."
        )

    order, moments = with_platform(look)
    if json:
        raw = unpacked(order.raw) if order.raw else None
        as_json({**order.order, "lines": order.lines, "packages": order.packages, "timeline": moments, "raw": raw})
        return
    _draw(order, moments)


def _draw(order: OrderDetail, moments: list[Moment]) -> None:
    head = order.order
    fields(
        {
            "order": head["id"],
            "status": head["status"],
            "placed": head["create_time"],
            "paid": head["paid_time"],
            "ship by": head["ship_by"],
            "total": f"{head['total_amount']} {head['currency']}" if head["total_amount"] is not None else None,
            "delivery": head["delivery_option_name"],
            "recipient": _recipient(order),
            "shop": head["shop_id"],
        }
    )
    draw_heading("Lines")
    lines = [(one.sku_id, one.product_name, one.sku_name, one.display_status, one.sale_price) for one in order.lines]
    table(LINES, lines, empty="None.")
    if order.packages:
        draw_heading("Packages")
        table(PACKAGES, [(p.id, p.status, p.tracking_number, p.shipping_provider_name) for p in order.packages], empty="")
    draw_heading("What happened (UTC)")
    table(MOMENTS, [_moment(moment) for moment in moments], empty="Nothing is recorded.")


def _recipient(order: OrderDetail) -> str | None:
    if order.recipient_masked is None:
        return None
    return "sealed, as TikTok masked it" if order.recipient_masked else "sealed"


def _moment(moment: Moment) -> tuple[object, str, str]:
    if moment.what == "event":
        return moment.at, f"webhook {moment.topic} arrived", moment.state or ""
    if moment.what == "call":
        return moment.at, f"read again by {moment.operation}", f"{moment.elapsed_ms} ms"
    change = f"{moment.before or 'new'} → {moment.after}" if moment.before != moment.after else f"still {moment.after}"
    delay = f", {moment.delay_s:.2f} s after the webhook" if moment.delay_s is not None else ""
    return moment.at, f"row written: {change}", f"{moment.cause}{delay}"


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
