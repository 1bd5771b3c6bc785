"""Searches that lag behind: what is new can be read by its id at once and is found a little later (platform.md 22)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator_shop.aftersales_world import another, asked
from tests.simulator_shop.shop_world import Desk, product_body

PAGE = {"page_size": "20"}


def found(desk: Desk, operation: str, field: str, **query: str) -> list[Any]:
    rows: list[Any] = desk.call(operation, desk.shop(), query={**PAGE, **query}, body={})[field]
    return rows


@pytest.mark.parametrize("sort", ["create_time", "update_time"])
def test_a_new_order_and_its_package_are_found_when_the_delay_is_over(sort: str) -> None:
    desk = Desk()
    desk.world.switches.set("search_delay_s", 30)
    order = another(desk, desk.shop(), "ON_HOLD")
    by_id = desk.call("order.get_order_detail", desk.shop(), query={"ids": order.id})["orders"]
    assert [row["id"] for row in by_id] == [order.id]
    for seconds, count in ((0, 0), (29, 0), (1, 1)):
        desk.wind(seconds)
        assert len(found(desk, "order.get_order_list", "orders", sort_field=sort)) == count
        assert len(found(desk, "fulfillment.search_package", "packages", sort_field=sort)) == count


def test_new_products_and_requests_are_found_late_as_well() -> None:
    desk = Desk()
    shop, order = desk.shop(), another(desk, desk.shop(), "DELIVERED")
    desk.world.switches.set("search_delay_s", 10)
    before = len(found(desk, "product.search_products", "products"))
    desk.call("product.create_product", shop, body=product_body(desk.world, shop, "A cream that is new"))
    asked(desk, shop, order, "REFUND")
    assert len(found(desk, "product.search_products", "products")) == before
    assert found(desk, "return_refund.search_returns", "return_orders") == []
    desk.wind(10)
    assert len(found(desk, "product.search_products", "products")) == before + 1
    assert len(found(desk, "return_refund.search_returns", "return_orders")) == 1


def test_without_the_switch_everything_is_found_at_once() -> None:
    desk = Desk()
    another(desk, desk.shop(), "ON_HOLD")
    assert len(found(desk, "order.get_order_list", "orders")) == 1
