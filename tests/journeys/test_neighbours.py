"""Readers of the change feed on a server with others: their transactions, prepared ones, a role without rights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shoplatch.store.embedded import Postgres
from shoplatch.store.horizon import NOW, horizon
from tests.databases import with_database
from tests.journeys.simulated import eventually

pytestmark = pytest.mark.long

LOOK = f"""
WITH {NOW} SELECT {horizon("snapshot")} = pg_snapshot_xmax(snapshot), pg_snapshot_xmin(snapshot) = pg_snapshot_xmax(snapshot)
FROM now
"""


@contextmanager
def session(url: str, *, autocommit: bool = False) -> Iterator[psycopg.Connection[Any]]:
    """A connection whose transaction is undone at the end."""
    conn = psycopg.connect(url, autocommit=autocommit)
    try:
        yield conn
    finally:
        conn.close()


def free_to_read(reader: psycopg.Connection[Any]) -> tuple[bool, bool]:
    """Whether a reader may read all there is, and whether the server's own xmin would say so."""
    reader.execute("SELECT pg_current_xact_id()")  # and ended: what runs since before is now inside the snapshot
    row = reader.execute(LOOK).fetchone()
    assert row is not None
    return bool(row[0]), bool(row[1])


def test_who_holds_a_reader_back(tmp_path: Path) -> None:
    """As a role that is nobody, with neighbours of another role: what is asked has to be shown to it."""
    server = Postgres(tmp_path, settings={"max_prepared_transactions": "5", "fsync": "off"})
    ours = server.start()
    root = with_database(ours.replace("//shoplatch:", "//postgres:", 1), "postgres")
    try:
        with session(root, autocommit=True) as master, session(ours, autocommit=True) as reader:
            for word in ("CREATE DATABASE neighbour", "CREATE ROLE another LOGIN SUPERUSER"):
                master.execute(word.encode())
            seen = reader.execute("SELECT pg_has_role('pg_read_all_stats', 'member'), current_user").fetchone()
            assert seen == (False, "shoplatch")
            theirs = with_database(root, "neighbour")
            with session(theirs) as neighbour:
                neighbour.execute("SET SESSION AUTHORIZATION another; CREATE TABLE a ()")
                assert free_to_read(reader) == (True, False)
            with session(theirs) as neighbour:
                neighbour.execute("CREATE TABLE b (); PREPARE TRANSACTION 'theirs'")
            assert free_to_read(reader) == (True, False)
            with session(with_database(root, "shoplatch")) as beside:
                beside.execute("SELECT pg_current_xact_id()")
                assert free_to_read(reader) == (False, False)
            eventually(lambda: free_to_read(reader)[0])  # a session that was closed ends when the server notices
            with session(with_database(root, "shoplatch")) as beside:
                beside.execute("CREATE TABLE public.c (); PREPARE TRANSACTION 'ours'")
            assert free_to_read(reader) == (False, False)
            with session(with_database(root, "shoplatch"), autocommit=True) as beside:
                beside.execute("ROLLBACK PREPARED 'ours'")
            with session(theirs, autocommit=True) as neighbour:
                neighbour.execute("ROLLBACK PREPARED 'theirs'")
            assert free_to_read(reader) == (True, True)
    finally:
        server.stop()
        server.erase()
