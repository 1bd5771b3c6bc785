"""From any older database to the tables of schema.py, while others may be doing the same.

Each file in versions/ says its phase in its name and in `phase`:

- `pre` adds: tables, columns that may be null, indexes. The code of the release before lives with it, so it runs while that
  code still serves.
- `post` takes away what only older code needed. It runs when no older process is left.

A database says (in the comment of `alembic_version`) which is the oldest code that still works with it: that of its newest
`post`. Older code than its tables may be started again beside newer one: a machine that is upgraded later, or goes back.

They form one chain: pre of a release, then its post, then pre of the next. `migrate(url, until="pre")` stops before the
first trailing post; `migrate(url)` goes all the way, which is right for one machine that stops, upgrades and starts.
The tables of the job queue are procrastinate's own; jobs.py brings them along in the same transaction.
"""

from __future__ import annotations

import io
import logging
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import psycopg
from sqlalchemy import Connection, text

from shoplatch.errors import ConfigError
from shoplatch.store.address import check_server, connect_parameters
from shoplatch.store.engine import driver, engine_on
from shoplatch.store.migrations.jobs import bring_jobs, has_newest_jobs
from shoplatch.store.trouble import translated

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

Phase = Literal["pre", "post"]
log = logging.getLogger(__name__)
# Any number that nobody else locks in our database; "SHOP" in ASCII.
_LOCK = 0x53484F50
_NOTE = "works with code from revision "
_LIMITS = {"statement_timeout": "0", "lock_timeout": "600s", "idle_in_transaction_session_timeout": "0"}


async def migrate(url: str, *, until: Phase = "post") -> None:
    """Bring the tables up to date, in one transaction; processes that come at the same time wait for the first.

    Where they are (every command but the first asks), one question shows it, and what makes tables is not even loaded.

    Raises:
        ConfigError: a newer Shoplatch made the database and this one is too old for it, or the role may not make tables.
        Unreachable: the database does not answer.
    """
    if await _is_up_to_date(url):
        return
    engine = engine_on(connect_parameters(url, name="shoplatch migrate", limits=_LIMITS), pool_max=1)
    try:
        async with translated(), engine.begin() as conn:
            beneath = await driver(conn)
            check_server(beneath.info)
            await conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            await conn.run_sync(_upgrade, until)
            await bring_jobs(beneath)
    finally:
        await engine.dispose()


async def _is_up_to_date(url: str) -> bool:
    """Whether the newest migration has run here, and the queue's tables are those of the installed queue."""
    async with translated(), await psycopg.AsyncConnection.connect(**connect_parameters(url, name="shoplatch")) as conn:
        check_server(conn.info)
        try:
            asked = await conn.execute("SELECT version_num FROM alembic_version")
        except psycopg.errors.UndefinedTable:
            return False
        return await asked.fetchall() == [(newest(),)] and await has_newest_jobs(conn)


def newest() -> str:
    """The newest revision, by the names of the files; a test holds them to what the files say."""
    files = (resources.files(__name__) / "versions").iterdir()
    return max(file.name for file in files if file.name.endswith(".py")).partition("_")[0]


def alembic_config() -> Config:
    """Alembic's settings for this folder, without a file."""
    from alembic.config import Config

    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(Path(str(resources.files(__name__)))).replace("%", "%%"))
    return config


def target(scripts: ScriptDirectory, until: Phase) -> str:
    """The revision to stop at: the newest, or for `pre` the newest before the trailing post ones."""
    chain = list(scripts.walk_revisions())  # newest first
    for script in chain:
        if until == "post" or script.module.phase == "pre":
            return script.revision
    return "base"


def _upgrade(conn: Connection, until: Phase) -> None:
    from alembic import command  # half a second that only a database which is not up to date costs
    from alembic.script import ScriptDirectory

    config = alembic_config()
    config.attributes["connection"] = conn
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    if conn.execute(text("SELECT to_regclass('alembic_version') IS NOT NULL")).scalar():
        current = set(conn.execute(text("SELECT version_num FROM alembic_version")).scalars())
        if current - known:
            if (oldest := _oldest_served(conn)) is not None and oldest <= newest():
                log.warning("the tables are those of a newer Shoplatch (%s); this one still works with them", max(current))
                return
            raise ConfigError(
                f"The database was made by a newer Shoplatch (its tables are at {', '.join(sorted(current))})",
                next_step="Install that version or a later one; nothing was changed.",
            )
    wanted = target(scripts, until)
    command.upgrade(config, wanted)
    conn.execute(text(f"COMMENT ON TABLE alembic_version IS '{_NOTE}{_oldest(scripts, wanted)}'"))


def _oldest(scripts: ScriptDirectory, reached: str) -> str:
    """The newest `post` among the revisions up to the one reached: code from before it no longer finds what it needs."""
    posts = [one.revision for one in scripts.walk_revisions() if one.module.phase == "post" and one.revision <= reached]
    return max(posts, default="0000")


def _oldest_served(conn: Connection) -> str | None:
    """What the database says about the oldest code that works with it; None where it says nothing."""
    said = conn.execute(text("SELECT obj_description('alembic_version'::regclass)")).scalar()
    return str(said).removeprefix(_NOTE) if str(said or "").startswith(_NOTE) else None
