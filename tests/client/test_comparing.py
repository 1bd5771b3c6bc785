"""Two versions of a read side by side: what differs is told by its place, and nothing is done twice."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.client import Client
from shoplatch.client.budget import Unlimited
from shoplatch.errors import InvalidRequest, NotFound
from tests.client.in_process import InProcess, Shops
from tests.client.scripted import AsyncScript, Script, answer, async_client, client

DETAIL = "order.get_order_detail"


def differ(before: Any, after: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    found = client(Script(answer(before), answer(after))).compare(DETAIL, "202309", "202507", ids=["1"])
    assert found.same == (before == after)
    return found.only_before, found.only_after, tuple(one.place for one in found.changed)


def test_what_one_version_has_and_the_other_has_not_is_told_by_its_place() -> None:
    before = {"orders": [{"id": "7", "status": "UNPAID", "old": 1, "payment": {"total_amount": "1.00"}}]}
    after = {"orders": [{"id": "7", "status": "ON_HOLD", "new": None, "payment": {"total_amount": "1.00", "tax": "0"}}]}
    assert differ(before, after) == (
        ("orders[7].old",), ("orders[7].payment.tax", "orders[7].new"), ("orders[7].status",)
    )  # fmt: skip
    assert differ(before, before) == ((), (), ())


def test_objects_are_matched_by_their_id_whatever_their_order() -> None:
    before = {"orders": [{"id": "1", "n": 1}, {"id": "2", "n": 2}]}
    after = {"orders": [{"id": "2", "n": 2}, {"id": "1", "n": 5}]}
    assert differ(before, after) == ((), (), ("orders[1].n",))


def test_rows_without_ids_are_matched_by_their_position() -> None:
    assert differ({"a": [1, 2, {"b": 1}]}, {"a": [1, 3, {"b": 1}, 4]}) == ((), ("a[3]",), ("a[1]",))
    assert differ({"a": [{"id": "1"}, {"id": "1", "x": 1}]}, {"a": [{"id": "1"}, {"id": "1"}]}) == (("a[1].x",), (), ())


def test_another_type_is_a_change_and_how_often_a_field_differs_is_counted() -> None:
    said = [answer({"orders": [{"id": n, "t": value} for n in "123"]}) for value in (1, "1")]
    script = Script(*said)
    found = client(script).compare(DETAIL, "202309", "202507", ids=["1"])
    assert found.fields == {"orders[].t": 3}
    assert [(one.before, one.after) for one in found.changed] == [(1, "1")] * 3
    assert "'1'" not in repr(found)  # a value may be a buyer's


def test_each_version_is_called_once_and_the_newest_stands_in_for_none() -> None:
    script = Script(answer({"orders": []}))
    found = client(script).compare(DETAIL, "202309", ids=["1"])
    assert [one.url.split("?")[0].rpartition("/order/")[2] for one in script.requests] == ["202309/orders", "202507/orders"]
    assert found.same


@pytest.mark.parametrize(
    ("name", "before", "after", "error"),
    [
        ("return_refund.reject_return", "202309", None, InvalidRequest),
        (DETAIL, "202309", "202309", InvalidRequest),
        (DETAIL, "202001", None, NotFound),
    ],
)
def test_what_cannot_be_compared_is_not_called(name: str, before: str, after: str | None, error: type[Exception]) -> None:
    script = Script(answer({}))
    with pytest.raises(error):
        client(script).compare(name, before, after, ids=["1"])
    assert script.requests == []


async def test_the_asynchronous_client_compares_too() -> None:
    script = AsyncScript(answer({"orders": []}), answer({"orders": [], "more": 1}))
    found = await async_client(script).compare(DETAIL, "202309", "202507", ids=["1"])
    assert found.only_after == ("more",)


def test_an_order_in_two_versions_says_nothing_different_of_what_both_know() -> None:
    shops = Shops()
    with Client(
        shops.app.key, shops.app.secret, shops.token(), shop_cipher=shops.shops[0].cipher, transport=InProcess(shops),
        clock=shops.clock, budget=Unlimited(),
    ) as shop:  # fmt: skip
        ids = [row["id"] for row in shop.order.get_order_list(page_size=50).items()]
        found = shop.compare(DETAIL, "202309", "202507", ids=ids)
    assert len(found.before.data["orders"]) == len(ids)
    assert found.changed == ()  # it is the same order, in two shapes
    assert all(place.startswith("orders[].") for place in found.fields)
