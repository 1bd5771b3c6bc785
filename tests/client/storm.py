"""Many callers against a limit that is only known by its refusals, in virtual time: the simulator's own limiter says no.

A caller asks the budget, waits its turn, sends, and learns the answer half a round trip later than the limiter saw the call.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shoplatch.catalog import reader
from shoplatch.client.budget import Admission, Budget, BudgetKey
from shoplatch.clock import SetClock
from shoplatch.simulator.limits import RateLimit

OPERATION = reader.operation("order.get_order_list")
KEY = BudgetKey("app", "shop", "order.get_order_list")


@dataclass
class Storm:
    """What happened, second by second."""

    limit: int
    clock: SetClock = field(default_factory=lambda: SetClock(datetime(2026, 1, 1, tzinfo=UTC)))
    accepted: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate = RateLimit(str(self.limit), self.clock)

    async def caller(self, budget: Budget, *, trip_s: float, says_when: bool = True) -> AsyncGenerator[float, None]:
        """One caller that never stops: ask, wait, send, learn. It yields how long it waits."""
        while True:
            admission = await _asked(budget)
            while admission.ticket is None:
                yield admission.wait_s
                admission = await _asked(budget)
            yield admission.wait_s
            yield trip_s / 2
            limited = not self.gate.admits(KEY.app_key, KEY.shop, OPERATION)
            (self.refused if limited else self.accepted).append(self.clock.monotonic())
            yield trip_s / 2
            budget.answered(admission.ticket, limited=limited, retry_after_s=1.0 if limited and says_when else None)

    async def run(self, callers: Sequence[AsyncGenerator[float, None]], seconds: float) -> None:
        """Let virtual time pass."""
        order = itertools.count()
        heap = [(self.clock.monotonic(), next(order), one) for one in callers]
        heapq.heapify(heap)
        end = self.clock.monotonic() + seconds
        while heap and heap[0][0] < end:
            due, _, one = heapq.heappop(heap)
            self.clock.advance(max(due - self.clock.monotonic(), 0.0))
            wait_s = await anext(one)
            heapq.heappush(heap, (self.clock.monotonic() + wait_s, next(order), one))
        self.clock.advance(max(end - self.clock.monotonic(), 0.0))
        for one in callers:
            await one.aclose()

    def used(self, since: float = 0.0) -> float:
        """The share of the limit that was used since a moment."""
        return sum(1 for at in self.accepted if at >= since) / (self.limit * (self.clock.monotonic() - since))


async def _asked(budget: Budget) -> Admission:
    answer = budget.take(KEY)
    return answer if isinstance(answer, Admission) else await answer
