"""What becomes of a shop's rows once its grant has ended: kept, without people, or gone. In steps that may be repeated.

Every table with a `shop_id` is found by itself, so that a new one is not forgotten. The shop's own row stays: it says what
was done and when. The audit log names nobody's buyers and stays too. What is deleted is told in the change feed, object by
object, so that whoever copied it can delete it too; what the feed said before goes.

A shop can also leave a grant that goes on for other shops. Then a webhook has named it, or it was missing from TikTok's list
twice with most of a day between: one odd answer deletes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Table

from shoplatch.store import fetch
from shoplatch.store.changes import CHANNEL
from shoplatch.store.engine import Connection, driver
from shoplatch.store.families import ALL
from shoplatch.store.schema import metadata
from shoplatch.store.versions import DELETED

STEP_ROWS = 2_000
# A lane is a lock on work that may be under way; it holds no data. Whose buyers were erased outlives the rows, so that
# they are not read again if the seller comes back.
_STAY = frozenset({"shops", "lanes", "changes", "erased_orders"})
# What the change feed calls the objects of a table, the object's id and its last status.
_TOLD = {
    "orders": ("order", "id", "status"),
    "products": ("product", "id", "status"),
    "packages": ("package", "id", "status"),
    "stock_levels": ("stock", "sku_id || ':' || warehouse_id", "available_quantity::text"),
    **{family.name: (family.name, "id", family.status or "NULL::text") for family in ALL},
}
_ENDED = "ended"  # the cause of what is told here
# Where reading stood. Without it a shop that comes back is read from its start: what was taken away is no change to TikTok.
_READING = ("slices", "cursors", "stream_states", "followed", "sweeps")
LATE = timedelta(minutes=2)  # a call that was under way when a grant ended has answered, or given up, by then
_LEFT = """
s.cipher = '' AND s.left_at IS NOT NULL AND c.state <> 'deauthorized'
AND (s.left_told OR s.last_seen >= s.left_at + interval '20 hours')
AND EXISTS (SELECT 1 FROM shops o WHERE o.connection_id = c.id AND o.cipher <> '')
"""
# Who bought, where it goes, what they wrote. Orders, amounts and stock stay: they are the seller's bookkeeping.
_PEOPLE = {
    "orders": ("buyer_user_id", "more", "raw"),
    "inbox": ("body",),
    "conversations": ("sealed", "buyer_user_id", "raw"),
    "messages": ("sealed", "im_user_id", "raw"),
    "return_records": ("sealed_note",),
    "packages": ("tracking_number",),
    "order_lines": ("tracking_number", "more"),
}
_FORMER = ("order", "package", "conversations", "messages", "return_records")  # whose former versions name people


@dataclass(frozen=True, slots=True)
class EndedShop:
    """A shop whose grant was taken back, or that left it. `whole`: the grant ended, for all of its shops."""

    id: str
    connection_id: str
    ended_at: datetime
    whole: bool


async def unsettled(conn: Connection, now: datetime) -> list[EndedShop]:
    """Shops whose grant was taken back, or that left it, and whose data nobody has dealt with since.

    A grant that ended is dealt with at once, and once more after `LATE`: what a call that was under way brought goes too.
    """
    return await fetch.every(
        conn,
        EndedShop,
        "SELECT s.id, s.connection_id, c.updated_at AS ended_at, true AS whole "
        "FROM shops s JOIN connections c ON c.id = s.connection_id WHERE c.state = 'deauthorized' "
        "AND (s.data_settled_at IS NULL OR s.data_settled_at < c.updated_at "
        "OR (s.data_settled_at < c.updated_at + %(late)s AND c.updated_at + %(late)s <= %(now)s)) "
        "UNION ALL SELECT s.id, s.connection_id, s.left_at, false FROM shops s JOIN connections c ON c.id = s.connection_id "
        f"WHERE {_LEFT} AND (s.data_settled_at IS NULL OR s.data_settled_at < s.left_at) ORDER BY 1",
        {"late": LATE, "now": now},
    )


async def forget_reading(conn: Connection, shop_id: str) -> None:
    """Forget how far a shop was read, before the first of its rows loses anything: should the seller come back, even in the
    middle, everything is read anew. A slice that is being read now cannot be kept any more."""
    for table in _READING:
        await fetch.run(conn, f"DELETE FROM {table} WHERE shop_id = %s", [shop_id])


async def mask_step(conn: Connection, shop_id: str) -> int:
    """Take people out of a few thousand rows; how many changed. 0: there are none left."""
    raw = await driver(conn)
    done = await raw.execute(
        "DELETE FROM order_recipients WHERE ctid = ANY(ARRAY("
        "SELECT ctid FROM order_recipients WHERE shop_id = %s LIMIT %s))",
        [shop_id, STEP_ROWS],
    )
    changed = done.rowcount
    changed += await fetch.run(
        conn,
        "DELETE FROM history WHERE ctid = ANY(ARRAY("
        "SELECT ctid FROM history WHERE shop_id = %s AND kind = ANY(%s) LIMIT %s))",
        [shop_id, list(_FORMER), STEP_ROWS],
    )
    for table, columns in _PEOPLE.items():
        known = [name for name in columns if table in metadata.tables and name in metadata.tables[table].columns]
        if not known:
            continue
        emptied = ", ".join(f"{name} = NULL" for name in (*known, *_mark(table)))
        full = " OR ".join(f"{name} IS NOT NULL" for name in known)
        statement = (
            f"UPDATE {table} SET {emptied} WHERE ctid = ANY(ARRAY("
            f"SELECT ctid FROM {table} WHERE shop_id = %s AND ({full}) LIMIT {STEP_ROWS:d}))"
        )
        changed += await fetch.run(conn, statement, [shop_id])
    return changed


def _mark(table: str) -> tuple[str, ...]:
    """What makes a row count as unchanged: without it, the same version read again fills in what was taken out."""
    return tuple(name for name in ("fingerprint",) if name in metadata.tables[table].columns)


async def delete_step(conn: Connection, shop_id: str, now: datetime) -> int:
    """Delete a few thousand rows of a shop from every table, and tell it; how many went. 0: there are none left."""
    gone = await fetch.run(
        conn,
        "DELETE FROM changes WHERE ctid = ANY(ARRAY(SELECT ctid FROM changes WHERE shop_id = %s AND cause <> %s LIMIT %s))",
        [shop_id, _ENDED, STEP_ROWS],
    )
    for table in reversed(metadata.sorted_tables):
        if "shop_id" in table.columns and table.name not in _STAY:
            gone += await _delete_from(conn, table, shop_id, now)
    return gone


async def _delete_from(conn: Connection, table: Table, shop_id: str, now: datetime) -> int:
    statement = (
        f"DELETE FROM {table.name} WHERE ctid = ANY(ARRAY("
        f"SELECT ctid FROM {table.name} WHERE shop_id = %(shop)s LIMIT {STEP_ROWS:d}))"
    )
    if table.name not in _TOLD:
        return await fetch.run(conn, statement, {"shop": shop_id})
    kind, id_, status = _TOLD[table.name]
    alive = " WHERE deleted_at IS NULL" if "deleted_at" in table.columns else ""  # the feed told of the others before
    told = (
        f"WITH gone AS ({statement} RETURNING *), told AS ("
        "INSERT INTO changes (shop_id, kind, object_id, cause, before, after, at) "
        f"SELECT %(shop)s, '{kind}', {id_}, '{_ENDED}', {status}, '{DELETED}', %(now)s FROM gone{alive}) "
        "SELECT count(*), pg_notify(%(channel)s, %(shop)s) FROM gone"
    )
    found = await (await driver(conn)).execute(told.encode(), {"shop": shop_id, "now": now, "channel": CHANNEL})
    row = await found.fetchone()
    return int(row[0]) if row else 0


async def forget_told(conn: Connection, before: datetime) -> int:
    """Forget what was told of shops that left so long ago, a portion; how much."""
    statement = "DELETE FROM changes WHERE ctid = ANY(ARRAY(SELECT ctid FROM changes WHERE cause = %s AND at < %s LIMIT %s))"
    return await fetch.run(conn, statement, [_ENDED, before, STEP_ROWS])


async def still_ended(conn: Connection, shop_id: str) -> EndedShop | None:
    """The shop and its grant, locked against a new consent, where it is not granted to us now; None where it is again."""
    return await fetch.one(
        conn,
        EndedShop,
        "SELECT s.id, c.id AS connection_id, c.updated_at AS ended_at, c.state = 'deauthorized' AS whole "
        "FROM connections c JOIN shops s ON s.connection_id = c.id "
        f"WHERE s.id = %s AND (c.state = 'deauthorized' OR ({_LEFT})) FOR UPDATE OF c, s",
        [shop_id],
    )


async def settled(conn: Connection, shop: EndedShop, policy: str, now: datetime) -> None:
    """Note what became of a shop's data. Where the whole grant ended, its tokens are forgotten: they open nothing."""
    await fetch.run(
        conn, "UPDATE shops SET data_settled_as = %s, data_settled_at = %s WHERE id = %s", [policy, now, shop.id]
    )
    if shop.whole:
        await fetch.run(
            conn, "UPDATE connections SET sealed_access = NULL, sealed_refresh = NULL WHERE id = %s", [shop.connection_id]
        )
