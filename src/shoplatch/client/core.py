"""One call from first attempt to reply, without I/O: a generator that asks for a token, a turn, a sending, a pause.

The two clients drive it and do nothing else, so that signing, judging, renewing, waiting and retrying exist once. It opens
no socket, sleeps never, and knows time only through the clock it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from math import inf

from shoplatch.client import aftermath, answers
from shoplatch.client.answers import Outcome, Reply
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Admission, Budget, BudgetKey, Ticket, fingerprint
from shoplatch.client.keeping import kept
from shoplatch.client.observing import CallRecord, Observer, tell
from shoplatch.client.outgoing import Caller, Prepared, signed
from shoplatch.client.retry import ATTEMPTS_MAX, pause_before_retry
from shoplatch.client.tokens import judge_copied
from shoplatch.clock import Clock
from shoplatch.errors import Fatal, OutcomeUnknown, RateLimited, Retriable, ShoplatchError, Unreachable
from shoplatch.transport import HttpRequest, HttpResponse

__all__ = ["CallRecord", "Habits", "Observer", "Pause", "Permit", "Run", "Send", "Step", "TokenWanted", "exchange"]

TIMEOUT_S = 30.0
DEADLINE_S = 300.0


@dataclass(frozen=True, slots=True)
class TokenWanted:
    """Give the token; another one than `refused`, where that is not None. Who can wait shall not wait longer than so."""

    refused: str | None
    within_s: float = inf

    def __repr__(self) -> str:
        return f"<TokenWanted {'again' if self.refused else 'first'}>"


@dataclass(frozen=True, slots=True)
class Permit:
    """Ask `budget` for a turn, for so long at most."""

    budget: Budget
    key: BudgetKey
    within_s: float = inf


@dataclass(frozen=True, slots=True)
class Send:
    """Send the request and wait for the answer, so long at most."""

    request: HttpRequest
    timeout_s: float


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait so long."""

    seconds: float


SIGN_INVALID = 106001  # the gate could not make the same signature

