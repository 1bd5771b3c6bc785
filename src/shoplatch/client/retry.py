"""When a call is tried again, and after how long. Pure: it neither sleeps nor calls.

Thin on purpose: only reads, and writes that carry an idempotency key, and only after errors that time can cure. Anything
that has to survive a restart belongs to a durable job, not to a loop in memory.
"""

from __future__ import annotations

from collections.abc import Callable

from shoplatch.errors import RateLimited, Retriable, ShoplatchError

ATTEMPTS_MAX = 3
FIRST_PAUSE_S = 1.0  # platform.md section 7: 1 s doubling, up to 500 ms jitter, cap 60 s
JITTER_MAX_S = 0.5
PAUSE_MAX_S = 60.0


def pause_before_retry(
    failure: ShoplatchError, attempt: int, *, repeatable: bool, random: Callable[[], float], attempts_max: int = ATTEMPTS_MAX
) -> float | None:
    """Seconds to wait before attempt number `attempt + 1`, or None if there shall be none.

    `repeatable` says that doing it twice does no harm; `random` gives a number from 0 to 1. A wait the platform asks for
    is obeyed up to a minute; a longer one is the caller's to plan, so the failure is handed on at once.
    """
    if not repeatable or attempt >= attempts_max or not isinstance(failure, Retriable):
        return None
    pause_s = min(FIRST_PAUSE_S * 2.0 ** (attempt - 1), PAUSE_MAX_S)
    if isinstance(failure, RateLimited) and failure.retry_after_s is not None:
        if failure.retry_after_s > PAUSE_MAX_S:
            return None
        pause_s = max(failure.retry_after_s, 0.0)
    return pause_s + JITTER_MAX_S * random()
