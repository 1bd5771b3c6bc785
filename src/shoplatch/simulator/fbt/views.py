"""Goods and their stock on the wire, in the newest form and in the one before (fbt 202408 to 202607)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.fbt import shelves
from shoplatch.simulator.fbt.members import paged
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.fbt import Fbt, Goods, Held, Movement
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_HANDLING_BEFORE = {"STORE_UNITS": "TURN_INTO_DEFECTIVE_INVENTORY", "RETURN_TO_SELLER": "RETURN_TO_SUPPLIER"}
_HAZMAT = (
    "hazmat_type",
    "battery_extra_info",
    "flammable_liquids_extra_info",
    "aerosol_extra_info",
    "dg_class",
    "dg_uncode",
)


def search_fbt_inventory(_world: World, ask: Ask) -> dict[str, Any]:
    """What lies in each house of each kind of goods."""
    shop, asked = ask.own_shop, ask.body
    houses, goods_ids, sku_ids = asked.get("fbt_warehouse_ids"), asked.get("goods_ids"), asked.get("sku_ids")
    rows = [
        (goods, house_id, held)
        for goods in shop.fbt.goods.values()
        if (not goods_ids or goods.id in goods_ids) and (not sku_ids or not set(sku_ids).isdisjoint(goods.sku_ids))
        for house_id, held in goods.held.items()
        if not houses or house_id in houses
    ]
    return paged(ask, "inventory", rows, _inventory)


def search_fbt_inventory_record(_world: World, ask: Ask) -> dict[str, Any]:
    """The movements of what is on hand, the newest first; both ends of the span belong to it."""
    shop, asked = ask.own_shop, ask.body
    low, high = asked.get("create_time_ge", 0), asked.get("create_time_le")
    houses, goods_ids = asked.get("fbt_warehouse_ids"), asked.get("goods_ids")
    rows = [
        one
        for one in reversed(shop.fbt.movements)
        if one.at >= low
        and (high is None or one.at <= high)
        and (not houses or one.house_id in houses)
        and (not goods_ids or one.goods_id in goods_ids)
    ]
    return paged(ask, "inventory_records", rows, lambda one: _record(shop.fbt, one))


def goods_view(world: World, shop: Shop, goods: Goods) -> dict[str, Any]:
    """Goods as 202607 tells them."""
    fields, declared = goods.fields, _declared(goods)
    told: dict[str, Any] = {
        "id": goods.id,
        "name": goods.name,
        "barcodes": [{"code": one["barcode_value"], "type": one["barcode_type"]} for one in _barcodes(goods)],
        "reference_code": fields.get("reference_code", ""),
        "image_url": fields["goods_image_url"],
        "merchant_declaration_info": declared,
        "skus": [_sku(world, shop, sku_id) for sku_id in goods.sku_ids],
        "lot_expiration_info": _expiry(fields),
        "is_hazmat": bool(fields["is_hazmat"]),
        "hazmat_approval_status": goods.hazmat_status or "APPROVAL_STATUS_INIT",
        "is_sioc": bool(fields.get("is_sioc")),
        "sioc_approval_status": f"SIOC_APPROVAL_STATUS_{'UNDER_REVIEW' if fields.get('is_sioc') else 'INIT'}",
        "goods_safety_attributes": {
            name: bool(fields.get("goods_safety_attributes", {}).get(name))
            for name in ("is_fragile", "is_liquid", "is_sharp")
        },
        "bulky_item_attribute": {
            "is_bulky_item": False,
            "is_bulky_item_accessories": bool(fields.get("bulky_item_attribute", {}).get("is_bulky_item_accessories")),
        },
    }
    if goods.measured:
        told["warehouse_confirmation_info"] = declared
    if fields.get("hazmat_info"):
        told["hazmat_info"] = {
            name: value for name, value in fields["hazmat_info"].items() if name in (*_HAZMAT, "msds_file_url")
        }
    if fields.get("sioc_attribute"):
        told["sioc_attribute"] = fields["sioc_attribute"]
    return told


def older_goods_view(world: World, shop: Shop, goods: Goods) -> dict[str, Any]:
    """Goods as 202409 tells them."""
    told = goods_view(world, shop, goods)
    told["barcodes"] = [{**one, "type": one["type"].replace("_", " ")} for one in told["barcodes"]]
    expiry = told["lot_expiration_info"]
    if "handling_method" in expiry:
        expiry["handling_method"] = _HANDLING_BEFORE.get(expiry["handling_method"], "DISPOSE")
        expiry["return_cycle"] = "ONCE_A_MONTH"
    back = next((one for one in shop.warehouses.values() if one.type == "RETURN_WAREHOUSE"), None)
    if back is not None:
        levels = {step.level: step.name for step in back.address.districts}
        expiry["addresses"] = {
            "address_line_1": back.address.line1,
            "address_line_2": back.address.line2,
            "address_line_3": "",
            "city": back.address.town,
            "district": levels.get("L2", ""),
            "name": back.address.name,
            "phone_number": back.address.phone,
            "postal_code": back.address.postal_code,
            "region_code": back.address.region,
            "state": levels.get("L1", ""),
        }
    return told


def short_goods(goods: Goods) -> dict[str, Any]:
    """How other objects name goods."""
    return {"id": goods.id, "name": goods.name, "reference_code": goods.fields.get("reference_code", "")}


def _inventory(row: tuple[Goods, str, Held]) -> dict[str, Any]:
    goods, house_id, held = row
    detail = shelves.detail(held)
    return {
        "fbt_warehouse_id": house_id,
        "goods": {**short_goods(goods), "skus": [{"id": one, "on_hand_detail": detail} for one in goods.sku_ids]},
        "in_transit_quantity": held.in_transit,
        "on_hand_detail": {**detail, "unfulfillable_quantity": held.defective},
    }


def _record(fbt: Fbt, one: Movement) -> dict[str, Any]:
    return {
        "create_time": one.at,
        "fbt_warehouse_id": one.house_id,
        "goods": short_goods(fbt.goods[one.goods_id]),
        "inventory_goods_type": one.kind,
        "initial_on_hand_quantity": one.before,
        "changed_quantity": one.changed,
        "final_on_hand_quantity": one.before + one.changed,
        "order": {"id": one.order_id, "type": one.order_type},
    }


def _declared(goods: Goods) -> dict[str, Any]:
    sizes = goods.fields["dimension_and_weight_base_info"]
    parts = {name: sizes[f"{name}_value"] for name in ("width", "length", "height")}
    return {
        "weight": {"value": sizes["weight_value"], "unit": sizes["weight_unit"]},
        "dimension": {**parts, "unit": sizes["dimension_unit"]},
    }


def _barcodes(goods: Goods) -> list[dict[str, str]]:
    own = {"barcode_type": "FBT_SPECIFIC_BARCODE", "barcode_value": f"FBT{goods.id[-12:]}"}
    return [*(one for one in goods.fields.get("barcode_infos") or () if one.get("barcode_value")), own]


def _expiry(fields: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "is_lot_control": bool(fields["is_lot_code"]),
        "is_expiration_management": bool(fields["is_expiration_management"]),
    }
    life = fields.get("shelf_life_attribute_info")
    if life:
        told |= {name: life[name] for name in ("inbound_cutoff_days", "expiration_alert_days", "sales_cutoff_days")}
        told["shelf_life_days"] = life.get("shelf_life", 0)
        told["handling_method"] = life.get("handling_method_expired_goods", "DISPOSE")
    return told


def _sku(world: World, shop: Shop, sku_id: str) -> dict[str, Any]:
    sku = shop.skus[sku_id]
    product = shop.products[sku.product_id]
    uri = product.image_uris[0] if product.image_uris else ""
    own = next((part.image_uri for part in sku.attributes if part.image_uri), uri)
    return {
        "id": sku.id,
        "name": sku.name,
        "image_url": image_url(world, own),
        "product": {"id": product.id, "name": product.title, "image_url": image_url(world, uri)},
        "regions": [shop.region],
        "matched": True,
    }


HANDLERS: dict[str, Handler] = {
    "fbt.search_fbt_inventory": search_fbt_inventory,
    "fbt.search_fbt_inventory_record": search_fbt_inventory_record,
}
