"""Where sealed values lie, and how they are moved from one master key to the next, a few hundred rows at a time.

`PLACES` is the whole list; a test holds it to the columns of the tables. A sealed value names its key in its bytes 4 to 11
(`accounts/vault.py`), so what a key still holds is counted without opening anything. A row that changes meanwhile is left to
the next look: what is written back replaces exactly the bytes that were read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import fetch, rows
from shoplatch.store.engine import Connection, driver
from shoplatch.store.schema import metadata

_VERSION = 'substr("{column}", 4, 8)'
_KEY_LOCK = 0x53484F4B  # "SHOK": one process at a time changes which key seals


@dataclass(frozen=True, slots=True)
class Place:
    """One column of sealed values. `owner` and `field` are what the vault bound them to, with {names} of key columns."""

    table: str
    column: str
    key: tuple[str, ...]
    owner: str
    field: str
    fingerprint: str | None = None  # the column that shows the value's fingerprint

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"

    def owner_of(self, values: Sequence[str]) -> str:
        """Whose value it is, in the vault's words."""
        return self.owner.format(**dict(zip(self.key, values, strict=True)))

    def field_of(self, values: Sequence[str]) -> str:
        """Which of the owner's fields it is, in the vault's words."""
        return self.field.format(**dict(zip(self.key, values, strict=True)))


PLACES: tuple[Place, ...] = (
    Place("apps", "sealed_secret", ("app_key",), "{app_key}", "app_secret", "secret_fingerprint"),
    Place("apps", "sealed_secret_before", ("app_key",), "{app_key}", "app_secret", "secret_before_fingerprint"),
    Place("connections", "sealed_access", ("id",), "{id}", "access_token"),
    Place("connections", "sealed_refresh", ("id",), "{id}", "refresh_token"),
    Place("waiting_installs", "sealed_access", ("id",), "{id}", "access_token"),
    Place("waiting_installs", "sealed_refresh", ("id",), "{id}", "refresh_token"),
    Place("order_recipients", "sealed", ("shop_id", "order_id"), "{shop_id}/{order_id}", "recipient"),
    Place("return_records", "sealed_note", ("shop_id", "id"), "{shop_id}/{id}", "note"),
    Place("conversations", "sealed", ("shop_id", "id"), "{shop_id}/{id}", "conversation"),
    Place("messages", "sealed", ("shop_id", "id"), "{shop_id}/{id}", "message"),
    Place("hook_endpoints", "sealed_secret", ("id",), "{id}", "hook_secret", "secret_fingerprint"),
    Place("hook_endpoints", "sealed_secret_before", ("id",), "{id}", "hook_secret"),
    Place("hook_endpoints", "sealed_query", ("id",), "{id}", "hook_query"),
    Place("audit_log", "seal", ("n",), "audit", "{n}"),
)
# An exchange under way, for a few seconds; sealed with a former key it is tried under that key, and gone before it retires.
FLEETING = frozenset({("grant_intents", "sealed_code")})


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One sealed value and the key of its row, as text."""

    key: tuple[str, ...]
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Resealed:
    """A value sealed anew, to stand where exactly `before` stands."""

    key: tuple[str, ...]
    before: bytes
    sealed: bytes
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What is known of a master key by its version."""

    version: str
    first_seen: datetime
    current_since: datetime | None
    former_since: datetime | None
    retired_at: datetime | None


async def counts(conn: Connection, place: Place) -> dict[bytes, int]:
    """How many values each key version holds in a place; the whole table is read."""
    version = _VERSION.format(column=place.column)
    statement = f'SELECT {version}, count(*) FROM {place.table} WHERE "{place.column}" IS NOT NULL GROUP BY 1'
    found = await (await driver(conn)).execute(statement.encode())
    return {bytes(row[0]): row[1] for row in await found.fetchall()}


