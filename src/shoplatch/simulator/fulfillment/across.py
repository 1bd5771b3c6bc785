"""Fulfilment over all shops of an account: bundles, customs, virtual goods. Some of these calls take no shop_cipher."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fulfillment import rules
from shoplatch.simulator.fulfillment.documents import bundle_url
from shoplatch.simulator.state.dispatch import Bundle, Redemption
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order
from shoplatch.simulator.state.world import World

ROW_WRONG, NOT_OF_THE_ORDER = 10007014, 21011029
WHOLE_PERCENT = 100
ORDERS_MAX = 300


def create_first_mile_bundle(world: World, ask: Ask) -> dict[str, Any]:
    """Arranged orders in one bag for the platform's hub; those that cannot go are named (202407 and 202510)."""
    wanted = list(dict.fromkeys(ask.body["order_ids"]))
    if not 0 < len(wanted) <= ORDERS_MAX:
        raise Refused(rules.INVALID_PARAMETERS, f"1 to {ORDERS_MAX} orders are needed")
    errors, good = [], []
    for order_id in wanted:
        found = _found(world, ask, order_id)
        why = _not_bundled(found)
        if why or found is None:
            errors.append({"code": ROW_WRONG, "message": why, "detail": {"order_id": order_id}})
        else:
            good.append(found)
    answer: dict[str, Any] = {"errors": errors} if errors else {}
    if good:
        shop = good[0][0]
        bundle = Bundle(
            id=f"BA{world.new_id('7')}",
            kind="FIRST_MILE",
            member_ids=[order.id for _, order in good],
            create_time=world.clock.now(),
            handover_method=ask.body["handover_method"],
            tracking_number=ask.body.get("tracking_number") or "",
            provider_id=ask.body.get("shipping_provider_id") or "",
            phone_tail_number=ask.body.get("phone_tail_number") or "",
        )
        shop.dispatch.bundles[bundle.id] = bundle
        for owner, order in good:
            owner.dispatch.bundled[order.id] = bundle.id
        answer |= {"first_mile_bundle_id": bundle.id, "url": bundle_url(world, shop, bundle.id)}
    return answer


def create_last_mile_bundle(world: World, ask: Ask) -> dict[str, Any]:
    """Parcels that leave the hub in one bag. The same parcel goes once."""
    wanted = list(dict.fromkeys(ask.body.get("fulfillment_unit_ids") or ()))
    owners = [shop for package_id in wanted for shop in _shops(world, ask) if shop.packages.get(package_id)]
    if not wanted or len(owners) != len(wanted):
        raise Refused(rules.PACKAGE_NOT_OWNER)
    for shop, package_id in zip(owners, wanted, strict=True):
        if shop.packages[package_id].status not in ("PROCESSING", "FULFILLING") or package_id in shop.dispatch.bundled:
            raise Refused(rules.ACTION_NOT_ALLOWED)
    told = dict(ask.body.get("last_mile_bundle") or {})
    bundle = Bundle(world.new_id("7394"), "LAST_MILE", wanted, world.clock.now(), fields=told)
    owners[0].dispatch.bundles[bundle.id] = bundle
    for shop, package_id in zip(owners, wanted, strict=True):
        shop.dispatch.bundled[package_id] = bundle.id
    return {"last_mile_bundle_id": bundle.id}


def submit_redemption_information(world: World, ask: Ask) -> dict[str, Any]:
    """Codes or links for virtual goods, one for each line; a line that has its code keeps it."""
    shop = ask.own_shop
    order = rules.order_of(shop, ask.body["order_id"])
    if order.status in ("UNPAID", "ON_HOLD"):
        raise Refused(rules.ON_HOLD if order.status == "ON_HOLD" else rules.NOT_AWAITING)
    if order.status == "CANCELLED":
        raise Refused(rules.CANCELLED)
    lines = {line.id for line in order.lines}
    statuses = []
    for row in ask.body["order_info_list"]:
        line_id, info = row["order_line_id"], row["redeem_info"]
        given = Redemption(info["redeem_type"], info.get("redeem_data") or "", row.get("source_unique_id") or "", 0)
        held = shop.dispatch.redemptions.get(line_id)
        if line_id not in lines:
            code = NOT_OF_THE_ORDER
        elif held is not None and (held.redeem_type, held.redeem_data) != (given.redeem_type, given.redeem_data):
            code = rules.ACTION_NOT_ALLOWED
        else:
            given.at = held.at if held else world.clock.now()
            shop.dispatch.redemptions[line_id] = given
            code = 0
        statuses.append({"order_line_id": line_id, "status_code": code})
    return {"order_statuses": statuses}


def get_pod_customization_details(_world: World, ask: Ask) -> dict[str, Any]:
    """How the items of an order shall be made, where the buyer said so (print on demand)."""
    shop, body = ask.own_shop, ask.body
    order = shop.orders.get(body["main_order_id"])
    if order is None:
        raise Refused(rules.NOT_OWNER)
    asked = {(row["order_line_id"], row["product_id"], row["sku_id"]) for row in body["query_order_lines"]}
    known = {(line.id, line.product_id, line.sku_id) for line in order.lines}
    if not asked <= known:
        raise Refused(rules.INVALID_PARAMETERS, "A line item is not one of the order, or of another SKU")
    made = {line_id: shop.dispatch.wishes[line_id] for line_id, _, _ in sorted(asked) if line_id in shop.dispatch.wishes}
    rows = [
        {"order_line_id": line_id, "pod_info_json": json.dumps(info, ensure_ascii=False)} for line_id, info in made.items()
    ]
    return {"pod_details": rows, "status_code": 0}


