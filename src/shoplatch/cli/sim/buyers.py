"""What buyers of the simulated world say: messages to the shop, ratings of its answers, reviews, and what they want back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.world import rows_of
from shoplatch.clock import from_seconds

TYPES = ("REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE")
ACTIONS = (
    *("withdraw", "edit", "pack_together", "ship_back", "arrive", "accept_offer", "decline_offer", "dispute"),
    *("support_buyer", "support_seller", "silence", "lapse"),
)
_limit = click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True)
_shop = click.option("--shop", "shop_id", help="Of this shop; all of them unless said.")


@click.group(
    help="What buyers write to the shop.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim messages list\n"
    '  shoplatch sim messages write "Where is my parcel?" --order 5764...\n'
    "  shoplatch sim messages rate 7494... 5"
)
def messages() -> None:
    pass


@messages.command(
    "list", help="List conversations, the latest first.\n\n\b\nExample:\n  shoplatch sim messages list --limit 5 --json"
)
@_shop
@_limit
@url_option
@json_option
def list_messages(shop_id: str | None, limit: int, url: str, *, json: bool) -> None:
    with Control(url) as control:
        listed = rows_of(control.get("conversations", shop_id=shop_id, limit=limit), "conversations")
    columns = ["conversation", "buyer", "open", "unread", "messages", "last", "shop"]
    rows = [
        (
            one.get("conversation_id"),
            one.get("buyer_nickname"),
            "yes" if one.get("open") else "no",
            one.get("unread"),
            one.get("messages"),
            _last(one.get("last")),
            one.get("shop_id"),
        )
        for one in listed
    ]
    _show(listed, columns, rows, json=json, empty="Nobody has written yet. `shoplatch sim messages write` lets a buyer.")


@messages.command(
    help="A buyer writes to the shop about an order, the newest one unless said; webhooks 13 and 14 follow.\n\n"
    '\b\nExample:\n  shoplatch sim messages write "Where is my parcel?" --order 5764...'
)
@click.argument("text")
@click.option("--order", "order_id", help="About this order; the newest one unless said.")
@_shop
@url_option
@json_option
def write(text: str, order_id: str | None, shop_id: str | None, url: str, *, json: bool) -> None:
    said = {name: value for name, value in {"order_id": order_id, "shop_id": shop_id}.items() if value is not None}
    with Control(url) as control:
        written = control.post("messages", {"text": text, **said})
    _show([written], ["conversation", "message", "shop"], [tuple(written.values())], json=json)


@messages.command(
    help="The buyer rates the shop's last answer, 1 to 5.\n\n\b\nExample:\n  shoplatch sim messages rate 7494... 2"
)
@click.argument("conversation_id")
@click.argument("score", type=click.IntRange(1, 5))
@click.option("--reason", default="", help="Why not better.")
@url_option
@json_option
def rate(conversation_id: str, score: int, reason: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        rated = control.post(f"conversations/{part(conversation_id)}/rating", {"score": score, "reason": reason})
    _show([rated], ["session", "score"], [tuple(rated.values())], json=json)


@click.group(
    help="What buyers think of what arrived.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim reviews list\n"
    '  shoplatch sim reviews write 5764... 5 --text "Lovely."'
)
def reviews() -> None:
    pass


@reviews.command(
    "list",
    help="List reviews, those imported from elsewhere too, the latest first.\n\n"
    "\b\nExample:\n  shoplatch sim reviews list --json",
)
@_shop
@_limit
@url_option
@json_option
def list_reviews(shop_id: str | None, limit: int, url: str, *, json: bool) -> None:
    with Control(url) as control:
        listed = rows_of(control.get("reviews", shop_id=shop_id, limit=limit), "reviews")
    _show_reviews(listed, json=json)


@reviews.command(
    "write",
    help="A buyer reviews what arrived, 1 to 5.\n\n"
    '\b\nExample:\n  shoplatch sim reviews write 5764... 4 --text "Smells of the forest."',
)
@click.argument("order_id")
@click.argument("rating", type=click.IntRange(1, 5))
@click.option("--text", default="", help="In words.")
@url_option
@json_option
def write_review(order_id: str, rating: int, text: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        written = control.post("reviews", {"order_id": order_id, "rating": rating, "content": text})
    _show_reviews([written], json=json)


@click.group(
    help="What buyers want back: refunds, returns, replacements, exchanges.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim returns list --status BUYER_SHIPPED_ITEM\n"
    "  shoplatch sim returns ask 5764... --type RETURN_AND_REFUND\n"
    "  shoplatch sim returns push 4035... ship_back"
)
def returns() -> None:
    pass


@returns.command(
    "list", help="List requests, newest first.\n\n\b\nExample:\n  shoplatch sim returns list --status AWAITING_BUYER_SHIP"
)
@click.option("--status", help="Of this status.")
@_shop
@_limit
@url_option
@json_option
def list_returns(status: str | None, shop_id: str | None, limit: int, url: str, *, json: bool) -> None:
    with Control(url) as control:
        listed = rows_of(control.get("returns", shop_id=shop_id, status=status, limit=limit), "returns")
    _show_returns(listed, json=json)


@returns.command(
    help="A buyer asks for something back, about every unit that is free unless said.\n\n"
    "\b\nExample:\n  shoplatch sim returns ask 5764... --type RETURN_AND_REFUND"
)
@click.argument("order_id")
@click.option("--type", "kind", type=click.Choice(TYPES), default="REFUND", show_default=True)
@click.option("--line", "lines", multiple=True, metavar="ID", help="About this line item; may be given often.")
@click.option("--reason", default="", help="A name of the market's list; the first one unless said.")
@click.option("--sku", "wanted_sku_id", default="", help="Of an exchange: what is wanted instead.")
@url_option
@json_option
def ask(order_id: str, kind: str, lines: tuple[str, ...], reason: str, wanted_sku_id: str, url: str, *, json: bool) -> None:
    body = {"order_id": order_id, "type": kind, "line_ids": list(lines), "reason": reason, "wanted_sku_id": wanted_sku_id}
    with Control(url) as control:
        _show_returns([control.post("returns", body)], json=json)


@returns.command(
    help="Push a request along as its buyer, a carrier, time or the platform's staff: "
    f"{', '.join(ACTIONS)}.\n\n\b\nExample:\n  shoplatch sim returns push 4035... arrive"
)
@click.argument("return_id")
@click.argument("action", type=click.Choice(ACTIONS))
@url_option
@json_option
def push(return_id: str, action: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        _show_returns([control.post(f"returns/{part(return_id)}/{action}")], json=json)


def _last(message: object) -> str:
    return str(message.get("words", ""))[:60] if isinstance(message, dict) else ""


def _show_reviews(listed: Sequence[Mapping[str, object]], *, json: bool) -> None:
    columns = ["review", "rating", "product", "order", "by", "from", "says"]
    names = ("id", "rating", "product_key", "order_id", "reviewer", "source", "content")
    rows = [tuple(one.get(name) for name in names) for one in listed]
    _show(listed, columns, rows, json=json, empty="No reviews yet. `shoplatch sim reviews write` lets a buyer write one.")


def _show_returns(listed: Sequence[Mapping[str, object]], *, json: bool) -> None:
    columns = ["request", "type", "status", "waits for", "until (UTC)", "order", "shop"]
    rows = [
        (
            one.get("return_id"),
            one.get("type"),
            one.get("status"),
            one.get("next_action"),
            from_seconds(int(str(one["deadline"]))) if one.get("deadline") else "",
            one.get("order_id"),
            one.get("shop_id"),
        )
        for one in listed
    ]
    _show(listed, columns, rows, json=json, empty="Nobody wants anything back. `shoplatch sim returns ask` lets a buyer.")


def _show(
    listed: Sequence[Mapping[str, object]],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    json: bool,
    empty: str = "",
) -> None:
    if json:
        as_json(listed)
        return
    whole = ("conversation", "message", "session", "review", "request", "order", "shop", "product", "status")
    table([Column(name, whole=name in whole) for name in columns], rows, empty=empty)
