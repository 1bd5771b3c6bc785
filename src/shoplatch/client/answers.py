"""From an HTTP answer to a Reply, or to the error whose class says what cures it. Pure.

Codes and cures come from the catalog; words of the platform's message are only read where one code stands for many faults
(36009004). It does not decide whether to try again (`retry`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, overload

import msgspec

from shoplatch import errors
from shoplatch.catalog import reader
from shoplatch.catalog.model import ErrorFact, Operation
from shoplatch.client import views
from shoplatch.client.aftermath import told
from shoplatch.client.explaining import of_error
from shoplatch.client.failures import Failure, failures_of
from shoplatch.client.reading import read as read_into
from shoplatch.client.rows import Item, cut, rows_of
from shoplatch.errors import Fatal, InvalidRequest, OutcomeUnknown, PartlyDone, RateLimited, Retriable, ShoplatchError
from shoplatch.transport import HttpResponse

if TYPE_CHECKING:
    from typing_extensions import TypeVar  # defaults (PEP 696), so that a bare Reply still says something

    T = TypeVar("T")
    Whole = TypeVar("Whole", default=Any)
    Row = TypeVar("Row", default=Any)
else:
    from typing import TypeVar

    T, Whole, Row = TypeVar("T"), TypeVar("Whole"), TypeVar("Row")
_NOTHING = frozenset({b"", b"null"})


class _Envelope(msgspec.Struct, gc=False):
    """What every answer looks like (platform.md section 5). `data` may be absent, null or {} when the code is not 0."""

    code: int
    message: str | None = None
    request_id: str | int | None = None
    data: msgspec.Raw = msgspec.Raw(b"null")


_read_envelope = msgspec.json.Decoder(_Envelope, strict=False).decode


class Reply(Generic[Whole, Row]):
    """The answer to one call that the platform accepted (code 0); `Whole` is the type of `data`, `Row` that of its rows.

    `raw` holds the bytes of `data` as they came. A batch write can be accepted and still fail for some of its items: look
    at `errors`.
    """

    def __init__(
        self, operation: Operation, status: int, envelope_code: int, request_id: str | None, raw: bytes, date: str | None
    ) -> None:
        self.operation = operation
        self.status = status
        self.code = envelope_code
        self.request_id = request_id
        self.raw = raw
        self._date = date

    @cached_property
    def data(self) -> dict[str, Any]:
        """`data` as plain JSON values; {} where the platform sent none. Decoded on first access."""
        found = msgspec.json.decode(self.raw) if self.raw not in _NOTHING else {}
        return found if isinstance(found, dict) else {}

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The items of a batch that failed, each with `code`, `message` and `detail`; empty when all went well."""
        listed = self.data.get("errors")
        return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """The same typed, from whichever list the operation keeps them in; empty when all went well."""
        return failures_of(self.data)

    def checked(self) -> Self:
        """The reply itself, where every item of the batch went well.

        Raises:
            PartlyDone: some items failed; its `failures` are those.
        """
        if self.failures:
            raise partly_done(self.failures, self.operation.id, self.request_id)
        return self

    @overload
    def items(self, path: None = None) -> list[Item[Row]]: ...
    @overload
    def items(self, path: str) -> list[Item[Any]]: ...
    @overload
    def items(self, path: str | None = None, *, type: type[T]) -> list[Item[T]]: ...
    def items(self, path: str | None = None, *, type: type[Any] | None = None) -> list[Item[Any]]:  # noqa: A002
        """The rows of the answer, kept as bytes until each is looked at.

        `path` is the dotted name of a list in `data`; by default the list that is paged, or the only list there is.
        `type` is a Struct to read a row into; by default the one of the operation.

        Raises:
            InvalidRequest: the answer has several lists, or none, and no path was given.
        """
        wanted = path or views.list_path(self.operation)
        return rows_of(self.raw, wanted, type or views.row_type(self.operation, wanted))

    @overload
    def typed(self) -> Whole: ...
    @overload
    def typed(self, type: type[T]) -> T: ...
    def typed(self, type: type[Any] | None = None) -> Any:  # noqa: A002
        """The whole of `data` as a Struct; by default the operation's own (`client.shapes`). What it lacks is in `data`."""
        return read_into(self.raw, type or views.whole_type(self.operation))

    @property
    def server_date(self) -> datetime | None:
        """The platform's own time when it answered, from the `Date` header."""
        return parse_date(self._date)

    def __repr__(self) -> str:
        try:
            path = views.list_path(self.operation)
            rows = f"{len(cut(self.raw, (path,))[0] or ())} {path}, "
        except (InvalidRequest, msgspec.MsgspecError):
            rows = ""
        return f"<Reply {self.operation.id}: {rows}{len(self.raw)} bytes, request {self.request_id}>"


