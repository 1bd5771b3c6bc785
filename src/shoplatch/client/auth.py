"""The token endpoints: from an auth code to tokens, and from a refresh token to the next ones (platform.md section 3.3).

They live on another host, are not signed, carry the secret in the query and are not in the catalog. This module builds
the requests and reads the answers; sending, keeping and refreshing in time are the business of accounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import msgspec

from shoplatch import errors
from shoplatch.catalog import reader
from shoplatch.client.answers import parse_date, scrub
from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal, InvalidRequest, OutcomeUnknown, RateLimited, Reauthorize, Retriable, ShoplatchError
from shoplatch.transport import HttpRequest, HttpResponse

ACCESS_LIFE = timedelta(days=7)  # documented; only used where an answer does not say
_DURATION_BELOW = 1_000_000_000  # `*_expire_in` are moments despite the name; a value this small can only be a duration
_MILLISECONDS_ABOVE = 100_000_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a grant gives. The repr shows neither token."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    access_expires_at: datetime
    refresh_expires_at: datetime | None  # the end of the grant; None where it is not said
    open_id: str
    seller_name: str
    seller_base_region: str
    user_type: int | None  # 0 seller, 1 creator, 3 partner
    granted_scopes: tuple[str, ...]


def token_get_request(auth_url: str, app_key: str, app_secret: str, auth_code: str) -> HttpRequest:
    """Exchange the code of a callback. The code is good for 30 minutes and for one use.

    Raises:
        InvalidRequest: the code is empty or the text null, which is how a refusal arrives (platform.md section 3.2).
    """
    if auth_code in {"", "null"}:
        raise InvalidRequest("there is no auth code: the seller refused", next_step="Start the authorization again.")
    return _request(auth_url, "get", app_key, app_secret, "auth_code", auth_code, "authorized_code")


def token_refresh_request(auth_url: str, app_key: str, app_secret: str, refresh_token: str) -> HttpRequest:
    """Renew the tokens of a grant. The answer may bring a new refresh token: replace the pair as one.

    Raises:
        InvalidRequest: the refresh token is empty.
    """
    if not refresh_token:
        raise InvalidRequest("there is no refresh token", next_step="Let the seller authorize again.")
    return _request(auth_url, "refresh", app_key, app_secret, "refresh_token", refresh_token, "refresh_token")


def read_tokens(response: HttpResponse, *, now: datetime | None = None, secrets: tuple[str, ...] = ()) -> Tokens:
    """The tokens of an answer of either endpoint, read leniently: whatever is missing but the access token is tolerated.

    `now` is what durations count from; without it the `Date` of the answer, then the clock of the machine. `secrets` are
    struck out of an error's words, should the platform echo them.

    Raises:
        Reauthorize: the code or refresh token is spent, unknown or revoked.
        OutcomeUnknown: the answer was lost in a fault of the platform: the grant may have been rotated.
        ShoplatchError: another refusal; see errors.py.
    """
    envelope = _envelope(response)
    code = envelope.get("code")
    found = envelope.get("data")
    if code != 0 or not isinstance(found, dict):
        raise _refusal(code, envelope, response, secrets)
    access_token = found.get("access_token")
    if not isinstance(access_token, str) or not access_token:
        raise Fatal("The token endpoint answered without an access token", request_id=_text(envelope.get("request_id")))
    moment = now or parse_date(response.headers.get("date")) or SystemClock().now()
    return Tokens(
        access_token=access_token,
        refresh_token=_text(found.get("refresh_token")),
        access_expires_at=_moment(found.get("access_token_expire_in"), moment) or moment + ACCESS_LIFE,
        refresh_expires_at=_moment(found.get("refresh_token_expire_in"), moment),
        open_id=_text(found.get("open_id")),
        seller_name=_text(found.get("seller_name")),
        seller_base_region=_text(found.get("seller_base_region")),
        user_type=_number(found.get("user_type")),
        granted_scopes=_scopes(found.get("granted_scopes")),
    )


def _request(
    auth_url: str, verb: str, app_key: str, app_secret: str, credential: str, value: str, grant_type: str
) -> HttpRequest:
    pairs = (("app_key", app_key), ("app_secret", app_secret), (credential, value), ("grant_type", grant_type))
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in pairs)
    return HttpRequest("GET", f"{auth_url.rstrip('/')}/api/v2/token/{verb}?{query}")


def _envelope(response: HttpResponse) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(response.body)
    except msgspec.DecodeError:
        found = None
    return found if isinstance(found, dict) else {}


def _refusal(code: Any, envelope: Mapping[str, Any], response: HttpResponse, secrets: tuple[str, ...]) -> ShoplatchError:
    """The error of an answer without tokens. A refresh is a write without a key: a broken answer may have rotated."""
    request_id = _text(envelope.get("request_id")) or None
    if response.status == 429:
        return RateLimited("TikTok Shop takes no more token calls for now", request_id=request_id)
    if not isinstance(code, int) or code == 0:
        what = f"The token endpoint gave an answer that cannot be read (HTTP {response.status})"
        if response.status == 503:
            return Retriable(what, next_step="Try again a little later.", request_id=request_id)
        if 300 <= response.status < 500:
            return Fatal(what, next_step="Check the address of the token endpoint.", request_id=request_id)
        return OutcomeUnknown(what, next_step="Try the tokens at hand before asking again.", request_id=request_id)
    fact = reader.error(code)
    message = scrub(_text(envelope.get("message")) or (fact.name if fact else "no message"), secrets)[:500]
    recovery = fact.recovery if fact else ("Unclear" if response.status >= 500 else "Fatal")
    kind = OutcomeUnknown if recovery == "Unclear" else getattr(errors, recovery)
    step = fact.remedy if fact else "Report it with the request id."
    if issubclass(kind, Reauthorize):
        step = "Ask the seller to authorize again."
    refusal: ShoplatchError = kind(
        f"TikTok Shop gave no tokens: {message}", code=code, request_id=request_id, next_step=step
    )
    return refusal


def _moment(value: Any, now: datetime) -> datetime | None:
    """`*_expire_in` as a moment: absolute Unix seconds, or a duration from now where the number is too small for one."""
    number = _number(value)
    if number is None or number <= 0:
        return None
    if number < _DURATION_BELOW:
        return now + timedelta(seconds=number)
    if number > _MILLISECONDS_ABOVE:
        number //= 1000
    try:
        return datetime.fromtimestamp(number, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if abs(value) < _MILLISECONDS_ABOVE * 1000 else None
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else None


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _scopes(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    return tuple(_text(scope).strip() for scope in value if scope) if isinstance(value, list) else ()
