"""Who uses the server: each process that does holds a lock on a file of its own, and the last one out stops the server.

The kernel lets go of a lock when its process ends, however it ends; so a dead owner cannot be mistaken for a living one,
which a list of process ids cannot promise.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from shoplatch.clock import Clock
from shoplatch.errors import ConfigError

_RETRY_S = 0.02


@contextlib.contextmanager
def held(path: Path, clock: Clock, timeout_s: float) -> Iterator[None]:
    """Hold the lock on this file; waits for whoever holds it.

    Raises:
        ConfigError: it was not free in time.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = clock.monotonic() + timeout_s
        while not _try_lock(handle):
            if clock.monotonic() > deadline:
                raise ConfigError(
                    f"Another process has been starting or stopping the database for {timeout_s:.0f} s",
                    next_step=f"Look for a Shoplatch that hangs; it holds {path}.",
                )
            time.sleep(_RETRY_S)
        yield
    finally:
        os.close(handle)


class Lease:
    """One owner's stake in the server."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._handle: int | None = None

    def take(self) -> None:
        """Become an owner; again is the same."""
        if self._handle is None:
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            _try_lock(self._handle)

    def release(self) -> None:
        """Stop being an owner; again is the same."""
        if self._handle is not None:
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()
            os.close(self._handle)
            self._handle = None


def any_left(folder: Path) -> bool:
    """True while a living process is an owner. Clears away what dead ones left. Call it under the home's lock."""
    left = False
    for path in folder.iterdir() if folder.is_dir() else ():
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            if _try_lock(handle):
                path.unlink()
            else:
                left = True
        finally:
            os.close(handle)
    return left


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
