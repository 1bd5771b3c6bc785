"""The operations about cancellations (platform.md section 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.orders import cancel_requests, cancelling
from shoplatch.simulator.pages import Page, Search, T, cut, shown_until
from shoplatch.simulator.return_refund import views
from shoplatch.simulator.return_refund.once import once
from shoplatch.simulator.state.books import Book
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Line, Order
from shoplatch.simulator.state.world import World

INVALID, ORDER_UNKNOWN, NOT_YOURS, TYPE_MISMATCH = 25001001, 25007006, 25020005, 25020004
PAGE_SIZE, PAGE_MAX = 10, 100


def cancel_order(world: World, ask: Ask) -> dict[str, Any]:
    """The seller calls off an order, or some of its lines where the market allows it."""
    shop, body = ask.own_shop, ask.body
    order = order_in(world, shop, body.get("order_id", ""))
    lines = chosen_lines(cancelling.alive(order.lines), body)
    record = cancelling.cancel_by_seller(world, shop, order, body.get("cancel_reason", ""), lines)
    return {"cancel_id": record.id, "cancel_status": record.status}


def search_cancellations(world: World, ask: Ask) -> dict[str, Any]:
    """Cancellations by the filters of the body, oldest first unless told otherwise; `ge` inclusive, `lt` exclusive."""
    shop = ask.own_shop
    page = page_of(world, ask, shop.cancellations, lambda key: _keep(shop, ask.body, key))
    older = ask.operation.version == "202309"
    rows = [views.cancellation_view(world, shop, record, older=older) for record in page.things]
    return fit(ask.operation, {"cancellations": rows, "total_count": page.total, "next_page_token": page.next_token})


def approve_cancellation(world: World, ask: Ask) -> dict[str, Any]:
    """The seller agrees to a buyer's request."""
    record = cancellation_in(world, ask.own_shop, ask.path["cancel_id"])
    return once(ask, lambda: cancel_requests.approve(world, ask.own_shop, record))


def reject_cancellation(world: World, ask: Ask) -> dict[str, Any]:
    """The seller refuses a buyer's request, with a reason of the market's list."""
    shop, body = ask.own_shop, ask.body
    record = cancellation_in(world, shop, ask.path["cancel_id"])
    reason, comment = body.get("reject_reason", ""), body.get("comment") or ""
    return once(ask, lambda: cancel_requests.reject(world, shop, record, reason, comment))


def order_in(world: World, shop: Shop, order_id: str) -> Order:
    """An order that may be changed. Raises Refused: it does not exist, or belongs to another shop."""
    order = shop.orders.thaw(order_id)
    if order is None:
        elsewhere = any(other.orders.get(order_id) is not None for other in world.shops.values() if other is not shop)
        raise Refused(NOT_YOURS if elsewhere else ORDER_UNKNOWN)
    return order


def cancellation_in(world: World, shop: Shop, cancel_id: str) -> Cancellation:
    """A cancellation. Raises Refused: it does not exist, belongs to another shop, or the id is that of a return."""
    record = shop.cancellations.get(cancel_id)
    if record is None:
        if shop.returns.get(cancel_id) is not None:
            raise Refused(TYPE_MISMATCH)
        elsewhere = any(other.cancellations.get(cancel_id) is not None for other in world.shops.values())
        raise Refused(NOT_YOURS if elsewhere else ORDER_UNKNOWN)
    return record


def chosen_lines(free: Sequence[Line], body: Mapping[str, Any]) -> list[Line] | None:
    """The units a call names, by line item id or by SKU and quantity; None when it names none.

    Raises:
        Refused: more are named than there are.
    """
    ids = body.get("order_line_item_ids") or [row.get("order_line_item_id") for row in body.get("order_line_list") or ()]
    if ids:
        chosen = [line for line in free if line.id in set(ids)]
        if len(chosen) != len(set(ids)):
            raise Refused(cancelling.LINES_TOO_MANY)
        return chosen
    if not body.get("skus"):
        return None
    wanted = Counter[str]()
    for row in body["skus"]:
        wanted[row.get("sku_id", "")] += int(row.get("quantity") or 0)
    if min(wanted.values()) < 1:
        raise Refused(INVALID, "quantity must be at least 1")
    chosen = []
    for line in free:
        if wanted[line.sku_id] > 0:
            wanted[line.sku_id] -= 1
            chosen.append(line)
    if +wanted:
        raise Refused(cancelling.LINES_TOO_MANY)
    return chosen


def page_of(world: World, ask: Ask, book: Book[T], keep: Callable[[str], Callable[[T], bool]]) -> Page[T]:
    """One page of a search, oldest first unless told otherwise; `keep` makes the filter for the time it sorts by."""
    body, key = ask.body, ask.query.get("sort_field") or "create_time"
    fits, shown = keep(key), shown_until(world)
    return cut(
        book,
        Search(
            sort_field=key,
            descending=ask.query.get("sort_order") == "DESC",
            ge=body.get(f"{key}_ge"),
            lt=body.get(f"{key}_lt"),
            keep=fits if shown is None else lambda one: one.create_time < shown and fits(one),
        ),
        size=page_size(ask.query.get("page_size") or PAGE_SIZE),
        token=ask.query.get("page_token", ""),
        filters=body,
        refusal=INVALID,
    )


def page_size(given: str | int) -> int:
    """How many a page holds; these calls write the number as text.

    Raises:
        Refused: it is not a whole number from 1 to 100.
    """
    if isinstance(given, str):
        given = int(given) if given.isascii() and given.isdigit() else 0
    if not 1 <= given <= PAGE_MAX:
        raise Refused(INVALID, f"page_size must be a whole number from 1 to {PAGE_MAX}")
    return given


def within(body: Mapping[str, Any], sort_field: str) -> Callable[[Any], bool]:
    """Whether a dated thing lies in the span of the time field that is not the sort field."""
    other = "update_time" if sort_field == "create_time" else "create_time"
    low, high = body.get(f"{other}_ge"), body.get(f"{other}_lt")

    def inside(thing: Any) -> bool:
        moment: int = getattr(thing, other)
        return (low is None or moment >= low) and (high is None or moment < high)

    return inside


def _keep(shop: Shop, body: Mapping[str, Any], sort_field: str) -> Callable[[Cancellation], bool]:
    inside = within(body, sort_field)
    ids, orders = set(body.get("cancel_ids") or ()), set(body.get("order_ids") or ())
    buyers, kinds = set(body.get("buyer_user_ids") or ()), set(body.get("cancel_types") or ())
    statuses = set(body.get("cancel_status") or ())

    def keep(record: Cancellation) -> bool:
        return (
            inside(record)
            and (not ids or record.id in ids)
            and (not orders or record.order_id in orders)
            and (not kinds or record.type in kinds)
            and (not statuses or record.status in statuses)
            and (not buyers or shop.orders[record.order_id].buyer.id in buyers)
        )

    return keep


HANDLERS: dict[str, Handler] = {
    "return_refund.cancel_order": cancel_order,
    "return_refund.search_cancellations": search_cancellations,
    "return_refund.approve_cancellation": approve_cancellation,
    "return_refund.reject_cancellation": reject_cancellation,
}
