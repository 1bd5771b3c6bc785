"""The people who may sign in, their one-time links, sessions and API tokens. Only hashes of tokens are kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from shoplatch.errors import Fatal
from shoplatch.store import fetch
from shoplatch.store.engine import Connection

PERSON = "SELECT id, name, role, shop_ids, password_hash, created_at, ended_at, email, oidc_issuer, oidc_subject FROM people"
_USE_LINK = """
WITH used AS (
    UPDATE sign_ins SET used_at = %(now)s
    WHERE token_hash = %(hash)s AND kind = 'link' AND used_at IS NULL AND expires_at > %(now)s RETURNING person_id
)
SELECT p.id, p.name, p.role, p.shop_ids, p.password_hash, p.created_at, p.ended_at, p.email, p.oidc_issuer, p.oidc_subject
FROM people p JOIN used ON used.person_id = p.id WHERE p.ended_at IS NULL
"""
_SESSION = """
SELECT p.id, p.name, p.role, p.shop_ids, s.expires_at FROM sign_ins s JOIN people p ON p.id = s.person_id
WHERE s.token_hash = %s AND s.kind = 'session' AND s.expires_at > %s AND s.created_at > %s AND p.ended_at IS NULL
"""
_TOKEN = (
    "SELECT t.id, t.name, t.person_id, p.name AS person, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.ended_at"
)
_FROM_TOKENS = "FROM api_tokens t JOIN people p ON p.id = t.person_id"
_BEARER = f"""
SELECT p.id, p.name, p.role, p.shop_ids, t.id AS token_id, t.scopes, t.last_used_at {_FROM_TOKENS}
WHERE t.token_hash = %s AND t.expires_at > %s AND t.ended_at IS NULL AND p.ended_at IS NULL
"""
_FAILED = """
INSERT INTO sign_in_failures AS f (of, failures, last_at) VALUES (%(of)s, 1, %(now)s)
ON CONFLICT (of) DO UPDATE
SET failures = CASE WHEN f.last_at < %(stale)s THEN 1 ELSE f.failures + 1 END, last_at = %(now)s
RETURNING f.of, f.failures, f.last_at, f.blocked_until
"""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person. `shop_ids` None: every shop."""

    id: str
    name: str
    role: str
    shop_ids: list[str] | None
    password_hash: str | None = field(repr=False)
    created_at: datetime
    ended_at: datetime | None
    email: str | None = None  # by which an account of the identity provider is linked once
    oidc_issuer: str | None = None
    oidc_subject: str | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A person who is signed in, and until when."""

    id: str
    name: str
    role: str
    shop_ids: list[str] | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class BearerRow:
    """A person whose token was shown."""

    id: str
    name: str
    role: str
    shop_ids: list[str] | None
    token_id: str
    scopes: list[str]
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenRow:
    """An API token as people see it."""

    id: str
    name: str
    person_id: str
    person: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class FailureRow:
    """Sign-ins that failed, of a name or an address."""

    of: str
    failures: int
    last_at: datetime
    blocked_until: datetime | None


# --- people ---------------------------------------------------------------------------------------------------------


async def owner(conn: Connection, now: datetime, name: str = "owner") -> PersonRow:
    """The first owner of the installation, made at the first call; another active one where that name has left."""
    await fetch.run(
        conn,
        "INSERT INTO people (id, name, role, created_at) VALUES (%s, %s, 'owner', %s) ON CONFLICT (name) DO NOTHING",
        [uuid.uuid4().hex, name, now],
    )
    statement = f"{PERSON} WHERE role = 'owner' AND ended_at IS NULL ORDER BY name = %s DESC, created_at LIMIT 1"
    found = await fetch.one(conn, PersonRow, statement, [name])
    if found is None:
        raise Fatal("The owner was written and is not there")
    return found


async def add(conn: Connection, name: str, role: str, shop_ids: Sequence[str] | None, now: datetime) -> bool:
    """A new person; False where the name is taken."""
    statement = (
        "INSERT INTO people (id, name, role, shop_ids, created_at) VALUES (%s, %s, %s, %s, %s) ON CONFLICT (name) DO NOTHING"
    )
    listed = None if shop_ids is None else list(shop_ids)
    return await fetch.run(conn, statement, [uuid.uuid4().hex, name, role, listed, now]) > 0


async def named(conn: Connection, name: str) -> PersonRow | None:
    """A person by name."""
    return await fetch.one(conn, PersonRow, f"{PERSON} WHERE name = %s", [name])


async def every(conn: Connection) -> list[PersonRow]:
    """Everybody, who may sign in first, then by name."""
    return await fetch.every(conn, PersonRow, f"{PERSON} ORDER BY ended_at IS NOT NULL, name")


async def hold_owners(conn: Connection) -> int:
    """How many active owners there are; nobody else changes that until this transaction ends."""
    await fetch.run(conn, "SELECT pg_advisory_xact_lock(%s)", [0x4F574E52])
    found = await fetch.every(conn, PersonRow, f"{PERSON} WHERE role = 'owner' AND ended_at IS NULL")
    return len(found)


async def change(conn: Connection, person_id: str, role: str, shop_ids: Sequence[str] | None) -> None:
    """Another role, other shops."""
    listed = None if shop_ids is None else list(shop_ids)
    await fetch.run(conn, "UPDATE people SET role = %s, shop_ids = %s WHERE id = %s", [role, listed, person_id])


async def set_password(conn: Connection, person_id: str, password_hash: str | None) -> None:
    """Keep the hash of a password, or none."""
    await fetch.run(conn, "UPDATE people SET password_hash = %s WHERE id = %s", [password_hash, person_id])


async def set_email(conn: Connection, person_id: str, email: str | None) -> bool:
    """The address by which somebody's account is linked, or none; False where somebody else has it."""
    statement = (
        "UPDATE people SET email = %(email)s WHERE id = %(id)s "
        "AND NOT EXISTS (SELECT 1 FROM people WHERE email = %(email)s AND id <> %(id)s)"
    )
    return await fetch.run(conn, statement, {"email": email, "id": person_id}) > 0


