"""Every kind of row that mirrors TikTok Shop, described once: for lists, exports and the change feed's readers.

A kind is a table. What differs between kinds is data here: what names a row, which object of the change feed it belongs
to, and the time its list goes by. Kept bytes, marks and sealed values are never among the columns of a kind; what points
at a person (`PERSONAL`) is left out unless somebody who may asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, Table

from shoplatch.errors import InvalidRequest
from shoplatch.store import schema
from shoplatch.store.families import ALL, BY_NAME, Family

HIDDEN = frozenset({"raw", "fingerprint", "sealed", "sealed_note"})
PERSONAL = frozenset({"buyer_user_id", "im_user_id"})
# The time a list goes by, where a kind has no create_time or start_date of its own. When we first saw a row is the last
# resort: it stays, so a row does not wander through the pages of somebody who reads them.
_TIMES = {
    "statements": "statement_time",
    "statement_totals": "create_time",
    "statement_transactions": "order_create_time",
    "order_settlements": "order_create_time",
    "unsettled_transactions": "order_create_time",
    "perf_live_minutes": "start_time",
}


Type = Literal["text", "decimal", "integer", "boolean", "moment", "day", "json", "texts", "bytes"]
_TYPES: Mapping[str, Type] = {
    "Text": "text", "Numeric": "decimal", "Integer": "integer", "BigInteger": "integer", "Boolean": "boolean",
    "TIMESTAMP": "moment", "Date": "day", "JSONB": "json", "ARRAY": "texts", "LargeBinary": "bytes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """What a column holds, in words that any format can be made from. `json`: as TikTok Shop states it."""

    name: str
    type: Type
    nullable: bool


def shape(column: Column[Any]) -> Shape:
    """The shape of a column."""
    return Shape(str(column.name), _TYPES[column.type.__class__.__name__], bool(column.nullable))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `key` names a row within its shop; `feed` is what the change feed calls the object that a row belongs to,
    and `of` the columns that together are that object's id (None: the feed does not tell of it)."""

    name: str
    table: Table
    key: tuple[str, ...]
    feed: str | None
    of: tuple[str, ...]
    part_of: str | None = None  # the kind whose rows bring these, and replace them whole

    @property
    def columns(self) -> list[Column[Any]]:
        """What may be shown of a row to whoever may see the shop."""
        return [column for column in self.table.c if column.name not in HIDDEN | PERSONAL]

    @property
    def shapes(self) -> list[Shape]:
        """The shapes of those columns."""
        return [shape(column) for column in self.columns]

    @property
    def personal(self) -> list[Column[Any]]:
        """The columns that point at a person."""
        return [column for column in self.table.c if column.name in PERSONAL]

    @property
    def family(self) -> Family | None:
        """The kind with its former versions; None where only what holds now is kept."""
        family = BY_NAME.get(self.name)
        return family if family is not None and "since" in family.table.c else None

    @property
    def time(self) -> Column[Any] | None:
        """The column its list goes by, newest first; None where it goes by the key alone."""
        chosen = _TIMES.get(self.name, "create_time")
        names = (name for name in (chosen, "start_date", "first_seen") if name in self.table.c)
        return next((self.table.c[name] for name in names), None)

    @property
    def parent(self) -> Kind | None:
        """The kind that this is a part of."""
        return KIND_OF[self.part_of] if self.part_of else None

    @property
    def parts(self) -> tuple[Kind, ...]:
        """The kinds whose rows belong to one row of this."""
        return tuple(kind for kind in KINDS if kind.part_of == self.name)


def _families() -> list[Kind]:
    made = []
    for family in ALL:
        made.append(Kind(family.name, family.table, ("id",), family.name, ("id",)))
        made += [
            Kind(str(part.table.name), part.table, (part.link, "id"), family.name, (part.link,), family.name)
            for part in family.parts
        ]
    return made


KINDS: Sequence[Kind] = (
    Kind("orders", schema.orders, ("id",), "order", ("id",)),
    Kind("order_lines", schema.order_lines, ("id",), "order", ("order_id",), "orders"),
    Kind("products", schema.products, ("id",), "product", ("id",)),
    Kind("skus", schema.skus, ("id",), "product", ("product_id",), "products"),
    Kind("stock_levels", schema.stock_levels, ("sku_id", "warehouse_id"), "stock", ("sku_id", "warehouse_id")),
    Kind("packages", schema.packages, ("id",), "package", ("id",)),
    Kind("warehouses", schema.warehouses, ("id",), None, ("id",)),
    *_families(),
)
# Who gets the parcel: sealed, and brought out by exports alone, for who may. The feed does not tell of it by itself.
RECIPIENTS = Kind("order_recipients", schema.order_recipients, ("order_id",), None, ("order_id",))
KIND_OF: dict[str, Kind] = {kind.name: kind for kind in KINDS}


def kind_of(name: str) -> Kind:
    """A kind by its name.

    Raises:
        InvalidRequest: there is none of that name.
    """
    found = KIND_OF.get(name)
    if found is None:
        raise InvalidRequest(f"There is no kind {name[:60]!r}", next_step=f"One of: {', '.join(KIND_OF)}.")
    return found
