"""Cancellations, returns, money and promotions: each kind as a list, and one object with its history.

All kinds share two templates; what differs is written in `LISTS`. What was believed before can be seen by its version.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.errors import NotFound
from shoplatch.store import history, streams
from shoplatch.store.history import Believed
from shoplatch.store.read import kept
from shoplatch.sync.streams.fields import unpacked

PAGE = 50
Page = Callable[[Desk, Ask], Awaitable[Shown]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a list. `kind`: id, text, status, time, money (with its currency), amount, count, order, sign, until."""

    heading: str
    column: str
    kind: str = "text"
    wide: bool = False  # left out on narrow screens


@dataclass(frozen=True, slots=True)
class ListOf:
    """How one kind is shown. `by` is the column of its tabs; `inside`: what belongs to one (heading, kind, link, cells)."""

    path: str
    family: str
    title: str
    one: str
    under: str
    by: str
    cells: Sequence[Cell]
    empty: str
    inside: Sequence[tuple[str, str, str, Sequence[Cell]]] = ()
    beside: Sequence[tuple[str, str]] = field(default_factory=tuple)  # neighbouring lists: address and name


_SIGNS = Cell("Adds up", "sign_convention", "sign")
_SETTLED = (
    Cell("Settled", "settlement_amount", "money"),
    Cell("Net sales", "net_sales_amount", "amount", wide=True),
    Cell("Revenue", "revenue_amount", "amount", wide=True),
    Cell("Fees", "fee_amount", "amount", wide=True),
    Cell("Shipping", "shipping_cost_amount", "amount", wide=True),
    Cell("Adjustment", "adjustment_amount", "amount", wide=True),
    _SIGNS,
)
_MONEY = (
    ("/statements", "Statements"), ("/transactions", "Transactions"), ("/unsettled", "Expected"), ("/payments", "Payments"),
    ("/withdrawals", "Withdrawals"),
)  # fmt: skip
_LATER = "They are read on a schedule: TikTok Shop has no webhook for money. The page Sync says when it was read last."

