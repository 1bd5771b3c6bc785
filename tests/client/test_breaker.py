"""A host that does not answer is left in peace, looked at now and then, and trusted again when it answers."""

from __future__ import annotations

import pytest

from shoplatch.client.breaker import FAILURES_MAX, FIRST_REST_S, LOOK_S, REST_MAX_S, Breaker
from shoplatch.clock import SetClock
from shoplatch.errors import Retriable, Unreachable
from shoplatch.transport import HttpResponse
from tests.client.scripted import NOW, Script, answer, client

HOST = "open-api.example"
DOWN = Unreachable("cannot be reached: ConnectError")


def broken(clock: SetClock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(FAILURES_MAX):
        breaker.failed(HOST)
    return breaker


def test_it_opens_after_so_many_failures_in_a_row_and_not_before() -> None:
    breaker = Breaker(SetClock(NOW))
    for _ in range(FAILURES_MAX - 1):
        breaker.failed(HOST)
    assert breaker.refuses_for(HOST) is None
    breaker.answered(HOST)
    breaker.failed(HOST)
    assert breaker.refuses_for(HOST) is None


def test_an_open_breaker_says_how_long_and_stops_no_other_host() -> None:
    clock = SetClock(NOW)
    breaker = broken(clock)
    assert breaker.refuses_for(HOST) == FIRST_REST_S
    clock.advance(2.0)
    assert breaker.refuses_for(HOST) == FIRST_REST_S - 2.0
    assert breaker.refuses_for("other") is None


def test_after_the_rest_one_call_looks_and_the_others_wait_for_it() -> None:
    clock = SetClock(NOW)
    breaker = broken(clock)
    clock.advance(FIRST_REST_S)
    assert breaker.refuses_for(HOST) is None
    assert breaker.refuses_for(HOST) == LOOK_S
    breaker.answered(HOST)
    assert breaker.refuses_for(HOST) is None


def test_a_look_in_vain_doubles_the_rest_up_to_a_minute() -> None:
    clock = SetClock(NOW)
    breaker = broken(clock)
    rests = []
    for _ in range(6):
        rests.append(breaker.refuses_for(HOST))
        clock.advance(rests[-1] or 0.0)
        assert breaker.refuses_for(HOST) is None
        breaker.failed(HOST)
    assert rests == [5.0, 10.0, 20.0, 40.0, REST_MAX_S, REST_MAX_S]


def test_old_calls_that_fail_late_do_not_prolong_the_rest() -> None:
    clock = SetClock(NOW)
    breaker = broken(clock)
    clock.advance(3.0)
    breaker.failed(HOST)
    assert breaker.refuses_for(HOST) == FIRST_REST_S - 3.0


def test_a_look_that_never_comes_back_is_followed_by_another() -> None:
    clock = SetClock(NOW)
    breaker = broken(clock)
    clock.advance(FIRST_REST_S)
    assert breaker.refuses_for(HOST) is None
    clock.advance(LOOK_S)
    assert breaker.refuses_for(HOST) is None


@pytest.mark.parametrize(
    "failure", [DOWN, HttpResponse(502, {}, b"x"), HttpResponse(503, {}, b"x"), answer(code=1, status=503)]
)
def test_calls_to_a_dead_host_end_without_being_sent(failure: HttpResponse | Exception) -> None:
    clock = SetClock(NOW)
    script = Script(failure)
    mine = client(script, clock=clock, attempts_max=1)
    for _ in range(FAILURES_MAX):
        with pytest.raises(Retriable):
            mine.call("order.get_order_list", page_size=1)
    with pytest.raises(Unreachable, match="nothing is sent"):
        mine.with_shop("other").call("order.get_order_list", page_size=1)
    assert len(script.requests) == FAILURES_MAX


@pytest.mark.parametrize(
    "alive", [answer(code=12052032), answer(code=105002, status=401), answer(code=36009003), HttpResponse(404, {}, b"x")]
)
def test_any_answer_of_the_platform_is_a_sign_of_life(alive: HttpResponse) -> None:
    clock = SetClock(NOW)
    breaker = Breaker(clock)
    for _ in range(FAILURES_MAX - 1):
        breaker.failed(HOST)
    with pytest.raises(Exception):  # noqa: B017, PT011 - which error it is, other tests tell
        client(Script(alive), clock=clock, attempts_max=1, breaker=breaker, base_url=f"https://{HOST}").call(
            "product.get_product", product_id="1"
        )
    breaker.failed(HOST)
    assert breaker.refuses_for(HOST) is None
