"""The whole database as one file, and back, by PostgreSQL's own programs. What is sealed stays sealed; no key is in it.

A dump is written beside its name and moved there when it is whole. A restore goes into an empty schema and is kept or undone
as one: what was there before is put aside until the new is in, and comes back if anything fails.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from shoplatch.errors import ConfigError, Fatal, InvalidRequest
from shoplatch.store.address import connect_parameters
from shoplatch.store.embedded.binaries import packaged
from shoplatch.store.trouble import explained

TIMEOUT_S = 4 * 3_600.0
SCHEMA = "public"
_MARK = b"PGDMP"  # a file of pg_dump's own format begins so
_SAID_MAX = 400
_LIMITS = {"statement_timeout": "0", "lock_timeout": "60s", "idle_in_transaction_session_timeout": "0"}


def dump(url: str, path: Path) -> int:
    """Write the database to `path`, for this user alone; its size in bytes. Works while everything runs.

    Raises:
        ConfigError: the file cannot be written, or there is no pg_dump that fits the server.
        Unreachable: the database does not answer.
    """
    with _server(url) as (conn, parameters):
        major = conn.info.server_version // 10_000
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run(_program("pg_dump", major), ["--format=custom", "--no-owner", "--no-privileges", f"--file={draft}"], parameters)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        size_bytes = draft.stat().st_size
        draft.replace(path)
    except OSError as failure:
        raise ConfigError(
            f"{path} cannot be written: {failure.strerror}", next_step="Give a file in a folder that is yours, with room."
        ) from failure
    finally:
        draft.unlink(missing_ok=True)
    return size_bytes


def check(path: Path) -> None:
    """Raises InvalidRequest unless the file is a dump that can be read to its end of contents."""
    try:
        with path.open("rb") as file:
            mark = file.read(len(_MARK))
    except OSError as missing:
        raise InvalidRequest(
            f"{path} cannot be read: {missing.strerror}", next_step="Give a file of `shoplatch backup`."
        ) from missing
    if mark != _MARK:
        raise InvalidRequest(f"{path} is no backup", next_step="Give a file of `shoplatch backup`.")
    _run(_program("pg_restore", 0), ["--list", str(path)], {})


def rows_there(url: str) -> int:
    """How many apps, connections and orders the database holds already; 0 where it has no tables yet."""
    with _server(url) as (conn, _):
        count = 0
        for table in ("apps", "connections", "orders"):
            if conn.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.{table}"]).fetchone() != (None,):
                counted = sql.SQL("SELECT count(*) FROM {}.{}").format(sql.Identifier(SCHEMA), sql.Identifier(table))
                found = conn.execute(counted).fetchone()
                count += found[0] if found is not None else 0
        return count


def others_there(url: str) -> int:
    """How many other connections of Shoplatch the database has, from whatever machine."""
    with _server(url) as (conn, _):
        found = conn.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND application_name LIKE 'shoplatch%%' AND application_name <> 'shoplatch backup'"
        ).fetchone()
        return found[0] if found is not None else 0


def restore(url: str, path: Path) -> None:
    """Bring the dump into the database in place of what it holds. A failure leaves everything as it was.

    Raises:
        InvalidRequest: the file is no dump, or broken.
        ConfigError: there is no pg_restore that fits the server.
    """
    check(path)
    aside = f"before_restore_{secrets.token_hex(4)}"
    ours, put_aside = sql.Identifier(SCHEMA), sql.Identifier(aside)
    with _server(url) as (conn, parameters):
        major = conn.info.server_version // 10_000
        with _told():
            conn.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(ours, put_aside))
            conn.execute(sql.SQL("CREATE SCHEMA {}").format(ours))
        try:
            options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
            _run(_program("pg_restore", major), [*options, f"--dbname={parameters['dbname']}", str(path)], parameters)
        except BaseException:
            with _told():
                conn.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(ours))
                conn.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(put_aside, ours))
            raise
        with _told():
            conn.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(put_aside))


@contextlib.contextmanager
def _server(url: str) -> Iterator[tuple[psycopg.Connection[Any], dict[str, Any]]]:
    parameters = connect_parameters(url, name="shoplatch backup", limits=_LIMITS)
    try:
        conn = psycopg.connect(**parameters, autocommit=True)
    except psycopg.Error as failure:
        raise explained(failure) from failure
    with contextlib.closing(conn):
        yield conn, parameters


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as failure:
        raise explained(failure) from failure


def _program(name: str, server_major: int) -> str:
    """The program of the wheel where it is new enough, else the one on this machine's path."""
    with contextlib.suppress(ConfigError):
        brought = packaged(None)
        if brought.major >= server_major:
            return brought.program(name)
    found = shutil.which(name)
    if found is None:
        raise ConfigError(
            f"There is no {name} for PostgreSQL {server_major} here",
            next_step="Install the client programs of PostgreSQL in the server's version, or shoplatch[platform].",
        )
    return found


def _run(program: str, arguments: list[str], parameters: dict[str, Any]) -> None:
    """The password travels by a file that is ours alone: neither arguments nor environment of a process keep a secret."""
    environment = {"PATH": os.defpath, "LC_ALL": "C", "PGAPPNAME": "shoplatch backup"}
    for name, variable in _VARIABLES.items():
        if parameters.get(name) is not None:
            environment[variable] = str(parameters[name])
    with tempfile.TemporaryDirectory(prefix="shoplatch-") as folder:  # 0700
        if parameters.get("password"):
            environment["PGPASSFILE"] = str(_password_file(Path(folder), str(parameters["password"])))
        try:
            done = subprocess.run(
                [program, "--no-password", *arguments] if parameters else [program, *arguments],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
                timeout=TIMEOUT_S, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as failure:
            raise Fatal(f"{Path(program).name} could not be run: {type(failure).__name__}") from failure
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").splitlines()
        said = next((line for line in lines if "error:" in line), "it said nothing")[:_SAID_MAX]  # what follows may be a row
        raise InvalidRequest(f"{Path(program).name} ended with {done.returncode}: {said}")


def _password_file(folder: Path, password: str) -> Path:
    path = folder / "password"
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"*:*:*:*:{escaped}\n")
    return path


_VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS", "connect_timeout": "PGCONNECT_TIMEOUT",
}  # fmt: skip
