"""How packages look on the wire."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.privacy import package_recipient
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.places import Address
from shoplatch.simulator.state.sales import Order, Package
from shoplatch.simulator.state.world import World

_SUB_STATUS = {"TO_FULFILL": "CREATED", "PROCESSING": "RTS", "FULFILLING": "TTS", "COMPLETED": "DELIVERED"}


def listed(world: World, shop: Shop, package: Package) -> dict[str, Any]:
    """A package in a search result."""
    view: dict[str, Any] = {
        "id": package.id,
        "status": package.status,
        "create_time": package.create_time,
        "update_time": package.update_time,
        "orders": _orders(world, shop, package),
        "order_line_item_ids": list(package.line_ids),
    }
    if package.tracking_number:
        view["tracking_number"] = package.tracking_number
        view["shipping_provider_id"] = package.provider_id
        view["shipping_provider_name"] = package.provider_name
    return view


def detail(world: World, shop: Shop, package: Package) -> dict[str, Any]:
    """A package in full."""
    orders = [shop.orders[order_id] for order_id in package.order_ids]
    option = network(shop.region).option_for(package.shipping_type)
    view = listed(world, shop, package)
    view["package_id"], view["package_status"] = view.pop("id"), view.pop("status")
    view |= {
        "package_sub_status": _SUB_STATUS.get(package.status, "CANCELLED"),
        "shipping_type": package.shipping_type,
        "delivery_option_id": option.id,
        "delivery_option_name": option.name,
        "has_multi_skus": len({sku["id"] for order in view["orders"] for sku in order["skus"]}) > 1,
        "split_and_combine_tag": package.tag,
        "note_tag": "BUYER_NOTED" if any(order.message for order in orders) else "BUYER_UNNOTED",
        "handover_method": package.handover_method,
        "dimension": package.dimension or {"length": "18", "width": "12", "height": "6", "unit": "CM"},
        "weight": package.weight or {"value": "250", "unit": "GRAM"},
        "sender_address": _sender(shop.warehouses[package.warehouse_id].address),
        "warehouse_id": package.warehouse_id,
    }
    recipient = package_recipient(market(shop.region), orders[0], world.clock.now(), world.switches)
    if recipient:
        view["recipient_address"] = recipient
    if package.pickup_start:
        view["pickup_slot"] = {"start_time": package.pickup_start, "end_time": package.pickup_end}
    if package.tracking_number:
        view["last_mile_tracking_number"] = package.tracking_number
    return view


def tracking(packages: list[Package]) -> dict[str, Any]:
    """What happened on the way, newest first; times in milliseconds."""
    told = [event for package in packages for event in package.events]
    told.sort(key=lambda event: event.at_ms)
    return {
        "tracking": [
            {"description": event.text, "update_time_millis": event.at_ms, "action_code": event.action_code}
            for event in reversed(told)
        ]
    }


def _orders(world: World, shop: Shop, package: Package) -> list[dict[str, Any]]:
    inside = set(package.line_ids)
    return [{"id": order_id, "skus": _skus(world, shop.orders[order_id], inside)} for order_id in package.order_ids]


def _skus(world: World, order: Order, inside: set[str]) -> list[dict[str, Any]]:
    lines = [line for line in order.lines if line.id in inside]
    units = Counter(line.sku_id for line in lines)
    first = {line.sku_id: line for line in reversed(lines)}
    return [
        {"id": sku_id, "name": line.sku_name, "image_url": image_url(world, line.image_uri), "quantity": units[sku_id]}
        for sku_id, line in reversed(first.items())
    ]


def _sender(address: Address) -> dict[str, Any]:
    return {
        "name": address.name,
        "phone_number": address.phone,
        "address_line1": address.line1,
        "address_line2": address.line2,
        "address_line3": "",
        "address_line4": "",
        "address_detail": address.line1,
        "full_address": address.full,
        "postal_code": address.postal_code,
        "region_code": address.region,
    }
