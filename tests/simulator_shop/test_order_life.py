"""The state machine of an order, market by market."""

from __future__ import annotations

import pytest

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import orders
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.shop_world import Desk

HOUR, DAY = 3_600, 86_400
PATH = ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"]


def order_in(desk: Desk, shop: Shop, status: str, units: int = 1) -> Order:
    """An order brought forward to a status by its own machine."""
    first, second = desk.skus(shop)[:2]
    wanted = [(first.id, units)] if units == 1 else [(first.id, units - 1), (second.id, 1)]
    order = orders.place(desk.world, shop, wanted, pay=False)
    while order.status != status:
        orders.act(desk.world, shop, order, "forward")
    return order


@pytest.mark.parametrize("region", ["GB", "US"])
@pytest.mark.parametrize("shipping_type", ["TIKTOK", "SELLER"])
def test_the_main_path_is_told_state_by_state(region: str, shipping_type: str) -> None:
    desk = Desk()
    shop = desk.shop(region)
    desk.only_from(shop, shipping_type)
    order = order_in(desk, shop, "COMPLETED", units=3)
    assert order.shipping_type == shipping_type
    assert desk.statuses_told(order.id) == PATH
    assert {line.status for line in order.lines} == {"COMPLETED"}
    assert {line.package_status for line in order.lines} == {"COMPLETED"}


def test_time_alone_carries_a_shipped_order_to_its_end() -> None:
    desk = Desk()
    shop = desk.shop()
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    assert order.status == "ON_HOLD"
    desk.wind(HOUR - 1)
    assert order.status == "ON_HOLD"
    desk.wind(1)
    assert order.status == "AWAITING_SHIPMENT"
    orders.act(desk.world, shop, order, "ship")
    desk.wind(20 * DAY)
    assert order.status == "COMPLETED"
    times = [
        order.create_time,
        order.released_time,
        order.rts_time,
        order.collection_time,
        order.delivery_time,
        order.complete_time,
    ]
    assert times == sorted(times)
    assert order.update_time == order.complete_time


def test_each_move_takes_the_update_time_along() -> None:
    desk = Desk()
    shop = desk.shop("US")
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)], pay=False)
    for _ in PATH[1:]:
        desk.wind(7)
        orders.act(desk.world, shop, order, "forward")
        assert order.update_time == desk.world.clock.now()


def test_an_unpaid_order_is_called_off_when_the_payment_window_ends() -> None:
    desk = Desk()
    shop = desk.shop()
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)], pay=False)
    desk.wind(market("GB").rules.unpaid_timeout_s)
    assert (order.status, order.cancelled_by, order.cancel_reason) == (
        "CANCELLED",
        "SYSTEM",
        "system_cancel_unpaid_time_out_uk",
    )
    assert desk.statuses_told(order.id) == ["UNPAID", "CANCEL"]


@pytest.mark.parametrize(
    ("status", "due", "reason"),
    [
        ("AWAITING_SHIPMENT", "shipping_due_time", "system_cancel_order_reason_shipping_timeout"),
        ("AWAITING_COLLECTION", "collection_due_time", "system_cancel_order_untracked"),
        ("IN_TRANSIT", "delivery_due_time", "package_lost"),
    ],
)
def test_the_platform_calls_off_what_misses_its_deadline(status: str, due: str, reason: str) -> None:
    desk = Desk()
    shop = desk.shop("US")
    shop.carriers_come = False
    order = order_in(desk, shop, status)
    desk.wind(getattr(order, due) - desk.world.clock.now() - 1)
    assert order.status == status
    desk.wind(1)
    assert (order.status, order.cancelled_by, order.cancel_reason) == ("CANCELLED", "SYSTEM", reason)


def test_deadlines_count_working_days_of_the_market() -> None:
    desk = Desk()
    shop = desk.shop("US")
    order = order_in(desk, shop, "AWAITING_SHIPMENT")  # a Wednesday
    assert order.rts_sla_time == order.released_time + 2 * DAY
    assert order.shipping_due_time == order.released_time + 9 * DAY  # seven working days span one weekend


def test_vietnam_counts_saturdays_as_the_united_kingdom_does_not() -> None:
    friday_noon = 1_795_172_400
    assert market("VN").working_days_after(friday_noon, 1) == friday_noon + DAY
    assert market("GB").working_days_after(friday_noon, 1) == friday_noon + 3 * DAY


def test_a_working_day_keeps_the_hour_of_the_clock_over_the_change_to_winter_time() -> None:
    friday_before = 1_792_771_200  # 2026-10-23 16:00 UTC; clocks go back on Sunday
    assert market("GB").working_days_after(friday_before, 1) == friday_before + 3 * DAY + HOUR