def get_order_customs_requirements(world: World, ask: Ask) -> dict[str, Any]:
    """What orders that cross a border still have to declare; orders of others are left out."""
    rows = []
    for order_id in dict.fromkeys(ask.body["order_ids"]):
        found = _found(world, ask, order_id)
        if found is not None:
            rows.append(_clearance(*found))
    return {"order_clearance_list": rows}


def submit_customs_clearance_information(world: World, ask: Ask) -> dict[str, Any]:
    """Declares what is in orders; the shares of the price of one line add up to 100."""
    checked = []
    for row in ask.body.get("order_list") or ():
        found = _found(world, ask, row["order_id"])
        if found is None:
            raise Refused(rules.NOT_OWNER)
        shop, order = found
        if order.status == "CANCELLED":
            raise Refused(rules.CANCELLED)
        items = list(row.get("item_list") or ())
        for item in items:
            _check_item(order, item)
        checked.append((shop, order, items))
    if not checked:
        raise Refused(rules.INVALID_PARAMETERS, "order_list is empty")
    for shop, order, items in checked:
        shop.dispatch.customs[order.id] = items
    return {}


def _check_item(order: Order, item: Mapping[str, Any]) -> None:
    if item.get("order_line_id") not in {line.id for line in order.lines}:
        raise Refused(rules.INVALID_PARAMETERS, "A line item does not belong to the order")
    details = item.get("item_detail") or ()
    if not details or sum(detail["price_percent"] for detail in details) != WHOLE_PERCENT:
        raise Refused(rules.INVALID_PARAMETERS, "The price_percent of a line item must add up to 100")
    if any(detail["qty"] < 1 for detail in details):
        raise Refused(rules.INVALID_PARAMETERS, "qty must be at least 1")


def _clearance(shop: Shop, order: Order) -> dict[str, Any]:
    origin = shop.warehouses[order.warehouse_id].address.region
    declared = shop.dispatch.customs.get(order.id)
    by_line = {item["order_line_id"]: item["item_detail"] for item in declared or ()}
    return {
        "order_id": order.id,
        "need_fill_clearance": origin != order.address.region and declared is None,
        "already_filled_clearance": declared is not None,
        "target_country": order.address.region,
        "biz_type": 1,
        "shipment_type": 1 if order.shipping_type == "TIKTOK" else 2,
        "item_list": [_item(line, by_line.get(line.id)) for line in order.lines if line.status != "CANCELLED"],
    }


def _item(line: Line, declared: list[dict[str, Any]] | None) -> dict[str, Any]:
    if declared is None:
        parts = line.parts
        share = WHOLE_PERCENT // len(parts) if parts else WHOLE_PERCENT
        rows = [(part.product_id, part.sku_id, part.units, share) for part in parts]
        rows = rows or [(line.product_id, line.sku_id, 1, share)]
    else:
        rows = [(line.product_id, one["sku_id"], one["qty"], one["price_percent"]) for one in declared]
    names = ("product_id", "sku_id", "qty", "price_percent")
    return {
        "order_line_id": line.id,
        "product_id": line.product_id,
        "sku_id": line.sku_id,
        "is_virtual_unboxing": False,
        "is_temporary_listing": False,
        "related_item_detail": [dict(zip(names, row, strict=True)) for row in rows],
    }


def _not_bundled(found: tuple[Shop, Order] | None) -> str:
    if found is None:
        return "The order is unknown"
    shop, order = found
    if order.id in shop.dispatch.bundled:
        return "The order is in a bundle already"
    if order.shipping_type != "TIKTOK" or order.status != "AWAITING_COLLECTION":
        return "The order is not arranged for TikTok shipping"
    return ""


def _shops(world: World, ask: Ask) -> Iterator[Shop]:
    if ask.shop is not None:
        return iter((ask.shop,))
    return (world.shops[shop_id] for shop_id in ask.grant.shop_ids if shop_id in world.shops)


def _found(world: World, ask: Ask, order_id: str) -> tuple[Shop, Order] | None:
    for shop in _shops(world, ask):
        order = shop.orders.get(order_id)
        if order is not None:
            return shop, order
    return None


HANDLERS: dict[str, Handler] = {
    "fulfillment.create_first_mile_bundle": create_first_mile_bundle,
    "fulfillment.create_last_mile_bundle": create_last_mile_bundle,
    "fulfillment.submit_redemption_information": submit_redemption_information,
    "fulfillment.get_pod_customization_details": get_pod_customization_details,
    "fulfillment.get_order_customs_requirements": get_order_customs_requirements,
    "fulfillment.submit_customs_clearance_information": submit_customs_clearance_information,
}
