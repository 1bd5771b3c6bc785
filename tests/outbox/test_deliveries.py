"""From a change to a signed request at a user's system: once for each, again until it arrives, in order for each object."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from shoplatch.clock import SetClock, SystemClock
from shoplatch.errors import Conflict, InvalidRequest, NotFound, OutcomeUnknown, Unreachable
from shoplatch.outbox import schedule
from shoplatch.outbox.deliver import DeliverOptions
from shoplatch.store.engine import Store
from shoplatch.store.hooks import deliveries, endpoints
from shoplatch.store.read.troubles import Trouble, of_house
from shoplatch.transport import HttpRequest
from shoplatch.transport.pinned import Answered
from tests.outbox.receiver import OK, URL, Receiver, answering, change, eventually, hooks_on
from tests.store.shops import OTHER_SHOP, SHOP, add_shops, settled

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
async def shops(store: Store) -> Store:
    await add_shops(store)
    return store


async def waiting(store: Store) -> int:
    async with store.raw() as conn:
        return sum(one.waiting for one in (await deliveries.backlogs(conn)).values())


async def test_a_change_is_told_once_signed_so_that_another_implementation_verifies_it(
    shops: Store, receiver: Receiver
) -> None:
    clock = SystemClock()  # the other implementation looks at the machine's clock
    hooks = hooks_on(shops, clock, receiver)
    _, secret = await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "DELIVERED"))
    await settled(shops)
    assert await hooks.deliverer().drain() == 1
    assert await hooks.deliverer().drain() == 0
    (request,) = receiver.got
    said = Webhook(secret).verify(request.body or b"", dict(request.headers))
    assert (said["type"], said["version"], said["data"]["after"]) == ("order.changed", "1", "DELIVERED")
    assert dict(request.headers)["content-type"] == "application/json"


async def test_while_a_secret_changes_over_both_fit_and_afterwards_only_the_new_one(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    endpoint, before = await hooks.add(URL, by="Mei")
    after = await hooks.rotate(endpoint.id, overlap=timedelta(hours=1))
    await hooks.try_out(endpoint.id)
    clock.advance(3_601)
    await hooks.try_out(endpoint.id)
    both, late = receiver.got

    def fits(secret: str, request: HttpRequest) -> bool:
        headers = dict(request.headers)
        at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
        made = Webhook(secret).sign(headers["webhook-id"], at, (request.body or b"").decode())
        return made in headers["webhook-signature"].split(" ")

    assert [fits(secret, request) for request in (both, late) for secret in (before, after)] == [True, True, False, True]


async def test_one_event_that_breaks_us_holds_up_no_other_and_says_whose_fault_it_is(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    receiver.answers[URL] = lambda request: ZeroDivisionError("at 5") if b'"O2"' in (request.body or b"") else OK
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "DELIVERED"), ("O2", "DELIVERED"), ("O3", "DELIVERED"))
    await settled(shops)
    assert await hooks.deliverer().drain() == 3
    missed = [one for one in await hooks.deliveries() if one.due_at is not None]
    assert [(one.object_id, one.attempts) for one in missed] == [("O2", 1)]
    assert "a fault of Shoplatch itself: ZeroDivisionError" in str(missed[0])


async def test_after_the_clock_was_set_back_nothing_waits_longer_than_its_own_wait(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    receiver.answers[URL] = lambda _: answering(500)
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), *((f"O{k}", "DELIVERED") for k in range(12)))  # enough for the breaker
    await settled(shops)
    await hooks.deliverer().drain()
    async with shops.raw() as conn:  # and a worker died with the endpoint in hand
        assert await endpoints.lease(conn, "dead", clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=2))
    clock.advance(-86_400)
    receiver.answers[URL] = lambda _: OK
    deliverer = hooks.deliverer()
    assert await deliverer.recover() == 12
    assert await deliverer.drain() == 12
    assert {one.state for one in await hooks.deliveries()} == {"delivered"}


async def test_looking_for_a_clock_that_was_set_back_hastens_nothing_that_waits_as_it_should(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    for answer in (answering(500), answering(429, retry_after="7200")):
        receiver.answers[URL] = lambda _, answer=answer: answer
        await change(shops, clock.now(), (f"O{answer.status}", "DELIVERED"))
        await settled(shops)
        await hooks.deliverer().drain()
    dues = {one.object_id: one.due_at for one in await hooks.deliveries()}
    assert await hooks.deliverer().recover() == 0
    assert {one.object_id: one.due_at for one in await hooks.deliveries()} == dues


async def test_what_fails_comes_again_under_its_id_after_the_schedules_waits_and_then_ends_as_failed(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    receiver.answers[URL] = lambda _: answering(500)
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "DELIVERED"))
    await settled(shops)
    waits: list[float] = []
    for wait in (*schedule.WAITS_S[1:], None):
        await hooks.deliverer().drain()
        (one,) = await hooks.deliveries()
        if one.due_at is None:
            break
        waits.append((one.due_at - clock.now()).total_seconds())
        assert wait is not None
        assert wait <= waits[-1] <= wait * (1 + schedule.JITTER)
        clock.advance(waits[-1])
    assert len(receiver.got) == schedule.ATTEMPTS_MAX == 8
    assert len(set(receiver.ids)) == 1
    (ended,) = await hooks.deliveries()
    assert (ended.state, ended.attempts, ended.error) == ("failed", 8, "answered 500")


async def test_events_of_one_object_keep_their_order_and_the_others_go_past_them(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    failing = {"O1"}

    def answer(request: HttpRequest) -> Answered:
        return answering(500) if json.loads(request.body or b"")["data"]["id"] in failing else OK

    receiver.answers[URL] = answer
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "AWAITING_SHIPMENT"), ("O1", "IN_TRANSIT"), ("O2", "DELIVERED"))
    await settled(shops)
    await hooks.deliverer().drain()
    assert sorted(receiver.objects()) == [("O1", "AWAITING_SHIPMENT"), ("O2", "DELIVERED")]
    failing.clear()
    clock.advance(10)
    await hooks.deliverer().drain()
    assert receiver.objects()[2:] == [("O1", "AWAITING_SHIPMENT"), ("O1", "IN_TRANSIT")]


async def test_an_endpoint_gets_the_events_the_shops_and_the_causes_it_asked_for(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei", types=["order"], shop_ids=[SHOP])
    await hooks.add(f"{URL}/all", by="Mei", backfill=True)
    await change(shops, clock.now(), ("O1", "DELIVERED"))
    await change(shops, clock.now(), ("O2", "DELIVERED"), shop=OTHER_SHOP)
    await change(shops, clock.now(), ("P1", "ACTIVATE"), kind="product")
    await change(shops, clock.now(), ("O3", "DELIVERED"), cause="backfill")
    await settled(shops)
    await hooks.deliverer().drain()
    assert [id_ for id_, _ in receiver.objects()] == ["O1"]
    assert sorted(id_ for id_, _ in receiver.objects(f"{URL}/all")) == ["O1", "O2", "O3", "P1"]
    with pytest.raises(InvalidRequest, match="no event 'ordr'"):
        await hooks.add(URL, by="Mei", types=["ordr"])


async def test_what_changed_before_the_first_endpoint_was_there_is_not_told(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    await change(shops, clock.now(), ("O1", "DELIVERED"))
    await settled(shops)
    endpoint, _ = await hooks.add(URL, by="Mei")
    assert await hooks.deliverer().drain() == 0
    assert await hooks.recover(endpoint.id, clock.now() - timedelta(hours=1), clock.now() + timedelta(1)) == (0, 1)
    await hooks.deliverer().drain()
    assert receiver.objects() == [("O1", "DELIVERED")]


async def test_recover_brings_what_failed_and_what_was_never_made_each_once_under_its_old_id(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    endpoint, _ = await hooks.add(URL, by="Mei")
    await hooks.add(f"{URL}/other", by="Mei")
    receiver.answers[URL] = lambda _: answering(410)
    await change(shops, clock.now(), ("O1", "DELIVERED"))
    await settled(shops)
    await hooks.deliverer().drain()
    assert (await hooks.get(endpoint.id)).state == "disabled"
    await change(shops, clock.now(), ("O2", "DELIVERED"))
    await settled(shops)
    await hooks.deliverer().drain()
    del receiver.answers[URL]
    receiver.got.clear()
    await hooks.resume(endpoint.id)
    since, until = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
    assert await hooks.recover(endpoint.id, since, until) == (0, 1)
    assert await hooks.recover(endpoint.id, since, until) == (0, 0)
    await hooks.deliverer().drain()
    assert receiver.objects() == [("O1", "DELIVERED"), ("O2", "DELIVERED")]
    first = list(receiver.ids)
    assert await hooks.recover(endpoint.id, since, until, delivered=True) == (2, 0)
    await hooks.deliverer().drain()
    assert receiver.ids == [*first, *first]


async def test_gone_turns_an_endpoint_off_and_says_so(shops: Store, receiver: Receiver, clock: SetClock) -> None:
    notes: list[tuple[str, str]] = []
    hooks = hooks_on(shops, clock, receiver, notes)
    endpoint, _ = await hooks.add(URL, by="Mei")
    receiver.answers[URL] = lambda _: answering(410)
    await change(shops, clock.now(), ("O1", "A"), ("O2", "B"))
    await settled(shops)
    await hooks.deliverer().drain()
    stands = await hooks.get(endpoint.id)
    assert (stands.state, "410" in stands.reason) == ("disabled", True)
    assert [act for act, _ in notes] == ["hooks.disabled"]
    assert await waiting(shops) == 2  # nothing is thrown away: who turns it on again has them


async def test_who_asks_for_less_gets_nothing_before_its_time_and_loses_no_attempt(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    receiver.answers[URL] = lambda _: answering(429, retry_after="90")
    await change(shops, clock.now(), ("O1", "A"))
    await settled(shops)
    await hooks.deliverer().drain()
    clock.advance(60)
    await change(shops, clock.now(), ("O2", "B"))
    await settled(shops)
    await hooks.deliverer().drain()
    assert len(receiver.got) == 1
    del receiver.answers[URL]
    clock.advance(31)
    await hooks.deliverer().drain()
    assert sorted(receiver.objects()) == [("O1", "A"), ("O1", "A"), ("O2", "B")]
    assert {one.attempts for one in await hooks.deliveries()} == {1}


async def test_a_failure_says_what_it_was(shops: Store, receiver: Receiver, clock: SetClock) -> None:
    answers: dict[str, Answered | Exception] = {
        "answered 302, a redirect, which is not followed": answering(302, location="http://169.254.169.254/"),
        "timed out": OutcomeUnknown("POST to shop.example was sent and its answer was lost: timed out"),
        "cannot be reached": Unreachable("shop.example cannot be reached: ConnectionRefusedError"),
        "answered 503": answering(503, retry_after="Sun, 22 Nov 2026 14:30:00 GMT"),
    }
    hooks = hooks_on(shops, clock, receiver)
    for n, answer in enumerate(answers.values()):
        await hooks.add(f"{URL}/{n}", by="Mei")
        receiver.answers[f"{URL}/{n}"] = lambda _, given=answer: given
    await change(shops, clock.now(), ("O1", "A"))
    await settled(shops)
    await hooks.deliverer().drain()
    ended = {one.url: one for one in await hooks.deliveries()}
    for n, said in enumerate(answers):
        assert said in (ended[f"{URL}/{n}"].error or "")
        assert ended[f"{URL}/{n}"].due_at is not None
    assert ended[f"{URL}/3"].due_at == NOW + timedelta(minutes=30)


async def test_after_many_failures_one_event_tries_the_way_and_the_others_lose_no_attempt(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    endpoint, _ = await hooks.add(URL, by="Mei")
    receiver.answers[URL] = lambda _: answering(500)
    await change(shops, clock.now(), *((f"O{n:02}", "A") for n in range(40)))
    await settled(shops)
    worker = hooks.deliverer(options=DeliverOptions(at_once=2))
    await worker.drain()
    tried = len(receiver.got)
    assert schedule.BREAK_AFTER <= tried <= schedule.BREAK_AFTER + 1  # what was under way ends
    await worker.drain()
    assert len(receiver.got) == tried  # it rests
    clock.advance(13)
    await worker.drain()
    assert len(receiver.got) == tried + 1  # one tries the way
    del receiver.answers[URL]
    clock.advance(400)
    await worker.drain()
    clock.advance(400)
    await worker.drain()
    stands = await hooks.get(endpoint.id)
    assert (stands.failures, stands.failing_since, await waiting(shops)) == (0, None, 0)


async def test_an_endpoint_that_fails_for_five_days_is_turned_off_with_the_reason(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    notes: list[tuple[str, str]] = []
    hooks = hooks_on(shops, clock, receiver, notes)
    endpoint, _ = await hooks.add(URL, by="Mei")
    receiver.answers[URL] = lambda _: answering(500)
    for day in range(7):
        await change(shops, clock.now(), *((f"D{day}O{n}", "A") for n in range(3)))
        await settled(shops)
        for _ in range(4):
            await hooks.deliverer().drain()
            clock.advance(6 * 3_600)
    stands = await hooks.get(endpoint.id)
    assert (stands.state, "nothing arrived since 2026-11-22 14:00 UTC" in stands.reason) == ("disabled", True)
    assert [act for act, _ in notes] == ["hooks.disabled"]


async def test_a_full_queue_turns_an_endpoint_off_and_the_rest_can_be_had_later(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    hooks.feed._queue_max, hooks.feed._portion = 4, 2  # a queue of a hundred thousand takes a while to fill
    endpoint, _ = await hooks.add(URL, by="Mei")
    await hooks.pause(endpoint.id)
    await change(shops, clock.now(), *((f"O{n}", "A") for n in range(9)))
    await settled(shops)
    await hooks.deliverer().drain()
    stands = await hooks.get(endpoint.id)
    assert (stands.state, await waiting(shops)) == ("disabled", 4)
    hooks.feed._queue_max = 100
    await hooks.resume(endpoint.id)
    assert await hooks.recover(endpoint.id, NOW - timedelta(1), NOW + timedelta(1)) == (0, 5)
    await hooks.deliverer().drain()
    assert sorted(id_ for id_, _ in receiver.objects()) == [f"O{n}" for n in range(9)]


async def test_a_slow_endpoint_holds_up_no_other(shops: Store, receiver: Receiver, clock: SetClock) -> None:
    hooks, released, stop = hooks_on(shops, clock, receiver), asyncio.Event(), asyncio.Event()

    async def slow(_: HttpRequest) -> Answered:
        await released.wait()
        return OK

    receiver.answers[URL] = slow
    await hooks.add(URL, by="Mei")
    await hooks.add(f"{URL}/quick", by="Mei")
    await change(shops, clock.now(), *((f"O{n}", "A") for n in range(20)))
    running = asyncio.create_task(hooks.deliverer().run(stop))
    await eventually(lambda: len(receiver.objects(f"{URL}/quick")) == 20)
    assert len(receiver.objects()) <= DeliverOptions().at_once
    released.set()
    await eventually(lambda: len(receiver.objects()) == 20)
    stop.set()
    await running
    assert len(set(receiver.ids)) == 20


async def test_many_workers_share_the_endpoints_and_send_each_event_once(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    for n in range(4):
        await hooks.add(f"{URL}/{n}", by="Mei")
    await change(shops, clock.now(), *((f"O{n}", "A") for n in range(25)))
    await settled(shops)
    await asyncio.gather(*(hooks.deliverer().drain() for _ in range(4)))
    await hooks.deliverer().drain()
    assert [len(receiver.objects(f"{URL}/{n}")) for n in range(4)] == [25] * 4


async def test_a_worker_that_lost_its_lease_claims_nothing(shops: Store, receiver: Receiver, clock: SetClock) -> None:
    hooks = hooks_on(shops, clock, receiver)
    endpoint, _ = await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "A"))
    await settled(shops)
    await hooks.feed.advance()
    async with shops.raw() as conn:
        end = clock.now() + timedelta(seconds=30)
        assert await endpoints.lease(conn, "first", clock.now(), end) is not None
        assert await endpoints.lease(conn, "second", clock.now(), end) is None
        clock.advance(31)
        assert await endpoints.lease(conn, "second", clock.now(), clock.now() + timedelta(seconds=30)) is not None
        assert await deliveries.claim(conn, endpoint.id, "first", clock.now(), 10) == []
        assert len(await deliveries.claim(conn, endpoint.id, "second", clock.now(), 10)) == 1


async def test_pausing_gathers_and_resuming_sends(shops: Store, receiver: Receiver, clock: SetClock) -> None:
    hooks = hooks_on(shops, clock, receiver)
    endpoint, _ = await hooks.add(URL, by="Mei")
    await hooks.pause(endpoint.id, "the till is being rebuilt")
    await change(shops, clock.now(), ("O1", "A"))
    await settled(shops)
    assert await hooks.deliverer().drain() == 0
    with pytest.raises(Conflict):
        await hooks.pause(endpoint.id)
    await hooks.resume(endpoint.id)
    assert await hooks.deliverer().drain() == 1
    await hooks.remove(endpoint.id)
    with pytest.raises(NotFound):
        await hooks.get(endpoint.id)


async def test_events_older_than_thirty_days_are_forgotten_unless_they_wait(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    endpoint, _ = await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "A"))
    await settled(shops)
    await hooks.deliverer().drain()
    await hooks.pause(endpoint.id)
    await change(shops, clock.now(), ("O2", "A"))
    await settled(shops)
    await hooks.feed.advance()
    clock.advance(31 * 86_400)
    assert await hooks.feed.forget() == 1
    assert [one.object_id for one in await hooks.deliveries()] == ["O2"]


async def test_changes_that_do_not_get_to_the_outgoing_webhooks_are_told_until_they_do(
    shops: Store, receiver: Receiver, clock: SetClock
) -> None:
    hooks = hooks_on(shops, clock, receiver)
    await hooks.add(URL, by="Mei")
    await change(shops, clock.now(), ("O1", "DELIVERED"))
    await settled(shops)

    async def told(kinds: list[str]) -> list[Trouble]:
        async with asyncio.timeout(60):
            while True:
                async with shops.begin() as conn:
                    found = await of_house(conn, clock.now())
                if [one.kind for one in found] == kinds:
                    return found
                await asyncio.sleep(0.02)

    async with shops.raw() as conn:
        await conn.execute("ALTER TABLE hook_messages RENAME COLUMN body TO gone")
    stop = asyncio.Event()
    running = asyncio.create_task(hooks.deliverer(options=DeliverOptions(poll_s=0.05)).run(stop))
    (said,) = await told(["house"])
    assert said.what == "changes on their way to outgoing webhooks do not get through"
    async with shops.raw() as conn:
        await conn.execute("ALTER TABLE hook_messages RENAME COLUMN gone TO body")
    await told([])
    await eventually(lambda: len(receiver.got) == 1)
    stop.set()
    await running
