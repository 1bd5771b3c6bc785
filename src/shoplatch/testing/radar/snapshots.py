"""A snapshot of the catalog as a file: operations and webhooks as they stood on a day, to be kept beside the code."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from shoplatch.catalog.changes import Node
from shoplatch.catalog.packaged import file_bytes
from shoplatch.errors import InvalidRequest

BYTES_MAX = 64 * 1024 * 1024
_ASKED = ("id", "capability", "version", "method", "path", "latest", "query", "body", "response")


@dataclass(frozen=True)
class Snapshot:
    """The operations and webhooks of a catalog. `title` says whose packages, in which versions, it was made from.

    `topics` is None where a snapshot holds none: nothing can be said of webhooks then.
    """

    title: str
    operations: tuple[Node, ...] = field(repr=False)
    topics: tuple[Node, ...] | None = field(default=None, repr=False)

    @cached_property
    def by_name(self) -> Mapping[str, Node]:
        """Every operation by its id and by `capability@version`."""
        named = {f"{one['capability']}@{_version(one)}": one for one in self.operations}
        return {**named, **{one["id"]: one for one in self.operations}}


def installed() -> Snapshot:
    """The catalog that is installed."""
    return _snapshot(content_of_installed(), "the installed catalog")


@cache
def content_of_installed() -> bytes:
    """The installed catalog as a snapshot's bytes; the same catalog gives the same bytes."""
    operations = json.loads(file_bytes("operations.json"))
    return json.dumps({**operations, "topics": json.loads(file_bytes("topics.json"))["webhooks"]}).encode()


def read(path: Path) -> Snapshot:
    """A snapshot from its file, plain or with gzip.

    Raises:
        InvalidRequest: it cannot be read, or it is no catalog.
    """
    try:
        return of_bytes(path.read_bytes(), str(path))
    except OSError as broken:
        raise InvalidRequest(f"{path} cannot be read: {broken}") from broken


def of_bytes(content: bytes, name: str) -> Snapshot:
    """A snapshot from what its file holds, plain or with gzip; `name` is said where that is none.

    Raises:
        InvalidRequest: it is no catalog.
    """
    return _snapshot(unpacked(content, name), name)


def unpacked(content: bytes, name: str) -> bytes:
    """The bytes without gzip. Raises InvalidRequest where they are too many, or cut."""
    try:
        if content[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
                content = packed.read(BYTES_MAX + 1)
    except (OSError, EOFError, zlib.error) as broken:
        raise InvalidRequest(f"{name} cannot be read: {broken}") from broken
    if len(content) > BYTES_MAX:
        raise InvalidRequest(f"{name} holds more than {BYTES_MAX:,} bytes; no catalog is that large")
    return content


def write(path: Path) -> None:
    """Keep the installed catalog in a file; with gzip where its name ends in .gz. The same catalog gives the same bytes."""
    content = content_of_installed()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def _snapshot(content: bytes, name: str) -> Snapshot:
    step = "`shoplatch radar --save FILE` writes one; `catalog/facts/operations.json` of a release is one."
    try:
        document: Any = json.loads(content)
        operations = tuple(document["operations"])
        topics = tuple(document["topics"]) if document.get("topics") is not None else None
        missing = next(((n, key) for n, one in enumerate(operations) for key in _ASKED if key not in one), None)
        if any(not {"name", "type"} <= one.keys() for one in topics or ()):
            raise InvalidRequest(f"{name} is no snapshot of the catalog: a webhook has no name or type", next_step=step)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        raise InvalidRequest(f"{name} is no snapshot of the catalog", next_step=step) from broken
    if missing is not None:
        raise InvalidRequest(
            f"{name} is no snapshot of the catalog: operation {missing[0]} has no {missing[1]}", next_step=step
        )
    sources = document.get("sources")
    told = [f"{one.get('package')} {one.get('version')}" for one in sources.values()] if isinstance(sources, dict) else []
    return Snapshot(", ".join(told) or name, operations, topics)


def _version(operation: Node) -> str:
    stage = operation.get("stage")
    return f"{operation['version']}-{stage}" if stage else str(operation["version"])
