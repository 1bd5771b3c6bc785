"""The order operations (platform.md sections 6 and 8.5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import views
from shoplatch.simulator.pages import Search, cut, shown_until
from shoplatch.simulator.state.books import Where
from shoplatch.simulator.state.sales import ExternalOrder, Line, Order, Unboxed
from shoplatch.simulator.state.world import World

INVALID_PARAMETERS, ORDER_NOT_FOUND = 21001001, 10002014
IDS_MAX = 50
EXTERNAL_INVALID_ORDER = "36020001"


def get_order_list(world: World, ask: Ask) -> dict[str, Any]:
    """Orders by the filters of the body, newest first unless told otherwise; `ge` inclusive, `lt` exclusive."""
    shop, body = ask.own_shop, ask.body
    key = ask.query.get("sort_field", "create_time")
    page = cut(
        shop.orders,
        Search(
            sort_field=key,
            descending=ask.query.get("sort_order", "DESC") == "DESC",
            ge=body.get(f"{key}_ge"),
            lt=body.get(f"{key}_lt"),
            status=body.get("order_status"),
            keep=_where(body, key, shown_until(world)),
        ),
        size=int(ask.query["page_size"]),
        token=ask.query.get("page_token", ""),
        filters=body,
        refusal=INVALID_PARAMETERS,
    )
    found = page.things
    orders = world.rendered.views(
        "list",
        [order.id for order in found],
        world.clock.now(),
        lambda n: views.order_view(world, shop, found[n], for_list=True),
    )
    return {"orders": orders, "total_count": page.total, "next_page_token": page.next_token}


def get_order_detail(world: World, ask: Ask) -> dict[str, Any]:
    """Up to 50 orders by id; ids not found or not yours are left out silently."""
    found = _asked_for(ask)
    ids = [order.id for order in found]
    shown = world.rendered.views(ask.operation.id, ids, world.clock.now(), lambda n: _detail(world, ask, found[n]))
    return {"orders": shown}


def _detail(world: World, ask: Ask, order: Order) -> dict[str, Any]:
    """One order in the shape of the version asked for; 202507 lacks the priority level (section 8.5)."""
    view = views.order_view(world, ask.own_shop, order, for_list=False)
    if ask.operation.version == "202309":
        view |= views.priority_view(order)
    fitted: dict[str, Any] = fit(ask.operation, {"orders": [view]})["orders"][0]
    return fitted


def get_order_price_details(_world: World, ask: Ask) -> dict[str, Any]:
    """What was paid for one order, per line."""
    order = ask.own_shop.orders.get(ask.path["order_id"])
    if order is None:
        raise Refused(ORDER_NOT_FOUND)
    return views.price_detail(market(ask.own_shop.region), order)


def get_privileged_order_detail(world: World, ask: Ask) -> dict[str, Any]:
    """Up to 50 orders by id with the buyer's e-mail; this description spells the last state CALCELLED."""
    rows = []
    for order in _asked_for(ask):
        row = views.order_view(world, ask.own_shop, order, for_list=False)
        row["status"] = "CALCELLED" if order.status == "CANCELLED" else order.status
        for line in row["line_items"]:
            line["sku_type"] = "NORMAL" if line["sku_type"] == "MADE_TO_ORDER" else line["sku_type"]
        if "recipient_address" in row:
            row["recipient_address"] |= {"email": order.buyer.email, "tokenized_email": order.buyer.email}
        if order.sample_payer:
            row["sample_order_payer"] = order.sample_payer
        rows.append(row)
    return fit(ask.operation, {"orders": rows})


def update_the_blind_box_opening_results(_world: World, ask: Ask) -> dict[str, Any]:
    """The seller reports what was in the blind boxes of an order; orders show it from then on."""
    shop, body = ask.own_shop, ask.body
    order = shop.orders.thaw(body.get("main_order_id") or "")
    if order is None:
        raise Refused(ORDER_NOT_FOUND)
    boxes = {line.id: line for line in order.lines if line.is_blind_box}
    found: dict[str, list[Unboxed]] = {}
    for row in body.get("blind_box_results") or ():
        found.setdefault(row.get("order_line_id") or "", []).append(_unboxed(row))
    for batch in body.get("blind_batch_box_results") or ():
        rows = batch.get("blind_box_order_line_list") or ()
        found.setdefault(batch.get("order_line_id") or "", []).extend(_unboxed(row) for row in rows)
    if not found or not set(found) <= set(boxes):
        raise Refused(INVALID_PARAMETERS, "order_line_id must name a blind box of the order")
    for line_id, unboxed in found.items():
        boxes[line_id].unboxed = unboxed
    return {}


