"""Many rows in one statement: the rows travel as one JSON text and come out as a set of typed columns.

Column names and types come from the tables of schema/, so a statement cannot disagree with them. Bytes travel beside the
JSON, because there they would double. No row is written one by one anywhere in this room.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

import msgspec
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from shoplatch.errors import InvalidRequest

Row = Mapping[str, object]


class Spelled(Mapping[str, object]):
    """A row that brings its own spelling, for those who can write a record out faster than `canonical` does.

    `content` has the columns that count as fields, in the table's order and under their names, None where there is no value;
    `said` is that record as JSON without what is None; `beside` are the columns that do not count. Amounts are texts in
    there, and exact numbers to whoever reads the row.
    """

    __slots__ = ("_amounts", "beside", "content", "said")

    def __init__(self, content: msgspec.Struct, beside: dict[str, object], said: bytes, amounts: frozenset[str]) -> None:
        self.content = content
        self.beside = beside
        self.said = said
        self._amounts = amounts

    def __getitem__(self, name: str) -> object:
        try:
            value = getattr(self.content, name)
        except AttributeError:
            return self.beside[name]
        return Decimal(value) if name in self._amounts and value is not None else value

    def __iter__(self) -> Iterator[str]:
        yield from self.content.__struct_fields__
        yield from self.beside

    def __len__(self) -> int:
        return len(self.content.__struct_fields__) + len(self.beside)

    def __repr__(self) -> str:
        return f"<Spelled row {getattr(self.content, 'id', '')}>"

    def with_(self, more: Row) -> msgspec.Raw:
        """The whole row as JSON, with other columns beside."""
        return msgspec.Raw(self.said[:-1] + b"," + _encoder.encode(more)[1:] if more else self.said)


EPOCH = datetime.fromtimestamp(0, UTC)
_dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves this constructor untyped
_encoder = msgspec.json.Encoder()


def columns(table: Table, *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The table's column names in its own order."""
    left_out = frozenset(without)
    return tuple(column.name for column in table.columns if column.name not in left_out)


def listed(names: Iterable[str], prefix: str = "") -> str:
    """Names as a list in SQL, quoted."""
    return ", ".join(f'{prefix}"{name}"' for name in names)


def types(table: Table, names: Iterable[str]) -> list[str]:
    """The types of columns, as SQL spells them."""
    return [table.columns[name].type.compile(_dialect) for name in names]


def recordset(table: Table, names: Sequence[str], *, raws: bool = False) -> str:
    """The set that `%(rows)s` spells (see `as_json`), to stand after FROM, named r.

    With `raws`, `%(raws)s` is a list of bytes as long as the rows: the column r.raw.
    """
    typed = ", ".join(f'"{name}" {table.columns[name].type.compile(_dialect)}' for name in names)
    if not raws:
        return f"json_to_recordset(%(rows)s::json) AS r({typed})"
    both = f"json_to_recordset(%(rows)s::json) AS ({typed}), unnest(%(raws)b::bytea[])"
    return f'ROWS FROM ({both}) AS r({listed(names)}, "raw")'


def whole(row: Row, table: Table) -> Row:
    """The row, after making sure that it has no column the table lacks.

    Raises:
        InvalidRequest: it has one; nothing was written.
    """
    if type(row) is Spelled:
        return row
    known = _known(table)
    if not known.issuperset(row):
        unknown = row.keys() - known
        raise InvalidRequest(f"A row for {table.name} has columns the table lacks: {', '.join(sorted(unknown))}")
    return row


@functools.cache
def _known(table: Table) -> frozenset[str]:
    return frozenset(table.columns.keys())


def text(row: Row, name: str) -> str:
    """A text the row must have.

    Raises:
        InvalidRequest: it is missing, empty or something else.
    """
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidRequest(f"A row lacks its {name}, or it is not text")
    return value


def moment(row: Row, name: str) -> datetime:
    """A time the row must have.

    Raises:
        InvalidRequest: it is missing, or says no time zone, or is something else.
    """
    value = row.get(name)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise InvalidRequest(f"A row lacks its {name}, or it is not a time with a zone")
    return value


def as_json(rows: Sequence[Row | msgspec.Raw]) -> str:
    """The rows as the text of a JSON array. Money stays exact: decimals travel as strings.

    PostgreSQL keeps neither the character NUL nor half a surrogate pair; both become U+FFFD, so that one odd title does
    not hold up the rows around it.
    """
    try:
        text = _encoder.encode(rows).decode()
    except UnicodeEncodeError:
        text = _encoder.encode(_storable(rows)).decode()
    return _encoder.encode(_storable(rows)).decode() if "\\u0000" in text else text


def canonical(
    row: Row, names: Sequence[str], parts: Sequence[Row] = (), part_names: Sequence[str] = ()
) -> tuple[dict[str, object], bytes]:
    """What a row says (the columns named, in that order, no nulls), and the same bytes for the same content and parts."""
    if type(row) is Spelled and all(type(part) is Spelled for part in parts):
        return {}, b"[" + b",".join([row.said, *(part.said for part in parts if type(part) is Spelled)]) + b"]"
    said = _said(row, names)
    whole = [said, *(_said(part, part_names) for part in parts)]
    try:
        return said, _encoder.encode(whole)
    except UnicodeEncodeError:
        return said, _encoder.encode(_storable(whole))


def _said(row: Row, names: Sequence[str]) -> dict[str, object]:
    return {
        name: value if type(value) is not dict else dict(sorted(value.items()))
        for name in names
        if (value := row.get(name)) is not None
    }


def storable_text(text: str) -> str:
    """The text as PostgreSQL can keep it."""
    return (
        text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd") if not text.isascii() or "\x00" in text else text
    )


def _storable(value: object) -> object:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, Mapping):
        return {_storable(key): _storable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(inner) for inner in value]
    return value
