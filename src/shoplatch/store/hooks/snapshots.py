"""An object as it stands now, for people outside: its columns and its parts, without what is sealed and without people.

The tables say which columns there are, so a column that is added goes out by itself unless it is bytes; what tells who a
person is has to be listed in `PERSONAL`, and a test looks for names that should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import LargeBinary, Table

from shoplatch.store import families, rows, schema
from shoplatch.store.engine import Connection, driver

# Ids of people, and what they sent. They go out only where an endpoint may have personal data.
PERSONAL: Mapping[str, frozenset[str]] = {
    "orders": frozenset({"buyer_user_id"}),
    "conversations": frozenset({"buyer_user_id"}),
    "messages": frozenset({"im_user_id"}),
    "return_records": frozenset({"pictures", "description", "reason_text"}),
}
# Of the store's own work, and no word of the platform's.
_OWN = frozenset({"shop_id", "raw", "fingerprint", "read_at", "first_seen", "last_seen", "since", "revision"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where an object of a kind is kept, and the tables of its parts with the column that names the object."""

    table: Table
    key: tuple[str, ...] = ("id",)
    parts: tuple[tuple[Table, str], ...] = ()

    def columns(self, table: Table, *, personal: bool = False) -> list[str]:
        """What goes out of a table."""
        hidden = frozenset() if personal else PERSONAL.get(str(table.name), frozenset())
        return [
            str(column.name)
            for column in table.columns
            if column.name not in _OWN and column.name not in hidden and not isinstance(column.type, LargeBinary)
        ]


SOURCES: Mapping[str, Source] = {
    "order": Source(schema.orders, parts=((schema.order_lines, "order_id"),)),
    "product": Source(schema.products, parts=((schema.skus, "product_id"),)),
    "stock": Source(schema.stock_levels, key=("sku_id", "warehouse_id")),
    "package": Source(schema.packages),
    **{
        family.name: Source(family.table, parts=tuple((one.table, one.link) for one in family.parts))
        for family in families.ALL
    },
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An object as it stands. `revision` is None where the table counts none; parts stand by the name of their table."""

    revision: int | None
    object: dict[str, object]


async def of(
    conn: Connection, shop_id: str, kind: str, ids: Iterable[str], *, personal: bool = False
) -> dict[str, Snapshot]:
    """The objects of a shop with these ids of the change feed, in three statements at most; those that are there."""
    source = SOURCES.get(kind)
    wanted = sorted(set(ids))
    if source is None or not wanted:
        return {}
    found = await _rows(conn, shop_id, source, wanted, personal=personal)
    for table, link in source.parts:
        by = await _parts(conn, shop_id, source, table, link, list(found), personal=personal)
        for id_, snapshot in found.items():
            snapshot.object[str(table.name)] = by.get(id_, [])
    return found


async def personal_of(conn: Connection, shop_id: str, kind: str, id_: str) -> tuple[dict[str, object], bytes | None]:
    """What an object says of people: the columns that do not go out otherwise, and of an order the sealed recipient."""
    source = SOURCES.get(kind)
    if source is None:
        return {}, None
    hidden = PERSONAL.get(str(source.table.name), frozenset())
    whole = await _rows(conn, shop_id, source, [id_], personal=True) if hidden else {}
    said = {name: whole[id_].object[name] for name in sorted(hidden)} if id_ in whole else {}
    if kind != "order":
        return said, None
    asked = await (await driver(conn)).execute(
        "SELECT sealed FROM order_recipients WHERE shop_id = %s AND order_id = %s", [shop_id, id_]
    )
    row = await asked.fetchone()
    return said, bytes(row[0]) if row else None


async def _rows(
    conn: Connection, shop_id: str, source: Source, ids: Sequence[str], *, personal: bool
) -> dict[str, Snapshot]:
    names = source.columns(source.table, personal=personal)
    revision = "revision" if "revision" in source.table.columns else "NULL::integer"
    id_ = " || ':' || ".join(f't."{name}"' for name in source.key)
    asked = await (await driver(conn)).execute(
        f"SELECT {id_}, {revision}, {rows.listed(names, 't.')} FROM {source.table.name} AS t "
        f"WHERE t.shop_id = %(shop)s AND {_among(source.key)}".encode(),
        {"shop": shop_id, **_split(source.key, ids)},
    )
    return {row[0]: Snapshot(row[1], dict(zip(names, row[2:], strict=True))) for row in await asked.fetchall()}


def _among(key: tuple[str, ...]) -> str:
    columns = rows.listed(key, "t.")
    return f"({columns}) IN (SELECT * FROM unnest({', '.join(f'%(key{at})s::text[]' for at in range(len(key)))}))"


def _split(key: tuple[str, ...], ids: Sequence[str]) -> dict[str, list[str]]:
    """Ids of the feed taken apart into the columns of the key; one that cannot be matches nothing."""
    split = [id_.split(":", len(key) - 1) for id_ in ids]
    whole = [parts for parts in split if len(parts) == len(key)]
    return {f"key{at}": [parts[at] for parts in whole] for at in range(len(key))}


async def _parts(
    conn: Connection, shop_id: str, source: Source, table: Table, link: str, ids: Sequence[str], *, personal: bool
) -> dict[str, list[dict[str, object]]]:
    names = [name for name in source.columns(table, personal=personal) if name != link]
    alive = " AND deleted_at IS NULL" if "deleted_at" in table.columns else ""
    asked = await (await driver(conn)).execute(
        f"SELECT {link}, {rows.listed(names)} FROM {table.name} "
        f"WHERE shop_id = %s AND {link} = ANY(%s){alive} ORDER BY id".encode(),
        [shop_id, list(ids)],
    )
    found: dict[str, list[dict[str, object]]] = {}
    for row in await asked.fetchall():
        found.setdefault(row[0], []).append(dict(zip(names, row[1:], strict=True)))
    return found
