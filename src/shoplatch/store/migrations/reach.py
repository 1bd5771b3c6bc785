"""How far the tables may be brought now: what takes something away waits until no process is left that needs it.

Processes are known by the names of their sessions (`store/revision.py`). One that is cut off from the database has none and
is not waited for: when it comes back, it finds that its tables are gone, says so and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from shoplatch.errors import ConfigError
from shoplatch.store.engine import RawConnection
from shoplatch.store.revision import Code, code_of, newest

# Sessions of single commands, of whatever version: they come and go.
_PASSING = ("shoplatch migrate", "shoplatch backup", "shoplatch serve")
_SESSIONS = """
SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND (application_name ~ ' r[0-9]{4} q[0-9.]+$'
        OR (application_name LIKE 'shoplatch%%' AND application_name <> ALL(%s)))
"""


T = TypeVar("T", str, tuple[int, ...])


async def oldest_running(conn: RawConnection) -> Code | None:
    """The oldest code that is connected to this database; None: nobody is."""
    names = [name for (name,) in await (await conn.execute(_SESSIONS, [list(_PASSING)])).fetchall()]
    codes = [code_of(name) for name in names]
    return Code(min(one.revision for one in codes), min(one.queue for one in codes)) if codes else None


async def older_running(conn: RawConnection) -> bool:
    """Whether a process of an older version runs on this database: it knows no job that came since, and fails it."""
    oldest = await oldest_running(conn)
    return oldest is not None and oldest.revision < newest()


def within_reach(steps: Iterable[tuple[str, bool, T]], oldest: T | None) -> list[str]:
    """The names of the steps that may be done now, in order. A step is its name, whether it takes something away, and the
    first code that does without it.

    Raises:
        ConfigError: what this version adds comes after something that a running process still needs.
    """
    waiting: Sequence[tuple[str, bool, T]] = list(steps)
    for number, (name, post, since) in enumerate(waiting):
        if not post or oldest is None or oldest >= since:
            continue
        if any(not later_post for _, later_post, _ in waiting[number:]):
            raise ConfigError(
                f"A process of an older Shoplatch still runs on this database and needs what {name} takes away",
                next_step="Stop every older process first, or upgrade them to the release between; nothing was changed.",
            )
        return [one for one, _, _ in waiting[:number]]
    return [one for one, _, _ in waiting]
