"""Reads what somebody pasted: a curl command, raw HTTP, a HAR file, or an entry of the simulator's request log."""

from __future__ import annotations

import json
import re
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.testing.explainer.asked import Asked, asked
from shoplatch.testing.explainer.curl import from_curl
from shoplatch.testing.explainer.har import from_har, from_log

BYTES_MAX = 50_000_000
_FIRST_LINE = re.compile(rb"([A-Z]+)[ \t]+(\S+)(?:[ \t]+HTTP/[0-9.]+)?[ \t]*\Z")
_FORMS = "Paste a curl command, the raw HTTP request, a HAR file, or a line of `shoplatch sim requests --json`."


def read(source: bytes, *, entry: int | None = None) -> Asked:
    """The request in a source, whatever its form. `entry` chooses one of a HAR file, counted from 0.

    Raises:
        InvalidRequest: it is in none of the forms, or too large.
    """
    if len(source) > BYTES_MAX:
        raise InvalidRequest(f"The source has {len(source):,} bytes; at most {BYTES_MAX:,} are read", next_step=_FORMS)
    start = source.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return _of_json(start, entry)
    if re.match(rb"(?:\$ )?curl(?:\.exe)?\s", start):
        return from_curl(start.removeprefix(b"$ ").decode("utf-8", "surrogateescape"))
    return from_http(start)


def from_http(source: bytes) -> Asked:
    """A request as it stands on the wire: request line, headers, an empty line, the body.

    Raises:
        InvalidRequest: it does not begin with a method and an address.
    """
    head, blank, body = source.partition(b"\r\n\r\n")
    if not blank:
        head, _, body = source.partition(b"\n\n")
    first, *lines = head.splitlines() or [b""]
    found = _FIRST_LINE.match(first)
    if found is None:
        raise InvalidRequest(f"This is no request: it begins with {first[:40]!r}", next_step=_FORMS)
    headers = {}
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    length = headers.get("content-length", "")
    kept = body[: int(length)] if length.isdecimal() else body.rstrip(b"\r\n")
    return asked(found[1].decode(), found[2].decode("latin-1"), headers, kept)


def _of_json(source: bytes, entry: int | None) -> Asked:
    try:
        value: Any = json.loads(source)
    except (ValueError, RecursionError) as failure:
        raise InvalidRequest(f"This begins like JSON and is not: {failure}", next_step=_FORMS) from None
    if isinstance(value, dict) and isinstance(value.get("requests"), list):
        value = value["requests"]
    if isinstance(value, list) and value:
        value = value[-1 if entry is None else entry] if entry is None or entry < len(value) else {}
    if isinstance(value, dict) and "log" in value:
        return from_har(value, entry)
    if isinstance(value, dict) and {"method", "path", "query", "at"} <= value.keys():
        return from_log(value)
    raise InvalidRequest("This JSON is neither a HAR file nor an entry of a request log", next_step=_FORMS)
