"""Webhooks about cancellations, returns and the rest bring the object itself, in any order, and a flood costs few calls."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest

from shoplatch.inbox.pace import Pace
from shoplatch.store import inbox
from shoplatch.store.inbox import Arrived
from shoplatch.store.read import kept
from tests.sync.conftest import APP, House
from tests.sync.little_shop import LittleShop, lively


async def rows_of(house: House, family: str, shop: LittleShop) -> dict[str, Any]:
    async with house.store.begin() as conn:
        listed, _ = await kept.rows(conn, family, kept.Wanted((shop.shop_id,), {}), limit=1_000)
        return {row["id"]: await kept.one(conn, family, shop.shop_id, row["id"]) for row in listed}


async def test_a_cancellation_event_brings_the_cancellation_and_its_order(house: House) -> None:
    shop, _ = lively(1, orders=5)
    await house.connect(shop)
    order_id = next(iter(shop.orders))
    shop.cancellation("4035", order_id, "CANCELLATION_REQUEST_PENDING")
    await house.ring(shop, 11, order_id=order_id, cancel_id="4035", cancel_status="CANCELLATION_REQUEST_SUCCESS")
    await house.lanes().drain()
    found = await rows_of(house, "cancellations", shop)
    assert found["4035"]["status"] == "CANCELLATION_REQUEST_PENDING", "the event is a bell, not a truth"
    assert [line["sku_id"] for line in found["4035"]["cancellation_lines"]] == ["170-0"]
    assert await house.inbox_states() == [("done", None)]


async def test_an_event_about_a_return_that_is_not_there_yet_comes_again(house: House) -> None:
    shop, _ = lively(1, orders=5)
    await house.connect(shop)
    order_id = next(iter(shop.orders))
    await house.ring(shop, 12, order_id=order_id, return_id="4036")
    await house.lanes().drain()
    ((state, error),) = await house.inbox_states()
    assert (state, error) == ("new", "TikTok Shop does not return it")
    shop.goes_back("4036", order_id, "RETURN_OR_REFUND_REQUEST_PENDING")
    house.clock.advance(5)
    await house.lanes().drain()
    assert set(await rows_of(house, "returns", shop)) == {"4036"}


async def test_a_grant_that_does_not_allow_a_stream_is_no_fault_of_its_events(house: House) -> None:
    shop, _ = lively(1, orders=5)
    await house.connect(shop)
    order_id = next(iter(shop.orders))
    for version in ("202602", "202309"):
        shop.refuse[f"POST /return_refund/{version}/returns/search"] = (401, 105005)
    await house.ring(shop, 12, order_id=order_id, return_id="4036")
    await house.lanes().drain()
    assert await house.inbox_states() == [("done", None)]


async def test_a_newer_version_is_tried_again_after_an_hour(house: House) -> None:
    """The permission it needs may have been added meanwhile; until then each read costs one call, not two."""
    newest, older = (f"POST /return_refund/{version}/cancellations/search" for version in ("202602", "202309"))
    shop, _ = lively(1, orders=5)
    await house.connect(shop)
    order_id = next(iter(shop.orders))
    shop.cancellation("4035", order_id, "CANCELLATION_REQUEST_PENDING")
    shop.refuse[newest] = (401, 105005)

    async def asked_after(seconds: int) -> tuple[int, int]:
        house.clock.advance(seconds)
        shop.calls.clear()
        await house.ring(shop, 11, order_id=order_id, cancel_id="4035", cancel_status="CANCELLATION_REQUEST_PENDING")
        await house.lanes().drain()
        return shop.calls[newest], shop.calls[older]

    assert await asked_after(0) == (1, 1)
    assert set(await rows_of(house, "cancellations", shop)) == {"4035"}
    assert await asked_after(1_800) == (0, 1)
    del shop.refuse[newest]
    assert await asked_after(1_800) == (1, 0)
    assert await asked_after(1) == (1, 0)


@pytest.mark.parametrize("seed", range(3))
async def test_returns_end_the_same_however_their_events_come(house: House, seed: int) -> None:
    chance = random.Random(seed)
    shop, _ = lively(seed, orders=8)
    await house.connect(shop)
    told: list[tuple[str, str]] = []
    steps = ["PENDING", "SUCCESS", "COMPLETE"]
    for _ in range(40):
        shop.now += chance.randrange(1, 60)
        return_id, order_id = f"40{chance.randrange(6)}", chance.choice(list(shop.orders))
        shop.goes_back(
            return_id, order_id, f"RETURN_OR_REFUND_REQUEST_{chance.choice(steps)}", refund=f"{chance.randrange(9)}.50"
        )
        told.append((return_id, order_id))
        if chance.random() < 0.4:
            await house.ring(shop, 12, return_id=return_id, order_id=order_id)
            house.clock.advance(0.5)
            await house.lanes(owner="live").drain()
    events = [(f"n{k}", *one) for k, one in enumerate(told)]
    events += chance.choices(events, k=20)
    chance.shuffle(events)
    for start in range(0, len(events), 7):
        for key, return_id, order_id in events[start : start + 7]:
            await house.ring(shop, 12, key=key, return_id=return_id, order_id=order_id)
        house.clock.advance(chance.random())
        await house.lanes(owner=f"w{start}").drain()
    found = await rows_of(house, "returns", shop)
    truth = {one["return_id"]: (one["return_status"], one["refund_amount"]["refund_total"]) for one in shop.returns.values()}
    assert {name: (row["status"], str(row["refund_total"])) for name, row in found.items()} == truth


def test_a_lane_rests_only_in_a_flood() -> None:
    pace = Pace()
    assert pace.rest_s("a", 40, 0.0) == 0.0
    assert [pace.rest_s("b", 20, k / 10) for k in range(60)][-1] == 5.0
    assert pace.rest_s("a", 40, 100.0) == 0.0, "one burst is no flood"


@pytest.mark.long
async def test_ten_thousand_order_events_on_two_thousand_orders_in_a_minute_take_at_most_250_calls(house: House) -> None:
    shop = LittleShop()
    await house.connect(shop)
    for k in range(10):
        shop.product(f"17{k}", {f"17{k}-{n}": 100_000 for n in range(3)})
    chance = random.Random(4)
    skus = list(shop.stock)
    for k in range(2_000):
        shop.order(f"576{k:05d}", [chance.choice(skus)])
    lanes = house.lanes()
    for tick in range(600):  # a minute in tenths of a second
        batch = []
        for n in range(tick * 10_000 // 600, (tick + 1) * 10_000 // 600):
            order_id = f"576{chance.randrange(2_000):05d}"
            body = json.dumps({"type": 1, "shop_id": shop.shop_id, "data": {"order_id": order_id}}).encode()
            sent = datetime.fromtimestamp(shop.now, UTC)
            batch.append(Arrived(APP, f"n{n}", 1, shop.shop_id, sent, house.clock.now(), body))
        async with house.store.raw() as conn:
            await inbox.append(conn, batch)
        house.clock.advance(0.1)
        await lanes.turn()
    house.clock.advance(10)
    await lanes.drain()
    assert shop.calls.total() <= 250, shop.calls
    states = await house.inbox_states()
    assert len(states) == 10_000
    assert {state for state, _ in states} == {"done"}
