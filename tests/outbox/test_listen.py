"""Forwarding to a desk: in order, byte for byte, from where it stopped, again under the same id, and none left out."""

from __future__ import annotations

import asyncio
import hmac
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from shoplatch.clock import SystemClock
from shoplatch.errors import Conflict, InvalidRequest, OutcomeUnknown, Reauthorize, Unreachable
from shoplatch.outbox import cursor, sign
from shoplatch.outbox.listen import Forwarded, Forwarder, Interrupted, Place, Portion, Source, Wanted
from shoplatch.outbox.local import LocalSource
from shoplatch.store import inbox, replays
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived
from shoplatch.transport import HttpRequest, HttpResponse
from tests.outbox.receiver import change
from tests.store.shops import APP, OTHER_SHOP, SHOP, add_shops, settled

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
TARGET = "http://127.0.0.1:3000/webhooks"
SECRET = sign.new_secret()


async def secrets_of(app_key: str) -> Sequence[str] | None:
    return ["app-secret", "the one before"] if app_key == APP else None


class Desk:
    """The program on the desk: answers as told, then with 200."""

    def __init__(self, *answers: int | Exception) -> None:
        self.answers = list(answers)
        self.tried: list[str] = []
        self.got: list[HttpRequest] = []

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.tried.append(id_of(request))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        if answer == 200:
            self.got.append(request)
        return HttpResponse(answer, {}, b"")

    @property
    def ids(self) -> list[str]:
        return [id_of(one) for one in self.got]


def id_of(request: HttpRequest) -> str:
    headers = dict(request.headers)
    return headers.get("webhook-id") or str(json.loads(request.body or b"")["tts_notification_id"])


async def ring(store: Store, *ids: str, topic: int = 1, shop: str = SHOP) -> None:
    """Let webhooks arrive, each in a transaction of its own."""
    for id_ in ids:
        body = json.dumps({"type": topic, "tts_notification_id": id_, "shop_id": shop, "é": " x"}).encode()
        async with store.raw() as conn:
            await inbox.append(conn, [Arrived(APP, id_, topic, shop, None, NOW, body)])


def forwarder(source: Source, desk: Desk, said: list[Forwarded | Interrupted] | None = None, **more: object) -> Forwarder:
    notes = said if said is not None else []
    return Forwarder(
        source, TARGET, desk, SystemClock(), secret=SECRET, keep=more.pop("keep", lambda _: None), said=notes.append,  # type: ignore[arg-type]
        look_s=0.001, back_off_s=(0.001,), **more,  # type: ignore[arg-type]
    )  # fmt: skip


async def forward(
    store: Store, desk: Desk, wanted: Wanted | None = None, place: Place | None = None, **more: object
) -> Place:
    """Forward everything that is there."""
    await settled(store)
    source = LocalSource(store, secrets_of, wanted or Wanted())
    return await forwarder(source, desk, **more).run(place or Place(), asyncio.Event(), once=True)  # type: ignore[arg-type]


async def test_a_webhook_goes_on_byte_for_byte_with_the_signature_it_came_with(store: Store) -> None:
    await ring(store, "n1")
    desk = Desk()
    await forward(store, desk)
    (request,) = desk.got
    assert request.body == b'{"type": 1, "tts_notification_id": "n1", "shop_id": "%s", "\\u00e9": " x"}' % SHOP.encode()
    mark = hmac.digest(b"app-secret", APP.encode() + (request.body or b""), "sha256").hex()
    assert dict(request.headers) == {"content-type": "application/json", "authorization": mark}


async def test_only_what_is_wanted_is_forwarded_and_what_is_not_is_passed(store: Store) -> None:
    await ring(store, "n1", "n2")
    await ring(store, "n3", topic=2)
    await ring(store, "n4", shop=OTHER_SHOP)
    desk = Desk()
    place = await forward(store, desk, Wanted(topics=frozenset({1}), shop_ids=frozenset({SHOP})))
    assert desk.ids == ["n1", "n2"]
    await forward(store, desk, place=place)
    assert desk.ids == ["n1", "n2"]


async def test_events_of_ours_are_signed_with_the_listeners_secret_and_carry_the_id_that_endpoints_get(store: Store) -> None:
    await add_shops(store)
    await change(store, NOW, ("O1", "DELIVERED"))
    await change(store, NOW, ("P1", "ACTIVATE"), kind="product")
    desk = Desk()
    await forward(store, desk, Wanted(("event",), types=frozenset({"order.changed"})))
    await forward(store, desk, Wanted(("event",), types=frozenset({"order.changed"})))
    first, again = desk.got
    assert Webhook(SECRET).verify(first.body or b"", dict(first.headers))["data"]["id"] == "O1"
    assert id_of(first) == id_of(again)


async def test_who_is_not_there_is_waited_for_and_who_refuses_is_passed_after_some_tries(store: Store) -> None:
    await ring(store, "n1", "n2", "n3")
    said: list[Forwarded | Interrupted] = []
    desk = Desk(Unreachable("down"), OutcomeUnknown("cut off"), *[Unreachable("down")] * 20, 200, 500, 500, 500)
    await forward(store, desk, said=said)
    assert desk.tried == ["n1"] * 23 + ["n2"] * 3 + ["n3"]
    assert [(one.item.id, one.outcome) for one in said if isinstance(one, Forwarded) and one.outcome != "waiting"] == [
        ("n1", "delivered"), ("n2", "refused"), ("n3", "delivered")
    ]  # fmt: skip


