"""Requests and answers as they go over the wire, who may carry them, and what of them is secret. Opens nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

SECRET_PARAMETERS = ("app_secret", "access_token", "refresh_token", "auth_code", "code", "sign")
SECRET_HEADERS = frozenset({"x-tts-access-token", "authorization", "cookie", "set-cookie"})
_SECRET_QUERY = re.compile(r"(?<=[?&])(" + "|".join(SECRET_PARAMETERS) + r")=[^&#\s]+", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^/@\s]+@")
BODY_MAX_BYTES = 64 * 1024 * 1024
IDLE_MAX_S = 30.0  # routers forget quiet connections without a word, and a write sent into one has an unknown outcome


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request, exactly as it goes over the wire."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"<{self.method} {redact(self.url)}>"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One answer. Header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def __repr__(self) -> str:
        return f"<HttpResponse {self.status}, {len(self.body)} bytes>"


class Transport(Protocol):
    """Sends a request and waits for the answer."""

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Raises Unreachable if nothing was sent, OutcomeUnknown if the answer was lost after sending."""


class AsyncTransport(Protocol):
    """Sends a request without blocking the loop."""

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Raises Unreachable if nothing was sent, OutcomeUnknown if the answer was lost after sending."""


def redact(url: str) -> str:
    """The URL with every secret value replaced; safe for logs and errors."""
    return _SECRET_QUERY.sub(r"\1=***", _USERINFO.sub("***@", url))
