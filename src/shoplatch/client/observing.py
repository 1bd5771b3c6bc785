"""What an observer of a client is told: one record per attempt, with nothing in it that may not be kept.

No query, no body, no token, no cipher; parameters only where the observer asks for them (`keeps_parameters`), and then
without secrets and personal data (keeping.py). An observer that fails is logged and counted; the call it watched goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shoplatch.client.answers import parse_date

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What an observer learns about one attempt. No query, no body, no token: nothing that may not be kept."""

    operation: str
    shop: str | None
    status: int | None  # None: no answer came
    code: int | None  # None: no envelope could be read
    request_id: str | None
    elapsed_ms: float  # from sending to the answer; 0 where nothing was sent
    attempt: int  # 1 is the first
    at: datetime
    date_header: str | None = None
    waited_ms: float = 0.0  # before this attempt: for a turn in the budget, and after the attempt before
    rate_per_second: float | None = None  # what the budget allowed this operation then; None without a budget
    again_in_s: float | None = None  # after which pause it is tried again; None: this was the last attempt
    error: str | None = None  # class of the failure in errors.py; None: a reply
    keyed: bool = False  # carried an idempotency key
    parameters: Mapping[str, Any] | None = field(default=None, repr=False)  # as `keeping.kept` tells them

    @property
    def server_date(self) -> datetime | None:
        """The platform's own time when it answered; what a FollowingClock observes."""
        return parse_date(self.date_header)


Observer = Callable[[CallRecord], None]
"""Takes one record. With an attribute `keeps_parameters` that is true it is told the parameters as well."""
lost_records = 0
"""How often an observer raised in this process."""


def tell(observer: Observer, record: CallRecord) -> None:
    """Tell an observer of one attempt, whatever it does with it."""
    try:
        observer(record)
    except Exception:
        global lost_records
        lost_records += 1
        _log.exception("the observer of a client failed; the call goes on")
