"""How cancellations and requests look on the wire: the widest shape, which `fit` cuts to the version asked for.

refund_total = refund_subtotal + refund_shipping_fee + refund_tax, as in the official example. A value that does not exist is
left out; fields that never have anything to say here are listed with reasons in `left_out.json`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.orders import cancelling
from shoplatch.simulator.orders.money import spread
from shoplatch.simulator.orders.reasons import text_of
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.return_refund import flow, return_fees
from shoplatch.simulator.state.aftersales import ReturnOrder, ReturnRecord
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Line, Order, Refund
from shoplatch.simulator.state.world import World

PICTURE_PX = 200


def refund_view(profile: Market, refund: Refund) -> dict[str, str]:
    """A sum of money that goes back."""
    text = profile.text
    view = {
        "currency": profile.currency,
        "refund_total": text(refund.total),
        "refund_subtotal": text(refund.subtotal),
        "refund_shipping_fee": text(refund.shipping),
        "refund_tax": text(refund.tax),
    }
    if profile.rules.retail_delivery_fee:
        view["retail_delivery_fee"] = text(0)
    return view


def together(refunds: Iterable[Refund]) -> Refund:
    """The sum of some refunds."""
    whole = Refund()
    for refund in refunds:
        whole.subtotal += refund.subtotal
        whole.shipping += refund.shipping
        whole.tax += refund.tax
        whole.shipping_tax += refund.shipping_tax
    return whole


def cancellation_view(world: World, shop: Shop, record: Cancellation, *, older: bool) -> dict[str, Any]:
    """A cancellation in a search result; the older version knows no OPERATOR and spells a closed one CANCELLED."""
    profile, order = market(shop.region), shop.orders[record.order_id]
    inside = set(record.line_ids)
    view: dict[str, Any] = {
        "cancel_id": record.id,
        "order_id": record.order_id,
        "cancel_type": record.type,
        "cancel_status": f"{record.status}LED" if older and record.status == cancelling.CLOSED else record.status,
        "role": cancelling.told_role(record) if older else record.role,
        "cancel_reason": record.reason,
        "cancel_reason_text": text_of(record.reason),
        "create_time": record.create_time,
        "update_time": record.update_time,
        "refund_amount": refund_view(profile, together(record.refunds.values())),
        "cancel_line_items": [
            {
                "cancel_line_item_id": f"4036{line.id[4:]}",
                **_line(world, shop, line),
                "refund_amount": refund_view(profile, record.refunds.get(line.id, Refund())),
            }
            for line in order.lines
            if line.id in inside
        ],
    }
    if record.status == cancelling.PENDING:
        view["seller_next_action_response"] = [{"action": "SELLER_RESPOND_CANCEL", "deadline": record.deadline}]
    return view


def return_view(world: World, shop: Shop, request: ReturnOrder) -> dict[str, Any]:
    """A request in a search result."""
    order = shop.orders[request.order_id]
    view: dict[str, Any] = {
        "return_id": request.id,
        "order_id": request.order_id,
        "return_type": request.type,
        "return_status": request.status,
        "role": request.role,
        "return_reason": request.reason,
        "return_reason_text": text_of(request.reason),
        "create_time": request.create_time,
        "update_time": request.update_time,
        "can_buyer_keep_item": request.keep_item,
        "is_combined_return": bool(request.combined_id),
        "is_quick_refund": False,
        "return_line_items": _return_lines(world, shop, order, request),
        "refund_amount": refund_view(market(shop.region), request.refund),
        "discount_amount": [_discounts(shop, order, request)],
        "shipping_fee_amount": [return_fees.view(shop, request)],
        **_parcel(shop, request),
    }
    if request.next_action:
        view["seller_next_action_response"] = [{"action": request.next_action, "deadline": request.deadline}]
    if request.arbitration:
        view["arbitration_status"] = request.arbitration
    if request.offer:
        view["seller_proposed_return_type"] = "PARTIAL_REFUND"
        view["partial_refund"] = {
            "amount": market(shop.region).text(request.offer),
            "currency": market(shop.region).currency,
        }
        view["buyer_rejected_partial_refund"] = request.offer_rejected
    if request.combined_id:
        view["combined_return_id"] = request.combined_id
    if request.pre_id:
        view["pre_return_id"] = request.pre_id
    if request.next_id:
        view["next_return_id"] = request.next_id
    return view


def sku_request_view(world: World, shop: Shop, request: ReturnOrder) -> dict[str, Any]:
    """The same request as the newer after-sales calls show it."""
    view = return_view(world, shop, request)
    view["discount"] = {name: value for name, value in view.pop("discount_amount")[0].items() if name != "currency"}
    view["shipping_fee"] = {
        f"{name}_amount": value for name, value in view.pop("shipping_fee_amount")[0].items() if name != "currency"
    }
    view["buyer_keep_item"] = view.pop("can_buyer_keep_item")
    if "partial_refund" in view:
        offer = view.pop("partial_refund")
        view["partial_refund_amount"] = {"partial_refund_total": offer["amount"], "currency": offer["currency"]}
    if request.new_order_id:
        view["reshipment_order_id"] = request.new_order_id
        if request.type == "EXCHANGE":
            view["exchange_order_lines"] = _exchanged(world, shop, shop.orders[request.new_order_id])
    return view


def request_view(world: World, shop: Shop, request: ReturnOrder, fields: set[str]) -> dict[str, Any]:
    """An after-sales request with the parts that were asked for."""
    view: dict[str, Any] = {"id": request.request_id, "status": request.request_status}
    if "LINE_ITEMS" in fields:
        view["line_items"] = line_ids(shop, request)
    if "SKU_RETURN_REQUESTS" in fields:
        view["sku_return_requests"] = [sku_request_view(world, shop, request)]
    if "RETURN_MERCHANDISE_AUTHORIZATIONS" in fields and request.rma is not None:
        view["return_merchandise_authorizations"] = [rma_view(world, shop, request, {"LINE_ITEMS"})]
    return view


def rma_view(world: World, shop: Shop, request: ReturnOrder, fields: set[str]) -> dict[str, Any]:
    """The parcel that comes back, with the parts that were asked for."""
    rma = request.rma
    assert rma is not None  # asked for by those who have one
    view: dict[str, Any] = {
        "id": rma.id,
        "package_id": rma.package_id,
        "aftersales_request_id": request.request_id,
        "status": rma.status,
    }
    if "LINE_ITEMS" in fields:
        view["line_items"] = line_ids(shop, request)
    if "SKU_RETURN_REQUESTS" in fields:
        view["sku_return_requests"] = [sku_request_view(world, shop, request)]
    return view


def line_ids(shop: Shop, request: ReturnOrder) -> list[dict[str, str]]:
    """The units of a request, as the newer calls name them."""
    sku_ids = {line.id: line.sku_id for line in shop.orders[request.order_id].lines}
    return [
        {
            "return_line_item_id": line.id,
            "sku_id": sku_ids[line.order_line_id],
            "main_order_id": request.order_id,
            "sku_return_request_id": request.id,
        }
        for line in request.lines
    ]


def record_view(world: World, record: ReturnRecord) -> dict[str, Any]:
    """One entry of the history."""
    view: dict[str, Any] = {
        "create_time": record.at,
        "event": record.event,
        "role": record.role,
        "description": record.description,
        "reason_text": record.reason,
        "note": record.note,
    }
    if record.images:
        view["images"] = [
            {"url": image_url(world, image.uri), "width": image.width, "height": image.height} for image in record.images
        ]
    return view


def _return_lines(world: World, shop: Shop, order: Order, request: ReturnOrder) -> list[dict[str, Any]]:
    profile, lines = market(shop.region), {line.id: line for line in order.lines}
    return [
        {
            "return_line_item_id": one.id,
            **_line(world, shop, lines[one.order_line_id]),
            "refund_amount": refund_view(profile, one.refund),
        }
        for one in request.lines
    ]


def _line(world: World, shop: Shop, line: Line) -> dict[str, Any]:
    held = world.sellers[shop.seller_open_id].images.get(line.image_uri) if shop.seller_open_id in world.sellers else None
    return {
        "order_line_item_id": line.id,
        "sku_id": line.sku_id,
        "sku_name": line.sku_name,
        "product_name": line.product_name,
        "seller_sku": line.seller_sku,
        "product_image": {
            "url": image_url(world, line.image_uri),
            "width": held.width if held else PICTURE_PX,
            "height": held.height if held else PICTURE_PX,
        },
    }


def _parcel(shop: Shop, request: ReturnOrder) -> dict[str, Any]:
    if not request.shipment_type:
        return {}
    method = {"PLATFORM": "PLATFORM_SHIPPED", "BUYER_ARRANGE": "BUYER_SHIPPED"}[request.shipment_type]
    back = next((house for house in shop.warehouses.values() if house.type == "RETURN_WAREHOUSE"), None)
    back = back or next(iter(shop.warehouses.values()))
    view: dict[str, Any] = {
        "shipment_type": request.shipment_type,
        "handover_method": request.handover_method,
        "return_method": method,
        "return_warehouse_address": {"full_address": back.address.full},
    }
    if request.tracking_number:
        view["return_tracking_number"] = request.tracking_number
        view["return_provider_id"], view["return_provider_name"] = request.provider_id, request.provider_name
    if request.label:
        view["return_shipping_document_type"] = request.label
    return view


def _discounts(shop: Shop, order: Order, request: ReturnOrder) -> dict[str, str]:
    profile, pay = market(shop.region), order.payment
    lines = flow.order_lines(order, request)
    weights = [line.sale_price for line in order.lines]
    inside = {line.id for line in lines}
    shares = [
        sum(part for part, line in zip(spread(amount, weights), order.lines, strict=True) if line.id in inside)
        for amount in (pay.shipping_platform_discount, pay.shipping_seller_discount + pay.shipping_cofunded_discount)
    ]
    return {
        "currency": profile.currency,
        "product_platform_discount": profile.text(sum(line.platform_discount for line in lines)),
        "product_seller_discount": profile.text(sum(line.seller_discount for line in lines)),
        "shipping_fee_platform_discount": profile.text(shares[0]),
        "shipping_fee_seller_discount": profile.text(shares[1]),
    }


def _exchanged(world: World, shop: Shop, order: Order) -> list[dict[str, Any]]:
    profile = market(shop.region)
    return [
        {
            "order_line_id": line.id,
            "sku_id": line.sku_id,
            "sku_name": line.sku_name,
            "product_name": line.product_name,
            "seller_sku_name": line.seller_sku,
            "product_image": _line(world, shop, line)["product_image"],
            "price_detail": {
                name: value for name, value in refund_view(profile, Refund()).items() if name != "retail_delivery_fee"
            },
        }
        for line in order.lines
    ]
