"""Clocks: the machine's, one that stands, and one that follows another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from shoplatch.clock import Clock, FollowingClock, SetClock, SystemClock, from_seconds

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_machines_clock_is_aware_and_agrees_with_itself() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now().timestamp() - clock.seconds()) < 2
    first = clock.monotonic()
    assert clock.monotonic() >= first


def test_a_set_clock_stands_until_it_is_moved() -> None:
    clock = SetClock(START)
    assert (clock.now(), clock.seconds(), clock.monotonic()) == (START, 1767225600, 0.0)
    clock.advance(90.5)
    assert clock.now() == START + timedelta(seconds=90.5)
    assert clock.seconds() == 1767225690
    assert clock.monotonic() == 90.5


def test_a_set_clock_keeps_utc_whatever_zone_it_was_given() -> None:
    clock = SetClock(datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == START
    assert clock.now().tzinfo is UTC


def test_a_following_clock_goes_with_the_one_beneath_until_it_learns() -> None:
    beneath = SetClock(START)
    clock = FollowingClock(beneath)
    assert clock.now() == START
    clock.observe(START + timedelta(days=3))
    assert clock.now() == START + timedelta(days=3)
    beneath.advance(60)
    assert clock.now() == START + timedelta(days=3, seconds=60)
    assert clock.seconds() == int((START + timedelta(days=3, seconds=60)).timestamp())
    assert clock.monotonic() == 60.0


@pytest.mark.parametrize("drift_s", [0.0, 1.0, -1.9, 2.0])
def test_small_differences_are_left_alone(drift_s: float) -> None:
    clock = FollowingClock(SetClock(START))
    clock.observe(START + timedelta(seconds=drift_s))
    assert clock.now() == START


def test_a_following_clock_also_goes_back() -> None:
    clock = FollowingClock(SetClock(START))
    clock.observe(START + timedelta(hours=1))
    clock.observe(START)
    assert clock.now() == START


def test_drift_is_measured_against_what_was_learnt() -> None:
    """Many small steps must not pile up unseen: each is compared with the offset that is held."""
    beneath = SetClock(START)
    clock = FollowingClock(beneath, tolerance_s=2)
    for step in range(1, 6):
        clock.observe(START + timedelta(seconds=step))
    assert abs((clock.now() - (START + timedelta(seconds=5))).total_seconds()) <= 2


@pytest.mark.parametrize(
    ("written", "moment"),
    [(1767225600, START), ("1767225600", START), (0, None), ("0", None), ("", None), (None, None), (-1, None)],
)
def test_seconds_of_the_platform_become_a_moment_or_nothing(written: int | str | None, moment: datetime | None) -> None:
    assert from_seconds(written) == moment
