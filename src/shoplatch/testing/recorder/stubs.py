"""Recorded answers, given again: a stand-in for the platform that knows exactly what was recorded, and says so.

A call is found by its operation, path, parameters, body and shop (`asked.py`), else by the same without moments and
idempotency keys. What was recorded several times is given in the same order, and the last answer from then on. What was
never recorded is refused, and the refusal says in what the nearest recorded call differs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from shoplatch.catalog import reader, redacting
from shoplatch.testing.recorder.asked import Asked, asked, sent
from shoplatch.testing.recorder.tape import Exchange, Recording

NEVER_RECORDED = 36009009  # the platform's code for a path it does not serve
HOW = b"x-shoplatch-replay"
TOLD_MAX = 6
_Key = tuple[object, ...]
_PSEUDONYM = re.compile(r"cipher-([0-9]{1,6})")


class Stubs:
    """The ASGI application. `asked` counts what was given, `loose` how many of them were found without their moments,
    `missed` keeps what was never recorded and `refusals` what was said to it, for a test to look at.
    """

    def __init__(self, recording: Recording) -> None:
        self._exact: dict[_Key, list[Exchange]] = {}
        self._loose: dict[_Key, list[Exchange]] = {}
        self._given: dict[_Key, int] = {}
        self._recorded: list[tuple[Asked, Exchange]] = []
        self._shops: dict[str, int] = {}
        self.asked = 0
        self.loose = 0
        self.missed: list[str] = []
        self.refusals: list[str] = []
        for one in recording.exchanges:
            known = reader.operation(one.operation) if one.operation in reader.operation_ids() else None
            question = asked(known, one.method, one.path, one.shop, one.query, one.body)
            self._recorded.append((question, one))
            if one.status is not None and one.answer is not None:
                self._exact.setdefault(question.key, []).append(one)
                self._loose.setdefault(question.loose_key, []).append(one)
        self._numbers = sorted({one.shop for one in recording.exchanges if one.shop})

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One call."""
        if scope["type"] != "http":
            return
        parts, more = [], True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            more = message.get("more_body", False)
        kind = next((value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"content-type"), "")
        path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
        loose, missed = self.loose, len(self.missed)
        status, answer = self.answer(scope["method"], path, query, b"".join(parts), kind)
        how = b"never recorded" if len(self.missed) > missed else b"but for its moments" if self.loose > loose else b"exact"
        content = json.dumps(answer, ensure_ascii=False).encode()
        head = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode()), (HOW, how)]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": content})

    def answer(
        self, method: str, path: str, query: str, body: bytes, content_type: str = ""
    ) -> tuple[int, Mapping[str, Any]]:
        """Status and envelope for a call."""
        self.asked += 1
        given = parse_qsl(query, keep_blank_values=True)
        operation = reader.match(method, path).operation
        cipher = redacting.cipher_of(given)
        pairs, kept = redacting.query(given), sent(operation, body, content_type)[0]
        questions = [asked(operation, method, redacting.path(path), shop, pairs, kept) for shop in self._shops_of(cipher)]
        for book, exact in ((self._exact, True), (self._loose, False)):
            for question in questions:
                key = question.key if exact else question.loose_key
                if key in book:
                    if cipher:
                        self._shops[cipher] = question.shop
                    self.loose += not exact
                    return self._turn(("exact" if exact else "loose", *key), book[key])
        return self._missing(questions[0] if questions else asked(operation, method, redacting.path(path), -1, pairs, kept))

    def _turn(self, key: _Key, recorded: list[Exchange]) -> tuple[int, Mapping[str, Any]]:
        turn = self._given.get(key, 0)
        self._given[key] = turn + 1
        one = recorded[min(turn, len(recorded) - 1)]
        return one.status or 200, one.answer

    def _shops_of(self, cipher: str) -> list[int]:
        """Which shops of the recording a cipher may mean: its own pseudonym, the one it meant before, one not taken yet."""
        if not cipher:
            return [0]
        if named := _PSEUDONYM.fullmatch(cipher):
            return [int(named[1])]
        if cipher in self._shops:
            return [self._shops[cipher]]
        return [number for number in self._numbers if number not in self._shops.values()]

    def _missing(self, question: Asked) -> tuple[int, Mapping[str, Any]]:
        self.missed.append(f"{question.method} {question.path}")
        told = f"Never recorded: {question.method} {question.path}. {' '.join(self._nearest(question))}"
        self.refusals.append(told)
        return 404, {"code": NEVER_RECORDED, "message": told, "request_id": "", "data": {}}

    def _nearest(self, question: Asked) -> Iterator[str]:
        if question.shop < 0:
            yield f"Its shop_cipher is of no shop of this recording, which has {len(self._numbers)}."
        like = [(one, exchange) for one, exchange in self._recorded if one.operation == question.operation != ""]
        like = like or [(one, exchange) for one, exchange in self._recorded if one.path == question.path]
        if not like:
            yield from self._other_version(question)
            return
        nearest, exchange = min(like, key=lambda pair: len(question.differences(pair[0])))
        differs = question.differences(nearest)
        if not differs:
            yield f"Call {exchange.n} asked the same, but holds no answer: {exchange.left_out or 'none came'}."
            return
        more = f"; and {len(differs) - TOLD_MAX} more" if len(differs) > TOLD_MAX else ""
        yield f"The nearest is call {exchange.n}: {'; '.join(differs[:TOLD_MAX])}{more}."

    def _other_version(self, question: Asked) -> Iterator[str]:
        wanted = question.operation.partition("@")[0]
        kin = [one for one, _ in self._recorded if wanted and one.operation.partition("@")[0] == wanted]
        versions = {one.path.split("/")[2] for one in kin}
        if versions:
            yield f"{wanted} was recorded in version {', '.join(sorted(versions))}."
        else:
            yield "Nothing was recorded of this operation." if question.operation else "Nothing was recorded with this path."
