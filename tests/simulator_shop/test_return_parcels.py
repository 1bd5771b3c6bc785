"""What comes back: who pays for the parcel, several returns in one, and units that never left (platform.md 10 and 12)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import Conflict
from shoplatch.simulator import orders
from shoplatch.simulator.markets import market
from shoplatch.simulator.return_refund import Wanted, act, open_request
from shoplatch.simulator.return_refund.eligibility import reason_names
from shoplatch.simulator.return_refund.return_fees import fault_of
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.aftersales_world import another, approve, asked, found, order_in, told
from tests.simulator_shop.shop_world import Desk

MIND, FAULT, LATE = "no_need", "not_match_description", "arrived_too_late"


def returned(region: str, words: str, *, way: str = "PLATFORM", **switches: Any) -> tuple[Desk, Shop, ReturnOrder]:
    """An agreed return for a reason with these words in its name."""
    desk, shop, order = order_in(region, "DELIVERED")
    order.shipping_type = "TIKTOK"
    for name, value in switches.items():
        desk.world.switches.set(name, value)
    names = reason_names(shop, "RETURN_AND_REFUND", "BUYER", "DELIVERED", desk.world.switches)
    reason = next(name for name in names if words in name)
    wanted = Wanted("RETURN_AND_REFUND", "BUYER", reason, order.lines, shipment_type=way)
    request = open_request(desk.world, shop, order, wanted)
    approve(desk, shop, request, "APPROVE_RETURN")
    return desk, shop, request


def paid(desk: Desk, shop: Shop, request: ReturnOrder) -> dict[str, str]:
    """Payer -> what the search says they pay, without those who pay nothing."""
    row = found(desk, shop, request)["shipping_fee_amount"][0]
    nothing = market(shop.region).text(0)
    assert row.pop("currency") == market(shop.region).currency
    return {name.partition("_paid")[0]: amount for name, amount in row.items() if amount != nothing}


@pytest.mark.parametrize(
    ("region", "words", "payer"),
    [
        ("US", MIND, "buyer"),
        ("US", FAULT, "seller"),
        ("US", LATE, "platform"),
        ("GB", FAULT, "seller"),
        ("GB", "does_not_suit", "buyer"),
    ],
)
def test_the_reason_decides_who_pays_for_the_parcel_back(region: str, words: str, payer: str) -> None:
    desk, shop, request = returned(region, words)
    profile = market(region)
    assert paid(desk, shop, request) == {payer: profile.text(profile.shipping_fee)}


def test_a_switch_decides_who_pays_when_a_buyer_only_changed_their_mind() -> None:
    for payer in ("seller", "platform"):
        desk, shop, request = returned("US", MIND, change_of_mind_returns_are_paid_by=payer)
        assert list(paid(desk, shop, request)) == [payer]


def test_what_buyers_send_by_themselves_costs_nobody_else_anything() -> None:
    desk, shop, request = returned("US", FAULT, way="BUYER_ARRANGE")
    assert paid(desk, shop, request) == {}


@pytest.mark.parametrize("deducted", [False, True])
def test_by_switch_the_fee_of_the_buyer_is_taken_off_the_refund(deducted: bool) -> None:
    desk, shop, request = returned("US", MIND, return_fee_of_buyer_is_deducted=deducted)
    before = request.refund.total
    act(desk.world, shop, request, "ship_back")
    act(desk.world, shop, request, "arrive")
    approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")
    assert before - request.refund.total == (market("US").shipping_fee if deducted else 0)
    promised = sum(line.promised + line.promised_tax for line in shop.orders[request.order_id].lines)
    payment = shop.orders[request.order_id].payment
    assert promised + payment.promised_shipping + payment.promised_shipping_tax == request.refund.total


def test_every_reason_of_every_market_is_somebodys_fault() -> None:
    for region in ("US", "GB", "DE", "JP", "BR", "MX", "ID", "TH", "VN"):
        desk, shop, _ = order_in(region, "DELIVERED", units=1)
        names = reason_names(shop, "RETURN_AND_REFUND", "BUYER", "DELIVERED", desk.world.switches)
        assert {fault_of(name) for name in names} <= {"seller", "carrier", "change_of_mind"}


def two_returns() -> tuple[Desk, Shop, ReturnOrder, ReturnOrder]:
    desk, shop, order = order_in("US", "DELIVERED")
    other = another(desk, shop, "DELIVERED")
    other.buyer = order.buyer
    first, second = (asked(desk, shop, one, "RETURN_AND_REFUND", shipment_type="BUYER_ARRANGE") for one in (order, other))
    return desk, shop, first, second


def test_returns_in_one_parcel_share_its_number_travel_and_arrive_together() -> None:
    desk, shop, first, second = two_returns()
    for request in (first, second):
        approve(desk, shop, request, "APPROVE_RETURN")
    act(desk.world, shop, first, "pack_together")
    rows = [found(desk, shop, request) for request in (first, second)]
    assert [row["is_combined_return"] for row in rows] == [True, True]
    assert rows[0]["combined_return_id"] == rows[1]["combined_return_id"]
    act(desk.world, shop, second, "ship_back")
    assert [request.status for request in (first, second)] == ["BUYER_SHIPPED_ITEM"] * 2
    assert first.tracking_number == second.tracking_number != ""
    act(desk.world, shop, first, "arrive")
    assert first.arrived_time == second.arrived_time > 0
    assert first.rma is not None
    assert second.rma is not None
    assert first.rma.package_id == second.rma.package_id
    approve(desk, shop, first, "APPROVE_RECEIVED_PACKAGE")  # each is still decided by itself
    assert second.status == "BUYER_SHIPPED_ITEM"
    assert told(desk, 12, "return_status").count("BUYER_SHIPPED_ITEM") == 2


def test_a_single_return_cannot_be_packed_together_with_anything() -> None:
    desk, shop, first, _ = two_returns()
    approve(desk, shop, first, "APPROVE_RETURN")
    with pytest.raises(Conflict):
        act(desk.world, shop, first, "pack_together")
    assert found(desk, shop, first)["is_combined_return"] is False


def buckets(shop: Shop, order: Order) -> list[tuple[int, int]]:
    held = (shop.skus[line.sku_id].stock[order.warehouse_id] for line in order.lines)
    return [(stock.available, stock.committed) for stock in held]


@pytest.mark.parametrize("leaves_at", ["arrangement", "collection"])
def test_units_that_no_carrier_has_go_back_to_the_shelf_once(leaves_at: str) -> None:
    desk = Desk()
    desk.world.switches.set("stock_leaves_at", leaves_at)
    shop = desk.shop("US")
    shop.carriers_come = False
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1), (desk.skus(shop)[1].id, 1)])
    placed = buckets(shop, order)
    for _ in range(2):
        orders.act(desk.world, shop, order, "forward")
    assert order.status == "AWAITING_COLLECTION"
    gone = 1 if leaves_at == "arrangement" else 0
    assert buckets(shop, order) == [(available, committed - gone) for available, committed in placed]
    body = {"order_id": order.id, "cancel_reason": "seller_cancel_reason_out_of_stock"}
    desk.call("return_refund.cancel_order", shop, body=body)
    assert buckets(shop, order) == [(available + 1, committed - 1) for available, committed in placed]
    sources = [event.data["change_detail"][0]["trigger_source"] for event in desk.told if event.topic == 71]
    assert sources[-2:] == ["order_canceled"] * 2
    desk.wind(9 * 86_400)
    assert buckets(shop, order) == [(available + 1, committed - 1) for available, committed in placed]


@pytest.mark.parametrize("leaves_at", ["arrangement", "collection"])
def test_units_that_are_lost_on_their_way_do_not_come_back(leaves_at: str) -> None:
    desk = Desk()
    desk.world.switches.set("stock_leaves_at", leaves_at)
    shop = desk.shop("US")
    shop.carriers_come = False
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    placed = buckets(shop, order)
    while order.status != "IN_TRANSIT":
        orders.act(desk.world, shop, order, "forward")
    assert buckets(shop, order) == [(available, committed - 1) for available, committed in placed]
    desk.wind(order.delivery_due_time - desk.world.clock.now())
    assert (order.status, order.cancelled_by) == ("CANCELLED", "SYSTEM")
    assert buckets(shop, order) == [(available, committed - 1) for available, committed in placed]
