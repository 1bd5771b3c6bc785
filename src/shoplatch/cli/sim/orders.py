"""Orders of the simulated world: list them, place one as a buyer, push one along."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.world import rows_of
from shoplatch.clock import from_seconds

STATUSES = (
    *("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED", "CANCELLED"),
)
ACTIONS = (
    *("pay", "cancel", "release", "ship", "collect", "deliver", "complete", "forward", "change_address"),
    *("request_cancel", "withdraw_cancel", "platform_cancel"),
)


@click.group(
    help="Orders of the simulated world.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim orders list --limit 5\n"
    "  shoplatch sim orders create --status AWAITING_SHIPMENT\n"
    "  shoplatch sim orders advance 5764... --to DELIVERED\n"
    "  shoplatch sim orders place --shop 7495... --sku 1729...=2\n"
    "  shoplatch sim orders push 5764... forward"
)
def orders() -> None:
    pass


@orders.command("list", help="List orders, newest first.\n\n\b\nExample:\n  shoplatch sim orders list --limit 5 --json")
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True)
@url_option
@json_option
def list_(limit: int, url: str, *, json: bool) -> None:
    with Control(url) as control:
        listed = rows_of(control.get("orders", limit=limit), "orders")[:limit]
    _show(listed, json=json)


@orders.command(
    help="Place an order as a buyer.\n\n\b\nExample:\n  shoplatch sim orders place --shop 7495... --sku 1729...=2 --unpaid"
)
@click.option("--shop", required=True, help="The shop's id; `shoplatch sim shops` lists them.")
@click.option("--sku", "skus", required=True, multiple=True, metavar="ID[=QTY]", help="What is bought; may be given often.")
@click.option("--unpaid", is_flag=True, help="Leave it UNPAID.")
@url_option
@json_option
def place(shop: str, skus: tuple[str, ...], url: str, *, unpaid: bool, json: bool) -> None:
    lines = [_line(sku) for sku in skus]
    with Control(url) as control:
        placed = control.post("orders", {"shop_id": shop, "lines": lines, "pay": not unpaid})
    _show([placed], json=json)


@orders.command(help=f"Push an order along: {', '.join(ACTIONS)}.\n\n\b\nExample:\n  shoplatch sim orders push 5764... ship")
@click.argument("order_id")
@click.argument("action", type=click.Choice(ACTIONS))
@url_option
@json_option
def push(order_id: str, action: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        pushed = control.post(f"orders/{part(order_id)}/{action}")
    _show([pushed], json=json)


@orders.command(
    help="Create orders of what is on sale, and push them to a status.\n\n"
    "\b\nExamples:\n  shoplatch sim orders create --status AWAITING_SHIPMENT\n  shoplatch sim orders create --count 5 --json"
)
@click.option("--shop", "shop_id", help="In this shop; the first one unless said.")
@click.option("--status", type=click.Choice(STATUSES), help="Pushed along until it is there.")
@click.option("--count", type=click.IntRange(1, 1_000), default=1, show_default=True)
@url_option
@json_option
def create(shop_id: str | None, status: str | None, count: int, url: str, *, json: bool) -> None:
    cart = {name: value for name, value in {"shop_id": shop_id, "status": status}.items() if value is not None}
    with Control(url) as control:
        _show([control.post("orders", cart) for _ in range(count)], json=json)


@orders.command(
    help="Push an order one step along, or to a status.\n\n"
    "\b\nExamples:\n  shoplatch sim orders advance 5764...\n  shoplatch sim orders advance 5764... --to DELIVERED"
)
@click.argument("order_id")
@click.option("--to", "status", type=click.Choice(STATUSES), help="Until it has this status.")
@url_option
@json_option
def advance(order_id: str, status: str | None, url: str, *, json: bool) -> None:
    with Control(url) as control:
        _show([control.post(f"orders/{part(order_id)}/advance", {"status": status} if status else {})], json=json)


@orders.command(
    help="Cancel an order: the buyer while that is free, afterwards the seller.\n\n"
    "\b\nExample:\n  shoplatch sim orders cancel 5764..."
)
@click.argument("order_id")
@url_option
@json_option
def cancel(order_id: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        _show([control.post(f"orders/{part(order_id)}/cancel")], json=json)


def _line(text: str) -> dict[str, object]:
    sku, _, quantity = text.partition("=")
    if not sku or (quantity and not quantity.isdigit()) or quantity == "0":
        raise click.BadParameter(f"{text!r} is not ID or ID=QUANTITY.", param_hint="--sku")
    return {"sku_id": sku, "quantity": int(quantity or 1)}


def _show(listed: list[dict[str, object]], *, json: bool) -> None:
    if json:
        as_json(listed)
        return
    columns = [Column("order", whole=True), Column("status"), Column("placed (UTC)"), Column("shop", whole=True)]
    rows = [
        (
            order.get("order_id"),
            order.get("status"),
            from_seconds(int(str(order.get("create_time") or 0))),
            order.get("shop_id"),
        )
        for order in listed
    ]
    table(columns, rows, empty="No orders yet. `shoplatch sim traffic --rate 60 --start` lets buyers buy.")
