"""An upgrade while everything runs: `pre` only adds, `post` waits for the older code that needs what it takes away."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from shoplatch.errors import ConfigError
from shoplatch.store.address import connect_parameters
from shoplatch.store.engine import Store, driver, engine_on
from shoplatch.store.hooks import endpoints
from shoplatch.store.migrations import _upgrade, alembic_config, migrate, newest
from shoplatch.store.migrations.jobs import bring_jobs
from shoplatch.store.migrations.reach import oldest_running
from shoplatch.store.revision import UNMARKED, Code, code_of, marked, release
from tests.store.additive import shape, taken

PLANTED = """
from alembic import op
revision, down_revision, branch_labels, depends_on, phase = {revision!r}, {down!r}, None, None, {phase!r}

def upgrade():
    op.execute({statement!r})
"""
DROP = "ALTER TABLE orders DROP COLUMN cancel_reason"
THERE = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'cancel_reason'"


def planted(folder: Path, *steps: tuple[str, str]) -> Config:
    """The project's migrations, followed by these: phase and statement."""
    down = newest()
    for number, (phase, statement) in enumerate(steps):
        revision = str(9001 + number)
        text = PLANTED.format(revision=revision, down=down, phase=phase, statement=statement)
        (folder / f"{revision}_{phase}_planted.py").write_text(text)
        down = revision
    config = alembic_config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", f"{config.get_main_option('script_location')}/versions\n{folder}")
    return config


async def upgraded(url: str, config: Config) -> bool:
    """As `migrate` does it."""
    engine = engine_on(connect_parameters(url, name="shoplatch migrate"), pool_max=1)
    try:
        async with engine.connect() as conn:
            return await conn.run_sync(_upgrade, config, await oldest_running(await driver(conn)))
    finally:
        await engine.dispose()


def older(url: str, name: str) -> psycopg.Connection[Any]:
    """A session of another process, called so."""
    return psycopg.connect(url, application_name=name, autocommit=True)


def test_what_a_pre_does_takes_nothing_from_code_that_runs(empty_database_url: str) -> None:
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(empty_database_url))
    config = alembic_config()
    wrong: dict[str, list[str]] = {}
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        beneath = conn.connection.driver_connection
        assert isinstance(beneath, psycopg.Connection)
        before = shape(beneath)
        for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions())):
            command.upgrade(config, script.revision)
            after = shape(beneath)
            if script.module.phase == "pre" and (found := taken(before, after)):
                wrong[script.revision] = found
            before = after
    engine.dispose()
    assert len(before.columns) > 800
    assert wrong == {}, "write it as a post of a later release (docs/how-to/run-several-machines.md)"


BREAKS = {
    "ALTER TABLE orders DROP COLUMN cancel_reason": "orders.cancel_reason is gone",
    "ALTER TABLE orders RENAME COLUMN cancel_reason TO why": "orders.cancel_reason is gone",
    "DROP TABLE sweeps": "sweeps is gone",
    "DROP VIEW order_payments": "order_payments is gone",
    "ALTER TABLE orders ALTER COLUMN cancel_reason TYPE varchar(10)": "orders.cancel_reason was text",
    "ALTER TABLE orders ALTER COLUMN cancel_reason SET NOT NULL": "orders.cancel_reason may not be null now",
    "ALTER TABLE inbox ALTER COLUMN xid DROP DEFAULT": "inbox.xid has another default",
    "ALTER TABLE inbox DROP CONSTRAINT uq_inbox_app_key_dedupe_key": "uq_inbox_app_key_dedupe_key is gone",
    "ALTER TABLE orders ADD COLUMN a text NOT NULL": "orders.a is new and older code does not fill it",
    "ALTER TABLE orders ADD CONSTRAINT ck_a CHECK (cancel_reason <> '')": "orders has the new rule ck_a",
    "ALTER TABLE orders ADD COLUMN a text DEFAULT 'x' NOT NULL UNIQUE": "orders has the new rule orders_a_key",
    "CREATE UNIQUE INDEX once ON orders (create_time)": "orders has the new rule once",
    "CREATE TRIGGER t BEFORE INSERT ON orders EXECUTE FUNCTION some_trigger()": "new trigger t",
}
ADDS = (
    "ALTER TABLE orders ADD COLUMN a text",
    "ALTER TABLE orders ADD COLUMN a text DEFAULT '' NOT NULL",
    "ALTER TABLE orders ADD COLUMN a text UNIQUE",
    "CREATE TABLE a (b text PRIMARY KEY, order_id text NOT NULL)",
    "CREATE INDEX a ON orders (cancel_reason)",
    "ALTER TABLE orders ALTER COLUMN cancel_reason SET DEFAULT ''",
)


