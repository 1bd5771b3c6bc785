"""What each room is given of the settings: one small value each, and nothing to look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DatabaseOptions:
    """Where the database is: an address, or none for the embedded PostgreSQL in the home."""

    home: Path
    url: str | None = field(default=None, repr=False)
    pool_max: int = 10


@dataclass(frozen=True, slots=True)
class VaultOptions:
    """Where the master keys are: given, in a file that is named, told by a command, or in the file of the home."""

    home: Path
    key: str | None = field(default=None, repr=False)
    file: Path | None = None
    command: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Where the web server listens, and how the world reaches it."""

    host: str = "127.0.0.1"
    port: int = 8400
    public_url: str = "http://127.0.0.1:8400"
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OidcOptions:
    """The identity provider that people sign in by; none without an issuer."""

    issuer: str | None = None
    client_id: str = ""
    client_secret: str | None = field(default=None, repr=False)
    name: str = ""
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    role_claim: str = ""
    roles: tuple[tuple[str, str], ...] = ()  # a claim's value, and the role it gives; the first that fits counts
    create: str = "off"  # off | no-shops | every-shop


@dataclass(frozen=True, slots=True)
class HookOptions:
    """Where outbound webhooks may go beside the internet."""

    networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """How often the worker looks by itself. Seconds and days of real time."""

    incremental_s: float = 60.0
    reconcile_s: float = 900.0
    backfill_days: int | None = None  # None: the whole history
    external_orders: tuple[str, ...] = ()  # systems whose numbers of orders are kept
    data_after_end: str = "keep"  # keep | mask | delete


@dataclass(frozen=True, slots=True)
class LogOptions:
    """What is written to standard error."""

    level: str = "info"
    format: str = "auto"  # auto: for people on a terminal, JSON otherwise
    call_parameters: str = "leave"  # leave | keep: in the log of calls


@dataclass(frozen=True, slots=True)
class Options:
    """Every setting of this installation. Secrets are hidden in its repr."""

    home: Path
    database: DatabaseOptions
    vault: VaultOptions
    web: WebOptions = field(default_factory=WebOptions)
    sync: SyncOptions = field(default_factory=SyncOptions)
    log: LogOptions = field(default_factory=LogOptions)
    hooks: HookOptions = field(default_factory=HookOptions)
    oidc: OidcOptions = field(default_factory=OidcOptions)
    sources: Mapping[str, str] = field(default_factory=dict)  # setting → where its value came from
