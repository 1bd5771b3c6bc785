"""More values than one call takes: split by the documented limit, joined again; and what failed is told, not swallowed."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.catalog import reader
from shoplatch.client import AsyncClient
from shoplatch.client.failures import failures_of
from shoplatch.errors import InvalidRequest, NotFound, OutcomeUnknown, PartlyDone, Reauthorize
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import AsyncScript, Script, answer, client

LOST = OutcomeUnknown("sent, and its answer was lost: ReadTimeout")


def details(request: HttpRequest) -> HttpResponse:
    """Order details, without the odd ones: ids not found are left out silently."""
    asked = parse_qs(urlsplit(request.url).query)["ids"][0].split(",")
    return answer({"orders": [{"id": one} for one in asked if int(one) % 2 == 0]})


@pytest.mark.parametrize(("count", "calls"), [(1, 1), (50, 1), (51, 2), (120, 3)])
def test_order_ids_go_out_fifty_at_a_time_and_the_rows_come_back_in_order(count: int, calls: int) -> None:
    script = Script(details)
    batch = client(script).in_batches("order.get_order_detail", ids=[str(n) for n in range(count)])
    assert len(script.requests) == len(batch.replies) == calls
    assert [row["id"] for row in batch.items()] == [str(n) for n in range(0, count, 2)]
    assert batch.failures == ()
    assert batch.checked() is batch


def test_a_list_in_the_body_is_split_by_its_own_limit_and_the_rest_goes_along() -> None:
    script = Script(answer({"inventory": []}))
    client(script).in_batches("product.inventory_search", sku_ids=[str(n) for n in range(1300)])
    assert [len(body["sku_ids"]) for body in script.bodies] == [600, 600, 100]
    script = Script(answer({}))
    client(script).in_batches("product.activate_products", product_ids=range(45), listing_platforms=["TIKTOK_SHOP"])
    assert [len(body["product_ids"]) for body in script.bodies] == [20, 20, 5]
    assert {tuple(body["listing_platforms"]) for body in script.bodies} == {("TIKTOK_SHOP",)}


def test_a_value_given_twice_is_sent_once() -> None:
    script = Script(details)
    client(script).in_batches("order.get_order_detail", ids=["2", "4", "2", 4])
    assert script.queries[0]["ids"] == "2,4"


def test_without_a_documented_limit_a_size_is_needed() -> None:
    script = Script(answer({}))
    mine = client(script)
    with pytest.raises(InvalidRequest, match="not documented"):
        mine.in_batches("fulfillment.get_order_split_attributes", order_ids=["1", "2", "3"])
    mine.in_batches("fulfillment.get_order_split_attributes", order_ids=["1", "2", "3"], size=2)
    assert [query["order_ids"] for query in script.queries] == ["1,2", "3"]


def test_a_size_above_the_documented_limit_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="at most 50"):
        client(Script(details)).in_batches("order.get_order_detail", ids=["1"], size=51)


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("product.get_product", {"product_id": "1"}),
        ("order.get_order_detail", {}),
        ("order.get_order_detail", {"ids": "12"}),
    ],
)
def test_nothing_to_split_is_said(operation: str, params: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest, match="to split"):
        client(Script(answer({}))).in_batches(operation, **params)


def test_what_failed_inside_accepted_calls_is_listed_over_all_of_them() -> None:
    def partly(request: HttpRequest) -> HttpResponse:
        asked = json.loads(request.body or b"{}")["product_ids"]
        wrong = [one for one in asked if int(one) % 10 == 7]
        return answer(
            {"errors": [{"code": 12052032, "message": "no such product", "detail": {"product_id": one}} for one in wrong]}
        )

    batch = client(Script(partly)).in_batches("product.activate_products", product_ids=[str(n) for n in range(45)])
    assert [failure.ids["product_id"] for failure in batch.failures] == ["7", "17", "27", "37"]
    with pytest.raises(PartlyDone, match="4 failed") as told:
        batch.checked()
    assert told.value.failures == batch.failures
    assert "others are done" in str(told.value)


def test_a_write_that_is_lost_in_the_middle_hides_nothing_of_the_others() -> None:
    script = Script(answer({}), LOST, answer({}))
    batch = client(script).in_batches("product.activate_products", product_ids=[str(n) for n in range(60)])
    assert len(batch.replies) == 2
    (failed,) = batch.failed
    assert failed.values == tuple(str(n) for n in range(20, 40))
    assert isinstance(failed.error, OutcomeUnknown)
    assert len(batch.failures) == 20


def test_after_a_failure_that_ends_all_nothing_more_is_sent() -> None:
    script = Script(answer({}), answer(code=105001, status=401), answer({}))
    batch = client(script).in_batches("product.activate_products", product_ids=[str(n) for n in range(80)])
    assert len(script.requests) == 2
    assert isinstance(batch.failed[0].error, Reauthorize)
    assert batch.not_sent == tuple(str(n) for n in range(40, 80))
    assert len(batch.failures) == 60


def test_where_nothing_went_through_the_error_itself_is_raised() -> None:
    with pytest.raises(NotFound):
        client(Script(answer(code=12052032))).in_batches("product.inventory_search", product_ids=["1"])


async def test_the_asynchronous_client_splits_too() -> None:
    script = AsyncScript(details)
    async with AsyncClient("k", "s", "t", transport=script, shop_cipher="c") as shop:
        batch = await shop.in_batches("order.get_order_detail", ids=[str(n) for n in range(120)])
    assert (len(batch.replies), len(batch.items())) == (3, 60)


UNKNOWN = {"code": 12052032, "message": "x", "detail": {"product_id": "1"}}
PLACED = {"code": 5, "message": "x", "sku_code": "s", "warehouse_code": "w"}


@pytest.mark.parametrize(
    ("data", "ids", "code", "recovery"),
    [
        ({"errors": [UNKNOWN]}, {"product_id": "1"}, 12052032, "NotFound"),
        ({"errors": [{"code": "25020003", "message": "x"}]}, {}, 25020003, "Conflict"),
        ({"errors": [PLACED]}, {"sku_code": "s", "warehouse_code": "w"}, 5, None),
        ({"error_list": [{"code": 7, "message": "x"}]}, {}, 7, None),
        ({"failed_product_ids": ["9"]}, {"product_id": "9"}, None, None),
        ({"failed_materials": [{"material_id": "m", "fail_reason": "x"}]}, {"material_id": "m"}, None, None),
    ],
)
def test_each_way_of_listing_failures_is_read(
    data: dict[str, Any], ids: dict[str, str], code: int | None, recovery: str | None
) -> None:
    (failure,) = failures_of(data)
    assert (dict(failure.ids), failure.code, failure.recovery) == (ids, code, recovery)
    assert str(failure)


def test_further_reasons_of_one_item_stay_with_it() -> None:
    extra = [{"code": 12052146, "message": "held stock", "warehouse_id": "w1"}, {"code": 12052516, "message": "missing"}]
    data = {"errors": [{"code": 1, "message": "sku failed", "detail": {"sku_id": "s", "extra_errors": extra}}]}
    (failure,) = failures_of(data)
    assert dict(failure.ids) == {"sku_id": "s"}
    assert [(more.code, dict(more.ids)) for more in failure.also] == [(12052146, {"warehouse_id": "w1"}), (12052516, {})]


def test_the_result_of_a_check_is_no_failure_of_the_call() -> None:
    reply = client(Script(answer({"check_result": "FAILED", "fail_reasons": [{"code": 1, "message": "x"}]}))).call(
        "product.get_product", product_id="1"
    )
    assert reply.failures == ()
    assert reply.checked() is reply


def test_every_list_of_errors_in_the_catalog_is_a_list_of_failures() -> None:
    names = {
        name
        for one in reader.operation_ids()
        if (response := reader.operation(one).response) is not None and not reader.operation(one).read
        for name, node in response.properties.items()
        if node.type == "array" and (name.startswith("failed_") or name in {"errors", "error_list"})
    }
    assert names <= set(reader.failure_lists())


details_of_one = st.dictionaries(st.sampled_from(["extra_errors", "y"]), st.none() | st.lists(st.integers(), max_size=2))
plain = st.none() | st.integers() | st.text(max_size=3)
members = st.dictionaries(st.sampled_from(["code", "message", "detail", "x_id"]), plain | details_of_one, max_size=4)
lists = st.lists(plain | members, max_size=3) | st.none() | st.text(max_size=2)


@given(st.dictionaries(st.sampled_from(["errors", "error_list", "failed_product_ids"]), lists))
def test_whatever_the_platform_lists_becomes_one_failure_each(data: dict[str, Any]) -> None:
    listed = sum(len(value) for value in data.values() if isinstance(value, list))
    assert len(failures_of(data)) == listed
    assert all(str(failure) for failure in failures_of(data))
