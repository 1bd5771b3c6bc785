"""The page of API changes: a snapshot handed in, what of it breaks ours, and who may hand one in."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx2
from sqlalchemy import text

from shoplatch.store.engine import Store
from shoplatch.testing.radar.snapshots import content_of_installed
from tests.console.conftest import NOW, Opened
from tests.console.house import HouseOfTests
from tests.console.seeding import GB, Seeded


def before(**fields: Any) -> bytes:
    """The installed catalog as it might have been: the listing of orders took and gave more, a webhook held more."""
    document = json.loads(content_of_installed())
    for one in document["operations"]:
        if one["id"] == "order.get_order_list":
            one["query"].append({"name": "sort_by_mood", "type": "string"})
    for topic in document["topics"]:
        if topic["name"] == "ORDER_STATUS_CHANGE":
            topic["data_fields"]["mood"] = "string"
    return json.dumps(document).encode()


async def test_a_snapshot_is_handed_in_and_says_what_breaks_ours(
    page: Opened, owner: httpx2.AsyncClient, house: HouseOfTests, store: Store, seeded: Seeded
) -> None:
    first = await page("/changes")
    assert "Nothing to compare with yet" in first
    async with store.begin() as conn:
        await conn.execute(
            text(
                "INSERT INTO api_calls (at, shop_id, connection_id, operation, status, code, elapsed_ms, attempt) "
                "SELECT :at, :shop, connection_id, 'order.get_order_list', 200, 0, 5, 1 FROM shops WHERE id = :shop"
            ),
            {"at": NOW - timedelta(days=1), "shop": GB},
        )
    answer = await owner.post("/changes", files={"file": ("before.json", before(), "application/json")})
    assert answer.status_code == 303, answer.text
    shown = await page(answer.headers["location"])
    mine = shown.split('id="mine-title"')[1].split('id="ends-title"')[0]
    assert "order.get_order_list" in mine
    assert "sort_by_mood is gone" in mine
    assert "data.mood is gone" in mine
    newer = await page(answer.headers["location"] + "&way=newer&all=1")
    assert "sort_by_mood is new" in newer
    assert "What breaks yours" not in newer
    assert "Nothing to compare with yet" in await page("/changes"), "what was handed in is no catalog we used"


async def test_what_is_no_snapshot_is_refused_and_nothing_is_kept(owner: httpx2.AsyncClient, house: HouseOfTests) -> None:
    for content in (b"{}", b"hello", b"\x1f\x8bbroken", b'{"operations": [1]}', b'{"operations": [], "topics": [1]}'):
        answer = await owner.post("/changes", files={"file": ("x.json", content, "application/json")})
        assert answer.status_code == 400, content
    assert (await owner.post("/changes", data={"way": ""})).status_code == 400
    assert (await owner.get("/changes?with=../../master.key")).status_code == 404
    assert list((house.options.home / "radar/snapshots").glob("given-*")) == []
