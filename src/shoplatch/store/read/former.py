"""What was believed at a moment, as rows with the types of their table: amounts exact, times aware.

A version lies in `history` as JSON; the table's own row type gives each value its type back, so nothing passes through a
float on the way. Only kinds that keep former versions can be asked (`remembering`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.rows import dict_row
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.errors import InvalidRequest
from shoplatch.store.engine import driver
from shoplatch.store.history import LEFT_OUT
from shoplatch.store.read.kinds import Kind
from shoplatch.store.read.listing import Place, Row, wrong_place
from shoplatch.store.rows import listed

_SHOP = "jsonb_build_object('shop_id', h.shop_id)"
_ALL = """(
SELECT shop_id, object_id, revision, since, until, row FROM history
WHERE kind = %(kind)s AND shop_id = ANY(%(shop_ids)s){then}{one}
UNION ALL
SELECT t.shop_id, t.id, t.revision, t.since, NULL, {row} FROM {table} AS t
WHERE t.shop_id = ANY(%(shop_ids)s){now}{this}
) AS h"""


def remembering(kind: Kind) -> Kind:
    """The kind whose former versions hold those of this one: itself, or what it is a part of.

    Raises:
        InvalidRequest: none are kept.
    """
    held = kind.parent or kind
    if held.family is None:
        raise InvalidRequest(
            f"No former versions of {kind.name} are kept",
            next_step="Leave the moment out; what changed when is told by the change feed.",
        )
    return held


def versions_of(kind: Kind, *, at_a_moment: bool, single: bool = False) -> str:
    """Versions to stand after FROM, called h, with their rows as JSON. Takes `kind`, `shop_ids`, and `as_of` or `id`."""
    held = remembering(kind)
    remembered = "".join(part.remembered for part in held.family.parts) if held.family else ""
    return _ALL.format(
        table=held.name,
        row=f"(to_jsonb(t) - {LEFT_OUT}){remembered}",
        then=" AND since <= %(as_of)s AND until > %(as_of)s" if at_a_moment else "",
        now=" AND t.since <= %(as_of)s" if at_a_moment else "",
        one=" AND object_id = %(id)s" if single else "",
        this=" AND t.id = %(id)s" if single else "",
    )


def typed(kind: Kind) -> str:
    """The rows of a kind within those versions, to stand after `versions_of` and a comma, called t."""
    if kind.parent is None:
        return f"jsonb_populate_record(NULL::{kind.name}, h.row || {_SHOP}) AS t"
    link = f"jsonb_build_object('{kind.of[0]}', h.object_id)"
    return (
        f"jsonb_array_elements(coalesce(h.row->'{kind.name}', '[]'::jsonb)) AS part, "
        f"jsonb_populate_record(NULL::{kind.name}, part || {_SHOP} || {link}) AS t"
    )


async def believed(
    conn: AsyncConnection, kind: Kind, shop_ids: Sequence[str], at: datetime, *, after: Place | None, limit: int
) -> tuple[list[Row], Place | None]:
    """A page of what was believed at a moment, by shop and id; what was believed gone is left out."""
    if after is not None and len(after.key) != 1:
        raise wrong_place()
    columns = listed((column.name for column in kind.columns), "t.")
    behind = " AND (h.shop_id, h.object_id) > (%(shop)s, %(after)s)" if after is not None else ""
    found = await _rows(
        conn,
        f"SELECT {columns} FROM {versions_of(kind, at_a_moment=True)}, {typed(kind)} "
        f"WHERE h.row->>'deleted_at' IS NULL{behind} ORDER BY h.shop_id, h.object_id LIMIT %(limit)s",
        {
            "kind": kind.name, "shop_ids": list(shop_ids), "as_of": at, "limit": limit + 1,
            "shop": after.shop_id if after else "", "after": after.key[0] if after else "",
        },
    )  # fmt: skip
    more, found = len(found) > limit, found[:limit]
    return list(found), Place(None, found[-1]["shop_id"], (found[-1]["id"],)) if more else None


async def believed_one(conn: AsyncConnection, kind: Kind, shop_id: str, id_: str, at: datetime) -> dict[str, Any] | None:
    """One object with its parts as believed at a moment; None where it was not known, or believed gone."""
    values = {"kind": kind.name, "shop_ids": [shop_id], "as_of": at, "id": id_}
    held = f"{versions_of(kind, at_a_moment=True, single=True)}, "
    columns = listed((column.name for column in kind.columns), "t.")
    alive = "WHERE h.row->>'deleted_at' IS NULL"
    found = await _rows(conn, f"SELECT {columns} FROM {held}{typed(kind)} {alive} LIMIT 1", values)
    if not found:
        return None
    whole = dict(found[0])
    for part in kind.parts:
        names = [column.name for column in part.columns if column.name not in ("shop_id", *part.of)]
        whole[part.name] = await _rows(
            conn, f"SELECT {listed(names, 't.')} FROM {held}{typed(part)} {alive} ORDER BY t.id", values
        )
    return whole


async def versions(conn: AsyncConnection, kind: Kind, shop_id: str, id_: str, limit: int = 1_000) -> list[Row]:
    """Every version of an object that we know of, oldest first; the one without `until` holds now."""
    columns = listed((column.name for column in kind.columns if column.name not in ("revision", "since")), "t.")
    held = versions_of(kind, at_a_moment=False, single=True)
    return await _rows(
        conn,
        f"SELECT h.revision, h.since, h.until, {columns} FROM {held}, {typed(kind)} ORDER BY h.revision LIMIT %(limit)s",
        {"kind": kind.name, "shop_ids": [shop_id], "id": id_, "limit": limit},
    )


async def _rows(conn: AsyncConnection, statement: str, values: dict[str, object]) -> list[Row]:
    async with (await driver(conn)).cursor(row_factory=dict_row) as cursor:
        await cursor.execute(statement.encode(), values)
        return list(await cursor.fetchall())
