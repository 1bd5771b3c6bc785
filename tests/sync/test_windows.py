"""History is cut into windows that cover everything once and are small enough."""

import bisect
import itertools

from hypothesis import given
from hypothesis import strategies as st

from shoplatch.sync.windows import SHORTEST_S, Window, cut


@given(
    times=st.lists(st.integers(0, 1_000_000), max_size=300),
    rows_max=st.integers(1, 50),
    end=st.integers(1, 1_000_001),
)
async def test_every_row_lies_in_exactly_one_window(times: list[int], rows_max: int, end: int) -> None:
    times = sorted(time for time in times if time < end)

    async def count(start: int, stop: int) -> int:
        return bisect.bisect_left(times, stop) - bisect.bisect_left(times, start)

    windows = await cut(0, end, count, rows_max=rows_max)
    assert sum(window.rows or 0 for window in windows) == len(times)
    assert all(one.end <= two.start for one, two in itertools.pairwise(windows))
    for window in windows:
        held = bisect.bisect_left(times, window.end) - bisect.bisect_left(times, window.start)
        assert window.rows == held
        assert held <= rows_max or window.end - window.start <= SHORTEST_S


async def test_where_nobody_counts_there_is_one_window() -> None:
    async def count(start: int, stop: int) -> None:
        return None

    assert await cut(5, 10, count) == [Window(5, 10, None)]


async def test_many_rows_in_one_second_do_not_cut_for_ever() -> None:
    async def count(start: int, stop: int) -> int:
        return 1_000_000 if start <= 500 < stop else 0

    (window,) = await cut(0, 1_000_000, count)
    assert window.start <= 500 < window.end
    assert window.end - window.start <= SHORTEST_S
