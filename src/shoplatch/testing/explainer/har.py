"""Reads a HAR file, as browsers and proxies save it, and the entries of the simulator's request log."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from shoplatch.errors import InvalidRequest
from shoplatch.testing.explainer.asked import Asked, asked

_SIGNATURE_CODE = "106001"


def from_har(har: Mapping[str, Any], entry: int | None = None) -> Asked:
    """One request of a HAR file: the given entry (from 0), else the first signed one that was refused, else the first.

    Raises:
        InvalidRequest: it holds no request, or not that one.
    """
    entries = har.get("log", {}).get("entries") or []
    if entry is not None and not 0 <= entry < len(entries):
        raise InvalidRequest(f"The file has {len(entries)} entries, numbered from 0", next_step="Choose one with --entry.")
    if not entries:
        raise InvalidRequest("The HAR file holds no request", next_step="Save it while the call is made.")
    try:
        return _of(entries[_likeliest(entries) if entry is None else entry])
    except (KeyError, TypeError, AttributeError, ValueError) as failure:
        raise InvalidRequest(f"The entry is no request as HAR has it: {failure!r}") from None


def _likeliest(entries: Sequence[Mapping[str, Any]]) -> int:
    """Which entry somebody asks about: one refused for its signature, or at least a signed one."""
    signed = [n for n, one in enumerate(entries) if "sign=" in str(one.get("request", {}).get("url"))]
    refused = [n for n in signed if _SIGNATURE_CODE in str(entries[n].get("response", {}).get("content", {}).get("text"))]
    return next(iter(refused or signed), 0)


def _of(entry: Mapping[str, Any]) -> Asked:
    request = entry["request"]
    headers = {str(one["name"]).lower(): str(one["value"]) for one in request.get("headers", [])}
    started = entry.get("startedDateTime")
    at = datetime.fromisoformat(str(started)).timestamp() if started else None
    posted = request.get("postData") or {}
    if kind := posted.get("mimeType"):
        headers.setdefault("content-type", str(kind))
    return asked(str(request["method"]), str(request["url"]), headers, _body(posted), at=at)


def _body(posted: Mapping[str, Any]) -> bytes | None:
    """The body's bytes; None where only its parts are listed, as for uploads."""
    text = posted.get("text")
    if text is None:
        return None if posted.get("params") else b""
    if posted.get("encoding") == "base64":
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise InvalidRequest("The body of the HAR entry says base64 and is not") from None
    return str(text).encode("utf-8", "surrogatepass")


def from_log(noted: Mapping[str, Any]) -> Asked:
    """One entry of the simulator's request log (`shoplatch sim requests --json`)."""
    query = str(noted.get("query_string") or urlencode(noted["query"], quote_via=quote))
    headers = {"content-type": str(noted.get("content_type") or "application/json")}
    if token := noted.get("access_token"):
        headers["x-tts-access-token"] = str(token)
    body = str(noted.get("body") or "").encode("utf-8", "surrogateescape")
    # Its time is the simulator's, which may be wound; the gate there has already judged the timestamp by both clocks.
    return asked(str(noted["method"]), f"http://simulator{noted['path']}?{query}", headers, body)
