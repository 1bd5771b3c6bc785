"""Every kind of row the store holds: as a list, and one object with its history, what changed it and what belongs to it.

All kinds share two templates; what differs is written in `lists`. What was believed before can be seen by its version or by
a day.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.pages.lists import LISTS, Cell, Inside, ListOf
from shoplatch.console.words import Place
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.store import history, read, streams
from shoplatch.store.history import Believed
from shoplatch.store.read import former, kept, listing
from shoplatch.store.read.kinds import Kind, kind_of
from shoplatch.sync.streams.fields import unpacked

PAGE, INSIDE_MAX, TOLD_MAX = 50, 200, 40
Page = Callable[[Desk, Ask], Awaitable[Shown]]
# Columns that name another object, and where that has its page.
LINKS = {
    "order_id": "/orders", "product_id": "/products", "sku_id": "/skus", "statement_id": "/statements",
    "payment_id": "/payments", "promotion_id": "/promotions", "conversation_id": "/conversations",
    "return_id": "/returns", "warehouse_id": "/warehouses", "package_id": "/packages", "adjustment_order_id": "/orders",
    "associated_order_id": "/orders", "pre_return_id": "/returns", "next_return_id": "/returns",
}  # fmt: skip
# What the change feed calls an object, and where it has its page.
FEED = {"order": "/orders"} | {kind_of(of.kind).feed: of.path for of in LISTS if kind_of(of.kind).part_of is None}
_OURS = frozenset({"shop_id", "first_seen", "last_seen", "read_at", "since", "revision", "source_version", "deleted_at"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of an object. `now`: what it is today, where an older version is shown and says something else."""

    name: str
    value: Any
    link: str = ""
    now: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of another kind that belong to an object."""

    of: Inside
    rows: Sequence[Mapping[str, Any]]
    more: bool


def pages() -> dict[str, Page]:
    """Every page of this file by its address."""
    made: dict[str, Page] = {}
    for shown in LISTS:
        if shown.listed:
            made[shown.path] = _list(shown)
        made[shown.path + "/{shop}/{object}"] = _one(shown)
    return made


def address(feed: str, shop_id: str | None, object_id: str) -> str:
    """The page of an object by the change feed's words for it; "" where it has none. Stock leads to its SKU."""
    path, name = ("/skus", object_id.split(":")[0]) if feed == "stock" else (FEED.get(feed, ""), object_id)
    return f"{path}/{shop_id}/{name.replace('/', '~')}" if path and shop_id else ""


def _list(shown: ListOf) -> Page:
    kind = kind_of(shown.kind)

    async def page(desk: Desk, ask: Ask) -> Shown:
        chosen, text = ask.query.get("by", ""), ask.query.get("q", "").strip()[:64]
        after = kept.Place.read(ask.query["after"]) if ask.query.get("after") else None
        async with desk.reading(ask) as (conn, frame):
            about = {shown.search: (text,)} if text else {}
            tabs = await kept.counted_by(conn, kind.name, shown.by, kept.Wanted(frame.ids, about)) if shown.by else {}
            wanted = kept.Wanted(frame.ids, {**about, **({shown.by: (chosen,)} if chosen and shown.by else {})})
            rows, more = await listing.page(conn, kind, wanted, after=after, limit=PAGE)
            total = await kept.count(conn, kind.name, wanted)
            states = await streams.states(conn, frame.ids)
        stream = [one for one in states if one.stream == (shown.stream or shown.kind)]
        values = {
            "frame": frame, "shown": shown, "rows": rows, "more": str(more) if more else "", "total": total, "tabs": tabs,
            "chosen": chosen, "text": text, "filtered": bool(chosen or text), "states": stream, "count_max": kept.COUNT_MAX,
        }  # fmt: skip
        return Shown("kept.html", values)

    return page


