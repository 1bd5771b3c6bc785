"""The long past answers searches without looking at each thing; here each thing is looked at, and both have to agree."""

from __future__ import annotations

import random
from typing import Any

import pytest

from shoplatch.simulator.orders.buyers import buyer_of
from shoplatch.simulator.state.books import Book, Where
from shoplatch.simulator.worlds.million import fill_with
from tests.simulator_shop.shop_world import Desk

PAST = 1_500


@pytest.fixture(scope="module")
def past() -> Desk:
    desk = Desk("empty", stocked=False)
    fill_with(desk.world, PAST)
    return desk


def conditions(desk: Desk, chance: random.Random) -> list[Where | None]:
    plan = desk.shop().orders.archive.past.plan  # type: ignore[union-attr]
    spans = []
    for name in ("create_time", "update_time"):
        low, high = sorted(chance.randrange(plan.start, plan.end + 20 * 86_400) for _ in range(2))
        spans += [(name, low, high), (name, low, None), (name, None, high), (name, low, low + 86_400)]
    warehouses = [one.id for one in desk.shop().warehouses.values()]
    return [
        None,
        *(Where(spans=(span,)) for span in spans),
        Where(shipping_type="SELLER"),
        Where(shipping_type="TIKTOK", spans=(spans[0],)),
        Where(warehouse_ids=frozenset(warehouses[:1])),
        Where(warehouse_ids=frozenset({"7000000000000000000"})),
        Where(buyer_id="7494000000000000000"),
        Where(cancel_requested=True),
        Where(cancel_requested=False, warehouse_ids=frozenset(warehouses)),
    ]


def check(
    book: Book[Any], things: list[Any], key: str, where: Where | None, status: str | None, chance: random.Random
) -> None:
    """One search, whole and from one of its places on, against the plain walk over all the things of the book."""
    meant = (one for one in things if (where is None or where(one)) and status in (None, one.status))
    every = sorted((getattr(one, key), one.id) for one in meant)
    for descending in (False, True):
        found = list(book.marks(key, None, None, descending=descending, status=status, keep=where))
        assert found == sorted(every, reverse=descending)
    assert book.count(key, None, None, status, where) == len(every)
    if every:
        start, end = sorted(chance.choice(every) for _ in range(2))
        inside = [mark for mark in every if start <= mark < end]
        assert list(book.marks(key, start, end, descending=False, status=status, keep=where)) == inside
        assert book.count(key, start, end, status, where) == len(inside)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 12))])
def test_searches_of_past_orders_agree_with_looking_at_each(past: Desk, seed: int) -> None:
    chance = random.Random(seed)
    book = past.shop().orders
    things = list(book.values())
    for where in conditions(past, chance):
        for key in ("create_time", "update_time"):
            check(book, things, key, where, chance.choice([None, "COMPLETED", "CANCELLED", "IN_TRANSIT"]), chance)


def test_searches_of_past_packages_agree_with_looking_at_each(past: Desk) -> None:
    chance = random.Random(7)
    for region in ("GB", "US"):  # their packages come into being at different moments
        book = past.shop(region).packages
        things = list(book.values())
        for where in conditions(past, chance)[:9]:
            for key in ("create_time", "update_time", "order_pay_time"):
                check(book, things, key, where, chance.choice([None, "COMPLETED", "CANCELLED"]), chance)


def test_the_orders_of_one_buyer_are_found_among_all(past: Desk) -> None:
    book = past.shop().orders
    some = next(book.values())
    where = Where(buyer_id=some.buyer.id)
    assert where.buyer_id == buyer_of(past.shop(), int(some.buyer.id[-9:])).id
    for key in ("create_time", "update_time"):
        check(book, list(book.values()), key, where, None, random.Random(1))


def test_every_story_of_the_past_runs_in_order(past: Desk) -> None:
    for shop in past.world.shops.values():
        story = shop.orders.archive.past  # type: ignore[union-attr]
        for number in range(story.plan.size):
            told = story.times(number)
            if told.cancelled:
                assert told.create < told.over
            else:
                times = (told.create, told.paid, told.shipped, told.collected, told.delivered, told.over)
                assert list(times) == sorted(set(times))
                assert told.shipped - told.create < 86_400
            assert told.over < past.world.clock.now()


def test_a_thing_that_was_taken_out_of_the_past_is_counted_once(past: Desk) -> None:
    book = past.shop("US").orders
    chance, before = random.Random(3), len(book)
    for mark in chance.sample(list(book.marks("create_time", None, None, descending=False)), 5):
        taken = book.thaw(mark[1])
        assert taken is not None
        book.move(taken, "update_time", past.world.clock.now())
    assert len(book) == before
    things = list(book.values())
    for where in conditions(past, chance):
        check(book, things, "update_time", where, None, chance)
