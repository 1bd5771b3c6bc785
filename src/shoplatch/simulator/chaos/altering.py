"""Answers that hold something else than they should: a value nobody knows yet, a field too many, a field too few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

EVERY = "*"
_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


def altered(answer: bytes, alter: Mapping[str, Any], drop: Sequence[str]) -> bytes:
    """The answer with other values in its `data`, and without some fields.

    Paths are dotted, list places by number or `*` for all of them (`orders.*.status`). The last part may be a field that
    was not there; where the way to it does not exist, nothing happens.
    """
    document = _decode(answer)
    data = document.get("data")
    for path, value in alter.items():
        for holder, name in _places(data, path.split(".")):
            if isinstance(holder, dict):
                holder[name] = value
            elif name.isdecimal() and int(name) < len(holder):
                holder[int(name)] = value
    for path in drop:
        for holder, name in _places(data, path.split(".")):
            if isinstance(holder, dict):
                holder.pop(name, None)
    return _encode(document)


def _places(held: Any, path: Sequence[str]) -> Iterator[tuple[Any, str]]:
    """What holds the last part of a path, as often as `*` leads there."""
    if not isinstance(held, dict | list):
        return
    name, rest = path[0], path[1:]
    if not rest:
        yield from ((held, str(n)) for n in range(len(held))) if name == EVERY and isinstance(held, list) else [(held, name)]
    elif isinstance(held, list):
        chosen = held if name == EVERY else [held[int(name)]] if name.isdecimal() and int(name) < len(held) else []
        for one in chosen:
            yield from _places(one, rest)
    elif name in held:
        yield from _places(held[name], rest)
