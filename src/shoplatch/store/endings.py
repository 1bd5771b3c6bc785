"""What becomes of a shop's rows once its grant has ended: kept, without people, or gone. In steps that may be repeated.

Every table with a `shop_id` is found by itself, so that a new one is not forgotten. The shop's own row stays: it says what
was done and when. The audit log names nobody's buyers and stays too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import fetch
from shoplatch.store.engine import Connection, driver
from shoplatch.store.schema import metadata

STEP_ROWS = 2_000
# A lane is a lock on work that may be under way; it holds no data.
_STAY = frozenset({"shops", "lanes"})
# Who bought, where it goes, what they wrote. Orders, amounts and stock stay: they are the seller's bookkeeping.
_PEOPLE = {
    "orders": ("buyer_user_id", "raw"),
    "inbox": ("body",),
    "conversations": ("sealed", "buyer_user_id", "raw"),
    "messages": ("sealed", "im_user_id", "raw"),
    "return_records": ("sealed_note",),
    "packages": ("tracking_number",),
    "order_lines": ("tracking_number",),
}
_FORMER = ("order", "package", "conversations", "messages", "return_records")  # whose former versions name people


@dataclass(frozen=True, slots=True)
class EndedShop:
    """A shop whose grant was taken back, and what became of its data since."""

    id: str
    connection_id: str
    ended_at: datetime


async def unsettled(conn: Connection) -> list[EndedShop]:
    """Shops whose grant was taken back and whose data nobody has dealt with since."""
    return await fetch.every(
        conn,
        EndedShop,
        "SELECT s.id, s.connection_id, c.updated_at AS ended_at FROM shops s JOIN connections c ON c.id = s.connection_id "
        "WHERE c.state = 'deauthorized' AND (s.data_settled_at IS NULL OR s.data_settled_at < c.updated_at) ORDER BY s.id",
    )


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
        emptied = ", ".join(f"{name} = NULL" for name in known)
        full = " OR ".join(f"{name} IS NOT NULL" for name in known)
        statement = (
            f"UPDATE {table} SET {emptied} WHERE ctid = ANY(ARRAY("
            f"SELECT ctid FROM {table} WHERE shop_id = %s AND ({full}) LIMIT {STEP_ROWS:d}))"
        )
        changed += await fetch.run(conn, statement, [shop_id])
    return changed


async def delete_step(conn: Connection, shop_id: str) -> int:
    """Delete a few thousand rows of a shop from every table; how many went. 0: there are none left."""
    gone = 0
    for table in reversed(metadata.sorted_tables):
        if "shop_id" in table.columns and table.name not in _STAY:
            statement = (
                f"DELETE FROM {table.name} WHERE ctid = ANY(ARRAY("
                f"SELECT ctid FROM {table.name} WHERE shop_id = %s LIMIT {STEP_ROWS:d}))"
            )
            gone += await fetch.run(conn, statement, [shop_id])
    return gone


async def still_ended(conn: Connection, shop_id: str) -> str | None:
    """The connection whose grant over this shop was taken back, locked against a new consent; None where it works again."""
    found = await (await driver(conn)).execute(
        "SELECT c.id FROM connections c JOIN shops s ON s.connection_id = c.id "
        "WHERE s.id = %s AND c.state = 'deauthorized' FOR UPDATE OF c",
        [shop_id],
    )
    row = await found.fetchone()
    return row[0] if row else None


async def settled(conn: Connection, shop_id: str, connection_id: str, policy: str, now: datetime) -> None:
    """Note what became of a shop's data, and forget the tokens of its grant: they open nothing any more."""
    await fetch.run(
        conn, "UPDATE shops SET data_settled_as = %s, data_settled_at = %s WHERE id = %s", [policy, now, shop_id]
    )
    await fetch.run(
        conn, "UPDATE connections SET sealed_access = NULL, sealed_refresh = NULL WHERE id = %s", [connection_id]
    )