def _one(shown: ListOf) -> Page:
    kind = kind_of(shown.kind)

    async def page(desk: Desk, ask: Ask) -> Shown:
        shop_id, object_id = ask.parts["shop"], ask.parts["object"].replace("~", "/")
        async with desk.reading(ask) as (conn, frame):
            place = frame.place_of(shop_id)
            found = await listing.one(conn, kind, shop_id, [object_id])
            if found is None:
                raise NotFound(
                    f"{shown.one} {object_id} is not in the store", next_step="The page Sync tells how fresh each stream is."
                )
            family = kind.family
            versions = await history.versions(conn, family, shop_id, object_id) if family else []
            day, moment = _moment(ask.query.get("at", ""), place)
            then = _then(versions, ask.query.get("revision", ""), moment)
            older = then is not None and then.until is not None
            row = await former.believed_one(conn, kind, shop_id, object_id, then.since) if then and older else None
            wants_raw = bool(ask.query.get("raw"))
            raw = await kept.raw(conn, kind.name, shop_id, object_id) if wants_raw else None
            told = await _told(conn, kind, found)
            inside = [await _inside(conn, of, found) for of in shown.inside]
        values = {
            "frame": frame, "shown": shown, "row": found, "facts": _facts(row or found, found),
            "lists": _lists(row or found), "versions": versions[::-1], "day": day,
            "then": then if older else None, "gone_then": older and row is None,
            "unknown_then": moment is not None and then is None, "changed": _changed(versions), "inside": inside,
            "place": place, "shop": frame.shop(shop_id), "told": told[::-1][:TOLD_MAX],
            "links": LINKS, "kept_raw": "raw" in kind.table.c, "wants_raw": wants_raw,
            "raw": json.dumps(unpacked(raw), indent=2, ensure_ascii=False) if raw else "",
        }  # fmt: skip
        return Shown("kept_one.html", values)

    return page


async def _told(conn: read.Reading, kind: Kind, row: Mapping[str, Any]) -> list[listing.Row]:
    """What the change feed told of the object, or of what it is a part of."""
    name = ":".join(str(row[column]) for column in kind.of)
    return await listing.told(conn, kind, row["shop_id"], name, None) if kind.feed else []


async def _inside(conn: read.Reading, of: Inside, row: Mapping[str, Any]) -> Group:
    value = row.get(of.by)
    if value is None:
        return Group(of, (), more=False)
    wanted = kept.Wanted((row["shop_id"],), {of.link: (str(value),)})
    rows, more = await listing.page(conn, kind_of(of.kind), wanted, limit=INSIDE_MAX)
    return Group(of, rows, more=more is not None)


def _moment(text: str, place: Place) -> tuple[str, datetime | None]:
    """The end of a day of the shop, by its date.

    Raises:
        InvalidRequest: that is no date.
    """
    if not text:
        return "", None
    try:
        day = date.fromisoformat(text)
        midnight = place.day_start((place.local(place.now).date() - day).days - 1)
    except (ValueError, OverflowError) as broken:
        raise InvalidRequest(f"{text[:20]} is no day", next_step="Write it as 2026-11-03.") from broken
    return text, midnight - timedelta(microseconds=1)


def _then(versions: Sequence[Believed], revision: str, moment: datetime | None) -> Believed | None:
    """The version that is asked for by its number, or by when it held."""
    if moment is not None:
        return next((one for one in reversed(versions) if one.since <= moment), None)
    return next((one for one in versions if str(one.revision) == revision), None)


def _facts(row: Mapping[str, Any], now: Mapping[str, Any]) -> list[Fact]:
    def link(name: str, value: Any) -> str:
        path = LINKS.get(name)
        return f"{path}/{now['shop_id']}/{value}" if path and isinstance(value, str) else ""

    return [
        Fact(name, value, link(name, value), now.get(name) if now.get(name) != value else None)
        for name, value in row.items()
        if name not in _OURS and not isinstance(value, list | dict) and not (value in (None, "") and now.get(name) == value)
    ]


def _lists(row: Mapping[str, Any]) -> list[tuple[str, list[str], list[Mapping[str, Any]]]]:
    """The parts of an object as tables: heading, columns that say something, rows."""
    found = []
    for name, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            columns = [key for key in value[0] if any(one.get(key) not in (None, "", []) for one in value)]
            found.append((name, columns, value))
        elif isinstance(value, list) and value:
            found.append((name, ["id"], [{"id": one} for one in value]))
        elif isinstance(value, dict) and value:
            found.append((name, ["name", "value"], [{"name": key, "value": inner} for key, inner in sorted(value.items())]))
    return found


def _changed(told: Sequence[Believed]) -> dict[int, list[str]]:
    """Revision to the columns in which it differs from the one before."""
    return {
        now.revision: sorted(name for name in now.row if name not in _OURS and now.row.get(name) != before.row.get(name))
        for before, now in pairwise(told)
    }


__all__ = ["LISTS", "Cell", "address", "pages"]
