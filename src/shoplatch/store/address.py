"""The address of the database: read, completed with our limits, and tried once. Loads nothing but the driver.

The supervisor asks here before it starts anything: it has to stay small, so it must not load what speaks to tables.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import conninfo

from shoplatch.errors import ConfigError, ShoplatchError, Unreachable

SERVER_VERSION_MIN = 150000
CONNECT_TIMEOUT_S = 10
START_IT = "Look whether it runs; shoplatch doctor says more."
# A limit on everything: a statement, a wait for a lock, a transaction nobody works in.
_LIMITS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "jit": "off",
    # Plans are made for the arrays at hand: one kept from when a table was empty would read all of it when it is full.
    "plan_cache_mode": "force_custom_plan",
}
# Words of a refused connection (the driver gives no code for them) that trying again does not cure.
_WRONG_SETTINGS = ("authentication failed", "does not exist", "no pg_hba.conf entry", "could not translate host name", "SSL")


def connect_parameters(url: str, *, name: str, limits: dict[str, str] | None = None) -> dict[str, Any]:
    """The address as parameters of the driver, with our limits; options given in the address win.

    Raises:
        ConfigError: it is not an address of a PostgreSQL. The sentence does not repeat it: it holds a password.
    """
    scheme, separator, rest = url.partition("://")
    if separator and scheme.split("+")[0] not in ("postgresql", "postgres"):
        raise ConfigError(
            f"SHOPLATCH_DATABASE_URL begins with {scheme}://; the database is always PostgreSQL",
            next_step="Give postgresql://user:password@host/database, or leave it out for the embedded server.",
        )
    try:
        parameters: dict[str, Any] = conninfo.conninfo_to_dict(f"postgresql://{rest}" if separator else url)
        [int(port) for port in str(parameters.get("port") or "0").split(",") if port]
    except (psycopg.ProgrammingError, ValueError):
        raise ConfigError(
            "SHOPLATCH_DATABASE_URL cannot be read",
            next_step="Give postgresql://user:password@host/database; %-encode special characters in the password.",
        ) from None
    ours = " ".join(f"-c {key}={value}" for key, value in {**_LIMITS, **(limits or {})}.items())
    parameters["options"] = f"{ours} {parameters.get('options') or ''}".strip()
    parameters.setdefault("connect_timeout", CONNECT_TIMEOUT_S)
    parameters.setdefault("application_name", name)
    return parameters


def check_server(info: psycopg.ConnectionInfo) -> None:
    """Raises ConfigError unless the server is new enough and keeps text as UTF-8."""
    if info.server_version < SERVER_VERSION_MIN:
        raise ConfigError(
            f"The database server is PostgreSQL {info.server_version // 10000}; Shoplatch needs 15 or newer",
            next_step="Upgrade it, or leave out SHOPLATCH_DATABASE_URL for the embedded server.",
        )
    encoding = info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise ConfigError(
            f"The database keeps text as {encoding}; Shoplatch needs UTF8",
            next_step="Create it with ENCODING 'UTF8' TEMPLATE template0.",
        )


def unconnected(error: psycopg.OperationalError) -> ShoplatchError:
    """What a connection that was not made or was lost means: wrong settings, or nobody there now."""
    lines = [line for line in str(error).splitlines() if line.strip()] or ["the connection was lost"]
    if any(word in lines[0] for word in _WRONG_SETTINGS):
        return ConfigError(f"The database refuses us: {lines[0]}", next_step="Correct SHOPLATCH_DATABASE_URL.")
    return Unreachable(f"The database cannot be reached: {lines[0]}", next_step=START_IT)


def try_once(url: str) -> None:
    """Connect and leave again. It waits up to ten seconds for a host that says nothing.

    Raises:
        ConfigError: the address is wrong, the server refuses us, is too old or keeps text in another encoding than UTF-8.
        Unreachable: nobody answers there.
    """
    with _told(), psycopg.connect(**connect_parameters(url, name="shoplatch serve")) as conn:
        check_server(conn.info)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as failure:
        raise unconnected(failure) from failure
