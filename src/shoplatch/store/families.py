"""Every kind of object that is kept with its history: its table, the tables of its parts, and how versions get in and out.

One description for all of them (after-sales, money, promotions, performance, ...), so that a new kind is a table and a line
here. Orders, products, packages and stock have files of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from shoplatch.store import rows, schema
from shoplatch.store.engine import Connection, RawConnection, driver
from shoplatch.store.versions import Cause, Incoming, Mirror, Version, Written


@dataclass(frozen=True, slots=True)
class Versioned:
    """One version of an object: its row, and by table the rows of its parts. Keys are columns; what is left out is null.

    The writer itself sets shop_id, first_seen, last_seen, since, revision, fingerprint, and the parts' link to the row.
    """

    row: rows.Row
    parts: Mapping[str, Sequence[rows.Row]] = field(default_factory=dict)


class Parts:
    """A table whose rows belong to one object and are replaced with it. `link` is the column that names the object."""

    def __init__(self, table: Table, link: str) -> None:
        self.table, self.link = table, link
        self.given = rows.columns(table, without=("shop_id",))
        self.insert = (
            f"INSERT INTO {table.name} (shop_id, {rows.listed(self.given)}) "
            f"SELECT %(shop_id)s, {rows.listed(self.given, 'r.')} FROM {rows.recordset(table, self.given)} "
            f"ON CONFLICT (shop_id, {link}, id) DO NOTHING"
        )
        self.drop = f"DELETE FROM {table.name} WHERE shop_id = %(shop_id)s AND {link} = ANY(%(ids)s)"
        self.remembered = (
            f" || jsonb_build_object('{table.name}', (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'shop_id' ORDER BY p.id), "
            f"'[]'::jsonb) FROM {table.name} AS p WHERE p.shop_id = t.shop_id AND p.{link} = t.id))"
        )

    def of(self, version: Versioned) -> list[rows.Row]:
        """The parts of a version, as the table keeps them, in order of id."""
        parent = rows.text(version.row, "id")
        made = (rows.whole({**one, self.link: parent}, self.table) for one in version.parts.get(self.table.name, ()))
        return sorted(made, key=lambda row: rows.text(row, "id"))


class Family:
    """One kind of object. `name` is its table's and the change feed's."""

    def __init__(self, table: Table, *parts: Parts, status: str | None = "status") -> None:
        self.table, self.parts, self.name, self.status = table, parts, str(table.name), status
        part = tuple(dict.fromkeys(name for one in parts for name in one.given))
        remembered = "".join(one.remembered for one in parts)
        self._mirror = Mirror(self.name, table, status=status, part=part, remembered=remembered)

    async def write(self, conn: Connection, shop_id: str, batch: Sequence[Versioned], *, cause: Cause) -> Written:
        """Write versions of one shop: the newest of each object counts.

        Raises:
            InvalidRequest: a row has a column its table lacks; nothing of the batch was written.
        """
        if not batch:
            return Written()
        raw = await driver(conn)
        spelled = [[one.of(version) for one in self.parts] for version in batch]
        incoming = [
            self._mirror.incoming(version.row, [row for of_table in lists for row in of_table])
            for version, lists in zip(batch, spelled, strict=True)
        ]
        outcome = await self._mirror.write(raw, shop_id, incoming, cause)
        if self.parts and outcome.accepted:
            newest = _newest(incoming, spelled, outcome.accepted)
            for at, parts in enumerate(self.parts):
                await _replace(raw, shop_id, parts, {id_: lists[at] for id_, lists in newest.items()}, outcome.new)
        return outcome.written

    async def mark_deleted(self, conn: Connection, shop_id: str, ids: Sequence[str], *, at: datetime, cause: Cause) -> int:
        """Put a tombstone on objects a read begun at `at` no longer found; how many had none."""
        return await self._mirror.bury(conn, shop_id, ids, at, cause) if ids else 0

    async def versions(self, conn: Connection, shop_id: str, ids: Sequence[str] | None = None) -> dict[str, Version]:
        """Which versions we hold: of these objects, or of all of the shop's."""
        return await self._mirror.versions(conn, shop_id, ids)

    async def count(self, conn: Connection, shop_id: str) -> int:
        """How many objects of the shop we hold, without tombstones."""
        return await self._mirror.count(conn, shop_id)


ALL: tuple[Family, ...] = (
    Family(schema.cancellations, Parts(schema.cancellation_lines, "cancellation_id")),
    Family(schema.returns, Parts(schema.return_lines, "return_id")),
    Family(schema.return_records, status="event"),
    Family(schema.statements, status="payment_status"),
    Family(schema.statement_totals),
    Family(schema.statement_transactions, status="type"),
    Family(schema.order_settlements),
    Family(schema.order_transactions, status=None),
    Family(schema.unsettled_transactions),
    Family(schema.payments),
    Family(schema.withdrawals),
    Family(schema.promotions),
    Family(schema.promotion_products, status=None),
    Family(schema.coupons),
    Family(schema.affiliate_orders, Parts(schema.affiliate_order_skus, "affiliate_order_id")),
    Family(schema.creators, status=None),
    Family(schema.external_orders, status=None),
    Family(schema.package_details),
    Family(schema.product_audits),
    Family(schema.sku_prices, status=None),
    Family(schema.stock_distribution, status=None),
    Family(schema.perf_shop, status=None),
    Family(schema.perf_products, status=None),
    Family(schema.perf_skus, status=None),
    Family(schema.perf_videos, status=None),
    Family(schema.perf_lives, status=None),
    Family(schema.perf_live_minutes, status=None),
    Family(schema.conversations, status="session_phase"),
    Family(schema.messages, status="type"),
)
BY_NAME: dict[str, Family] = {family.name: family for family in ALL}


async def write_all(
    conn: Connection, shop_id: str, batches: Mapping[str, Sequence[Versioned]], causes: Mapping[str, Cause], cause: Cause
) -> None:
    """Write versions of several kinds, by name of the family; `causes` where a kind has one of its own."""
    for family in ALL:  # always in the same order, so that two writers never wait for each other in a ring
        if batch := batches.get(family.name):
            await family.write(conn, shop_id, batch, cause=causes.get(family.name, cause))


def _newest(
    incoming: Sequence[Incoming], spelled: Sequence[list[list[rows.Row]]], accepted: Iterable[str]
) -> dict[str, list[list[rows.Row]]]:
    """The parts of the version of each accepted object that counts."""
    found: dict[str, tuple[Any, list[list[rows.Row]]]] = {}
    wanted = frozenset(accepted)
    for version, lists in zip(incoming, spelled, strict=True):
        if version.id in wanted and (version.id not in found or found[version.id][0] <= version.key):
            found[version.id] = (version.key, lists)
    return {id_: lists for id_, (_, lists) in found.items()}


async def _replace(
    conn: RawConnection, shop_id: str, parts: Parts, of: Mapping[str, list[rows.Row]], new: frozenset[str]
) -> None:
    changed = sorted(id_ for id_ in of if id_ not in new)
    if changed:
        await conn.execute(parts.drop, {"shop_id": shop_id, "ids": changed})
    if spelled := [row for id_ in sorted(of) for row in of[id_]]:
        await conn.execute(parts.insert, {"shop_id": shop_id, "rows": rows.as_json(spelled)})
