"""The operations of the catalog, found by line: opening one decodes one.

The file holds one operation per line, so an index of byte offsets is enough. This module finds and decodes; routing a
path is `router`'s.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from shoplatch.catalog.model import Head, Operation
from shoplatch.catalog.packaged import corrections, file_bytes
from shoplatch.errors import NotFound

_LINE = re.compile(rb'^\{"id":"([^"]+)".*$', re.MULTILINE)
_decode = msgspec.json.Decoder(Operation).decode
_decode_head = msgspec.json.Decoder(Head).decode
_opened: dict[str, Operation] = {}


@cache
def _lines() -> dict[str, bytes]:
    """Id to the bytes of its record. Slices of the file: nothing is decoded."""
    return {found.group(1).decode(): found.group(0).rstrip(b",") for found in _LINE.finditer(file_bytes("operations.json"))}


@cache
def operation_ids() -> tuple[str, ...]:
    """Every id, in the order of the file."""
    return tuple(_lines())


@cache
def heads() -> tuple[Head, ...]:
    """The cheap part of every operation, in the order of the file (about 3 ms, then kept)."""
    return tuple(_decode_head(line) for line in _lines().values())


def operation(id_or_name: str) -> Operation:
    """One operation, by its id, by `capability@version`, or by the platform's own name ("Get Order List").

    Decodes that record only, and keeps it.

    Raises:
        NotFound: there is no such operation; the next step names the nearest ones.
    """
    known = _opened.get(id_or_name)
    if known is None:
        id_ = _id_of(id_or_name)
        known = _opened.get(id_) or _corrected(_lines()[id_])
        _opened[id_] = _opened[id_or_name] = known
    return known


def _corrected(line: bytes) -> Operation:
    """One record, with our corrections of its nodes laid over it."""
    found = _decode(line)
    changes = corrections().nodes.get(found.stable_key)
    if not changes:
        return found
    record = msgspec.json.decode(line)
    for path, change in changes.items():
        node_at(record, path).update(change.set)
    return msgspec.convert(record, Operation)


def node_at(record: dict[str, Any], path: str) -> dict[str, Any]:
    """The node at a path such as `body.skus[].price` or `query.ids`, in a record as plain JSON.

    Raises:
        KeyError: the record has no such node.
    """
    side, *steps = path.split(".")
    node = record[side]
    if isinstance(node, list):  # parameters of the query stand in a list, with their names on them
        node = {"properties": {one["name"]: one for one in node}}
    for step in steps:
        name = step.removesuffix("[]")
        node = node["properties"][name]
        if step != name:
            node = node["items"]
    if not isinstance(node, dict):
        raise KeyError(path)
    return node


def opened() -> frozenset[str]:
    """The ids decoded so far in this process; for the bench and for the test of laziness."""
    return frozenset(one.id for one in _opened.values())


def nearest(wanted: str, names: tuple[str, ...], *, count: int = 3) -> list[str]:
    """The names most like the one that was wanted: close spellings first, then those that share its words."""
    import difflib  # only on the way to an error: it costs a tenth of the start-up

    close = difflib.get_close_matches(wanted, names, n=count, cutoff=0.7)
    words = set(re.split(r"[._@ -]+", wanted.lower())) - {""}
    sharing = sorted(names, key=lambda name: -len(words & set(re.split(r"[._@-]+", name.lower()))))
    sharing = [name for name in sharing[:count] if words & set(re.split(r"[._@-]+", name.lower()))]
    return list(dict.fromkeys([*close, *sharing]))[:count]


def _id_of(id_or_name: str) -> str:
    if id_or_name in _lines():
        return id_or_name
    aliases = _aliases()
    if id_or_name in aliases:
        return aliases[id_or_name]
    if "@" in id_or_name:  # the capability may exist in other versions: those are what the caller wants to see
        capability = id_or_name.split("@")[0]
        versions = [name for name in aliases if name.startswith(f"{capability}@")]
        if versions:
            raise NotFound(
                f"{capability} has no version {id_or_name.split('@')[1]}", next_step=f"It has {', '.join(versions)}."
            )
    close = nearest(id_or_name, operation_ids())
    raise NotFound(
        f"There is no operation {id_or_name}",
        next_step=f"Did you mean {' or '.join(close)}?" if close else "`shoplatch operations list` shows all of them.",
    )


@cache
def _aliases() -> dict[str, str]:
    """`capability@version` of every version, and the platform's names of the newest versions where they are unique."""
    found: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for head in heads():
        found.setdefault(head.stable_key, head.id)
        found.setdefault(head.id, head.id)
    for head in heads():
        found.setdefault(f"{head.capability}@{head.version}", head.id)  # without the stage, where that is not another one
        if head.latest:
            for spelling in {head.name, head.name.replace(" ", "")}:
                names.setdefault(spelling, []).append(head.id)
    found.update({name: ids[0] for name, ids in names.items() if len(ids) == 1 and name not in found})
    return found
