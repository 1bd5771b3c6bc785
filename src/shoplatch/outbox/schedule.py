"""When an event is tried again, and when an endpoint is left alone. Pure.

The schedule is that of the Standard Webhooks' reference server: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and
10 h, each somewhat later by chance so that many do not come back at the same moment.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

WAITS_S = (0.0, 5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 36_000.0)
ATTEMPTS_MAX = len(WAITS_S)
JITTER = 0.2
# The circuit breaker: after so many failures one after the other, whichever events they were, a single event tries the way
# after a pause that doubles; the others wait and lose no attempt.
BREAK_AFTER = 10
PAUSE_FIRST_S = 5.0
PAUSE_MAX_S = 300.0
DISABLE_AFTER = timedelta(days=5)
ASKED_MAX_S = 24 * 3_600.0
Breaker = Literal["closed", "open", "half_open"]


def next_attempt(failed: int, now: datetime) -> datetime | None:
    """When an event that failed so often is tried again; None: never."""
    if failed >= ATTEMPTS_MAX:
        return None
    return now + timedelta(seconds=WAITS_S[failed] * random.uniform(1.0, 1.0 + JITTER))


def longest_waits_s() -> list[float]:
    """By the number of failed attempts: how long at most an event waits for the next."""
    return [wait_s * (1.0 + JITTER) for wait_s in WAITS_S]


def pause(failures: int, now: datetime) -> datetime | None:
    """Until when an endpoint rests that failed so often one after the other; None: it does not yet."""
    over = failures - BREAK_AFTER
    if over < 0:
        return None
    return now + timedelta(seconds=min(PAUSE_MAX_S, PAUSE_FIRST_S * 2 ** min(over, 20)) * random.uniform(1.0, 1.0 + JITTER))


def half_open(failures: int) -> bool:
    """Whether one event tries the way for all."""
    return failures >= BREAK_AFTER


def breaker(failures: int, rest_until: datetime | None, now: datetime) -> Breaker:
    """How the breaker of an endpoint stands: open while it rests, half open while one event tries the way for all."""
    if not half_open(failures):
        return "closed"
    return "open" if rest_until is not None and rest_until > now else "half_open"


def is_over(failing_since: datetime, failures: int, now: datetime) -> bool:
    """Whether an endpoint has failed for days, so that it is turned off and a person told."""
    return failures >= BREAK_AFTER and now - failing_since >= DISABLE_AFTER


def asked_to_wait(header: str | None, now: datetime) -> datetime | None:
    """Until when a receiver asked us to wait (`Retry-After`, seconds or a date), at most a day; None: it did not."""
    if not header:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        wait_s = float(text)
    else:
        try:
            wait_s = (parsedate_to_datetime(text) - now).total_seconds()
        except (TypeError, ValueError):
            return None
    return now + timedelta(seconds=min(max(wait_s, 0.0), ASKED_MAX_S))
