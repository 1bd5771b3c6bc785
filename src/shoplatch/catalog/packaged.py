"""Opens the packaged facts files: bytes and the vendor's own structure, once each.

It does not interpret them beyond the outer shape; that is done by the modules that own a kind of fact.
"""

from __future__ import annotations

import os
from functools import cache

import msgspec

from shoplatch.catalog.model import Json

_FOLDER = os.path.join(os.path.dirname(__file__), "facts")


def file_bytes(name: str) -> bytes:
    """The bytes of one facts file."""
    with open(os.path.join(_FOLDER, name), "rb") as file:
        return file.read()


class Recovery(msgspec.Struct, frozen=True):
    """Which class of the error tree cures a code; codes win over kinds. `renew_token`: another token may cure it at once."""

    codes: dict[str, tuple[int, ...]]
    kinds: dict[str, str]
    renew_token: frozenset[int]


class QueryArrays(msgspec.Struct, frozen=True):
    """How an array parameter is written in a query."""

    join: str
    source: str
    confidence: str


class NodeCorrection(msgspec.Struct, frozen=True):
    """What is set on one node of an operation, and why."""

    set: dict[str, Json]
    source: str
    confidence: str


class End(msgspec.Struct, frozen=True):
    """The day from which a version is no longer served, as YYYY-MM-DD."""

    on: str
    source: str
    confidence: str


class Corrections(msgspec.Struct, frozen=True):
    """Our own file, laid over the vendor records; `about` in the file explains each section."""

    format: int
    about: dict[str, str]
    query_arrays: QueryArrays
    reason_markets: dict[str, str]
    recovery: Recovery
    nodes: dict[str, dict[str, NodeCorrection]]  # stable key of the operation -> path of the node, from body or response
    ends: dict[str, End]  # stable key of the operation
    pii: dict[str, dict[str, dict[str, tuple[str, ...]]]]


@cache
def corrections() -> Corrections:
    """The overlay."""
    return msgspec.json.decode(file_bytes("corrections.json"), type=Corrections)


@cache
def json_file(name: str) -> Json:
    """A facts file as plain JSON values, kept."""
    return msgspec.json.decode(file_bytes(name))