LISTS: tuple[ListOf, ...] = (
    ListOf(
        "/cancellations", "cancellations", "Cancellations", "Cancellation", "asked for, decided, refunded", "status",
        (
            Cell("Cancellation", "id", "id"), Cell("Order", "order_id", "order"), Cell("Asked", "create_time", "time"),
            Cell("Status", "status", "status"), Cell("By", "role"), Cell("Reason", "cancel_reason_text", wide=True),
            Cell("Refund", "refund_total", "money"), Cell("Answer", "next_deadline", "until"),
        ),
        "A cancellation stands here as soon as somebody asks for one; its webhook brings it within a second.",
    ),
    ListOf(
        "/returns", "returns", "Returns", "Return", "refunds, returns and replacements", "status",
        (
            Cell("Return", "id", "id"), Cell("Order", "order_id", "order"), Cell("Asked", "create_time", "time"),
            Cell("Kind", "return_type", "status", wide=True), Cell("Status", "status", "status"),
            Cell("Reason", "return_reason_text", wide=True), Cell("Refund", "refund_total", "money"),
            Cell("Answer", "next_deadline", "until"),
        ),
        "A return stands here as soon as a buyer asks for one; its webhook brings it within a second.",
        (
            (
                "What happened", "return_records", "return_id",
                (Cell("When", "create_time", "time"), Cell("By", "role"), Cell("What", "event", "status"),
                 Cell("In words", "description")),
            ),
        ),
    ),
    ListOf(
        "/statements", "statements", "Statements", "Statement", "what was settled, day by day, as TikTok Shop states it",
        "payment_status",
        (
            Cell("Statement", "id", "id"), Cell("Of", "statement_time", "time"), *_SETTLED,
            Cell("Payment", "payment_status", "status"),
        ),
        _LATER,
        (
            (
                "As a whole", "statement_totals", "id",
                (Cell("Payable", "payable_amount", "money"), Cell("Reserve", "total_reserve_amount", "amount"), *_SETTLED,
                 Cell("Transactions", "total_count", "count")),
            ),
            (
                "Transactions", "statement_transactions", "statement_id",
                (Cell("Transaction", "transaction_id", "id"), Cell("Type", "type", "status"),
                 Cell("Order", "order_id", "order"), *_SETTLED),
            ),
        ),
        _MONEY,
    ),
    ListOf(
        "/transactions", "statement_transactions", "Transactions", "Transaction",
        "of statements: orders, reserves, adjustments", "sign_convention",
        (
            Cell("Transaction", "id", "id"), Cell("Type", "type", "status"), Cell("Order", "order_id", "order"), *_SETTLED,
        ),
        _LATER,
        beside=_MONEY,
    ),
    ListOf(
        "/unsettled", "unsettled_transactions", "Expected", "Expected transaction", "what TikTok Shop expects to settle",
        "type",
        (
            Cell("Transaction", "id", "id"), Cell("Order", "order_id", "order"),
            Cell("Delivered", "order_delivery_time", "time"), Cell("Expected", "est_settlement_amount", "money"),
            Cell("Why not yet", "unsettled_reason", wide=True), Cell("When", "estimated_settlement", wide=True), _SIGNS,
        ),
        _LATER,
        beside=_MONEY,
    ),
    ListOf(
        "/payments", "payments", "Payments", "Payment", "to the seller's bank", "status",
        (
            Cell("Payment", "id", "id"), Cell("Made", "create_time", "time"), Cell("Paid", "paid_time", "time"),
            Cell("Status", "status", "status"), Cell("Amount", "amount", "money"),
            Cell("Settled", "settlement_amount", "amount"), Cell("Reserve", "reserve_amount", "amount", wide=True),
            Cell("Rate", "exchange_rate", wide=True), Cell("Account", "bank_account", wide=True),
        ),
        f"{_LATER} Shops in South-East Asia have withdrawals instead.",
        (("Statements", "statements", "payment_id", (Cell("Statement", "id", "id"), Cell("Of", "statement_time", "time"),
                                                      *_SETTLED)),),
        _MONEY,
    ),
    ListOf(
        "/withdrawals", "withdrawals", "Withdrawals", "Withdrawal", "movements of the seller's balance", "type",
        (
            Cell("Withdrawal", "id", "id"), Cell("Made", "create_time", "time"), Cell("Type", "type", "status"),
            Cell("Status", "status", "status"), Cell("Amount", "amount", "money"),
        ),
        _LATER,
        beside=_MONEY,
    ),
    ListOf(
        "/promotions", "promotions", "Promotions", "Promotion", "discounts, flash deals and shipping discounts", "status",
        (
            Cell("Promotion", "id", "id"), Cell("Title", "title"), Cell("Kind", "activity_type", "status"),
            Cell("Status", "status", "status"), Cell("Begins", "begin_time", "time"), Cell("Ends", "end_time", "time"),
        ),
        "Promotions stand here after the first read; webhooks bring what changes.",
        (
            (
                "Products", "promotion_products", "promotion_id",
                (Cell("Product", "product_id"), Cell("SKU", "sku_id"), Cell("Price", "activity_price", "money"),
                 Cell("Percent", "discount"), Cell("Limit", "quantity_limit", "count"),
                 Cell("Used", "used_quantity", "count")),
            ),
        ),
        (("/promotions", "Promotions"), ("/coupons", "Coupons")),
    ),
    ListOf(
        "/coupons", "coupons", "Coupons", "Coupon", "read only: they are made in Seller Center", "status",
        (
            Cell("Coupon", "id", "id"), Cell("Title", "title"), Cell("Kind", "display_type", "status"),
            Cell("Status", "status", "status"), Cell("Off", "reduction_amount", "money"), Cell("Percent", "percentage"),
            Cell("From", "min_spend", "amount"), Cell("Until", "claim_end_time", "time"),
        ),
        "Coupons stand here after the first read.",
        beside=(("/promotions", "Promotions"), ("/coupons", "Coupons")),
    ),
)  # fmt: skip


def pages() -> dict[str, Page]:
    """Every page of this file by its address."""
    made: dict[str, Page] = {}
    for shown in LISTS:
        made[shown.path] = _list(shown)
        made[shown.path + "/{shop}/{object}"] = _one(shown)
    return made