def test_what_would_take_something_away_is_seen_and_what_adds_is_not(database_url: str) -> None:
    with psycopg.connect(database_url) as conn:
        triggers = (
            "SELECT proname FROM pg_proc WHERE prorettype = 'trigger'::regtype AND pronamespace = 'public'::regnamespace"
        )
        (any_trigger,) = conn.execute(triggers).fetchone() or ("",)
        before = shape(conn)
        for statement, said in BREAKS.items():
            conn.execute("SAVEPOINT here")
            conn.execute(statement.replace("some_trigger", any_trigger).encode())
            assert said in " / ".join(taken(before, shape(conn))), statement
            conn.execute("ROLLBACK TO here")
        for statement in ADDS:
            conn.execute("SAVEPOINT here")
            conn.execute(statement.encode())
            assert taken(before, shape(conn)) == [], statement
            conn.execute("ROLLBACK TO here")
        conn.rollback()


async def test_what_takes_away_waits_for_the_last_older_process(database_url: str, tmp_path: Path) -> None:
    config = planted(tmp_path, ("post", DROP))
    for name in (f"shoplatch r{newest()} q3.0.0", "shoplatch", f"the shop's own name r{newest()} q3.10.0"):
        with older(database_url, name) as still_there:
            assert not await upgraded(database_url, config)
            assert still_there.execute(THERE).fetchone() == (1,)
            assert still_there.execute("SELECT version_num FROM alembic_version").fetchone() == (newest(),)
    with older(database_url, "shoplatch r9001 q3.0.0") as new, older(database_url, "psql"):
        assert await upgraded(database_url, config)
        assert new.execute(THERE).fetchone() == (0,)
        said = new.execute("SELECT obj_description('alembic_version'::regclass)").fetchone()
    assert said == ("works with code from revision 9001",)


async def test_what_a_release_adds_after_it_took_away_is_refused_beside_older_code(
    database_url: str, tmp_path: Path
) -> None:
    config = planted(tmp_path, ("pre", "CREATE TABLE early ()"), ("post", DROP), ("pre", "CREATE TABLE late ()"))
    with older(database_url, "shoplatch") as conn:
        with pytest.raises(ConfigError, match="needs what 9002 takes away"):
            await upgraded(database_url, config)
        assert conn.execute("SELECT to_regclass('early')").fetchone() == (None,)
    assert await upgraded(database_url, config)


async def test_a_step_waits_for_a_table_only_for_a_moment_and_comes_again(empty_database_url: str) -> None:
    """Who holds the table needs another one to end, as a process of the older release does: nobody is thrown out."""
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(empty_database_url))
    config = alembic_config()
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, "0001")
    engine.dispose()
    with psycopg.connect(empty_database_url) as works, psycopg.connect(empty_database_url, autocommit=True) as look:
        works.execute("LOCK TABLE apps IN ROW EXCLUSIVE MODE")
        upgrading = asyncio.create_task(migrate(empty_database_url))
        waits = (
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'shoplatch migrate' AND wait_event_type = 'Lock'"
        )
        for expected in (1, 0, 1):  # it waits, lets go, and comes again
            while look.execute(waits.encode()).fetchone() != (expected,):
                assert not upgrading.done()
                await asyncio.sleep(0.01)
        works.execute("SELECT count(*) FROM inbox")  # what that step has changed, or would have
        works.rollback()
        assert await upgrading


async def test_nothing_is_moved_away_that_a_process_of_an_older_release_still_reads(store: Store, database_url: str) -> None:
    async with store.raw() as conn:
        await conn.execute(
            "INSERT INTO hook_endpoints (id, url, label, kinds, personal, backfill, state, sealed_secret, "
            "secret_fingerprint, created_by, created_at, updated_at) "
            "VALUES ('e', 'https://example.com/in?key=1', '', '{}', false, false, 'on', 'x', 'x', 'x', now(), now())"
        )
    with older(database_url, "shoplatch r0012 q3.10.0"):
        async with store.raw() as conn:
            assert await endpoints.with_open_query(conn) == []
    for _ in range(1000):  # its session ends a moment after it was closed
        async with store.raw() as conn:
            if found := await endpoints.with_open_query(conn):
                break
        await asyncio.sleep(0.01)
    assert found == [("e", "https://example.com/in?key=1")]


async def test_the_queue_s_own_tables_wait_for_older_queues(store: Store) -> None:
    until = "COMMENT ON TABLE procrastinate_jobs IS 'procrastinate 03.04.00_01_pre_add_retry_failed_job_procedure'"
    gone = "DROP FUNCTION procrastinate_trigger_function_status_events_update_v1 CASCADE"
    async with store.raw() as conn:
        await conn.execute(gone.encode())
        await conn.execute(until.encode())
        assert not await bring_jobs(conn, Code(newest(), (3, 3)))
        assert await bring_jobs(conn, Code(newest(), (3, 4)))
        assert await bring_jobs(conn, UNMARKED)  # nothing is left
        await conn.rollback()


async def test_a_session_says_what_its_code_knows(store: Store) -> None:
    async with store.raw() as conn:
        named = await (await conn.execute("SELECT current_setting('application_name')")).fetchone()
    assert named == (marked("shoplatch test"),)
    assert (
        code_of(marked("shoplatch test"))
        == code_of(marked("x" * 90)[:63])
        == Code(newest(), release(version("procrastinate")))
    )
    assert code_of("shoplatch") == UNMARKED
    assert release("03.04.00") == release("3.4") < release("3.10")
