"""Who may see a buyer's address when (platform.md section 21)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.orders.privacy import masked, masked_phone
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.shop_world import Desk

DAY = 86_400


def recipient(desk: Desk, region: str, order: Order) -> dict[str, Any] | None:
    found = desk.call("order.get_order_detail", desk.shop(region), query={"ids": order.id})["orders"][0]
    return found.get("recipient_address")


@pytest.mark.parametrize("region", ["GB", "US"])
@pytest.mark.parametrize("shipping_type", ["TIKTOK", "SELLER"])
def test_no_address_is_given_before_the_hold_is_over(region: str, shipping_type: str) -> None:
    desk = Desk()
    shop = desk.shop(region)
    desk.only_from(shop, shipping_type)
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)], pay=False)
    assert recipient(desk, region, order) is None
    orders.act(desk.world, shop, order, "pay")
    assert recipient(desk, region, order) is None
    orders.act(desk.world, shop, order, "release")
    assert recipient(desk, region, order) is not None


@pytest.mark.parametrize(
    ("region", "shipping_type", "full"),
    [("GB", "TIKTOK", False), ("GB", "SELLER", True), ("US", "TIKTOK", True), ("US", "SELLER", True)],
)
def test_outside_the_us_tiktok_shipping_masks_name_phone_and_street(region: str, shipping_type: str, full: bool) -> None:
    desk = Desk()
    shop = desk.shop(region)
    desk.only_from(shop, shipping_type)
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    orders.act(desk.world, shop, order, "release")
    seen = recipient(desk, region, order)
    assert seen is not None
    assert (seen["name"] == order.address.name) is full
    assert (seen["phone_number"] == order.address.phone) is full
    assert (seen["address_line1"] == order.address.line1) is full
    assert seen["postal_code"] == order.address.postal_code
    assert ("*" in seen["full_address"]) is not full


def test_an_american_address_is_masked_when_cancelled_and_thirty_days_after_the_end() -> None:
    desk = Desk()
    shop = desk.shop("US")
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    other = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    orders.act(desk.world, shop, other, "cancel")
    seen = recipient(desk, "US", other)
    assert seen is not None
    assert "*" in seen["name"]
    assert "*" in seen["postal_code"]
    levels = {step["address_level"]: step["address_name"] for step in seen["district_info"]}
    assert "*" in levels["L3"]
    assert "*" not in levels["L1"]
    while order.status != "COMPLETED":
        orders.act(desk.world, shop, order, "forward")
    desk.wind(30 * DAY - 1)
    assert "*" not in (recipient(desk, "US", order) or {})["name"]
    desk.wind(1)
    assert "*" in (recipient(desk, "US", order) or {})["name"]


def test_a_package_shows_no_more_of_the_buyer_than_the_order() -> None:
    desk = Desk()
    shop = desk.shop("GB")
    desk.only_from(shop, "TIKTOK")
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    package_id = order.package_ids[0]
    assert "recipient_address" not in desk.call("fulfillment.get_package_detail", shop, package_id=package_id)
    orders.act(desk.world, shop, order, "release")
    seen = desk.call("fulfillment.get_package_detail", shop, package_id=package_id)["recipient_address"]
    whole = recipient(desk, "GB", order)
    assert whole is not None
    assert seen == {name: whole[name] for name in seen}


def test_masking_keeps_first_letters_and_the_last_two_digits() -> None:
    assert masked("Amelia Ashworth") == "A***** A*******"
    assert masked_phone("(+44)7700900123") == "(+44)********23"


def test_the_buyers_mail_address_is_a_short_relay() -> None:
    desk = Desk("demo")
    for shop in desk.world.shops.values():
        for order in shop.orders.live():
            assert order.buyer.email.endswith("@chat.seller.tiktok.com")
            assert len(order.buyer.email) < 45
