"""The gatekeeper of the console: who may ask, from where, and what every answer says to the browser.

Refuses hosts that are not ours (a page of a stranger could otherwise reach a console on loopback by a name of its own),
writes that do not come from our own pages, pages without a session or API token, and what the role does not open
(access.py). What it refuses goes to the audit log. Adds the security headers. Bare ASGI, so that event streams pass through
unbuffered. It knows no page.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from shoplatch.accounts.audit import Audit
from shoplatch.accounts.people import TOKEN_PREFIX, People, Person
from shoplatch.config import WebOptions
from shoplatch.console.access import is_open, may, needed

Scope = MutableMapping[str, Any]  # ASGI's own types: the wire
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
log = logging.getLogger(__name__)
ANY_ORIGIN = frozenset({"/sign-in/provider/logout"})  # no page sends it, a signature decides, and no cookie counts
ANY_HOST = frozenset({"/healthz", "/readyz"})  # a load balancer asks by address
HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


class Guard:
    """Stands in front of the pages. `refused` renders a refusal: (status, what, next step) -> HTML."""

    def __init__(
        self,
        app: Asgi,
        *,
        people: People,
        audit: Audit,
        options: WebOptions,
        refused: Callable[[int, str, str], str],
        answers: Counter[str],
    ) -> None:
        self._pages = app  # the framework names this argument
        self._people = people
        self._audit = audit
        self._refused = refused
        public = urlsplit(options.public_url)
        self._hosts = LOOPBACK | {(public.hostname or "").lower()}
        self._origin = f"{public.scheme}://{public.netloc}".lower()
        self._secure = public.scheme == "https"
        self._cookie = cookie_name(options)
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._pages(scope, receive, send)
            return
        begun: list[int] = []
        told = self._with_headers(send, begun)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"]
        if path not in ANY_HOST and _host(headers) not in self._hosts:
            await self._note("refused.host", _host(headers)[:100], scope)
            await self._refuse(
                told, 421, "This console does not answer under that name",
                "Open it under its own address, or set SHOPLATCH_PUBLIC_URL to the address you use.",
            )  # fmt: skip
            return
        bearer = bearer_in(headers)
        # A token is sent on purpose; a cookie comes by itself, so what it opens has to come from a page of ours.
        ours = bearer is not None or scope["method"] in ("GET", "HEAD") or path in ANY_ORIGIN or self._own_page(headers)
        if not ours:
            await self._note("refused.origin", f"{scope['method']} {path[:200]}", scope, headers.get("origin", "")[:100])
            await self._refuse(
                told, 403, "This request did not come from a page of this console",
                "Open the page again and repeat it there. Behind a proxy, set SHOPLATCH_PUBLIC_URL to its public address.",
            )  # fmt: skip
            return
        token = read_cookie(headers.get("cookie", ""), self._cookie)
        open_to_all = is_open(path, scope["method"])
        person = None if open_to_all else await self._who(bearer, token)
        scope.setdefault("state", {}).update(person=person, session=token)
        if person is None and not open_to_all:
            await self._send_to_sign_in(scope, told, by_token=bearer is not None)
            return
        if person is not None and not may(person, path, scope["method"]):
            wanted = ", ".join(needed(scope["method"], path)) or "every shop"
            await self._note("refused.right", f"{scope['method']} {path[:200]}", scope, f"needs {wanted}", person.name)
            await self._refuse(
                told, 403, f"Your role ({person.role}) or your shops do not open this",
                "Ask an owner; who may do what is under People.",
            )  # fmt: skip
            return
        try:
            await self._pages(scope, receive, told)
        except Exception:  # the last place before the server: the reader gets a page, the log gets the story
            log.exception("a page failed")
            if not begun:
                await self._refuse(
                    told, 500, "This page failed through a fault of ours",
                    "Load it again. If it stays, the server's log says what happened.",
                )  # fmt: skip

    async def _who(self, bearer: str | None, session: str | None) -> Person | None:
        if bearer is not None:
            return await self._people.bearer(bearer)
        return await self._people.session(session)

    async def _note(self, act: str, subject: str, scope: Scope, detail: str = "", actor: str = "") -> None:
        await self._audit.note(
            act, subject, actor=actor, outcome="refused", detail=detail, address=address_of(scope.get("client"))
        )

    def _own_page(self, headers: dict[str, str]) -> bool:
        origin = headers.get("origin", "").lower()
        if origin and origin != "null":
            return origin == self._origin or urlsplit(origin).netloc == headers.get("host", "").lower()
        return headers.get("sec-fetch-site") == "same-origin"

    def _with_headers(self, send: Send, begun: list[int]) -> Send:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message["status"])
                self._answers[str(message["status"])] += 1
                given = {name.lower() for name, _ in message.get("headers", [])}
                extra = [pair for pair in HEADERS if pair[0] not in given]
                if b"cache-control" not in given:
                    extra.append((b"cache-control", b"no-store"))
                if self._secure:
                    extra.append((b"strict-transport-security", b"max-age=31536000"))
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        return told

    async def _refuse(self, send: Send, status: int, what: str, next_step: str) -> None:
        body = self._refused(status, what, next_step).encode()
        await _answer(send, status, body, [(b"content-type", b"text/html; charset=utf-8")])

    async def _send_to_sign_in(self, scope: Scope, send: Send, *, by_token: bool) -> None:
        if by_token or scope["path"] == "/live" or scope["method"] not in ("GET", "HEAD"):
            await _answer(send, 401, b"Sign in first.\n", [(b"content-type", b"text/plain; charset=utf-8")])
            return
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        where = "/sign-in" if asked == "/" else f"/sign-in?next={quote(asked, safe='')}"
        await _answer(send, 303, b"", [(b"location", where.encode())])


def cookie_name(options: WebOptions) -> str:
    """The session cookie's name; with the port in it, because cookies of one host are shared by all its ports."""
    public = urlsplit(options.public_url)
    return "__Host-shoplatch" if public.scheme == "https" else f"shoplatch_{public.port or options.port}"


def read_cookie(header: str, name: str) -> str | None:
    """One cookie of a request; a header that cannot be read has none."""
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value if found else None


def bearer_in(headers: dict[str, str]) -> str | None:
    """The API token of a request; None where it shows none of ours."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" and given.strip().startswith(TOKEN_PREFIX) else None


def address_of(client: object) -> str:
    """Where a request came from, as the server beneath says: a header of the sender counts only behind a trusted proxy."""
    return str(client[0]) if isinstance(client, tuple | list) and client else ""


def _host(headers: dict[str, str]) -> str:
    return (urlsplit(f"//{headers.get('host', '')}").hostname or "").lower()


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})