def search_pod_customization_details(_world: World, ask: Ask) -> dict[str, Any]:
    """The buyer's design of print-on-demand lines; lines that have none are left out."""
    order = ask.own_shop.orders.get(ask.body["main_order_id"])
    if order is None:
        raise Refused(ORDER_NOT_FOUND)
    lines = {line.id: line for line in order.lines if line.pod_data_id}
    rows = [
        {"order_line_id": row["order_line_id"], "pod_detail": _design(lines[row["order_line_id"]])}
        for row in ask.body["query_order_lines"]
        if row["order_line_id"] in lines and lines[row["order_line_id"]].pod_data_id == row["pod_order_data_id"]
    ]
    return {"pod_details": rows, "status_code": 0}


def add_external_order_references(_world: World, ask: Ask) -> dict[str, Any]:
    """Remembers the numbers orders have in other systems."""
    shop, errors = ask.own_shop, []
    for row in ask.body["orders"]:
        given = row["external_order"]
        if row["id"] not in shop.orders:
            detail = {"order_id": row["id"], "external_order": {"id": given["id"], "platform": given["platform"]}}
            errors.append({"code": EXTERNAL_INVALID_ORDER, "message": "Invalid order_id", "detail": detail})
            continue
        pairs = tuple((line["id"], line["origin_id"]) for line in given.get("line_items", ()))
        known = shop.external_orders.setdefault(row["id"], [])
        known[:] = [other for other in known if other.platform != given["platform"]]
        known.append(ExternalOrder(given["id"], given["platform"], pairs))
    return {"errors": errors} if errors else {}


def get_external_order_references(_world: World, ask: Ask) -> dict[str, Any]:
    """The numbers one order has in other systems."""
    order_id = ask.path["order_id"]
    if order_id not in ask.own_shop.orders:
        raise Refused(ORDER_NOT_FOUND)
    wanted = ask.query.get("platform")
    known = ask.own_shop.external_orders.get(order_id, [])
    return fit(ask.operation, {"external_orders": [_external(row) for row in known if wanted in (None, row.platform)]})


def search_orders_by_external_order_reference(_world: World, ask: Ask) -> dict[str, Any]:
    """The order behind a number of another system."""
    wanted = (ask.query["external_order_id"], ask.query["platform"])
    rows = [
        {"id": order_id, "external_order": _external(row)}
        for order_id, known in ask.own_shop.external_orders.items()
        for row in known
        if (row.id, row.platform) == wanted
    ]
    return {"orders": rows}


def _asked_for(ask: Ask) -> list[Order]:
    ids = ask.list_of("ids")
    if not ids or len(ids) > IDS_MAX:
        raise Refused(INVALID_PARAMETERS, f"ids must name 1 to {IDS_MAX} orders")
    found = (ask.own_shop.orders.get(order_id) for order_id in dict.fromkeys(ids))
    return [order for order in found if order is not None]


def _unboxed(row: Mapping[str, Any]) -> Unboxed:
    kind = row.get("product_type") or "NORMAL"
    return Unboxed(
        row.get("blind_result_product_id") or "",
        row.get("blind_result_sku_id") or "",
        int(row.get("blind_open_time") or 0),
        kind,
    )


def _design(line: Line) -> str:
    """A made-up design as JSON text; what is inside is not documented."""
    return json.dumps({"pod_order_data_id": line.pod_data_id, "text": line.product_name[:20], "font": "Sans"})


def _where(body: Mapping[str, Any], sort_field: str, shown: int | None) -> Where | None:
    other = "update_time" if sort_field == "create_time" else "create_time"
    spans = [(other, body.get(f"{other}_ge"), body.get(f"{other}_lt")), ("create_time", None, shown)]
    return Where(
        spans=tuple(span for span in spans if span[1:] != (None, None)),
        buyer_id=body.get("buyer_user_id") or "",
        shipping_type=body.get("shipping_type") or "",
        warehouse_ids=frozenset(body.get("warehouse_ids") or ()),
        cancel_requested=body.get("is_buyer_request_cancel"),
    ).or_none()


def _external(row: ExternalOrder) -> dict[str, Any]:
    lines = [{"id": ours, "origin_id": theirs} for ours, theirs in row.line_items]
    return {"id": row.id, "platform": row.platform, "line_items": lines}


HANDLERS: dict[str, Handler] = {
    "order.get_order_list": get_order_list,
    "order.get_order_detail": get_order_detail,
    "order.get_privileged_order_detail": get_privileged_order_detail,
    "order.update_the_blind_box_opening_results": update_the_blind_box_opening_results,
    "order.search_pod_customization_details": search_pod_customization_details,
    "order.get_order_price_details": get_order_price_details,
    "order.add_external_order_references": add_external_order_references,
    "order.get_external_order_references": get_external_order_references,
    "order.search_orders_by_external_order_reference": search_orders_by_external_order_reference,
}