_GATEWAY_CODE = 36009004  # a whole family of refusals before anything is looked at (platform.md section 5)
SECRET_MIN_CHARS = 6
CLOCKS_APART_S = 30.0  # a timestamp may be at most this far ahead (platform.md section 4)


class Outcome(msgspec.Struct, frozen=True):
    """What one attempt came to: a reply or a failure, with what the call log wants to know about it."""

    status: int | None = None
    code: int | None = None
    request_id: str | None = None
    date: str | None = None
    reply: Reply | None = None
    failure: ShoplatchError | None = None
    renew_token: bool = False


def read(operation: Operation, response: HttpResponse, *, shop: str | None, repeatable: bool, now: datetime) -> Outcome:
    """Judge one answer. `repeatable` decides between "try later" and "it may have happened" where it is unclear."""
    date = response.headers.get("date")
    try:
        envelope = _read_envelope(response.body)
    except msgspec.MsgspecError:
        failure = _unreadable(operation, response, shop=shop, repeatable=repeatable, now=now)
        return Outcome(status=response.status, date=date, failure=told(failure, operation))
    request_id = str(envelope.request_id) if envelope.request_id else None
    if envelope.code == 0 and response.status < 300:
        reply = Reply(operation, response.status, 0, request_id, bytes(envelope.data), date)
        return Outcome(status=response.status, code=0, request_id=request_id, date=date, reply=reply)
    fact = reader.error(envelope.code) if envelope.code else None
    evidence: dict[str, Any] = {"code": envelope.code, "request_id": request_id, "operation": operation.id, "shop": shop}
    what = f"TikTok Shop refused: {(envelope.message or (fact.name if fact else '') or 'no message')[:500]}"
    failure = _by_recovery(
        _recovery(fact, response.status), what, _next_step(fact, envelope.message), response, evidence, repeatable, now
    )
    renew = fact is not None and fact.renew_token
    return Outcome(response.status, envelope.code, request_id, date, failure=told(failure, operation), renew_token=renew)


def _recovery(fact: ErrorFact | None, status: int) -> str:
    """The class that cures it: the gateway's status where it alone speaks, else the fact, else what the status suggests."""
    if status == 429:
        return "RateLimited"
    if status == 503:
        return "Retriable"
    if fact is not None:
        return fact.recovery
    if status >= 500 or status == 408:
        return "Unclear"
    return {401: "Reauthorize", 403: "PermissionMissing", 404: "NotFound", 409: "Conflict"}.get(status, "InvalidRequest")


def _by_recovery(
    recovery: str,
    what: str,
    next_step: str | None,
    response: HttpResponse,
    evidence: dict[str, Any],
    repeatable: bool,
    now: datetime,
) -> ShoplatchError:
    if recovery == "RateLimited":
        wait_s = retry_after_s(response, now)
        return RateLimited(what, retry_after_s=wait_s, next_step=next_step or "Call less often.", **evidence)
    if recovery == "Unclear":
        if repeatable:
            recovery, next_step = "Retriable", next_step or "Try again a little later."
        else:
            return OutcomeUnknown(what, **evidence)
    if recovery == "Retriable":
        return Retriable(what, retry_after_s=retry_after_s(response, now), next_step=next_step, **evidence)
    kind: type[ShoplatchError] = getattr(errors, recovery)
    return kind(what, next_step=next_step, **evidence)


