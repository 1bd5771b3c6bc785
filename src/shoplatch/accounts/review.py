"""The security review: what is old, unused, too wide or too weak, each with why it matters and what to do. Dated and kept.

It judges what it is given (`judge`) and gathers that itself (`Review.look`); it changes nothing. A review is due again after
ninety days, and the overview says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

import msgspec

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.audit import Verified
from shoplatch.accounts.connections import Connection
from shoplatch.accounts.usage import GrantUse, grant_uses
from shoplatch.clock import Clock
from shoplatch.store import usage as table
from shoplatch.store.engine import Store
from shoplatch.store.people import PersonRow, TokenRow

DUE_AFTER = timedelta(days=90)
SECRET_OLD = timedelta(days=180)
OVERLAP_LONG = timedelta(days=2)
GRANT_ENDS_SOON = timedelta(days=30)
UNUSED_LONG = timedelta(days=60)
TOKEN_SHORT_CHARS = 20


class Finding(msgspec.Struct, frozen=True):
    """One thing to look at. `tone`: bad (act now), warn (plan it), good (as it should be)."""

    area: str  # secrets | grants | scopes | people | settings | audit
    tone: str
    what: str
    why: str = ""
    do: str = ""


@dataclass(frozen=True, slots=True)
class Weak:
    """The settings that a review looks at; no secret is in it."""

    public_url: str
    host: str
    trusted_proxies: tuple[str, ...]
    metrics_token_chars: int | None
    database_embedded: bool
    key_beside_database: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a review looks at."""

    now: datetime
    apps: Sequence[App]
    connections: Sequence[Connection]
    uses: Sequence[GrantUse]
    people: Sequence[PersonRow]
    tokens: Sequence[TokenRow]
    settings: Weak
    chain: Verified


class Review:
    """Makes reviews and keeps them."""

    def __init__(self, store: Store, accounts: Accounts, clock: Clock, settings: Weak) -> None:
        self._store = store
        self._accounts = accounts
        self._clock = clock
        self._settings = settings

    async def look(self) -> list[Finding]:
        """Look at everything now; keeps nothing."""
        accounts, now = self._accounts, self._clock.now()
        connections = await accounts.connections()
        facts = Facts(
            now=now,
            apps=await accounts.apps(),
            connections=connections,
            uses=await grant_uses(self._store, connections, now=now),
            people=await accounts.people.all(),
            tokens=await accounts.people.tokens(),
            settings=self._settings,
            chain=await accounts.audit.verify(),
        )
        return judge(facts)

    async def keep(self, by: str) -> list[Finding]:
        """Look, and keep the review with its date."""
        found = await self.look()
        async with self._store.begin() as conn:
            await table.save_review(conn, self._clock.now(), by, msgspec.json.encode(found).decode())
        bad, warn = (sum(one.tone == tone for one in found) for tone in ("bad", "warn"))
        await self._accounts.audit.note("security.reviewed", "", actor=by, detail=f"{bad} to act on, {warn} to plan")
        return found

    async def last(self) -> table.ReviewRow | None:
        """The last review; None where there was none."""
        async with self._store.begin() as conn:
            found = await table.reviews(conn, 1)
        return found[0] if found else None

    async def history(self) -> list[table.ReviewRow]:
        """The last reviews, newest first."""
        async with self._store.begin() as conn:
            return await table.reviews(conn)


def due(last: datetime | None, now: datetime) -> bool:
    """Whether a review is due: none within ninety days."""
    return last is None or now - last >= DUE_AFTER


def judge(facts: Facts) -> list[Finding]:
    """What there is to say, the most pressing first."""
    found = [
        *_secrets(facts), *_grants(facts), *_scopes(facts), *_people(facts), *_settings(facts.settings), *_audit(facts)
    ]  # fmt: skip
    rank = {"bad": 0, "warn": 1, "good": 2}
    return sorted(found, key=lambda one: rank[one.tone])


def _secrets(facts: Facts) -> Iterator[Finding]:
    for app in facts.apps:
        set_at = app.secret_set_at or app.created_at
        age = facts.now - set_at
        if age > SECRET_OLD:
            yield Finding(
                "secrets", "warn", f"The secret of {app.name} is {age.days} days old",
                "whoever copied it since can still act as the app", "Reset it in Partner Center, then enter the new one.",
            )  # fmt: skip
        else:
            yield Finding("secrets", "good", f"The secret of {app.name} was set {age.days} days ago")
        if app.secret_before_fingerprint and age > OVERLAP_LONG:
            yield Finding(
                "secrets", "warn", f"The secret before still counts for webhooks of {app.name}, after {age.days} days",
                "webhooks signed with it are through within sixteen hours", f"shoplatch apps retire {app.app_key}",
            )  # fmt: skip
        if not any(one.app_key == app.app_key for one in facts.connections):
            yield Finding(
                "secrets", "warn", f"Nobody has authorized {app.name}", "a secret without a use is only a risk",
                "Let a seller authorize it, or disable the app in Partner Center.",
            )  # fmt: skip


