"""A listener's memory: a small file with its place and its secret, replaced as a whole, held by one process at a time."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.outbox import sign
from shoplatch.outbox.listen import Place, place_of, place_text

FLUSH_EACH = 50
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")


@dataclass(slots=True)
class Cursor:
    """`place` None: this listener never began."""

    path: Path
    place: Place | None
    secret: str = field(repr=False)
    kept: int = 0

    def keep(self, place: Place) -> None:
        """Remember a place: written beside, then moved there. Now and then it is waited for until the disk has it; what a
        power cut takes back comes again, under its id."""
        self.place = place
        self.kept += 1
        self.save(wait=self.kept % FLUSH_EACH == 0)

    def save(self, *, wait: bool = True) -> None:
        """Write the file anew."""
        said = {"place": place_text(self.place) if self.place is not None else None, "secret": self.secret}
        draft = self.path.with_suffix(".draft")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.write(handle, json.dumps(said).encode())
            if wait:
                os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(self.path)


@contextlib.contextmanager
def held(folder: Path, name: str) -> Iterator[Cursor]:
    """The cursor of a listener by its name, until the block ends.

    Raises:
        InvalidRequest: the name cannot be a file's.
        Conflict: another process holds it.
    """
    if not _NAME.fullmatch(name):
        raise InvalidRequest(f"{name[:60]!r} cannot be a listener's name", next_step="Use letters, digits, dots, dashes.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            step = "Stop that one, or give this one another name with --name."
            raise Conflict(f"The listener {name!r} runs already", next_step=step) from taken
        yield _read(folder / f"{name}.json")
    finally:
        os.close(handle)


def _read(path: Path) -> Cursor:
    try:
        said = json.loads(path.read_bytes())
        place, secret = said["place"], str(said["secret"])
        sign.check_secret(secret)
        return Cursor(path, place_of(place) if place is not None else None, secret)
    except FileNotFoundError:
        return Cursor(path, None, sign.new_secret())
    except (ValueError, KeyError, TypeError) as broken:
        raise InvalidRequest(
            f"{path} cannot be read", next_step="Remove it; the listener then begins with what comes from now on."
        ) from broken
