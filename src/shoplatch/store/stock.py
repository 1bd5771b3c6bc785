"""Stock per SKU and warehouse, and the warehouses.

A level has no time of TikTok Shop's own: the read that began last counts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from shoplatch.errors import InvalidRequest
from shoplatch.store import changes, rows, schema
from shoplatch.store.engine import Connection, RawConnection, driver
from shoplatch.store.versions import DELETED, Cause, Mirror, Written

_warehouses = Mirror(None, schema.warehouses, status="effect_status")
_LEVEL = rows.columns(schema.stock_levels, without=("shop_id", "last_seen"))
_KEYS = "SELECT * FROM unnest(%(skus)s::text[], %(places)s::text[])"
_HELD = f"""
SELECT sku_id, warehouse_id, product_id, available_quantity, committed_quantity, read_at
FROM stock_levels WHERE shop_id = %(shop_id)s AND (sku_id, warehouse_id) IN ({_KEYS})
ORDER BY sku_id, warehouse_id FOR NO KEY UPDATE
"""
_SOURCE = f"SELECT {rows.listed(_LEVEL, 'r.')} FROM {rows.recordset(schema.stock_levels, _LEVEL)}"
_INSERT = f"""
INSERT INTO stock_levels (shop_id, last_seen, {rows.listed(_LEVEL)})
SELECT %(shop_id)s, s.read_at, s.* FROM ({_SOURCE}) AS s
ON CONFLICT (shop_id, sku_id, warehouse_id) DO NOTHING RETURNING sku_id, warehouse_id
"""
_UPDATE = f"""
UPDATE stock_levels AS t SET product_id = s.product_id, available_quantity = s.available_quantity,
    committed_quantity = s.committed_quantity, read_at = s.read_at, last_seen = greatest(t.last_seen, s.read_at)
FROM ({_SOURCE}) AS s
WHERE t.shop_id = %(shop_id)s AND t.sku_id = s.sku_id AND t.warehouse_id = s.warehouse_id
"""
_TOUCH = """
UPDATE stock_levels AS t SET read_at = r.seen, last_seen = greatest(t.last_seen, r.seen)
FROM unnest(%(skus)s::text[], %(places)s::text[], %(seen)s::timestamptz[]) AS r(sku_id, warehouse_id, seen)
WHERE t.shop_id = %(shop_id)s AND t.sku_id = r.sku_id AND t.warehouse_id = r.warehouse_id AND t.read_at < r.seen
"""
_DROP = f"""
DELETE FROM stock_levels AS t WHERE t.shop_id = %(shop_id)s AND t.product_id = ANY(%(products)s)
    AND (%(read_at)s::timestamptz IS NULL OR t.read_at <= %(read_at)s)
    AND (t.sku_id, t.warehouse_id) NOT IN ({_KEYS})
RETURNING t.sku_id, t.warehouse_id, t.product_id, t.available_quantity, t.read_at
"""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How much of a SKU lies in a warehouse."""

    sku_id: str
    warehouse_id: str
    product_id: str
    available_quantity: int
    committed_quantity: int
    read_at: datetime

    @property
    def says(self) -> tuple[str, int, int]:
        return (self.product_id, self.available_quantity, self.committed_quantity)


async def write(
    conn: Connection, shop_id: str, levels: Sequence[rows.Row], *, cause: Cause, whole: Collection[str] = ()
) -> Written:
    """Write levels of one shop. Keys are the columns of schema.stock_levels, without shop_id and last_seen.

    `whole` names products whose levels are all in the batch: others of theirs are removed, unless they were read later.
    A change is told per level, as "sku:warehouse", with the available quantity before and after.

    Raises:
        InvalidRequest: a level lacks something, or has a column the table lacks; nothing was written.
    """
    raw = await driver(conn)
    newest = _newest(levels)
    written = await _write(raw, shop_id, newest, cause)
    if whole:
        await _drop_others(raw, shop_id, list(newest.values()), sorted(whole), cause)
    return written


async def write_warehouses(conn: Connection, shop_id: str, batch: Sequence[rows.Row], *, cause: Cause) -> Written:
    """Write warehouses of one shop; keys are the columns of schema.warehouses. Tells nobody."""
    versions = [_warehouses.incoming(row) for row in batch]
    return (await _warehouses.write(await driver(conn), shop_id, versions, cause)).written


async def levels(conn: Connection, shop_id: str, product_ids: Sequence[str] | None = None) -> list[StockLevel]:
    """The levels we hold: of these products, or of all of the shop's."""
    raw = await driver(conn)
    only = " AND product_id = ANY(%(ids)s)" if product_ids is not None else ""
    found = await raw.execute(
        "SELECT sku_id, warehouse_id, product_id, available_quantity, committed_quantity, read_at FROM stock_levels "
        f"WHERE shop_id = %(shop_id)s{only} ORDER BY sku_id, warehouse_id",
        {"shop_id": shop_id, "ids": list(product_ids or ())},
    )
    return [StockLevel(*row) for row in await found.fetchall()]


