"""The operations that read packages, fetch documents, and split what waits (platform.md section 13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fulfillment import rules, views
from shoplatch.simulator.fulfillment.documents import document_url
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.pages import Search, cut, shown_until
from shoplatch.simulator.state.books import Where
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

DOCUMENT_PENDING = 11034037
_ZPL_REGIONS = ("BR", "MX")
DOCUMENT_SELLER_SHIPPED, DOCUMENT_BEFORE_SHIP, DOCUMENT_AFTER_PICKUP, DOCUMENT_CANCELLED = (
    11034002,
    21023035,
    21042102,
    21023059,
)


def search_package(world: World, ask: Ask) -> dict[str, Any]:
    """Packages by time and status, newest first unless told otherwise."""
    shop, body = ask.own_shop, ask.body
    key = ask.query.get("sort_field", "create_time")
    page = cut(
        shop.packages,
        Search(
            sort_field=key,
            descending=ask.query.get("sort_order", "DESC") == "DESC",
            ge=body.get(f"{key}_ge"),
            lt=body.get(f"{key}_lt"),
            status=body.get("package_status"),
            keep=_where(body, key, shown_until(world)),
        ),
        size=int(ask.query["page_size"]),
        token=ask.query.get("page_token", ""),
        filters=body,
        refusal=rules.INVALID_PARAMETERS,
    )
    packages = [views.listed(world, shop, package) for package in page.things]
    return {"packages": packages, "total_count": page.total, "next_page_token": page.next_token}


def get_package_detail(world: World, ask: Ask) -> dict[str, Any]:
    """A package in full."""
    return views.detail(world, ask.own_shop, rules.package_of(ask.own_shop, ask.path["package_id"]))


def get_order_tracking(_world: World, ask: Ask) -> dict[str, Any]:
    """What happened to the parcels of an order."""
    shop = ask.own_shop
    order = shop.orders.get(ask.path["order_id"])
    if order is None:
        raise Refused(rules.NOT_OWNER)
    return views.tracking([shop.packages[package_id] for package_id in order.package_ids])


def get_package_shipping_document(world: World, ask: Ask) -> dict[str, Any]:
    """The address of a label or packing slip, between arrangement and pickup."""
    shop = ask.own_shop
    package = rules.package_of(shop, ask.path["package_id"])
    if any(shop.orders[order_id].fulfillment_type == "FULFILLMENT_BY_TIKTOK" for order_id in package.order_ids):
        raise Refused(rules.DOCUMENT_BY_TIKTOK)
    if package.shipping_type == "SELLER":
        raise Refused(DOCUMENT_SELLER_SHIPPED)
    refusal = {
        "TO_FULFILL": DOCUMENT_BEFORE_SHIP,
        "CANCELLED": DOCUMENT_CANCELLED,
        "FULFILLING": DOCUMENT_AFTER_PICKUP,
        "COMPLETED": DOCUMENT_AFTER_PICKUP,
    }.get(package.status)
    if refusal is not None:
        raise Refused(refusal)
    if world.clock.now() < package.shipped_time + world.switches.label_rendering_s:
        raise Refused(DOCUMENT_PENDING)
    kind, size, form = _document_wanted(shop, ask)
    return {
        "doc_url": document_url(world, shop.id, package, kind, size, form),
        "tracking_number": package.tracking_number,
    }


def _document_wanted(shop: Shop, ask: Ask) -> tuple[str, str, str]:
    """Kind, size and form of the file; ZPL and the invoice's label are for the markets that have them."""
    kind, size = ask.query["document_type"], ask.query.get("document_size", "A6")
    if kind == "INVOICE_LABEL" and not market(shop.region).rules.invoice_before_shipping:
        raise Refused(rules.NOT_IN_REGION)
    if ask.query.get("document_format", "PDF") == "ZPL":
        if shop.region not in _ZPL_REGIONS:
            raise Refused(rules.NOT_IN_REGION)
        if kind != "SHIPPING_LABEL":
            raise Refused(rules.PARAMETER_WRONG, "Only the shipping label is made as ZPL")
        return kind, size, "zpl"
    return kind, size, "png" if kind == "SHIPPING_LABEL_PICTURE" else "pdf"


