"""Walking through pages in each of the ways operations page, and never in a circle."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.client import Reply, paging
from shoplatch.client.models import Order
from shoplatch.errors import Fatal, InvalidRequest
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import Script, answer, client

PAGED = [one for one in reader.operation_ids() if reader.operation(one).pagination]


def orders(*ids: str, token: str = "", total: int = 5) -> HttpResponse:
    return answer({"orders": [{"id": one} for one in ids], "next_page_token": token, "total_count": total})


def test_a_walk_follows_the_tokens_to_the_end() -> None:
    script = Script(orders("1", "2", token="a"), orders("3", "4", token="b"), orders("5"))
    pages = list(client(script).pages("order.get_order_list", page_size=2, order_status="UNPAID"))
    assert [[item["id"] for item in page] for page in pages] == [["1", "2"], ["3", "4"], ["5"]]
    assert [page.next_token for page in pages] == ["a", "b", None]
    assert [page.total for page in pages] == [5, 5, 5]
    assert [query.get("page_token") for query in script.queries] == [None, "a", "b"]
    assert script.bodies == [{"order_status": "UNPAID"}] * 3


def test_rows_are_typed_by_the_operation() -> None:
    (page,) = client(Script(orders("1"))).pages("order.get_order_list")
    assert isinstance(page.items[0].typed, Order)
    assert len(page) == 1


def test_without_a_size_the_largest_page_is_asked_for() -> None:
    script = Script(orders())
    list(client(script).pages("order.get_order_list"))
    assert script.queries[0]["page_size"] == "100"


def test_an_empty_page_with_a_token_is_not_the_end() -> None:
    script = Script(orders(token="a"), orders("1"))
    assert [len(page) for page in client(script).pages("order.get_order_list")] == [0, 1]


@pytest.mark.parametrize("tokens", [["a", "a"], ["a", "b", "a"]])
def test_a_token_that_comes_back_is_an_error_and_not_an_endless_walk(tokens: list[str]) -> None:
    script = Script(*(orders("1", token=token) for token in tokens))
    walk = client(script).pages("order.get_order_list")
    with pytest.raises(Fatal, match="read before"):
        list(walk)
    assert len(script.requests) == len(tokens)


def test_the_token_a_walk_starts_with_counts_as_seen() -> None:
    script = Script(orders("1", token="start"))
    with pytest.raises(Fatal, match="read before"):
        list(client(script).pages("order.get_order_list", page_token="start"))


def test_a_walk_ends_after_the_pages_that_were_asked_for() -> None:
    script = Script(orders("1", token="a"), orders("2", token="b"), orders("3", token="c"))
    pages = list(client(script).pages("order.get_order_list", pages_max=2))
    assert len(pages) == len(script.requests) == 2
    assert pages[-1].next_token == "b"


def test_a_walk_that_does_not_end_is_stopped_by_the_guard() -> None:
    operation = reader.operation("order.get_order_list")
    walk = paging.Walk(operation, {})
    for n in range(paging.PAGES_GUARD - 1):
        walk.take(Reply(operation, 200, 0, None, b'{"next_page_token":"%d"}' % n, None))
    with pytest.raises(Fatal, match="did not end"):
        walk.take(Reply(operation, 200, 0, None, b'{"next_page_token":"last"}', None))


@pytest.mark.parametrize(
    "given", [{"status": "ONGOING"}, {"body": {"status": "ONGOING"}}, {"body": {"status": "ONGOING"}, "page_size": 100}]
)
def test_paging_in_the_body_puts_the_token_there(given: dict[str, Any]) -> None:
    pages = [{"activities": [{"id": "1"}], "next_page_token": "a"}, {"activities": [], "next_page_token": ""}]
    script = Script(*(answer(page) for page in pages))
    list(client(script).pages("promotion.search_promotion_activities", **given))
    first = {"status": "ONGOING", "page_size": 100}
    assert script.bodies == [first, {**first, "page_token": "a"}]
    assert "page_token" not in script.queries[1]


def test_a_ready_body_goes_with_every_page_of_a_listing_that_pages_in_the_query() -> None:
    script = Script(orders("1", token="a"), orders("2"))
    list(client(script).pages("order.get_order_list", page_size=1, body={"order_status": "UNPAID", "brand_new": 1}))
    assert script.bodies == [{"order_status": "UNPAID", "brand_new": 1}] * 2
    assert [query.get("page_token") for query in script.queries] == [None, "a"]


def numbered(request: HttpRequest) -> HttpResponse:
    """Five products in pages of the size asked for."""
    body = json.loads(request.body or b"{}")
    size, number = body["page_size"], body.get("page_no", 1)
    rows = [{"product_id": str(n)} for n in range(5)][(number - 1) * size : number * size]
    return answer({"products": rows, "total_count": 5})


@pytest.mark.parametrize(("size", "expected"), [(2, [2, 2, 1]), (5, [5]), (1, [1] * 5), (100, [5])])
def test_paging_by_number_counts_on_until_all_are_read(size: int, expected: list[int]) -> None:
    script = Script(numbered)
    pages = list(client(script).pages("product.list_product_skpp_statuses", page_size=size))
    assert [len(page) for page in pages] == expected


def test_a_flag_that_says_no_more_ends_the_walk() -> None:
    name = next(one for one in PAGED if (how := reader.operation(one).pagination) and how.more)
    operation = reader.operation(name)
    how = operation.pagination
    assert how is not None
    walk = paging.Walk(operation, {})
    told: dict[str, Any] = {}
    for path, value in ((how.items, []), (how.next, "a"), (how.more, False)):
        *outer, leaf = str(path).split(".")
        level = told
        for step in outer:
            level = level.setdefault(step, {})
        level[leaf] = value
    walk.take(client(Script(answer(told))).call("authorization.get_authorized_shops"))
    assert walk.params() is None


def test_an_operation_without_pages_says_so() -> None:
    with pytest.raises(InvalidRequest, match="no pages"):
        list(client(Script(answer({}))).pages("order.get_order_detail", ids=["1"]))


def test_no_pages_at_all_cannot_be_asked_for() -> None:
    with pytest.raises(InvalidRequest, match="pages_max"):
        list(client(Script(answer({}))).pages("order.get_order_list", pages_max=0))


@pytest.mark.parametrize("data", [None, {}, [], "x", {"orders": None}, {"orders": {"a": 1}, "next_page_token": 5.5}])
def test_a_page_of_another_shape_is_empty_and_ends_the_walk(data: object) -> None:
    (page,) = client(Script(answer(data))).pages("order.get_order_list")
    assert len(page) == 0
    assert page.next_token is None


def test_tokens_and_totals_of_another_type_are_understood() -> None:
    script = Script(answer({"orders": [], "next_page_token": 12, "total_count": "7"}), orders())
    pages = list(client(script).pages("order.get_order_list"))
    assert (pages[0].next_token, pages[0].total) == ("12", 7)


@pytest.mark.parametrize("name", PAGED)
def test_every_paged_operation_can_be_walked(name: str) -> None:
    """Two pages of the documented shape are read to the end, whatever style the operation has."""
    operation = reader.operation(name)
    how = operation.pagination
    assert how is not None
    walk = paging.Walk(operation, {})

    def page(rows: int, token: str) -> HttpResponse:
        told: dict[str, Any] = {}
        for path, value in (
            (how.items, [{"n": 1}] * rows),
            (how.next, token),
            (how.more, bool(token)),
            (how.total, rows + 1),
        ):
            if path is None:
                continue
            *outer, leaf = path.split(".")
            level = told
            for step in outer:
                level = level.setdefault(step, {})
            level[leaf] = value
        return answer(told)

    full = int(how.default_size or how.max_size or 10) if how.page_param else 1
    if how.size_param and how.page_param:
        full = int((walk.params() or {}).get(how.size_param, full))
    script = Script(page(full, "next"), page(1, ""))
    mine = client(script)
    read = []
    while walk.params() is not None:
        read.append(len(walk.take(mine.call("authorization.get_authorized_shops"))))
    assert read == [full, 1]
