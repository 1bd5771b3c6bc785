"""The apps (client keys) this installation knows. Secrets come in sealed and go out sealed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection

_COLUMNS = rows.columns(schema.apps)
_SELECT = f"SELECT {rows.listed(_COLUMNS)} FROM apps"
_SAVE = (
    f"INSERT INTO apps ({rows.listed(_COLUMNS)}) VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)}) "
    "ON CONFLICT (app_key) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in ("app_key", "created_at"))
)
_FORGET = "UPDATE apps SET sealed_secret_before = NULL, secret_before_fingerprint = NULL, secret_before_until = NULL"


@dataclass(frozen=True, slots=True)
class App:
    """One app, as its row."""

    app_key: str
    name: str
    environment: str  # production | simulator
    service_id: str
    market: str  # ROW | US
    api_url: str
    auth_url: str
    consent_url: str
    sealed_secret: bytes = field(repr=False)
    secret_fingerprint: str
    created_at: datetime
    sealed_secret_before: bytes | None = field(default=None, repr=False)  # still good for webhooks
    secret_before_fingerprint: str | None = None
    secret_before_until: datetime | None = None  # None: until it is retired by hand
    secret_set_at: datetime | None = None  # when this secret came; None before this was noted


async def save(conn: Connection, app: App) -> None:
    """Add the app, or update the one with its key (which keeps its created_at)."""
    await fetch.run(conn, _SAVE, asdict(app))


async def forget_secret_before(conn: Connection, app_key: str) -> None:
    """Take the secret before the last out of an app's row."""
    await fetch.run(conn, f"{_FORGET} WHERE app_key = %s", [app_key])


async def forget_secrets_over(conn: Connection, now: datetime) -> int:
    """Take out every secret before the last whose time is over; how many."""
    return await fetch.run(conn, f"{_FORGET} WHERE secret_before_until <= %s", [now])


async def get(conn: Connection, app_key: str) -> App | None:
    """One app."""
    return await fetch.one(conn, App, f"{_SELECT} WHERE app_key = %s", [app_key])


async def every(conn: Connection) -> list[App]:
    """Every app, oldest first."""
    return await fetch.every(conn, App, f"{_SELECT} ORDER BY created_at, app_key")
