"""Every kind of row has a list and an object page; events are found, explained and put back; differences say why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
from sqlalchemy import Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.console.pages.kept import FEED, LISTS, address
from shoplatch.console.pages.webhooks import piece_of
from shoplatch.store import schema
from shoplatch.store.families import BY_NAME, Versioned
from shoplatch.store.read.kinds import KINDS, kind_of
from shoplatch.store.versions import Cause
from tests.console.conftest import NOW, Opened
from tests.console.house import HouseOfTests
from tests.console.seeding import APP_KEY, GB, Seeded
from tests.console.test_pages import text_of

MADE: dict[type, Any] = {
    str: "said", int: 7, bool: True, datetime: NOW, date: date(2026, 11, 3), bytes: b"f", dict: {"a": "1"}, list: ["5"],
}  # fmt: skip


def row_of(table: Table, **given: Any) -> dict[str, Any]:
    """A row with something in every column."""
    values: dict[str, Any] = {}
    for column in table.c:
        kind = column.type.__class__.__name__
        of = {"JSONB": {"a": "1"}, "ARRAY": ["5770000000000000001"], "Numeric": 12.5}.get(kind)
        values[column.name] = of if of is not None else MADE[column.type.python_type]
    empty = {name: None for name in ("deleted_at", "raw") if name in table.c}
    return {**values, **empty, "shop_id": GB, **given}


async def put(conn: AsyncConnection, table: Table, **given: Any) -> None:
    await conn.execute(insert(table).values(row_of(table, **given)))


async def test_every_kind_has_a_list_and_each_object_a_page_with_what_belongs_to_it(
    house: HouseOfTests, page: Opened, seeded: Seeded
) -> None:
    async with house.store.begin() as conn:
        for at, shown in enumerate(LISTS):
            await put(conn, kind_of(shown.kind).table, id=f"{at:04d}/1729999")
        for shown in LISTS:
            for of in shown.inside:
                table = kind_of(of.kind).table
                value = f"{LISTS.index(shown):04d}/1729999" if of.by == "id" else "said"
                key = {"id": f"in {shown.kind} {of.kind}"} if "id" in table.c and of.link != "id" else {}
                other = {"sku_id": f"in {shown.kind}"} if of.kind == "stock_levels" and of.link != "sku_id" else {}
                if not (await conn.execute(select(table.c.shop_id).where(table.c[of.link] == value).limit(1))).first():
                    await put(conn, table, **{**key, **other, of.link: value})
    wrong = []
    for at, shown in enumerate(LISTS):
        link = f"{shown.path}/{GB}/{at:04d}~1729999"
        if shown.listed and shown.search == "id" and link not in await page(f"{shown.path}?q={at:04d}/1729999"):
            wrong.append(f"{shown.path} does not list it")
        read = text_of(await page(link))
        wrong += [f"{link}: {word}" for word in (shown.one, "What it says", "This row") if word not in read]
        wrong += [f"{link}: {of.heading}" for of in shown.inside if of.heading not in read or of.empty in read]
        if kind_of(shown.kind).family and "What was believed" not in read:
            wrong.append(f"{link}: its versions")
    assert wrong == []


def test_every_kind_of_the_store_is_shown_somewhere() -> None:
    shown = {of.kind for of in LISTS} | {inside.kind for of in LISTS for inside in of.inside}
    own = {"orders", "order_lines", "order_settlements", "order_transactions"}  # the page of an order; the journal of money
    parts = {part.name for kind in KINDS for part in kind.parts}
    assert {kind.name for kind in KINDS} - shown - own - parts == set()


def test_an_object_of_the_change_feed_leads_to_its_page() -> None:
    assert address("stock", GB, "1729:7501") == f"/skus/{GB}/1729"
    assert address("perf_videos", GB, "75/2026-11-03") == f"/performance/videos/{GB}/75~2026-11-03"
    assert address("order", GB, "576") == f"/orders/{GB}/576"
    assert address("nothing of ours", GB, "1") == ""
    assert {kind.feed for kind in KINDS if kind.feed and kind.part_of is None} - set(FEED) <= {
        "stock", "return_records", "statement_totals", "order_settlements", "order_transactions", "promotion_products",
        "stock_distribution", "perf_live_minutes", "messages",
    }  # fmt: skip


async def test_what_was_believed_on_a_day_is_shown_beside_what_holds_now(
    house: HouseOfTests, page: Opened, seeded: Seeded
) -> None:
    table, family = schema.cancellations, BY_NAME["cancellations"]
    left_out = ("shop_id", "first_seen", "last_seen", "since", "revision", "fingerprint", "deleted_at", "raw")

    async def said(status: str, at: datetime) -> None:
        row = {name: value for name, value in row_of(table, id="4035").items() if name not in left_out}
        version = Versioned({**row, "status": status, "update_time": at, "read_at": at})
        async with house.store.begin() as conn:
            await family.write(conn, GB, [version], cause=Cause("incremental", at=at))

    await said("CANCELLATION_REQUEST_PENDING", datetime(2026, 11, 2, 9, tzinfo=UTC))
    await said("CANCELLATION_REQUEST_COMPLETE", datetime(2026, 11, 5, 9, tzinfo=UTC))
    at = f"/cancellations/{GB}/4035"
    then = text_of(await page(f"{at}?at=2026-11-03"))
    assert "Status Pending now Complete" in then
    assert "what was believed from Mon 2 Nov 2026 09:00:00 GMT until Thu 5 Nov 2026 09:00:00 GMT" in then
    assert "Status Pending now Complete" in text_of(await page(f"{at}?revision=1"))
    assert "Nothing was known of it on 2026-11-01" in text_of(await page(f"{at}?at=2026-11-01"))
    assert "On 2026-11-20 it said what it says now" in text_of(await page(f"{at}?at=2026-11-20"))


async def fail(house: HouseOfTests, number: int, error: str, *, topic: int = 1, days: int = 0) -> None:
    async with house.store.begin() as conn:
        await conn.execute(insert(schema.inbox).values(
            app_key=APP_KEY, dedupe_key=f"note-{number}", type=topic, shop_id=GB, state="failed", error=error, attempts=8,
            received_at=NOW - timedelta(days=days), body=f'{{"data": {{"order_id": "57{number:05d}"}}}}'.encode(),
        ))  # fmt: skip


async def test_events_are_found_by_any_id_in_them_by_day_and_by_reason(
    house: HouseOfTests, page: Opened, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    await fail(house, 11, "PermissionMissing: scope")
    await fail(house, 12, "InvalidRequest: code 1", days=3)
    assert "note-12" not in (by_body := await page("/webhooks?q=5700011"))
    assert "note-11" in by_body
    assert "note-11" in await page("/webhooks?q=note-11")
    assert "note-11" not in (day := await page("/webhooks?since=2026-11-19&until=2026-11-19"))
    assert "note-12" in day
    assert "note-11" not in (why := await page("/webhooks?state=failed&error=invalidrequest"))
    assert "note-12" in why
    refused = await owner.get("/webhooks?q=two words")
    assert (refused.status_code, "is no id" in refused.text) == (400, True)


async def test_a_list_of_events_is_put_back_by_its_own_filter_and_that_is_on_record(
    house: HouseOfTests, page: Opened, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    for number, error in enumerate(["7 PermissionMissing: scope 81", "9 PermissionMissing: scope 82", "Fatal: other"]):
        await fail(house, number, error)
    assert "Add it to the app" in text_of(await page("/webhooks?state=failed")), "the likely fix"
    form = {"state": "failed", "error": piece_of("… PermissionMissing: scope …"), "rate": "20"}
    assert (await owner.post("/webhooks/replay", data=form)).status_code == 303
    async with house.store.begin() as conn:
        made = (await conn.execute(select(schema.replays))).one()
        noted = [row.act for row in await conn.execute(select(schema.audit_log.c.act))]
    assert (made.matched, made.rate_per_s, made.state) == (2, 20, "running")
    assert "webhooks.replay" in noted
    assert "Putting back 2 events, 20 a second: 0 done" in text_of(await page("/webhooks"))
    assert (await owner.post("/webhooks/replay", data={**form, "rate": "0"})).status_code == 400
    async with house.store.begin() as conn:  # as the worker leaves one that it cannot go on with
        await conn.execute(update(schema.replays).values(state="stopped", error="The database refuses a value"))
    assert f"replay {made.id} stopped after 0 of 2 webhooks" in text_of(await page("/"))
    assert "after 0 of 2 events: The database refuses a value" in text_of(await page("/webhooks"))
    assert (await owner.post(f"/webhooks/replays/{made.id}/go-on")).status_code == 303
    assert "Putting back 2 events" in text_of(await page("/webhooks"))
    assert "stopped after" not in text_of(await page("/"))


def test_a_group_of_failures_is_named_by_its_longest_piece() -> None:
    assert piece_of("… PermissionMissing: scope …") == "PermissionMissing: scope"
    assert piece_of("order … does not name its shop") == "does not name its shop"


async def test_subscriptions_say_what_goes_elsewhere_and_what_only_partner_center_turns_on(
    house: HouseOfTests, page: Opened, seeded: Seeded
) -> None:
    position = {"address": "https://here.example/x", "ours": ["PACKAGE_UPDATE"], "refused": {"NEW_MESSAGE": "no scope"},
                "foreign": {"ORDER_STATUS_CHANGE": "https://erp.example/hook"}, "drifted": 2}  # fmt: skip
    async with house.store.begin() as conn:
        await conn.execute(insert(schema.cursors).values(
            shop_id=GB, stream="subscriptions", position=position, updated_at=NOW - timedelta(minutes=5)
        ))  # fmt: skip
    read = text_of(await page(f"/webhooks/subscriptions?shop={GB}"))
    for words in ("https://erp.example/hook", "no scope", "2 topics had changed at TikTok Shop", "looked 5 min ago",
                  "Only Partner Center turns on", "inventory status change"):  # fmt: skip
        assert words in read, words
    assert "1 topic sent to another address" in text_of(await page("/webhooks"))


async def test_sync_says_the_rate_of_missed_webhooks_and_why_each_difference_was(
    house: HouseOfTests, page: Opened, seeded: Seeded
) -> None:
    found = [{"kind": "order", "object_id": "5761", "field": "status", "ours": "UNPAID", "theirs": "ON_HOLD",
              "cause": "missed webhook"}]  # fmt: skip
    async with house.store.begin() as conn:
        await conn.execute(insert(schema.sweeps).values(
            shop_id=GB, stream="orders", started_at=NOW, finished_at=NOW, compared=9, differences=1, found=found
        ))  # fmt: skip
        for number, cause in enumerate(["webhook", "webhook", "webhook", "reconcile"]):
            await conn.execute(insert(schema.changes).values(
                shop_id=GB, kind="returns", object_id=f"{number}", cause=cause, at=NOW, update_time=NOW
            ))  # fmt: skip
        await conn.execute(insert(schema.changes).values(  # read at the first look: it changed before we listened
            shop_id=GB, kind="returns", object_id="old", cause="incremental", at=NOW, update_time=NOW - timedelta(days=4000)
        ))  # fmt: skip
    read = text_of(await page("/sync"))
    assert "returns 4 1 25.00 %" in read
    assert "Missed webhook 1 Nobody rang" in read
    assert "Status UNPAID ON_HOLD missed webhook" in read
    assert f'href="/orders/{GB}/5761"' in await page("/sync")


async def test_an_order_leads_to_what_other_kinds_hold_of_it(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    order = str(seeded.orders[GB][0].order["id"])
    assert "Nothing yet" in (await page(f"/orders/{GB}/{order}")).split("What belongs to it")[1][:400]
    async with house.store.begin() as conn:
        await put(conn, schema.returns, id="4035", order_id=order, status="RETURN_OR_REFUND_REQUEST_PENDING")
        await put(conn, schema.statement_transactions, id="7238/1636", order_id=order)
        await put(conn, schema.affiliate_orders, id=order)
    html = await page(f"/orders/{GB}/{order}")
    assert f'href="/returns/{GB}/4035"' in html
    assert f'href="/transactions/{GB}/7238~1636"' in html
    assert f'href="/affiliate-orders/{GB}/{order}"' in html
    assert "Return 4035 pending 12.50 said" in text_of(html)
