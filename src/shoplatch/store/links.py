"""Links that are sent to sellers. Only a hash of the address is kept; a use is claimed before a code is exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import fetch, rows
from shoplatch.store.engine import Connection, driver

_COLUMNS = "id, app_key, kind, label, created_by, created_at, expires_at, uses_max, uses, begun, revoked_at"


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as its row, without the hash."""

    id: str
    app_key: str
    kind: str  # seller | creator | partner
    label: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    uses_max: int
    uses: int
    begun: int
    revoked_at: datetime | None


async def add(conn: Connection, link: LinkRow, link_hash: str) -> None:
    """Keep a new link."""
    await fetch.run(
        conn,
        "INSERT INTO connect_links (id, link_hash, app_key, kind, label, created_by, created_at, expires_at, uses_max) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [link.id, link_hash, link.app_key, link.kind, rows.storable_text(link.label), rows.storable_text(link.created_by),
         link.created_at, link.expires_at, link.uses_max],
    )  # fmt: skip


async def by_hash(conn: Connection, link_hash: str) -> LinkRow | None:
    """The link of an address."""
    return await fetch.one(conn, LinkRow, f"SELECT {_COLUMNS} FROM connect_links WHERE link_hash = %s", [link_hash])


async def every(conn: Connection) -> list[LinkRow]:
    """All links, newest first."""
    return await fetch.every(conn, LinkRow, f"SELECT {_COLUMNS} FROM connect_links ORDER BY created_at DESC, id")


async def begun(conn: Connection, id: str, most: int) -> bool:  # noqa: A002  # the column's name
    """Count a consent that was begun by a link. False: there were too many already."""
    statement = "UPDATE connect_links SET begun = begun + 1 WHERE id = %s AND begun < %s"
    return await fetch.run(conn, statement, [id, most]) == 1


async def claim(conn: Connection, id: str) -> bool:  # noqa: A002  # the column's name
    """Take one of a link's uses. False: none is left, or it was revoked. Its age is judged when it is opened."""
    return (
        await fetch.run(
            conn,
            "UPDATE connect_links SET uses = uses + 1 WHERE id = %s AND revoked_at IS NULL AND uses < uses_max",
            [id],
        )
        == 1
    )


async def give_back(conn: Connection, intent: int) -> None:
    """Nothing came of an exchange: the use its link lost for it is good again."""
    await (await driver(conn)).execute(
        "UPDATE connect_links SET uses = uses - 1 WHERE uses > 0 AND id = (SELECT link_id FROM grant_intents WHERE id = %s)",
        [intent],
    )


async def revoke(conn: Connection, id: str, now: datetime) -> bool:  # noqa: A002  # the column's name
    """End a link at once. False: there is none, or it was ended before."""
    statement = "UPDATE connect_links SET revoked_at = %s WHERE id = %s AND revoked_at IS NULL"
    return await fetch.run(conn, statement, [now, id]) == 1