def _grants(facts: Facts) -> Iterator[Finding]:
    used = {one.connection_id: any(line.calls for line in one.lines) for one in facts.uses}
    for one in facts.connections:
        if not one.active:
            yield Finding(
                "grants", "warn", f"The grant of {one.seller_name} does not work: {one.reason or one.state}",
                "nothing of this shop is read", f"shoplatch connect {one.app_key}",
            )  # fmt: skip
            continue
        if one.refresh_expires_at is not None and one.refresh_expires_at - facts.now < GRANT_ENDS_SOON:
            days = (one.refresh_expires_at - facts.now).days
            yield Finding(
                "grants", "warn", f"The grant of {one.seller_name} ends in {days} days", "after that nothing is read",
                f"Let the seller authorize again: shoplatch connect {one.app_key}",
            )  # fmt: skip
        if not used.get(one.id) and facts.now - one.created_at > timedelta(days=30):
            yield Finding(
                "grants", "warn", f"The grant of {one.seller_name} was not used for 30 days",
                "an unused grant is only a risk", "Ask the seller to cancel it, or find out why nothing calls.",
            )  # fmt: skip


def _scopes(facts: Facts) -> Iterator[Finding]:
    for one in facts.uses:
        if one.of("unused") and not one.young:
            yield Finding(
                "scopes", "warn", f"{one.seller} granted {len(one.of('unused'))} scopes that nothing uses",
                ", ".join(one.of("unused")), "Switch them off for the app; the next consent is then smaller.",
            )  # fmt: skip
        if one.of("missing"):
            yield Finding(
                "scopes", "bad", f"The grant of {one.seller} lacks {', '.join(one.of('missing'))}",
                "what needs it fails", "Switch it on in Partner Center, then let the seller authorize again.",
            )  # fmt: skip
        if one.of("needed") and not one.of("unused") and not one.of("missing"):
            yield Finding("scopes", "good", f"{one.seller} granted what is needed and no more")


def _people(facts: Facts) -> Iterator[Finding]:
    here = [one for one in facts.people if one.ended_at is None]
    owners = [one.name for one in here if one.role == "owner"]
    if len(owners) > 3:
        yield Finding(
            "people", "warn", f"{len(owners)} people are owners", f"{', '.join(owners)} can read and change everything",
            "Give those who only act or look another role.",
        )  # fmt: skip
    elif owners:
        yield Finding("people", "good", f"{len(owners)} {'owner' if len(owners) == 1 else 'owners'}: {', '.join(owners)}")
    for token in facts.tokens:
        if token.ended_at is not None or token.expires_at <= facts.now:
            continue
        idle = facts.now - (token.last_used_at or token.created_at)
        if idle > UNUSED_LONG:
            yield Finding(
                "people", "warn", f"The API token {token.name!r} of {token.person} was not used for {idle.days} days",
                "a token nobody misses is only a risk", f"shoplatch people tokens --end {token.id}",
            )  # fmt: skip
        if "people" in token.scopes or "setup" in token.scopes:
            yield Finding(
                "people", "warn", f"The API token {token.name!r} of {token.person} holds {', '.join(token.scopes)}",
                "whoever has it can change who may come in", "Make one with fewer rights.",
            )  # fmt: skip


def _settings(settings: Weak) -> Iterator[Finding]:
    parts = urlsplit(settings.public_url)
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not local:
        yield Finding(
            "settings", "bad", f"The console is reached by {parts.scheme}", "passwords and sessions can be read on the way",
            "Put a proxy with a certificate in front and set SHOPLATCH_PUBLIC_URL to its https address.",
        )  # fmt: skip
    if not _is_loopback(settings.host) and parts.scheme != "https":
        yield Finding(
            "settings", "bad", f"The web server listens on {settings.host} without TLS", "the network can reach it directly",
            "Listen on 127.0.0.1 and let the proxy come to it (SHOPLATCH_HOST).",
        )  # fmt: skip
    wide = [net for net in settings.trusted_proxies if ip_network(net).num_addresses > 65_536]
    if wide:
        yield Finding(
            "settings", "bad", f"Headers of {', '.join(wide)} are believed",
            "anybody there can say to come from any address, past the limits on guessing",
            "Name the proxy's own address in SHOPLATCH_TRUSTED_PROXIES.",
        )  # fmt: skip
    if settings.metrics_token_chars is not None and settings.metrics_token_chars < TOKEN_SHORT_CHARS:
        yield Finding(
            "settings", "warn", f"The metrics token has {settings.metrics_token_chars} characters", "it can be guessed",
            "Take a long random one: openssl rand -base64 32",
        )  # fmt: skip
    if settings.key_beside_database:
        yield Finding(
            "settings", "warn", "The master key lies in the data folder, beside the database",
            "who copies the folder has both", "Keep it elsewhere: SHOPLATCH_MASTER_KEY_FILE; keep backups apart.",
        )  # fmt: skip


def _audit(facts: Facts) -> Iterator[Finding]:
    if facts.chain.ok:
        yield Finding("audit", "good", f"The audit log holds: {facts.chain.rows:,} rows", f"head {facts.chain.head[:16]}…")
    else:
        yield Finding(
            "audit", "bad", f"The audit log is broken at row {facts.chain.broken_at}", facts.chain.why,
            "Somebody changed the database: find out who had access, and change the secrets.",
        )  # fmt: skip


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
