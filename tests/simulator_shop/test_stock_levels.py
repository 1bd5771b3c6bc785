"""How stock is watched, filled up and kept for creators, and when it can be sent (platform.md section 12)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.products import stock
from tests.simulator_shop.shop_world import Desk


def test_low_and_empty_stock_is_told_and_filled_up_again_where_it_is_wanted() -> None:
    desk = Desk()
    shop = desk.shop()
    next(iter(desk.world.apps.values())).webhook_topics.add(68)
    sku = desk.skus(shop)[0]
    stock.keep_for_creator(desk.world, shop, sku, "hester", 2)
    for quantity in (3, 2, 1):
        rows = [{"warehouse_id": one, "quantity": quantity} for one in sku.stock]
        desk.call(
            "product.update_inventory", shop, body={"skus": [{"id": sku.id, "inventory": rows}]}, product_id=sku.product_id
        )
    told = [event.data for event in desk.told if event.topic == 27]
    assert [row["current_inventory_status"] for row in told] == ["LOW_STOCK"]
    of_seller = [event.data for event in desk.told if event.topic == 68]
    assert len(of_seller) == len([event for event in desk.told if event.topic == 71])
    assert all(row["occurred_at"].endswith(".000000000Z") and "shop_id" not in row for row in of_seller)
    setting = {"seller_id": shop.id, "sku_ids": [sku.id], "stock_operation_setting": {"enable_auto_restock": True}}
    desk.call("product.update_stock_operation_settings", shop, body=setting)
    place = next(iter(sku.stock))
    stock.keep_for_creator(desk.world, shop, sku, "hester", 0)
    stock.reserve(desk.world, shop, sku, place, 1)
    assert sku.stock[place].available == stock.RESTOCK_TO
    causes = [event.data["change_detail"][0]["trigger_source"] for event in desk.told if event.topic == 71]
    assert causes[0] == "creator_lock"
    assert causes[-3:] == ["creator_unlock", "order_created", "system_auto_replenish"]


def test_handling_times_are_one_for_all_warehouses_and_stay_when_left_out() -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]

    def put(*rows: dict[str, Any]) -> list[int]:
        places = [{"warehouse_id": one, "quantity": 9, **row} for one, row in zip(sku.stock, rows, strict=True)]
        body = {"skus": [{"id": sku.id, "inventory": places}]}
        errors = desk.call("product.update_inventory", shop, body=body, product_id=sku.product_id).get("errors", [])
        return [one["code"] for error in errors for one in error["detail"]["extra_errors"]]

    assert put({"handling_time": 3, "backorder_quantity": 40}, {}) == []
    assert put({}, {}) == []
    assert [(held.handling_time, held.backorder) for held in sku.stock.values()] == [(3, 40), (3, None)]
    assert put({"handling_time": 3}, {"handling_time": 4}) == [12052490]
    product = shop.products[sku.product_id]
    product.copied_from = {"inventory_mode": "SHARED"}
    assert put({}, {}) == [12052921]
