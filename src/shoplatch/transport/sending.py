"""A request as the bytes that go out, the place they go to, and what a failure on the way is called. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from shoplatch.errors import Fatal, OutcomeUnknown, Unreachable
from shoplatch.transport.messages import BODY_MAX_BYTES, HttpRequest, redact

_TARGET = re.compile(r"[!-~]+")  # what may stand in a request line; anything else would write other lines
_HEADER = re.compile(r"[!-9;-~]+: [^\r\n\x00]*")
_WITH_LENGTH = frozenset({"POST", "PUT", "PATCH"})


class Place(NamedTuple):
    """Where connections of the pool lead to."""

    scheme: str
    host: str
    port: int


def addressed(request: HttpRequest) -> tuple[Place, bytes]:
    """Where the request goes, and what goes there: request line, headers and body at once.

    Raises:
        Fatal: its address or its headers are none; nothing that is sent may end a line early.
    """
    try:
        parts = urlsplit(request.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
    except ValueError as broken:
        raise no_address(request) from broken
    if parts.scheme not in ("http", "https") or not host:
        raise no_address(request)
    head = _head(request, parts)
    return Place(parts.scheme, host, port), head + request.body if request.body else head


def _head(request: HttpRequest, parts: SplitResult) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"host: {parts.netloc.rpartition('@')[2]}",
        "accept: */*",
        "accept-encoding: gzip, deflate",
        "user-agent: shoplatch",
        *[f"{name}: {value}" for name, value in request.headers],
    ]
    if request.body is not None or request.method in _WITH_LENGTH:
        lines.append(f"content-length: {len(request.body or b'')}")
    if not (_TARGET.fullmatch(target) and request.method.isalpha() and all(map(_HEADER.fullmatch, lines))):
        raise no_address(request)
    try:
        return "\r\n".join([f"{request.method} {target} HTTP/1.1", *lines, "", ""]).encode("latin-1")
    except UnicodeEncodeError as broken:
        raise no_address(request) from broken


def no_address(request: HttpRequest, why: str = "") -> Fatal:
    """The failure of a request that cannot be sent as it is."""
    shown = f"{redact(request.url)!r} is not an address that can be called{why and f': {why}'}"
    return Fatal(shown, next_step="Check the base URL.")


def unreachable(request: HttpRequest, why: str) -> Unreachable:
    """Nothing was sent."""
    return Unreachable(
        f"{_host(request)} cannot be reached: {why}", next_step="Check the address and that it is up, then try again."
    )


def lost(request: HttpRequest, why: str) -> OutcomeUnknown:
    """Something was sent, and no answer came that can be read."""
    return OutcomeUnknown(
        f"{request.method} to {_host(request)} was sent and its answer was lost: {why}",
        next_step="Read the object to see whether it changed before trying again.",
    )


def too_large(request: HttpRequest) -> Fatal:
    """The answer is longer than anybody reads."""
    return Fatal(f"The answer to {request!r} is larger than {BODY_MAX_BYTES} bytes", next_step="Ask for smaller pages.")


def _host(request: HttpRequest) -> str:
    return urlsplit(request.url).netloc.rpartition("@")[2]
