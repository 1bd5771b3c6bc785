"""Exports: a family as a file for a stretch of days, of the shops somebody sees, never cut short unsaid, and noted."""

from __future__ import annotations

import csv
import io
import json

import httpx2
import pytest

from shoplatch.console import build
from shoplatch.console.pages.exports import ROWS_MAX
from shoplatch.store.read.kinds import KINDS
from tests.console.conftest import Opened, visitor
from tests.console.house import HouseOfTests
from tests.console.seeding import GB, Seeded
from tests.console.test_roles import come_in


async def test_a_file_has_the_rows_of_its_days_in_both_formats_and_the_audit_log_says_so(
    house: HouseOfTests, owner: httpx2.AsyncClient, page: Opened, seeded: Seeded
) -> None:
    answer = await owner.get("/exports/file?family=orders&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-disposition"] == 'attachment; filename="orders.csv"'
    assert len(rows) > 5
    assert "buyer_user_id" not in rows[0]
    days = sorted(row["create_time"][:10] for row in rows)
    some = await owner.get(f"/exports/file?family=orders&format=jsonl&since={days[0]}&until={days[0]}")
    found = [json.loads(line) for line in some.text.splitlines()]
    assert sorted(row["id"] for row in found) == sorted(row["id"] for row in rows if row["create_time"][:10] == days[0])
    noted = await house.accounts.audit.read(act="exports")
    assert [(row.act, row.actor, row.subject) for row in noted] == [("exports.downloaded", "owner", "orders")] * 2
    text = await page("/exports")
    assert "downloaded here" in text
    assert all(f'value="{kind.name}"' in text for kind in KINDS)


async def test_what_is_no_family_no_day_and_no_format_is_refused_on_the_page(
    owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    for query in ("family=nothing", "family=orders&since=yesterday", "family=orders&format=exe", ""):
        answer = await owner.get(f"/exports/file?{query}")
        assert (answer.status_code, 'class="notice bad"' in answer.text) == (422, True), query


@pytest.mark.long
async def test_more_rows_than_a_file_may_have_are_refused_and_nothing_is_cut_short(
    house: HouseOfTests, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    async with house.store.raw() as conn:
        await conn.execute(
            "INSERT INTO stock_levels SELECT (jsonb_populate_record(one.s, jsonb_build_object('sku_id', 'S' || g))).* "
            "FROM (SELECT s FROM stock_levels AS s LIMIT 1) AS one(s), generate_series(1, %s) AS g",
            [ROWS_MAX],
        )
    answer = await owner.get("/exports/file?family=stock_levels")
    assert (answer.status_code, "more than 50,000 rows" in answer.text) == (422, True)


async def test_who_sees_one_shop_gets_that_shop_alone_and_no_list_of_what_others_did(
    house: HouseOfTests, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    await owner.get("/exports/file?family=orders")
    async with visitor(build(house)) as mei:
        await come_in(house, mei, "Mei", "analyst", [GB])
        rows = list(csv.DictReader(io.StringIO((await mei.get("/exports/file?family=orders")).text)))
        assert {row["shop_id"] for row in rows} == {GB}
        assert "What was exported" not in (await mei.get("/exports")).text
