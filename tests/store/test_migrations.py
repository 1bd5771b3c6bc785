"""The migrations make exactly the tables the code describes, whoever comes first and however often."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from shoplatch.errors import ConfigError
from shoplatch.store.engine import Store
from shoplatch.store.migrations import _oldest, alembic_config, migrate, newest
from shoplatch.store.schema import metadata


def _differences(conn: Connection) -> list[object]:
    context = MigrationContext.configure(
        conn,
        opts={
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, kind, _: not (kind == "table" and str(name).startswith("procrastinate_")),
        },
    )
    return list(compare_metadata(context, metadata))


async def test_the_migrated_tables_are_the_described_tables(store: Store) -> None:
    async with store.begin() as conn:
        assert await conn.run_sync(_differences) == []


async def test_a_column_that_no_migration_makes_would_be_seen(store: Store) -> None:
    async with store.begin() as conn:
        await (await conn.get_raw_connection()).driver_connection.execute("ALTER TABLE orders DROP COLUMN cancel_reason")
        assert any("cancel_reason" in str(difference) for difference in await conn.run_sync(_differences))


async def test_processes_that_migrate_at_the_same_time_all_succeed(empty_database_url: str) -> None:
    await asyncio.gather(*(migrate(empty_database_url) for _ in range(4)))
    async with await Store.open(empty_database_url) as store, store.raw() as conn:
        found = await (await conn.execute("SELECT count(*) FROM orders")).fetchone()
        assert found == (0,)


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    with psycopg.connect(database_url) as conn:
        before = conn.execute("SELECT oid, relname, relfilenode FROM pg_class ORDER BY oid").fetchall()
    await migrate(database_url)
    with psycopg.connect(database_url) as conn:
        assert conn.execute("SELECT oid, relname, relfilenode FROM pg_class ORDER BY oid").fetchall() == before


def test_the_newest_file_is_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [newest()]


def test_a_database_that_is_up_to_date_costs_one_look(database_url: str) -> None:
    """In a process of its own: what makes tables is not even loaded."""
    asked = (
        "import asyncio, sys; from shoplatch.store.migrations import migrate; "
        f"asyncio.run(migrate({database_url!r})); print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


async def test_what_lacks_only_the_queue_s_newest_tables_is_looked_at_whole(database_url: str) -> None:
    with psycopg.connect(database_url) as conn:
        conn.execute("COMMENT ON TABLE procrastinate_jobs IS 'of somebody else'")
    with pytest.raises(ConfigError, match="job queue"):
        await migrate(database_url)


@pytest.mark.parametrize("says", ["NULL", "'works with code from revision 9998'"])
async def test_a_database_of_a_newer_version_is_left_alone(database_url: str, says: str) -> None:
    with psycopg.connect(database_url) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
        conn.execute(f"COMMENT ON TABLE alembic_version IS {says}")
    with pytest.raises(ConfigError, match=r"newer Shoplatch.*9999"):
        await migrate(database_url)


async def test_older_code_starts_beside_tables_that_were_only_added_to(database_url: str) -> None:
    with psycopg.connect(database_url) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")  # as a newer version's pre leaves it
        conn.execute("ALTER TABLE orders ADD COLUMN of_the_future text")
    await migrate(database_url)
    with psycopg.connect(database_url) as conn:
        assert conn.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
        assert conn.execute("SELECT count(of_the_future) FROM orders").fetchone() == (0,)


def test_code_from_before_a_post_is_no_longer_served() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    posts = [one.revision for one in scripts.walk_revisions() if one.module.phase == "post"]
    assert _oldest(scripts, newest()) == max(posts, default="0000")


async def test_a_later_job_queue_brings_only_what_is_new(database_url: str) -> None:
    with psycopg.connect(database_url) as conn:
        conn.execute("DROP FUNCTION procrastinate_trigger_function_status_events_update_v1 CASCADE")
        conn.execute("COMMENT ON TABLE procrastinate_jobs IS 'procrastinate 03.04.00_01_pre_add_retry_failed_job_procedure'")
    await migrate(database_url)
    with psycopg.connect(database_url) as conn:
        came_back = "SELECT to_regproc('procrastinate_trigger_function_status_events_update_v1') IS NOT NULL"
        assert conn.execute(came_back).fetchone() == (True,)


async def test_a_job_queue_of_somebody_else_is_refused(database_url: str) -> None:
    with psycopg.connect(database_url) as conn:
        conn.execute("COMMENT ON TABLE procrastinate_jobs IS NULL")
    with pytest.raises(ConfigError, match="did not make"):
        await migrate(database_url)


def test_every_migration_says_its_phase_in_its_name() -> None:
    for script in ScriptDirectory.from_config(alembic_config()).walk_revisions():
        assert script.module.phase in ("pre", "post")
        assert f"_{script.module.phase}_" in script.path
