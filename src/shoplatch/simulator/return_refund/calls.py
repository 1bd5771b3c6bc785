"""The operations about refunds, returns and replacements in the older model (platform.md section 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused, Upload
from shoplatch.simulator.fit import fit
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.orders import cancelling, refunding
from shoplatch.simulator.orders.reasons import listed, text_of
from shoplatch.simulator.return_refund import decisions, eligibility, flow, views
from shoplatch.simulator.return_refund.cancellation_calls import (
    INVALID,
    NOT_YOURS,
    ORDER_UNKNOWN,
    TYPE_MISMATCH,
    chosen_lines,
    order_in,
    page_of,
    within,
)
from shoplatch.simulator.return_refund.decisions import Decision
from shoplatch.simulator.return_refund.once import once
from shoplatch.simulator.return_refund.requests import Wanted, open_request
from shoplatch.simulator.state.aftersales import Picture, ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Line, Order
from shoplatch.simulator.state.world import World

CREATED = ("REFUND", "RETURN_AND_REFUND")
LABEL_TOO_LATE = 25020003


def create_return(world: World, ask: Ask) -> dict[str, Any]:
    """The seller refunds, or asks for the item back; needs no further approval."""
    shop, body = ask.own_shop, ask.body
    kind = body.get("return_type") or "REFUND"
    if kind not in CREATED:
        raise Refused(INVALID, "return_type must be REFUND or RETURN_AND_REFUND")

    def make() -> dict[str, Any]:
        order = order_in(world, shop, body.get("order_id", ""))
        if kind == "RETURN_AND_REFUND" and not body.get("shipment_type"):
            raise Refused(INVALID, "shipment_type is needed for a return")
        wanted = Wanted(
            kind=kind,
            role="SELLER",
            reason=body.get("return_reason", ""),
            lines=_lines(order, body),
            amount=_amount(market(shop.region), body.get("refund_total"), body.get("currency")),
            shipment_type=body.get("shipment_type") or "",
            handover_method=body.get("handover_method") or "",
        )
        request = open_request(world, shop, order, wanted)
        return {"return_id": request.id, "return_status": request.status}

    return once(ask, make)


def search_returns(world: World, ask: Ask) -> dict[str, Any]:
    """Requests by the filters of the body, oldest first unless told otherwise; 202309 knows no exchanges."""
    shop, exchanges = ask.own_shop, ask.operation.version != "202309"
    page = page_of(world, ask, shop.returns, lambda key: _keep(ask.body, key, exchanges=exchanges))
    rows = [views.return_view(world, shop, request) for request in page.things]
    return fit(ask.operation, {"return_orders": rows, "total_count": page.total, "next_page_token": page.next_token})


def approve_return(world: World, ask: Ask) -> dict[str, Any]:
    """The seller agrees: to the refund, the return, the parcel, the replacement, or to a part of the money."""
    shop, body = ask.own_shop, ask.body
    request = return_in(world, shop, ask.path["return_id"])
    offer = body.get("partial_refund") or {}
    decision = Decision(
        body.get("decision", ""),
        keep_item=bool(body.get("buyer_keep_item")),
        amount=_amount(market(shop.region), offer.get("amount"), offer.get("currency")),
    )
    return once(ask, lambda: decisions.decide(world, shop, request, decision))


def reject_return(world: World, ask: Ask) -> dict[str, Any]:
    """The seller refuses the request or the parcel; 202606 may offer a part of the money for the parcel instead."""
    shop, body = ask.own_shop, ask.body
    request = return_in(world, shop, ask.path["return_id"])
    offer = body.get("partial_refund_amount") or {}
    decision = Decision(
        body.get("decision", ""),
        amount=_amount(market(shop.region), offer.get("partial_refund_total"), offer.get("currency")),
        reason=body.get("reject_reason", ""),
        comment=body.get("comment") or "",
        images=pictures(body.get("images") or ()),
    )
    return once(ask, lambda: decisions.decide(world, shop, request, decision))


def get_return_records(world: World, ask: Ask) -> dict[str, Any]:
    """What happened to a request, oldest first."""
    request = return_in(world, ask.own_shop, ask.path["return_id"])
    return {"records": [views.record_view(world, record) for record in request.records]}


def calculate_refund(world: World, ask: Ask) -> dict[str, Any]:
    """What would go back now for some units of an order."""
    shop, body = ask.own_shop, ask.body
    order = order_in(world, shop, body.get("order_id", ""))
    kind = body.get("request_type") or "REFUND"
    if kind not in ("CANCEL", *CREATED):
        raise Refused(INVALID, "request_type must be CANCEL, REFUND or RETURN_AND_REFUND")
    lines = _lines(order, body, kind)
    if not lines:
        raise Refused(eligibility.FINISHED)
    cause = refunding.CANCELLING if kind == "CANCEL" else refunding.RETURNING
    refunds = refunding.refundable(order, lines, world.switches, cause)
    return {"order_refund_amount": views.refund_view(market(shop.region), views.together(refunds.values()))}


def get_reject_reasons(world: World, ask: Ask) -> dict[str, Any]:
    """The reasons a seller may refuse this request with, now."""
    shop, wanted = ask.own_shop, ask.query["return_or_cancel_id"]
    return {"reasons": [{"name": name, "text": text_of(name)} for name in _reject_names(world, shop, wanted)]}


def get_aftersale_eligibility(world: World, ask: Ask) -> dict[str, Any]:
    """What may be started for each SKU of an order; with the reasons that are taken, from 202512 on."""
    shop = ask.own_shop
    order = order_in(world, shop, ask.path["order_id"])
    kinds = ask.list_of("request_types") or ["CANCEL", *CREATED]
    role = ask.query.get("initiate_aftersale_user") or "SELLER"
    return fit(ask.operation, eligibility.view(world, shop, order, role, kinds, with_reasons=True))


def upload_return_shipping_information(world: World, ask: Ask) -> dict[str, Any]:
    """The seller names the carrier for parcels that buyers are to send back, with a label or a QR code."""
    shop, form = ask.own_shop, ask.form
    carrier_id, number = str(form.get("return_provider_id", "")), str(form.get("tracking_number", ""))
    carrier = network(shop.region).carrier(carrier_id)
    if carrier is None or not number:
        raise Refused(INVALID, "return_provider_id is not a shipping provider of this market")
    by_rma = ask.query.get("return_id_type") == "RMA"
    requests = [_named(world, shop, return_id, by_rma=by_rma) for return_id in ask.list_of("return_ids")]
    if any(request.status != flow.AWAITING_SHIP for request in requests):
        raise Refused(LABEL_TOO_LATE)
    for request in requests:
        request.provider_id, request.provider_name, request.tracking_number = carrier.id, carrier.name, number
        for part in ("return_shipping_label", "return_qr_code"):
            paper = form.get(part)
            if isinstance(paper, Upload) and paper.content:
                world.shelved.keep(f"files/return-{request.id}", paper.content)
        request.label = "QR_CODE" if isinstance(form.get("return_qr_code"), Upload) else "SHIPPING_LABEL"
        text = "Seller provided the return label"
        request.records.append(flow.note(world, "UPLOAD_RETURN_LABEL", "SELLER", text))
        shop.returns.move(request, "update_time", max(world.clock.now(), request.update_time))
    return {}


def return_in(world: World, shop: Shop, return_id: str) -> ReturnOrder:
    """A request. Raises Refused: it does not exist, belongs to another shop, or the id is that of a cancellation."""
    request = shop.returns.get(return_id)
    if request is None:
        if shop.cancellations.get(return_id) is not None:
            raise Refused(TYPE_MISMATCH)
        elsewhere = any(other.returns.get(return_id) is not None for other in world.shops.values())
        raise Refused(NOT_YOURS if elsewhere else ORDER_UNKNOWN)
    return request


def either_in(world: World, shop: Shop, wanted: str) -> Cancellation | ReturnOrder:
    """A cancellation or a request by its id. Raises Refused as `return_in` does."""
    record = shop.cancellations.get(wanted)
    return return_in(world, shop, wanted) if record is None else record


def pictures(rows: Any) -> list[Picture]:
    """Pictures as a call names them."""
    return [Picture(row.get("image_id", ""), int(row.get("width") or 0), int(row.get("height") or 0)) for row in rows]


def _named(world: World, shop: Shop, return_id: str, *, by_rma: bool) -> ReturnOrder:
    if not by_rma:
        return return_in(world, shop, return_id)
    found = next((one for one in shop.returns.values() if one.rma is not None and one.rma.id == return_id), None)
    if found is None:
        raise Refused(ORDER_UNKNOWN)
    return found


def _reject_names(world: World, shop: Shop, wanted: str) -> list[str]:
    found = either_in(world, shop, wanted)
    if isinstance(found, Cancellation):
        return listed(shop, "cancel", "seller_reject") if found.status == cancelling.PENDING else []
    names = (name for name in decisions.ALL if name.startswith("REJECT") and not decisions.refusal(found, name))
    return list(dict.fromkeys(reason for name in names for reason in decisions.reject_reasons(shop, found, name)))


def _lines(order: Order, body: Mapping[str, Any], kind: str = "REFUND") -> list[Line]:
    if kind == "CANCEL":
        free = cancelling.alive(order.lines)
        return free if (chosen := chosen_lines(free, body)) is None else chosen
    alive = cancelling.alive(order.lines)
    chosen = chosen_lines(alive, body)
    return [line for line in alive if not eligibility.line_code(line)] or alive if chosen is None else chosen


def _amount(profile: Market, amount: str | None, currency: str | None) -> int | None:
    if amount in (None, ""):
        return None
    if currency not in (None, "", profile.currency):
        raise Refused(INVALID, f"currency must be {profile.currency}")
    try:
        minor = profile.minor(str(amount))
    except ValueError as wrong:
        raise Refused(INVALID, str(wrong)) from wrong
    if minor <= 0:
        raise Refused(INVALID, "The amount must be above zero")
    return minor


def _keep(body: Mapping[str, Any], sort_field: str, *, exchanges: bool) -> Callable[[ReturnOrder], bool]:
    inside = within(body, sort_field)
    wanted = {name: set(body.get(name) or ()) for name in ("return_ids", "order_ids", "buyer_user_ids", "return_types")}
    statuses, judged = set(body.get("return_status") or ()), set(body.get("arbitration_status") or ())
    offered = bool(body.get("seller_proposed_return_type"))

    def keep(request: ReturnOrder) -> bool:
        return (
            inside(request)
            and (exchanges or request.type != "EXCHANGE")
            and (not wanted["return_ids"] or request.id in wanted["return_ids"])
            and (not wanted["order_ids"] or request.order_id in wanted["order_ids"])
            and (not wanted["buyer_user_ids"] or request.buyer_id in wanted["buyer_user_ids"])
            and (not wanted["return_types"] or request.type in wanted["return_types"])
            and (not statuses or request.status in statuses)
            and (not judged or request.arbitration in judged)
            and (not offered or request.offer > 0)
        )

    return keep


HANDLERS: dict[str, Handler] = {
    "return_refund.create_return": create_return,
    "return_refund.search_returns": search_returns,
    "return_refund.approve_return": approve_return,
    "return_refund.reject_return": reject_return,
    "return_refund.get_return_records": get_return_records,
    "return_refund.calculate_refund": calculate_refund,
    "return_refund.get_reject_reasons": get_reject_reasons,
    "return_refund.get_aftersale_eligibility": get_aftersale_eligibility,
    "return_refund.upload_return_shipping_information": upload_return_shipping_information,
}
