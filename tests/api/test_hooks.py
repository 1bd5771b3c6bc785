"""Outgoing webhooks over REST: endpoints are added, changed, paused, tried, recovered; deliveries are read, sent again."""

from __future__ import annotations

import httpx2

from shoplatch.accounts.roles import RIGHTS
from shoplatch.clock import SetClock
from tests.api.conftest import caller, token_of
from tests.api.house import Estate
from tests.console.seeding import GB, US
from tests.outbox.receiver import URL, answering, change
from tests.store.shops import settled

KEY = "canary-key-of-a-receiver"


async def test_an_endpoint_lives_its_life_over_rest_and_shows_its_secret_once_and_its_key_never(
    estate: Estate, clock: SetClock
) -> None:
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        made = await client.post(
            "/api/hooks/endpoints", json={"url": f"{URL}?key={KEY}", "events": ["order"], "shops": [GB]}
        )
        assert (made.status_code, made.json()["url"]) == (201, f"{URL}?…")
        id_, secret = made.json()["id"], made.json()["secret"]
        said = [made]
        said.append(
            await client.patch(f"/api/hooks/endpoints/{id_}", json={"rate_per_s": 20, "shops": None, "label": "ERP"})
        )
        now = said[-1].json()
        assert (now["rate_per_s"], now["shops"], now["events"], now["label"]) == (20, None, ["order.changed"], "ERP")
        tried = await client.post(f"/api/hooks/tests/{id_}")
        assert (tried.json()["arrived"], estate.receiver.got[0].url) == (True, f"{URL}?key={KEY}")
        for act, state in (("pause", "paused"), ("resume", "active")):
            said.append(await client.post(f"/api/hooks/endpoints/{id_}/{act}"))
            assert said[-1].json()["state"] == state
        assert (await client.post(f"/api/hooks/endpoints/{id_}/resume")).status_code == 409
        rotated = await client.post(f"/api/hooks/endpoints/{id_}/rotate", json={"overlap_s": 60})
        assert rotated.json()["secret"] != secret
        said += [await client.get("/api/hooks/endpoints"), await client.get(f"/api/hooks/endpoints/{id_}"), tried]
        said += [await client.get("/api/hooks/deliveries"), await client.get("/api/audit")]
        assert all(secret not in one.text for one in said[1:])
        assert all(KEY not in one.text for one in (*said, rotated))
        acts = {row["act"] for row in said[-1].json()["rows"]}
        assert {"hooks.added", "hooks.changed", "hooks.paused", "hooks.resumed", "hooks.rotated", "hooks.tested"} <= acts
        assert (await client.delete(f"/api/hooks/endpoints/{id_}")).status_code == 204
        assert (await client.get(f"/api/hooks/endpoints/{id_}")).status_code == 404


async def test_what_an_endpoint_missed_is_found_read_and_sent_again(estate: Estate, clock: SetClock) -> None:
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        id_ = (await client.post("/api/hooks/endpoints", json={"url": URL})).json()["id"]
        estate.receiver.answers[URL] = lambda _: answering(410)
        await change(estate.store, clock.now(), ("O1", "DELIVERED"), shop=GB)
        await settled(estate.store)
        await estate.hooks.deliverer().drain()
        stands = (await client.get(f"/api/hooks/endpoints/{id_}")).json()
        assert (stands["state"], stands["standing"], "recover" in stands["next_step"]) == ("disabled", "wrong", True)
        (row,) = (await client.get("/api/hooks/deliveries", params={"endpoint": id_, "event": "order"})).json()["rows"]
        whole = (await client.get(f"/api/hooks/deliveries/{row['id']}")).json()
        assert (whole["body"]["data"]["id"], [one["status"] for one in whole["tries"]]) == ("O1", [410])
        del estate.receiver.answers[URL]
        await client.post(f"/api/hooks/endpoints/{id_}/resume")
        recovered = await client.post(f"/api/hooks/recoveries/{id_}", json={"since": "2026-11-22T00:00:00Z"})
        assert recovered.status_code == 200
        await estate.hooks.deliverer().drain()
        assert (await client.get(f"/api/hooks/deliveries/{row['id']}")).json()["state"] == "delivered"
        assert (await client.post(f"/api/hooks/deliveries/{row['id']}/retry")).json() == {"queued": 1}
        await estate.hooks.deliverer().drain()
        assert estate.receiver.ids.count(row["webhook_id"]) == 3, "refused, sent when it was resumed, sent again"


async def test_personal_data_goes_nowhere_new_without_the_right_to_it(estate: Estate) -> None:
    async def with_rights(*rights: str) -> httpx2.AsyncClient:
        return caller(estate, await token_of(estate, "owner", list(rights)))

    async with await with_rights("setup", "work", "personal") as may, await with_rights("setup", "work") as may_not:
        assert (await may_not.post("/api/hooks/endpoints", json={"url": URL, "personal": True})).status_code == 403
        id_ = (await may.post("/api/hooks/endpoints", json={"url": URL, "personal": True})).json()["id"]
        path = f"/api/hooks/endpoints/{id_}"
        assert (await may_not.patch(path, json={"url": "https://else.example/"})).status_code == 403
        assert (await may_not.patch(path, json={"label": "ERP"})).status_code == 200
        assert (await may_not.patch(path, json={"personal": False})).status_code == 200
        assert (await may_not.patch(path, json={"personal": True})).status_code == 403


async def test_who_sees_some_shops_reads_their_deliveries_and_changes_no_endpoint(estate: Estate, clock: SetClock) -> None:
    await estate.hooks.add(URL, by="Mei")
    for shop in (GB, US):
        await change(estate.store, clock.now(), (f"O-{shop}", "DELIVERED"), shop=shop)
    await settled(estate.store)
    await estate.hooks.deliverer().drain()
    numbers = {one.shop_id: one.n for one in await estate.hooks.deliveries()}
    async with caller(estate, await token_of(estate, "operator", ["look", "work"], [GB])) as client:
        assert [row["shop_id"] for row in (await client.get("/api/hooks/deliveries")).json()["rows"]] == [GB]
        assert (await client.get(f"/api/hooks/deliveries/{numbers[GB]}")).status_code == 200
        assert (await client.get(f"/api/hooks/deliveries/{numbers[US]}")).status_code == 404
        assert (await client.post(f"/api/hooks/deliveries/{numbers[US]}/retry")).status_code == 404
        assert (await client.get("/api/hooks/endpoints")).status_code == 403


async def test_what_may_be_no_endpoint_is_refused_with_the_reason(estate: Estate) -> None:
    async with caller(estate, await token_of(estate, "owner", list(RIGHTS))) as client:
        for body, status in (
            ({"url": "http://shop.example/"}, 400), ({"url": "https://169.254.169.254/"}, 400),
            ({"url": URL, "secret": "x"}, 400), ({"url": URL, "events": ["nothing"]}, 400),
            ({"url": URL, "shops": ["1"]}, 404), ({"url": URL, "at_once": 0}, 422),
            ({"url": URL, "other": 1}, 422), ({}, 422),
        ):  # fmt: skip
            answer = await client.post("/api/hooks/endpoints", json=body)
            assert (body, answer.status_code) == (body, status)
            assert answer.json()["detail"]
