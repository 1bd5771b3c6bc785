"""Goods at Fulfilled by TikTok: made, bound, sold as several SKUs, and never edited by the seller (fbt 202603, 202607)."""

from __future__ import annotations

import pytest

from shoplatch.errors import Conflict
from shoplatch.simulator import fbt, orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.orders.placing import Terms
from tests.simulator_fbt.fbt_world import DAY, FbtDesk, check
from tests.simulator_shop.shop_world import Desk

PLATFORM_STOCK, INVALID = 12052144, 36009004


def test_a_shop_that_was_not_let_in_reads_nothing_and_writes_nothing() -> None:
    desk = Desk()
    shop = desk.shop()
    assert desk.call("fbt.get_fbt_merchant_onboarded_regions", shop) == {"onboarded_regions": []}
    assert desk.call("fbt.search_fbt_inventory", shop, query={"page_size": "9"})["inventory"] == []
    assert desk.call("fbt.get_fbt_merchant_mcf_status", shop) == {"mcf_status": {"is_mcf": 0}}
    goods = {"goods_items": [{"goods_id": "1", "quantity": 1}]}
    assert desk.refusal("fbt.create_or_update_inbound_plan", shop, body=goods) == INVALID


def test_being_let_in_is_told_with_every_market_of_the_seller() -> None:
    own = FbtDesk()
    fbt.onboard(own.world, own.desk.shop("US"))
    told = [event.data["onboarded_regions"] for event in own.desk.told if event.topic == 22]
    assert told == [[{"region_code": "GB"}], [{"region_code": "GB"}, {"region_code": "US"}]]
    with pytest.raises(Conflict, match="already"):
        fbt.onboard(own.world, own.shop)


def test_each_fulfilment_centre_is_a_warehouse_of_the_shop() -> None:
    own = FbtDesk()
    rows = own.call("get_fbt_warehouse_list")["warehouses"]
    places = [place for row in rows for place in row["warehouse_ids"]]
    assert len(rows) == 3
    assert len(places) == 2
    listed = own.desk.call("logistics.get_warehouse_list", own.shop)["warehouses"]
    assert set(places) <= {row["id"] for row in listed}


def test_what_is_wrong_with_a_row_is_said_of_that_row() -> None:
    own = FbtDesk()
    good, bad = own.row(own.sku(0)), own.row(own.sku(1), is_hazmat=True)
    rows = [good, good, bad, own.row(own.sku(1), is_expiration_management=True)]
    made = own.call("create_fbt_goods", {"create_goods_dto_list": rows})["create_result_info"]["create_result_list"]
    assert [row["is_success"] for row in made] == [True, False, False, False]
    assert "bound" in made[1]["fail_reason"]
    assert "hazmat_info" in made[2]["fail_reason"]
    assert "shelf_life" in made[3]["fail_reason"]


def test_binding_and_unbinding_are_told() -> None:
    own = FbtDesk()
    goods_id, sku = own.goods(), own.sku(2)
    asked = {"operate_goods_sku_relation_list": [{"tts_goods_id": goods_id, "tts_sku_ids": [sku.id]}]}
    own.call("update_goods_sku_relations", {**asked, "operation_type": "BIND"})
    own.call("update_goods_sku_relations", {**asked, "operation_type": "UN_BIND"})
    told = [(event.data["match_type"], event.data["sku_id"]) for event in own.desk.told if event.topic == 23]
    assert told == [("MATCH", own.sku(0).id), ("MATCH", sku.id), ("UNMATCH", sku.id)]


