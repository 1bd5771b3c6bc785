"""A recording as a file: one JSON document a line, readable by eye, by `jq` and by us, however the writer ended.

The first line says what it is; each further one is one call with its answer. A line goes to the file whole and at once, so a
killed recorder leaves every finished call; a last line that was cut is passed by and told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from shoplatch.errors import ConfigError, InvalidRequest

FORMAT = 1
BYTES_MAX = 64 * 1024 * 1024
READ_MAX_BYTES = 1024 * 1024 * 1024


class Exchange(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One call and its answer, without secrets and personal data.

    `operation` is "" for what is in no catalog. `answer` is the whole envelope; `left_out` says why a part is missing.
    `shop` is a number within the recording; no cipher is kept.
    """

    n: int
    at: str
    operation: str = ""
    method: str
    path: str
    query: list[list[str]] = []
    body: Any = None
    status: int | None = None
    elapsed_ms: int = 0
    answer: Any = None
    shop: int = 0
    left_out: str = ""

    @property
    def code(self) -> int | None:
        """The platform's code, None where the answer is no envelope."""
        code = self.answer.get("code") if isinstance(self.answer, dict) else None
        return code if isinstance(code, int) and not isinstance(code, bool) else None

    @property
    def data(self) -> Any:
        """The envelope's `data`."""
        return self.answer.get("data") if isinstance(self.answer, dict) else None


class Head(msgspec.Struct, frozen=True):
    """The first line of a recording."""

    shoplatch_recording: int
    upstream: str
    at: str


@dataclass(frozen=True)
class Recording:
    """What a file holds. `cut` counts lines at its end that could not be read."""

    head: Head
    exchanges: tuple[Exchange, ...]
    cut: int = 0


class Writer:
    """Appends to a new file that belongs to its owner alone. `full` is True once the limit was reached."""

    def __init__(self, path: Path, head: Head, *, bytes_max: int = BYTES_MAX) -> None:
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        except FileExistsError as there:
            raise ConfigError(f"{path} is there already", next_step="Name another file; recordings are kept.") from there
        except OSError as failure:
            raise ConfigError(f"{path} cannot be written: {failure.strerror}") from failure
        self._left = bytes_max
        self.written = 0
        self.full = False
        self._line(head)

    def put(self, exchange: Exchange) -> bool:
        """Write one call down; False where there is no room left."""
        if not self.full and self._line(exchange):
            self.written += 1
            return True
        self.full = True
        return False

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)

    def _line(self, document: object) -> bool:
        line = memoryview(msgspec.json.encode(document) + b"\n")
        if len(line) > self._left:
            return False
        while line:
            done = os.write(self._file, line)
            line, self._left = line[done:], self._left - done
        return True


def read(path: Path) -> Recording:
    """A recording from its file.

    Raises:
        InvalidRequest: it cannot be read, or it is none.
    """
    step = "`shoplatch record --to FILE` makes one."
    try:
        if path.stat().st_size > READ_MAX_BYTES:
            raise InvalidRequest(f"{path} is larger than {READ_MAX_BYTES:,} bytes", next_step=step)
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError as failure:
        raise InvalidRequest(f"{path} cannot be read: {failure.strerror}", next_step=step) from failure
    try:
        head = msgspec.json.decode(lines[0], type=Head)
    except (IndexError, msgspec.DecodeError) as broken:
        raise InvalidRequest(f"{path} is no recording", next_step=step) from broken
    if head.shoplatch_recording != FORMAT:
        raise InvalidRequest(f"{path} is a recording of format {head.shoplatch_recording}; this version reads {FORMAT}")
    exchanges = tuple(_exchanges(lines[1:], path))
    return Recording(head, exchanges, cut=len(lines) - 1 - len(exchanges))


def _exchanges(lines: list[bytes], path: Path) -> Iterator[Exchange]:
    for number, line in enumerate(lines, 2):
        try:
            yield msgspec.json.decode(line, type=Exchange)
        except msgspec.DecodeError as broken:
            if number == len(lines) + 1:  # the last one: its writer was stopped in the middle of it
                return
            raise InvalidRequest(f"Line {number} of {path} is no call: {broken}") from broken
