"""Versions of mirrored objects: many at once, in any order, twice or late, with the same end.

An object is at the version with the greatest (update_time, read_at): TikTok Shop's own time first, then when our read
began. A version that says the same as the row changes nothing and tells nobody; an older one never overwrites a newer; each
change writes a row of the change feed in the same transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Table

from shoplatch.store import changes, rows
from shoplatch.store.engine import Connection, RawConnection, driver

DELETED = "DELETED"  # what the change feed says of an object TikTok Shop no longer serves
# What the writer sets itself.
_OURS = ("shop_id", "first_seen", "last_seen", "revision", "fingerprint", "raw", "deleted_at", "since")
# What `history` leaves out: kept bytes, marks, and what is sealed, so that erasing it has one place.
_NOT_REMEMBERED = "{shop_id,raw,fingerprint,sealed,sealed_note,buyer_user_id,im_user_id}"
# What does not count when two versions are compared. Up to which day there are figures belongs to the answer: as content it
# would make a new version of every day of every product, each day.
_NOT_CONTENT = frozenset({"read_at", "source_version", "raw", "more", "latest_available_date"})


@dataclass(frozen=True, slots=True)
class Cause:
    """Why rows are written. `inbox` maps an object's id to the event that rang; `at` is when they are written, by
    our clock (the time of the read, if left out)."""

    kind: changes.CauseKind
    inbox: Mapping[str, int] = field(default_factory=dict)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the versions handed in; the four add up to the number of different objects."""

    new: int = 0
    changed: int = 0
    same: int = 0
    stale: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.new + other.new, self.changed + other.changed, self.same + other.same, self.stale + other.stale)


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of an object we hold."""

    status: str | None
    update_time: datetime | None
    read_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One version on its way in; what it is judged by stands beside its row."""

    row: rows.Row
    said: dict[str, object]  # the row's content, without what is null
    fingerprint: bytes

    id: str
    update_time: datetime | None
    read_at: datetime
    status: str | None

    @property
    def key(self) -> tuple[datetime, datetime]:
        return (self.update_time or rows.EPOCH, self.read_at)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each version: the ids that are new or changed, those of them that are new, and the counts."""

    accepted: frozenset[str]
    new: frozenset[str]
    written: Written


class Mirror:
    """How versions of one kind of object are kept in one table. `part`: the columns of its lines or SKUs that count.

    A table with a column `since` keeps its former versions in `history`; `remembered` is what SQL adds to them.
    """

    def __init__(
        self,
        kind: changes.Kind | None,
        table: Table,
        *,
        status: str | None = "status",
        part: Sequence[str] = (),
        remembered: str = "",
    ) -> None:
        self._kind = kind
        self._status = status
        self._given = rows.columns(table, without=_OURS)
        self.content = rows.columns(table, without=(*_OURS, *_NOT_CONTENT))
        self._beside = tuple(name for name in self._given if name in _NOT_CONTENT)
        self._part = part
        self._table = table
        self._name = table.name
        self._tombstones = "deleted_at" in table.columns
        self._timed = "update_time" in table.columns
        given, source = rows.listed(self._given), rows.recordset(table, (*self._given, "fingerprint"), raws=True)
        status = status or "NULL::text"
        remembers = "since" in table.columns
        began = ", since" if remembers else ""
        update_time = "update_time" if self._timed else "NULL::timestamptz"
        deleted_at = "deleted_at" if self._tombstones else "NULL::timestamptz"
        held = f"id, {status}, {update_time}, read_at, {deleted_at}"
        self._versions = f"SELECT {held} FROM {table.name} WHERE shop_id = %(shop_id)s"
        self._held = (
            f"SELECT {held}, fingerprint FROM {table.name} "
            "WHERE shop_id = %(shop_id)s AND id = ANY(%(ids)s) ORDER BY id FOR NO KEY UPDATE"
        )
        insert = (
            f"INSERT INTO {table.name} (shop_id, first_seen, last_seen{began}, fingerprint, raw, {given}) "
            f"SELECT %(shop_id)s, r.read_at, r.read_at{', r.read_at' if remembers else ''}, r.fingerprint, r.raw, "
            f"{rows.listed(self._given, 'r.')} FROM r ON CONFLICT (shop_id, id) DO NOTHING RETURNING id"
        )
        told = changes.told(kind, "r", f'r."{self._status}"' if self._status else "NULL", self._timed) if kind else ""
        self._insert = f"WITH r AS (SELECT * FROM {source}), made AS ({insert}){told} SELECT id FROM made"
        content = ", ".join(f'"{name}" = r."{name}"' for name in (*self._given, "fingerprint", "raw") if name != "id")
        before, incoming = "", source
        if remembers:
            before = f"WITH r AS (SELECT * FROM {source}), {_before(table, 'r', 'r.read_at', remembered)} "
            incoming, content = "r", f"{content}, since = greatest(t.since, r.read_at)"
        self._update = (
            f"{before}UPDATE {table.name} AS t SET {content}, revision = t.revision + 1, "
            "first_seen = least(t.first_seen, r.read_at), last_seen = greatest(t.last_seen, r.read_at)"
            f"{', deleted_at = NULL' if self._tombstones else ''} "
            f"FROM {incoming} WHERE t.shop_id = %(shop_id)s AND t.id = r.id"
        )
        self._touch = _touch(table)
        # What TikTok Shop says beside our columns is no version of its own, but the newest of it is kept.
        beside, differs = "", "t.raw IS DISTINCT FROM r.raw"
        if "more" in table.columns:
            beside, differs = ", more = r.more", f"{differs} OR t.more IS DISTINCT FROM r.more"
        self._reword = (
            f"UPDATE {table.name} AS t SET raw = r.raw, source_version = r.source_version{beside} "
            f"FROM {source} WHERE t.shop_id = %(shop_id)s AND t.id = r.id AND r.raw IS NOT NULL "
            f"AND t.read_at <= r.read_at AND ({differs})"
        )
        self._bury = _bury(table, status, update_time, remembered)

    def incoming(self, row: rows.Row, parts: Sequence[rows.Row] = ()) -> Incoming:
        """A version ready to be written, with the fingerprint of what it says. `parts` are its lines or SKUs.

        Raises:
            InvalidRequest: the row has a column the table lacks, or no id or time of reading.
        """
        rows.whole(row, self._table)
        said, content = rows.canonical(row, self.content, parts, self._part)
        if type(row) is rows.Spelled and self._timed and self._status == "status":
            known: Any = row.content
            mark = hashlib.blake2b(content, digest_size=16).digest()
            read_at = rows.moment(row.beside, "read_at")
            return Incoming(row, said, mark, known.id, known.update_time, read_at, known.status)
        return Incoming(
            row=row,
            said=said,
            fingerprint=hashlib.blake2b(content, digest_size=16).digest(),
            id=rows.text(row, "id"),
            update_time=rows.moment(row, "update_time") if row.get("update_time") is not None else None,
            read_at=rows.moment(row, "read_at"),
            status=rows.text(row, self._status) if self._status and row.get(self._status) else None,
        )

    async def write(self, conn: RawConnection, shop_id: str, batch: Sequence[Incoming], cause: Cause) -> Outcome:
        """Write the newest version of each object of the batch, and a change for each that is new or different."""
        newest, older = _newest(batch)
        found = await conn.execute(self._held, {"shop_id": shop_id, "ids": list(newest)})
        sorted_in = _sort(newest, {row[0]: row for row in await found.fetchall()})
        taken = await self._save(conn, self._insert, shop_id, sorted_in.new, cause)
        raced = [version for version in sorted_in.new if version.id not in taken]
        await self._save(conn, self._update, shop_id, [version for version, _ in sorted_in.changed])
        await self._save(conn, self._reword, shop_id, sorted_in.same)
        await self._touch_seen(conn, shop_id, sorted_in.same, [*sorted_in.stale, *older])
        accepted = [*((version, None) for version in sorted_in.new if version.id in taken), *sorted_in.changed]
        if self._kind is not None:  # those that are new were told by the statement that made them
            told = [self._change(version, before, cause) for version, before in sorted_in.changed]
            await changes.append(conn, shop_id, told, ring=bool(taken))
        counts = Written(len(taken), len(sorted_in.changed), len(sorted_in.same), len(sorted_in.stale))
        outcome = Outcome(frozenset(version.id for version, _ in accepted), taken, counts)
        if not raced:
            return outcome
        # Another process made these between our look and our insert; they are committed now, so look again.
        again = await self.write(conn, shop_id, raced, cause)
        return Outcome(outcome.accepted | again.accepted, taken | again.new, outcome.written + again.written)

    async def bury(self, conn: Connection, shop_id: str, ids: Sequence[str], at: datetime, cause: Cause) -> int:
        """Put a tombstone on objects that a read begun at `at` no longer found; later reads can undo it. How many."""
        raw = await driver(conn)
        found = await raw.execute(self._bury, {"shop_id": shop_id, "ids": list(ids), "at": at})
        gone = await found.fetchall()
        if self._kind is not None:
            kind, told = self._kind, cause.at or at
            await changes.append(
                raw,
                shop_id,
                [
                    changes.Change(kind, id_, cause.kind, cause.inbox.get(id_), status, DELETED, update_time, told)
                    for id_, status, update_time in gone
                ],
            )
        return len(gone)

    async def versions(self, conn: Connection, shop_id: str, ids: Sequence[str] | None = None) -> dict[str, Version]:
        """Which versions we hold: of these objects, or of all of the shop's."""
        raw = await driver(conn)
        only = " AND id = ANY(%(ids)s)" if ids is not None else ""
        found = await raw.execute(self._versions + only, {"shop_id": shop_id, "ids": list(ids or ())})
        return {row[0]: Version(*row[1:]) for row in await found.fetchall()}

    async def count(self, conn: Connection, shop_id: str) -> int:
        """How many objects of the shop we hold, without those with a tombstone."""
        alive = " AND deleted_at IS NULL" if self._tombstones else ""
        raw = await driver(conn)
        found = await raw.execute(f"SELECT count(*) FROM {self._name} WHERE shop_id = %s{alive}", [shop_id])
        row = await found.fetchone()
        return int(row[0]) if row else 0

    async def _save(
        self,
        conn: RawConnection,
        statement: str,
        shop_id: str,
        versions: Sequence[Incoming],
        cause: Cause | None = None,
    ) -> frozenset[str]:
        """Insert or update, in order of id so that two writers never wait for each other in a ring; gives what it wrote."""
        if not versions:
            return frozenset()
        ordered = sorted(versions, key=lambda version: version.id)
        spelled = rows.as_json([self._spelled(version) for version in ordered])
        raws = [version.row.get("raw") for version in ordered]
        values = {"shop_id": shop_id, "rows": spelled, "raws": raws}
        written = await conn.execute(statement, values | (_why(cause) if cause and self._kind else {}))
        return frozenset(row[0] for row in await written.fetchall()) if written.description else frozenset()

    def _spelled(self, version: Incoming) -> dict[str, object] | msgspec.Raw:
        """The row as it travels: what is null need not."""
        row = version.row
        if type(row) is rows.Spelled:
            more = {name: value for name, value in row.beside.items() if name != "raw" and value is not None}
            return row.with_({**more, "fingerprint": f"\\x{version.fingerprint.hex()}"})
        beside = {name: value for name in self._beside if (value := row.get(name)) is not None}
        return {**version.said, **beside, "fingerprint": f"\\x{version.fingerprint.hex()}"}

    async def _touch_seen(
        self, conn: RawConnection, shop_id: str, same: Sequence[Incoming], older: Sequence[Incoming]
    ) -> None:
        """Widen first and last seen of rows that stay as they are, and remember the newest read that agrees with them."""
        touched = [(version, True) for version in same] + [(version, False) for version in older]
        if touched:
            parameters = {
                "shop_id": shop_id,
                "ids": [version.id for version, _ in touched],
                "seen": [version.read_at for version, _ in touched],
                "same": [agrees for _, agrees in touched],
            }
            await conn.execute(self._touch, parameters)

    def _change(self, version: Incoming, before: str | None, cause: Cause) -> changes.Change:
        return changes.Change(
            kind=self._kind or "order",
            object_id=version.id,
            cause=cause.kind,
            inbox_n=cause.inbox.get(version.id),
            before=before,
            after=version.status,
            update_time=version.update_time,
            at=cause.at or version.read_at,
        )


