"""Sellers call off orders as far as market, state and reason allow (platform.md section 9)."""

from __future__ import annotations

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.shop_world import Desk

OUT_OF_STOCK = {"GB": "seller_cancel_reason_out_of_stock_uk", "US": "seller_cancel_reason_out_of_stock"}
WRONG_PRICE = {"GB": "seller_cancel_reason_wrong_price_uk", "US": "seller_cancel_reason_wrong_price"}


def order_of_three(region: str, status: str) -> tuple[Desk, Shop, Order]:
    desk = Desk()
    shop = desk.shop(region)
    shop.carriers_come = False
    first, second = desk.skus(shop)[:2]
    order = orders.place(desk.world, shop, [(first.id, 2), (second.id, 1)], pay=False)
    while order.status != status:
        orders.act(desk.world, shop, order, "forward")
    return desk, shop, order


@pytest.mark.parametrize("version", ["", "@202309"])
@pytest.mark.parametrize("status", ["ON_HOLD", "AWAITING_SHIPMENT"])
def test_a_whole_order_goes_with_stock_back_money_back_and_webhooks(version: str, status: str) -> None:
    desk, shop, order = order_of_three("GB", status)
    body = {"order_id": order.id, "cancel_reason": WRONG_PRICE["GB"]}
    data = desk.call(f"return_refund.cancel_order{version}", shop, body=body)
    assert data["cancel_status"] == "CANCELLATION_REQUEST_SUCCESS"
    assert (order.status, order.cancelled_by, order.cancel_reason) == ("CANCELLED", "SELLER", WRONG_PRICE["GB"])
    assert all(sku.committed == 0 for sku in desk.skus(shop))
    desk.wind(120)
    assert shop.cancellations[data["cancel_id"]].status == "CANCELLATION_REQUEST_COMPLETE"
    told = [event.data["cancel_status"] for event in desk.told if event.topic == 11]
    assert told == ["CANCELLATION_REQUEST_SUCCESS", "CANCELLATION_REQUEST_COMPLETE"]
    assert desk.statuses_told(order.id)[-1] == "CANCEL"


@pytest.mark.parametrize("region", ["GB", "US"])
def test_single_items_go_for_lack_of_stock_only(region: str) -> None:
    desk, shop, order = order_of_three(region, "AWAITING_SHIPMENT")
    line = order.lines[0]
    body = {"order_id": order.id, "cancel_reason": WRONG_PRICE[region], "order_line_item_ids": [line.id]}
    assert desk.refusal("return_refund.cancel_order", shop, body=body) == 25005010
    desk.call("return_refund.cancel_order", shop, body={**body, "cancel_reason": OUT_OF_STOCK[region]})
    assert (line.status, line.cancel_user) == ("CANCELLED", "SELLER")
    assert order.status == "AWAITING_SHIPMENT"
    rest = {"order_id": order.id, "cancel_reason": OUT_OF_STOCK[region]}
    desk.call("return_refund.cancel_order", shop, body=rest)
    assert order.status == "CANCELLED"


def test_units_are_chosen_by_sku_and_quantity() -> None:
    desk, shop, order = order_of_three("US", "AWAITING_SHIPMENT")
    sku_id = order.lines[0].sku_id
    body = {"order_id": order.id, "cancel_reason": OUT_OF_STOCK["US"], "skus": [{"sku_id": sku_id, "quantity": 1}]}
    desk.call("return_refund.cancel_order", shop, body=body)
    assert sum(line.status == "CANCELLED" for line in order.lines if line.sku_id == sku_id) == 1
    body["skus"] = [{"sku_id": sku_id, "quantity": 5}]
    assert desk.refusal("return_refund.cancel_order", shop, body=body) == 25005011


@pytest.mark.parametrize(
    ("region", "status", "code"),
    [
        ("GB", "UNPAID", 25001003),
        ("GB", "AWAITING_COLLECTION", 25001003),
        ("US", "AWAITING_COLLECTION", None),
        ("US", "IN_TRANSIT", 25001003),
        ("US", "DELIVERED", 25001003),
        ("US", "COMPLETED", 25001051),
    ],
)
def test_states_and_markets_in_which_a_seller_may_not_call_off(region: str, status: str, code: int | None) -> None:
    desk, shop, order = order_of_three(region, status)
    body = {"order_id": order.id, "cancel_reason": OUT_OF_STOCK[region]}
    if code is None:
        desk.call("return_refund.cancel_order", shop, body=body)
        assert order.status == "CANCELLED"
        assert {package.status for package in shop.packages.live()} == {"CANCELLED"}
    else:
        assert desk.refusal("return_refund.cancel_order", shop, body=body) == code
        assert order.status == status


def test_a_reason_has_to_be_one_of_the_sellers() -> None:
    desk, shop, order = order_of_three("GB", "AWAITING_SHIPMENT")
    for reason, code in (("because", 25001014), ("package_lost_uk", 25001015)):
        body = {"order_id": order.id, "cancel_reason": reason}
        assert desk.refusal("return_refund.cancel_order", shop, body=body) == code
    assert desk.refusal("return_refund.cancel_order", shop, body={"order_id": "1", "cancel_reason": "x"}) == 25007006


def test_of_a_partly_shipped_order_only_the_rest_is_called_off() -> None:
    desk, shop, order = order_of_three("US", "AWAITING_SHIPMENT")
    parcels.arrange(desk.world, shop, order, order.lines[:1], parcels.chosen_shipment(desk.world, shop))
    desk.call("return_refund.cancel_order", shop, body={"order_id": order.id, "cancel_reason": OUT_OF_STOCK["US"]})
    assert [line.status for line in order.lines] == ["AWAITING_COLLECTION", "CANCELLED", "CANCELLED"]
    assert order.status == "AWAITING_COLLECTION"
