"""What orders show in one market only: taxpayers, dates, mirrors, and how much of an address (platform.md 8 and 21)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import InvalidRequest
from shoplatch.simulator import moderation, orders
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.orders.views import cpf_of
from tests.simulator_shop.shop_world import Desk


def shown(region: str, *, by: str = "TIKTOK", terms: Terms | None = None, **switches: Any) -> dict[str, Any]:
    """A released order of a market, as its detail."""
    desk = Desk()
    for name, value in switches.items():
        desk.world.switches.set(name, value)
    shop = desk.shop("US" if region == "US" else "GB")
    desk.only_from(shop, by)
    shop.region, shop.carriers_come = region, False
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)], terms=terms or Terms())
    assert "cpf" not in desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    orders.act(desk.world, shop, order, "release")
    row: dict[str, Any] = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    return row


def test_a_brazilian_order_names_the_taxpayer_once_the_address_is_given() -> None:
    row = shown("BR", by="SELLER")
    assert row["cpf_name"] == row["recipient_address"]["name"]
    digits = [int(one) for one in row["cpf"] if one.isdigit()]
    assert len(digits) == 11
    for count in (9, 10):
        weighed = sum(digit * weight for digit, weight in zip(digits, range(count + 1, 1, -1), strict=False))
        assert digits[count] == weighed * 10 % 11 % 10
    assert "cpf" not in shown("US")


def test_a_known_number_has_its_known_check_digits() -> None:
    assert cpf_of("111444777") == "111.444.777-35"


@pytest.mark.parametrize("region", ["TH", "PH", "ID", "US"])
def test_dates_of_south_east_asia_are_shown_there_only(region: str) -> None:
    row = shown(region)
    assert ("pick_up_cut_off_time" in row) == (region != "US")
    assert ("fast_dispatch_sla_time" in row) == (region in ("TH", "PH"))


@pytest.mark.parametrize(
    ("region", "by", "dated"),
    [
        ("US", "TIKTOK", True),
        ("US", "SELLER", True),
        ("GB", "SELLER", True),
        ("DE", "SELLER", True),
        ("GB", "TIKTOK", False),
    ],
)
def test_a_delivery_date_is_there_in_the_us_and_for_what_european_sellers_ship(region: str, by: str, dated: bool) -> None:
    row = shown(region, by=by)
    assert ("delivery_sla_time" in row) == dated
    if dated:
        assert row["delivery_sla_time"] == market(region).working_days_after(row["update_time"], 6)


def test_the_announced_masking_of_american_orders_is_a_switch() -> None:
    assert "*" not in shown("US")["recipient_address"]["phone_number"]
    seen = shown("US", us_phone_and_street_masked=True)["recipient_address"]
    assert "*" in seen["phone_number"]
    assert "*" in seen["address_line1"]
    assert "*" not in seen["name"]
    own = shown("US", by="SELLER", us_phone_and_street_masked=True)["recipient_address"]
    assert "*" not in own["phone_number"]


def test_of_what_tiktok_sends_from_its_own_warehouse_american_sellers_see_the_district_only() -> None:
    row = shown("US", terms=Terms(by_tiktok=True))
    assert set(row["recipient_address"]) == {"region_code", "district_info"}
    assert [step["address_level"] for step in row["recipient_address"]["district_info"]] == ["L0", "L1", "L2"]
    assert row["buyer_email"]


def test_a_mirrored_indonesian_shop_sells_on_tokopedia() -> None:
    desk = Desk()
    shop = desk.shop()
    shop.region = "ID"
    cart = [(desk.skus(shop)[0].id, 1)]
    with pytest.raises(InvalidRequest):
        orders.place(desk.world, shop, cart, terms=Terms(tokopedia=True))
    moderation.mirror(desk.world, shop.id, moderation.Mirror("MIRRORED"))
    order = orders.place(desk.world, shop, cart, terms=Terms(tokopedia=True))
    row = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    assert row["commerce_platform"] == "TOKOPEDIA"


def test_american_orders_of_one_buyer_are_proposed_to_be_combined_until_they_are_shipped() -> None:
    desk = Desk()
    shop = desk.shop("US")
    desk.only_from(shop, "TIKTOK")
    cart = [(desk.skus(shop)[0].id, 1)]
    first = orders.place(desk.world, shop, cart)
    mate, stranger = orders.place(desk.world, shop, cart, buyer=first.buyer), orders.place(desk.world, shop, cart)
    for order in (first, mate, stranger):
        orders.act(desk.world, shop, order, "release")

    def groups() -> list[str | None]:
        ids = ",".join(order.id for order in (first, mate, stranger))
        rows = desk.call("order.get_order_detail", shop, query={"ids": ids})["orders"]
        return [row.get("auto_combine_group_id") for row in rows]

    one, two, other = groups()
    assert one == two != other
    orders.act(desk.world, shop, mate, "ship")
    assert groups() == [one, None, other]
