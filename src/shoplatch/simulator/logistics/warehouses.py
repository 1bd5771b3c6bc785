"""Warehouses made and changed by call, and addresses put into the platform's form (platform.md section 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.places import Address, District
from shoplatch.simulator.state.world import World

WAREHOUSE_UNKNOWN, WRONG = 11005004, 21001001
NAME_MAX, WAREHOUSES_MAX = 100, 200
_MORE = ("external_warehouse_id", "cover_region_code", "cover_address_detail")
_SCRIPTS = ("first_name_local_script", "last_name_local_script")


def create_warehouse(world: World, ask: Ask) -> dict[str, Any]:
    """A new warehouse; what is wrong with it stands in `error_list`, and then there is none."""
    shop, told = ask.own_shop, ask.body.get("warehouse") or {}
    wrong = [f"{name} is needed" for name in ("name", "type", "address") if not told.get(name)]
    wrong += _wrong(shop, told, None)
    if len(shop.warehouses) >= WAREHOUSES_MAX:
        wrong.append(f"A shop has at most {WAREHOUSES_MAX} warehouses")
    if wrong:
        return {"error_list": [{"code": WRONG, "message": message} for message in wrong]}
    empty = Address("", "", "", "", "", "", "", shop.region)
    warehouse = Warehouse(world.new_id("7469"), "", empty, world.new_id("7395"), type=told["type"])
    shop.warehouses[warehouse.id] = warehouse
    _put(shop, warehouse, told)
    return {"warehouse_id": warehouse.id}


def update_warehouse(_world: World, ask: Ask) -> dict[str, Any]:
    """Changes what is named; the type of a warehouse stays."""
    shop, told = ask.own_shop, ask.body.get("warehouse") or {}
    warehouse = shop.warehouses.get(ask.path["warehouse_id"])
    if warehouse is None:
        raise Refused(WAREHOUSE_UNKNOWN)
    wrong = _wrong(shop, told, warehouse)
    if told.get("type", warehouse.type) != warehouse.type:
        wrong.append("The type of a warehouse cannot be changed")
    if wrong:
        return {"error_list": [{"code": WRONG, "message": message} for message in wrong]}
    _put(shop, warehouse, told)
    return {}


def standardize_warehouse_address(_world: World, ask: Ask) -> dict[str, Any]:
    """Single spaces, capital letters where the platform writes them; `updated` says whether that changed anything."""
    told = ask.body.get("address") or {}
    form = {name: " ".join(str(text).split()) for name, text in told.items() if isinstance(text, str)}
    for name in ("city", "district", "state", "town"):
        if form.get(name, "").islower() or form.get(name, "").isupper():
            form[name] = form[name].title()
    for name in ("postal_code", "region_code"):
        if name in form:
            form[name] = form[name].upper()
    return {"standardization_result": {"standardized_address": form, "updated": form != dict(told)}}


def get_global_seller_warehouses(world: World, ask: Ask) -> dict[str, Any]:
    """The places behind the seller's sales warehouses, each once."""
    names = {
        warehouse.entity_id: warehouse.name
        for shop in world.shops.values()
        for warehouse in shop.warehouses.values()
        if shop.seller_open_id == ask.grant.seller_open_id and warehouse.type == "SALES_WAREHOUSE"
    }
    return {"global_warehouses": [{"id": one, "name": names[one], "ownership": "SELLER"} for one in sorted(names)]}


def warehouse_view(warehouse: Warehouse) -> dict[str, Any]:
    """A warehouse on the wire."""
    address = warehouse.address
    levels = {step.level: step.name for step in address.districts}
    shown = {
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
        "contact_person": warehouse.more.get("contact_person") or address.name,
        "first_name": address.first_name,
        "last_name": address.last_name,
        "phone_number": address.phone,
        "geolocation": {"latitude": warehouse.latitude, "longitude": warehouse.longitude},
    }
    shown |= {name: warehouse.more[name] for name in ("address_line3", "address_line4", *_SCRIPTS) if name in warehouse.more}
    return {
        "id": warehouse.id,
        "entity_id": warehouse.entity_id,
        "name": warehouse.name,
        "effect_status": warehouse.effect_status,
        "type": warehouse.type,
        "sub_type": warehouse.sub_type,
        "is_default": warehouse.is_default,
        "address": shown,
    }


def _wrong(shop: Shop, told: Mapping[str, Any], own: Warehouse | None) -> list[str]:
    wrong = []
    name = told.get("name")
    if name is not None and not 0 < len(name) <= NAME_MAX:
        wrong.append(f"name must have 1 to {NAME_MAX} characters")
    if name and any(other.name == name and other is not own for other in shop.warehouses.values()):
        wrong.append("A warehouse of this name exists")
    if told.get("address") and own is None:
        wrong += [f"address.{needed} is needed" for needed in ("address_line_1", "city") if not told["address"].get(needed)]
    if own is not None and own.is_default and told.get("default_warehouse") is False:
        wrong.append("The default warehouse is changed by making another one the default")
    return wrong


def _put(shop: Shop, warehouse: Warehouse, told: Mapping[str, Any]) -> None:
    warehouse.name = told.get("name") or warehouse.name
    if told.get("default_warehouse"):
        for other in shop.warehouses.values():
            if other.type == warehouse.type:
                other.is_default = other is warehouse
    person = {name: told[name] for name in ("first_name", "last_name") if told.get(name)}
    if told.get("phone_number"):
        person["phone"] = told["phone_number"]
    if told.get("contact_person") and not person.get("first_name"):
        first, _, last = str(told["contact_person"]).partition(" ")
        person = {"first_name": first, "last_name": last, **person}
    warehouse.address = replace(warehouse.address, **person)
    if told.get("address"):
        warehouse.address = _address(shop, warehouse.address, told["address"])
        lines = {f"address_line{n}": told["address"].get(f"address_line_{n}") for n in (3, 4)}
        warehouse.more |= {name: text for name, text in lines.items() if text}
    for name in (*_MORE, *_SCRIPTS, "contact_person"):
        if told.get(name):
            warehouse.more[name] = told[name]


def _address(shop: Shop, before: Address, told: Mapping[str, Any]) -> Address:
    levels = {step.level: step.name for step in before.districts}
    names = market(shop.region).circle.level_names
    country = told.get("region") or levels.get("L0") or market(shop.region).country
    code = next((one for one in MARKETS if country in (one, market(one).country)), before.region)
    city = told.get("city") or before.town
    steps = (country, told.get("state") or levels.get("L1", ""), told.get("district") or levels.get("L2", ""), city)
    return replace(
        before,
        line1=told.get("address_line_1") or before.line1,
        line2=told.get("address_line_2") or before.line2,
        town=city,
        postal_code=told.get("postcode") or before.postal_code,
        region=code,
        districts=tuple(
            District(f"L{number}", names[min(number, len(names) - 1)], name, code if number == 0 else "")
            for number, name in enumerate(steps)
            if name
        ),
    )


HANDLERS: dict[str, Handler] = {
    "logistics.create_warehouse": create_warehouse,
    "logistics.update_warehouse": update_warehouse,
    "logistics.standardize_warehouse_address": standardize_warehouse_address,
    "logistics.get_global_seller_warehouses": get_global_seller_warehouses,
}
