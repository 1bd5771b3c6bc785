"""What rows look like in answers, made from the tables: the description of the API cannot disagree with the store.

Every field is always there; what TikTok Shop did not say is null. Ids are text. Money is exact decimal text in the row's
`currency`, times are UTC, days are days of the shop.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model

from shoplatch.store.read.kinds import Kind, Shape, kind_of

DECIMAL = r"^-?\d+(\.\d+)?$"
_MOMENTS = {
    "first_seen": "When we first read it.", "last_seen": "When we last read it.",
    "read_at": "When the newest read that agrees with the row began.",
    "since": "From when on the row says what it says.", "deleted_at": "When it was found gone at TikTok Shop.",
}  # fmt: skip
_SAID = {
    "shop_id": "The shop's id.", "id": "Its id at TikTok Shop, or a key of ours where TikTok Shop gives none.",
    "currency": "ISO 4217; every amount of the row is in it unless another column says so.",
    "source_version": "The version of TikTok Shop's API it was read with.",
    "revision": "How often it changed since we first saw it, counted from 1.",
    "sign_convention": "Under which signs the amounts add up: added, subtracted, either, none or untested.",
}  # fmt: skip
_EXAMPLES = {
    "shop_id": "7495000000000000001", "currency": "GBP", "status": "AWAITING_SHIPMENT", "source_version": "202309",
    "sign_convention": "added", "type": "ORDER", "title": "Vitamin C Serum",
}  # fmt: skip


class Page(BaseModel):
    """One page of a list, newest first."""

    next: str | None = Field(description="Hand it back as `after` for the next page; null after the last.")


@cache
def row_of(kind: Kind) -> type[BaseModel]:
    """A row of a kind."""
    columns = kind.shapes
    return create_model(
        f"{_called(kind)}Row",
        __config__=ConfigDict(json_schema_extra={"example": {column.name: example(column) for column in columns}}),
        __doc__=f"One row of `{kind.name}`.",
        **{column.name: _field(column) for column in columns},
    )


@cache
def part_of(kind: Kind) -> type[BaseModel]:
    """A row of a part, inside the row it belongs to."""
    columns = [column for column in kind.shapes if column.name not in ("shop_id", *kind.of)]
    fields = {column.name: _field(column) for column in columns}
    return create_model(f"{_called(kind)}Part", __doc__=f"One of `{kind.name}`.", **fields)


@cache
def page_of(kind: Kind) -> type[BaseModel]:
    """A page of a kind's list."""
    return create_model(
        f"{_called(kind)}Page",
        __base__=Page,
        __doc__=f"A page of `{kind.name}`.",
        rows=(list[row_of(kind)], Field(description="The rows.")),  # type: ignore[misc, arg-type]  # made at run time
    )


@cache
def whole_of(kind: Kind) -> type[BaseModel]:
    """One row with its parts."""
    if not kind.parts and kind.name != "orders":
        return row_of(kind)
    parts: dict[str, Any] = {
        part.name: (list[part_of(part)], Field(description=f"Its rows of `{part.name}`."))  # type: ignore[misc]
        for part in kind.parts
    }
    if kind.name == "orders":
        parts["packages"] = (list[row_of(kind_of("packages"))], Field(description="The packages with items of it."))  # type: ignore[misc]
    return create_model(f"{_called(kind)}Whole", __base__=row_of(kind), __doc__=f"One of `{kind.name}`, whole.", **parts)


@cache
def versions_of(kind: Kind) -> type[BaseModel]:
    """The versions of one object."""
    version = create_model(
        f"{_called(kind)}Version",
        __base__=row_of(kind),
        __doc__=f"One of `{kind.name}` as it was believed from `since` until `until`.",
        until=(datetime | None, Field(description="When the next version came; null: it holds now.")),
    )
    return create_model(
        f"{_called(kind)}History",
        __doc__="Every version that we know of, oldest first.",
        rows=(list[version], Field(description="The versions.")),  # type: ignore[valid-type]  # made at run time
    )


def _called(kind: Kind) -> str:
    return "".join(word.capitalize() for word in kind.name.split("_"))


def _field(column: Shape) -> Any:
    kind = type_of(column)
    said = _SAID.get(column.name) or _MOMENTS.get(column.name) or _unit(column)
    return (kind | None if column.nullable else kind, Field(description=said))


_PLAIN: dict[str, Any] = {
    "text": str, "integer": int, "boolean": bool, "moment": datetime, "day": date, "json": JsonValue, "texts": list[str],
    "decimal": Annotated[str, Field(pattern=DECIMAL)],
}  # fmt: skip
_UNITS = {
    "decimal": "Exact decimal text, in the currency of the row.", "moment": "A moment, UTC.",
    "day": "A day in the shop's own zone.", "json": "As TikTok Shop states it; amounts in it are decimal text.",
}  # fmt: skip
_SOME: dict[str, Any] = {
    "decimal": "12.50", "integer": 1, "boolean": False, "moment": "2026-11-22T14:05:12Z", "day": "2026-11-22",
    "texts": ["576480000000001"],
}  # fmt: skip


def type_of(column: Shape) -> Any:
    """The type of a column's values in an answer."""
    return _PLAIN[column.type]


def _unit(column: Shape) -> str:
    name = column.name
    plain = name.endswith(("rate", "percentage")) or name in ("discount", "weight", "length", "width", "height")
    return "As TikTok Shop states it." if plain else _UNITS.get(column.type, "As TikTok Shop states it.")


def example(column: Shape) -> Any:
    """A value such as the column has."""
    name = column.name
    if name in _EXAMPLES:
        return _EXAMPLES[name]
    if column.type == "json":
        return None if column.nullable else {}
    if column.type != "text":
        return None if name == "deleted_at" else _SOME[column.type]
    return "576480000000001" if name == "id" or name.endswith("_id") else "text" if not column.nullable else None
