"""The people of this installation and how they sign in: one-time links and the sessions these open.

Only hashes are stored (`tickets.py`). There is one owner for now; roles come later. It sets no cookies and knows no web.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from shoplatch.accounts.tickets import hash_of, new_ticket
from shoplatch.clock import Clock
from shoplatch.errors import Reauthorize
from shoplatch.store import people as table
from shoplatch.store.engine import Store

LINK_LIFE = timedelta(minutes=15)
SESSION_LIFE = timedelta(days=14)
# A session slides with use, but a write for every page would be waste: once an hour is enough for fourteen days.
SLIDE_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may sign in."""

    id: str
    name: str
    role: str  # owner


class People:
    """Sign-in links and sessions."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def issue_link(self) -> str:
        """A sign-in token for the owner: works once, within 15 minutes. Shown once; only its hash is kept."""
        now, ticket = self._clock.now(), new_ticket()
        async with self._store.begin() as conn:
            owner = await table.owner(conn, now)
            await table.drop_expired(conn, now)
            await table.save_token(conn, ticket.hash, "link", owner.id, now, now + LINK_LIFE)
        return ticket.text

    async def redeem(self, token: str) -> str:
        """Trade a sign-in token for a session token.

        Raises:
            Reauthorize: the link is unknown, used or older than 15 minutes.
        """
        now, session = self._clock.now(), new_ticket()
        async with self._store.begin() as conn:
            person = await table.use_link(conn, hash_of(token), now)
            if person is None:
                raise Reauthorize(
                    "This sign-in link is used, too old, or was never ours",
                    next_step="Make a new one with `shoplatch sign-in`.",
                )
            await table.save_token(conn, session.hash, "session", person.id, now, now + SESSION_LIFE)
        return session.text

    async def session(self, token: str | None) -> Person | None:
        """Whose session this is; None where it is unknown or over. Using a session keeps it alive."""
        if not token:
            return None
        now = self._clock.now()
        async with self._store.begin() as conn:
            row = await table.session(conn, hash_of(token), now)
            if row is None:
                return None
            if row.expires_at < now + SESSION_LIFE - SLIDE_AFTER:
                await table.extend_session(conn, hash_of(token), now + SESSION_LIFE)
        return Person(row.id, row.name, row.role)

    async def sign_out(self, token: str) -> None:
        """End a session; nothing happens where there is none."""
        async with self._store.begin() as conn:
            await table.end_session(conn, hash_of(token))
