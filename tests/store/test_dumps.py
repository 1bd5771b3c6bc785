"""A dump comes back whole or not at all, and the programs that make it are told no secret where others could read it."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from shoplatch.errors import ConfigError, InvalidRequest
from shoplatch.store import dumps
from shoplatch.store.engine import Store
from tests.store.shops import add_shops


async def test_a_dump_brings_the_rows_back_and_nothing_else(store: Store, database_url: str, tmp_path: Path) -> None:
    await add_shops(store)
    path = tmp_path / "a dump"
    assert dumps.dump(database_url, path) == path.stat().st_size
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["a dump"]
    with psycopg.connect(database_url) as conn:
        conn.execute("DELETE FROM shops")
        conn.execute("CREATE TABLE of_somebody_else (n int)")
    dumps.restore(database_url, path)
    with psycopg.connect(database_url) as conn:
        assert conn.execute("SELECT count(*) FROM shops").fetchone() == (2,)
        assert conn.execute("SELECT to_regclass('of_somebody_else')").fetchone() == (None,)
        schemas = conn.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'before_restore%'").fetchone()
        assert schemas == (0,)


async def test_a_restore_that_fails_leaves_everything_as_it_was(store: Store, database_url: str, tmp_path: Path) -> None:
    await add_shops(store)
    path = tmp_path / "dump"
    dumps.dump(database_url, path)
    whole = path.read_bytes()
    for broken in (b"no dump", whole[: len(whole) * 3 // 4]):
        path.write_bytes(broken)
        with pytest.raises(InvalidRequest):
            dumps.restore(database_url, path)
        assert dumps.rows_there(database_url) == 2  # the app and the connection


async def test_a_file_that_cannot_be_written_is_said(store: Store, database_url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        dumps.dump(database_url, tmp_path / "no" / "such" / "folder" / "dump")
    with pytest.raises(InvalidRequest, match="cannot be read"):
        dumps.check(tmp_path / "nothing")
    assert os.listdir(tmp_path) == []
