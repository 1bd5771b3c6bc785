"""Tells a wrong key from a wrong secret: asks TikTok Shop twice with things that cannot succeed, and reads the refusals.

The first question goes to the token endpoint with a made-up code: "invalid auth code" means that the app was accepted. The
second is a signed call with a made-up token: the gateway looks at the key, then at the signature, then at the token
(platform.md section 4; the first two were seen live), so the code says how far it came. Neither changes anything, and
neither spends anything: a code and a token nobody issued. It keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

import msgspec

from shoplatch.accounts.clocks import date_of
from shoplatch.accounts.hosts import Hosts
from shoplatch.catalog import reader
from shoplatch.client import auth, signing
from shoplatch.client.answers import scrub
from shoplatch.clock import Clock
from shoplatch.errors import OutcomeUnknown, Retriable, ShoplatchError
from shoplatch.transport import AsyncTransport, HttpRequest

MADE_UP = "ROW_shoplatch_made_up_to_check_the_key"
TIMEOUT_S = 10.0
INVALID_CODE = 36004004
INVALID_CREDENTIALS = 36009004
WRONG_SIGN = 106001
TOKEN_CODES = frozenset({105000, 105001, 105002, 105005})
NOT_ON_THE_LIST = 36009033
Said = Literal["right", "wrong", "unclear", "unreachable"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two refusals told. `skew_s` is how far this machine is behind (positive) or ahead; None where nobody said."""

    key: Said
    secret: Said
    key_evidence: str
    secret_evidence: str
    skew_s: float | None = None
    listed: bool | None = None  # False: the app has an IP allow-list and this machine is not on it

    @property
    def fits(self) -> bool:
        """Both are right."""
        return self.key == "right" and self.secret == "right"


@dataclass(frozen=True, slots=True)
class _Refusal:
    code: int | None  # None: no answer that can be read
    words: str
    request_id: str | None = None
    skew_s: float | None = None

    def told(self) -> str:
        if self.code is None:
            return self.words
        request = f", request {self.request_id}" if self.request_id else ""
        return f"{self.code}{request}"


async def try_credentials(transport: AsyncTransport, clock: Clock, hosts: Hosts, app_key: str, secret: str) -> Verdict:
    """Ask both hosts. Never raises for what they answer: an answer that says nothing is "unclear"."""
    by_code = await _token_endpoint(transport, hosts, app_key, secret)
    by_call = await _signed_call(transport, clock, hosts, app_key, secret)
    key, secret_said = _judged(by_code, by_call)
    return Verdict(
        key=key,
        secret=secret_said,
        key_evidence=_key_evidence(by_code, by_call),
        secret_evidence=f"a signed call with a made-up token: {by_call.told()}",
        skew_s=by_call.skew_s,
        listed=False if by_call.code == NOT_ON_THE_LIST else None if by_call.code is None else True,
    )


def _judged(by_code: _Refusal, by_call: _Refusal) -> tuple[Said, Said]:
    if by_code.code is None and by_call.code is None:
        return "unreachable", "unreachable"
    if by_call.code == WRONG_SIGN:
        return "right", "wrong"
    if by_call.code in TOKEN_CODES or by_code.code == INVALID_CODE:
        return "right", "right"
    if by_call.code == INVALID_CREDENTIALS and "token" in by_call.words.lower():
        return "right", "right"
    if _names(by_call, "app_key") or _names(by_code, "app_key"):
        return "wrong", "unclear"
    if _names(by_code, "app_secret"):
        return "right", "wrong"
    return "unclear", "unclear"


def _names(refusal: _Refusal, word: str) -> bool:
    return refusal.code == INVALID_CREDENTIALS and word in refusal.words


def _key_evidence(by_code: _Refusal, by_call: _Refusal) -> str:
    said = f"asked with a made-up code: {by_code.told()}"
    if by_code.code == INVALID_CODE:
        return f"{said}, as it should be"
    return said if by_code.code is not None else f"{said}; a signed call: {by_call.told()}"


async def _token_endpoint(transport: AsyncTransport, hosts: Hosts, app_key: str, secret: str) -> _Refusal:
    request = auth.token_get_request(hosts.auth_url, app_key, secret, MADE_UP)
    return await _asked(transport, request, secret)


async def _signed_call(transport: AsyncTransport, clock: Clock, hosts: Hosts, app_key: str, secret: str) -> _Refusal:
    path = reader.operation("authorization.get_authorized_shops").path
    query = [("app_key", app_key), ("timestamp", str(int(clock.seconds())))]
    signed = urlencode([*query, ("sign", signing.sign(path, query, None, secret))])
    headers = (("content-type", "application/json"), ("x-tts-access-token", MADE_UP))
    return await _asked(transport, HttpRequest("GET", f"{hosts.api_url}{path}?{signed}", headers), secret, clock)


async def _asked(transport: AsyncTransport, request: HttpRequest, secret: str, clock: Clock | None = None) -> _Refusal:
    try:
        answer = await transport.send(request, timeout_s=TIMEOUT_S)
    except (Retriable, OutcomeUnknown) as lost:
        return _Refusal(None, f"no answer ({lost.what})")
    except ShoplatchError as broken:
        return _Refusal(None, broken.what)
    theirs = date_of(answer)
    skew_s = (theirs - clock.now()).total_seconds() if clock is not None and theirs is not None else None
    try:
        said = msgspec.json.decode(answer.body)
    except msgspec.DecodeError:
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("code"), int):
        return _Refusal(None, f"HTTP {answer.status} and nothing that can be read", skew_s=skew_s)
    words = scrub(str(said.get("message") or ""), (secret,))[:300]
    request_id = str(said["request_id"]) if said.get("request_id") else None
    return _Refusal(said["code"], words, request_id, skew_s)
