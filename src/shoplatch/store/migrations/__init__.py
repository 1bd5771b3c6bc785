"""From any older database to the tables of schema.py, while others may be doing the same.

Each file in versions/ says its phase in its name and in `phase`:

- `pre` adds: tables, columns that may be null, indexes. The code of the release before lives with it, so it runs while that
  code still serves.
- `post` takes away what only older code needed. It runs when no older process is left.

A database says (in the comment of `alembic_version`) which is the oldest code that still works with it: that of its newest
`post`. Older code than its tables may be started again beside newer one: a machine that is upgraded later, or goes back.

They form one chain: pre of a release, then its post, then pre of the next. `migrate(url)` goes as far as it may: a `post`
waits while a process is connected whose code needs what it takes away (`reach.py`), and is made up for by whoever of the new
version comes later; a worker looks each minute.
The tables of the job queue are procrastinate's own; jobs.py brings them along.
"""

from __future__ import annotations

import asyncio
import io
import logging
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.errors import ConfigError, Retriable
from shoplatch.store.address import check_server, connect_parameters
from shoplatch.store.engine import driver, engine_on
from shoplatch.store.migrations.jobs import bring_jobs, has_newest_jobs
from shoplatch.store.migrations.reach import oldest_running, within_reach
from shoplatch.store.revision import Code, newest
from shoplatch.store.trouble import translated

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

__all__ = ["Upgrade", "alembic_config", "migrate", "newest"]

log = logging.getLogger(__name__)
# Any number that nobody else locks in our database; "SHOP" in ASCII.
_LOCK = 0x53484F50
_NOTE = "works with code from revision "
_SESSION = "shoplatch migrate"
_LIMITS = {"statement_timeout": "0", "lock_timeout": "600s", "idle_in_transaction_session_timeout": "0"}
_TABLE_WAIT_MS = 700  # less than the second after which PostgreSQL breaks a deadlock at somebody else's cost
_AGAIN_AFTER_S = (0.2, 0.5, 1.0, 2.0, *(3.0,) * 100)


async def migrate(url: str) -> bool:
    """Bring the tables up to date, each step a transaction; processes that come at the same time wait for the first.

    Where they are (every command but the first asks), one question shows it, and what makes tables is not even loaded.
    A step waits for a table only for a moment and then comes again: who works in it meanwhile waits no longer than that, and
    is never the one that a deadlock is broken by.

    False: something is left that takes away what an older process still needs; all that this code needs is there.

    Raises:
        ConfigError: a newer Shoplatch made the database and this one is too old for it, the role may not make tables, or
            older processes run that cannot live with what this code needs.
        Retriable: a table was in use all the time.
        Unreachable: the database does not answer.
    """
    if await _is_up_to_date(url):
        return True
    engine = engine_on(connect_parameters(url, name=_SESSION, limits=_LIMITS), pool_max=1)
    try:
        async with translated(), engine.connect() as conn:
            check_server((await driver(conn)).info)
            await conn.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            await conn.execute(text(f"SET lock_timeout = '{_TABLE_WAIT_MS}ms'"))
            await conn.commit()
            for pause_s in _AGAIN_AFTER_S:
                try:
                    return await _as_far_as_may_be(conn)
                except Retriable as busy:
                    log.info("a table is in use; the step comes again: %s", busy)
                    await conn.rollback()
                    await (await driver(conn)).rollback()
                    await asyncio.sleep(pause_s)
            return await _as_far_as_may_be(conn)
    finally:
        await engine.dispose()


async def _as_far_as_may_be(conn: AsyncConnection) -> bool:
    """One walk through all steps; those that were done stay done if a later one fails."""
    beneath = await driver(conn)
    async with translated():
        oldest = await oldest_running(beneath)
        await beneath.commit()
        whole = await conn.run_sync(_upgrade, alembic_config(), oldest)
        jobs = await bring_jobs(beneath, oldest)
        await beneath.commit()
    return whole and jobs


@dataclass
class Upgrade:
    """What is left of an upgrade for when the last older process has gone."""

    url: str = field(repr=False)
    done: bool

    async def finish(self) -> None:
        """Look again whether the rest may be done; costs nothing where all is.

        Raises:
            as `migrate`.
        """
        if not self.done:
            self.done = await migrate(self.url)


async def _is_up_to_date(url: str) -> bool:
    """Whether the newest migration has run here, and the queue's tables are those of the installed queue."""
    async with translated(), await psycopg.AsyncConnection.connect(**connect_parameters(url, name=_SESSION)) as conn:
        check_server(conn.info)
        try:
            asked = await conn.execute("SELECT version_num FROM alembic_version")
        except psycopg.errors.UndefinedTable:
            return False
        return await asked.fetchall() == [(newest(),)] and await has_newest_jobs(conn)


def alembic_config() -> Config:
    """Alembic's settings for this folder, without a file."""
    from alembic.config import Config

    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(Path(str(resources.files(__name__)))).replace("%", "%%"))
    return config


def _upgrade(conn: Connection, config: Config, oldest: Code | None) -> bool:
    """As far as may be, with `oldest` code running beside; whether that is all."""
    from alembic import command  # half a second that only a database which is not up to date costs
    from alembic.script import ScriptDirectory

    config.attributes["connection"] = conn
    scripts = ScriptDirectory.from_config(config)
    chain = list(scripts.walk_revisions())[::-1]
    known = {script.revision for script in chain}
    current: set[str] = set()
    if conn.execute(text("SELECT to_regclass('alembic_version') IS NOT NULL")).scalar():
        current = set(conn.execute(text("SELECT version_num FROM alembic_version")).scalars())
        if current - known:
            if (served := _oldest_served(conn)) is not None and served <= newest():
                log.warning("the tables are those of a newer Shoplatch (%s); this one still works with them", max(current))
                return True
            raise ConfigError(
                f"The database was made by a newer Shoplatch (its tables are at {', '.join(sorted(current))})",
                next_step="Install that version or a later one; nothing was changed.",
            )
    conn.commit()  # each step is to be a transaction of its own
    left = [one for one in chain if one.revision > max(current, default="")]
    steps = [(one.revision, one.module.phase == "post", one.revision) for one in left]
    now = within_reach(steps, oldest.revision if oldest else None)
    if now:
        command.upgrade(config, now[-1])
        conn.execute(text(f"COMMENT ON TABLE alembic_version IS '{_NOTE}{_oldest(scripts, now[-1])}'"))
        conn.commit()
    if len(now) < len(left):
        log.warning(
            "the last step of the upgrade waits until no process of an older version is left (%s)", left[-1].revision
        )
    return len(now) == len(left)


def _oldest(scripts: ScriptDirectory, reached: str) -> str:
    """The newest `post` among the revisions up to the one reached: code from before it no longer finds what it needs."""
    posts = [one.revision for one in scripts.walk_revisions() if one.module.phase == "post" and one.revision <= reached]
    return max(posts, default="0000")


def _oldest_served(conn: Connection) -> str | None:
    """What the database says about the oldest code that works with it; None where it says nothing."""
    said = conn.execute(text("SELECT obj_description('alembic_version'::regclass)")).scalar()
    return str(said).removeprefix(_NOTE) if str(said or "").startswith(_NOTE) else None
