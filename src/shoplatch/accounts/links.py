"""Links to send to a seller: an address of ours that opens a page, and from there a consent with a state of its own.

A consent link of TikTok lives thirty minutes; this one lives days, works once or a stated number of times, can be taken
back, and says in the list who has used it. What counts as a use is a finished consent, so that a mail scanner that opens it
spends nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shoplatch.accounts.apps import Apps
from shoplatch.accounts.tickets import hash_of, new_ticket
from shoplatch.clock import Clock
from shoplatch.errors import InvalidRequest, NotFound, Reauthorize
from shoplatch.store import links as table
from shoplatch.store.engine import Store
from shoplatch.store.links import LinkRow

LIFE = timedelta(days=7)
LIFE_MAX = timedelta(days=90)
USES_MAX = 1_000
BEGUN_PER_USE = 50  # consents that may be begun for each that may be finished
LABEL_MAX_CHARS = 120
PATH = "/connect/"


@dataclass(frozen=True, slots=True)
class Link:
    """A fresh link: `ticket` is shown once, as part of its address, and kept nowhere."""

    id: str
    ticket: str = field(repr=False)
    expires_at: datetime
    uses_max: int

    @property
    def path(self) -> str:
        """Where it leads, under the public address of this installation."""
        return PATH + self.ticket


class ConnectLinks:
    """Makes, lists, opens and revokes links."""

    def __init__(self, store: Store, apps: Apps, clock: Clock) -> None:
        self._store = store
        self._apps = apps
        self._clock = clock

    async def make(
        self, app_key: str, *, by: str, label: str = "", kind: str = "seller", life: timedelta = LIFE, uses_max: int = 1
    ) -> Link:
        """A new link for a seller, creator or partner.

        Raises:
            NotFound: no app has this key.
            InvalidRequest: it would live too long, or count too often.
        """
        await self._apps.get(app_key)
        if not timedelta() < life <= LIFE_MAX:
            raise InvalidRequest("A link lives at most 90 days", next_step="Give a shorter time, as 7d or 48h.")
        if not 1 <= uses_max <= USES_MAX:
            raise InvalidRequest(f"A link counts 1 to {USES_MAX} times", next_step="Give another number of uses.")
        now, ticket = self._clock.now(), new_ticket()
        row = LinkRow(
            "l" + secrets.token_hex(6),
            app_key,
            kind,
            label.strip()[:LABEL_MAX_CHARS],
            by,
            now,
            now + life,
            uses_max,
            0,
            0,
            None,
        )
        async with self._store.begin() as conn:
            await table.add(conn, row, ticket.hash)
        return Link(row.id, ticket.text, row.expires_at, uses_max)

    async def all(self) -> list[LinkRow]:
        """Every link, newest first; no address among them."""
        async with self._store.begin() as conn:
            return await table.every(conn)

    async def look(self, ticket: str) -> LinkRow:
        """What a link is for, without beginning anything.

        Raises:
            Reauthorize: it is unknown, over, used up or taken back; the sentence says which.
        """
        async with self._store.begin() as conn:
            row = await table.by_hash(conn, hash_of(ticket))
        return self._good(row)

    async def open(self, ticket: str) -> LinkRow:
        """Count that a consent is begun by a link.

        Raises:
            Reauthorize: as `look`.
        """
        async with self._store.begin() as conn:
            row = self._good(await table.by_hash(conn, hash_of(ticket)))
            if not await table.begun(conn, row.id, row.uses_max * BEGUN_PER_USE):
                raise _over("was opened too often without a consent being finished")
        return row

    async def revoke(self, id: str) -> None:  # noqa: A002  # the column's name
        """Take a link back. Raises NotFound: there is none, or it is over already."""
        async with self._store.begin() as conn:
            if not await table.revoke(conn, id, self._clock.now()):
                raise NotFound(f"No link {id[:40]!r} is open", next_step="See `shoplatch links list`.")

    def _good(self, row: LinkRow | None) -> LinkRow:
        if row is None:
            raise _over("is not one of ours, or was cut off when it was copied")
        if row.revoked_at is not None:
            raise _over("was taken back")
        if row.expires_at <= self._clock.now():
            raise _over(f"ended on {row.expires_at:%Y-%m-%d}")
        if row.uses >= row.uses_max:
            raise _over("was used already")
        return row


def _over(why: str) -> Reauthorize:
    return Reauthorize(f"This link {why}", next_step="Ask whoever sent it for a new one.")
