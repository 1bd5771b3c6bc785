"""Databases for tests: copies of a template, emptied after each test and handed to the next one.

To make and drop a database for each of 700 tests cost a fifth of the whole run. One that a test changed beyond its rows is
dropped.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]
# To copy files is quicker where nothing waits for the disk, as on the test server of our own.
QUICK = "SHOPLATCH_TEST_DATABASE_URL" not in os.environ

# What a copy shares with its template, down to the numbers of its objects, for as long as nothing but rows changes.
_SHAPE = """
SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
    SELECT 'c' || oid || relname || relnatts || relhastriggers FROM pg_class WHERE relnamespace = ANY(%(ours)s)
    UNION ALL SELECT 'a' || attrelid || ' ' || attnum || attname || atttypid || attnotnull || atthasdef FROM pg_attribute a
        JOIN pg_class t ON t.oid = attrelid WHERE attnum > 0 AND t.relkind = 'r' AND t.relnamespace = ANY(%(ours)s)
    UNION ALL SELECT 'p' || oid || xmin FROM pg_proc WHERE pronamespace = ANY(%(ours)s)
    UNION ALL SELECT 'k' || oid || conname FROM pg_constraint WHERE connamespace = ANY(%(ours)s)
    UNION ALL SELECT 't' || t.oid || t.tgenabled::text FROM pg_trigger t
    UNION ALL SELECT 'n' || oid || nspname FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL SELECT 's' || setrole || setconfig::text FROM pg_db_role_setting s
        JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()
    UNION ALL SELECT 'l' || count(*) FROM pg_largeobject_metadata
    UNION ALL SELECT 'd' || objoid || ' ' || objsubid || description FROM pg_description WHERE objoid >= 16384
    UNION ALL SELECT 'v' || version_num FROM alembic_version
) AS parts(part)
"""
_OURS = "SELECT array_agg(oid) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
_TABLES = """
SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = ANY(%(ours)s) AND c.relname <> 'alembic_version' ORDER BY 1
"""
_OTHERS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_RESTART = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


class Databases:
    """The databases of one process of tests. `quick_copy` where nothing waits for the disk."""

    def __init__(self, server_url: str, template: str, *, quick_copy: bool) -> None:
        self._server_url = server_url
        self._template = template
        self._quick_copy = quick_copy
        self._free: list[tuple[str, Connection]] = []
        with psycopg.connect(with_database(server_url, template), autocommit=True) as conn:
            self._ours = _value(conn, _OURS)
            self._shape = self._shape_of(conn)
            tables = [row[0] for row in conn.execute(_TABLES, {"ours": self._ours}).fetchall()]
        parts = " UNION ALL ".join(f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in tables)
        self._full = parts.encode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        for name, conn in self._free:
            conn.close()
            dropped(self._server_url, name)

    @contextmanager
    def one(self) -> Iterator[str]:
        """The address of an empty database, the test's own until it leaves."""
        name, conn = self._free.pop() if self._free else self._copy()
        try:
            yield with_database(self._server_url, name)
        finally:
            if self._emptied(conn):
                self._free.append((name, conn))
            else:
                conn.close()
                dropped(self._server_url, name)

    def _copy(self) -> tuple[str, Connection]:
        with psycopg.connect(self._server_url, autocommit=True) as server:
            name = made_database(server, self._template, quick=self._quick_copy)
        return name, psycopg.connect(with_database(self._server_url, name), autocommit=True)

    def _emptied(self, conn: Connection) -> bool:
        """Whether it could be made what it was: the same objects, no rows."""
        try:
            while _value(conn, _OTHERS):  # they end a moment after they were told to
                time.sleep(0.01)
            if self._shape_of(conn) != self._shape:
                return False
            full = [row[0] for row in conn.execute(self._full).fetchall()]
            if full:
                conn.execute(f"TRUNCATE {', '.join(full)} CASCADE".encode())
            conn.execute(_RESTART)
        except psycopg.Error:  # its test took it away, or cut our line
            return False
        else:
            return True

    def _shape_of(self, conn: Connection) -> str:
        return str(_value(conn, _SHAPE, {"ours": self._ours}))


def made_database(server: Connection, template: str | None = None, *, quick: bool = False) -> str:
    """A new database by a name of its own."""
    name = f"test_{secrets.token_hex(8)}"
    copying = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
    if template and quick:
        copying += sql.SQL(" STRATEGY FILE_COPY")
    server.execute(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), copying))
    return name


@contextmanager
def fresh_database(server_url: str, template: str) -> Iterator[str]:
    """A copy of a database, rows and all, dropped afterwards; its name."""
    with psycopg.connect(server_url, autocommit=True) as server:
        name = made_database(server, template, quick=QUICK)
    try:
        yield name
    finally:
        dropped(server_url, name)


def dropped(server_url: str, name: str) -> None:
    """Drop a database, whoever is still in it."""
    with psycopg.connect(server_url, autocommit=True) as server:
        for _ in range(100):
            try:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            except psycopg.errors.InsufficientPrivilege:  # a server of yours is vacuuming in it
                time.sleep(0.1)
            else:
                return


def with_database(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _value(conn: Connection, query: Any, values: Any = None) -> Any:
    row = conn.execute(query, values).fetchone()
    return row[0] if row else None
