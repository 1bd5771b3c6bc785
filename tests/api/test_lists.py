"""Lists, single objects, what was believed, the change feed, and how mistakes are said."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import httpx2

from shoplatch.api.rates import Rates
from shoplatch.api.rows import LISTED, NARROWED
from shoplatch.clock import SetClock
from shoplatch.store import changes
from shoplatch.store.changes import Change
from shoplatch.store.families import BY_NAME
from shoplatch.store.read.kinds import KIND_OF
from shoplatch.store.versions import Cause
from tests.api.conftest import caller, token_of
from tests.api.house import NOW, Estate
from tests.api.rows import LATER, object_id, versioned
from tests.console.seeding import GB, US
from tests.store.shops import settled


async def test_walking_the_pages_of_every_kind_gives_each_row_once_whatever_the_size(
    owner: httpx2.AsyncClient, estate: Estate
) -> None:
    for kind in LISTED:
        async with estate.store.raw() as conn:
            alive = " WHERE deleted_at IS NULL" if "deleted_at" in kind.table.c else ""
            keys = ", ".join(f'"{name}"' for name in ("shop_id", *kind.key))
            expected = {
                tuple(row) for row in await (await conn.execute(f"SELECT {keys} FROM {kind.name}{alive}")).fetchall()
            }
        for limit in (3,) if len(expected) < 30 else (23,):
            seen, after = [], None
            while True:
                found = await owner.get(f"/api/{kind.name}", params={"limit": limit, **({"after": after} if after else {})})
                assert found.status_code == 200, found.text
                page = found.json()
                seen += [tuple(row[name] for name in ("shop_id", *kind.key)) for row in page["rows"]]
                after = page["next"]
                assert len(page["rows"]) <= limit
                if after is None:
                    assert "link" not in found.headers
                    break
                assert f"after={after}" in found.headers["link"]
            assert len(seen) == len(set(seen)), kind.name
            assert set(seen) == expected, kind.name


async def test_amounts_are_exact_text_times_are_utc_and_filters_narrow(owner: httpx2.AsyncClient, estate: Estate) -> None:
    row = (await owner.get(f"/api/statements/{GB}/570001")).json()
    assert row["settlement_amount"] == "2234567891.12345"
    assert row["statement_time"] == "2026-11-02T12:30:00.250000Z"
    assert row["currency"] == "GBP"
    whole = (await owner.get(f"/api/returns/{GB}/570001")).json()
    assert [line["id"] for line in whole["return_lines"]] == ["1-0", "1-1"]
    for name, columns in NARROWED.items():
        for column in columns:
            every = (await owner.get(f"/api/{name}", params={"limit": 500})).json()["rows"]
            wanted = next((one[column] for one in every if one[column] is not None), None)
            found = (await owner.get(f"/api/{name}", params={column: wanted or "none", "limit": 500})).json()["rows"]
            assert found == [one for one in every if one[column] == wanted and wanted is not None], (name, column)
    none = await owner.get("/api/orders", params={"since": "2030-01-01T00:00:00Z"})
    assert none.json() == {"rows": [], "next": None}
    one = (
        await owner.get("/api/perf_shop", params={"since": "2026-11-02", "until": "2026-11-03T00:00:00Z", "shop": GB})
    ).json()
    assert [row["start_date"] for row in one["rows"]] == ["2026-11-02"]


async def test_an_order_has_its_lines_its_packages_and_what_became_of_it(owner: httpx2.AsyncClient, estate: Estate) -> None:
    listed = (await owner.get("/api/orders", params={"shop": GB, "limit": 500})).json()["rows"]
    order = next(row for row in listed if row["status"] != "UNPAID")
    async with estate.store.raw() as conn:
        await conn.execute(
            "INSERT INTO packages (shop_id, id, order_ids, status, source_version, first_seen, last_seen, read_at) "
            "VALUES (%s, 'p-1', %s, 'PROCESSING', '202309', %s, %s, %s)",
            [GB, [order["id"]], NOW, NOW, NOW],
        )
    whole = (await owner.get(f"/api/orders/{GB}/{order['id']}")).json()
    assert {**whole, "order_lines": 0, "packages": 0} == {**order, "order_lines": 0, "packages": 0}
    assert len(whole["order_lines"]) == whole["item_count"]
    assert sum(Decimal(line["sale_price"]) for line in whole["order_lines"]) > 0
    assert [one["id"] for one in whole["packages"]] == ["p-1"]
    told = (await owner.get(f"/api/orders/{GB}/{order['id']}/changes")).json()["rows"]
    assert told[-1]["after"] == order["status"]
    assert told == sorted(told, key=lambda one: one["at"])


async def test_what_was_believed_then_is_told_with_the_types_of_now(owner: httpx2.AsyncClient) -> None:
    before = (await owner.get(f"/api/statements/{GB}/570001", params={"as_of": "2026-11-22T14:06:00Z"})).json()
    assert before["settlement_amount"] == "2234567890.12345"
    gone = object_id(BY_NAME["returns"], 2)
    then = (await owner.get(f"/api/returns/{GB}/{gone}", params={"as_of": LATER.isoformat()})).json()
    assert [line["id"] for line in then["return_lines"]] == ["2-0", "2-1"]
    assert (await owner.get(f"/api/returns/{GB}/{gone}", params={"as_of": "2026-11-22T15:00:00Z"})).status_code == 404
    told = (await owner.get(f"/api/statements/{GB}/570001/history")).json()["rows"]
    assert [(one["revision"], one["settlement_amount"]) for one in told] == [
        (1, "2234567890.12345"), (2, "2234567891.12345"),
    ]  # fmt: skip
    assert told[0]["until"] == told[1]["since"]
    assert told[1]["until"] is None
    listed = (await owner.get("/api/returns", params={"as_of": LATER.isoformat(), "limit": 4})).json()
    rest = (await owner.get("/api/returns", params={"as_of": LATER.isoformat(), "after": listed["next"]})).json()
    assert [row["id"] for row in listed["rows"] + rest["rows"]] == ["570000", "570001", "570002"] * 2
    refused = await owner.get("/api/orders", params={"as_of": "2026-11-22T14:06:00Z"})
    assert refused.status_code == 400
    assert "change feed" in refused.json()["next_step"]


async def test_the_feed_skips_nothing_that_commits_late_and_tells_of_what_is_gone(
    owner: httpx2.AsyncClient, estate: Estate
) -> None:
    await settled(estate.store)
    seen, after = [], None
    while True:
        page = (await owner.get("/api/changes", params={"limit": 20, **({"after": after} if after else {})})).json()
        seen += page["rows"]
        after = page["cursor"]
        if not page["more"]:
            break
    async with estate.store.begin() as conn:
        assert len(seen) == len(await changes.read(conn, limit=100_000))
    assert {(row["kind"], row["deleted"]) for row in seen} >= {("orders", False), ("returns", True), ("statements", True)}
    early = Change("order", "early", "webhook", None, None, "UNPAID", NOW, NOW)
    late = Change("order", "late", "webhook", None, None, "UNPAID", NOW, NOW)
    async with estate.store.raw() as slow:
        await changes.append(slow, GB, [early])
        async with estate.store.raw() as quick:
            await changes.append(quick, GB, [late])
        held = (await owner.get("/api/changes", params={"after": after})).json()
        assert held["rows"] == []
        assert held["cursor"] == after
    await settled(estate.store)
    found = (await owner.get("/api/changes", params={"after": after, "kind": "orders"})).json()
    assert [row["id"] for row in found["rows"]] == ["early", "late"]
    place = (await owner.get("/api/changes", params={"after": "now"})).json()["cursor"]
    waiting = asyncio.create_task(owner.get("/api/changes", params={"after": place, "wait_s": 20}))
    async with estate.store.begin() as conn:
        await changes.append(conn, US, [late])
    assert [row["shop_id"] for row in (await waiting).json()["rows"]] == [US]


async def test_a_change_of_a_row_between_two_pages_moves_no_other(owner: httpx2.AsyncClient, estate: Estate) -> None:
    family = BY_NAME["creators"]
    first = (await owner.get("/api/creators", params={"limit": 2})).json()
    async with estate.store.begin() as conn:
        await family.write(conn, US, [versioned(family, n) for n in range(10, 14)], cause=Cause("webhook"))
    rest = (await owner.get("/api/creators", params={"after": first["next"], "limit": 500})).json()["rows"]
    old = [(row["shop_id"], row["id"]) for row in first["rows"] + rest if int(row["id"]) < 570_010]
    assert sorted(old) == [(shop, f"57000{n}") for shop in (GB, US) for n in (0, 1)]


MISTAKES = [
    ("/api/orders?limit=0", 422, "limit"),
    ("/api/orders?limit=501", 422, "limit"),
    ("/api/orders?after=made-up", 400, "cursor"),
    ("/api/orders?after=WyJ4Iiwi", 400, "cursor"),
    ("/api/changes?after=12", 400, "cursor"),
    ("/api/changes?kind=nothing", 400, "nothing"),
    ("/api/orders?shop=7", 404, "7"),
    (f"/api/orders/{GB}/1", 404, "not in the store"),
    ("/api/orders?since=yesterday", 422, "since"),
    ("/api/nothing", 404, "address"),
    ("/api/orders?status=%00", 400, "NUL"),
    ("/api/webhooks/99999999999999999999", 422, "number"),
]


async def test_a_mistake_is_told_with_what_which_and_what_next(owner: httpx2.AsyncClient) -> None:
    for address, status, said in MISTAKES:
        answer = await owner.get(address)
        assert answer.status_code == status, (address, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert said in told["detail"] + str(told["errors"]), address
        assert told["next_step"]
        assert told["request_id"] == answer.headers["x-request-id"]


async def test_an_etag_saves_the_body_and_a_token_that_asks_too_often_waits(estate: Estate, clock: SetClock) -> None:
    token = await token_of(estate, "analyst", ["look"])
    async with caller(estate, token, rates=Rates(clock, per_s=2, burst=3)) as client:
        first = await client.get("/api/orders")
        again = await client.get("/api/orders", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (await client.get("/api/orders")).status_code == 200
        refused = await client.get("/api/orders")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        clock.advance(timedelta(seconds=0.5).total_seconds())
        assert (await client.get("/api/orders")).status_code == 200
        for header in ("access-control-allow-origin", "set-cookie"):
            assert header not in first.headers
        assert (await client.get("/api/orders", headers={"host": "evil.example"})).status_code == 421


async def test_the_page_of_the_description_loads_only_what_the_package_holds(estate: Estate) -> None:
    async with caller(estate) as stranger:
        page = await stranger.get("/api/docs")
        assert page.status_code == 200
        assert "://" not in page.text
        assert "unsafe" not in page.headers["content-security-policy"]
        for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
            assert f"/api/assets/{name}" in page.text
            assert (await stranger.get(f"/api/assets/{name}")).status_code == 200
        assert (await stranger.get("/api/assets/..%2Fgate.py")).status_code == 404
        assert (await stranger.get("/api")).headers["location"] == "/api/docs"


async def test_webhooks_are_listed_opened_worked_again_and_replayed(owner: httpx2.AsyncClient, estate: Estate) -> None:
    async with estate.store.raw() as conn:
        await conn.execute("UPDATE inbox SET state = 'failed', error = 'PermissionMissing: x' WHERE n IN (1, 2)")
    listed = (await owner.get("/api/webhooks", params={"state": "failed"})).json()["rows"]
    assert listed
    assert all(row["error"] and row["likely_fix"] for row in listed)
    groups = (await owner.get("/api/webhooks/failures")).json()["rows"]
    assert sum(one["events"] for one in groups) == len(listed)
    done = (await owner.get("/api/webhooks", params={"state": "done", "limit": 5})).json()
    one = (await owner.get(f"/api/webhooks/{done['rows'][0]['id']}")).json()
    assert one["body"]["type"] == one["topic"]
    assert one["rang"]
    again = await owner.post(f"/api/webhooks/{listed[0]['id']}/retry")
    assert again.json() == {"queued": 1}
    assert (await owner.post(f"/api/webhooks/{listed[0]['id']}/retry")).status_code == 409
    begun = await owner.post("/api/webhook-replays", json={"states": ["done"], "shops": [GB]})
    assert begun.status_code == 202
    assert begun.json()["matched"] > 0
    assert (await owner.post(f"/api/webhook-replays/{begun.json()['id']}/stop")).status_code == 200
    assert (await owner.get("/api/webhook-replays")).json()["rows"][0]["state"] == "stopped"
    acts = [line["act"] for line in (await owner.get("/api/audit", params={"act": "webhooks"})).json()["rows"]]
    assert acts == ["webhooks.stop", "webhooks.replay", "webhooks.retry"]


async def test_a_shop_is_read_on_request_and_the_job_is_seen(owner: httpx2.AsyncClient) -> None:
    asked = await owner.post(f"/api/shops/{GB}/sync/sweep")
    assert asked.status_code == 202
    assert (await owner.post(f"/api/shops/{GB}/sync/sweep")).json() == {"job": None}
    jobs = (await owner.get("/api/jobs", params={"status": "todo"})).json()["rows"]
    assert [(job["id"], job["name"], job["args"]) for job in jobs] == [(asked.json()["job"], "sync.sweep", {"shop_id": GB})]


async def test_a_family_comes_whole_as_lines_with_the_columns_that_are_told(
    owner: httpx2.AsyncClient, estate: Estate
) -> None:
    for name in ("orders", "order_lines", "statements", "perf_shop", "stock_levels"):
        found = await owner.get(f"/api/exports/{name}", params={"shop": GB})
        rows = [json.loads(line) for line in found.text.splitlines()]
        async with estate.store.raw() as conn:
            alive = " AND deleted_at IS NULL" if "deleted_at" in KIND_OF[name].table.c else ""
            counted = await conn.execute(f"SELECT count(*) FROM {name} WHERE shop_id = %s{alive}".encode(), [GB])
            assert len(rows) == (await counted.fetchone() or (0,))[0] > 0
        assert {row["shop_id"] for row in rows} == {GB}
    then = await owner.get("/api/exports/statements", params={"format": "csv", "as_of": "2026-11-22T14:06:00Z"})
    assert then.headers["content-type"].startswith("text/csv")
    amounts = {row["id"]: row["settlement_amount"] for row in csv.DictReader(io.StringIO(then.text))}
    assert amounts["570001"] == "2234567890.12345"
    assert (await owner.get("/api/exports/orders", params={"as_of": "2026-11-22T14:06:00Z"})).status_code == 400
    assert (await owner.get("/api/exports/people")).status_code == 404
    assert (await owner.get("/api/exports/orders", params={"shop": "7"})).status_code == 404
    listed = (await owner.get("/api/exports")).json()["rows"]
    assert {one["name"] for one in listed} == set(KIND_OF)