def test_a_buyer_cancels_freely_while_unpaid_and_on_hold() -> None:
    for status in ("UNPAID", "ON_HOLD"):
        desk = Desk()
        shop = desk.shop()
        order = order_in(desk, shop, status)
        orders.act(desk.world, shop, order, "cancel")
        assert (order.status, order.cancelled_by) == ("CANCELLED", "BUYER")
        assert {line.cancel_user for line in order.lines} == {"BUYER"}
        assert 11 in desk.topics()


def test_a_released_hold_does_not_wake_a_cancelled_order() -> None:
    desk = Desk()
    shop = desk.shop()
    order = order_in(desk, shop, "ON_HOLD")
    orders.act(desk.world, shop, order, "cancel")
    desk.wind(30 * DAY)
    assert order.status == "CANCELLED"


@pytest.mark.parametrize("region", ["GB", "US"])
def test_part_of_an_order_shipped_makes_it_partially_shipping_and_rings_webhook_4(region: str) -> None:
    desk = Desk()
    shop = desk.shop(region)
    shop.carriers_come = False
    order = order_in(desk, shop, "AWAITING_SHIPMENT", units=3)
    parcels.arrange(desk.world, shop, order, order.lines[:1], parcels.chosen_shipment(desk.world, shop))
    assert order.status == "PARTIALLY_SHIPPING"
    told = next(event for event in desk.told if event.topic == 4)
    assert told.data["sc_type"] == "SPLIT"
    assert "PARTIALLY_SHIPPING" not in desk.statuses_told(order.id)
    orders.act(desk.world, shop, order, "ship")
    assert order.status == "AWAITING_COLLECTION"
    assert len(order.package_ids) == 2
    orders.act(desk.world, shop, order, "collect")
    orders.act(desk.world, shop, order, "deliver")
    assert order.status == "DELIVERED"


def test_an_order_is_in_transit_only_when_every_parcel_is() -> None:
    desk = Desk()
    shop = desk.shop("US")
    shop.carriers_come = False
    order = order_in(desk, shop, "AWAITING_SHIPMENT", units=3)
    first = parcels.arrange(desk.world, shop, order, order.lines[:1], parcels.chosen_shipment(desk.world, shop))
    orders.act(desk.world, shop, order, "ship")
    parcels.collect(desk.world, shop, first)
    assert order.status == "AWAITING_COLLECTION"
    second = shop.packages[order.package_ids[1]]
    parcels.collect(desk.world, shop, second)
    assert order.status == "IN_TRANSIT"


def test_an_address_changes_before_shipping_only_and_rings_webhook_3() -> None:
    desk = Desk()
    shop = desk.shop()
    order = order_in(desk, shop, "AWAITING_SHIPMENT")
    before = order.address
    orders.act(desk.world, shop, order, "change_address")
    assert order.address != before
    assert order.address_changed
    assert 3 in desk.topics()
    orders.act(desk.world, shop, order, "ship")
    with pytest.raises(Conflict):
        orders.act(desk.world, shop, order, "change_address")


@pytest.mark.parametrize(
    ("action", "states"),
    [
        ("pay", {"UNPAID"}),
        ("release", {"ON_HOLD"}),
        ("ship", {"AWAITING_SHIPMENT"}),
        ("collect", {"AWAITING_COLLECTION"}),
        ("deliver", {"IN_TRANSIT"}),
        ("complete", {"DELIVERED"}),
        ("cancel", {"UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"}),
        ("change_address", {"UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"}),
    ],
)
def test_every_action_is_refused_outside_its_states_and_changes_nothing(action: str, states: set[str]) -> None:
    for status in PATH:
        desk = Desk()
        shop = desk.shop("US")
        order = order_in(desk, shop, status)
        before = (order.status, order.update_time, desk.skus(shop)[0].available, len(desk.told))
        if status in states:
            orders.act(desk.world, shop, order, action)
            continue
        with pytest.raises(Conflict):
            orders.act(desk.world, shop, order, action)
        assert (order.status, order.update_time, desk.skus(shop)[0].available, len(desk.told)) == before


def test_bad_orders_are_refused_before_anything_is_reserved() -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]
    with pytest.raises(NotFound):
        orders.place(desk.world, shop, [("1729000000000000000", 1)])
    for stock in sku.stock.values():
        stock.available = 2
    with pytest.raises(Conflict):
        orders.place(desk.world, shop, [(sku.id, 3)])  # four units lie in two warehouses, but no order leaves from both
    with pytest.raises(InvalidRequest):
        orders.place(desk.world, shop, [(sku.id, 0)])
    with pytest.raises(InvalidRequest):
        orders.place(desk.world, shop, [])
    assert sku.committed == 0
    with pytest.raises(InvalidRequest):
        orders.act(desk.world, shop, order_in(desk, shop, "UNPAID"), "fly")