def _why(cause: Cause) -> dict[str, object]:
    return {"cause": cause.kind, "at": cause.at, "rang": rows.as_json([cause.inbox])[1:-1] if cause.inbox else "{}"}


def _touch(table: Table) -> str:
    """Widens first and last seen, and remembers the newest read that agrees."""
    return (
        f"UPDATE {table.name} AS t SET first_seen = least(t.first_seen, r.first), "
        "last_seen = greatest(t.last_seen, r.last), read_at = greatest(t.read_at, r.same) "
        "FROM (SELECT id, min(seen) AS first, max(seen) AS last, max(seen) FILTER (WHERE same) AS same "
        "FROM unnest(%(ids)s::text[], %(seen)s::timestamptz[], %(same)s::bool[]) AS read(id, seen, same) GROUP BY id) "
        "AS r WHERE t.shop_id = %(shop_id)s AND t.id = r.id "
        "AND (r.first < t.first_seen OR r.last > t.last_seen OR r.same > t.read_at)"
    )


def _bury(table: Table, status: str, update_time: str, remembered: str) -> str:
    """Puts tombstones on what a read no longer found."""
    bury, since = (
        (", " + _before(table, "gone", "%(at)s", remembered), ", since = %(at)s") if "since" in table.columns else ("", "")
    )
    return (
        f"WITH gone AS (SELECT id, {status} AS status, {update_time} AS update_time FROM {table.name} "
        "WHERE shop_id = %(shop_id)s AND id = ANY(%(ids)s) AND deleted_at IS NULL AND read_at < %(at)s "
        f"ORDER BY id FOR NO KEY UPDATE){bury} "
        f"UPDATE {table.name} AS t SET deleted_at = %(at)s{since}, read_at = %(at)s, fingerprint = NULL, "
        "revision = t.revision + 1 FROM gone WHERE t.shop_id = %(shop_id)s AND t.id = gone.id "
        "RETURNING t.id, gone.status, gone.update_time"
    )