def _unreadable(
    operation: Operation, response: HttpResponse, *, shop: str | None, repeatable: bool, now: datetime
) -> ShoplatchError:
    """An answer that is not the platform's envelope: overload pages, proxies, a wrong address."""
    recovery = _recovery(None, response.status)
    if 300 <= response.status < 500 and recovery != "RateLimited":
        return Fatal(
            f"The answer is not TikTok Shop's (HTTP {response.status})",
            next_step="Check the base URL and whatever stands between here and there.",
            operation=operation.id,
            shop=shop,
        )
    if recovery == "InvalidRequest":  # 2xx that cannot be read: cut off, or rewritten on the way
        recovery = "Unclear"
    what = f"The answer could not be read (HTTP {response.status}, {len(response.body)} bytes)"
    return _by_recovery(recovery, what, None, response, {"operation": operation.id, "shop": shop}, repeatable, now)


def if_clocks_differ(outcome: Outcome, timestamp: int) -> Outcome:
    """A refusal of the moment a call was signed for is no fault of the call: it works again once the clock is right.

    The answer's `Date` has to show that the clocks differ; without it the refusal stays what it was.
    """
    failure, theirs = outcome.failure, parse_date(outcome.date)
    if not isinstance(failure, InvalidRequest) or outcome.code != _GATEWAY_CODE or "timestamp" not in failure.what.lower():
        return outcome
    if theirs is None or abs(theirs.timestamp() - timestamp) <= CLOCKS_APART_S:
        return outcome
    later = Retriable(
        failure.what,
        next_step=failure.next_step,
        code=failure.code,
        request_id=failure.request_id,
        operation=failure.operation,
        shop=failure.shop,
    )
    later.explained_by = failure.explained_by
    return msgspec.structs.replace(outcome, failure=later)


_GATEWAY_WORDS = (  # families of 36009004 whose cure is not "fix the parameter" (platform.md section 5)
    ("timestamp", "Correct the clock of this machine: calls are accepted between 5 minutes old and 30 seconds ahead."),
    ("app_key", "Check the app key and that the app exists on this host."),
    ("cipher", "Reload the shops of the grant and send the cipher of this shop."),
)


def _next_step(fact: ErrorFact | None, message: str | None) -> str | None:
    if fact is None:
        return "Report it with the request id; this code is not in the catalog."
    if "user_type" in (message or "").lower():
        return "Sellers, creators and partners may call different operations: use a grant of the kind this one is for."
    if fact.code == _GATEWAY_CODE:
        for word, step in _GATEWAY_WORDS:
            if word in (message or "").lower():
                return step
    return None if fact.remedy.lower().startswith("none") else fact.remedy


def retry_after_s(response: HttpResponse, now: datetime) -> float | None:
    """Seconds of the `Retry-After` header, given as a number or as a date; None without one."""
    asked = response.headers.get("retry-after", "").strip()
    if not asked:
        return None
    if asked.replace(".", "", 1).isdecimal() and asked.isascii():
        return float(asked)
    until = parse_date(asked)
    return max((until - (parse_date(response.headers.get("date")) or now)).total_seconds(), 0.0) if until else None


def parse_date(header: str | None) -> datetime | None:
    """An HTTP date as an aware time, or None if there is none or it is nonsense."""
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except (ValueError, IndexError):
        return None


def partly_done(failures: tuple[Failure, ...], operation: str, request_id: str | None) -> PartlyDone:
    """The error for those who want one: says how many failed and how the first did."""
    more = f"; and {len(failures) - 1} more" if len(failures) > 1 else ""
    error = PartlyDone(
        f"Of a batch {len(failures)} failed: {str(failures[0])[:300]}{more}",
        failures=failures,
        operation=operation,
        request_id=request_id,
        next_step="The others are done: look at each of `failures` and repeat only those that can be cured.",
    )
    error.explained_by = of_error
    return error


def scrub(text: str, secrets: tuple[str | None, ...]) -> str:
    """The text without any of the secrets, should the other side have echoed one. A few letters are none: they would be
    struck out of every word."""
    for secret in secrets:
        if secret and len(secret) >= SECRET_MIN_CHARS and secret in text:
            text = text.replace(secret, "***")
    return text


def raise_scrubbed(failure: ShoplatchError, secrets: tuple[str | None, ...]) -> NoReturn:
    """Raise a failure whose words hold none of the secrets."""
    failure.what = scrub(failure.what, secrets)
    failure.args = (failure.what,)
    raise failure
