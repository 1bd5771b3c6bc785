"""What a call asks, freed of what differs each time, so that a recorded one can be found again. Pure.

Left out everywhere: signature, time of signing, keys, tokens. In a looser second look also what a program makes anew on each
run: moments (`create_time_ge`, a date) and idempotency keys. Ids, page tokens, sizes, filters and bodies always count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any

from shoplatch.catalog import reader, redacting
from shoplatch.catalog.model import Node, Operation

KEPT_MAX_BYTES = 2 * 1024 * 1024
_MOMENTS = frozenset({"ts", "ts_ms", "ts_str", "date", "datetime"})
_ANEW = re.compile(
    r"(^|_)(date|time|timestamp|unix_time)(_(ge|gt|le|lt|millis|inclusive|exclusive))*$|(^|_)idempoten(cy|t)_key$"
)


@dataclass(frozen=True)
class Asked:
    """One question. `shop` is the recording's number of the shop, 0 for none; `query` and `body` are redacted."""

    operation: str
    method: str
    path: str
    shop: int
    query: tuple[tuple[str, str], ...]
    body: Any

    @property
    def key(self) -> tuple[object, ...]:
        """The same for the same question."""
        return self.method, self.path, self.shop, self.query, _told(self.body)

    @property
    def loose_key(self) -> tuple[object, ...]:
        """The same for questions that differ in moments and idempotency keys alone."""
        known = reader.operation(self.operation) if self.operation in reader.operation_ids() else None
        nodes = {node.name: node for node in known.query} if known is not None else {}
        query = tuple(pair for pair in self.query if not _anew(pair[0], nodes.get(pair[0])))
        return (
            self.method,
            self.path,
            self.shop,
            query,
            _told(_settled(self.body, known.body if known is not None else None)),
        )

    def differences(self, other: Asked) -> list[str]:
        """In what a recorded question (`other`) differs from this one, in words."""
        words = []
        if (self.method, self.path) != (other.method, other.path):
            words.append(f"recorded was {other.method} {other.path}")
        mine, theirs = dict(self._parts()), dict(other._parts())
        for place in sorted(mine.keys() | theirs.keys()):
            if place not in theirs:
                words.append(f"{place} {mine[place]} was not sent then")
            elif place not in mine:
                words.append(f"{place} {theirs[place]} was sent then")
            elif mine[place] != theirs[place]:
                words.append(f"{place} was {theirs[place]} then and is {mine[place]}")
        if self.shop != other.shop:
            words.append(f"it was of shop {other.shop} of the recording" if other.shop else "it named no shop")
        return words

    def _parts(self) -> Iterator[tuple[str, str]]:
        for name, value in self.query:
            yield name, _short(value)
        if isinstance(self.body, dict):
            for name, value in self.body.items():
                yield f"body.{name}", _short(value)
        elif self.body is not None:
            yield "body", _short(self.body)


def asked(
    operation: Operation | None, method: str, path: str, shop: int, pairs: Sequence[Sequence[str]], body: Any
) -> Asked:
    """A question of what is redacted already: a recorded one, or one that was made so."""
    lists = {node.name for node in operation.query if node.type == "array"} if operation is not None else set()
    settled = sorted((str(pair[0]), _ordered(str(pair[1])) if pair[0] in lists else str(pair[1])) for pair in pairs)
    return Asked(operation.id if operation is not None else "", method, path, shop, tuple(settled), body)


def sent(operation: Operation | None, body: bytes, content_type: str) -> tuple[Any, str]:
    """The body of a request as it may be kept, and why a part of it is missing."""
    if not body:
        return None, ""
    if operation is None:
        return None, "body: of no known operation"
    if len(body) > KEPT_MAX_BYTES:
        return None, f"body: {len(body):,} bytes"
    if content_type.lower().startswith("multipart/"):
        return _upload(body, content_type), "files"
    try:
        return redacting.body(json.loads(body), operation, "request"), ""
    except (ValueError, RecursionError):
        return None, "body: no JSON"


def _upload(body: bytes, content_type: str) -> dict[str, Any]:
    """The parts of an upload by name; a file is its size alone."""
    message = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n" + body)
    told: dict[str, Any] = {}
    for part in message.get_payload() if message.is_multipart() else ():
        if isinstance(part, str):
            continue
        content = part.get_payload(decode=True)
        size = len(content) if isinstance(content, bytes) else 0
        name = str(part.get_param("name", header="content-disposition") or "")
        told[name] = f"file of {size:,} bytes" if part.get_filename() else redacting.WITHHELD
    return told


def _ordered(text: str) -> str:
    """A list in a query (`ids=2,1`), whatever its order."""
    try:
        held = json.loads(text) if text.startswith("[") else text.split(",")
    except ValueError:
        return text
    return ",".join(sorted(map(str, held)))


def _anew(name: str, node: Node | None) -> bool:
    return (node is not None and node.hint in _MOMENTS) or bool(_ANEW.search(name))


def _settled(value: Any, node: Node | None) -> Any:
    if isinstance(value, dict):
        inner = node.properties if node is not None else {}
        return {name: _settled(held, inner.get(name)) for name, held in value.items() if not _anew(name, inner.get(name))}
    if isinstance(value, list):
        return [_settled(held, node.items if node is not None else None) for held in value]
    return value


def _told(body: Any) -> str:
    """As text; an empty body and none ask the same."""
    return json.dumps(body, sort_keys=True) if body not in (None, {}) else ""


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= 80 else f"{text[:77]}…"
