"""Orders with their lines and recipients: written together, many at once, however often and in whatever order they come.

What TikTok Shop says of an order replaces what it said before, lines included. The recipient is sealed by the caller and
kept apart; a masked one (TikTok Shop masks after a while) never replaces a full one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.store import rows, schema
from shoplatch.store.engine import Connection, RawConnection, driver
from shoplatch.store.versions import Cause, Incoming, Mirror, Version, Written

_LINE = rows.columns(schema.order_lines, without=("shop_id",))
_mirror = Mirror("order", schema.orders, part=_LINE)
CONTENT = _mirror.content
LINE_CONTENT = _LINE
_LINE_REPLACED = tuple(name for name in _LINE if name != "id")
_REPLACE_LINES = (
    f"INSERT INTO order_lines AS t (shop_id, {rows.listed(_LINE)}) "
    f"SELECT %(shop_id)s, {rows.listed(_LINE, 'r.')} FROM {rows.recordset(schema.order_lines, _LINE)} "
    f"ON CONFLICT (shop_id, id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _LINE_REPLACED)} "
    f"WHERE ({rows.listed(_LINE_REPLACED, 't.')}) IS DISTINCT FROM ({rows.listed(_LINE_REPLACED, 'excluded.')})"
)
_DROP_LINES = "DELETE FROM order_lines WHERE shop_id = %s AND order_id = ANY(%s) AND id <> ALL(%s)"
# Better is: full before masked, then read later. The rule does not look at the order's own version, so that a full recipient
# that arrives with an old version is still kept.
_SAVE_RECIPIENTS = """
INSERT INTO order_recipients AS t (shop_id, order_id, sealed, masked, updated_at)
SELECT %(shop_id)s, r.*
FROM unnest(%(ids)s::text[], %(sealed)b::bytea[], %(masked)s::bool[], %(read_at)s::timestamptz[])
    AS r(id, sealed, masked, at)
WHERE NOT EXISTS (SELECT FROM erased_orders AS e WHERE e.shop_id = %(shop_id)s AND e.order_id = r.id)
ON CONFLICT (shop_id, order_id) DO UPDATE
SET sealed = excluded.sealed, masked = excluded.masked, updated_at = excluded.updated_at
WHERE (NOT excluded.masked, excluded.updated_at) > (NOT t.masked, t.updated_at)
"""


@dataclass(frozen=True, slots=True)
class SealedRecipient:
    """Name, address and phone as the vault sealed them; `masked` says that TikTok Shop had starred them out."""

    sealed: bytes = field(repr=False)
    masked: bool


@dataclass(frozen=True, slots=True)
class OrderRows:
    """One version of an order.

    `order` and `lines` have the column names of schema.orders and schema.order_lines as keys; what is left out is null.
    The writer itself sets shop_id, first_seen, last_seen, revision and fingerprint, and the lines' order_id. Money is a
    Decimal or a decimal string, times are aware.
    """

    order: rows.Row
    lines: Sequence[rows.Row]
    recipient: SealedRecipient | None = None


async def write(conn: Connection, shop_id: str, batch: Sequence[OrderRows], *, cause: Cause) -> Written:
    """Write versions of orders of one shop.

    Raises:
        InvalidRequest: a row has a column the table lacks; nothing of the batch was written.
    """
    raw = await driver(conn)
    lines = [_lines_of(given) for given in batch]
    versions = [_mirror.incoming(given.order, of_order) for given, of_order in zip(batch, lines, strict=True)]
    outcome = await _mirror.write(raw, shop_id, versions, cause)
    # The writer took the newest version of each order; its lines are those that count.
    newest: dict[str, tuple[tuple[datetime, datetime], list[rows.Row]]] = {}
    for version, of_order in zip(versions, lines, strict=True):
        if version.id in outcome.accepted and (version.id not in newest or newest[version.id][0] <= version.key):
            newest[version.id] = (version.key, of_order)
    await _replace_lines(raw, shop_id, {id_: of_order for id_, (_, of_order) in newest.items()}, outcome.new)
    await _save_recipients(raw, shop_id, zip(versions, batch, strict=True))
    return outcome.written


async def recipient(conn: Connection, shop_id: str, order_id: str) -> SealedRecipient | None:
    """The sealed recipient of one order."""
    raw = await driver(conn)
    found = await raw.execute(
        "SELECT sealed, masked FROM order_recipients WHERE shop_id = %s AND order_id = %s", [shop_id, order_id]
    )
    row = await found.fetchone()
    return SealedRecipient(*row) if row else None


async def versions(conn: Connection, shop_id: str, ids: Sequence[str] | None = None) -> dict[str, Version]:
    """Which versions we hold: of these orders, or of all of the shop's."""
    return await _mirror.versions(conn, shop_id, ids)


async def count(conn: Connection, shop_id: str) -> int:
    """How many orders of the shop we hold."""
    return await _mirror.count(conn, shop_id)


async def _replace_lines(conn: RawConnection, shop_id: str, lines: dict[str, list[rows.Row]], new: frozenset[str]) -> None:
    if not lines:
        return
    spelled = sorted((line for of_order in lines.values() for line in of_order), key=_id)
    changed = [id_ for id_ in lines if id_ not in new]
    if changed:
        kept = [_id(line) for id_ in changed for line in lines[id_]]
        await conn.execute(_DROP_LINES, [shop_id, changed, kept])
    if spelled:
        given = [line.with_(line.beside) if type(line) is rows.Spelled else line for line in spelled]
        await conn.execute(_REPLACE_LINES, {"shop_id": shop_id, "rows": rows.as_json(given)})


def _lines_of(given: OrderRows) -> list[rows.Row]:
    """The lines as the table keeps them, in order of id."""
    id_ = rows.text(given.order, "id")
    if all(type(line) is rows.Spelled and line["order_id"] == id_ for line in given.lines):
        return sorted(given.lines, key=_id) if len(given.lines) > 1 else list(given.lines)
    lines = [rows.whole({**line, "order_id": id_}, schema.order_lines) for line in given.lines]
    return sorted(lines, key=_id)


async def _save_recipients(conn: RawConnection, shop_id: str, batch: Iterable[tuple[Incoming, OrderRows]]) -> None:
    best: dict[str, tuple[tuple[bool, datetime], SealedRecipient]] = {}
    for version, given in batch:
        if given.recipient is not None:
            rank = (not given.recipient.masked, version.read_at)
            if version.id not in best or best[version.id][0] < rank:
                best[version.id] = (rank, given.recipient)
    if best:
        ordered = sorted(best.items())
        parameters = {
            "shop_id": shop_id,
            "ids": [id_ for id_, _ in ordered],
            "sealed": [sealed.sealed for _, (_, sealed) in ordered],
            "masked": [sealed.masked for _, (_, sealed) in ordered],
            "read_at": [rank[1] for _, (rank, _) in ordered],
        }
        await conn.execute(_SAVE_RECIPIENTS, parameters)


def _id(row: rows.Row) -> str:
    return rows.text(row, "id")
