"""Goods: made for a SKU, bound to further ones, described (fbt 202603, 202607), and searched in both versions.

No error codes of this family are known, so what is wrong with one row of a batch stands in its `fail_reason`, and what is
wrong with a call is 36009004.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Sent
from shoplatch.simulator.fbt import shelves, terms
from shoplatch.simulator.fbt.members import member, paged
from shoplatch.simulator.fbt.views import goods_view, older_goods_view
from shoplatch.simulator.fit import fit
from shoplatch.simulator.state.fbt import Goods
from shoplatch.simulator.state.goods import Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

GOODS_MATCH = 23
_ID = "7300"
_REVIEW, _FULFILLABLE = "APPROVAL_STATUS_UNDER_REVIEW", "APPROVAL_STATUS_FULFILLABLE"
_MEASURES = ("weight_value", "length_value", "width_value", "height_value")
_BOUND_MAX = 100  # SKUs of one kind of goods; a limit of the simulator


def create_fbt_goods(world: World, ask: Ask) -> dict[str, Any]:
    """Goods for SKUs, each bound to its SKU at once; webhook 23 follows for each."""
    shop, results = member(ask), []
    for row in ask.body["create_goods_dto_list"]:
        wrong = _wrong(row) or _cannot_bind(shop, row["tts_sku_id"])
        if wrong:
            results.append({"tts_sku_id": row["tts_sku_id"], "is_success": False, "fail_reason": wrong})
            continue
        goods = make(world, shop, row)
        results.append({"tts_sku_id": row["tts_sku_id"], "is_success": True, "tts_goods_id": goods.id, "fail_reason": ""})
    return {"create_result_info": {"create_result_list": results}}


def make(world: World, shop: Shop, row: Mapping[str, Any]) -> Goods:
    """New goods of a SKU that is free."""
    kept = {name: value for name, value in row.items() if name not in ("tts_sku_id", "create_goods_type")}
    goods = Goods(world.new_id(_ID), row["goods_name"], world.clock.now(), kept)
    shop.fbt.goods[goods.id] = goods
    _review(world, shop, goods)
    _bind(world, shop, goods, shop.skus[row["tts_sku_id"]])
    return goods


def update_fbt_goods_info(world: World, ask: Ask) -> dict[str, Any]:
    """Describe goods anew, whole."""
    shop, row = member(ask), Sent(ask.body)["update_goods_dto"]
    goods = shop.fbt.goods.get(row["tts_goods_id"])
    wrong = "There are no such goods" if goods is None else _wrong(row)
    if goods is not None and not wrong:
        was = goods.fields.get("hazmat_info")
        goods.name = row["goods_name"]
        goods.fields = {name: value for name, value in row.items() if name != "tts_goods_id"}
        if goods.fields.get("hazmat_info") != was:
            _review(world, shop, goods)
    told = {"tts_goods_id": row["tts_goods_id"], "is_success": not wrong, "fail_reason": wrong}
    return {"update_result_info": told}


def update_goods_sku_relations(world: World, ask: Ask) -> dict[str, Any]:
    """Bind SKUs to goods, or take them off; each pair by itself."""
    shop, binding = member(ask), ask.body["operation_type"] == "BIND"
    results = []
    for row in ask.body["operate_goods_sku_relation_list"]:
        goods = shop.fbt.goods.get(row["tts_goods_id"])
        for sku_id in row["tts_sku_ids"]:
            wrong = _relate(world, shop, goods, sku_id, binding=binding)
            pair = {"tts_goods_id": row["tts_goods_id"], "tts_sku_id": sku_id}
            results.append({**pair, "is_success": not wrong, "fail_reason": wrong})
    return {"operate_goods_sku_relation_info": {"operate_result_list": results}}


def search_goods_info(world: World, ask: Ask) -> dict[str, Any]:
    """Goods by their ids, SKUs, products or the seller's codes; all filters hold at once."""
    shop = ask.own_shop
    view = older_goods_view if ask.operation.version == "202409" else goods_view
    answer = paged(ask, "goods", list(_meant(shop, ask.body)), lambda goods: view(world, shop, goods))
    return fit(ask.operation, answer)


def search_goods_hazmat_and_expiration_info(_world: World, ask: Ask) -> dict[str, Any]:
    """What has to be known of SKUs before they are sent in; those without goods are left out."""
    shop, found = ask.own_shop, []
    for sku_id in ask.body["tts_sku_ids"]:
        goods = shelves.goods_of(shop, sku_id)
        if goods is None:
            continue
        row: dict[str, Any] = {
            name: bool(goods.fields.get(name)) for name in ("is_hazmat", "is_lot_code", "is_expiration_management")
        }
        shelf_life = goods.fields.get("shelf_life_attribute_info")
        days = ("inbound_cutoff_days", "expiration_alert_days", "sales_cutoff_days")
        if shelf_life:
            row["exp_base_info"] = {name: shelf_life[name] for name in days}
        found.append({"tts_sku_id": sku_id, **row})
    return {"hazmat_and_expiration_info": {"hazmat_and_expiration_dto_list": found}}


