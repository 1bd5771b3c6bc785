"""What a row is told apart by (its id) and how far it leads (its time), and whether a listing can be asked from a time on.

All from the catalog: the names in the answer, the filters and the sorting of the request. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from shoplatch.catalog.model import Node, Operation

_ASC = "ASC"


@dataclass(frozen=True, slots=True)
class TimeOrder:
    """A listing that can be read in the order of a time and asked from a time on (inclusive)."""

    field: str  # create_time, update_time, statement_time
    lower: str  # the filter: create_time_ge
    in_body: bool  # where the filter belongs
    moves: bool  # whether a row's time may change while we read

    def ask(
        self, params: dict[str, Any], body: dict[str, Any] | None, since: int | None
    ) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """The request from a time on, oldest first."""
        asked = {**params, "sort_field": self.field, "sort_order": _ASC}
        if since is None:
            return asked, body
        if self.in_body and body is not None:
            return asked, {**body, self.lower: max(since, int(body.get(self.lower) or 0))}
        return {**asked, self.lower: max(since, int(params.get(self.lower) or 0))}, body


def order_of(operation: Operation, params: Mapping[str, Any], body: Mapping[str, Any] | None) -> TimeOrder | None:
    """How to read it by time; None where the platform offers no such order, or the caller wants another."""
    query = {node.name: node for node in operation.query}
    sort = query.get("sort_field")
    if sort is None or "sort_order" not in query or params.get("page_token"):
        return None
    if str(params.get("sort_order") or _ASC).upper() != _ASC:
        return None
    in_body = operation.body.properties if operation.body is not None else {}
    given = {**(body or {}), **params}
    filters = [name.removesuffix("_ge") for name in (*query, *in_body) if name.endswith("_time_ge")]
    # Finance documents no list: the one legal value is the time it can be filtered by (platform.md section 6).
    legal = [str(value) for value in sort.enum] or [str(sort.default or sort.example or "")]
    row = _row(operation)
    fields = [one for one in legal if one in filters and row is not None and one in row.properties]
    wanted = given.get("sort_field")
    if wanted is not None:
        fields = [field for field in fields if field == wanted]
    else:
        filtered = [field for field in fields if f"{field}_ge" in given or f"{field}_lt" in given]
        fields = filtered or sorted(fields, key=_moves)  # by a time that stands still, where nothing else is asked for
    if not fields:
        return None
    return TimeOrder(fields[0], f"{fields[0]}_ge", f"{fields[0]}_ge" in in_body, _moves(fields[0]))


def _moves(field: str) -> bool:
    return "create" not in field and "statement" not in field


class Marks(NamedTuple):
    """Which fields of a row are its id and its time; None where the catalog names none."""

    id: str | None
    time: str | None

    def read(self, raw: bytes) -> tuple[str, int]:
        """Id and time of a row. A row without an id is told apart by its bytes; a time that is none counts as 0."""
        try:
            found = _decoder(self.id, self.time)(raw)
            one, time = found.f_id, found.f_time
        except msgspec.MsgspecError:
            one = time = None
        name = str(one) if one not in (None, "") else hashlib.blake2s(raw, digest_size=16).hexdigest()
        return name, int(time) if isinstance(time, int) or (isinstance(time, str) and time.isdecimal()) else 0


@lru_cache(maxsize=512)
def _decoder(one: str | None, time: str | None) -> Any:
    names = {"f_id": one or "no id", "f_time": time or "no time"}  # no field of the platform has a space in its name
    shape = msgspec.defstruct(
        "Marked", [(name, str | int | None, None) for name in names], rename=lambda name: names[name], gc=False
    )
    return msgspec.json.Decoder(shape, strict=False).decode


def marks_of(operation: Operation, time: str | None) -> Marks:
    """The id of the rows of a listing, and the time they are read by."""
    row = _row(operation)
    fields = row.properties if row is not None else {}
    how = operation.pagination
    singular = (how.items.rpartition(".")[2] if how else "").removesuffix("s")
    own = [name for name in fields if name.endswith("_id") and singular.startswith(name.removesuffix("_id"))]
    ids = ["id"] if "id" in fields else own or [name for name, node in fields.items() if node.hint == "id"]
    return Marks(ids[0] if own or len(ids) == 1 else None, time)


def _row(operation: Operation) -> Node | None:
    how, node = operation.pagination, operation.response
    for name in (how.items if how else "").split("."):
        node = node.properties.get(name) if node is not None else None
    return node.items if node is not None else None
