"""The people who may sign in, their one-time links and their sessions. Only hashes of tokens are kept."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shoplatch.errors import Fatal
from shoplatch.store import fetch
from shoplatch.store.engine import Connection

_OWNER = "SELECT id, name, role, created_at FROM people WHERE name = %s"
_USE_LINK = """
WITH used AS (
    UPDATE sign_ins SET used_at = %(now)s
    WHERE token_hash = %(hash)s AND kind = 'link' AND used_at IS NULL AND expires_at > %(now)s RETURNING person_id
)
SELECT p.id, p.name, p.role, p.created_at FROM people p JOIN used ON used.person_id = p.id
"""
_SESSION = """
SELECT p.id, p.name, p.role, s.expires_at FROM sign_ins s JOIN people p ON p.id = s.person_id
WHERE s.token_hash = %s AND s.kind = 'session' AND s.expires_at > %s
"""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person."""

    id: str
    name: str
    role: str  # owner
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A person who is signed in, and until when."""

    id: str
    name: str
    role: str
    expires_at: datetime


async def owner(conn: Connection, now: datetime, name: str = "owner") -> PersonRow:
    """The owner of the installation, made at the first call."""
    await fetch.run(
        conn,
        "INSERT INTO people (id, name, role, created_at) VALUES (%s, %s, 'owner', %s) ON CONFLICT (name) DO NOTHING",
        [uuid.uuid4().hex, name, now],
    )
    found = await fetch.one(conn, PersonRow, _OWNER, [name])
    if found is None:
        raise Fatal("The owner was written and is not there")
    return found


async def save_token(
    conn: Connection,
    token_hash: str,
    kind: Literal["link", "session"],
    person_id: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep the hash of a new link or session."""
    await fetch.run(
        conn,
        "INSERT INTO sign_ins (token_hash, kind, person_id, created_at, expires_at) VALUES (%s, %s, %s, %s, %s)",
        [token_hash, kind, person_id, now, expires_at],
    )


async def use_link(conn: Connection, token_hash: str, now: datetime) -> PersonRow | None:
    """Spend a link, once. None: unknown, used, or too old."""
    return await fetch.one(conn, PersonRow, _USE_LINK, {"hash": token_hash, "now": now})


async def session(conn: Connection, token_hash: str, now: datetime) -> SessionRow | None:
    """Whose session this is. None: unknown or over."""
    return await fetch.one(conn, SessionRow, _SESSION, [token_hash, now])


async def extend_session(conn: Connection, token_hash: str, expires_at: datetime) -> None:
    """Let a session live until then."""
    await fetch.run(
        conn, "UPDATE sign_ins SET expires_at = %s WHERE token_hash = %s AND kind = 'session'", [expires_at, token_hash]
    )


async def end_session(conn: Connection, token_hash: str) -> None:
    """Sign out; nothing happens where there is no session."""
    await fetch.run(conn, "DELETE FROM sign_ins WHERE token_hash = %s AND kind = 'session'", [token_hash])


async def drop_expired(conn: Connection, now: datetime) -> int:
    """Forget links and sessions that are over; how many."""
    return await fetch.run(conn, "DELETE FROM sign_ins WHERE expires_at <= %s", [now])
