"""The job queue's tables: procrastinate's own files, applied in order, with a note in the database of how far we came.

The note is a comment on its table, so that a later procrastinate brings only what is new.
"""

from __future__ import annotations

from importlib import resources

import procrastinate.sql
from psycopg import sql

from shoplatch.errors import ConfigError
from shoplatch.store.engine import RawConnection
from shoplatch.store.migrations.reach import within_reach
from shoplatch.store.revision import Code, release

_NOTE = "procrastinate "


async def bring_jobs(conn: RawConnection, oldest: Code | None = None) -> bool:
    """Make the tables, or bring them up to the installed procrastinate, in the caller's transaction; whether that is all.

    What takes away something that the queue of the `oldest` running code needs is left for later.
    """
    folder, files = resources.files(procrastinate.sql), _files()
    applied = await _applied(conn)
    if applied is None:
        # The driver sends a text without parameters as it is: many statements at once are fine.
        await conn.execute((folder / "schema.sql").read_bytes())
        await _note(conn, files[-1])
        return True
    left = [name for name in files if name.removesuffix(".sql") > applied]
    steps = [(name, "_post_" in name, release(name.partition("_")[0])) for name in left]
    now = within_reach(steps, oldest.queue if oldest else None)
    for name in now:
        await conn.execute((folder / "migrations" / name).read_bytes())
    if now:
        await _note(conn, now[-1])
    return len(now) == len(left)


async def _note(conn: RawConnection, name: str) -> None:
    await conn.execute(sql.SQL("COMMENT ON TABLE procrastinate_jobs IS {}").format(_NOTE + name.removesuffix(".sql")))


async def has_newest_jobs(conn: RawConnection) -> bool:
    """Whether the tables are those of the installed procrastinate."""
    return await _applied(conn) == _files()[-1].removesuffix(".sql")


def _files() -> list[str]:
    entries = (resources.files(procrastinate.sql) / "migrations").iterdir()
    return sorted(entry.name for entry in entries if entry.name.endswith(".sql"))


async def _applied(conn: RawConnection) -> str | None:
    """The last file applied; None where there are no tables yet."""
    asked = await conn.execute(
        "SELECT name IS NOT NULL, obj_description(name, 'pg_class') FROM to_regclass('procrastinate_jobs') AS name"
    )
    there, note = await asked.fetchone() or (False, None)
    if not there:
        return None
    if not isinstance(note, str) or not note.startswith(_NOTE):
        raise ConfigError(
            "The database holds a job queue that Shoplatch did not make",
            next_step="Give Shoplatch a database of its own.",
        )
    return note.removeprefix(_NOTE)
