"""The logistics operations: chain from warehouse over delivery option to shipping provider (platform.md section 13)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.logistics import warehouses
from shoplatch.simulator.logistics.providers import Option, network
from shoplatch.simulator.logistics.warehouses import WAREHOUSE_UNKNOWN, warehouse_view
from shoplatch.simulator.state.sales import Package
from shoplatch.simulator.state.world import World

NO_DELIVERY_OPTION = 21008116
NO_PROVIDER_FOR_TIKTOK_SHIPPING = 21008117
NOT_OWNER = 21008111
_SIZE_MAX_CM, _WEIGHT_MAX_G = (60, 120, 80), 20_000  # height, length, width
_METRIC = 1  # the unit numbers of templates are not explained; 1 is taken for centimetres and kilograms
_CM_OF_AN_INCH, _G_OF_A_POUND, _G_OF_A_KILOGRAM = 2.54, 453.592, 1000
_ACTIONS = {1: "PREPARING", 3: "PICKED_UP", 7: "DELIVERED"}


def get_warehouse_list(_world: World, ask: Ask) -> dict[str, Any]:
    """Every warehouse of the shop, sales and return."""
    return {"warehouses": [warehouse_view(warehouse) for warehouse in ask.own_shop.warehouses.values()]}


def get_warehouse_delivery_options(_world: World, ask: Ask) -> dict[str, Any]:
    """The delivery options of one warehouse: its own way to ship first."""
    warehouse = ask.own_shop.warehouses.get(ask.path["warehouse_id"])
    if warehouse is None:
        raise Refused(WAREHOUSE_UNKNOWN)
    key = "SELLER" if warehouse.shipping_type == "SELLER" else "TIKTOK"
    options = [option for option in network(ask.own_shop.region).options if option.key == key]
    return {"delivery_options": [_option(option) for option in options]}


def get_shipping_providers(_world: World, ask: Ask) -> dict[str, Any]:
    """The carriers a seller may name; those of a TikTok-run option cannot be listed (21008117)."""
    net = network(ask.own_shop.region)
    option = net.option(ask.path["delivery_option_id"])
    if option is None:
        raise Refused(NO_DELIVERY_OPTION)
    if option.key == "TIKTOK":
        raise Refused(NO_PROVIDER_FOR_TIKTOK_SHIPPING)
    return {"shipping_providers": [{"id": carrier.id, "name": carrier.name} for carrier in net.carriers]}


def get_logistics_tracking(_world: World, ask: Ask) -> dict[str, Any]:
    """What happened to the parcels of an order, parcel by parcel, newest first."""
    shop = ask.own_shop
    order = shop.orders.get(ask.path["order_id"])
    if order is None:
        raise Refused(NOT_OWNER)
    packages = [shop.packages[package_id] for package_id in order.package_ids]
    return {
        "order_id": order.id,
        "logistics_details": [_tracked(package) for package in packages if package.tracking_number],
    }


def get_shipping_template_availability(_world: World, ask: Ask) -> dict[str, Any]:
    """The shop's shipping templates, one for each delivery option, and whether they carry a product of this size."""
    fault = _too_large(ask.body.get("product_attribute") or {})
    options = network(ask.own_shop.region).options
    return {"templates": [_template(option, fault, is_default=at == 0) for at, option in enumerate(options)]}


def check_shipping_template_existence(world: World, ask: Ask) -> dict[str, Any]:
    """Whether what leaves a warehouse has a shipping template: all that sell here do."""
    shops = [ask.shop] if ask.shop else [world.shops[one] for one in ask.grant.shop_ids if one in world.shops]
    wanted = ask.query["biz_warehouse_id"]
    found = next((shop.warehouses[wanted] for shop in shops if wanted in shop.warehouses), None)
    return {"template_exist": found is not None and found.type == "SALES_WAREHOUSE"}


def _option(option: Option) -> dict[str, Any]:
    height, length, width = _SIZE_MAX_CM
    return {
        "id": option.id,
        "name": option.name,
        "type": option.type,
        "description": option.description,
        "dimension_limit": {"max_height": height, "max_length": length, "max_width": width, "unit": "CM"},
        "weight_limit": {"max_weight": _WEIGHT_MAX_G, "min_weight": 1, "unit": "GRAM"},
        "platform": ["TIKTOK_SHOP"],
    }


def _tracked(package: Package) -> dict[str, Any]:
    events = sorted(package.events, key=lambda event: event.at_ms)
    return {
        "newest_tracking_no": package.tracking_number,
        "carrier_name": package.provider_name,
        "track_list": [
            {
                "description": event.text,
                "tracking_no": package.tracking_number,
                "update_time_millis": event.at_ms,
                "action_code": event.action_code,
                "action_code_name": _ACTIONS.get(event.action_code, "IN_TRANSIT"),
            }
            for event in reversed(events)
        ],
    }


def _too_large(told: Any) -> str:
    """Why a product fits no service; "" when it does."""
    size, weight = told.get("dimension") or {}, told.get("weight") or {}
    scale = 1 if size.get("unit", _METRIC) == _METRIC else _CM_OF_AN_INCH
    sides = sorted(_number(size.get(name)) * scale for name in ("height", "length", "width"))
    if any(side > limit for side, limit in zip(sides, sorted(_SIZE_MAX_CM), strict=True)):
        return "The package is larger than the service takes"
    grams = _G_OF_A_KILOGRAM if weight.get("unit", _METRIC) == _METRIC else _G_OF_A_POUND
    return "The package is heavier than the service takes" if _number(weight.get("weight")) * grams > _WEIGHT_MAX_G else ""


def _number(text: Any) -> float:
    try:
        number = float(text or 0)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number < 1e9:
        raise Refused(36009004, "Invalid request parameter. 'product_attribute' holds something that is no size.")
    return number


def _template(option: Option, fault: str, *, is_default: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "template": {
            "is_default": is_default,
            "template_id": f"72{option.id[2:]}",
            "template_name": f"{option.name} ({option.key.lower()})",
            "template_party": 1 if option.key == "TIKTOK" else 2,
        },
        "template_is_available": not fault,
    }
    if fault:
        reason = {"filter_type": "9", "reason": fault}
        told["service_unreachable_reason"] = [{"service_id": option.id, "filter_reason": [reason]}]
    return told


HANDLERS: dict[str, Handler] = {
    **warehouses.HANDLERS,
    "logistics.get_warehouse_list": get_warehouse_list,
    "logistics.get_warehouse_delivery_options": get_warehouse_delivery_options,
    "logistics.get_shipping_providers": get_shipping_providers,
    "logistics.get_logistics_tracking": get_logistics_tracking,
    "logistics.get_shipping_template_availability": get_shipping_template_availability,
    "logistics.check_shipping_template_existence": check_shipping_template_existence,
}
