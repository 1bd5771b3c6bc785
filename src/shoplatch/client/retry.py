"""When a call is tried again, and after how long. Pure: it neither sleeps nor calls.

Only what does no harm twice: reads, writes that carry an idempotency key, and writes the platform certainly did not do
(no connection, or a refusal at its gate). Anything that has to survive a restart belongs to a durable job, not to a loop
in memory.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.errors import RateLimited, Retriable, ShoplatchError, Unreachable

ATTEMPTS_MAX = 3
LIMITED_ATTEMPTS_MAX = 5  # platform.md section 7 advises five tries on a 429
FIRST_PAUSE_S = 2.0  # the longest first pause: with full jitter the mean is the advised second, doubling, cap 60 s
FIRST_PACED_PAUSE_S = 0.25  # where a budget paces the calls anyway
JITTER_MAX_S = 0.5  # on top of a wait that was asked for, so that not everybody comes back at once
PAUSE_MAX_S = 60.0
_KEY = "idempotency_key"


def pause_before_retry(
    failure: ShoplatchError,
    attempt: int,
    *,
    repeatable: bool,
    random: Callable[[], float],
    attempts_max: int = ATTEMPTS_MAX,
    paced: bool = False,
) -> float | None:
    """Seconds to wait before attempt number `attempt + 1`, or None if there shall be none.

    `repeatable` says that doing it twice does no harm; `random` gives a number from 0 to 1; `paced` that a budget decides
    when the next call may go. A wait the platform asks for is obeyed up to a minute; a longer one is the caller's to
    plan, so the failure is handed on at once, as is a quota of an hour or a day.
    """
    if not isinstance(failure, Retriable) or not (repeatable or did_nothing(failure)):
        return None
    limited = isinstance(failure, RateLimited)
    if attempt >= (max(attempts_max, LIMITED_ATTEMPTS_MAX) if limited and attempts_max > 1 else attempts_max):
        return None
    if failure.retry_after_s is not None:
        jitter_s = 0.0 if limited and paced else JITTER_MAX_S * random()  # a budget spreads the calls itself
        return None if failure.retry_after_s > PAUSE_MAX_S else max(failure.retry_after_s, 0.0) + jitter_s
    if limited and reader.quota(failure.code) is not None:
        return None
    first_s = FIRST_PACED_PAUSE_S if limited and paced else FIRST_PAUSE_S
    return float(min(first_s * 2.0 ** (attempt - 1), PAUSE_MAX_S)) * random()


def did_nothing(failure: ShoplatchError) -> bool:
    """Whether the platform certainly did nothing: no connection came about, or its gate refused the call."""
    return isinstance(failure, Unreachable) or reader.nothing_done(failure.code)


def new_key() -> str:
    """An idempotency key that nobody used before."""
    return uuid.uuid4().hex


def with_key(
    operation: Operation,
    params: Mapping[str, Any],
    body: Mapping[str, Any] | bytes | None,
    query: Mapping[str, Any] | None,
    make: Callable[[], str] = new_key,
) -> tuple[Mapping[str, Any], Mapping[str, Any] | bytes | None]:
    """The parameters and the body, with an idempotency key where the operation takes one and none was given.

    The key belongs to the call, so every attempt carries the same one. A body of ready bytes is left as it is.
    """
    if operation.idempotency_key is None or params.get(_KEY) or (query or {}).get(_KEY):
        return params, body
    if operation.idempotency_key == "query" or body is None:
        return {**params, _KEY: make()}, body
    if isinstance(body, bytes) or body.get(_KEY):
        return params, body
    return params, {**body, _KEY: make()}