def reviewed(world: World, payload: Mapping[str, Any]) -> None:
    """Due: dangerous goods have been looked at, and may be sent in."""
    goods = world.shops[payload["shop"]].fbt.goods.get(payload["goods"])
    if goods is not None and goods.hazmat_status == _REVIEW:
        goods.hazmat_status = _FULFILLABLE


def may_come_in(goods: Goods) -> bool:
    """Whether a warehouse takes them: harmless, or looked at."""
    return goods.hazmat_status in ("", _FULFILLABLE)


def _review(world: World, shop: Shop, goods: Goods) -> None:
    goods.hazmat_status = _REVIEW if goods.fields.get("is_hazmat") else ""
    if goods.hazmat_status:
        world.clock.after(terms.seconds("hazmat"), "fbt.reviewed", shop=shop.id, goods=goods.id)


def _relate(world: World, shop: Shop, goods: Goods | None, sku_id: str, *, binding: bool) -> str:
    """Why it cannot be, "" once it is done."""
    if goods is None:
        return "There are no such goods"
    if binding:
        if len(goods.sku_ids) >= _BOUND_MAX:
            return f"Goods have at most {_BOUND_MAX} SKUs"
        wrong = _cannot_bind(shop, sku_id)
        if not wrong:
            _bind(world, shop, goods, shop.skus[sku_id])
        return wrong
    if sku_id not in goods.sku_ids:
        return "The SKU is not bound to these goods"
    sku = shop.skus[sku_id]
    if shelves.is_on_order(shop, sku):
        return "Orders of the SKU wait to be sent"
    shelves.unbind(world, shop, goods, sku)
    _tell(world, shop, goods, sku, "UNMATCH")
    return ""


def _cannot_bind(shop: Shop, sku_id: str) -> str:
    sku = shop.skus.get(sku_id)
    if sku is None or sku.deleted:
        return "There is no such SKU"
    if sku.parts:
        return "A virtual bundle has no goods of its own"
    return "The SKU is bound to goods already" if sku_id in shop.fbt.goods_of_sku else ""


def _bind(world: World, shop: Shop, goods: Goods, sku: Sku) -> None:
    shelves.bind(world, shop, goods, sku)
    _tell(world, shop, goods, sku, "MATCH")


def _tell(world: World, shop: Shop, goods: Goods, sku: Sku, kind: str) -> None:
    data = {
        "match_type": kind,
        "product_type": "LOCAL",
        "goods_id": goods.id,
        "product_id": sku.product_id,
        "sku_id": sku.id,
        "update_time": world.clock.now(),
    }
    world.tell(GOODS_MATCH, shop, data)


def _wrong(row: Mapping[str, Any]) -> str:
    """What is wrong with a description, "" if nothing."""
    sizes = row["dimension_and_weight_base_info"]
    if not row["goods_name"]:
        return "goods_name is needed"
    if any(not _positive(sizes[name]) for name in _MEASURES):
        return "Weight and dimensions must be numbers above 0"
    if row["is_hazmat"] and not row.get("hazmat_info"):
        return "hazmat_info is needed of dangerous goods"
    if row["is_expiration_management"] and not row.get("shelf_life_attribute_info"):
        return "shelf_life_attribute_info is needed of goods that expire"
    return ""


def _positive(text: Any) -> bool:
    whole, _, rest = str(text).partition(".")
    digits = whole + rest
    return digits.isascii() and digits.isdigit() and len(digits) <= 12 and int(digits) > 0


def _meant(shop: Shop, asked: Mapping[str, Any]) -> Iterator[Goods]:
    goods_ids, codes = asked.get("goods_ids"), asked.get("reference_codes")
    sku_ids, product_ids = asked.get("sku_ids"), asked.get("product_ids")
    for goods in shop.fbt.goods.values():
        products = {shop.skus[sku_id].product_id for sku_id in goods.sku_ids}
        if (
            (not goods_ids or goods.id in goods_ids)
            and (not codes or goods.fields.get("reference_code") in codes)
            and (not sku_ids or not set(sku_ids).isdisjoint(goods.sku_ids))
            and (not product_ids or not products.isdisjoint(product_ids))
        ):
            yield goods


HANDLERS: dict[str, Handler] = {
    "fbt.create_fbt_goods": create_fbt_goods,
    "fbt.update_fbt_goods_info": update_fbt_goods_info,
    "fbt.update_goods_sku_relations": update_goods_sku_relations,
    "fbt.search_goods_info": search_goods_info,
    "fbt.search_goods_hazmat_and_expiration_info": search_goods_hazmat_and_expiration_info,
}