def test_one_unit_sold_as_one_sku_is_gone_for_the_others() -> None:
    own = FbtDesk()
    goods_id, first, second = own.stocked(10), own.sku(0), own.sku(2)
    asked = {"operate_goods_sku_relation_list": [{"tts_goods_id": goods_id, "tts_sku_ids": [second.id]}]}
    own.call("update_goods_sku_relations", {**asked, "operation_type": "BIND"})
    places = list(own.shop.fbt.house_of_place)

    def shown(sku: object) -> int:
        return sum(sku.stock[place].available for place in places if place in sku.stock)  # type: ignore[attr-defined]

    assert (shown(first), shown(second)) == (10, 10)
    order = orders.place(own.world, own.shop, [(first.id, 3)])
    assert order.fulfillment_type == "FULFILLMENT_BY_TIKTOK"
    assert (shown(first), shown(second)) == (7, 7)
    check(own.shop)
    gone = own.call("update_goods_sku_relations", {**asked, "operation_type": "UN_BIND"})
    assert gone["operate_goods_sku_relation_info"]["operate_result_list"][0]["is_success"]
    assert shown(second) == 0
    busy = {"operate_goods_sku_relation_list": [{"tts_goods_id": goods_id, "tts_sku_ids": [first.id]}]}
    kept = own.call("update_goods_sku_relations", {**busy, "operation_type": "UN_BIND"})
    assert not kept["operate_goods_sku_relation_info"]["operate_result_list"][0]["is_success"]


def test_an_order_takes_its_stock_from_the_warehouse_and_leaves_by_itself() -> None:
    own = FbtDesk()
    goods_id = own.stocked(10)
    order = orders.place(own.world, own.shop, [(own.sku().id, 2)])
    assert own.inventory()[goods_id]["reserved_quantity"] == 2
    own.desk.wind(3_600 + 7 * 3_600)
    assert order.status in ("AWAITING_COLLECTION", "IN_TRANSIT")
    assert own.inventory()[goods_id] == {
        "in_transit": 0,
        "total_quantity": 8,
        "reserved_quantity": 0,
        "available_quantity": 8,
        "unfulfillable_quantity": 0,
    }
    (last,) = own.call("search_fbt_inventory_record", {}, page_size="1")["inventory_records"]
    assert (last["order"], last["changed_quantity"]) == ({"id": f"OBF{order.id}", "type": "CONSIGN_ORDER"}, -2)
    check(own.shop)


def test_a_cancelled_order_gives_its_units_back() -> None:
    own = FbtDesk()
    goods_id = own.stocked(10)
    order = orders.place(own.world, own.shop, [(own.sku().id, 2)])
    orders.act(own.world, own.shop, order, "cancel")
    assert own.inventory()[goods_id]["available_quantity"] == 10
    check(own.shop)


def test_what_is_bought_by_tiktok_comes_from_its_warehouses_alone() -> None:
    own = FbtDesk()
    own.stocked(4)
    with pytest.raises(Conflict, match="No single warehouse"):
        orders.place(own.world, own.shop, [(own.sku().id, 9)], terms=Terms(by_tiktok=True))
    own.world.switches.set("fbt_stock_goes_first", value=False)
    assert orders.place(own.world, own.shop, [(own.sku().id, 1)]).fulfillment_type == "FULFILLMENT_BY_SELLER"


def test_stock_of_the_platform_refuses_edits_and_need_not_be_named() -> None:
    own = FbtDesk()
    own.stocked(4)
    sku = own.sku()
    rows = [{"warehouse_id": place, "quantity": 7} for place in sku.stock if place not in own.shop.fbt.house_of_place]
    body = {"skus": [{"id": sku.id, "inventory": rows}]}
    assert own.desk.call("product.update_inventory", own.shop, body=body, product_id=sku.product_id) == {}
    body["skus"][0]["inventory"] = [*rows, {"warehouse_id": next(iter(own.shop.fbt.house_of_place)), "quantity": 9}]
    with_theirs = own.desk.call("product.update_inventory", own.shop, body=body, product_id=sku.product_id)
    assert str(PLATFORM_STOCK) in str(with_theirs["errors"])
    check(own.shop)


def test_dangerous_goods_wait_for_their_approval() -> None:
    from tests.simulator_fbt.fbt_world import HAZMAT

    own = FbtDesk()
    goods_id = own.goods(is_hazmat=True, hazmat_info=HAZMAT)
    with pytest.raises(Refused) as refused:
        own.plan({goods_id: 5})
    assert refused.value.code == INVALID
    own.desk.wind(2 * DAY)
    assert own.plan({goods_id: 5})
