"""Connections: one grant by one seller, creator or partner to one app, and its sealed pair of tokens.

Reads and writes the rows; it never talks to TikTok. A connection's id is derived from app, kind and open_id, so that a
seller who authorizes again lands on the same row, and so that tokens can be sealed for that row before it exists.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from shoplatch.accounts.vault import Vault
from shoplatch.client.auth import Tokens
from shoplatch.clock import Clock
from shoplatch.errors import NotFound, Reauthorize
from shoplatch.store import connections as table
from shoplatch.store.engine import Store

ACTIVE = "active"
NEEDS_REAUTHORIZATION = "needs_reauthorization"
DEAUTHORIZED = "deauthorized"
KINDS = {0: "seller", 1: "creator", 3: "partner"}
"""`user_type` of the token answer to our word for it (platform.md section 3.3)."""
ACCESS, REFRESH = "access_token", "refresh_token"


@dataclass(frozen=True, slots=True)
class Connection:
    """A grant as people may see it: no token in it. `reason` says in words why it is not active, and what to do."""

    id: str
    app_key: str
    kind: str  # seller | creator | partner
    open_id: str
    seller_name: str
    seller_base_region: str | None
    state: str  # active | needs_reauthorization | deauthorized
    reason: str | None
    granted_scopes: tuple[str, ...]
    access_expires_at: datetime | None
    refresh_expires_at: datetime | None
    token_version: int
    created_at: datetime
    updated_at: datetime
    end_told: datetime | None = None  # the end of the grant as webhook 7 told it last

    @property
    def active(self) -> bool:
        """Whether calls may be made with it."""
        return self.state == ACTIVE


@dataclass(frozen=True, slots=True)
class Grant:
    """A connection together with its opened tokens; lives in memory only and hides them in its repr."""

    connection: Connection
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)


class SealedPair(TypedDict):
    """The token columns of a connection's row."""

    sealed_access: bytes
    sealed_refresh: bytes
    access_expires_at: datetime
    refresh_expires_at: datetime | None


class Connections:
    """The table of grants, with tokens sealed on the way in and opened on the way out."""

    def __init__(self, store: Store, vault: Vault, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock

    async def get(self, connection_id: str) -> Connection:
        """One connection.

        Raises:
            NotFound: there is none with this id.
        """
        return _connection(await self._row(connection_id))

    async def all(self) -> list[Connection]:
        """Every connection, oldest first."""
        async with self._store.begin() as conn:
            return [_connection(row) for row in await table.every(conn)]

    async def of_open_id(self, app_key: str, open_id: str) -> list[Connection]:
        """What one seller or creator granted to an app: at most one connection per kind."""
        async with self._store.begin() as conn:
            return [_connection(row) for row in await table.by_open_id(conn, app_key, open_id)]

    async def grant(self, connection_id: str) -> Grant:
        """An active connection with its tokens opened.

        Raises:
            NotFound: there is none with this id.
            Reauthorize: it is not active; the sentence says why.
        """
        row = await self._row(connection_id)
        connection = _connection(row)
        if not connection.active or row.sealed_access is None or row.sealed_refresh is None:
            raise inactive(connection)
        return Grant(
            connection,
            self._vault.unseal(row.sealed_access, owner=connection.id, field=ACCESS),
            self._vault.unseal(row.sealed_refresh, owner=connection.id, field=REFRESH),
        )

    async def mark(self, connection: Connection, state: str, reason: str) -> bool:
        """Say that a grant no longer works, and why. False where its tokens were replaced in the meantime."""
        async with self._store.begin() as conn:
            return await table.set_state(
                conn, connection.id, state, reason, self._clock.now(), expected_version=connection.token_version
            )

    async def end_told(self, connection: Connection, ends_at: datetime) -> None:
        """Take note of the end that TikTok announces."""
        async with self._store.begin() as conn:
            await table.set_end_told(conn, connection.id, ends_at, self._clock.now())

    def sealed(self, connection_id: str, tokens: Tokens, *, before: str = "") -> SealedPair:
        """A fresh pair as its columns, sealed for this connection; without a new refresh token the one before stays."""
        return SealedPair(
            sealed_access=self._vault.seal(tokens.access_token, owner=connection_id, field=ACCESS),
            sealed_refresh=self._vault.seal(tokens.refresh_token or before, owner=connection_id, field=REFRESH),
            access_expires_at=tokens.access_expires_at,
            refresh_expires_at=tokens.refresh_expires_at,
        )

    async def _row(self, connection_id: str) -> table.ConnectionRow:
        async with self._store.begin() as conn:
            row = await table.get(conn, connection_id)
        if row is None:
            raise NotFound(f"There is no connection {connection_id[:64]!r}", next_step="See `shoplatch shops list`.")
        return row


def connection_id_of(app_key: str, kind: str, open_id: str) -> str:
    """The id of the one connection that this app, kind and open_id can have."""
    place = "\x00".join((app_key, kind, open_id)).encode()
    return "c" + hashlib.sha256(place).hexdigest()[:23]


def inactive(connection: Connection) -> Reauthorize:
    """The refusal that every use of a spent grant gets."""
    word = "was deauthorized" if connection.state == DEAUTHORIZED else "needs authorization again"
    return Reauthorize(
        f"{connection.seller_name or connection.open_id} {word}: {connection.reason or 'its tokens are gone'}",
        next_step=f"Open a new consent link: `shoplatch connect --app {connection.app_key}`.",
    )


def _connection(row: table.ConnectionRow) -> Connection:
    return Connection(
        id=row.id,
        app_key=row.app_key,
        kind=row.kind,
        open_id=row.open_id,
        seller_name=row.seller_name,
        seller_base_region=row.seller_base_region,
        state=row.state,
        reason=row.reason,
        granted_scopes=tuple(row.granted_scopes),
        access_expires_at=row.access_expires_at,
        refresh_expires_at=row.refresh_expires_at,
        token_version=row.token_version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        end_told=row.end_told,
    )
