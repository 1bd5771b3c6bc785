"""The apps of Partner Center this installation works for: key, sealed secret, service id, hosts.

A secret goes in once and comes out only for signing (`secret_of`); what people see is its fingerprint. It knows nothing of
sellers or tokens.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict
from urllib.parse import urlencode

from shoplatch.accounts.hosts import (
    PRODUCTION,
    SIMULATOR,
    Hosts,
    consent_page,
    production_hosts,
    refuse_insecure,
    simulator_hosts,
)
from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, Conflict, InvalidRequest, NotFound
from shoplatch.store import apps as table
from shoplatch.store.engine import Store

OVERLAP = timedelta(hours=24)
"""How long two secrets count after a change: TikTok tries a webhook for 15.5 hours (platform.md section 19)."""
_FIELD = "app_secret"
_PRINTABLE = re.compile(r"[\x21-\x7e]{1,512}")
# Exact lengths are not documented (platform.md section 1): the key is short, the secret is long and hex.
_LOOKS_LIKE_SECRET = re.compile(r"[0-9a-fA-F]{32,}")
_LOOKS_LIKE_KEY = re.compile(r"[0-9a-z]{6,24}")


@dataclass(frozen=True, slots=True)
class App:
    """One app as people may see it; the secret shows as a fingerprint only."""

    app_key: str
    name: str
    environment: str  # production | simulator
    service_id: str
    market: str  # ROW | US
    api_url: str
    auth_url: str
    consent_url: str
    secret_fingerprint: str
    created_at: datetime
    secret_before_fingerprint: str | None = None  # webhooks signed with the secret before the last still count
    secret_before_until: datetime | None = None  # the end of that; None: until it is retired by hand
    secret_set_at: datetime | None = None  # when this secret came; None before this was noted

    @property
    def simulated(self) -> bool:
        """Whether this app talks to a simulator and never to TikTok."""
        return self.environment == SIMULATOR

    def consent_address(self, state: str, kind: str = "seller") -> str:
        """The link that a seller, creator or partner opens; redirect and scopes come from the app's settings (platform.md
        section 3.1).

        Raises:
            InvalidRequest: nobody else consents.
        """
        if kind == "seller":
            return f"{self.consent_url}?{urlencode({'service_id': self.service_id, 'state': state})}"
        address, extra = consent_page(kind, self.market, self.auth_url if self.simulated else None)
        who = {"app_key": self.app_key} if kind == "creator" else {"service_id": self.service_id}
        return f"{address}?{urlencode({**who, **extra, 'state': state})}"


class Apps:
    """The app registry of this installation."""

    def __init__(self, store: Store, vault: Vault, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock

    async def add(
        self,
        *,
        name: str,
        app_key: str,
        app_secret: str,
        service_id: str,
        market: str = "ROW",
        environment: str = PRODUCTION,
        base_url: str | None = None,
        overlap: timedelta = OVERLAP,
    ) -> App:
        """Register an app, or update the one with this key (a new secret, another simulator address).

        A secret that is replaced still counts for webhooks, which are on their way signed with it for hours (platform.md
        section 19), and is tried where TikTok does not take the new one yet: for `overlap`, or until `retire` forgets it or
        the next one replaces it.

        `base_url` is the address of the simulator; a production app takes TikTok's hosts for its market.

        Raises:
            InvalidRequest: key, secret or service id cannot be what they claim to be, or are swapped.
            ConfigError: the hosts do not fit the environment.
            Conflict: the key is registered for the other environment.
        """
        app_key, app_secret, service_id = app_key.strip(), app_secret.strip(), service_id.strip()
        check_credentials(app_key, app_secret, service_id)
        hosts = hosts_for(environment, market, base_url)
        fingerprint = self._vault.fingerprint(app_secret)
        async with self._store.begin() as conn:
            known = await table.get(conn, app_key)
            if known is not None and known.environment != environment:
                raise Conflict(
                    f"The app {app_key} is registered for {known.environment} and keeps that",
                    next_step="Use the key of another app: one key never serves both TikTok and a simulator.",
                )
            row = table.App(
                app_key=app_key,
                name=name.strip() or app_key,
                environment=environment,
                service_id=service_id,
                market=market,
                api_url=hosts.api_url,
                auth_url=hosts.auth_url,
                consent_url=hosts.consent_url,
                sealed_secret=self._vault.seal(app_secret, owner=app_key, field=_FIELD),
                secret_fingerprint=fingerprint,
                created_at=known.created_at if known is not None else self._clock.now(),
                **self._before(known, app_secret, overlap),
            )
            await table.save(conn, row)
        return _app(row)

    async def rotate_secret(self, app_key: str, app_secret: str, *, overlap: timedelta = OVERLAP) -> App:
        """Take a new secret for an app that is known; the old one counts beside it for `overlap`.

        Raises:
            NotFound: no app has this key.
            InvalidRequest: the secret cannot be one.
        """
        app = await self.get(app_key)
        return await self.add(
            name=app.name,
            app_key=app.app_key,
            app_secret=app_secret,
            service_id=app.service_id,
            market=app.market,
            environment=app.environment,
            base_url=app.api_url,
            overlap=overlap,
        )

    async def get(self, app_key: str) -> App:
        """One app.

        Raises:
            NotFound: no app has this key.
        """
        async with self._store.begin() as conn:
            row = await table.get(conn, app_key)
        if row is None:
            raise NotFound(
                f"No app with the key {app_key[:64]!r} is registered", next_step="See `shoplatch apps list`, or add it."
            )
        return _app(row)

    async def all(self) -> list[App]:
        """Every app, oldest first."""
        async with self._store.begin() as conn:
            return [_app(row) for row in await table.every(conn)]

    async def secret_of(self, app_key: str) -> str:
        """The app's secret, for signing and for checking webhooks; never for showing.

        Raises:
            NotFound: no app has this key.
            ConfigError: the master key does not fit, or the sealed secret was changed.
        """
        async with self._store.begin() as conn:
            row = await table.get(conn, app_key)
        if row is None:
            raise NotFound(f"No app with the key {app_key[:64]!r} is registered")
        return self._vault.unseal(row.sealed_secret, owner=app_key, field=_FIELD)

    async def secrets_of(self, app_key: str) -> tuple[str, ...]:
        """The secrets the platform may take for this app now: the newest, and the one before while both count.

        Raises:
            NotFound: no app has this key.
            ConfigError: the master key does not fit, or a sealed secret was changed.
        """
        found = await self.webhook_secrets(app_key)
        if not found:
            raise NotFound(f"No app with the key {app_key[:64]!r} is registered")
        return found

    async def webhook_secrets(self, app_key: str) -> tuple[str, ...]:
        """The secrets a webhook of this app may be signed with, newest first; empty where there is no such app.

        Raises:
            ConfigError: the master key does not fit, or a sealed secret was changed.
        """
        async with self._store.begin() as conn:
            row = await table.get(conn, app_key)
        if row is None:
            return ()
        over = row.secret_before_until is not None and row.secret_before_until <= self._clock.now()
        sealed = (row.sealed_secret, None if over else row.sealed_secret_before)
        return tuple(self._vault.unseal(one, owner=app_key, field=_FIELD) for one in sealed if one is not None)

    async def end_overlaps(self) -> int:
        """Forget every secret whose overlap is over; for a periodic task. How many."""
        async with self._store.begin() as conn:
            return await table.forget_secrets_over(conn, self._clock.now())

    async def retire(self, app_key: str) -> App:
        """Forget the secret before the last: from now on only the newest signs webhooks. Again is the same.

        Raises:
            NotFound: no app has this key.
        """
        await self.get(app_key)
        async with self._store.begin() as conn:
            await table.forget_secret_before(conn, app_key)
        return await self.get(app_key)

    def _before(self, known: table.App | None, app_secret: str, overlap: timedelta) -> _Before:
        """What to keep of an app as it was: its secret if that is being replaced, else what was kept already.

        The secrets are compared, not their fingerprints: those change with the master key.
        """
        now = self._clock.now()
        if known is None:
            return _Before(
                sealed_secret_before=None, secret_before_fingerprint=None, secret_before_until=None, secret_set_at=now
            )
        held = self._vault.unseal(known.sealed_secret, owner=known.app_key, field=_FIELD)
        if secrets.compare_digest(held.encode(), app_secret.encode()):
            return _Before(
                sealed_secret_before=known.sealed_secret_before,
                secret_before_fingerprint=known.secret_before_fingerprint,
                secret_before_until=known.secret_before_until,
                secret_set_at=known.secret_set_at,
            )
        return _Before(
            sealed_secret_before=known.sealed_secret,
            secret_before_fingerprint=known.secret_fingerprint,
            secret_before_until=now + overlap,
            secret_set_at=now,
        )

    async def check_key(self) -> None:
        """Open one sealed secret, so that a wrong master key is one clear sentence at the start and not a riddle later.

        Raises:
            ConfigError: the master key does not fit this database.
        """
        async with self._store.begin() as conn:
            rows = await table.every(conn)
        for row in rows[:1]:
            self._vault.unseal(row.sealed_secret, owner=row.app_key, field=_FIELD)


def check_credentials(app_key: str, app_secret: str, service_id: str) -> None:
    """Refuse what cannot be a key, a secret, a service id.

    Raises:
        InvalidRequest: with the field, never with the value of the secret.
    """
    if _LOOKS_LIKE_SECRET.fullmatch(app_key) and _LOOKS_LIKE_KEY.fullmatch(app_secret) and len(app_key) > len(app_secret):
        raise InvalidRequest(
            "App key and app secret are swapped",
            next_step="The key is the short one in lower case, the secret the long hexadecimal one.",
        )
    for label, value in (("app key", app_key), ("app secret", app_secret), ("service id", service_id)):
        if not _PRINTABLE.fullmatch(value):
            raise InvalidRequest(
                f"The {label} is empty, too long, or holds blanks or unusual characters",
                next_step=f"Copy the {label} again from the app's page in Partner Center.",
            )
    if app_key == app_secret:
        raise InvalidRequest("App key and app secret are the same text", next_step="Copy both again from Partner Center.")


def hosts_for(environment: str, market: str, base_url: str | None) -> Hosts:
    """The hosts of an app.

    Raises:
        ConfigError: a production app with a simulator's address, a simulator app without one, or plain http in production.
        InvalidRequest: unknown environment or market.
    """
    if environment == SIMULATOR:
        if not base_url:
            raise ConfigError(
                "A simulator app needs the simulator's address",
                next_step="Start `shoplatch simulator` and give its address as the base URL.",
            )
        production_hosts(market)
        return simulator_hosts(base_url)
    if environment != PRODUCTION:
        raise InvalidRequest(f"There is no environment {environment!r}", next_step="Use production or simulator.")
    hosts = production_hosts(market)
    if base_url:
        hosts = Hosts(base_url.rstrip("/"), hosts.auth_url, hosts.consent_url)
    refuse_insecure(hosts)
    return hosts


class _Before(TypedDict):
    """The columns of the secret before the last, and since when there is the last one."""

    sealed_secret_before: bytes | None
    secret_before_fingerprint: str | None
    secret_before_until: datetime | None
    secret_set_at: datetime | None


def _app(row: table.App) -> App:
    return App(
        app_key=row.app_key,
        name=row.name,
        environment=row.environment,
        service_id=row.service_id,
        market=row.market,
        api_url=row.api_url,
        auth_url=row.auth_url,
        consent_url=row.consent_url,
        secret_fingerprint=row.secret_fingerprint,
        created_at=row.created_at,
        secret_before_fingerprint=row.secret_before_fingerprint,
        secret_before_until=row.secret_before_until,
        secret_set_at=row.secret_set_at,
    )
