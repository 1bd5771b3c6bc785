"""How endpoints stand, in words and figures: whether events arrive, what to do where not, and limits that are kept."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.registry import Collector

from shoplatch.clock import SetClock, SystemClock
from shoplatch.console.hook_figures import hook_figures
from shoplatch.errors import InvalidRequest, OutcomeUnknown, Unreachable
from shoplatch.outbox import schedule
from shoplatch.outbox.attempt import judge
from shoplatch.outbox.standing import OTHERWISE, Standing, judged, likely_cure, standings
from shoplatch.store.engine import Store
from shoplatch.store.hooks.deliveries import Backlog
from shoplatch.transport import HttpRequest
from shoplatch.transport.pinned import Answered, ClosedAddress
from tests.outbox.receiver import OK, URL, Receiver, answering, change, hooks_on
from tests.store.shops import add_shops, settled

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def figures(found: list[Standing], now: datetime) -> dict[str, float]:
    """The figures as a monitor reads them."""

    class Figures(Collector):
        def collect(self):  # type: ignore[no-untyped-def]
            return hook_figures(found, now)

    registry = CollectorRegistry()
    registry.register(Figures())
    lines = generate_latest(registry).decode().splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))}


async def test_figures_tell_outcomes_what_waits_its_age_and_the_breaker_by_endpoint_and_no_address(store: Store) -> None:
    await add_shops(store)
    clock, receiver = SetClock(NOW), Receiver()
    hooks = hooks_on(store, clock, receiver)
    good, _ = await hooks.add(f"{URL}/good?key=canary123", by="Mei", label="ERP")
    bad, _ = await hooks.add(f"{URL}/bad", by="Mei")
    receiver.answers[f"{URL}/bad"] = lambda _: answering(500)
    await change(store, clock.now(), *((f"O{n:02}", "A") for n in range(12)))
    await settled(store)
    await hooks.deliverer().drain()
    clock.advance(3)

    async def read() -> dict[str, float]:
        async with store.raw() as conn:
            return figures(await standings(conn, clock.now()), clock.now())

    now = await read()
    tried = now[f'shoplatch_hook_attempts_total{{endpoint="{bad.id}",outcome="retried"}}']
    assert now[f'shoplatch_hook_attempts_total{{endpoint="{good.id}",outcome="delivered"}}'] == 12
    assert now[f'shoplatch_hook_attempt_seconds_count{{endpoint="{good.id}"}}'] == 12
    assert schedule.BREAK_AFTER <= tried <= 12
    assert now[f'shoplatch_hook_waiting{{endpoint="{bad.id}"}}'] == 12
    assert now[f'shoplatch_hook_oldest_seconds{{endpoint="{bad.id}"}}'] == 3
    assert now[f'shoplatch_hook_oldest_seconds{{endpoint="{good.id}"}}'] == 0
    assert now[f'shoplatch_hook_breaker{{endpoint="{bad.id}",state="open"}}'] == 1
    assert now[f'shoplatch_hook_breaker{{endpoint="{good.id}",state="closed"}}'] == 1
    clock.advance(3_600)
    assert (await read())[f'shoplatch_hook_breaker{{endpoint="{bad.id}",state="half_open"}}'] == 1
    await hooks.pause(bad.id)
    assert (await read())[f'shoplatch_hook_endpoint{{endpoint="{bad.id}",state="paused"}}'] == 1
    clock.advance(40 * 86_400)
    await hooks.feed.forget()
    kept = await read()
    assert kept[f'shoplatch_hook_attempts_total{{endpoint="{good.id}",outcome="delivered"}}'] == 12, "a counter never falls"
    assert not [name for name in kept if "canary" in name or "ERP" in name or "shop.example" in name]


async def test_each_endpoint_that_needs_a_person_is_named_with_what_to_do(store: Store) -> None:
    hooks = hooks_on(store, SetClock(NOW), Receiver())
    one, _ = await hooks.add(URL, by="Mei")
    some, old = Backlog(7, 0, NOW), Backlog(7, 0, NOW - timedelta(hours=2))
    failing = replace(one, failures=3, failing_since=NOW)
    cases = (
        (one, Backlog(0, 0, None), "", "ok", "nothing was sent"),
        (replace(one, last_success_at=NOW), some, "", "ok", "arrive"),
        (replace(one, state="disabled", reason="gone"), some, "answered 410 Gone", "wrong", "turned off: gone; 7 wait"),
        (replace(one, state="paused", reason="by hand"), some, "", "warning", "paused"),
        (failing, some, "answered 500", "warning", "failed 3 times in a row"),
        (replace(failing, failures=20), some, "answered 500", "wrong", "failed 20 times"),
        (one, old, "", "warning", "the oldest for 120 min"),
        (one, Backlog(0, 4, None), "", "warning", "4 events did not reach"),
    )  # fmt: skip
    for endpoint, backlog, error, word, what in cases:
        said = judged(endpoint, backlog, error, NOW)
        assert (said[0], what in said[1]) == (word, True), said
        assert bool(said[2]) is (word != "ok"), said
        assert "{" not in said[2]


async def test_every_failure_that_an_attempt_can_meet_has_a_cure_of_its_own(store: Store) -> None:
    hooks = hooks_on(store, SetClock(NOW), Receiver())
    one, _ = await hooks.add(URL, by="Mei")
    met = [judge(status, {}, NOW).error for status in (301, 307, 400, 401, 403, 404, 405, 410, 413, 429, 500, 503)]
    request = HttpRequest("POST", URL)
    met += [
        OutcomeUnknown(f"POST to {request.url} was sent and its answer was lost: no answer in time").what,
        Unreachable("shop.example cannot be reached: its certificate is not accepted (expired)").what,
        Unreachable("shop.example cannot be reached: the name is not in the DNS").what,
        Unreachable("shop.example cannot be reached: ConnectionRefusedError").what,
        ClosedAddress("shop.example leads to 10.0.0.8, which is a private address").what,
    ]
    assert [error for error in met if likely_cure(error, one) == OTHERWISE.format(id=one.id)] == []


async def test_no_more_requests_begin_in_a_second_than_an_endpoint_allows(store: Store) -> None:
    await add_shops(store)
    clock = SystemClock()
    began: list[float] = []

    def answer(_: HttpRequest) -> Answered:
        began.append(clock.monotonic())
        return OK

    receiver = Receiver({URL: answer})
    hooks = hooks_on(store, clock, receiver)
    await hooks.add(URL, by="Mei", rate_per_s=50)
    await change(store, clock.now(), *((f"O{n:02}", "A") for n in range(10)))
    await settled(store)
    assert await hooks.deliverer().drain() == 10
    gaps = [after - before for before, after in itertools.pairwise(began)]
    assert sum(gaps) >= 9 / 50 - 1 / 50, "nine waits of a fiftieth, but for one that was made good"


async def test_as_many_are_under_way_as_an_endpoint_allows_and_its_time_for_an_answer_is_its_own(store: Store) -> None:
    await add_shops(store)
    clock, times, now_, most = SystemClock(), [], 0, 0

    class Counting(Receiver):
        async def send(self, request: HttpRequest, *, timeout_s: float) -> Answered:
            nonlocal now_, most
            times.append(timeout_s)
            now_ += 1
            most = max(most, now_)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            now_ -= 1
            return await super().send(request, timeout_s=timeout_s)

    hooks = hooks_on(store, clock, Counting())
    made, _ = await hooks.add(URL, by="Mei", at_once=2, timeout_s=3)
    await change(store, clock.now(), *((f"O{n:02}", "A") for n in range(10)))
    await settled(store)
    await hooks.deliverer().drain()
    assert (most, set(times)) == (2, {3})
    for wrong in ({"at_once": 0}, {"rate_per_s": 1_001}, {"timeout_s": 31}):
        with pytest.raises(InvalidRequest):
            await hooks.change(made.id, **wrong)
    loose = await hooks.change(made.id, at_once=None, timeout_s=None)
    assert (loose.at_once, loose.timeout_s, loose.rate_per_s) == (None, None, None)
