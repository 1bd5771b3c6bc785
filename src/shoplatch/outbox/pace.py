"""How fast an endpoint is sent to where it asked for a limit: requests begin evenly, so many a second, kept by one process.

One process at a time delivers to an endpoint, so no agreement between machines is needed; who takes over begins with one.
"""

from __future__ import annotations

from shoplatch.clock import Clock
from shoplatch.store.hooks.endpoints import Endpoint

UNLIMITED = 1_000_000


class Pace:
    """When the next request to each endpoint may begin."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}

    def room(self, endpoint: Endpoint) -> int:
        """How many requests may begin now."""
        if endpoint.rate_per_s is None:
            return UNLIMITED
        return 0 if self.wait_s(endpoint) else 1

    def began(self, endpoint: Endpoint, requests: int) -> None:
        """Note that requests began."""
        if endpoint.rate_per_s is not None and requests:
            now = self._clock.monotonic()
            # Not from now: what began a little late because of a slow loop does not make the whole slower.
            before = max(self._next.get(endpoint.id, now), now - 1.0 / endpoint.rate_per_s)
            self._next[endpoint.id] = before + requests / endpoint.rate_per_s

    def wait_s(self, endpoint: Endpoint) -> float:
        """How long until another may begin; 0: now."""
        if endpoint.rate_per_s is None:
            return 0.0
        return max(0.0, self._next.get(endpoint.id, 0.0) - self._clock.monotonic())
