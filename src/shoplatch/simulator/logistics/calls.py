"""The logistics operations: chain from warehouse over delivery option to shipping provider (platform.md section 13)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.logistics.providers import Option, network
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.world import World

NO_DELIVERY_OPTION = 21008116
NO_PROVIDER_FOR_TIKTOK_SHIPPING = 21008117
WAREHOUSE_UNKNOWN = 11005004


def get_warehouse_list(_world: World, ask: Ask) -> dict[str, Any]:
    """Every warehouse of the shop, sales and return."""
    return {"warehouses": [_warehouse(warehouse) for warehouse in ask.own_shop.warehouses.values()]}


def get_warehouse_delivery_options(_world: World, ask: Ask) -> dict[str, Any]:
    """The delivery options of one warehouse: its own way to ship first."""
    warehouse = ask.own_shop.warehouses.get(ask.path["warehouse_id"])
    if warehouse is None:
        raise Refused(WAREHOUSE_UNKNOWN)
    options = [option for option in network(ask.own_shop.region).options if option.key == warehouse.shipping_type]
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


def _warehouse(warehouse: Warehouse) -> dict[str, Any]:
    address = warehouse.address
    levels = {step.level: step.name for step in address.districts}
    return {
        "id": warehouse.id,
        "entity_id": warehouse.entity_id,
        "name": warehouse.name,
        "effect_status": warehouse.effect_status,
        "type": warehouse.type,
        "sub_type": warehouse.sub_type,
        "is_default": warehouse.is_default,
        "address": {
            "region": levels.get("L0", address.region),
            "region_code": address.region,
            "state": levels.get("L1", ""),
            "city": address.town,
            "distict": levels.get("L2", ""),  # the platform's spelling
            "town": address.town,
            "address_line1": address.line1,
            "address_line2": address.line2,
            "full_address": address.full,
            "postal_code": address.postal_code,
            "contact_person": address.name,
            "first_name": address.first_name,
            "last_name": address.last_name,
            "phone_number": address.phone,
            "geolocation": {"latitude": warehouse.latitude, "longitude": warehouse.longitude},
        },
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "id": option.id,
        "name": option.name,
        "type": option.type,
        "description": option.description,
        "dimension_limit": {"max_height": 60, "max_length": 120, "max_width": 80, "unit": "CM"},
        "weight_limit": {"max_weight": 20000, "min_weight": 1, "unit": "GRAM"},
        "platform": ["TIKTOK_SHOP"],
    }


HANDLERS: dict[str, Handler] = {
    "logistics.get_warehouse_list": get_warehouse_list,
    "logistics.get_warehouse_delivery_options": get_warehouse_delivery_options,
    "logistics.get_shipping_providers": get_shipping_providers,
}
