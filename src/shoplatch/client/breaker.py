"""When to stop asking a host that does not answer: a breaker per host. Pure: it sends nothing and never sleeps.

It opens after so many calls in a row without an answer, refuses for a while without sending anything, then lets one call
through to look. Whatever the platform says, also a no, is an answer.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from shoplatch.clock import Clock

FAILURES_MAX = 10
FIRST_REST_S = 5.0
REST_MAX_S = 60.0
LOOK_S = 30.0  # a look that never came back: another may go


@dataclass(slots=True)
class _Host:
    failures: int = 0
    rest_s: float = 0.0  # 0: closed
    open_until: float = 0.0
    looking: bool = False  # one call has been let through to see


class Breaker:
    """The state of every host; one may be shared by many clients. Safe between threads."""

    def __init__(self, clock: Clock, *, failures_max: int = FAILURES_MAX) -> None:
        self._clock = clock
        self._failures_max = failures_max
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def refuses_for(self, host: str) -> float | None:
        """Seconds for which calls to a host are refused, or None where this one may go.

        Once the rest is over, the first to ask goes to look; the others are refused until it is back.
        """
        known = self._hosts.get(host)
        if known is None or not known.rest_s:
            return None
        with self._lock:
            now = self._clock.monotonic()
            if now < known.open_until:
                return known.open_until - now
            known.looking, known.open_until = True, now + LOOK_S
            return None

    def answered(self, host: str) -> None:
        """The host answered: it is trusted again."""
        if host in self._hosts:
            with self._lock:
                self._hosts.pop(host, None)

    def failed(self, host: str) -> None:
        """The host did not answer, or could not."""
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
            known.failures += 1
            if known.failures < self._failures_max or (known.rest_s and not known.looking):
                return  # still trusted, or an old call that comes back late
            known.looking = False
            known.rest_s = min(max(known.rest_s * 2.0, FIRST_REST_S), REST_MAX_S)
            known.open_until = self._clock.monotonic() + known.rest_s