def _before(table: Table, source: str, until: str, remembered: str) -> str:
    """The part of a statement that puts the rows it is about to change into `history`, lines included."""
    row = f"(to_jsonb(t) - '{_NOT_REMEMBERED}'::text[]){remembered}"
    return (
        "before AS (INSERT INTO history (shop_id, kind, object_id, revision, since, until, row) "
        f"SELECT t.shop_id, '{table.name}', t.id, t.revision, t.since, greatest(t.since, {until}), {row} "
        f"FROM {table.name} AS t JOIN {source} ON t.id = {source}.id WHERE t.shop_id = %(shop_id)s)"
    )


_Held = tuple[Any, ...]  # id, status, update_time, read_at, deleted_at, fingerprint


@dataclass(slots=True)
class _Sorted:
    new: list[Incoming] = field(default_factory=list)
    changed: list[tuple[Incoming, str | None]] = field(default_factory=list)
    same: list[Incoming] = field(default_factory=list)
    stale: list[Incoming] = field(default_factory=list)


def _newest(batch: Sequence[Incoming]) -> tuple[dict[str, Incoming], list[Incoming]]:
    """The newest version of each object (of equals, the last), and the others."""
    newest: dict[str, Incoming] = {}
    older = []
    for version in batch:
        held = newest.get(version.id)
        if held is not None:
            older.append(held if held.key <= version.key else version)
        if held is None or held.key <= version.key:
            newest[version.id] = version
    return newest, older


def _sort(newest: Mapping[str, Incoming], held: Mapping[str, _Held]) -> _Sorted:
    """Which versions are new, changed, the same as the row, or older than it."""
    sorted_in = _Sorted()
    for id_, version in newest.items():
        row = held.get(id_)
        if row is None:
            sorted_in.new.append(version)
            continue
        _, status, update_time, read_at, deleted_at, fingerprint = row
        if fingerprint == version.fingerprint:
            sorted_in.same.append(version)
        elif version.key < (update_time or rows.EPOCH, read_at) or (
            deleted_at is not None and version.read_at <= deleted_at
        ):
            sorted_in.stale.append(version)
        else:
            sorted_in.changed.append((version, status))
    return sorted_in
