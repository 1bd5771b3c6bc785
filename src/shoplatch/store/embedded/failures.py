"""What the server says when it cannot start, turned into a sentence a shop owner can act on."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from shoplatch.errors import ConfigError

_OWN_SERVER = "or set SHOPLATCH_DATABASE_URL to a PostgreSQL of your own."
# Words of the server -> what happened, what to do. The first that fits is told.
_SAYINGS = (
    ("No space left on device", "The disk that holds the database is full", "Make room on it and start again."),
    ("Disk quota exceeded", "The disk quota for the database is used up", "Make room and start again."),
    ("Read-only file system", "The disk that holds the database is read-only", "Make it writable and start again."),
    ("Permission denied", "The database's files may not be read or written", "Give them back to the user who made them."),
    ("Cannot allocate memory", "There is not enough memory for the database", "Free some memory (it takes about 200 MB)."),
    ("could not create shared memory segment", "The system refuses shared memory", f"Raise its limits, {_OWN_SERVER}"),
    ("No space left for semaphores", "The system has run out of semaphores", f"Raise its limits, {_OWN_SERVER}"),
    ("is not compatible with this version", "The data was made by another version", "Start the Shoplatch that made it."),
    ("password authentication failed", "The password file does not fit the database", "Restore both from one backup."),
    ("error while loading shared libraries", "The server's libraries are missing", "Install shoplatch[platform] again."),
)
# Left-overs of a killed server; they end by themselves or by our hand.
_PASSING = ("pre-existing shared memory block", "lock file", "semaphores are still in use")


def explained(said: str, folder: Path, *, waited_s: float | None = None) -> ConfigError:
    """The error for what the server wrote before it gave up, or while we waited in vain."""
    for words, what, next_step in _SAYINGS:
        if words in said:
            return ConfigError(f"{what} ({folder})", next_step=next_step)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), lines[-1] if lines else "nothing")
    if waited_s is not None:
        what = f"The database in {folder} did not answer within {waited_s:.0f} s; its last words: {last}"
        return ConfigError(what, next_step="After a crash it may need longer: start again, and read server.log.")
    return ConfigError(
        f"The database in {folder} did not start; its last words: {last}",
        next_step=f"Read {folder / 'server.log'}, {_OWN_SERVER}",
    )


def may_pass(said: str) -> bool:
    """Whether the reason is a left-over of a server that was killed, so that another try makes sense."""
    return any(words in said for words in _PASSING)


@contextlib.contextmanager
def told(home: Path) -> Iterator[None]:
    """Turn the system's refusals (no room, no right, no program) into a sentence."""
    try:
        yield
    except OSError as refused:
        if refused.errno in (errno.ENOSPC, errno.EDQUOT):
            raise explained("No space left on device", home) from refused
        where = refused.filename or home
        raise ConfigError(
            f"The database of {home} cannot be set up: {refused.strerror or refused} ({where})",
            next_step="Choose a SHOPLATCH_HOME that this user may write, or set SHOPLATCH_DATABASE_URL.",
        ) from refused
