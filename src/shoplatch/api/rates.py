"""How often one token may ask: a bucket for each, in this process. It forgets tokens that have been still."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from shoplatch.clock import Clock

PER_S = 20.0
BURST = 100.0
KNOWN_MAX = 10_000


@dataclass(slots=True)
class Bucket:
    """What is left, and when it was last filled."""

    left: float
    at: float


class Rates:
    """One bucket per name."""

    def __init__(self, clock: Clock, *, per_s: float = PER_S, burst: float = BURST) -> None:
        self._clock = clock
        self._per_s = per_s
        self._burst = burst
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, name: str) -> float:
        """Take one; 0.0 where it was there, else the seconds until it will be."""
        now = self._clock.monotonic()
        bucket = self._buckets.setdefault(name, Bucket(self._burst, now))
        self._buckets.move_to_end(name)
        while len(self._buckets) > KNOWN_MAX:
            self._buckets.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + max(0.0, now - bucket.at) * self._per_s)
        bucket.at = now
        if bucket.left < 1:
            return (1 - bucket.left) / self._per_s
        bucket.left -= 1
        return 0.0
