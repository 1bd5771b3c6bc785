"""Worlds are full of cancellations and returns, the same for the same seed, and they survive a state file."""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.clock import SetClock
from shoplatch.simulator import saving, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.return_refund import flow
from shoplatch.simulator.traffic import order_and_go_on, pick_cart
from shoplatch.simulator.truth import truth
from tests.simulator_shop.aftersales_world import DAY, HOUR, asked, order_in
from tests.simulator_shop.shop_world import START, Desk


def listed(operation_id: str, items: str, field: str) -> set[str]:
    node = reader.operation(operation_id).response
    assert node is not None
    rows = node.properties[items].items
    assert rows is not None
    return set(map(str, rows.properties[field].enum))


@pytest.mark.parametrize("seed", [1, 7])
def test_the_demo_holds_cancellations_and_requests_in_every_state(seed: int) -> None:
    told = truth(Desk("demo", seed=seed).world)
    cancellations: Counter[str] = Counter()
    returns: Counter[str] = Counter()
    for shop in told["by_shop"].values():
        cancellations.update(shop["cancellations_by_status"])
        returns.update(shop["returns_by_status"])
    assert set(cancellations) == listed("return_refund.search_cancellations", "cancellations", "cancel_status")
    assert set(returns) == listed("return_refund.search_returns", "return_orders", "return_status")
    assert (told["cancellations"], told["returns"]) == (cancellations.total(), returns.total())


def test_the_past_of_the_demo_is_spread_over_days_and_earned_step_by_step() -> None:
    desk = Desk("demo")
    now = desk.world.clock.now()
    requests = [request for shop in desk.world.shops.values() for request in shop.returns.live()]
    assert len({(now - request.create_time) // (12 * HOUR) for request in requests}) >= 5
    for request in requests:
        times = [record.at for record in request.records]
        assert times == sorted(times)
        assert request.create_time == times[0] <= times[-1] <= request.update_time <= now
        if flow.is_open(request) and not flow.is_granted(request):
            assert request.deadline > now or request.status == flow.SHIPPED or request.arbitration


def everything(desk: Desk) -> bytes:
    told: list[Any] = []
    for shop in desk.world.shops.values():
        for name in ("search_cancellations", "search_returns"):
            query = {"page_size": "50"}
            told.append(desk.call(f"return_refund.{name}", shop, query=query, body={}))
        body = {"whitelisted_data_fields": ["LINE_ITEMS", "SKU_RETURN_REQUESTS"], "pagination": {"page_size": 100}}
        told.append(desk.call("return_refund.search_aftersales_requests", shop, body=body))
    return json.dumps(told).encode()


def test_the_same_seed_and_the_same_calls_give_the_same_bytes() -> None:
    first, second, other = (Desk("demo", seed=seed) for seed in (5, 5, 6))
    assert everything(first) == everything(second) != everything(other)
    for desk in (first, second):
        shop = desk.shop("US")
        waiting = next(one for one in shop.returns.live() if one.status == "RETURN_OR_REFUND_REQUEST_PENDING")
        decision = "APPROVE_REFUND" if waiting.type == "REFUND" else "APPROVE_RETURN"
        desk.call("return_refund.approve_return", shop, body={"decision": decision}, return_id=waiting.id)
        desk.wind(5 * DAY)
    assert everything(first) == everything(second)


def test_buyers_who_come_by_themselves_sometimes_cancel_and_return() -> None:
    desk = Desk()
    chance = random.Random(3)
    for shop in desk.world.shops.values():
        for _ in range(60):
            order_id = order_and_go_on(desk.world, shop, pick_cart(shop, chance), chance)
            desk.world.clock.after(20 * HOUR, "seller.ships", shop=shop.id, order=order_id, action="ship")
    desk.wind(40 * DAY)
    asked_for = [one for shop in desk.world.shops.values() for one in shop.returns.live()]
    kinds = Counter(record.type for shop in desk.world.shops.values() for record in shop.cancellations.live())
    assert len(asked_for) >= 4
    assert kinds["BUYER_CANCEL"] >= 1
    assert not [one for one in asked_for if flow.is_open(one)]
    statuses = {order.status for shop in desk.world.shops.values() for order in shop.orders.live()}
    assert statuses == {"COMPLETED", "CANCELLED"}


def test_a_request_survives_a_state_file_with_its_deadline(tmp_path: Any) -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    request = asked(desk, shop, order, "REFUND")
    file = tmp_path / "world.json"
    saving.save(desk.world, file)
    saved = saving.read(file)
    world = worlds.build(saved.name, saved.seed, SimClock(SetClock(START)))
    saving.restore(saved, world)
    again = world.shops[shop.id].returns[request.id]
    assert again == request
    world.clock.advance(request.deadline - world.clock.now() + 61, world.happen)
    assert again.status == "RETURN_OR_REFUND_REQUEST_COMPLETE"
    assert world.shops[shop.id].orders[order.id].status == "COMPLETED"
