"""Objects of any described kind as lists and one by one: after-sales, money, promotions, figures, conversations.

A list is newest first by the kind's own time, and pages are found by place. Rows are mappings with the names of the columns,
without kept bytes and without what is sealed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.errors import InvalidRequest
from shoplatch.store.families import BY_NAME, Family
from shoplatch.store.read import listing
from shoplatch.store.read.kinds import HIDDEN, kind_of
from shoplatch.store.read.listing import Place, Row, Wanted, matches

COUNT_MAX = 100_000
__all__ = ["COUNT_MAX", "Place", "Row", "Wanted", "count", "counted_by", "family", "one", "raw", "rows", "time_column"]


def family(name: str) -> Family:
    """A kind by its name.

    Raises:
        InvalidRequest: there is none of that name.
    """
    found = BY_NAME.get(name)
    if found is None:
        raise InvalidRequest(f"There is no kind {name}", next_step=f"One of: {', '.join(sorted(BY_NAME))}.")
    return found


def time_column(name: str) -> str:
    """The column a kind's list goes by."""
    time = kind_of(family(name).name).time
    return str(time.name) if time is not None else "id"


async def rows(
    conn: AsyncConnection, name: str, wanted: Wanted, *, after: Place | None = None, limit: int = 50
) -> tuple[list[Row], Place | None]:
    """A page of a kind, newest first, and where the next one begins; None after the last."""
    return await listing.page(conn, kind_of(name), wanted, after=after, limit=limit, personal=True)


async def count(conn: AsyncConnection, name: str, wanted: Wanted) -> int:
    """How many objects match, counted up to COUNT_MAX + 1."""
    table = kind_of(name).table
    inner = select(table.c.shop_id).where(matches(kind_of(name), wanted)).limit(COUNT_MAX + 1).subquery()
    return (await conn.execute(select(func.count()).select_from(inner))).scalar_one()


async def counted_by(conn: AsyncConnection, name: str, column: str, wanted: Wanted) -> dict[str, int]:
    """How many objects match, by a column."""
    table = kind_of(name).table
    by = table.columns[column]
    query = select(by, func.count()).where(matches(kind_of(name), wanted)).group_by(by)
    return {str(row[0]): int(row[1]) for row in await conn.execute(query) if row[0] is not None}


async def one(conn: AsyncConnection, name: str, shop_id: str, object_id: str) -> dict[str, Any] | None:
    """One object with its parts under the names of their tables; None if we do not have it."""
    kind = family(name)
    table = kind.table
    found = (
        await conn.execute(select(*_shown(table)).where(table.c.shop_id == shop_id, table.c.id == object_id))
    ).mappings().one_or_none()  # fmt: skip
    if found is None:
        return None
    whole: dict[str, Any] = dict(found)
    for parts in kind.parts:
        columns = [column for column in parts.table.c if column.name not in ("shop_id", parts.link)]
        lines = select(*columns).where(parts.table.c.shop_id == shop_id, parts.table.c[parts.link] == object_id)
        whole[parts.table.name] = [dict(row) for row in (await conn.execute(lines.order_by(parts.table.c.id))).mappings()]
    return whole


async def raw(conn: AsyncConnection, name: str, shop_id: str, object_id: str) -> bytes | None:
    """What TikTok Shop sent, compressed, with personal data taken out; None where nothing is kept of a kind."""
    table = kind_of(name).table
    if "raw" not in table.c:
        return None
    found = await conn.execute(select(table.c.raw).where(table.c.shop_id == shop_id, table.c.id == object_id))
    kept = found.scalar_one_or_none()
    return bytes(kept) if kept is not None else None


def _shown(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if column.name not in HIDDEN]
