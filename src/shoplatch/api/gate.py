"""Stands in front of the API: under which name, who asks, how often, and what every answer carries. Bare ASGI.

A bearer token opens it and nothing else does: no cookie is read, so no page of a stranger can use somebody's session, and
CORS stays off. What is refused for want of a token or a right goes to the audit log. It knows no route: what a route asks
for is said by the route (`who.py`).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from shoplatch.accounts.audit import Audit
from shoplatch.accounts.people import TOKEN_PREFIX, People
from shoplatch.api.problems import KIND, problem
from shoplatch.api.rates import Rates
from shoplatch.config import WebOptions

Scope = MutableMapping[str, Any]  # ASGI's own types: the wire
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

PREFIX = "/api"
OPEN = frozenset({"/api", "/api/", "/api/docs", "/api/openapi.json"})  # the description holds no row
OPEN_PREFIX = "/api/assets/"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
STRICT = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", STRICT),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
log = logging.getLogger(__name__)


class Gate:
    """The gatekeeper. It leaves the person in the scope's state for the routes.

    The routes are made by `make` at the first request: a process that nobody asks need not have them.
    """

    def __init__(self, make: Callable[[], Asgi], *, people: People, audit: Audit, rates: Rates, options: WebOptions) -> None:
        self._make = make
        self._made: Asgi | None = None
        self._people = people
        self._audit = audit
        self._rates = rates
        public = urlsplit(options.public_url)
        self._hosts = LOOPBACK | {(public.hostname or "").lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        request_id = secrets.token_hex(8)
        begun: list[int] = []
        told = _with_headers(send, request_id, begun)
        scope.setdefault("state", {}).update(person=None, request_id=request_id, audit=self._audit)
        refused = await self._look(scope, headers)
        if refused is not None:
            status, kind, detail, next_step, wait_s = refused
            body = problem(status, kind, detail, next_step=next_step, request_id=request_id)
            await _answer(told, status, body, wait_s)
            return
        try:
            self._made = self._made or self._make()
            await self._made(scope, receive, told)
        except Exception:  # the last place before the server: the caller gets a problem, the log gets the story
            log.exception("request %s of the API failed", request_id)
            if not begun:
                body = problem(
                    500, "fault", "This request failed through a fault of ours",
                    next_step="The server's log tells it under the request's id.", request_id=request_id,
                )  # fmt: skip
                await _answer(told, 500, body, None)

    async def _look(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str, str, str, float | None] | None:
        """Why a request goes no further; None where it may."""
        path = scope["path"]
        if _host(headers) not in self._hosts:
            await self._note(scope, "refused.host", _host(headers)[:100])
            return (
                421, "wrong-host", "This installation does not answer under that name",
                "Use its own address, or set SHOPLATCH_PUBLIC_URL to the address you use.", None,
            )  # fmt: skip
        if "\x00" in path or b"%00" in scope.get("query_string", b""):
            return (400, "invalid-request", "The address has the character NUL in it", "Leave it out.", None)
        if path in OPEN or path.startswith(OPEN_PREFIX):
            return None
        scheme, _, given = headers.get("authorization", "").partition(" ")
        token = given.strip() if scheme.lower() == "bearer" else ""
        person = await self._people.bearer(token) if token.startswith(TOKEN_PREFIX) else None
        if person is None:
            if token:
                await self._note(scope, "refused.token", f"{scope['method']} {path[:200]}")
            return (
                401, "no-token", "This address is opened by an API token, and this is none that works",
                "Make one in the console under Account, and send it as `Authorization: Bearer slt_...`.", None,
            )  # fmt: skip
        wait_s = self._rates.take(person.token_id or person.id)
        if wait_s:
            return (429, "rate-limited", "Too many requests with this token", f"Wait {wait_s:.1f} s.", wait_s)
        scope["state"]["person"] = person
        return None

    async def _note(self, scope: Scope, act: str, subject: str) -> None:
        await self._audit.note(act, subject, actor="", outcome="refused", address=address_of(scope.get("client")))


def address_of(client: object) -> str:
    """Where a request came from, as the server beneath says."""
    return str(client[0]) if isinstance(client, tuple | list) and client else ""


def _host(headers: dict[str, str]) -> str:
    return (urlsplit(f"//{headers.get('host', '')}").hostname or "").lower()


def _with_headers(send: Send, request_id: str, begun: list[int]) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.append(message["status"])
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            fixed = [*HEADERS, (b"x-request-id", request_id.encode()), (b"cache-control", b"no-store, private")]
            message["headers"] = given + [one for one in fixed if one[0] not in names]
        await send(message)

    return told


async def _answer(send: Send, status: int, body: bytes, wait_s: float | None) -> None:
    headers = [(b"content-type", KIND.encode()), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="shoplatch"'))
    if wait_s is not None:
        headers.append((b"retry-after", str(max(1, round(wait_s + 0.5))).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