def get_order_split_attributes(world: World, ask: Ask) -> dict[str, Any]:
    """Which orders may be split before shipping."""
    rows = []
    for order_id in ask.list_of("order_ids"):
        order = ask.own_shop.orders.get(order_id)
        if order is not None:
            reason = _no_split(ask.own_shop, order)
            why = [] if reason else rules.must_split(world, ask.own_shop, parcels.open_lines(order))
            row: dict[str, Any] = {"order_id": order_id, "can_split": not reason, "must_split": bool(why)}
            if reason:
                row["reason"] = reason
            if why:
                row["must_split_reasons"] = why
            rows.append(row)
    return {"split_attributes": rows}


def confirm_order_split(world: World, ask: Ask) -> dict[str, Any]:
    """Cut an order's waiting package into several (markets that split before shipping)."""
    shop = ask.own_shop
    order = rules.order_of(shop, ask.path["order_id"])
    rules.check_waiting(order)
    if order.split_or_combine == "COMBINED":
        raise Refused(rules.COMBINED_CANNOT_SPLIT)
    if _no_split(shop, order):
        raise Refused(rules.SPLIT_NOT_ALLOWED)
    groups = [(group["id"], list(group["order_line_item_ids"])) for group in ask.body["splittable_groups"]]
    _check_groups(shop, order, groups)
    made = parcels.split(world, shop, order, groups)
    return {"packages": [{"id": package.id, "splittable_group_id": group_id} for group_id, package in made]}


def _where(body: Mapping[str, Any], sort_field: str, shown: int | None) -> Where | None:
    names = (name for name in ("create_time", "update_time") if name != sort_field)
    spans = [*((name, body.get(f"{name}_ge"), body.get(f"{name}_lt")) for name in names), ("create_time", None, shown)]
    return Where(spans=tuple(span for span in spans if span[1:] != (None, None))).or_none()


def _no_split(shop: Shop, order: Order) -> str:
    if order.status == "CANCELLED":
        return "Order has been canceled"
    if not market(shop.region).rules.split_before_shipping:
        return "Orders are split while shipping in this market"
    if order.status not in ("ON_HOLD", "AWAITING_SHIPMENT"):
        return "Order has been shipped"
    if order.split_or_combine == "SPLIT":
        return "Order has been split"
    if market(shop.region).rules.split_keeps_skus_together:
        return "" if len({line.sku_id for line in parcels.open_lines(order)}) > 1 else "Order has one SKU only"
    return "" if len(parcels.open_lines(order)) > 1 else "Order has one item only"


def _check_groups(shop: Shop, order: Order, groups: list[tuple[str, list[str]]]) -> None:
    given = [line_id for _, line_ids in groups for line_id in line_ids]
    waiting = {line.id: line for line in parcels.open_lines(order)}
    if len(groups) < 2 or Counter(given) != Counter(waiting.keys()):
        raise Refused(rules.INVALID_PARAMETERS, "Two or more groups must hold every line item once")
    if not market(shop.region).rules.split_keeps_skus_together:
        return
    skus = [{waiting[line_id].sku_id for line_id in line_ids} for _, line_ids in groups]
    if sum(map(len, skus)) != len(set().union(*skus)):
        raise Refused(rules.SPLIT_SAME_SKU)


HANDLERS: dict[str, Handler] = {
    "fulfillment.search_package": search_package,
    "fulfillment.get_package_detail": get_package_detail,
    "fulfillment.get_order_tracking": get_order_tracking,
    "fulfillment.get_package_shipping_document": get_package_shipping_document,
    "fulfillment.get_order_split_attributes": get_order_split_attributes,
    "fulfillment.confirm_order_split": confirm_order_split,
}
