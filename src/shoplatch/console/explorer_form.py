"""The form of an operation, made from the catalog, and what somebody filled in, made into a call again.

Names of inputs are places: `p.page_size` in path or query, `b.skus.0.price.amount` in the body. What is left empty is not
sent. One element of each list can be filled in; who needs more writes the body as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.client.outgoing import Upload
from shoplatch.errors import InvalidRequest

DEEPEST = 6
INPUTS_MAX = 600
OPTIONS_MAX = 60
_OURS = frozenset({"sign", "app_key", "timestamp", "access_token", "shop_cipher"})
_MEANS = {
    "id": "an id", "decimal": "an amount, as text", "int_str": "a whole number, as text", "ts": "Unix seconds",
    "ts_ms": "Unix milliseconds", "ts_str": "Unix seconds, as text", "date": "a date", "datetime": "a date with time",
    "currency": "a currency", "region": "a country", "locale": "a language", "url": "an address", "json": "JSON as text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """One place of a form. `kind`: text, number, choice, boolean, list, file, group. A group holds others."""

    place: str
    label: str
    kind: str
    about: str
    required: bool
    value: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    inside: tuple[Input, ...] = ()


def inputs(operation: Operation, given: Mapping[str, str], *, examples: bool = False) -> dict[str, tuple[Input, ...]]:
    """The form's inputs: of path and query, and of the body. Filled with what was given, or with the documented examples."""
    known = [node for node in (*operation.path_params, *operation.query) if node.name not in _OURS]
    maker = _Maker(given, examples=examples)
    paths = {node.name for node in operation.path_params}
    params = tuple(
        maker.of(f"p.{node.name}", node.name, node, must=node.is_required or node.name in paths) for node in known
    )
    body = operation.body
    fields = body.properties if body is not None else {}
    inside = tuple(maker.of(f"b.{name}", name, node, must=name in (body.required_names if body else ()))
                   for name, node in fields.items())  # fmt: skip
    return {"params": params, "body": inside}


def filled(operation: Operation, asked: Mapping[str, Any] | None) -> dict[str, str]:
    """What a logged call asked, as its form is filled in: the body as JSON. What was left out of it stays empty."""
    if asked is None:
        return {}
    given = {f"p.{name}": str(value) for name, value in asked.get("params", {}).items()}
    if operation.content_type == "json" and asked.get("body"):
        given["raw_body"] = json.dumps(asked["body"], ensure_ascii=False, indent=1)
    return given


class _Maker:
    def __init__(self, given: Mapping[str, str], *, examples: bool) -> None:
        self._given = given
        self._examples = examples
        self._made = 0

    def of(self, place: str, label: str, node: Node, *, must: bool, depth: int = 0) -> Input:
        self._made += 1
        items = node.items if node.type == "array" else None
        inner = items if items is not None and items.properties else node if node.properties else None
        if inner is not None and depth < DEEPEST and self._made < INPUTS_MAX:
            at = f"{place}.0" if items is not None else place
            inside = tuple(
                self.of(f"{at}.{name}", name, child, must=name in inner.required_names, depth=depth + 1)
                for name, child in inner.properties.items()
            )
            return Input(place, label, "group", "a list, one element here" if items is not None else "", must, inside=inside)
        kind, options = _kind(node)
        example = _example(node)
        filled = self._given.get(place, example if self._examples else "")
        return Input(place, label, kind, about(node), must, filled, example, options)


def _kind(node: Node) -> tuple[str, tuple[str, ...]]:
    if node.type == "file":
        return "file", ()
    if node.type == "boolean":
        return "choice", ("true", "false")
    if node.type == "array":
        return "list", ()
    if node.enum and len(node.enum) <= OPTIONS_MAX:
        return "choice", tuple(map(str, node.enum))
    return ("number" if node.type in ("integer", "number") else "text"), ()


def _example(node: Node) -> str:
    value = node.example if node.example is not None else node.default
    if value is None and node.type == "array" and node.items is not None:
        value = node.items.example
    if value is None or node.type == "file":
        return ""
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def about(node: Node) -> str:
    """What a field is, in a few words."""
    inner = node.items if node.type == "array" and node.items is not None else node
    said = [
        f"list of {inner.type}" if inner is not node else node.type,
        _MEANS.get(inner.hint or "", ""),
        f"{inner.min:g} to {inner.max:g}" if inner.min is not None and inner.max is not None else "",
        f"at most {inner.max_length} characters" if inner.max_length else "",
        f"at most {node.max_items}" if node.max_items else "",
        "separate several by commas" if node.type == "array" and not inner.properties else "",
    ]
    return ", ".join(filter(None, said))


def call_of(
    operation: Operation, given: Mapping[str, str], files: Mapping[str, Upload], raw_body: str
) -> tuple[dict[str, Any], Any]:
    """Parameters and body of the call that was filled in; the body is None where there is none.

    Raises:
        InvalidRequest: a text is not of its type, or the JSON is none.
    """
    nodes = {node.name: node for node in (*operation.path_params, *operation.query)}
    params = {
        place[2:]: _value(nodes[place[2:]], text, place[2:])
        for place, text in given.items()
        if place.startswith("p.") and text.strip() and place[2:] in nodes
    }
    if raw_body.strip():
        try:
            return params, json.loads(raw_body)
        except (ValueError, RecursionError) as broken:
            raise InvalidRequest(f"The body is no JSON: {broken}", next_step="Nothing was sent.") from broken
    body: Any = {}
    for place, text in given.items():
        if place.startswith("b.") and text.strip() and operation.body is not None:
            _put(body, operation.body, place[2:].split("."), text, place[2:])
    if operation.content_type == "multipart":
        return {**params, **body, **{place[2:]: file for place, file in files.items()}}, None
    return params, body or None


def _put(holder: Any, node: Node, steps: list[str], text: str, place: str) -> None:
    """Write one text at its place, making objects and lists on the way."""
    name, *rest = steps
    child = node.properties.get(name)
    if child is None:
        raise InvalidRequest(f"There is no field {place}")
    if not rest:
        holder[name] = _value(child, text, place)
        return
    if child.type == "array":
        elements = holder.setdefault(name, [{}])
        if child.items is None or rest[0] != "0" or len(rest) < 2:
            raise InvalidRequest(f"There is no field {place}")
        _put(elements[0], child.items, rest[1:], text, place)
    else:
        _put(holder.setdefault(name, {}), child, rest, text, place)


def _value(node: Node, text: str, place: str) -> Any:
    text = text.strip()
    try:
        if node.type == "integer":
            return int(text)
        if node.type == "number":
            return float(text)
        if node.type == "object" or (node.type == "array" and text.startswith("[")):
            return json.loads(text)
    except (ValueError, RecursionError):
        wanted = {"integer": "a whole number", "number": "a number"}.get(node.type, "JSON")
        raise InvalidRequest(f"{place} is {wanted}, not {text[:60]!r}", next_step="Nothing was sent.") from None
    if node.type == "boolean":
        return text == "true"
    if node.type == "array":
        inner = node.items or Node("string")
        return [_value(inner, one, place) for one in text.split(",") if one.strip()]
    return text


def found(words: str, area: str) -> Iterator[Any]:
    """Operations whose id, name or path holds every word; the newest of each, unless a version is named."""
    wanted = words.lower().split()
    for head in reader.heads():
        text = f"{head.id} {head.name} {head.path}".lower()
        if (head.latest or "@" in words) and (not area or head.area == area) and all(word in text for word in wanted):
            yield head
