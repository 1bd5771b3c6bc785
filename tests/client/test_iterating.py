"""Every row once, none left out, while the listing changes between any two calls; and going on where another one stopped."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.catalog import reader
from shoplatch.client import AsyncClient, Client
from shoplatch.client.budget import Unlimited
from shoplatch.client.listing import listing_of
from shoplatch.client.marks import marks_of, order_of
from shoplatch.errors import Fatal, InvalidRequest
from tests.client.scripted import CIPHER, SECRET, TOKEN, Script, answer, client
from tests.client.shifting import START, AsyncShifting, Shifting

ORDERS = "order.get_order_list"
PAGED = [one for one in reader.operation_ids() if reader.operation(one).pagination]


def on(platform: Shifting) -> Client:
    return Client("key", SECRET, TOKEN, shop_cipher=CIPHER, transport=platform, budget=Unlimited())


def ids(rows: Any) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("filters", [{}, {"update_time_ge": START}], ids=["by create_time", "by update_time"])
@pytest.mark.parametrize("per_second", [1, 7, 500], ids=["sparse", "dense", "crowded seconds"])
@pytest.mark.parametrize("page_size", [100, 17])
def test_every_order_comes_once_while_orders_change_between_any_two_calls(
    filters: dict[str, int], per_second: int, page_size: int
) -> None:
    changes = 0 if per_second == 500 else 5  # within one crowded second tokens are followed: see the next test
    platform = Shifting(600, per_second=per_second, changes=changes)
    before = {row["id"] for row in platform.orders.values()}
    given = ids(on(platform).iterate(ORDERS, page_size=page_size, **filters))
    assert [one for one, times in Counter(given).items() if times > 1] == []
    assert before - set(given) == set()


def test_following_tokens_alone_would_have_lost_some() -> None:
    platform = Shifting(600, changes=5)
    before = {row["id"] for row in platform.orders.values()}
    walked = [
        row["id"]
        for page in on(platform).pages(ORDERS, page_size=17, sort_field="update_time", sort_order="ASC")
        for row in page
    ]
    assert before - set(walked) != set()


def test_orders_that_leave_a_filter_take_no_others_with_them() -> None:
    platform = Shifting(600, changes=5)
    given = set(ids(on(platform).iterate(ORDERS, page_size=20, order_status="UNPAID")))
    still = {row["id"] for row in platform.orders.values() if row["status"] == "UNPAID"}
    assert still - given == set()


@pytest.mark.parametrize("filters", [{}, {"update_time_ge": START}], ids=["by create_time", "by update_time"])
@pytest.mark.parametrize("stop", [1, 17, 40, 333, 1499])
def test_another_process_goes_on_behind_the_last_row(filters: dict[str, int], stop: int) -> None:
    platform = Shifting(1500, per_second=3)
    rows = on(platform).iterate(ORDERS, page_size=40, **filters)
    first = [next(rows)["id"] for _ in range(stop)]
    then = ids(on(platform).iterate(resume=rows.resume_token))
    assert [*first, *then] == [row["id"] for row in platform.orders.values()]


def test_going_on_while_orders_change_leaves_none_out() -> None:
    platform = Shifting(900, per_second=3, changes=4)
    before = {row["id"] for row in platform.orders.values()}
    given: list[str] = []
    token: str | None = None
    while True:  # a new process for every fifty rows
        rows = on(platform).iterate(None if token else ORDERS, resume=token, **({} if token else {"page_size": 30}))
        part = [row["id"] for _, row in zip(range(50), rows, strict=False)]
        given += part
        token = rows.resume_token
        if len(part) < 50:
            break
    assert before - set(given) == set()
    assert max(Counter(given).values()) == 1  # create_time stands still, so not even over processes


def test_a_finished_iteration_has_nothing_left() -> None:
    platform = Shifting(120)
    rows = on(platform).iterate(ORDERS)
    assert len(ids(rows)) == 120
    assert ids(on(platform).iterate(resume=rows.resume_token)) == []


@pytest.mark.parametrize(
    "filters", [{}, {"update_time_ge": START}, {"sort_order": "DESC"}], ids=["create", "update", "tokens"]
)
def test_a_token_that_is_refused_costs_no_row_and_gives_none_twice(filters: dict[str, Any]) -> None:
    platform = Shifting(700, per_second=300, token_calls_max=1)
    seen = 0

    def later() -> None:  # two of the tokens are too old when they are used
        nonlocal seen
        seen += 1
        if seen in (4, 9):
            platform.calls += 5

    platform.before_each = later
    given = ids(on(platform).iterate(ORDERS, page_size=60, **filters))
    assert sorted(given) == sorted(row["id"] for row in platform.orders.values())
    assert platform.refused > 0


def test_tokens_that_are_always_refused_end_the_iteration_with_their_error() -> None:
    platform = Shifting(700, per_second=700, token_calls_max=-1)
    with pytest.raises(InvalidRequest, match="page_token"):
        ids(on(platform).iterate(ORDERS, page_size=60))


def test_another_refusal_is_not_taken_for_a_token() -> None:
    script = Script(answer({"orders": [{"id": "1", "create_time": 5}], "next_page_token": "a"}), answer(code=12052032))
    with pytest.raises(Exception, match="12052032"):
        ids(client(script).iterate(ORDERS))
    assert len(script.requests) == 2


async def test_the_asynchronous_client_iterates_and_resumes_too() -> None:
    platform = AsyncShifting(500, per_second=3, changes=3)
    before = {row["id"] for row in platform.orders.values()}
    async with AsyncClient("key", SECRET, TOKEN, shop_cipher=CIPHER, transport=platform, budget=Unlimited()) as shop:
        rows = shop.iterate(ORDERS, page_size=50)
        given = [(await anext(rows))["id"] for _ in range(120)]
        given += [row["id"] async for row in shop.iterate(resume=rows.resume_token)]
    assert before - set(given) == set()
    assert max(Counter(given).values()) == 1


@settings(max_examples=60)
@given(
    count=st.integers(0, 160),
    per_second=st.integers(1, 9),
    size=st.integers(12, 40),
    changes=st.integers(0, 4),
    seed=st.integers(0, 10_000),
    overlap=st.integers(0, 5),
    by_update=st.booleans(),
)
def test_whatever_the_density_and_the_luck_no_row_is_lost_or_doubled(
    count: int, per_second: int, size: int, changes: int, seed: int, overlap: int, *, by_update: bool
) -> None:
    platform = Shifting(count, per_second=per_second, changes=changes, seed=seed)
    before = {row["id"] for row in platform.orders.values()}
    crowded = (overlap + 2) * (per_second + changes) >= size  # then tokens are followed, and offsets shift
    filters = {"update_time_ge": START} if by_update else {}
    given_ids = ids(on(platform).iterate(ORDERS, page_size=size, overlap_s=overlap, **filters))
    assert len(given_ids) == len(set(given_ids))
    if not (changes and crowded):
        assert before - set(given_ids) == set()


def test_times_are_filters_as_everywhere_and_are_saved() -> None:
    platform = Shifting(300)
    since = datetime.fromtimestamp(START + 100, UTC)
    rows = on(platform).iterate(ORDERS, page_size=50, create_time_ge=since, create_time_lt=START + 200)
    first = next(rows)
    assert first["create_time"] == START + 100
    assert len(ids(on(platform).iterate(resume=rows.resume_token))) == 99
    in_body = on(platform).iterate(ORDERS, page_size=50, body={"create_time_ge": since, "create_time_lt": START + 200})
    assert len(ids(in_body)) == 100


def test_a_resume_token_shows_no_secret_and_is_of_modest_size() -> None:
    rows = on(Shifting(1000)).iterate(ORDERS)
    for _ in range(500):
        next(rows)
    assert len(rows.resume_token) < 1000
    assert all(secret not in rows.resume_token for secret in (SECRET, TOKEN, CIPHER))


@pytest.mark.parametrize("token", ["", "v1.", "v1.AAAA", "v2.eJyrVkrOSFWyUqhVSkxPBQAgFQTW", "x" * 100, "v1.é", "\x00"])
def test_what_is_no_resume_token_is_refused_with_a_sentence(token: str) -> None:
    with pytest.raises(InvalidRequest, match="resume token"):
        on(Shifting(1)).iterate(resume=token)


def test_a_resume_token_cut_or_changed_anywhere_is_refused() -> None:
    rows = on(Shifting(300)).iterate(ORDERS)
    next(rows)
    whole = rows.resume_token
    for at in range(3, len(whole), 7):
        with pytest.raises(InvalidRequest):
            on(Shifting(1)).iterate(resume=whole[:at])
        changed = whole[:at] + ("A" if whole[at] != "A" else "B") + whole[at + 1 :]
        with pytest.raises(InvalidRequest):
            on(Shifting(1)).iterate(resume=changed)


def test_a_resume_token_keeps_to_its_operation_and_its_filters() -> None:
    rows = on(Shifting(300)).iterate(ORDERS)
    next(rows)
    with pytest.raises(InvalidRequest, match="belongs to"):
        on(Shifting(1)).iterate("product.search_products", resume=rows.resume_token)
    with pytest.raises(InvalidRequest, match="filters"):
        on(Shifting(1)).iterate(ORDERS, resume=rows.resume_token, page_size=5)


@pytest.mark.parametrize(
    "nonsense", [{"overlap_s": -1}, {"create_time_ge": datetime(2026, 1, 1)}, {"order_status": object()}]
)
def test_filters_that_cannot_be_saved_are_refused(nonsense: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        on(Shifting(1)).iterate(ORDERS, **nonsense)


def test_nothing_to_iterate_over_is_said() -> None:
    with pytest.raises(InvalidRequest, match="resume="):
        on(Shifting(1)).iterate()
    with pytest.raises(InvalidRequest, match="no pages"):
        on(Shifting(1)).iterate("order.get_order_detail", ids=["1"])


def test_a_listing_without_an_order_by_time_follows_its_tokens_and_drops_doubles() -> None:
    def page(*numbers: int, token: str = "") -> Any:
        return answer({"products": [{"id": str(n)} for n in numbers], "next_page_token": token})

    script = Script(page(1, 2, token="a"), page(2, 3, token="b"), page(4))
    rows = client(script).iterate("product.search_products", page_size=2)
    assert rows.by_time is None
    assert ids(rows) == ["1", "2", "3", "4"]


def test_a_walk_by_tokens_is_resumed_on_its_page() -> None:
    def page(*numbers: int, token: str = "") -> Any:
        return answer({"products": [{"id": str(n)} for n in numbers], "next_page_token": token})

    rows = client(Script(page(1, 2, token="a"), page(3, 4, token="b"))).iterate("product.search_products")
    assert [next(rows)["id"] for _ in range(3)] == ["1", "2", "3"]
    script = Script(page(3, 4, token="b"), page(5))
    assert ids(client(script).iterate(resume=rows.resume_token)) == ["4", "5"]
    assert script.queries[0]["page_token"] == "a"


def test_paging_in_the_body_is_iterated_and_resumed_there() -> None:
    def page(n: int, token: str) -> Any:
        return answer({"activities": [{"id": str(n)}], "next_page_token": token})

    rows = client(Script(page(1, "a"), page(2, "b"))).iterate(
        "promotion.search_promotion_activities", body={"status": "ONGOING"}
    )
    assert [next(rows)["id"] for _ in range(2)] == ["1", "2"]
    script = Script(page(2, "b"), page(3, ""))
    assert ids(client(script).iterate(resume=rows.resume_token)) == ["3"]
    assert script.bodies[0] == {"status": "ONGOING", "page_size": 100, "page_token": "a"}


def test_rows_without_an_id_are_told_apart_by_their_bytes() -> None:
    operation = reader.operation("finance.get_trade_in_account_transactions")
    assert marks_of(operation, None).id is None
    page = {"flows": [{"amount": "1"}, {"amount": "2"}, {"amount": "1"}], "next_page_token": ""}
    rows = client(Script(answer(page))).iterate(operation.id, start_time=1, end_time=2, page_size=5)
    assert [row["amount"] for row in rows] == ["1", "2"]


@pytest.mark.parametrize(
    ("operation", "params", "time"),
    [
        (ORDERS, {}, "create_time"),
        (ORDERS, {"update_time_lt": 5}, "update_time"),
        (ORDERS, {"sort_field": "update_time"}, "update_time"),
        (ORDERS, {"sort_order": "DESC"}, None),
        (ORDERS, {"page_token": "x"}, None),
        ("fulfillment.search_package", {}, "create_time"),
        ("fulfillment.search_package", {"update_time_ge": 5}, "update_time"),
        ("return_refund.search_returns", {}, "create_time"),
        ("return_refund.search_cancellations", {"update_time_ge": 5}, "update_time"),
        ("finance.get_statements", {}, "statement_time"),
        ("finance.get_payments", {}, "create_time"),
        ("product.search_products", {"update_time_ge": 5}, None),
        ("finance.get_seller_financial_transactions", {"create_time_ge": 5}, None),
    ],
)
def test_which_time_a_listing_is_read_by(operation: str, params: dict[str, Any], time: str | None) -> None:
    order = order_of(reader.operation(operation), params, None)
    assert (order.field if order else None) == time


def test_statements_get_the_one_sorting_they_need() -> None:
    script = Script(answer({"statements": [{"id": "1", "statement_time": 5}], "next_page_token": ""}))
    assert ids(client(script).iterate("finance.get_statements")) == ["1"]
    assert script.queries[0]["sort_field"] == "statement_time"
    script = Script(answer({"transactions": [{"id": "1"}], "next_page_token": ""}))
    assert ids(client(script).iterate("finance.get_transactions_by_statement", statement_id="9")) == ["1"]
    assert script.queries[0]["sort_field"] == "order_create_time"


def test_every_paged_operation_can_be_iterated() -> None:
    broken = []
    for name in PAGED:
        listing = listing_of(reader.operation(name), {}, None, resume=None, overlap_s=1, now=START)
        if listing.params() is None or not listing.resume_token.startswith("v1."):
            broken.append(name)
    assert broken == []


def test_a_platform_that_never_ends_is_stopped() -> None:
    listing = listing_of(reader.operation(ORDERS), {}, None, resume=None, overlap_s=1, now=START)
    listing._pages = 100_000
    with pytest.raises(Fatal, match="did not end"):
        listing.take(client(Script(answer({"orders": []}))).call("order.get_order_list", page_size=1))


@pytest.mark.long
@pytest.mark.parametrize("filters", [{}, {"update_time_ge": START}], ids=["by create_time", "by update_time"])
def test_a_hundred_thousand_orders_while_fifty_a_second_change(filters: dict[str, int]) -> None:
    platform = Shifting(100_000, per_second=4, changes=10)  # five calls a second, ten changes between two
    before = {row["id"] for row in platform.orders.values()}
    given_ids = ids(on(platform).iterate(ORDERS, **filters))
    assert len(given_ids) == len(set(given_ids))
    assert before - set(given_ids) == set()
