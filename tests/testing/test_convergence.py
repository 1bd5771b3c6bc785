"""The bench of convergence says where it is, what each phase cost, and finds a row that differs; the storm has its share."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from shoplatch.clock import SetClock
from shoplatch.testing.bench.convergence import storm_s
from shoplatch.testing.bench.convergence.phases import Phases
from shoplatch.testing.bench.spent import spent_below


def test_a_line_says_the_phase_how_far_it_is_and_how_long_it_may_still_take() -> None:
    clock, told = SetClock(datetime(2026, 1, 1, tzinfo=UTC)), list[str]()
    phases = Phases(told.append, until=clock.monotonic() + 2_400, clock=clock)
    clock.advance(100)
    with phases.phase("comparing"):
        clock.advance(30)
        phases.at(0.25, "orders")
        assert phases.line() == "2 min 10 s of at most 40 min 00 s: comparing (orders), 25%, about 1 min 30 s left of it"
    assert told == ["1 min 40 s of at most 40 min 00 s: comparing, 0%"]


def test_a_phase_that_is_broken_off_keeps_its_name_and_what_it_cost() -> None:
    clock, used = SetClock(datetime(2026, 1, 1, tzinfo=UTC)), {"platform": 5.0, "simulator": 1.0}
    phases = Phases(lambda _: None, until=60, spent=lambda: dict(used), clock=clock)

    def broken_off() -> None:
        with phases.phase("becoming quiet"):
            used["platform"] = 7.5
            clock.advance(4)
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert phases.now == "becoming quiet"
    assert phases.cost == {"becoming quiet": {"seconds": 4.0, "CPU seconds": {"platform": 2.5}}}


@pytest.mark.parametrize(("orders", "minutes", "storm"), [(20_000, 40, 900), (2_000, 5, 90), (300, 2, 60), (300, 1, 30)])
def test_the_storm_takes_45_seconds_for_a_thousand_orders_and_half_of_the_time_at_most(
    orders: int, minutes: float, storm: float
) -> None:
    assert storm_s(orders, minutes * 60) == storm


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="this system does not tell what processes used")
def test_a_process_is_below_itself_and_a_stranger_is_not() -> None:
    found = {one.pid: one for one in spent_below(os.getpid())}
    assert found[os.getpid()].cpu_s > 0
    assert os.getppid() not in found
