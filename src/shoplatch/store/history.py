"""What the store believed at a moment: the version that held then, of one object or of many.

A version holds from the read that brought it until the read that brought the next one; times are our clock's. The version
that holds now lies in its table, those before it in `history`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shoplatch.store import fetch
from shoplatch.store.engine import Connection
from shoplatch.store.families import Family

LEFT_OUT = "'{shop_id,raw,fingerprint,sealed,sealed_note}'::text[]"


@dataclass(frozen=True, slots=True)
class Believed:
    """One version as it was believed. `row` has the table's columns as JSON values, and the parts under their table's name;
    `until` None: it holds now."""

    object_id: str
    revision: int
    since: datetime
    until: datetime | None
    row: dict[str, Any]

    @property
    def deleted(self) -> bool:
        """Whether it was believed to be gone."""
        return self.row.get("deleted_at") is not None


async def versions(conn: Connection, family: Family, shop_id: str, object_id: str) -> list[Believed]:
    """Every version of an object that we know of, oldest first; the last one holds now."""
    return await fetch.every(
        conn,
        Believed,
        f"SELECT object_id, revision, since, until, row FROM history "
        "WHERE shop_id = %(shop_id)s AND kind = %(kind)s AND object_id = %(id)s "
        f"UNION ALL SELECT t.id, t.revision, t.since, NULL, {_row(family)} FROM {family.name} AS t "
        "WHERE t.shop_id = %(shop_id)s AND t.id = %(id)s ORDER BY revision",
        {"shop_id": shop_id, "kind": family.name, "id": object_id},
    )


async def as_of(
    conn: Connection, family: Family, shop_id: str, at: datetime, *, object_id: str | None = None, limit: int = 1_000
) -> list[Believed]:
    """What was believed of a kind at a moment, by id; objects not yet seen, or believed gone, are left out."""
    now, before = ("t.id", "object_id") if object_id is not None else ("", "")
    return await fetch.every(
        conn,
        Believed,
        f"SELECT * FROM (SELECT object_id, revision, since, until, row FROM history WHERE shop_id = %(shop_id)s "
        f"AND kind = %(kind)s AND since <= %(at)s AND until > %(at)s{_only(before)} "
        f"UNION ALL SELECT t.id, t.revision, t.since, NULL, {_row(family)} FROM {family.name} AS t "
        f"WHERE t.shop_id = %(shop_id)s AND t.since <= %(at)s{_only(now)}) AS held "
        "WHERE row->>'deleted_at' IS NULL ORDER BY object_id LIMIT %(limit)s",
        {"shop_id": shop_id, "kind": family.name, "at": at, "id": object_id, "limit": limit},
    )


async def forget_before(conn: Connection, before: datetime, limit: int = 10_000) -> int:
    """Forget versions that were replaced before a moment; how many. Call until it gives 0."""
    return await fetch.run(
        conn,
        "DELETE FROM history WHERE n IN (SELECT n FROM history WHERE until < %s ORDER BY n LIMIT %s)",
        [before, limit],
    )


def _only(column: str) -> str:
    return f" AND {column} = %(id)s" if column else ""


def _row(family: Family) -> str:
    return f"(to_jsonb(t) - {LEFT_OUT})" + "".join(parts.remembered for parts in family.parts)