async def not_under(
    conn: Connection, place: Place, version: bytes, *, after: Sequence[str] | None, limit: int
) -> list[SealedRow]:
    """The next values of a place that another key sealed, in order of the row's key."""
    keys = rows.listed(place.key)
    since = f"AND ({keys}) > ({', '.join('%s' for _ in place.key)}) " if after is not None else ""
    statement = (
        f'SELECT {keys}, "{place.column}" FROM {place.table} WHERE "{place.column}" IS NOT NULL '
        f"AND {_VERSION.format(column=place.column)} <> %s {since}ORDER BY {keys} LIMIT {limit:d}"
    )
    found = await (await driver(conn)).execute(statement.encode(), [version, *(after or ())])
    return [SealedRow(tuple(str(part) for part in row[:-1]), bytes(row[-1])) for row in await found.fetchall()]


async def one(conn: Connection, place: Place, key: Sequence[str]) -> SealedRow | None:
    """The sealed value of one row; None where there is none."""
    same = " AND ".join(f'"{name}" = %s' for name in place.key)
    statement = f'SELECT "{place.column}" FROM {place.table} WHERE "{place.column}" IS NOT NULL AND {same}'
    row = await (await (await driver(conn)).execute(statement.encode(), list(key))).fetchone()
    return SealedRow(tuple(key), bytes(row[0])) if row else None


async def replace(conn: Connection, place: Place, fresh: Sequence[Resealed]) -> int:
    """Put values sealed anew in the place of the old ones; how many still stood as they were read."""
    names = [f"k{at}" for at in range(len(place.key))]
    columns = {name: [one.key[at] for one in fresh] for at, name in enumerate(names)}
    also = f', "{place.fingerprint}" = n.fingerprint' if place.fingerprint else ""
    matched = " AND ".join(f't."{column}" = n.{name}' for column, name in zip(place.key, names, strict=True))
    types = rows.types(metadata.tables[place.table], place.key)
    spelled = ", ".join(f"%({name})s::{kind}[]" for name, kind in zip(names, types, strict=True))
    statement = (
        f'UPDATE {place.table} AS t SET "{place.column}" = n.sealed{also} '
        f"FROM unnest({spelled}, %(before)b::bytea[], %(sealed)b::bytea[], %(fingerprint)s::text[]) "
        f"AS n({', '.join(names)}, before, sealed, fingerprint) "
        f'WHERE {matched} AND t."{place.column}" = n.before'
    )
    values: Mapping[str, object] = {
        **columns,
        "before": [one.before for one in fresh],
        "sealed": [one.sealed for one in fresh],
        "fingerprint": [one.fingerprint for one in fresh],
    }
    return await fetch.run(conn, statement, values)


async def hold_key_change(conn: Connection) -> bool:
    """Be the one who changes the ring, until the transaction ends. False: somebody else is at it."""
    found = await (await driver(conn)).execute("SELECT pg_try_advisory_xact_lock(%s)", [_KEY_LOCK])
    row = await found.fetchone()
    return bool(row and row[0])


async def note_key(
    conn: Connection,
    version: str,
    now: datetime,
    *,
    current_since: datetime | None = None,
    former_since: datetime | None = None,
    retired_at: datetime | None = None,
) -> None:
    """Note what became of a key; what is not given stays as it was noted."""
    await fetch.run(
        conn,
        "INSERT INTO vault_keys AS t (version, first_seen, current_since, former_since, retired_at) "
        "VALUES (%(version)s, %(now)s, %(current)s, %(former)s, %(retired)s) ON CONFLICT (version) DO UPDATE SET "
        "current_since = coalesce(excluded.current_since, t.current_since), "
        "former_since = coalesce(excluded.former_since, t.former_since), "
        "retired_at = coalesce(excluded.retired_at, t.retired_at)",
        {"version": version, "now": now, "current": current_since, "former": former_since, "retired": retired_at},
    )


async def keys(conn: Connection) -> list[KeyRow]:
    """Every key version that was noted here, oldest first."""
    return await fetch.every(
        conn,
        KeyRow,
        "SELECT version, first_seen, current_since, former_since, retired_at FROM vault_keys ORDER BY first_seen, version",
    )
