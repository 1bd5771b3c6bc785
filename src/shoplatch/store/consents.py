"""The consents under way, and the intents: what is written down before an exchange or a refresh is sent.

A state is kept as a hash and spent once. An intent that nobody closed tells a crash from a success.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from shoplatch.errors import Fatal
from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection, driver

_INTENT = f"SELECT {rows.listed(rows.columns(schema.grant_intents))} FROM grant_intents"


@dataclass(frozen=True, slots=True)
class StateRow:
    """A consent that was started."""

    app_key: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    browser_hash: str | None = None  # of the browser that began it
    link_id: str | None = None  # the link to a seller that began it, if one did


@dataclass(frozen=True, slots=True)
class IntentRow:
    """An exchange or refresh that was begun."""

    id: int
    app_key: str
    connection_id: str | None
    kind: str  # exchange | install | refresh
    token_version: int | None
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None  # saved | refused | unknown
    detail: str | None
    sealed_code: bytes | None = field(default=None, repr=False)
    link_id: str | None = None


# --- consents under way ---------------------------------------------------------------------------------------------


async def new_state(
    conn: Connection,
    state_hash: str,
    app_key: str,
    now: datetime,
    expires_at: datetime,
    *,
    browser_hash: str | None = None,
    link_id: str | None = None,
) -> None:
    """Note that a consent was started, and in which browser if it has to end there."""
    await fetch.run(
        conn,
        "INSERT INTO oauth_states (state_hash, app_key, browser_hash, created_at, expires_at, link_id) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        [state_hash, app_key, browser_hash, now, expires_at, link_id],
    )


async def state(conn: Connection, state_hash: str) -> StateRow | None:
    """A consent that was started, used or not."""
    return await fetch.one(
        conn,
        StateRow,
        "SELECT app_key, created_at, expires_at, used_at, browser_hash, link_id FROM oauth_states WHERE state_hash = %s",
        [state_hash],
    )


async def use_state(conn: Connection, state_hash: str, now: datetime) -> str | None:
    """Spend a state, once; its app_key. None: unknown, used, or too old."""
    raw = await driver(conn)
    used = await raw.execute(
        "UPDATE oauth_states SET used_at = %(now)s "
        "WHERE state_hash = %(state)s AND used_at IS NULL AND expires_at > %(now)s RETURNING app_key",
        {"state": state_hash, "now": now},
    )
    row = await used.fetchone()
    return row[0] if row else None


async def drop_expired_states(conn: Connection, before: datetime) -> int:
    """Forget the states that ended before a time; how many."""
    return await fetch.run(conn, "DELETE FROM oauth_states WHERE expires_at < %s", [before])


# --- intents --------------------------------------------------------------------------------------------------------


async def begin_intent(
    conn: Connection,
    *,
    app_key: str,
    connection_id: str | None,
    kind: Literal["exchange", "install", "refresh"],
    token_version: int | None,
    now: datetime,
    sealed_code: bytes | None = None,
    link_id: str | None = None,
) -> int:
    """Note that an exchange or refresh is about to be sent; its number."""
    raw = await driver(conn)
    made = await raw.execute(
        "INSERT INTO grant_intents (app_key, connection_id, kind, token_version, started_at, sealed_code, link_id) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING id",
        [app_key, connection_id, kind, token_version, now, sealed_code, link_id],
    )
    row = await made.fetchone()
    if row is None:
        raise Fatal("An intent was written and did not come back")
    return int(row[0])


async def finish_intent(
    conn: Connection,
    id: int,  # noqa: A002  # the column's name
    outcome: str,
    detail: str | None,
    now: datetime,
) -> None:
    """Close an intent (saved, refused, unknown) and forget its code; one that is closed stays as it was."""
    await fetch.run(
        conn,
        "UPDATE grant_intents SET outcome = %s, detail = %s, finished_at = %s, sealed_code = NULL "
        "WHERE id = %s AND finished_at IS NULL",
        [outcome, None if detail is None else rows.storable_text(detail), now, id],
    )


async def claim_intent(conn: Connection, intent: IntentRow, now: datetime) -> bool:
    """Take up an intent that was left open: it counts as begun now. False: somebody else did, or closed it."""
    return (
        await fetch.run(
            conn,
            "UPDATE grant_intents SET started_at = %s WHERE id = %s AND finished_at IS NULL AND started_at = %s",
            [now, intent.id, intent.started_at],
        )
        == 1
    )


async def open_intents(conn: Connection, started_before: datetime) -> list[IntentRow]:
    """Intents that nobody closed: who began them is gone, if they are old enough. Oldest first."""
    return await fetch.every(
        conn, IntentRow, f"{_INTENT} WHERE finished_at IS NULL AND started_at < %s ORDER BY id", [started_before]
    )


async def intents(conn: Connection, *, kind: str, outcome: str, since: datetime) -> list[IntentRow]:
    """Closed intents of one kind and outcome, begun since a time; oldest first."""
    return await fetch.every(
        conn,
        IntentRow,
        f"{_INTENT} WHERE kind = %s AND outcome = %s AND started_at >= %s ORDER BY id",
        [kind, outcome, since],
    )
