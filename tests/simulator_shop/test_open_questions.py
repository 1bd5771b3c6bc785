"""Questions that texts leave open (platform.md section 23): each answer, where a switch turns it."""

from __future__ import annotations

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.orders.reasons import cancel_reasons
from tests.simulator_shop.shop_world import Desk
from tests.simulator_shop.test_cancelling import WRONG_PRICE, order_of_three

DAY = 86_400


@pytest.mark.parametrize("word", ["CANCEL", "CANCELLED"])
def test_webhook_1_spells_a_cancelled_order_either_way(word: str) -> None:
    desk, shop, order = order_of_three("GB", "AWAITING_SHIPMENT")
    desk.world.switches.set("order_event_ends_with", word)
    desk.call("return_refund.cancel_order", shop, body={"order_id": order.id, "cancel_reason": WRONG_PRICE["GB"]})
    assert desk.statuses_told(order.id)[-1] == word
    assert order.status == "CANCELLED"


def test_arranged_orders_are_cancelled_by_sellers_in_the_us_or_everywhere() -> None:
    desk, shop, order = order_of_three("GB", "AWAITING_COLLECTION")
    (reason, *_) = cancel_reasons(shop, "seller", order.status)
    body = {"order_id": order.id, "cancel_reason": reason}
    query = {"initiate_aftersale_user": "SELLER"}

    def allowed() -> bool:
        rows = desk.call("return_refund.get_aftersale_eligibility@202309", shop, query=query, order_id=order.id)
        kinds = [kind for sku in rows["sku_eligibility"] for kind in sku["line_item_eligibility"]]
        return all(kind["eligible"] for kind in kinds if kind["request_type"] == "CANCEL")

    assert not allowed()
    assert desk.refusal("return_refund.cancel_order", shop, body=body) == 25001003
    desk.world.switches.set("sellers_cancel_arranged_orders", "everywhere")
    assert allowed()
    desk.call("return_refund.cancel_order", shop, body=body)
    assert order.status == "CANCELLED"
    assert {shop.packages[one].status for one in order.package_ids} == {"CANCELLED"}
    assert all(sku.committed == 0 for sku in desk.skus(shop))


@pytest.mark.parametrize(("region", "masked_again"), [("GB", True), ("US", False)])
def test_addresses_outside_the_us_are_masked_again_after_so_many_days_if_any(region: str, *, masked_again: bool) -> None:
    desk = Desk()
    shop = desk.shop(region)
    desk.only_from(shop, "SELLER")
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    while order.status != "COMPLETED":
        orders.act(desk.world, shop, order, "forward")

    def name() -> str:
        row = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
        return str(row["recipient_address"]["name"])

    desk.wind(10 * DAY)
    assert name() == order.address.name
    desk.world.switches.set("addresses_masked_elsewhere_after_days", 11)
    assert name() == order.address.name
    desk.wind(DAY)
    assert (name() != order.address.name) is masked_again


def test_zero_sells_out_or_is_outside_the_range() -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]
    places = [{"warehouse_id": one, "quantity": 0} for one in sku.stock]
    body = {"skus": [{"id": sku.id, "inventory": places}]}
    desk.world.switches.set("zero_stock_is_accepted", value=False)
    (refused,) = desk.call("product.update_inventory", shop, body=body, product_id=sku.product_id)["errors"]
    assert refused["detail"]["extra_errors"][0]["code"] == 12052055
    assert sku.available > 0
    desk.world.switches.set("zero_stock_is_accepted", value=True)
    assert desk.call("product.update_inventory", shop, body=body, product_id=sku.product_id) == {}
    assert sku.available == 0