async def _write(conn: RawConnection, shop_id: str, newest: dict[Key, StockLevel], cause: Cause) -> Written:
    if not newest:
        return Written()
    ordered = [newest[key] for key in sorted(newest)]
    found = await conn.execute(_HELD, {"shop_id": shop_id, **_keys(ordered)})
    held = {(row[0], row[1]): StockLevel(*row) for row in await found.fetchall()}
    new = [level for level in ordered if (level.sku_id, level.warehouse_id) not in held]
    pairs = [(level, held[key]) for level in ordered if (key := (level.sku_id, level.warehouse_id)) in held]
    changed = [(level, old) for level, old in pairs if level.says != old.says and level.read_at >= old.read_at]
    same = [level for level, old in pairs if level.says == old.says]
    taken: set[Key] = set()
    if new:
        written = await conn.execute(_INSERT, {"shop_id": shop_id, "rows": _spelled(new)})
        taken = set(await written.fetchall())
    if changed:
        await conn.execute(_UPDATE, {"shop_id": shop_id, "rows": _spelled([level for level, _ in changed])})
    if same:
        seen = [level.read_at for level in same]
        await conn.execute(_TOUCH, {"shop_id": shop_id, **_keys(same), "seen": seen})
    inserted = [level for level in new if (level.sku_id, level.warehouse_id) in taken]
    told = [_change(level, None, cause) for level in inserted]
    told += [_change(level, str(old.available_quantity), cause) for level, old in changed]
    await changes.append(conn, shop_id, told)
    counts = Written(len(inserted), len(changed), len(same), len(pairs) - len(changed) - len(same))
    raced = {key: level for level in new if (key := (level.sku_id, level.warehouse_id)) not in taken}
    return counts + await _write(conn, shop_id, raced, cause)


async def _drop_others(
    conn: RawConnection, shop_id: str, given: Sequence[StockLevel], products: Sequence[str], cause: Cause
) -> None:
    read_at = min((level.read_at for level in given), default=cause.at)
    values = {"shop_id": shop_id, "products": products, "read_at": read_at, **_keys(given)}
    gone = await (await conn.execute(_DROP, values)).fetchall()
    told = [
        changes.Change(
            kind="stock",
            object_id=f"{sku_id}:{warehouse_id}",
            cause=cause.kind,
            inbox_n=cause.inbox.get(sku_id) or cause.inbox.get(product_id),
            before=str(available),
            after=DELETED,
            update_time=None,
            at=cause.at or read_at or held_at,
        )
        for sku_id, warehouse_id, product_id, available, held_at in gone
    ]
    await changes.append(conn, shop_id, told)


def _newest(levels_in: Sequence[rows.Row]) -> dict[Key, StockLevel]:
    """The level read last for each place; of equals, the last."""
    newest: dict[Key, StockLevel] = {}
    for row in levels_in:
        level = _level(row)
        key = (level.sku_id, level.warehouse_id)
        if key not in newest or newest[key].read_at <= level.read_at:
            newest[key] = level
    return newest


def _level(row: rows.Row) -> StockLevel:
    rows.whole(row, schema.stock_levels)
    available, committed = row.get("available_quantity"), row.get("committed_quantity")
    if not isinstance(available, int) or not isinstance(committed, int):
        raise InvalidRequest("A stock level lacks its available or committed quantity")
    return StockLevel(
        sku_id=rows.text(row, "sku_id"),
        warehouse_id=rows.text(row, "warehouse_id"),
        product_id=rows.text(row, "product_id"),
        available_quantity=available,
        committed_quantity=committed,
        read_at=rows.moment(row, "read_at"),
    )


def _change(level: StockLevel, before: str | None, cause: Cause) -> changes.Change:
    return changes.Change(
        kind="stock",
        object_id=f"{level.sku_id}:{level.warehouse_id}",
        cause=cause.kind,
        inbox_n=cause.inbox.get(level.sku_id) or cause.inbox.get(level.product_id),
        before=before,
        after=str(level.available_quantity),
        update_time=None,
        at=cause.at or level.read_at,
    )


def _keys(levels_in: Sequence[StockLevel]) -> dict[str, list[str]]:
    return {"skus": [level.sku_id for level in levels_in], "places": [level.warehouse_id for level in levels_in]}


def _spelled(levels_in: Sequence[StockLevel]) -> str:
    return rows.as_json([{name: getattr(level, name) for name in _LEVEL} for level in levels_in])
