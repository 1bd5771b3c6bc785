"""Installs from TikTok's app store: they come to our callback without a state, so nobody here asked for them.

The code is exchanged at once, because it lives thirty minutes and only the answer says whose shop it is. What comes of it
is kept apart, sealed and linked to nothing, until somebody who is signed in has seen the seller's name and said yes; after
seven days it is forgotten. A seller whose grant works here already only renews it: that links nobody new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.accounts.apps import App, Apps
from shoplatch.accounts.exchange import AGAIN, Exchanges, Saved
from shoplatch.clock import Clock
from shoplatch.errors import InvalidRequest, NotFound, RateLimited, Reauthorize
from shoplatch.store import connections as grants
from shoplatch.store import installs as table
from shoplatch.store.engine import Store
from shoplatch.store.installs import InstallRow

PER_HOUR_MAX = 60  # anybody can call the callback; each call costs one of ours
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Install:
    """An install as people see it."""

    id: str
    app_key: str
    kind: str
    seller_name: str
    seller_base_region: str | None
    granted_scopes: tuple[str, ...]
    arrived_at: datetime
    expires_at: datetime
    state: str  # waiting | confirmed | refused | expired
    decided_at: datetime | None
    decided_by: str | None


class Installs:
    """Takes in, lists and decides installs."""

    def __init__(self, store: Store, apps: Apps, exchanges: Exchanges, *, clock: Clock) -> None:
        self._store = store
        self._apps = apps
        self._exchanges = exchanges
        self._clock = clock

    async def arrived(self, params: Mapping[str, str]) -> Saved:
        """Follow a callback that has a code and no state. `waiting` of the answer: a person has to confirm it.

        Raises:
            InvalidRequest: it is for an app that is not ours, or does not say for which.
            Reauthorize: the code is spent or too old.
            RateLimited: too many of these in the last hour.
            ShoplatchError: TikTok cannot be asked; by recovery.
        """
        app = await self._app(params.get("app_key"))
        async with self._store.begin() as conn:
            if await table.arrived_since(conn, self._clock.now() - WINDOW) >= PER_HOUR_MAX:
                raise RateLimited(
                    "Too many installs arrived in the last hour", next_step="Install again a little later; nothing is lost."
                )
            intent = await self._exchanges.begin(conn, app.app_key, params["code"], kind="install")
        tokens = await self._exchanges.ask(app, params["code"], intent)
        return await self._exchanges.keep(app, tokens, intent, kind="install")

    async def all(self) -> list[Install]:
        """Every install, newest first."""
        async with self._store.begin() as conn:
            return [_install(row) for row in await table.every(conn)]

    async def confirm(self, id: str, by: str) -> Saved:  # noqa: A002  # the column's name
        """Link what waits: from now on it is a connection like any other.

        Raises:
            NotFound: nothing waits under this id.
        """
        now = self._clock.now()
        async with self._store.begin() as conn:
            row = self._waiting(await table.get(conn, id), now)
            if row.sealed_access is None or row.sealed_refresh is None:
                raise NotFound("Its tokens are gone", next_step=AGAIN)
            known = await grants.get(conn, id)
            await grants.save(
                conn,
                id=row.id,
                app_key=row.app_key,
                kind=row.kind,
                open_id=row.open_id,
                seller_name=row.seller_name,
                seller_base_region=row.seller_base_region,
                granted_scopes=row.granted_scopes,
                sealed_access=row.sealed_access,
                sealed_refresh=row.sealed_refresh,
                access_expires_at=row.access_expires_at,
                refresh_expires_at=row.refresh_expires_at,
                now=now,
            )
            await table.decide(conn, id, "confirmed", by, now)
        return Saved(row.id, row.seller_name, known is not None)

    async def refuse(self, id: str, by: str) -> Install:  # noqa: A002  # the column's name
        """Forget what waits. The seller's grant at TikTok stays until the seller removes the app. Raises NotFound."""
        now = self._clock.now()
        async with self._store.begin() as conn:
            row = self._waiting(await table.get(conn, id), now)
            await table.decide(conn, id, "refused", by, now)
        return _install(row)

    async def expire(self) -> int:
        """Forget what nobody answered; how many. For a periodic task."""
        async with self._store.begin() as conn:
            return await table.expire(conn, self._clock.now())

    async def _app(self, named: str | None) -> App:
        """The app the callback names, or the only one there is. A code is never tried with an app that may not be its own:
        nobody knows whether that spends it."""
        apps = await self._apps.all()
        if not named and len(apps) != 1:
            raise InvalidRequest(
                "This install does not say for which of our apps it is",
                next_step="Give each app its own redirect URL in Partner Center: this address, a slash, the app key.",
            )
        found = next((app for app in apps if app.app_key == (named or app.app_key)), None)
        if found is None:
            raise InvalidRequest("This install is for an app that is not registered here", next_step=AGAIN)
        return found

    def _waiting(self, row: InstallRow | None, now: datetime) -> InstallRow:
        if row is None or row.state != "waiting":
            raise NotFound("No install waits under this id", next_step="See `shoplatch installs list`.")
        if row.expires_at <= now:
            raise Reauthorize("This install waited too long and was forgotten", next_step=AGAIN)
        return row


def _install(row: InstallRow) -> Install:
    return Install(
        row.id, row.app_key, row.kind, row.seller_name, row.seller_base_region, tuple(row.granted_scopes), row.arrived_at,
        row.expires_at, row.state, row.decided_at, row.decided_by,
    )  # fmt: skip