async def test_an_event_that_commits_late_is_not_skipped(store: Store) -> None:
    desk = Desk()
    source = LocalSource(store, secrets_of, Wanted())
    async with store.raw() as slow:
        await inbox.append(slow, [Arrived(APP, "n1", 1, SHOP, None, NOW, b'{"tts_notification_id": "n1"}')])
        await ring(store, "n2", shop=OTHER_SHOP)
        place = await forwarder(source, desk).run(Place(), asyncio.Event(), once=True)
        assert desk.ids == []  # n2 is there, and waits for what began before it
    await settled(store)
    await forwarder(source, desk).run(place, asyncio.Event(), once=True)
    assert sorted(desk.ids) == ["n1", "n2"]


async def test_a_webhook_that_somebody_puts_back_is_forwarded_again_under_its_id(store: Store) -> None:
    await ring(store, "n1", "n2")
    desk = Desk()
    place = await forward(store, desk)
    async with store.raw() as conn:
        (n,) = await (await conn.execute("UPDATE inbox SET state = 'done' RETURNING n")).fetchone() or (0,)
        await replays.put_back(conn, [n])
    await forward(store, desk, place=place)
    assert desk.ids == ["n1", "n2", "n1"]


async def test_it_begins_with_what_comes_or_at_a_moment(store: Store) -> None:
    await ring(store, "n1")
    await settled(store)
    source = LocalSource(store, secrets_of, Wanted())
    now, before = await source.start(None), await source.start(NOW - timedelta(minutes=1))
    await ring(store, "n2")
    late, all_ = Desk(), Desk()
    await forward(store, late, place=now)
    await forward(store, all_, place=before)
    assert (late.ids, all_.ids) == (["n2"], ["n1", "n2"])


async def test_a_source_that_refuses_for_good_ends_the_listener(store: Store) -> None:
    class Refusing(LocalSource):
        async def next(self, place: Place) -> Portion:
            raise Reauthorize("the token does not open it")

    with pytest.raises(Reauthorize):
        await forwarder(Refusing(store, secrets_of, Wanted()), Desk()).run(Place(), asyncio.Event())


def test_a_place_outlives_its_process_and_one_process_at_a_time_has_it(tmp_path: Path) -> None:
    with cursor.held(tmp_path / "listen", "till") as kept:
        assert kept.place is None
        secret = kept.secret
        kept.keep(Place())
        with pytest.raises(Conflict, match="runs already"), cursor.held(tmp_path / "listen", "till"):
            pass
    with cursor.held(tmp_path / "listen", "till") as again:
        assert (again.place, again.secret) == (Place(), secret)
    assert (tmp_path / "listen" / "till.json").stat().st_mode & 0o777 == 0o600
    (tmp_path / "listen" / "till.json").write_text("{")
    with pytest.raises(InvalidRequest, match="cannot be read"), cursor.held(tmp_path / "listen", "till"):
        pass
    with pytest.raises(InvalidRequest), cursor.held(tmp_path / "listen", "../till"):
        pass


class Died(BaseException):
    """The process ended here, as by kill -9: nothing after this happens."""


class Mortal(Desk):
    """A desk at which the listener dies now and then: before a request goes out, or before its answer is read."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance
        self.left = 0

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.left -= 1
        if self.left == 0 and self._chance.random() < 0.5:
            raise Died
        answer = await super().send(request, timeout_s=timeout_s)
        if self.left <= 0:
            raise Died
        return answer


class Breaking:
    """A source whose way there breaks as often as chance says."""

    def __init__(self, beneath: Source, chance: random.Random) -> None:
        self._beneath = beneath
        self._chance = chance
        self.broken = 0

    async def start(self, since: datetime | None) -> Place:
        return await self._beneath.start(since)

    async def next(self, place: Place) -> Portion:
        portion = await self._beneath.next(place)
        if self._chance.random() < 0.5:
            self.broken += 1
            raise Unreachable("the connection broke")
        return portion


async def reconnected(store: Store, folder: Path, events: int, seed: int) -> tuple[Desk, int, int]:
    """A listener that dies again and again in the middle of things, whose source and target break; the file is all that
    goes on. How often it died, and how often the source broke."""
    chance = random.Random(seed)
    desk, died, broken, rung = Mortal(chance), 0, 0, 0
    while len(set(desk.ids)) < events:
        if rung < events:
            await ring(store, *(f"n{n}" for n in range(rung, rung + 5)))
            rung += 5
        desk.answers = [chance.choice([200, 200, 200, Unreachable("down"), OutcomeUnknown("reset")]) for _ in range(20)]
        desk.left = chance.randint(1, 9)
        source = Breaking(LocalSource(store, secrets_of, Wanted(), portion=chance.randint(1, 7)), chance)
        with cursor.held(folder, "till") as kept:
            try:
                await forwarder(source, desk, keep=kept.keep).run(kept.place or Place(), asyncio.Event(), once=True)
            except Died:
                died += 1
        broken += source.broken
    return desk, died, broken


async def test_a_listener_that_dies_again_and_again_leaves_nothing_out(store: Store, tmp_path: Path) -> None:
    desk, died, _ = await reconnected(store, tmp_path, 30, seed=7)
    assert died >= 5
    assert list(dict.fromkeys(desk.ids)) == [f"n{n}" for n in range(30)]


@pytest.mark.long
async def test_a_hundred_reconnects_lose_none_and_a_repeat_carries_its_id(store: Store, tmp_path: Path) -> None:
    desk, died, broken = await reconnected(store, tmp_path, 500, seed=11)
    assert died >= 100
    assert broken >= 100
    assert list(dict.fromkeys(desk.ids)) == [f"n{n}" for n in range(500)]
    assert len(desk.tried) > len(set(desk.tried)) == 500  # repeats there were, and none under another id
