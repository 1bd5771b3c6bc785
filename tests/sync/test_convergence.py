"""Whatever happens to the stream of webhooks on its way, the end is the same."""

import random
from typing import Any

import pytest

from shoplatch.store import held
from tests.sync.conftest import House
from tests.sync.little_shop import LittleShop, lively


async def clean_stream(house: House, shop: LittleShop, told: list[str]) -> dict[str, Any]:
    for order_id in told:
        await house.ring(shop, 1, order_id=order_id)
    for product_id in shop.products:
        await house.ring(shop, 16, product_id=product_id)
    await house.lanes().drain()
    return await house.kept(shop)


async def emptied(house: House) -> None:
    async with house.store.raw() as conn:
        await conn.execute(
            "TRUNCATE orders, order_lines, order_recipients, products, skus, stock_levels, packages, inbox, lanes, cursors,"
            " slices, sweeps, changes"
        )


@pytest.mark.parametrize("seed", range(4))
async def test_shuffled_repeated_and_dropped_events_and_a_sweep_end_like_the_clean_stream(house: House, seed: int) -> None:
    shop, told = lively(seed, orders=25)
    await house.connect(shop)
    clean = await clean_stream(house, shop, told)
    await emptied(house)

    chance = random.Random(seed)
    events = [(f"n{k}", order_id) for k, order_id in enumerate(told) if chance.random() > 0.25]
    events += chance.choices(events, k=len(events) // 2)
    chance.shuffle(events)
    for start in range(0, len(events), 7):
        for key, order_id in events[start : start + 7]:
            await house.ring(shop, 1, key=key, order_id=order_id)
        house.clock.advance(chance.random())
        await house.lanes(owner=f"w{start}", batch_max=chance.randrange(1, 9)).drain()
    house.clock.advance(5)
    await house.reconcile.sweep(shop.shop_id)
    await house.reconcile.sweep(shop.shop_id)

    assert await house.kept(shop) == clean
    assert (await house.reconcile.diff(shop.shop_id)).differences == []


async def test_while_the_shop_lives_every_way_of_hearing_leads_to_its_truth(house: House) -> None:
    shop = LittleShop(page_max=5)
    await house.connect(shop)
    for k in range(3):
        shop.product(f"17{k}", {f"17{k}-0": 100})
    await house.run_backfill(shop)
    chance = random.Random(9)
    lanes = house.lanes(batch_max=3)
    for k in range(60):
        shop.now += chance.randrange(0, 3)
        order_id = f"5{chance.randrange(15):02d}"
        if order_id in shop.orders:
            shop.set_status(order_id, chance.choice(["ON_HOLD", "AWAITING_SHIPMENT", "IN_TRANSIT", "COMPLETED"]))
        else:
            shop.order(order_id, [f"17{chance.randrange(3)}-0"])
        if chance.random() > 0.3:  # the others are lost on the way
            await house.ring(shop, 1, order_id=order_id)
        if chance.random() > 0.5:
            house.clock.advance(0.1)
            await lanes.drain()
        if k % 20 == 19:
            house.clock.advance(0.1)
            await house.incremental.run(shop.shop_id)
    house.clock.advance(1)
    await lanes.drain()
    await house.incremental.run(shop.shop_id)
    assert [str(one) for one in (await house.reconcile.diff(shop.shop_id)).differences] == []
    async with house.store.begin() as conn:
        assert len(await held.order_ids(conn, shop.shop_id, None, None)) == len(shop.orders)
