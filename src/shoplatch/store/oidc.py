"""People by their account at an identity provider, and the ways back from it that were walked already."""

from __future__ import annotations

from datetime import datetime

from shoplatch.store import fetch
from shoplatch.store.engine import Connection
from shoplatch.store.people import PERSON, PersonRow

_LOCK = 0x4F494443  # "OIDC": one at a time becomes somebody


async def spend(conn: Connection, state_hash: str, now: datetime, until: datetime) -> bool:
    """Note that a state was shown; False where it was before. What is over is forgotten."""
    await fetch.run(conn, "DELETE FROM oidc_spent WHERE until < %s", [now])
    statement = "INSERT INTO oidc_spent (state_hash, until) VALUES (%s, %s) ON CONFLICT DO NOTHING"
    return await fetch.run(conn, statement, [state_hash, until]) > 0


async def hold(conn: Connection) -> None:
    """Be the only one who links or makes people this way, until the transaction ends."""
    await fetch.run(conn, "SELECT pg_advisory_xact_lock(%s)", [_LOCK])


async def linked(conn: Connection, issuer: str, subject: str) -> PersonRow | None:
    """Whose account this is."""
    return await fetch.one(conn, PersonRow, f"{PERSON} WHERE oidc_issuer = %s AND oidc_subject = %s", [issuer, subject])


async def person(conn: Connection, person_id: str) -> PersonRow | None:
    """A person by id."""
    return await fetch.one(conn, PersonRow, f"{PERSON} WHERE id = %s", [person_id])


async def with_email(conn: Connection, email: str) -> PersonRow | None:
    """Who has this address, as an owner wrote it down."""
    return await fetch.one(conn, PersonRow, f"{PERSON} WHERE email = %s", [email])


async def link(conn: Connection, person_id: str, issuer: str | None, subject: str | None) -> None:
    """The account by which somebody signs in from now on, or none."""
    await fetch.run(
        conn, "UPDATE people SET oidc_issuer = %s, oidc_subject = %s WHERE id = %s", [issuer, subject, person_id]
    )
