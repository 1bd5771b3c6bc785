"""One call from first attempt to reply, without I/O: a generator that asks for a token, a sending, a pause.

The two clients drive it and do nothing else, so that signing, judging, renewing and retrying exist once. It opens no
socket, sleeps never, and knows time only through the clock it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime

from shoplatch.client import answers
from shoplatch.client.answers import Outcome, Reply, parse_date
from shoplatch.client.outgoing import Caller, Prepared, signed
from shoplatch.client.retry import ATTEMPTS_MAX, pause_before_retry
from shoplatch.clock import Clock
from shoplatch.errors import Fatal, OutcomeUnknown, Retriable, ShoplatchError, Unreachable
from shoplatch.transport import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What an observer learns about one attempt. No query, no body, no token: nothing that may not be kept."""

    operation: str
    shop: str | None
    status: int | None  # None: no answer came
    code: int | None  # None: no envelope could be read
    request_id: str | None
    elapsed_ms: float
    attempt: int  # 1 is the first
    at: datetime
    date_header: str | None = None

    @property
    def server_date(self) -> datetime | None:
        """The platform's own time when it answered; what a FollowingClock observes."""
        return parse_date(self.date_header)


Observer = Callable[[CallRecord], None]


@dataclass(frozen=True, slots=True)
class TokenWanted:
    """Give the token; another one than `refused`, where that is not None."""

    refused: str | None

    def __repr__(self) -> str:
        return f"<TokenWanted {'again' if self.refused else 'first'}>"


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait so long."""

    seconds: float


Step = TokenWanted | HttpRequest | Pause
Answer = str | HttpResponse | None
Run = Generator[Step, Answer, Reply]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a client behaves over all its calls."""

    clock: Clock
    random: Callable[[], float]
    observer: Observer | None = None
    attempts_max: int = ATTEMPTS_MAX


def exchange(call: Prepared, caller: Caller, habits: Habits, *, with_token: bool) -> Run:
    """Run one call. Answer TokenWanted with a token, HttpRequest with a response, Pause with None.

    A failure of the transport (Unreachable, OutcomeUnknown) is thrown in where it happened. A refused token is renewed
    once, also for a write: the gate refused it, so nothing has happened.

    Raises:
        ShoplatchError: the class says what cures it (errors.py).
    """
    token = _token((yield TokenWanted(None))) if with_token else None
    attempt, renewed = 1, False
    while True:
        request = signed(call, caller, timestamp=habits.clock.seconds(), token=token)
        started = habits.clock.monotonic()
        try:
            outcome = _judged(call, caller, habits, (yield request))
        except (Unreachable, OutcomeUnknown) as lost:
            outcome = Outcome(failure=_unanswered(call, caller, lost))
        _tell(call, caller, habits, outcome, attempt, started)
        if outcome.reply is not None:
            return outcome.reply
        failure = outcome.failure or Fatal("the answer was neither a reply nor a failure", operation=call.operation.id)
        if outcome.renew_token and token is not None and not renewed:
            renewed, other = True, _token((yield TokenWanted(token)))
            if other != token:
                token, attempt = other, attempt + 1
                continue
        pause_s = pause_before_retry(
            failure, attempt, repeatable=call.repeatable, random=habits.random, attempts_max=habits.attempts_max
        )
        if pause_s is None:
            answers.raise_scrubbed(failure, (token, caller.app_secret, caller.shop_cipher))
        yield Pause(pause_s)
        attempt += 1


def _judged(call: Prepared, caller: Caller, habits: Habits, answer: Answer) -> Outcome:
    if not isinstance(answer, HttpResponse):
        raise TypeError("a request is answered with a response")
    return answers.read(call.operation, answer, shop=caller.shop, repeatable=call.repeatable, now=habits.clock.now())


def _token(answer: Answer) -> str:
    if not isinstance(answer, str):
        raise TypeError("a token is text")
    return answer


def _unanswered(call: Prepared, caller: Caller, failure: Unreachable | OutcomeUnknown) -> ShoplatchError:
    """A transport failure in the words of this call. A lost answer only matters where doing it twice would do harm."""
    kind: type[ShoplatchError] = Retriable if isinstance(failure, OutcomeUnknown) and call.repeatable else type(failure)
    told = kind(failure.what, shop=caller.shop, next_step=failure.next_step, operation=call.operation.id)
    told.__cause__ = failure
    return told


def _tell(call: Prepared, caller: Caller, habits: Habits, outcome: Outcome, attempt: int, started: float) -> None:
    if habits.observer is None:
        return
    elapsed_ms = (habits.clock.monotonic() - started) * 1000
    habits.observer(
        CallRecord(
            operation=call.operation.id,
            shop=caller.shop,
            status=outcome.status,
            code=outcome.code,
            request_id=outcome.request_id,
            elapsed_ms=elapsed_ms,
            attempt=attempt,
            at=habits.clock.now(),
            date_header=outcome.date,
        )
    )
