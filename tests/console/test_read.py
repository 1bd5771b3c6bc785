"""Read models: what they count, what they leave out, and what they cost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, update

from shoplatch.errors import InvalidRequest
from shoplatch.store import orders as order_table
from shoplatch.store import read, schema
from shoplatch.store.engine import Store
from shoplatch.store.orders import OrderRows
from shoplatch.store.versions import Cause
from tests.console.conftest import NOW
from tests.console.seeding import APP_KEY, GB, US, Seeded

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def an_order(order_id: str, placed: datetime, **changes: object) -> OrderRows:
    order = {
        "id": order_id, "status": "AWAITING_SHIPMENT", "currency": "GBP", "item_count": 2, "sub_total": Decimal("10.00"),
        "platform_discount": Decimal("1.50"), "shipping_fee": Decimal("3.00"), "total_amount": Decimal("13.00"),
        "create_time": placed, "update_time": placed, "read_at": placed, "source_version": "202507",
    }  # fmt: skip
    return OrderRows(order | changes, [])


async def put(store: Store, shop_id: str, *rows: OrderRows) -> None:
    async with store.begin() as conn:
        await order_table.write(conn, shop_id, rows, cause=Cause("backfill"))


async def of_one_day(store: Store) -> list[read.Totals]:
    far = DAY + timedelta(days=400)  # a day on which nothing was seeded
    async with store.begin() as conn:
        return await read.totals(conn, [read.Window(GB, far, far + timedelta(days=1), "Europe/London")])


async def test_totals_leave_out_what_is_not_sold(store: Store, seeded: Seeded) -> None:
    noon = DAY + timedelta(days=400, hours=12)
    await put(
        store, GB,
        an_order("1", noon), an_order("2", noon, currency="EUR"), an_order("3", noon, status="UNPAID"),
        an_order("4", noon, status="CANCELLED"), an_order("5", noon, is_sample_order=True),
        an_order("6", noon, is_replacement_order=True), an_order("7", noon + timedelta(hours=12)),
        an_order("8", noon - timedelta(hours=12)), an_order("9", noon, sub_total=None, platform_discount=None),
    )  # fmt: skip
    found = {of.currency: of for of in await of_one_day(store)}
    assert found["EUR"] == read.Totals(GB, "EUR", Decimal("11.50"), placed=1, sold=1, units=2)
    assert found["GBP"].gross == Decimal("23.00"), "two sold, and one whose amounts are not stated"
    assert (found["GBP"].placed, found["GBP"].sold, found["GBP"].units) == (7, 3, 6), "the end of the window is not in it"


async def test_each_shop_is_summed_in_its_own_window(store: Store, seeded: Seeded) -> None:
    noon = DAY + timedelta(days=400, hours=12)
    await put(store, GB, an_order("1", noon))
    await put(store, US, an_order("1", noon, currency="USD"))
    windows = [
        read.Window(GB, noon - timedelta(hours=1), noon + timedelta(hours=1), "Europe/London"),
        read.Window(US, noon + timedelta(hours=1), noon + timedelta(hours=2), "America/Los_Angeles"),
    ]
    async with store.begin() as conn:
        assert [of.shop_id for of in await read.totals(conn, windows)] == [GB]
        assert await read.totals(conn, []) == []


async def test_hours_are_those_of_the_shop(store: Store, seeded: Seeded) -> None:
    at = DAY + timedelta(days=400, hours=3)  # 19:00 of the day before in Los Angeles
    await put(store, US, an_order("1", at, currency="USD"))
    window = read.Window(US, at - timedelta(hours=1), at + timedelta(hours=1), "America/Los_Angeles")
    async with store.begin() as conn:
        assert [(of.hour, of.gross) for of in await read.sales_by_hour(conn, [window])] == [(19, Decimal("11.50"))]


async def test_waiting_orders_are_late_or_soon_by_the_earlier_deadline(store: Store, seeded: Seeded) -> None:
    now = DAY + timedelta(days=400)

    def due(hours: float) -> datetime:
        return now + timedelta(hours=hours)

    async with store.begin() as conn:
        await conn.execute(update(schema.orders).where(schema.orders.c.shop_id == GB).values(status="COMPLETED"))
    await put(
        store, GB,
        an_order("1", now, rts_sla_time=due(-1), shipping_due_time=due(9)), an_order("2", now, rts_sla_time=due(1)),
        an_order("3", now, shipping_due_time=due(1.5), rts_sla_time=due(30)), an_order("4", now, rts_sla_time=due(5)),
        an_order("5", now), an_order("6", now, rts_sla_time=due(-1), status="AWAITING_COLLECTION"),
        an_order("7", now, rts_sla_time=due(0), status="PARTIALLY_SHIPPING"),
    )  # fmt: skip
    async with store.begin() as conn:
        found = await read.awaiting(conn, {GB: now}, soon=timedelta(hours=2))
        first = await read.late_orders(conn, {GB: now}, soon=timedelta(hours=2))
    assert found == [read.Awaiting(GB, total=6, late=2, soon=2)]
    assert [order_id for _, order_id, _ in first] == ["1", "7", "2", "3"]


async def test_a_place_in_the_list_survives_its_trip_through_an_address() -> None:
    place = read.Keyset(datetime(2026, 11, 22, 14, 5, 12, tzinfo=UTC), "576481", GB, back=True)
    assert read.Keyset.read(str(place)) == place


@pytest.mark.parametrize("broken", ["", "1", "x.1.2", "1.2", "1.2.3.4", "99999999999999.1.2", "٣.1.2"])
async def test_a_broken_place_is_refused(broken: str) -> None:
    with pytest.raises(InvalidRequest):
        read.Keyset.read(broken)


@pytest.mark.parametrize(
    ("starts", "hits"), [("576", {"5761", "5769"}), ("9", {"99"}), ("99", {"99"}), ("577", set()), ("0", set())]
)
async def test_an_id_prefix_is_a_range(store: Store, seeded: Seeded, starts: str, hits: set[str]) -> None:
    later = DAY + timedelta(days=400)
    await put(store, GB, *(an_order(order_id, later) for order_id in ("5761", "5769", "99", "58")))
    which = read.Filter((GB,), id_starts=starts, since=later)
    async with store.begin() as conn:
        assert {row.id for row in (await read.orders(conn, which)).rows} == hits
        assert await read.order_count(conn, which) == len(hits)


async def test_the_pulse_moves_with_whatever_a_page_shows(store: Store, seeded: Seeded) -> None:
    async def pulse() -> object:
        async with store.begin() as conn:
            return await read.pulse(conn)

    marks = [await pulse()]
    assert marks[0] == await pulse(), "and stands while nothing happens"
    await put(store, GB, an_order("1", NOW))
    marks.append(await pulse())
    async with store.begin() as conn:
        await conn.execute(
            insert(schema.inbox).values(app_key=APP_KEY, dedupe_key="k", type=1, shop_id=GB, received_at=NOW, body=b"{}")
        )
    marks.append(await pulse())
    async with store.begin() as conn:
        await conn.execute(update(schema.inbox).where(schema.inbox.c.dedupe_key == "k").values(state="done", done_at=NOW))
    marks.append(await pulse())
    assert len(set(marks)) == 4


async def test_events_of_nobody_belong_to_the_whole_house(store: Store, seeded: Seeded) -> None:
    async with store.begin() as conn:
        await conn.execute(
            insert(schema.inbox).values(app_key=APP_KEY, dedupe_key="k", type=6, shop_id="", received_at=NOW, body=b"{}")
        )
        one = await read.event_figures(conn, [GB, US], since=NOW)
        whole = await read.event_figures(conn, [GB, US], since=NOW, none_too=True)
    assert (one.received, whole.received) == (0, 1)
    assert (one.waiting, whole.waiting) == (0, 1)
    assert whole.oldest_waiting_at == NOW


async def test_folded_and_failed_events_stand_in_the_timeline_of_their_object(store: Store, seeded: Seeded) -> None:
    def told(key: str, order_id: str, at: datetime, **more: object) -> dict[str, object]:
        body = json.dumps({"data": {"order_id": order_id}}).encode()
        done = {"state": "done", "done_at": at + timedelta(seconds=2), "error": None, "attempts": 1}
        return (
            {"app_key": APP_KEY, "dedupe_key": key, "type": 1, "shop_id": GB, "received_at": at, "body": body} | done | more
        )

    placed = NOW - timedelta(minutes=5)
    async with store.begin() as conn:
        numbers = [
            row.n
            for row in await conn.execute(
                insert(schema.inbox).returning(schema.inbox.c.n, sort_by_parameter_order=True),
                [
                    told("a", "111", placed),
                    told("b", "111", placed + timedelta(seconds=1)),
                    told("c", "222", placed),
                    told("d", "111", NOW, state="failed", error="no such order", done_at=None),
                    told("e", "111", placed - timedelta(days=2)),
                ],
            )
        ]
        rows = an_order("111", placed + timedelta(seconds=2))
        await order_table.write(conn, GB, [rows], cause=Cause("webhook", {"111": numbers[1]}))
        moments = await read.timeline(conn, GB, "111")
    assert [(of.what, of.n) for of in moments] == [
        ("event", numbers[0]), ("event", numbers[1]), ("row", numbers[1]), ("event", numbers[3]),
    ]  # fmt: skip
    assert moments[2].delay_s == 1.0  # from its event to the row
    assert moments[3].error == "no such order"


async def test_progress_counts_slices_and_keeps_the_error_of_a_failed_one(store: Store, seeded: Seeded) -> None:
    async with store.begin() as conn:
        await conn.execute(
            insert(schema.slices).values(
                shop_id=GB, stream="packages", from_time=DAY, to_time=NOW, state="failed", rows_read=7,
                error="code 36009003", updated_at=NOW,
            )
        )  # fmt: skip
        found = {(of.shop_id, of.stream): of for of in await read.slice_progress(conn, [GB])}
    assert (found[GB, "orders"].done, found[GB, "orders"].slices) == (4, 4)
    failed = found[GB, "packages"]
    assert (failed.done, failed.failed, failed.rows_read, failed.error) == (0, 1, 7, "code 36009003")


async def test_low_stock_is_what_one_more_day_would_sell_out(store: Store, seeded: Seeded) -> None:
    async with store.begin() as conn:
        found = await read.low_stock(conn, {GB: NOW}, limit=50)
    assert found
    assert all(of.available < of.sold_24h for of in found)
    assert [of.available / of.sold_24h for of in found] == sorted(of.available / of.sold_24h for of in found)
    assert "NS-01" in {sku["seller_sku"] for sku in seeded.skus[GB] for of in found if sku["id"] == of.sku_id}, (
        "6 left of the best seller"
    )
