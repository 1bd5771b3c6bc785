"""A snapshot of the catalog as a file: the operations as they stood on a day, to be kept beside the code that calls them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from shoplatch.catalog.changes import Node
from shoplatch.catalog.packaged import file_bytes
from shoplatch.errors import InvalidRequest

BYTES_MAX = 64 * 1024 * 1024
_ASKED = ("id", "capability", "version", "method", "path", "latest", "query", "body", "response")


@dataclass(frozen=True)
class Snapshot:
    """The operations of a catalog. `title` says whose packages, in which versions, it was made from."""

    title: str
    operations: tuple[Node, ...] = field(repr=False)

    @cached_property
    def by_name(self) -> Mapping[str, Node]:
        """Every operation by its id and by `capability@version`."""
        named = {f"{one['capability']}@{_version(one)}": one for one in self.operations}
        return {**named, **{one["id"]: one for one in self.operations}}


def installed() -> Snapshot:
    """The catalog that is installed."""
    return _snapshot(file_bytes("operations.json"), "the installed catalog")


def read(path: Path) -> Snapshot:
    """A snapshot from its file, plain or with gzip.

    Raises:
        InvalidRequest: it cannot be read, or it is no catalog.
    """
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            with gzip.open(path) as packed:
                content = packed.read(BYTES_MAX + 1)
    except (OSError, EOFError, zlib.error) as broken:
        raise InvalidRequest(f"{path} cannot be read: {broken}") from broken
    if len(content) > BYTES_MAX:
        raise InvalidRequest(f"{path} holds more than {BYTES_MAX:,} bytes; no catalog is that large")
    return _snapshot(content, str(path))


def write(path: Path) -> None:
    """Keep the installed catalog in a file; with gzip where its name ends in .gz. The same catalog gives the same bytes."""
    content = file_bytes("operations.json")
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def _snapshot(content: bytes, name: str) -> Snapshot:
    step = "`shoplatch radar --save FILE` writes one; `catalog/facts/operations.json` of a release is one."
    try:
        document: Any = json.loads(content)
        operations = tuple(document["operations"])
        missing = next(((n, key) for n, one in enumerate(operations) for key in _ASKED if key not in one), None)
    except (ValueError, KeyError, TypeError, RecursionError) as broken:
        raise InvalidRequest(f"{name} is no snapshot of the catalog", next_step=step) from broken
    if missing is not None:
        raise InvalidRequest(
            f"{name} is no snapshot of the catalog: operation {missing[0]} has no {missing[1]}", next_step=step
        )
    sources = document.get("sources")
    told = [f"{one.get('package')} {one.get('version')}" for one in sources.values()] if isinstance(sources, dict) else []
    return Snapshot(", ".join(told) or name, operations)


def _version(operation: Node) -> str:
    stage = operation.get("stage")
    return f"{operation['version']}-{stage}" if stage else str(operation["version"])
