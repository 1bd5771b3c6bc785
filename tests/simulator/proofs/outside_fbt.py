"""Scenes of Fulfilled by TikTok: a shop that was let in, with goods, some of them in its warehouses (`outside_stage`)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator import fbt_levers
from tests.simulator.proofs.outside_stage import Said, Stage, said, scene
from tests.simulator_fbt.fbt_world import CONSIGNEE, MEASURES, goods_row


def _open(on: Stage) -> None:
    on.control("POST", "fbt/onboard", {"shop_id": on.shop.id})


def _row(on: Stage, number: int = 0) -> dict[str, Any]:
    free = [sku for sku in on.shop.skus.values() if not sku.parts and sku.id not in on.shop.fbt.goods_of_sku]
    return goods_row(free[number])


def _goods(on: Stage) -> str:
    if not on.shop.fbt.onboarded_at:
        _open(on)
    made = on.call("fbt.create_fbt_goods", said({"create_goods_dto_list": [_row(on)]}))
    return str(made["create_result_info"]["create_result_list"][0]["tts_goods_id"])


def _stocked(on: Stage) -> str:
    goods_id = _goods(on)
    fbt_levers.adjust(on.world, fbt_levers.Found(goods_id, normal=20, fbt_warehouse_id=None))
    return goods_id


def _plan(on: Stage) -> str:
    item = {"goods_id": _goods(on), "quantity": 4}
    carton = {"carton_type": "SINGLE_SKU", "items": [item], "quantity": 2, "box_measurements": MEASURES}
    made = on.call("fbt.create_or_update_inbound_plan", said({"cartons": [carton]}))
    return str(made["inbound_plan"]["plan_id"])


def _method(on: Stage) -> dict[str, Any]:
    plan_id = _plan(on)
    found = on.call("fbt.list_available_inbound_methods", said({"plan_id": plan_id}))["available_inbound_method_list"]
    window = found[0]["available_time_window_list"][0]
    return {"plan_id": plan_id, "inbound_method": "ONE_HUB", "estimate_arrival_time": window}


def _option(on: Stage) -> dict[str, Any]:
    asked = _method(on)
    detail = on.call("fbt.get_inbound_method_detail", said(asked))
    return asked | {"placement_option_id": detail["info"][0]["placement_option_id"]}


def _inbound(on: Stage) -> str:
    return str(on.call("fbt.confirm_inbound_method", said(_option(on)))["inbound_order_ids"][0])


def _channel_order(on: Stage) -> dict[str, Any]:
    goods = [{"id": _stocked(on), "quantity": 1}]
    return {"external_order_id": "outside-1", "goods": goods, "consignee": CONSIGNEE}


def _sent(on: Stage) -> str:
    return str(on.call("fbt.create_fbt_mcf_order", said(_channel_order(on)))["mcf_order"]["mcf_order_id"])


@scene("fbt.get_fbt_merchant_onboarded_regions")
def _(on: Stage) -> Said:
    _open(on)
    return said()


@scene("fbt.get_fbt_warehouse_list")
def _(on: Stage) -> Said:
    _open(on)
    return said()


@scene("fbt.create_fbt_goods")
def _(on: Stage) -> Said:
    _open(on)
    return said({"create_goods_dto_list": [_row(on)]})


@scene("fbt.update_fbt_goods_info")
def _(on: Stage) -> Said:
    goods_id = _goods(on)
    kept = {name: value for name, value in _row(on).items() if name not in ("tts_sku_id", "create_goods_type")}
    return said({"update_goods_dto": kept | {"tts_goods_id": goods_id}})


@scene("fbt.update_goods_sku_relations")
def _(on: Stage) -> Said:
    goods_id = _goods(on)
    row = {"tts_goods_id": goods_id, "tts_sku_ids": [_row(on)["tts_sku_id"]]}
    return said({"operate_goods_sku_relation_list": [row], "operation_type": "BIND"})


@scene("fbt.search_goods_info")
def _(on: Stage) -> Said:
    return said({"goods_ids": [_goods(on)]}, page_size=10)


@scene("fbt.search_goods_hazmat_and_expiration_info")
def _(on: Stage) -> Said:
    goods_id = _goods(on)
    return said({"tts_sku_ids": on.shop.fbt.goods[goods_id].sku_ids})


@scene("fbt.search_fbt_inventory")
def _(on: Stage) -> Said:
    return said({"goods_ids": [_stocked(on)]}, page_size=10)


@scene("fbt.search_fbt_inventory_record")
def _(on: Stage) -> Said:
    return said({"goods_ids": [_stocked(on)]}, page_size=10)


@scene("fbt.create_or_update_inbound_plan")
def _(on: Stage) -> Said:
    return said({"goods_items": [{"goods_id": _goods(on), "quantity": 3}]})


@scene("fbt.list_available_inbound_methods")
def _(on: Stage) -> Said:
    return said({"plan_id": _plan(on)})


@scene("fbt.get_inbound_method_detail")
def _(on: Stage) -> Said:
    return said(_method(on))


@scene("fbt.confirm_inbound_method")
def _(on: Stage) -> Said:
    return said(_option(on))


@scene("fbt.get_fbt_inbound_order_details")
def _(on: Stage) -> Said:
    return said(order_ids=[_inbound(on)])


@scene("fbt.ship_inbound_order")
def _(on: Stage) -> Said:
    return said({"inbound_order_id": _inbound(on), "shipment_option": {"shipping_method": "SMALL_PARCEL"}})


@scene("fbt.update_inbound_order_tracking")
def _(on: Stage) -> Said:
    inbound_id = _inbound(on)
    carton = on.shop.fbt.inbounds[inbound_id].cartons[0].numbers[0]
    row = {"provider_name": "UPS", "tracking_number": "1Z1", "carton_number": carton}
    return said({"order_id": inbound_id, "parcel_tracking_info": [row]})


@scene("fbt.print_inbound_order_labels")
def _(on: Stage) -> Said:
    return said({"order_id": _inbound(on)})


@scene("fbt.cancel_inbound_order")
def _(on: Stage) -> Said:
    return said({"order_id": _inbound(on), "cancel_reason": "Sold elsewhere"})


@scene("fbt.query_goods_inventory_for_mcf")
def _(on: Stage) -> Said:
    return said({"goods": [{"goods_id": _stocked(on)}]})


@scene("fbt.create_fbt_mcf_order")
def _(on: Stage) -> Said:
    return said(_channel_order(on))


@scene("fbt.get_fbt_mcf_order_status")
def _(on: Stage) -> Said:
    return said(mcf_order_id=_sent(on))


@scene("fbt.cancel_fbt_mcf_order")
def _(on: Stage) -> Said:
    return said({"mcf_order_id": _sent(on)})