Step = TokenWanted | Permit | Send | Pause
Answer = str | HttpResponse | Admission | None
Run = Generator[Step, Answer, Reply]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a client behaves over all its calls."""

    clock: Clock
    random: Callable[[], float]
    observer: Observer | None = None
    attempts_max: int = ATTEMPTS_MAX
    timeout_s: float = TIMEOUT_S  # of one attempt
    deadline_s: float | None = DEADLINE_S  # of a call with all its attempts and pauses
    budget: Budget | None = None
    breaker: Breaker | None = None


@dataclass(slots=True)
class _Course:
    """How far one call has come."""

    call: Prepared
    caller: Caller
    habits: Habits
    host: str
    key: BudgetKey
    until: float  # of the clock's monotonic time
    allowed_s: float
    attempt: int = 1
    waited_s: float = 0.0  # before this attempt
    waited_in_all_s: float = 0.0
    ticket: Ticket | None = None

    def left_s(self) -> float:
        """Seconds until the deadline. Pauses count even where the clock stands still: nothing may wait for ever."""
        return min(self.until - self.habits.clock.monotonic(), self.allowed_s - self.waited_in_all_s)

    def wait(self, seconds: float, failure: ShoplatchError) -> Pause:
        """A pause that ends before the deadline; where it would not, the failure is all that is left."""
        if seconds >= self.left_s():
            raise failure
        self.waited_s += seconds
        self.waited_in_all_s += seconds
        return Pause(seconds)


def exchange(call: Prepared, caller: Caller, habits: Habits, *, with_token: bool) -> Run:
    """Run one call. Answer TokenWanted with a token, Permit with an admission, Send with a response, Pause with None.

    A failure of the transport (Unreachable, OutcomeUnknown) is thrown in where it happened. A refused token is renewed
    once, and a refused signature is made once more with the app's other secret where there is one; also for a write: the
    gate refused it, so nothing has happened.

    Raises:
        ShoplatchError: the class says what cures it (errors.py).
    """
    course = _start(call, caller, habits)
    token = _token((yield TokenWanted(None, course.left_s()))) if with_token else None
    renewed = False
    while True:
        outcome, elapsed_s = yield from _attempt(course, token)
        failure = outcome.failure
        pause_s: float | None = None
        renewing = outcome.renew_token and token is not None and not renewed
        resigning = outcome.code == SIGN_INVALID and course.caller.app_secret_also is not None
        if failure is not None and not renewing and not resigning:
            pause_s = _pause(course, failure)
        _tell(course, outcome, elapsed_s, 0.0 if renewing or resigning else pause_s)
        if outcome.reply is not None:
            return outcome.reply
        failure = failure or Fatal("the answer was neither a reply nor a failure", operation=call.operation.id)
        course.attempt, course.waited_s = course.attempt + 1, 0.0
        if resigning:
            course.caller = course.caller.with_other_secret()
            continue
        if renewing:
            renewed, other = True, _token((yield TokenWanted(token, course.left_s())))
            if other != token:
                token = other
                continue
            pause_s = _pause(course, failure)
        if pause_s is None:
            answers.raise_scrubbed(failure, (token, caller.app_secret, caller.app_secret_also, caller.shop_cipher))
        yield course.wait(pause_s, failure)


def _start(call: Prepared, caller: Caller, habits: Habits) -> _Course:
    allowed_s = habits.deadline_s if habits.deadline_s is not None else inf
    shop = fingerprint(caller.shop_cipher) if caller.shop_cipher and call.operation.shop_cipher != "none" else ""
    key = BudgetKey(caller.app_key, shop, call.operation.id)
    return _Course(
        call, caller, habits, caller.base_url.partition("//")[2], key, habits.clock.monotonic() + allowed_s, allowed_s
    )


def _attempt(course: _Course, token: str | None) -> Generator[Step, Answer, tuple[Outcome, float]]:
    """One attempt: what came of it, and how long the sending took."""
    habits = course.habits
    resting_s = habits.breaker.refuses_for(course.host) if habits.breaker is not None else None
    if resting_s is not None:
        return Outcome(failure=_resting(course, resting_s)), 0.0
    if habits.budget is not None:
        yield from _turn(course, habits.budget)
    left_s = course.left_s()
    if left_s <= 0.0:  # token and turn took all of it: sending now could only leave a write in doubt
        raise too_late(course.caller.shop, course.call.operation.id)
    timestamp = habits.clock.seconds()
    request = signed(course.call, course.caller, timestamp=timestamp, token=token)
    started = habits.clock.monotonic()
    try:
        outcome = answers.if_clocks_differ(_judged(course, (yield Send(request, min(habits.timeout_s, left_s)))), timestamp)
    except (Unreachable, OutcomeUnknown) as lost:
        outcome = Outcome(failure=_unanswered(course, lost))
    _learn(course, outcome)
    return outcome, habits.clock.monotonic() - started


def _turn(course: _Course, budget: Budget) -> Generator[Step, Answer, None]:
    """Wait for a turn in the rate budget."""
    while True:
        admission = yield Permit(budget, course.key, course.left_s())
        if not isinstance(admission, Admission):
            raise TypeError("a permit is answered with an admission")
        if admission.wait_s > 0.0:
            yield course.wait(admission.wait_s, _no_turn(course, admission.wait_s))
        if admission.ticket is not None:
            course.ticket = admission.ticket
            return


def _learn(course: _Course, outcome: Outcome) -> None:
    """Tell budget and breaker what came back. Any envelope is a sign of life, except that of an overloaded gateway."""
    habits = course.habits
    if habits.breaker is not None:
        alive = outcome.status is not None and (outcome.code is not None or outcome.status < 500) and outcome.status != 503
        (habits.breaker.answered if alive else habits.breaker.failed)(course.host)
    if habits.budget is not None and course.ticket is not None:
        failure = outcome.failure
        limited = isinstance(failure, RateLimited)
        asked_s = failure.retry_after_s if isinstance(failure, RateLimited) else None
        habits.budget.answered(course.ticket, limited=limited, retry_after_s=asked_s)


def _tell(course: _Course, outcome: Outcome, elapsed_s: float, again_in_s: float | None) -> None:
    habits = course.habits
    if habits.observer is None:
        return
    record = CallRecord(
        operation=course.call.operation.id,
        shop=course.caller.shop,
        status=outcome.status,
        code=outcome.code,
        request_id=outcome.request_id,
        elapsed_ms=elapsed_s * 1000,
        attempt=course.attempt,
        at=habits.clock.now(),
        date_header=outcome.date,
        waited_ms=course.waited_s * 1000,
        rate_per_second=course.ticket.rate if course.ticket is not None else None,
        again_in_s=again_in_s,
        error=type(outcome.failure).__name__ if outcome.failure is not None else None,
        keyed=course.call.keyed,
        parameters=kept(course.call) if getattr(habits.observer, "keeps_parameters", False) else None,
    )
    tell(habits.observer, record)


def _pause(course: _Course, failure: ShoplatchError) -> float | None:
    """Seconds until the next attempt, or None where there is none: not allowed, or not within the deadline."""
    habits = course.habits
    pause_s = pause_before_retry(
        failure,
        course.attempt,
        repeatable=course.call.repeatable,
        random=habits.random,
        attempts_max=habits.attempts_max,
        paced=habits.budget is not None,
    )
    return pause_s if pause_s is None or pause_s < course.left_s() else None


def _judged(course: _Course, answer: Answer) -> Outcome:
    if not isinstance(answer, HttpResponse):
        raise TypeError("a request is answered with a response")
    call = course.call
    now = course.habits.clock.now()
    return answers.read(call.operation, answer, shop=course.caller.shop, repeatable=call.repeatable, now=now)


def _token(answer: Answer) -> str:
    if not isinstance(answer, str):
        hint = "; an async function is for AsyncClient" if hasattr(answer, "__await__") else ""
        raise TypeError(f"token= gave {type(answer).__name__}, and a token is text{hint}")
    judge_copied("access token", answer)
    return answer


def _unanswered(course: _Course, failure: Unreachable | OutcomeUnknown) -> ShoplatchError:
    """A transport failure in the words of this call. A lost answer only matters where doing it twice would do harm."""
    call = course.call
    kind: type[ShoplatchError] = Retriable if isinstance(failure, OutcomeUnknown) and call.repeatable else type(failure)
    next_step = "Try again: asked twice, it does no harm." if kind is Retriable else failure.next_step
    told = kind(failure.what, shop=course.caller.shop, next_step=next_step, operation=call.operation.id)
    told.__cause__ = failure
    return aftermath.told(told, call.operation)


def _resting(course: _Course, seconds: float) -> ShoplatchError:
    return Unreachable(
        f"{course.host} did not answer many times in a row; nothing is sent to it for another {seconds:.0f} s",
        shop=course.caller.shop,
        operation=course.call.operation.id,
        next_step="Check that it is up; the client looks again by itself.",
    )


def too_late(shop: str | None = None, operation: str | None = None) -> ShoplatchError:
    """The deadline passed before anything was sent."""
    return Retriable(
        "The deadline passed while a token or a turn was waited for; nothing was sent",
        shop=shop,
        operation=operation,
        next_step="Try again, or allow more time (deadline_s).",
    )


def _no_turn(course: _Course, seconds: float) -> ShoplatchError:
    return RateLimited(
        "The rate budget of this operation has no turn before the deadline; nothing was sent",
        retry_after_s=seconds,
        shop=course.caller.shop,
        operation=course.call.operation.id,
        next_step="Call less often, or allow more time (deadline_s).",
    )
