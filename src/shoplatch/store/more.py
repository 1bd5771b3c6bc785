"""The column `more` of rows that were kept before it was there: which are empty, and filling them.

Portion by portion in order of id, so that whoever goes on begins where the last one stopped. Nothing else of a row changes:
no revision, no line in the change feed. A row that was read again meanwhile is left as that read wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shoplatch.store import fetch, rows
from shoplatch.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """A table whose kept bytes say what belongs into `more`: its own (`own`), and that of its parts by the column that names
    the object."""

    table: str
    own: bool = True
    part: str = ""
    link: str = ""


PLACES: tuple[Place, ...] = (
    Place("orders", part="order_lines", link="order_id"),
    Place("products", part="skus", link="product_id"),
    Place("packages"),
    Place("cancellations", own=False, part="cancellation_lines", link="cancellation_id"),
    Place("returns", own=False, part="return_lines", link="return_id"),
    *(
        Place(table)
        for table in ("return_records", "promotions", "coupons", "promotion_products", "creators", "package_details",
                      "perf_shop", "perf_videos")
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """One object, in order of id. `raw`: the bytes as they are kept; None where nothing is empty or nothing is kept."""

    id: str
    source_version: str
    read_at: datetime
    raw: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """What belongs into `more` of an object read at a moment, and of its parts by their ids."""

    id: str
    read_at: datetime
    more: Mapping[str, Any] | None
    parts: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)


async def portion(conn: Connection, place: Place, shop_id: str, after: str, limit: int) -> list[Kept]:
    """The objects of a shop behind an id, those that are whole among them (without their bytes)."""
    empty = ["t.more IS NULL"] if place.own else []
    if place.part:
        of_it = f"p.shop_id = t.shop_id AND p.{place.link} = t.id"
        empty.append(f"EXISTS (SELECT FROM {place.part} AS p WHERE {of_it} AND p.more IS NULL)")
    return await fetch.every(
        conn,
        Kept,
        f"SELECT t.id, t.source_version, t.read_at, CASE WHEN {' OR '.join(empty)} THEN t.raw END AS raw "
        f"FROM {place.table} AS t WHERE t.shop_id = %(shop_id)s AND t.id > %(after)s ORDER BY t.id LIMIT %(limit)s",
        {"shop_id": shop_id, "after": after, "limit": limit},
    )


async def fill(conn: Connection, place: Place, shop_id: str, filled: Sequence[Filled]) -> int:
    """Write what belongs into empty ones; how many objects and parts."""
    done = 0
    own = [{"id": one.id, "read_at": one.read_at, "more": one.more} for one in filled if one.more]
    if place.own and own:
        done += await fetch.run(
            conn,
            f"UPDATE {place.table} AS t SET more = r.more "
            "FROM json_to_recordset(%(rows)s::json) AS r(id text, read_at timestamptz, more jsonb) "
            "WHERE t.shop_id = %(shop_id)s AND t.id = r.id AND t.read_at = r.read_at AND t.more IS NULL "
            "AND t.raw IS NOT NULL",
            {"shop_id": shop_id, "rows": rows.as_json(own)},
        )
    parts = [
        {"parent": one.id, "read_at": one.read_at, "id": part, "more": more}
        for one in filled
        for part, more in one.parts.items()
        if more
    ]
    if place.part and parts:
        done += await fetch.run(
            conn,
            f"UPDATE {place.part} AS p SET more = r.more "
            "FROM json_to_recordset(%(rows)s::json) AS r(parent text, read_at timestamptz, id text, more jsonb) "
            f"JOIN {place.table} AS t ON t.shop_id = %(shop_id)s AND t.id = r.parent AND t.read_at = r.read_at "
            f"WHERE p.shop_id = %(shop_id)s AND p.{place.link} = r.parent AND p.id = r.id AND p.more IS NULL "
            "AND t.raw IS NOT NULL",
            {"shop_id": shop_id, "rows": rows.as_json(parts)},
        )
    return done
