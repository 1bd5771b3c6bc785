"""One call as it went over the wire, however it was caught: from curl, raw HTTP, a HAR file or a log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `path` and `query` are as sent, still encoded; header names are in lower case.

    `body` is None where the source does not hold its bytes (curl's -F, an upload in a HAR file). `at` is when it was sent,
    in Unix seconds, where the source says so.
    """

    method: str
    host: str
    path: str
    query: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    at: float | None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query's names and values, decoded, in the order they were sent."""
        return parse_qsl(self.query, keep_blank_values=True, errors="surrogateescape")

    @property
    def raw_pairs(self) -> list[tuple[str, str]]:
        """The query's names and values as they were sent, still encoded."""
        return [(name, value) for name, _, value in (part.partition("=") for part in self.query.split("&") if part)]

    def given(self, name: str) -> str:
        """A parameter of the query, or ""."""
        return next((value for one, value in self.pairs if one == name), "")

    @property
    def token(self) -> str:
        """The access token it carries, in its header or its query, or ""."""
        return self.headers.get("x-tts-access-token", "") or self.given("access_token")

    @property
    def content_type(self) -> str:
        """As the header says, or ""."""
        return self.headers.get("content-type", "")

    @property
    def multipart(self) -> bool:
        """Whether it is an upload, whose body no signature covers."""
        return self.content_type.lower().startswith("multipart/form-data")


def asked(method: str, url: str, headers: Mapping[str, str], body: bytes | None = b"", *, at: float | None = None) -> Asked:
    """A request from its address; a bare path will do."""
    parts = urlsplit(url)
    lowered = {name.lower(): value for name, value in headers.items()}
    return Asked(method.upper(), parts.netloc or lowered.get("host", ""), parts.path or "/", parts.query, lowered, body, at)
