"""Who may start what, in which state of an order, for which reasons (platform.md section 10 and the reason lists)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.catalog.reader import error
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.cancelling import check_seller
from shoplatch.simulator.orders.reasons import cancel_reasons, listed
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches

STATUS_FORBIDS, FINISHED, OPEN_ALREADY, ORDER_CLOSED = 25001003, 25001010, 25001011, 25001051
KINDS = {"REFUND": "refund", "RETURN_AND_REFUND": "return", "REPLACEMENT": "return", "EXCHANGE": "return"}
_SENT = ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED")
# The after-sales overview of April 2025: its prose, where table and prose differ.
_OVERVIEW = {
    ("REFUND", "BUYER"): _SENT,
    ("RETURN_AND_REFUND", "BUYER"): ("IN_TRANSIT", "DELIVERED"),
    ("REFUND", "SELLER"): ("DELIVERED",),
    ("RETURN_AND_REFUND", "SELLER"): ("DELIVERED",),
}


def start_code(world: World, shop: Shop, order: Order, kind: str, role: str) -> int:
    """0 if a request of this kind may be started by BUYER, SELLER or OPERATOR now, else the code that refuses it."""
    if order.status in ("CANCELLED", "COMPLETED"):
        return ORDER_CLOSED
    if kind == "CANCEL":
        return _cancel_code(world, shop, order, role)
    rules = market(shop.region).rules
    if role == "OPERATOR":  # the platform's staff give money back for whatever was sent
        return 0 if kind == "REFUND" and order.status in _SENT else STATUS_FORBIDS
    if kind == "REPLACEMENT":
        since = rules.replacements_from
        fits = role == "BUYER" and order.status == "DELIVERED" and since is not None and world.clock.now() >= since
    elif kind == "EXCHANGE":
        fits = role == "BUYER" and order.status == "DELIVERED" and rules.exchange_orders
    elif world.switches.who_may_start_aftersales == "overview":
        fits = order.status in _OVERVIEW[kind, role] and (
            (kind, role) != ("RETURN_AND_REFUND", "SELLER") or shop.region == "US"
        )
    else:
        fits = order.status in _SENT and bool(reason_names(shop, kind, role, order.status))
    return 0 if fits else STATUS_FORBIDS


def line_code(line: Line) -> int:
    """0 if the unit is free for a new request, else the code that refuses it."""
    if line.return_id:
        return OPEN_ALREADY
    return FINISHED if line.returned or line.status == "CANCELLED" else 0


def reason_names(shop: Shop, kind: str, role: str, status: str, switches: Switches | None = None) -> list[str]:
    """What BUYER or SELLER may give as a reason for a request of this kind in this state.

    Where the overview decides who may start what (a switch), a state without a list of its own takes any of the market's.
    """
    who = "buyer" if role == "OPERATOR" else role.lower()  # no page lists reasons of the staff for refunds
    if kind == "CANCEL":
        return cancel_reasons(shop, who, status)
    names = listed(shop, KINDS[kind], who, status)
    any_state = switches is not None and switches.who_may_start_aftersales == "overview"
    return names or (listed(shop, KINDS[kind], who) if any_state else [])


def view(world: World, shop: Shop, order: Order, role: str, kinds: list[str], *, with_reasons: bool) -> dict[str, Any]:
    """What could be started for each SKU of an order, as the eligibility call tells it."""
    by_sku: dict[str, list[Line]] = {}
    for line in order.lines:
        by_sku.setdefault(line.sku_id, []).append(line)
    rows = []
    for sku_id, lines in by_sku.items():
        found = [row for kind in kinds for row in _rows(world, shop, order, lines, kind, role, with_reasons=with_reasons)]
        rows.append({"sku_id": sku_id, "line_item_eligibility": found})
    return {"sku_eligibility": rows}


def _rows(
    world: World, shop: Shop, order: Order, lines: list[Line], kind: str, role: str, *, with_reasons: bool
) -> Iterator[dict[str, Any]]:
    start = start_code(world, shop, order, kind, role)
    by_code: dict[int, list[Line]] = {}
    for line in lines:
        own = line_code(line) if kind != "CANCEL" or line.status == "CANCELLED" else 0
        by_code.setdefault(start or own, []).append(line)
    for code, group in by_code.items():
        row: dict[str, Any] = {
            "request_type": kind,
            "order_line_items_ids": [line.id for line in group],
            "eligible": not code,
        }
        if code:
            fact = error(code)
            row["ineligible_code"], row["ineligible_reason"] = code, fact.when if fact else ""
        elif with_reasons:
            row["available_reason_names"] = reason_names(shop, kind, role, order.status, world.switches)
        row["order_line_list"] = [{"order_line_item_id": line.id, "sub_order_line_item_id": ""} for line in group]
        yield row


def _cancel_code(world: World, shop: Shop, order: Order, role: str) -> int:
    if role == "SELLER":
        try:
            check_seller(world, shop, order, None)
        except Refused as refused:
            return refused.code
        return 0
    if order.cancel_request_id:
        return OPEN_ALREADY
    free = ("UNPAID", "ON_HOLD", *market(shop.region).rules.buyer_cancel_request_states)
    return 0 if order.status in free else STATUS_FORBIDS