async def end(conn: Connection, person_id: str, now: datetime | None) -> None:
    """Somebody may no longer sign in, or (None) may again."""
    await fetch.run(conn, "UPDATE people SET ended_at = %s WHERE id = %s", [now, person_id])


# --- links and sessions ---------------------------------------------------------------------------------------------


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
    """Spend a link, once. None: unknown, used, too old, or of somebody who may no longer sign in."""
    return await fetch.one(conn, PersonRow, _USE_LINK, {"hash": token_hash, "now": now})


async def session(conn: Connection, token_hash: str, now: datetime, begun_after: datetime) -> SessionRow | None:
    """Whose session this is. None: unknown, over, begun too long ago, or of somebody who may no longer sign in."""
    return await fetch.one(conn, SessionRow, _SESSION, [token_hash, now, begun_after])


async def extend_session(conn: Connection, token_hash: str, expires_at: datetime) -> None:
    """Let a session live until then."""
    await fetch.run(
        conn, "UPDATE sign_ins SET expires_at = %s WHERE token_hash = %s AND kind = 'session'", [expires_at, token_hash]
    )


async def end_session(conn: Connection, token_hash: str) -> None:
    """Sign out; nothing happens where there is no session."""
    await fetch.run(conn, "DELETE FROM sign_ins WHERE token_hash = %s AND kind = 'session'", [token_hash])


async def end_sessions(conn: Connection, person_id: str, *, but: str = "") -> int:
    """End the links and sessions of somebody, but one; how many."""
    return await fetch.run(conn, "DELETE FROM sign_ins WHERE person_id = %s AND token_hash <> %s", [person_id, but])


async def drop_expired(conn: Connection, now: datetime) -> int:
    """Forget links and sessions that are over; how many."""
    return await fetch.run(conn, "DELETE FROM sign_ins WHERE expires_at <= %s", [now])


# --- failed sign-ins ------------------------------------------------------------------------------------------------


async def failures(conn: Connection, of: Sequence[str], now: datetime) -> datetime | None:
    """Until when nobody may try as one of these; None: now."""
    statement = "SELECT of, failures, last_at, blocked_until FROM sign_in_failures WHERE of = ANY(%s) AND blocked_until > %s"
    found = await fetch.every(conn, FailureRow, statement, [list(of), now])
    return max((one.blocked_until for one in found if one.blocked_until), default=None)


async def failed(conn: Connection, of: str, now: datetime, stale: datetime) -> int:
    """Count a failure; how many there were since `stale`."""
    row = await fetch.one(conn, FailureRow, _FAILED, {"of": of, "now": now, "stale": stale})
    return row.failures if row else 0


async def block(conn: Connection, of: str, until: datetime) -> None:
    """Nobody may try as this one until then."""
    await fetch.run(conn, "UPDATE sign_in_failures SET blocked_until = %s WHERE of = %s", [until, of])


async def forgive(conn: Connection, of: Sequence[str], stale: datetime) -> None:
    """Forget the failures of these, and all that are stale."""
    await fetch.run(conn, "DELETE FROM sign_in_failures WHERE of = ANY(%s) OR last_at < %s", [list(of), stale])


# --- API tokens -----------------------------------------------------------------------------------------------------


async def save_api_token(
    conn: Connection,
    *,
    id: str,  # noqa: A002  # the column's name
    name: str,
    person_id: str,
    token_hash: str,
    scopes: Sequence[str],
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep the hash of a new API token."""
    statement = (
        "INSERT INTO api_tokens (id, name, person_id, token_hash, scopes, created_at, expires_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s)"
    )
    await fetch.run(conn, statement, [id, name, person_id, token_hash, list(scopes), now, expires_at])


async def bearer(conn: Connection, token_hash: str, now: datetime) -> BearerRow | None:
    """Whose API token this is. None: unknown, over or ended."""
    return await fetch.one(conn, BearerRow, _BEARER, [token_hash, now])


async def touch_token(conn: Connection, token_id: str, now: datetime) -> None:
    """Note that a token was used."""
    await fetch.run(conn, "UPDATE api_tokens SET last_used_at = %s WHERE id = %s", [now, token_id])


async def api_tokens(conn: Connection, person_id: str | None = None) -> list[TokenRow]:
    """All API tokens, or those of one person; those that work first."""
    where = "WHERE t.person_id = %s" if person_id else ""
    values = [person_id] if person_id else []
    return await fetch.every(
        conn, TokenRow, f"{_TOKEN} {_FROM_TOKENS} {where} ORDER BY t.ended_at IS NOT NULL, t.created_at DESC", values
    )


async def end_api_token(conn: Connection, token_id: str, person_id: str | None, now: datetime) -> bool:
    """End a token, of anybody or of one person; whether there was one to end."""
    statement = (
        "UPDATE api_tokens SET ended_at = %s WHERE id = %s AND ended_at IS NULL AND (%s::text IS NULL OR person_id = %s)"
    )
    return await fetch.run(conn, statement, [now, token_id, person_id, person_id]) > 0


async def end_api_tokens(conn: Connection, person_id: str, now: datetime) -> int:
    """End every token of somebody; how many."""
    statement = "UPDATE api_tokens SET ended_at = %s WHERE person_id = %s AND ended_at IS NULL"
    return await fetch.run(conn, statement, [now, person_id])
