"""Money is kept over restarts, is the same under the same seed, and costs little however much is sold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from shoplatch.clock import SetClock
from shoplatch.simulator import money, money_desk, saving, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.money import auditing, planting
from shoplatch.simulator.state.world import World
from shoplatch.simulator.truth import truth
from shoplatch.simulator.worlds import million
from tests.simulator_money.money_world import DAY, audit, moved, open_desk, payments, statements, traded, unsettled
from tests.simulator_money.test_settling import delivered
from tests.simulator_shop.shop_world import START, Desk


def again(world: World, file: Path) -> World:
    """The world as it comes back from a file."""
    saving.save(world, file)
    saved = saving.read(file)
    built = worlds.build(saved.name, saved.seed, SimClock(SetClock(datetime.fromtimestamp(saved.born_at, UTC))))
    built.clock.wall = world.clock.wall
    saving.restore(saved, built)
    return built


def test_a_shops_money_comes_back_from_a_state_file_and_goes_on_alike(tmp_path: Path) -> None:
    desk = Desk("demo")
    shop = desk.shop("US")
    planting.plant(desk.world, shop, "doubled_fee")
    money_desk.adjust(desk.world, money_desk.Notice("REBATE", "2.00", shop.id))
    desk.wind(2 * DAY)
    money.override(shop, {"settle_days": 6})
    planting.plant(desk.world, shop, "late_correction")
    copy = again(desk.world, tmp_path / "state")
    for world in (desk.world, copy):
        world.clock.advance(20 * DAY, world.happen)
    for shop_id, one in desk.world.shops.items():
        assert msgspec.to_builtins(_plain(copy.shops[shop_id])) == msgspec.to_builtins(_plain(one))


def _plain(shop: object) -> object:
    purse = shop.purse  # type: ignore[attr-defined]  # of a shop
    books = [list(book.live()) for book in (purse.statements, purse.payments, purse.withdrawals)]
    return [*books, purse.booked, purse.held, purse.plants, purse.terms, purse.truth, purse.balance, purse.due]


def test_the_same_seed_gives_the_same_accounts() -> None:
    first, second = (traded("US", 4, orders=12, rest=20) for _ in range(2))
    for read in (statements, payments, moved, unsettled):
        assert read(*first) == read(*second)
    assert statements(*traded("US", 5, orders=12, rest=20)) != statements(*first)


def test_truth_counts_what_the_api_lists() -> None:
    desk = Desk("demo")
    told = truth(desk.world)
    shops = list(desk.world.shops.values())
    assert told["statements"] == sum(len(statements(desk, shop)) for shop in shops) > 0
    assert told["payments"] == sum(len(payments(desk, shop)) for shop in shops) > 0
    heads = [
        desk.call(
            "finance.get_transactions_by_statement", shop, query={"sort_field": "order_create_time"}, statement_id=one["id"]
        )
        for shop in shops
        for one in statements(desk, shop)
    ]
    assert told["transactions"] == sum(head["total_count"] for head in heads) > told["statements"]


def test_a_world_that_knows_no_money_yet_is_read_and_begins_to_settle() -> None:
    desk = Desk("demo")
    written = msgspec.json.decode(saving.snapshot(desk.world))
    for shop in written["shops"].values():
        del shop["purse"]
    written["dues"] = [due for due in written["dues"] if due["kind"] != "money.day"]
    saved = saving.parse(msgspec.json.encode(written), "an older file")
    built = worlds.build(saved.name, saved.seed, SimClock(SetClock(START)))
    saving.restore(saved, built)
    money.begin(built)
    built.clock.advance(30 * DAY, built.happen)
    assert all(len(shop.purse.statements) for shop in built.shops.values())
    assert all(not list(auditing.gaps_of(shop)) for shop in built.shops.values())


def test_orders_out_of_a_long_past_are_not_settled_a_second_time() -> None:
    world = worlds.build("empty", 7, SimClock(SetClock(START)))
    million.fill_with(world, 400)
    shop = next(iter(world.shops.values()))
    order_id = next(mark[1] for mark in shop.orders.marks("create_time", None, None, descending=False, status="COMPLETED"))
    order = shop.orders.thaw(order_id)
    assert order is not None
    shop.orders.move(order, "update_time", world.clock.now())
    world.clock.advance(20 * DAY, world.happen)
    assert len(shop.purse.statements) == 0
    order.lines[0].promised = order.lines[0].sale_price  # refunded after all
    shop.orders.move(order, "update_time", world.clock.now())
    world.clock.advance(2 * DAY, world.happen)
    (statement,) = shop.purse.statements.live()
    assert [row.order_id for row in statement.transactions] == [order_id]
    assert statement.sums["settlement"] < 0


@pytest.mark.long
def test_three_months_with_ten_thousand_orders_close() -> None:
    desk, shop = open_desk("US")
    for sku in shop.skus.values():
        for level in sku.stock.values():
            level.available += 50_000
    for _ in range(60):
        for _ in range(167):
            delivered(desk, shop, units=1)
        desk.wind(DAY)
    desk.wind(30 * DAY)
    assert len(shop.purse.booked) == 60 * 167
    assert list(auditing.gaps_of(shop)) == []
    assert len(statements(desk, shop)) == len(payments(desk, shop)) >= 60


def test_the_audit_of_a_busy_world_finds_nothing() -> None:
    desk, shop = traded("GB", 21, orders=15)
    assert audit(desk, shop) == []
