"""Webhook 2: what older clients know of cancellations, refunds and returns, beside 11 and 12 (platform.md section 19)."""

from __future__ import annotations

import pytest

from shoplatch.catalog import reader
from shoplatch.simulator import orders
from shoplatch.simulator.return_refund import act
from tests.simulator_shop.aftersales_world import another, approve, asked, order_in, told
from tests.simulator_shop.shop_world import Desk


def asked_for(desk: Desk, *, by_shop: bool = False) -> None:
    if by_shop:
        body = {"address": "https://receiver.example/", "event_type": "REVERSE_STATUS_UPDATE"}
        desk.call("event.update_shop_webhook", desk.shop("US"), body=body)
    else:
        next(iter(desk.world.apps.values())).webhook_topics.add(2)


@pytest.mark.parametrize("by_shop", [False, True])
def test_every_move_of_a_return_is_told_in_numbers(by_shop: bool) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    asked_for(desk, by_shop=by_shop)
    request = asked(desk, shop, order, "RETURN_AND_REFUND")
    approve(desk, shop, request, "APPROVE_RETURN")
    act(desk.world, shop, request, "ship_back")
    act(desk.world, shop, request, "arrive")
    approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")
    desk.wind(120)
    assert told(desk, 2, "reverse_order_status") == [1, 3, 4, 50, 100]
    assert set(told(desk, 2, "reverse_order_id")) == {request.id}
    assert set(told(desk, 2, "reverse_type")) == {3}
    assert set(told(desk, 2, "reverse_user")) == {1}
    known = set(reader.topics()[2].data_fields)
    assert all(set(event.data) == known for event in desk.told if event.topic == 2)


def test_cancellations_of_both_kinds_are_told() -> None:
    desk, shop, order = order_in("US", "AWAITING_SHIPMENT")
    asked_for(desk)
    orders.act(desk.world, shop, order, "request_cancel")
    desk.call("return_refund.approve_cancellation", shop, body={}, cancel_id=order.cancel_request_id)
    desk.wind(120)
    assert [(event.data["reverse_type"], event.data["reverse_order_status"]) for event in desk.told if event.topic == 2] == [
        (4, 1),
        (4, 51),
        (4, 100),
    ]
    orders.act(desk.world, shop, another(desk, shop, "AWAITING_SHIPMENT"), "cancel")
    assert (told(desk, 2, "reverse_type"), told(desk, 2, "reverse_user")) == ([1], [2])


def test_nobody_who_did_not_ask_is_told_and_a_switch_narrows_it() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    asked(desk, shop, order, "REFUND", lines=1)
    assert 2 not in desk.topics()
    asked_for(desk)
    desk.world.switches.set("legacy_reverse_event", "requests")
    request = asked(desk, shop, another(desk, shop, "DELIVERED"), "REFUND")
    approve(desk, shop, request, "APPROVE_REFUND")
    assert told(desk, 2, "reverse_order_status") == [1]
    desk.world.switches.set("legacy_reverse_event", "never")
    asked(desk, shop, another(desk, shop, "DELIVERED"), "REFUND")
    assert 2 not in desk.topics()  # told began anew with the order
