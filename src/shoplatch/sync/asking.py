"""Asks TikTok Shop for a page of any stream and turns it into rows, newest version of the call first.

Where a shop is not offered a version (retired, not yet there, or its scope is missing), the older one is asked. Which one
answered is remembered for an hour: then the newest is tried again, because a permission may have been added meanwhile. It
knows streams only by their description, and stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from shoplatch.errors import PermissionMissing, ShoplatchError
from shoplatch.store.families import Versioned
from shoplatch.sync.access import Access
from shoplatch.sync.reading import PageRead, ShopReader
from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json, Unreadable
from shoplatch.sync.streams.spec import At, Daily, Details, Rows, Search, Stream, merged, personal_paths

NOT_OFFERED = frozenset({36009009, 36009014})  # no such path, version retired (platform.md section 5)
REMEMBERED = timedelta(hours=1)
# By who lets us in: shop and stream -> the older operation that answered, and until when it is asked first.
_older: WeakKeyDictionary[Access, dict[tuple[str, str], tuple[str, datetime]]] = WeakKeyDictionary()


@dataclass(slots=True)
class Answer:
    """One answer of a stream. `rows` by family, `head` is what stands beside the list."""

    operation: str
    read_at: datetime
    rows: Rows = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    next_token: str = ""
    total: int | None = None
    head: Json = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows it gave."""
        return sum(len(rows) for rows in self.rows.values())

    @property
    def available(self) -> date | None:
        """The last day that figures by day are there for, where the answer says so."""
        said = self.head.get("latest_available_date")
        try:
            return date.fromisoformat(said) if isinstance(said, str) and said else None
        except ValueError:
            return None


async def search(
    shop: ShopReader, stream: Search, filters: Mapping[str, Any], *, token: str, size: int, changed: bool = False
) -> PageRead[Versioned]:
    """One page of a search as rows of its family, ready for whoever walks it."""
    answer = await page(shop, stream, filters, token=token, size=size, changed=changed)
    rows = answer.rows.get(stream.family, [])
    return PageRead(rows, {}, answer.unreadable, next_token=answer.next_token, total=answer.total)


async def page(
    shop: ShopReader, stream: Search, filters: Mapping[str, Any], *, token: str, size: int, changed: bool = False
) -> Answer:
    """One page of a search. `filters` narrow it; `changed` sorts by what changed last, newest first."""
    paging: dict[str, Any] = {"page_size": size, **({"page_token": token} if token else {})}
    query: dict[str, Any] = {**(stream.sort_changed if changed else stream.sort), **stream.fixed}
    body: dict[str, Any] | None = dict(stream.fixed_body) if stream.where == "body" else None
    (body if body is not None else query).update(filters)
    (body if body is not None and stream.page_in_body else query).update(paging)
    return await _first_offered(shop, stream.name, stream.operations, token, body, query, stream, items=stream.items)


async def by_id(shop: ShopReader, stream: Search, ids: Sequence[str]) -> Answer:
    """Single objects of a search that can be asked for by id; those it does not know are missing from the rows."""
    return await page(shop, stream, {str(stream.by_id): list(ids)}, token="", size=stream.page_size)


async def details(shop: ShopReader, stream: Details, parent: str, *, token: str = "") -> Answer:
    """One page of the details of one object; the whole of them where they come in one answer."""
    query: dict[str, Any] = {stream.param: parent, **stream.fixed}
    query |= _paging(stream.page_size, token)
    operations = stream.operations
    return await _first_offered(shop, stream.name, operations, token, None, query, stream, items=None, parent=parent)


def whole(shop: ShopReader, stream: Search, answer: Answer) -> Rows:
    """What an answer without a list says of the object of another stream itself."""
    at = At(shop.shop_id, answer.operation, answer.read_at, shop.seal)
    return stream.rows(dict(answer.head), at)


async def by_day(shop: ShopReader, stream: Daily, day: date, end: date, *, token: str, account: str = "") -> Answer:
    """One page of the figures of [day, end)."""
    query: dict[str, Any] = {"start_date_ge": day.isoformat(), "end_date_lt": end.isoformat(), **stream.fixed}
    if account:
        query["account_type"] = account
    query |= _paging(stream.page_size, token)
    operations = stream.operations
    return await _first_offered(shop, stream.name, operations, token, None, query, stream, items=stream.items, day=day)


