"""Worlds are the same for the same seed, full of life, and honest in their counts."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError, InvalidRequest, NotFound
from shoplatch.simulator import orders, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.traffic import Traffic
from shoplatch.simulator.truth import truth
from shoplatch.simulator.worlds.million import fill_with
from tests.simulator_shop.shop_world import START, Desk

STATUSES = 9
PAST = 1_000  # orders of a short long history


def order_bytes(desk: Desk) -> bytes:
    rows = []
    for shop in desk.world.shops.values():
        token = ""
        while True:
            query = {"page_size": "100", **({"page_token": token} if token else {})}
            data = desk.call("order.get_order_list", shop, query=query, body={})
            rows.append(data["orders"])
            token = data["next_page_token"]
            if not token:
                break
    return json.dumps(rows).encode()


def test_the_same_seed_and_start_give_the_same_truth_and_the_same_bytes() -> None:
    first, second, other = Desk("demo", seed=3), Desk("demo", seed=3), Desk("demo", seed=4)
    assert truth(first.world) == truth(second.world)
    assert order_bytes(first) == order_bytes(second)
    for desk in (first, second):
        desk.wind(3 * 86_400)
    assert truth(first.world) == truth(second.world)
    assert truth(first.world)["by_shop"] != truth(other.world)["by_shop"]


def test_the_demo_holds_orders_in_every_state() -> None:
    told = truth(Desk("demo").world)
    states: Counter[str] = Counter()
    for shop in told["by_shop"].values():
        states.update(shop["orders_by_status"])
    assert len(states) == STATUSES
    assert 300 <= told["orders"] <= 600


@pytest.mark.parametrize("seed", range(5))
def test_in_the_first_minutes_of_the_demo_something_falls_due_every_few_seconds(seed: int) -> None:
    desk = Desk("demo", seed=seed)
    now = desk.world.clock.now()
    moments = sorted(due.at - now for due in desk.world.clock.waiting() if due.at - now <= 300)
    assert moments[0] <= 8
    assert max(later - sooner for sooner, later in pairwise(moments)) <= 12
    assert len(desk.told) == 0, "building a world tells nothing"


def test_the_past_of_the_demo_lies_in_the_past_and_the_future_in_the_future() -> None:
    desk = Desk("demo")
    now = desk.world.clock.now()
    assert now == int(START.timestamp())
    for shop in desk.world.shops.values():
        for order in shop.orders.live():
            assert order.create_time <= order.update_time <= now
            if order.status == "AWAITING_SHIPMENT":
                assert order.shipping_due_time > now
    assert min(due.at for due in desk.world.clock.waiting()) > now


def test_an_empty_world_has_shops_and_warehouses_and_nothing_on_the_shelves() -> None:
    desk = Desk("empty", stocked=False)
    assert [shop.region for shop in desk.world.shops.values()] == ["GB", "US"]
    told = truth(desk.world)
    assert (told["orders"], told["products"], told["skus"], told["packages"]) == (0, 0, 0, 0)
    assert {warehouse.type for shop in desk.world.shops.values() for warehouse in shop.warehouses.values()} == {
        "SALES_WAREHOUSE",
        "RETURN_WAREHOUSE",
    }


def test_an_unknown_world_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigError, match="demo"):
        worlds.build("paradise", 1, SimClock(SetClock(START)))


def test_truth_counts_what_a_client_can_read() -> None:
    desk = Desk("demo")
    told = truth(desk.world)
    read_orders = json.loads(order_bytes(desk))
    assert told["orders"] == sum(len(page) for page in read_orders)
    assert told["order_lines"] == sum(len(order["line_items"]) for page in read_orders for order in page)
    products = [
        product
        for shop in desk.world.shops.values()
        for product in desk.call("product.search_products", shop, query={"page_size": "100"}, body={})["products"]
        if product["status"] != "DELETED"
    ]
    assert told["products"] == len(products)
    assert told["skus"] == sum(len(product["skus"]) for product in products)


# --- a long history -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def history() -> Desk:
    desk = Desk("empty", stocked=False)
    fill_with(desk.world, PAST)
    return desk


def all_pages(desk: Desk, body: dict[str, Any], **query: str) -> list[dict[str, Any]]:
    found, token = [], ""
    while True:
        asked = {"page_size": "100", **query, **({"page_token": token} if token else {})}
        data = desk.call("order.get_order_list", desk.shop(), query=asked, body=body)
        found.extend(data["orders"])
        token = data["next_page_token"]
        if not token:
            assert data["total_count"] == len(found)
            return found


def test_a_history_has_exactly_as_many_orders_as_asked_for(history: Desk) -> None:
    told = truth(history.world)
    assert told["orders"] == PAST
    assert told["order_lines"] == sum(
        len(order.lines) for shop in history.world.shops.values() for order in shop.orders.values()
    )
    assert told["packages"] == sum(1 for shop in history.world.shops.values() for _ in shop.packages.values())


@pytest.mark.parametrize("field", ["create_time", "update_time"])
def test_a_history_is_paged_in_order_and_whole(history: Desk, field: str) -> None:
    found = all_pages(history, {}, sort_field=field, sort_order="ASC")
    times = [row[field] for row in found]
    assert times == sorted(times)
    assert len({row["id"] for row in found}) == len(history.shop().orders)
    assert times[-1] <= history.world.clock.now()


def test_filters_of_a_history_agree_with_a_plain_count(history: Desk) -> None:
    every = list(history.shop().orders.values())
    middle = sorted(order.update_time for order in every)[len(every) // 2]

    def early_and_own(order: Any) -> bool:
        return bool(order.update_time < middle and order.shipping_type == "SELLER")

    for body, holds in (
        ({"order_status": "CANCELLED"}, lambda order: order.status == "CANCELLED"),
        ({"order_status": "IN_TRANSIT"}, lambda order: False),
        ({"update_time_ge": middle}, lambda order: order.update_time >= middle),
        (
            {"update_time_lt": middle, "shipping_type": "SELLER"},
            lambda o: o.update_time < middle and o.shipping_type == "SELLER",
        ),
    ):
        found = all_pages(history, body, sort_field="update_time")
        assert {row["id"] for row in found} == {order.id for order in every if holds(order)}


def test_an_order_of_the_past_is_the_same_at_every_reading_and_its_sums_close(history: Desk) -> None:
    shop = history.shop()
    order_id = next(iter(shop.orders.values())).id
    again = [history.call("order.get_order_detail", shop, query={"ids": order_id}) for _ in range(2)]
    assert again[0] == again[1]
    package_id = again[0]["orders"][0]["packages"][0]["id"]
    package = history.call("fulfillment.get_package_detail", shop, package_id=package_id)
    assert package["orders"][0]["id"] == order_id
    assert package["order_line_item_ids"] == [line["id"] for line in again[0]["orders"][0]["line_items"]]


def test_new_orders_and_old_ones_are_searched_as_one_list() -> None:
    desk = Desk("empty", stocked=False)
    fill_with(desk.world, 500)
    shop = desk.shop()
    sku = next(sku for sku in shop.skus.values() if shop.products[sku.product_id].status == "ACTIVATE" and sku.available > 9)
    fresh = orders.place(desk.world, shop, [(sku.id, 1)])
    newest_old = max(shop.orders.archive.marks("create_time", None, None, descending=True))[1]  # type: ignore[union-attr]
    taken = shop.orders.thaw(newest_old)
    assert taken is not None
    shop.orders.move(taken, "update_time", desk.world.clock.now())
    found = all_pages(desk, {})
    assert [row["id"] for row in found[:2]] == [fresh.id, newest_old]
    assert len(found) == len({row["id"] for row in found}) == len(shop.orders)
    assert sum(shop.orders.by_status().values()) == len(shop.orders)


@pytest.mark.long
def test_the_million_holds_a_million_orders_and_makes_only_those_of_the_page() -> None:
    desk = Desk("million")
    assert len(desk.shop("GB").orders) + len(desk.shop("US").orders) == 1_000_000
    assert not any(any(shop.orders.live()) for shop in desk.world.shops.values()), "the past is made on demand"
    book = desk.shop().orders
    book.archive = counted = Counted(book.archive)  # type: ignore[assignment]
    for field in ("create_time", "update_time"):
        desk.call("order.get_order_list", desk.shop(), query={"page_size": "100", "sort_field": field}, body={})
    assert 200 <= counted.made <= 210


class Counted:
    """An archive that counts what is made of it."""

    def __init__(self, archive: Any) -> None:
        self.archive, self.made = archive, 0

    def __len__(self) -> int:
        return len(self.archive)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.archive, name)

    def make(self, thing_id: str) -> Any:
        self.made += 1
        return self.archive.make(thing_id)


# --- buyers who come by themselves ----------------------------------------------------------------------------------


class Crowd:
    """A demo world with a wall clock to turn and buyers to let in."""

    def __init__(self) -> None:
        self.wall = SetClock(START)
        self.world = worlds.build("demo", 5, SimClock(self.wall))
        self.traffic = Traffic(self.world)

    def count(self) -> int:
        return sum(len(shop.orders) for shop in self.world.shops.values())

    def run(self, seconds: int, *, step_s: float = 0.05) -> None:
        for _ in range(int(seconds / step_s)):
            self.wall.advance(step_s)
            self.world.catch_up()
            self.traffic.step()


def test_nobody_comes_until_the_traffic_is_started() -> None:
    crowd = Crowd()
    before = crowd.count()
    crowd.traffic.configure(orders_per_minute=600)
    crowd.run(5)
    assert crowd.count() == before


def test_buyers_come_at_about_the_rate_asked_for() -> None:
    crowd = Crowd()
    before = crowd.count()
    crowd.traffic.configure(orders_per_minute=600, running=True)
    crowd.run(30)
    assert 220 <= crowd.count() - before <= 380
    crowd.traffic.configure(running=False)
    still = crowd.count()
    crowd.run(5)
    assert crowd.count() == still


def test_a_burst_is_placed_in_full_as_fast_as_steps_come() -> None:
    crowd = Crowd()
    before = crowd.count()
    crowd.traffic.configure(burst=1_000)
    steps = 0
    while crowd.traffic.status()["burst_left"]:
        crowd.traffic.step()
        steps += 1
    placed = crowd.traffic.status()["placed"]
    assert crowd.count() - before == placed
    assert placed + crowd.traffic.status()["turned_away"] == 1_000
    assert placed > 950
    assert steps <= 8


def test_most_pay_some_forget_some_cancel_and_some_move() -> None:
    crowd = Crowd()
    crowd.traffic.configure(burst=1_000, shops=[next(iter(crowd.world.shops))])
    while crowd.traffic.status()["burst_left"]:
        crowd.traffic.step()
    crowd.world.clock.advance(int(timedelta(hours=1, minutes=5).total_seconds()), crowd.world.happen)
    shop = next(iter(crowd.world.shops.values()))
    fresh = [order for order in shop.orders.live() if order.create_time == int(START.timestamp())]
    states = Counter(order.status for order in fresh)
    assert states["AWAITING_SHIPMENT"] > 0.8 * len(fresh)
    assert states["UNPAID"] > 0
    assert states["CANCELLED"] > 0
    assert any(order.address_changed for order in fresh)


def test_settings_out_of_range_are_refused_and_change_nothing() -> None:
    crowd = Crowd()
    before = crowd.traffic.status()
    for wrong in (
        {"orders_per_minute": -1.0},
        {"burst": 10**9},
        {"burst": "many"},
        {"running": 1},
        {"speed": 2, "burst": 5},
    ):
        with pytest.raises(InvalidRequest):
            crowd.traffic.configure(**wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        crowd.traffic.configure(shops=["1"], burst=5)
    assert crowd.traffic.status() == before
