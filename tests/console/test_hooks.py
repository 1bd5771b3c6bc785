"""Outgoing: endpoints are added, shown, tried, changed and watched on pages; who sees some shops sees only their events."""

from __future__ import annotations

import html
import re

import httpx2
from standardwebhooks import Webhook

from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.store import inbox
from shoplatch.store.inbox import Arrived
from tests.console.conftest import Opened, visitor
from tests.console.house import HouseOfTests
from tests.console.seeding import GB, US, Seeded
from tests.console.test_roles import come_in
from tests.outbox.receiver import URL, answering, change
from tests.store.shops import settled

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{20,}")


async def added(owner: httpx2.AsyncClient, **more: str) -> str:
    """Add an endpoint by the form; its id."""
    answer = await owner.post("/hooks/endpoints", data={"url": f"{URL}?key=canary", "label": "ERP", "every": "1", **more})
    assert answer.status_code == 200, answer.text
    found = re.search(r"ep_[0-9a-f]{16}", answer.text)
    assert found is not None
    return found[0]


async def test_an_endpoint_shows_its_secret_once_and_never_what_stands_behind_its_question_mark(
    house: HouseOfTests, owner: httpx2.AsyncClient, page: Opened
) -> None:
    answer = await owner.post("/hooks/endpoints", data={"url": f"{URL}?key=canary", "label": "ERP", "every": "1"})
    (secret,) = SECRET.findall(html.unescape(answer.text))
    (endpoint,) = await house.hooks.all()
    assert house.hooks.secrets_of(endpoint) == [secret]
    for path in ("/hooks", f"/hooks/{endpoint.id}"):
        text = await page(path)
        assert "canary" not in text
        assert not SECRET.search(text)
    noted = await house.accounts.audit.read(act="hooks.added")
    assert [(row.actor, "canary" in row.detail) for row in noted] == [("owner", False)]


async def test_an_address_that_may_not_be_one_is_refused_with_the_reason(owner: httpx2.AsyncClient) -> None:
    for url in ("http://shop.example/", "https://10.0.0.8/", "https://[::1]/", "ftp://shop.example", "x"):
        answer = await owner.post("/hooks/endpoints", data={"url": url})
        assert (url, answer.status_code, 'class="notice bad"' in answer.text) == (url, 422, True)


async def test_a_test_event_leads_to_its_delivery_with_request_and_answer(
    house: HouseOfTests, owner: httpx2.AsyncClient, page: Opened
) -> None:
    id_ = await added(owner)
    answer = await owner.post(f"/hooks/tests/{id_}")
    text = await page(answer.headers["location"])
    (request,) = house.receiver.got
    assert dict(request.headers)["webhook-id"] in text
    assert "answered 200" in text
    house.receiver.answers[f"{URL}?key=canary"] = lambda _: answering(500)
    answer = await owner.post(f"/hooks/tests/{id_}")
    assert "answered 500" in await page(answer.headers["location"])


async def test_an_endpoint_is_rotated_paused_resumed_recovered_and_removed_by_its_page(
    house: HouseOfTests, owner: httpx2.AsyncClient, clock: SetClock, seeded: Seeded
) -> None:
    id_ = await added(owner, events="order.changed")
    (before,) = house.hooks.secrets_of(await house.hooks.get(id_))
    rotated = await owner.post(f"/hooks/endpoints/{id_}/rotate")
    (fresh,) = SECRET.findall(html.unescape(rotated.text))
    assert house.hooks.secrets_of(await house.hooks.get(id_)) == [fresh, before]
    Webhook(fresh)
    for act, state in (("pause", "paused"), ("resume", "active")):
        assert (await owner.post(f"/hooks/endpoints/{id_}/stand", data={"act": act})).status_code == 303
        assert (await house.hooks.get(id_)).state == state
    await change(house.store, clock.now(), ("O1", "DELIVERED"), shop=GB)
    clock.advance(5)
    assert (await owner.post(f"/hooks/recoveries/{id_}", data={"days": "1"})).status_code == 303
    assert "O1" in {one.object_id for one in await house.hooks.deliveries()}
    await owner.post(f"/hooks/endpoints/{id_}/stand", data={"act": "remove"})
    assert await house.hooks.all() == []


async def test_who_sees_one_shop_sees_the_deliveries_of_that_shop_alone(
    house: HouseOfTests, owner: httpx2.AsyncClient, clock: SetClock, seeded: Seeded
) -> None:
    await added(owner)
    await change(house.store, clock.now(), ("ORDER-GB", "DELIVERED"), shop=GB)
    await change(house.store, clock.now(), ("ORDER-US", "DELIVERED"), shop=US)
    await settled(house.store)
    await house.hooks.deliverer().drain()
    by_object = {one.object_id: one.n for one in await house.hooks.deliveries()}
    async with visitor(build(house)) as mei:
        await come_in(house, mei, "Mei", "operator", [GB])
        text = (await mei.get("/hooks")).text
        assert ("ORDER-GB" in text, "ORDER-US" in text, "ERP" in text.split("Deliveries")[0]) == (True, False, False)
        assert (await mei.get(f"/hooks/deliveries/{by_object['ORDER-GB']}")).status_code == 200
        assert (await mei.get(f"/hooks/deliveries/{by_object['ORDER-US']}")).status_code == 404
        assert (await mei.post(f"/hooks/deliveries/{by_object['ORDER-GB']}/retry")).status_code == 403


async def test_an_endpoint_that_was_turned_off_needs_somebody_on_the_overview(
    house: HouseOfTests, owner: httpx2.AsyncClient, page: Opened, clock: SetClock, seeded: Seeded
) -> None:
    id_ = await added(owner)
    house.receiver.answers[f"{URL}?key=canary"] = lambda _: answering(410)
    await change(house.store, clock.now(), ("O1", "DELIVERED"), shop=GB)
    await settled(house.store)
    await house.hooks.deliverer().drain()
    text = await page("/")
    assert "Nothing is sent to ERP any more" in text
    assert f"/hooks/{id_}" in text


async def test_the_feed_of_listeners_gives_each_their_shops_and_words_of_buyers_to_those_who_may(
    house: HouseOfTests, owner: httpx2.AsyncClient, seeded: Seeded, clock: SetClock
) -> None:
    begin = (await owner.get("/listen/feed")).json()
    for n, (topic, shop) in enumerate([(1, GB), (1, US), (14, GB), (2, "")]):
        body = b'{"tts_notification_id": "n%d"}' % n
        async with house.store.raw() as conn:
            await inbox.append(conn, [Arrived("app", f"n{n}", topic, shop, None, clock.now(), body)])
    await settled(house.store)

    async def got(client: httpx2.AsyncClient, **more: str) -> list[str]:
        answer = await client.get("/listen/feed", params={"after": begin["place"], **more})
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["items"]]

    assert await got(owner) == ["n0", "n1", "n2", "n3"]
    assert await got(owner, topics="1", shops=US) == ["n1"]
    async with visitor(build(house)) as mei:
        await come_in(house, mei, "Mei", "operator", [GB])
        assert await got(mei) == ["n0"]
    for wrong in ("nonsense", "{}", '{"webhooks": [1]}'):
        assert (await owner.get("/listen/feed", params={"after": wrong})).status_code == 400
    assert (await owner.get("/listen/feed", params={"topics": "x"})).status_code == 400
    assert [row.actor for row in await house.accounts.audit.read(act="listen.began")] == ["owner"]
