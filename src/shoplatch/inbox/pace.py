"""How long a lane rests between batches: not at all while few events come, some seconds while many do.

In a flood most events ring for objects that just rang. Letting them gather folds them: a few calls instead of one each, at
the price of seconds that nobody misses in a flood. Pure; it is told the time.
"""

from __future__ import annotations

from collections import defaultdict, deque

WINDOW_S = 5.0
CALM = 20.0  # events a second that are worked as they come
PER_S = 25.0  # each so many more make the rest a second longer
REST_MAX_S = 5.0
SHOPS_MAX = 10_000


class Pace:
    """The pace of every lane that one worker works."""

    def __init__(self) -> None:
        self._seen: dict[str, deque[tuple[float, int]]] = defaultdict(deque)

    def rest_s(self, shop_id: str, events: int, now: float) -> float:
        """Seconds to rest after a visit that worked so many events; 0 in calm times."""
        if len(self._seen) > SHOPS_MAX:
            self._seen.clear()
        seen = self._seen[shop_id]
        seen.append((now, events))
        while seen[0][0] < now - WINDOW_S:
            seen.popleft()
        rate = sum(number for _, number in seen) / WINDOW_S
        return min(REST_MAX_S, max(0.0, (rate - CALM) / PER_S))
