"""Requests made from the catalog: some that fit their operation's description, some bent so that they do not."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import partial
from typing import Any

from shoplatch.catalog.model import Node, Operation

DEPTH_MAX = 12
_WORDS = ("cream", "Ω☃", "a b", "1", "-", "<b>x</b>", "null", "0", "2026-01-01", "GBP", "%20&=")
_FIT = {
    "decimal": "12.90",
    "int_str": "7",
    "ts_str": "1767225600",
    "date": "2026-01-01",
    "datetime": "2026-01-01T00:00:00Z",
    "currency": "GBP",
    "region": "GB",
    "locale": "en-GB",
    "url": "https://example.com/a",
    "json": "{}",
}


@dataclass
class Made:
    """One request before it is signed. `body` is None where the operation takes none."""

    path: str
    query: dict[str, str]
    body: Any = None


class Maker:
    """Makes requests; ids are mostly those of a world, so that behaviours are reached and not only the doors."""

    def __init__(self, seed: int, ids: dict[str, list[str]]) -> None:
        self.chance = random.Random(seed)
        self._ids = ids

    def fitting(self, operation: Operation) -> Made:
        """A request that fits."""
        path = operation.path
        for node in operation.path_params:
            path = path.replace("{" + node.name + "}", _plain(self.value(node, node.name)) or "1")
        asked = (node for node in operation.query if node.is_required or self.chance.random() < 0.4)
        query = {node.name: _in_query(node, self.value(node, node.name)) for node in asked}
        query = {name: text for name, text in query.items() if text != ""}
        body = None
        if operation.content_type == "json":
            body = self.value(operation.body, "") if operation.body is not None else {}
        return Made(path, query, body)

    def bent(self, operation: Operation) -> Made | None:
        """A request that breaks the description in one place; None where nothing can be broken for certain."""
        made = self.fitting(operation)
        bends: list[Any] = []
        for node in operation.query:
            if node.name.endswith("_cipher"):
                continue  # judged before the shape, and always given
            if node.is_required:
                bends.append(partial(made.query.pop, node.name, None))
            bends += [partial(made.query.__setitem__, node.name, text) for text in _wrong_texts(node)]
        if isinstance(made.body, dict) and operation.body is not None:
            bends += self._bends(operation.body, made.body, 0)
        if not bends:
            return None
        self.chance.choice(bends)()
        return made

    def value(self, node: Node, name: str, depth: int = 0) -> Any:
        """A value that fits."""
        if node.type == "object":
            return {
                key: self.value(part, key, depth + 1)
                for key, part in node.properties.items()
                if key in node.required_names or (depth < DEPTH_MAX and self.chance.random() < 0.5)
            }
        if node.type == "array":
            if node.items is None:
                return []
            count = min(self.chance.choice((1, 1, 2, 3)), node.max_items or 3)
            return [self.value(node.items, name, depth + 1) for _ in range(count)]
        if node.type == "boolean":
            return self.chance.random() < 0.5
        if node.type == "integer":
            return self._integer(node)
        return self._text(node, name)

    def _integer(self, node: Node) -> int:
        if node.enum and not node.open:
            return int(self.chance.choice(node.enum))
        bits = {"int8": 7, "int16": 15, "int32": 31}.get(node.format or "", 40)
        low = int(node.min) + (1 if node.exclusive_min else 0) if node.min is not None else 0
        high = int(node.max) - (1 if node.exclusive_max else 0) if node.max is not None else max(low, (1 << bits) - 1)
        return self.chance.choice((low, high, self.chance.randint(low, high)))

    def _text(self, node: Node, name: str) -> str:
        if node.enum and not node.open:
            return str(self.chance.choice(node.enum))
        known = self._ids.get(name) or self._ids.get(f"{name}_id" if not name.endswith("s") else name[:-1])
        if known and self.chance.random() < 0.8:
            return self.chance.choice(known)
        if node.min is not None or node.max is not None:
            low = node.min if node.min is not None else 0
            return str(int(low) + 1 if node.max is None or int(low) + 1 <= node.max else low)
        text = _FIT.get(node.hint or "") or (
            node.example if isinstance(node.example, str) and self.chance.random() < 0.5 else self.chance.choice(_WORDS)
        )
        if node.min_length is not None:
            text = text.ljust(node.min_length, "x")
        return text[: node.max_length] if node.max_length is not None else text

    def _bends(self, node: Node, held: Any, depth: int) -> list[Any]:
        bends: list[Any] = []
        bends += [partial(held.pop, name, None) for name in node.required_names]
        for name, part in node.properties.items():
            bends += [partial(held.__setitem__, name, wrong) for wrong in _wrong_values(part)]
            inner = held.get(name)
            if part.type == "object" and isinstance(inner, dict) and depth < 3:
                bends += self._bends(part, inner, depth + 1)
            if part.type == "array" and part.items and part.items.type == "object" and inner and depth < 3:
                bends += self._bends(part.items, inner[-1], depth + 1)
        return bends


def _wrong_values(node: Node) -> list[Any]:
    wrong: list[Any] = {"string": [7, ["x"], {}], "integer": ["7", 1.5, True], "boolean": ["true", 1], "array": ["x", {}],
                        "object": ["x", []]}.get(node.type, [])  # fmt: skip
    if node.open:
        return wrong
    if node.type == "string" and node.enum:
        wrong.append("NO_SUCH_VALUE")
    if node.type == "string" and node.max_length is not None and not node.enum:
        wrong.append("x" * (node.max_length + 1))
    if node.type == "integer" and node.max is not None and not node.also:
        wrong.append(int(node.max) + 1)
    if node.type == "array" and node.max_items is not None and node.items is not None and node.items.type == "string":
        wrong.append(["x"] * (node.max_items + 1))
    return wrong


def _wrong_texts(node: Node) -> list[str]:
    wrong = ["many"] if node.type == "integer" else ["perhaps"] if node.type == "boolean" else []
    if node.open:
        return wrong
    if node.enum and node.type == "string":
        wrong.append("NO_SUCH_VALUE")
    if node.type == "integer" and node.max is not None and not node.also:
        wrong.append(str(int(node.max) + 1))
    if node.type == "string" and node.max_length is not None and not node.enum:
        wrong.append("x" * (node.max_length + 1))
    return wrong


def _in_query(node: Node, value: Any) -> str:
    if isinstance(value, list):
        return ",".join(_plain(part).replace(",", "") for part in value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{}"
    return str(value).replace("/", "").replace("%", "").replace("?", "").replace("#", "").replace("&", "").strip()
