"""The log of calls, asked: what was called, by whom, with what latency, and what went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shoplatch.store import calls
from shoplatch.store.calls import CallRow, Which
from shoplatch.store.engine import Store

AT = datetime(2026, 11, 22, 14, 5, 12, tzinfo=UTC)
ONE = CallRow(AT, "7495", "c1", "order.get_order_list", 200, 0, "r1", 100, 1)


@pytest.fixture
async def filled(store: Store) -> Store:
    """Twenty calls of 10 to 200 ms, two that were refused in the same way, one without an answer, one of another shop."""
    made = [replace(ONE, elapsed_ms=10 * n, at=AT + timedelta(seconds=n), request_id=f"r{n}") for n in range(1, 21)]
    refused = [
        replace(ONE, code=105005, status=403, operation="product.get_product", at=AT + timedelta(minutes=n)) for n in (1, 2)
    ]
    lost = replace(ONE, code=None, status=None, request_id=None, elapsed_ms=30_000, attempt=2, at=AT + timedelta(hours=1))
    other = replace(ONE, shop_id="7496", at=AT + timedelta(hours=2))
    nobody = replace(ONE, shop_id=None, operation="authorization.get_authorized_shops", at=AT + timedelta(hours=3))
    async with store.begin() as conn:
        await calls.append(conn, [*made, *refused, lost, other, nobody])
    return store


async def count(store: Store, which: Which) -> int:
    async with store.begin() as conn:
        return len(await calls.find(conn, which, limit=100))


async def test_each_filter_narrows_and_all_of_them_together(filled: Store) -> None:
    assert await count(filled, Which()) == 25
    assert await count(filled, Which(shop_ids=["7495"])) == 23
    assert await count(filled, Which(shop_ids=[])) == 0
    assert await count(filled, Which(operation="PRODUCT")) == 2
    assert await count(filled, Which(operation="%")) == 0, "a part of a name, no pattern"
    assert await count(filled, Which(code=105005)) == 2
    assert await count(filled, Which(status=403)) == 2
    assert await count(filled, Which(outcome="failed")) == 3
    assert await count(filled, Which(outcome="slow")) == 1
    assert await count(filled, Which(since=AT + timedelta(minutes=30), until=AT + timedelta(hours=2))) == 1
    assert await count(filled, Which(shop_ids=["7495"], operation="order", outcome="failed")) == 1


async def test_pages_go_backwards_and_a_tail_forwards(filled: Store) -> None:
    async with filled.begin() as conn:
        first = await calls.find(conn, Which(), limit=10)
        second = await calls.find(conn, Which(), limit=10, before=first[-1].id)
        newer = await calls.find(conn, Which(), limit=100, after=first[-1].id)
        assert (await calls.of_number(conn, first[0].id)) == first[0]
        assert await calls.of_number(conn, 10**9) is None
    assert [one.id for one in first] == sorted((one.id for one in first), reverse=True)
    assert second[0].id < first[-1].id
    assert [one.id for one in newer] == [one.id for one in first[:-1]]


async def test_latency_and_troubles_are_gathered(filled: Store) -> None:
    async with filled.begin() as conn:
        groups = {
            one.operation: one
            for one in await calls.groups(conn, Which(shop_ids=["7495"], until=AT + timedelta(minutes=30)))
        }
        troubles = await calls.troubles(conn, Which())
    listing = groups["order.get_order_list"]
    assert (listing.calls, listing.failed, listing.p50_ms, listing.max_ms) == (20, 0, 105, 200)
    assert listing.p95_ms == pytest.approx(190.5)
    assert groups["product.get_product"].failed == 2
    assert [(one.operation, one.code, one.calls) for one in troubles] == [
        ("product.get_product", 105005, 2),
        ("order.get_order_list", None, 1),
    ]