def _paging(size: int, token: str) -> dict[str, Any]:
    return {**({"page_size": size} if size else {}), **({"page_token": token} if token else {})}


async def _first_offered(
    shop: ShopReader,
    name: str,
    operations: Sequence[str],
    token: str,
    body: Any,
    query: dict[str, Any],
    stream: Search | Details | Daily,
    *,
    items: str | None,
    parent: str = "",
    day: date | None = None,
) -> Answer:
    older, place = _older.setdefault(shop.access, {}), (shop.shop_id, name)
    known, until = older.get(place, (operations[0], shop.clock.now()))
    if not token and until <= shop.clock.now():  # a walk goes on with the version it began with
        known = operations[0]
    refused: ShoplatchError | None = None
    for operation in (known, *(one for one in operations if one != known)):
        read_at = shop.clock.now()
        try:
            raw, answered = await shop.ask(operation, body=body, **query)
        except ShoplatchError as failure:
            if token or not not_offered(failure):
                raise
            refused = refused or failure
            continue
        if operation == operations[0]:
            older.pop(place, None)
        elif operation != known:
            older[place] = (operation, shop.clock.now() + REMEMBERED)
        listed = items if items is not None else _items(stream, answered)
        at = At(shop.shop_id, answered, read_at, shop.seal, parent=parent, day=day)
        return read(raw, stream, at, listed, first=not token)
    if refused is None:
        raise PermissionMissing(f"{name} has no operation", shop=shop.shop_id)
    raise refused


def _items(stream: Search | Details | Daily, operation: str) -> str:
    return stream.items.get(operation, "") if isinstance(stream, Details) else stream.items


def not_offered(failure: ShoplatchError) -> bool:
    """Whether an older version may be offered where this one is not."""
    return isinstance(failure, PermissionMissing) or failure.code in NOT_OFFERED


def read(raw: bytes, stream: Stream, at: At, items: str, *, first: bool = True) -> Answer:
    """An answer as rows: of each object of its list, or of the whole of it where there is no list."""
    if not items:
        source = fields.decoded(raw)
        personal = fields.cut(source, personal_paths(at.operation, ""))
        token = str(source.get("next_page_token") or "")
        rows = stream.rows(source, replace(at, personal=personal))
        return Answer(at.operation, at.read_at, rows, next_token=token, head=source)
    listed = raw
    outer, _, items = items.rpartition(".")
    if outer:  # the list lies one object deep
        listed = bytes(msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).get(outer, msgspec.Raw(b"{}")))
    found = _decoder(items).decode(listed)
    head = _head(raw, outer or items)
    answer = Answer(
        at.operation, at.read_at, next_token=str(found.next_page_token or ""), total=_whole(found.total_count), head=head
    )
    if first and isinstance(stream, Details) and stream.head is not None:
        merged(answer.rows, stream.head(dict(head), at))
    paths = personal_paths(at.operation, items)
    at = replace(at, head=head, available=answer.available)
    for place, one in enumerate(getattr(found, items) or ()):
        try:
            source = fields.decoded(bytes(one))
            personal = fields.cut(source, paths)
            merged(answer.rows, stream.rows(source, replace(at, place=place, personal=personal)))
        except Unreadable as broken:
            answer.unreadable[f"{items} {at.parent} {place}".strip()] = str(broken)
    return answer


def _head(raw: bytes, items: str) -> dict[str, Any]:
    """What stands beside the list, without decoding the list."""
    whole = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    return {name: msgspec.json.decode(value) for name, value in whole.items() if name != items}


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else None


@cache
def _decoder(items: str) -> msgspec.json.Decoder[Any]:
    shape = msgspec.defstruct(
        f"AnswerOf{items.title().replace('_', '')}",
        [
            (items, list[msgspec.Raw] | None, None),
            ("next_page_token", str | int | None, None),
            ("total_count", str | int | None, None),
        ],
    )
    return msgspec.json.Decoder(shape)
