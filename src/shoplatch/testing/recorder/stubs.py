"""Recorded answers, given again: a stand-in for the platform that knows exactly what was recorded, and says so.

A call is found by method, path, query and body, without what differs each time (signature, time, app key, token, cipher).
What was recorded several times is given in the same order, and the last answer from then on. What was never recorded is
refused with the nearest recorded calls.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from shoplatch.catalog import reader
from shoplatch.testing.recorder import redacting
from shoplatch.testing.recorder.tape import Exchange, Recording

NEVER_RECORDED = 36009009  # the platform's code for a path it does not serve
_Key = tuple[str, str, str, str]


class Stubs:
    """The ASGI application. `asked` counts what was given, `missed` keeps what was never recorded, for a test to look at."""

    def __init__(self, recording: Recording) -> None:
        self._answers: dict[_Key, list[Exchange]] = {}
        self._given: dict[_Key, int] = {}
        self.asked = 0
        self.missed: list[str] = []
        for one in recording.exchanges:
            if one.status is not None and one.answer is not None:
                self._answers.setdefault(_key(one.method, one.path, one.query, one.body), []).append(one)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One call."""
        if scope["type"] != "http":
            return
        parts, more = [], True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            more = message.get("more_body", False)
        status, answer = self.answer(
            scope["method"], scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1"), b"".join(parts)
        )
        content = json.dumps(answer, ensure_ascii=False).encode()
        head = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": content})

    def answer(self, method: str, path: str, query: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
        """Status and envelope for a call."""
        self.asked += 1
        pairs = redacting.query(parse_qsl(query, keep_blank_values=True))
        key = _key(method, redacting.path(path), pairs, _read(method, path, body))
        recorded = self._answers.get(key)
        if recorded is None:
            return self._missing(method, path, pairs)
        turn = self._given.get(key, 0)
        self._given[key] = turn + 1
        one = recorded[min(turn, len(recorded) - 1)]
        return one.status or 200, one.answer

    def _missing(self, method: str, path: str, pairs: list[list[str]]) -> tuple[int, Mapping[str, Any]]:
        self.missed.append(f"{method} {path}")
        near = [f"{key[0]} {key[1]} {key[2]} {key[3]}"[:300] for key in self._answers if key[:2] == (method, path)]
        told = f"Never recorded: {method} {path} {json.dumps(sorted(pairs))}. "
        told += f"Recorded with this path: {' | '.join(near[:3])}" if near else "Nothing was recorded with this path."
        return 404, {"code": NEVER_RECORDED, "message": told, "request_id": "", "data": {}}


def _read(method: str, path: str, body: bytes) -> Any:
    """The body as a recording has it: personal data taken out in the same way."""
    operation = reader.match(method, path).operation
    try:
        value = json.loads(body) if body else None
    except (ValueError, RecursionError):
        return None
    return redacting.body(value, operation, "request") if operation is not None else None


def _key(method: str, path: str, query: list[list[str]], body: Any) -> _Key:
    return method, path, json.dumps(sorted(query)), json.dumps(body, sort_keys=True)
