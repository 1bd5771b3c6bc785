"""The rate budget finds a limit nobody told it, stays just below, and follows when it moves. Virtual time, the simulator's
own limiter."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.client import Client
from shoplatch.client.budget import (
    BURST_S,
    DOCUMENTED_PER_SECOND,
    HORIZON_S,
    KEYS_MAX,
    LEAST_PER_SECOND,
    MOST_PER_SECOND,
    BudgetKey,
    LocalBudget,
    Pace,
    Unlimited,
    fingerprint,
)
from shoplatch.clock import SetClock
from shoplatch.errors import RateLimited
from shoplatch.simulator.limits import RateLimit
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import CIPHER, NOW, Naps, Script, answer, client
from tests.client.storm import KEY, OPERATION, Storm


@pytest.mark.parametrize("says_when", [True, False], ids=["Retry-After", "no Retry-After"])
@pytest.mark.parametrize(("limit", "callers", "trip_s"), [(1, 5, 0.05), (3, 20, 0.05), (10, 1, 0.005), (50, 60, 0.2)])
async def test_nine_tenths_of_a_limit_are_used_from_the_first_second_on(
    limit: int, callers: int, trip_s: float, *, says_when: bool
) -> None:
    storm = Storm(limit)
    budget = LocalBudget(storm.clock)
    await storm.run([storm.caller(budget, trip_s=trip_s, says_when=says_when) for _ in range(callers)], 100)
    assert storm.used() >= 0.9
    assert len(storm.refused) <= 0.25 * len(storm.accepted)


async def test_a_limit_above_the_start_is_found_by_demand() -> None:
    storm = Storm(200)
    budget = LocalBudget(storm.clock)
    await storm.run([storm.caller(budget, trip_s=0.05) for _ in range(40)], 80)
    assert storm.used(since=30.0) >= 0.9


async def test_a_limit_that_falls_and_rises_is_followed() -> None:
    storm = Storm(60)
    budget = LocalBudget(storm.clock)
    await storm.run([storm.caller(budget, trip_s=0.05) for _ in range(30)], 40)
    for limit, settling_s, span_s in ((12, 10, 40), (60, 120, 60)):
        storm.limit = limit
        storm.gate.change(str(limit))
        await storm.run([storm.caller(budget, trip_s=0.05) for _ in range(30)], settling_s)
        since = storm.clock.monotonic()
        await storm.run([storm.caller(budget, trip_s=0.05) for _ in range(30)], span_s)
        assert storm.used(since) >= 0.8, limit


def test_without_demand_the_rate_does_not_grow() -> None:
    clock = SetClock(NOW)
    budget = LocalBudget(clock)
    for _ in range(100):
        assert budget.take(KEY).wait_s == 0.0
        clock.advance(10.0)
    assert budget.rate(KEY) == DOCUMENTED_PER_SECOND


def after_a_while() -> SetClock:
    clock = SetClock(NOW)
    clock.advance(100.0)
    return clock


def test_a_few_calls_after_a_quiet_time_go_at_once_and_then_in_turns() -> None:
    budget = LocalBudget(after_a_while(), start_per_second=50.0)
    waits = [budget.take(KEY).wait_s for _ in range(20)]
    at_once = waits.count(0.0)
    assert at_once == 1 + 50 * BURST_S
    turns = [wait for wait in waits[at_once:] if wait <= HORIZON_S]
    assert turns[:10] == pytest.approx([0.02 * (n + 1) for n in range(10)])


def test_turns_far_away_are_not_given_out_because_the_rate_may_change() -> None:
    budget = LocalBudget(after_a_while(), start_per_second=10.0)
    given = [budget.take(KEY) for _ in range(10)]
    assert [one.ticket is not None for one in given] == [True] * 4 + [False] * 6
    assert all(0.0 < one.wait_s <= HORIZON_S + 0.1 for one in given if one.ticket is None)


def test_operations_shops_and_apps_do_not_share_a_limit() -> None:
    budget = LocalBudget(SetClock(NOW), start_per_second=1.0)
    keys = [KEY, KEY._replace(shop="other"), KEY._replace(operation="x"), KEY._replace(app_key="y")]
    assert [budget.take(key).wait_s for key in keys] == [0.0] * 4
    assert budget.take(KEY).ticket is None


def test_a_wait_the_platform_asks_for_holds_every_caller_of_the_key() -> None:
    clock = SetClock(NOW)
    budget = LocalBudget(clock)
    ticket = budget.take(KEY).ticket
    assert ticket is not None
    budget.answered(ticket, limited=True, retry_after_s=30.0)
    assert budget.take(KEY).ticket is None
    clock.advance(29.0)
    assert budget.take(KEY).ticket is None
    clock.advance(1.5)
    assert budget.take(KEY).ticket is not None


def test_memory_is_bounded_however_many_shops_there_are() -> None:
    budget = LocalBudget(SetClock(NOW))
    for n in range(KEYS_MAX + 50):
        budget.take(BudgetKey("app", str(n), "order.get_order_list"))
    assert len(budget._lines) == KEYS_MAX


@given(
    start=st.floats(0.01, 5_000),
    steps=st.lists(st.tuples(st.floats(0, 3), st.booleans(), st.none() | st.floats(0, 2)), max_size=60),
)
def test_whatever_happens_a_turn_comes_and_the_rate_stays_between_its_bounds(
    start: float, steps: list[tuple[float, bool, float | None]]
) -> None:
    clock = SetClock(NOW)
    budget = LocalBudget(clock, start_per_second=start)
    for passed, limited, asked in steps:
        clock.advance(passed)
        admission = budget.take(KEY)
        assert admission.wait_s >= 0.0
        if admission.ticket is not None:
            budget.answered(admission.ticket, limited=limited, retry_after_s=asked)
        assert LEAST_PER_SECOND <= budget.rate(KEY) <= MOST_PER_SECOND
    for _ in range(10):
        admission = budget.take(KEY)
        clock.advance(admission.wait_s)
        if admission.ticket is not None:
            return
    pytest.fail("no turn came")


def test_the_rate_returns_to_what_was_let_through_and_then_looks_for_more() -> None:
    pace = Pace(ceiling=40.0, learnt=True)
    seen = []
    for demand in range(0, 101, 10):
        pace.demand_s = float(demand)
        seen.append(pace.rate)
    assert seen == sorted(seen)
    assert seen[0] == pytest.approx(38.0)
    assert seen[2] == pytest.approx(40.0)
    assert seen[4] == pytest.approx(42.0)
    assert seen[-1] > 100.0


def test_a_cipher_is_not_readable_from_its_fingerprint() -> None:
    assert CIPHER not in fingerprint(CIPHER)
    assert fingerprint(CIPHER) == fingerprint(CIPHER) != fingerprint("another")


def test_those_who_keep_the_limit_by_other_means_never_wait() -> None:
    clock = SetClock(NOW)
    naps = Naps(clock)
    mine = client(Script(answer({})), clock=clock, sleep=naps, budget=Unlimited())
    for _ in range(500):
        mine.call("order.get_order_list", page_size=1)
    assert naps.taken == []


def storm_of_writes(share_down: float) -> tuple[Script, Counter[str], Client, SetClock]:
    """A platform with a limit of 20 a second that does what it accepts; some connections do not come about."""
    clock = SetClock(NOW)
    gate = RateLimit("20", clock)
    done: Counter[str] = Counter()
    dice = random.Random(7)

    def platform(request: HttpRequest) -> HttpResponse:
        clock.advance(0.002)
        if dice.random() < share_down:
            return HttpResponse(502, {}, b"bad gateway")
        if not gate.admits(KEY.app_key, KEY.shop, OPERATION):
            return answer(code=36009002, status=429, retry_after="1")
        done[request.url.partition("/packages/")[2].partition("/ship")[0]] += 1
        return answer({})

    script = Script(platform)
    return script, done, client(script, clock=clock, sleep=Naps(clock)), clock


def test_a_storm_of_writes_is_done_once_each_at_the_pace_of_the_limit() -> None:
    script, done, mine, clock = storm_of_writes(0.0)
    for n in range(1, 801):
        mine.call("fulfillment.ship_package", package_id=str(n), body=b"{}")
    assert done == Counter({str(n): 1 for n in range(1, 801)})
    assert 800 / (20 * clock.monotonic()) >= 0.9
    assert len(script.requests) <= 800 * 1.05


def test_what_was_refused_for_good_was_never_done() -> None:
    script = Script(answer(code=36009002, status=429, retry_after="1"))
    with pytest.raises(RateLimited) as limited:
        client(script).call("fulfillment.ship_package", package_id="1", body=b"{}")
    assert len(script.requests) == 5
    assert limited.value.retry_after_s == 1.0


def test_a_call_that_gets_no_turn_before_its_deadline_says_that_nothing_was_sent() -> None:
    clock = SetClock(NOW)
    script = Script(answer({}))
    mine = client(script, clock=clock, budget=LocalBudget(clock, start_per_second=0.5))
    mine.call("order.get_order_list", page_size=1)
    with pytest.raises(RateLimited, match="nothing was sent"):
        mine.call("order.get_order_list", page_size=1, deadline_s=1.0)
    assert len(script.requests) == 1