def _list(shown: ListOf) -> Page:
    async def page(desk: Desk, ask: Ask) -> Shown:
        chosen, text = ask.query.get("by", ""), ask.query.get("q", "").strip()[:64]
        after = kept.Place.read(ask.query["after"]) if ask.query.get("after") else None
        async with desk.reading(ask) as (conn, frame):
            everything = kept.Wanted(frame.ids, _about(shown, text))
            tabs = await kept.counted_by(conn, shown.family, shown.by, everything)
            wanted = kept.Wanted(frame.ids, {**everything.equal, **({shown.by: (chosen,)} if chosen else {})})
            rows, more = await kept.rows(conn, shown.family, wanted, after=after, limit=PAGE)
            total = await kept.count(conn, shown.family, wanted)
            states = await streams.states(conn, frame.ids)
        stream = [one for one in states if one.stream == shown.family]
        values = {
            "frame": frame, "shown": shown, "rows": rows, "more": str(more) if more else "", "total": total, "tabs": tabs,
            "chosen": chosen, "text": text, "filtered": bool(chosen or text), "states": stream, "count_max": kept.COUNT_MAX,
        }  # fmt: skip
        return Shown("kept.html", values)

    return page


def _one(shown: ListOf) -> Page:
    async def page(desk: Desk, ask: Ask) -> Shown:
        shop_id, object_id = ask.parts["shop"], ask.parts["object"].replace("~", "/")
        family = kept.family(shown.family)
        async with desk.reading(ask) as (conn, frame):
            found = await kept.one(conn, shown.family, shop_id, object_id)
            if found is None:
                raise NotFound(
                    f"{shown.one} {object_id} is not in the store", next_step="The page Sync tells how fresh each stream is."
                )
            told = await history.versions(conn, family, shop_id, object_id)
            raw = await kept.raw(conn, shown.family, shop_id, object_id)
            inside = [
                (heading, cells, (await kept.rows(conn, name, kept.Wanted((shop_id,), {link: (object_id,)}), limit=500))[0])
                for heading, name, link, cells in shown.inside
            ]
        revision = ask.query.get("revision", "")
        then = next((one for one in told if str(one.revision) == revision), None)
        row = {**found, **then.row} if then else found
        values = {
            "frame": frame, "shown": shown, "row": row, "facts": _facts(row), "lists": _lists(row), "told": told[::-1],
            "then": then, "changed": _changed(told), "inside": inside, "place": frame.place_of(shop_id),
            "shop": frame.shop(shop_id),
            "raw": json.dumps(unpacked(raw), indent=2, ensure_ascii=False) if raw and ask.query.get("raw") else "",
        }  # fmt: skip
        return Shown("kept_one.html", values)

    return page


_OURS = frozenset({"shop_id", "first_seen", "last_seen", "read_at", "since", "revision", "source_version", "deleted_at"})


def _about(shown: ListOf, text: str) -> dict[str, Sequence[str]]:
    """What a search is for: an id of the kind itself, or of its order."""
    columns = kept.family(shown.family).table.columns
    return {"order_id": (text,)} if text and "order_id" in columns else {"id": (text,)} if text else {}


def _facts(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for name, value in row.items()
        if name not in _OURS and value not in (None, "") and not isinstance(value, list | dict)
    ]


def _lists(row: Mapping[str, Any]) -> list[tuple[str, list[str], list[Mapping[str, Any]]]]:
    """The parts of an object as tables: heading, columns that say something, rows."""
    found = []
    for name, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = [key for key in value[0] if any(one.get(key) not in (None, "") for one in value)]
            found.append((name, columns, value))
        elif isinstance(value, dict) and value:
            found.append((name, ["name", "value"], [{"name": key, "value": inner} for key, inner in sorted(value.items())]))
    return found


def _changed(told: Sequence[Believed]) -> dict[int, list[str]]:
    """Revision to the columns in which it differs from the one before."""
    return {
        now.revision: sorted(name for name in now.row if name not in _OURS and now.row.get(name) != before.row.get(name))
        for before, now in pairwise(told)
    }
