"""The mirrored tables as a whole: what each row says of its object, and whether every change of it was told exactly once.

For comparing two stores that mirror the same shops, and for proofs; nobody reads a table of a working shop like this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from psycopg.rows import dict_row
from sqlalchemy import Table

from shoplatch.store import rows, schema
from shoplatch.store.engine import Connection, driver
from shoplatch.store.families import ALL

# How and when we came by a row, not what it says. Up to which day figures were there belongs to the answer, not to the day.
_BOOKKEEPING = frozenset(
    {"first_seen", "last_seen", "since", "read_at", "revision", "raw", "fingerprint", "source_version", "deleted_at"}
    | {"latest_available_date"}
)
_SEALED = frozenset({"sealed", "sealed_note"})  # sealed twice, the same text looks different
# Tables whose rows live and die with a row of another one: that table, and the column that names it.
_PARTS = {
    "order_lines": ("orders", "order_id"),
    "skus": ("products", "product_id"),
    "stock_levels": ("skus", "sku_id"),
    **{part.table.name: (family.name, part.link) for family in ALL for part in family.parts},
}
_CALLED = {"orders": "order", "products": "product", "packages": "package"}  # in the change feed; others as their table


@dataclass(frozen=True, slots=True)
class Mirrored:
    """One table: `key` tells its rows apart, `told` are the columns that say something of the object."""

    name: str
    key: tuple[str, ...]
    told: tuple[str, ...]
    tombstones: bool


def tables() -> tuple[Mirrored, ...]:
    """Every table that mirrors something of TikTok Shop, parts included."""
    found = schema.metadata.tables.values()
    return tuple(_mirrored(one) for one in found if "source_version" in one.columns or one.name in _PARTS)


async def said(
    conn: Connection, table: Mirrored, shop_ids: Sequence[str], *, keys: Sequence[tuple[str, ...]] | None = None
) -> dict[tuple[str, ...], rows.Row]:
    """What the rows of some shops say, by key; `keys`: of these rows alone. What TikTok Shop no longer serves is left out,
    with its parts."""
    columns = [_said(one) + f' AS "{one}"' for one in (*table.key, *table.told)]
    statement = f"SELECT {', '.join(columns)} FROM {table.name} AS t WHERE shop_id = ANY(%(shops)s){_alive(table)}"
    values: dict[str, object] = {"shops": list(shop_ids)}
    if keys is not None:
        given = [f"k{at}" for at in range(len(table.key))]
        named, lists = ", ".join(f't."{one}"::text' for one in table.key), ", ".join(f"%({one})s::text[]" for one in given)
        statement += f" AND ({named}) IN (SELECT * FROM unnest({lists}))"
        values |= {name: [key[at] for key in keys] for at, name in enumerate(given)}
    async with (await driver(conn)).cursor(row_factory=dict_row) as cursor:
        await cursor.execute(statement.encode(), values)
        return {tuple(str(row[name]) for name in table.key): row async for row in cursor}


async def digests(conn: Connection, table: Mirrored, shop_ids: Sequence[str]) -> dict[tuple[str, ...], str]:
    """A digest of what each of those rows says: rows with the same digest say the same, and need not be read."""
    keys = ", ".join(f'"{one}"::text' for one in table.key)
    whole = ", ".join(_said(one) for one in table.told)
    statement = f"SELECT md5(ROW({whole})::text), {keys} FROM {table.name} AS t WHERE shop_id = ANY(%s){_alive(table)}"
    found = await (await driver(conn)).execute(statement.encode(), [list(shop_ids)])
    return {tuple(row[1:]): row[0] for row in await found.fetchall()}


async def size(conn: Connection) -> int:
    """How many rows all mirrored tables hold."""
    counts = " + ".join(f"(SELECT count(*) FROM {one.name})" for one in tables())
    row = await (await (await driver(conn)).execute(f"SELECT {counts}".encode())).fetchone()
    return int(row[0]) if row else 0


def _said(column: str) -> str:
    return f'("{column}" IS NOT NULL)' if column in _SEALED else f'"{column}"'


async def counted(conn: Connection, shop_id: str) -> dict[str, object]:
    """A shop as a simulator counts its own: how many of what, by status, and digests of orders and stock.

    The names are those of the simulator's `truth`; its counts come from its world, these from the tables.
    """
    raw = await driver(conn)

    async def rows_of(statement: str) -> list[tuple[object, ...]]:
        return list(await (await raw.execute(statement.encode(), [shop_id])).fetchall())

    told: dict[str, object] = {}
    for name in ("orders", "packages", "cancellations", "returns"):
        alive = "" if name == "orders" else " AND deleted_at IS NULL"
        by_status = await rows_of(f"SELECT status, count(*) FROM {name} WHERE shop_id = %s{alive} GROUP BY 1 ORDER BY 1")
        told[f"{name}_by_status"] = {str(status): count for status, count in by_status}
    orders = await rows_of("SELECT id, status, extract(epoch FROM update_time)::bigint FROM orders WHERE shop_id = %s")
    stock = await rows_of(
        "SELECT s.sku_id, sum(s.available_quantity)::bigint, sum(s.committed_quantity)::bigint FROM stock_levels AS s "
        "JOIN skus ON skus.shop_id = s.shop_id AND skus.id = s.sku_id "
        "WHERE s.shop_id = %s AND skus.deleted_at IS NULL GROUP BY 1"
    )
    told["orders"] = len(orders)
    told["orders_digest"] = _digest(orders)
    told["stock_digest"] = _digest(stock)
    return told


def _digest(found: Sequence[tuple[object, ...]]) -> str:
    whole = hashlib.blake2b(digest_size=12)
    for line in sorted(" ".join(map(str, row)) for row in found):
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


async def told_wrongly(conn: Connection, shop_ids: Sequence[str]) -> list[str]:
    """Objects whose changes were not told exactly once each: as many changes in the feed as the row has revisions, as many
    former versions as it had, and none that begins before the one before it ended. A sentence for each."""
    raw = await driver(conn)
    wrong: list[str] = []
    for name in (*_CALLED, *(family.name for family in ALL)):
        remembers = "since" in schema.metadata.tables[name].columns
        former = "h.former" if remembers else "t.revision - 1"
        found = await raw.execute(
            f"""SELECT t.id, t.revision, coalesce(c.told, 0), {former} FROM {name} AS t
            LEFT JOIN (SELECT shop_id, object_id, count(*) AS told FROM changes WHERE kind = %(kind)s GROUP BY 1, 2) AS c
                ON c.shop_id = t.shop_id AND c.object_id = t.id
            LEFT JOIN LATERAL (SELECT count(*) AS former FROM history AS h WHERE h.shop_id = t.shop_id
                AND h.kind = %(table)s AND h.object_id = t.id) AS h ON true
            WHERE t.shop_id = ANY(%(shops)s)
                AND (coalesce(c.told, 0) <> t.revision OR {former} <> t.revision - 1)""".encode(),
            {"kind": _CALLED.get(name, name), "table": name, "shops": list(shop_ids)},
        )
        wrong += [
            f"{name} {id_}: revision {revision}, {told} changes told, {versions} former versions kept"
            for id_, revision, told, versions in await found.fetchall()
        ]
    twice = await raw.execute(
        """SELECT kind, object_id, revision FROM history WHERE shop_id = ANY(%s)
        GROUP BY shop_id, kind, object_id, revision HAVING count(*) > 1""",
        [list(shop_ids)],
    )
    return wrong + [
        f"{kind} {id_}: revision {revision} is remembered twice" for kind, id_, revision in await twice.fetchall()
    ]


def _alive(table: Mirrored) -> str:
    own = " AND deleted_at IS NULL" if table.tombstones else ""
    whole, link = _PARTS.get(table.name, ("", ""))
    if not whole or "deleted_at" not in schema.metadata.tables[whole].columns:
        return own
    same = f"(w.shop_id, w.id) = (t.shop_id, t.{link})"
    return f"{own} AND EXISTS (SELECT FROM {whole} AS w WHERE {same} AND w.deleted_at IS NULL)"


def _mirrored(table: Table) -> Mirrored:
    key = tuple(column.name for column in table.primary_key)
    # Of a whole object `more` is kept beside what it says: a list and a detail state different members.
    left_out = _BOOKKEEPING | {"more"} if "source_version" in table.columns else _BOOKKEEPING
    told = tuple(name for name in table.columns.keys() if name not in left_out and name not in key)  # noqa: SIM118
    return Mirrored(table.name, key, told, "deleted_at" in table.columns)
