"""A search that shows 10,000 rows is read whole: cut by time, resumed between windows, and never cut short in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shoplatch.catalog import reader
from shoplatch.client import Client
from shoplatch.client.budget import Unlimited
from shoplatch.errors import InvalidRequest
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.in_process import InProcess, Shops
from tests.client.scripted import Script, answer, client

PRODUCTS = "product.search_products"
SHOWN = 10_000
CODE = 12052180


class Full(InProcess):
    """The simulator with a shop of many products, where another one may be made between two calls."""

    def __init__(self, count: int, *, per_second: int = 3, growing: bool = False) -> None:
        self.shops = Shops("stocked")
        super().__init__(self.shops)
        self.shop = self.shops.shops[0]
        self._pattern = next(iter(self.shop.products.values()))
        self._now = self.shops.world.clock.now()
        self.growing = growing
        self.calls = 0
        self.shop.products.clear()
        for n in range(count):
            self.make(n, self._now - count // per_second + n // per_second)

    def make(self, n: int, at: int) -> None:
        id_ = str(1_730_000_000_000_000_000 + n)
        self.shop.products[id_] = replace(self._pattern, id=id_, create_time=at, update_time=at)

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.calls += 1
        if self.growing:
            self.make(1_000_000 + self.calls, self._now + 5)
        return super().send(request, timeout_s=timeout_s)

    def client(self) -> Client:
        app = self.shops.app
        return Client(
            app.key, app.secret, self.shops.token(), shop_cipher=self.shop.cipher, transport=self, clock=self.shops.clock,
            budget=Unlimited(),
        )  # fmt: skip


def products(*created: int, token: str = "", total: int | None = None) -> HttpResponse:
    rows = [{"id": str(10_000 + at), "create_time": at} for at in created]
    return answer({"products": rows, "next_page_token": token, "total_count": len(rows) if total is None else total})


def test_every_product_of_a_large_shop_is_given_once_while_more_are_made() -> None:
    platform = Full(SHOWN + 300, growing=True)
    before = set(platform.shop.products)
    given = [row["id"] for row in platform.client().product.search_products.iterate()]
    assert len(given) == len(set(given))
    assert before - set(given) == set()
    assert platform.calls < 103 + 2 * 25  # the pages, and two for each time years were halved down to an hour


@pytest.mark.long
def test_another_process_goes_on_in_the_window_where_one_stopped() -> None:
    platform = Full(SHOWN + 200)
    shop = platform.client()
    rows = shop.product.search_products.iterate(page_size=100)
    first = [next(rows)["id"] for _ in range(6_050)]
    token = rows.resume_token
    assert len(token) < 4_000
    rest = [row["id"] for row in shop.iterate(resume=token)]
    assert len(first + rest) == len(set(first + rest)) == SHOWN + 200


@pytest.mark.long
def test_a_walk_by_pages_does_not_end_in_silence_where_the_search_does() -> None:
    with pytest.raises(InvalidRequest) as told:
        for _ in Full(SHOWN + 1).client().product.search_products.pages():
            pass
    assert told.value.code == CODE


def test_a_platform_that_ends_at_its_window_without_a_word_is_not_believed() -> None:
    last = iter(range(SHOWN // 100, 0, -1))

    def page(_: HttpRequest) -> HttpResponse:
        n = next(last)
        return products(*range(n * 100, n * 100 + 100), token=f"t{n}" if n > 1 else "", total=SHOWN + 7)

    with pytest.raises(InvalidRequest, match="7 more") as told:
        for _ in client(Script(page), budget=Unlimited()).product.search_products.pages(page_size=100):
            pass
    assert told.value.code == CODE
    assert "iterate()" in (told.value.next_step or "")


def test_the_callers_own_bounds_are_kept_and_cut() -> None:
    script = Script(products(1, total=SHOWN + 1), products(1_001, 1_500), products(1_501, 2_000), products())
    rows = client(script).product.search_products.iterate(create_time_ge=1_000, create_time_le=2_000, status="ACTIVATE")
    assert [row["create_time"] for row in rows] == [1_001, 1_500, 1_501, 2_000]
    bounds = [(body["create_time_ge"], body["create_time_le"], body["status"]) for body in script.bodies]
    assert bounds == [(1_000, 2_000, "ACTIVATE"), (1_000, 1_500, "ACTIVATE"), (1_501, 2_000, "ACTIVATE")]


def test_bounds_in_a_ready_body_are_cut_there() -> None:
    script = Script(products(1, total=SHOWN + 1), products(1_001), products(1_600))
    body = {"create_time_ge": 1_000, "create_time_le": 2_000}
    rows = client(script).product.search_products.iterate(body=body)
    assert [row["create_time"] for row in rows] == [1_001, 1_600]
    assert script.bodies == [
        body, {"create_time_ge": 1_000, "create_time_le": 1_500}, {"create_time_ge": 1_501, "create_time_le": 2_000}
    ]  # fmt: skip


def test_the_newest_window_stays_open_to_what_is_made_meanwhile() -> None:
    script = Script(products(1, total=SHOWN + 1), products(5), products(6))
    list(client(script).product.search_products.iterate())
    assert "create_time_le" not in script.bodies[2]
    assert script.bodies[2]["create_time_ge"] == script.bodies[1]["create_time_le"] + 1


def test_a_refusal_in_the_middle_cuts_and_gives_no_row_twice() -> None:
    script = Script(
        products(1_900, 1_800, token="a", total=2), answer(code=CODE, status=200, message="More than 10000 hits."),
        products(1_100), products(1_900, 1_800, 1_700),
    )  # fmt: skip
    rows = client(script).product.search_products.iterate(create_time_ge=1_000, create_time_le=2_000)
    assert [row["create_time"] for row in rows] == [1_900, 1_800, 1_100, 1_700]


def test_more_rows_of_one_second_than_are_shown_are_said_and_not_left_out() -> None:
    script = Script(products(1, total=SHOWN + 1))
    with pytest.raises(InvalidRequest, match="10001 rows of one second") as told:
        list(client(script).product.search_products.iterate(create_time_ge=1_000, create_time_le=1_010))
    assert told.value.code == CODE
    assert "status" in (told.value.next_step or "")


def test_a_page_token_of_the_callers_own_is_followed_as_it_is() -> None:
    script = Script(products(1, total=SHOWN + 1))
    assert [row["create_time"] for row in client(script).product.search_products.iterate(page_token="mine")] == [1]
    assert script.bodies == [{}]


def test_which_searches_are_cut_is_a_fact_with_its_filters_in_every_version() -> None:
    cut = [name for name in reader.operation_ids() if reader.search_window(reader.operation(name)) is not None]
    assert {name.partition("@")[0] for name in cut} == {PRODUCTS, "product.search_global_products"}
    for name in cut:
        operation = reader.operation(name)
        assert operation.body is not None
        assert {"create_time_ge", "create_time_le"} <= set(operation.body.properties)
