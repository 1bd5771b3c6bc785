"""A simulator app follows the simulator's time; a production app never does and reports a wrong clock."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from shoplatch.accounts.apps import App
from shoplatch.accounts.clocks import Clocks, date_of
from shoplatch.clock import SetClock
from shoplatch.transport import HttpRequest, HttpResponse
from tests.accounts.conftest import APP_KEY, BASE_URL, START
from tests.accounts.fake_tiktok import FakeTikTok

SIMULATED = App(APP_KEY, "W", "simulator", "73", "ROW", BASE_URL, BASE_URL, BASE_URL + "/open/authorize", "f", START)
PRODUCTION = replace(SIMULATED, environment="production", api_url="https://open-api.tiktokglobalshop.com")
READ = HttpRequest("GET", BASE_URL + "/authorization/202309/shops")


async def test_a_wound_simulator_is_followed(clock: SetClock, tiktok: FakeTikTok) -> None:
    clocks = Clocks(clock, tiktok)
    tiktok.date = START + timedelta(days=90)
    await clocks.transport_for(SIMULATED).send(READ, timeout_s=5)
    assert clocks.clock_for(SIMULATED).now() == START + timedelta(days=90)
    clock.advance(60)
    assert clocks.clock_for(SIMULATED).now() == START + timedelta(days=90, seconds=60)


async def test_two_simulators_have_two_times(clock: SetClock, tiktok: FakeTikTok) -> None:
    clocks = Clocks(clock, tiktok)
    tiktok.date = START + timedelta(days=90)
    await clocks.transport_for(SIMULATED).send(READ, timeout_s=5)
    assert clocks.clock_for(replace(SIMULATED, api_url="http://127.0.0.1:9999")).now() == START


@pytest.mark.parametrize(("skew_s", "word"), [(3600, "behind"), (-3600, "ahead of")])
async def test_production_is_never_followed_and_a_wrong_clock_is_reported_once(
    clock: SetClock, tiktok: FakeTikTok, caplog: pytest.LogCaptureFixture, skew_s: int, word: str
) -> None:
    clocks = Clocks(clock, tiktok)
    tiktok.date = START + timedelta(seconds=skew_s)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            await clocks.transport_for(PRODUCTION).send(READ, timeout_s=5)
    assert clocks.clock_for(PRODUCTION).now() == START
    assert clocks.skews() == {APP_KEY: skew_s}
    assert [word in record.getMessage() for record in caplog.records] == [True]


async def test_a_skew_that_went_away_is_no_longer_reported(clock: SetClock, tiktok: FakeTikTok) -> None:
    clocks = Clocks(clock, tiktok)
    for away_s in (45, 10):
        tiktok.date = START + timedelta(seconds=away_s)
        await clocks.transport_for(PRODUCTION).send(READ, timeout_s=5)
    assert clocks.skews() == {}


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2026 99:99:99 GMT", "-1"])
def test_an_unreadable_date_is_no_date(date: str) -> None:
    assert date_of(HttpResponse(200, {"date": date}, b"")) is None
