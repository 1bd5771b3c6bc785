"""What an installation keeps for its radar, in the folder `radar` of its home: the catalogs it has used, others that were
handed in, and what looks at code have found. Files of the owner alone; the oldest leave.
"""

from __future__ import annotations

import gzip
import os
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.testing.radar.in_code import Use, Uses
from shoplatch.testing.radar.snapshots import Snapshot, content_of_installed, of_bytes, unpacked

KEPT_MAX = 24
FILE_MAX_BYTES = 16 * 1024 * 1024
CODE_FILES_MAX = 40
_NAME = re.compile(r"(used|given)-([0-9]{8})-([0-9a-f]{12})")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


@dataclass(frozen=True, slots=True)
class Kept:
    """One catalog on the shelf. `ours`: this installation used it, from `on` (YYYY-MM-DD); else it was handed in then."""

    name: str
    on: str
    ours: bool


class _Looked(msgspec.Struct):
    uses: list[tuple[str, str, tuple[str, ...]]]
    topics: list[tuple[str, str, tuple[str, ...]]]
    words: list[str]
    unclear: list[str]
    files: int


class Shelf:
    """The folder."""

    def __init__(self, home: Path) -> None:
        self._snapshots = home / "radar" / "snapshots"
        self._code = home / "radar" / "code"

    def keep_installed(self, now: datetime) -> str:
        """Put the installed catalog there unless it is there; its name. An update finds it again as the one before."""
        content = content_of_installed()
        return self._put(self._named("used", content, now), content)

    def add(self, content: bytes, said: str, now: datetime) -> str:
        """Put a catalog there that was handed in; its name.

        Raises:
            InvalidRequest: it is none.
        """
        of_bytes(content, said)
        plain = unpacked(content, said)
        return self._put(self._named("given", plain, now), plain)

    def listed(self) -> list[Kept]:
        """What is there, the newest first."""
        found = []
        for file in self._snapshots.glob("*.json.gz") if self._snapshots.is_dir() else ():
            parts = _NAME.fullmatch(file.name.removesuffix(".json.gz"))
            if parts is not None:
                on = f"{parts[2][:4]}-{parts[2][4:6]}-{parts[2][6:]}"
                found.append((parts[2], file.stat().st_mtime_ns, Kept(parts[0], on, parts[1] == "used")))
        return [one for _, _, one in sorted(found, key=lambda each: each[:2], reverse=True)]

    def others(self) -> list[Kept]:
        """Those that are not the installed catalog, the newest first."""
        ours = _digest(content_of_installed())
        return [one for one in self.listed() if not one.name.endswith(ours)]

    def open(self, name: str) -> Snapshot:
        """A catalog of the shelf.

        Raises:
            NotFound: there is none of this name.
        """
        file = self._snapshots / f"{name}.json.gz"
        if not _NAME.fullmatch(name) or not file.is_file():
            raise NotFound("There is no such snapshot", next_step="Choose one of the list, or hand it in again.")
        return of_bytes(file.read_bytes(), name)

    def keep_uses(self, name: str, uses: Uses) -> Path:
        """Keep what a look at code found, by a name of its own; the file.

        Raises:
            InvalidRequest: the name cannot be one of a file.
        """
        if not _CODE.fullmatch(name):
            raise InvalidRequest(f"{name!r} is no name for a code base", next_step="Letters, digits, points, dashes.")
        looked = _Looked(
            [(one.name, one.by, one.places) for one in uses.uses],
            [(one.name, one.by, one.places) for one in uses.topics],
            sorted(uses.words),
            list(uses.unclear),
            uses.files,
        )
        return self._write(self._code / f"{name}.json", msgspec.json.encode(looked))

    def uses(self) -> tuple[Uses, list[str]]:
        """All that looks at code found, and the names of the code bases."""
        read: list[tuple[str, _Looked]] = []
        for file in sorted(self._code.glob("*.json"))[:CODE_FILES_MAX] if self._code.is_dir() else ():
            if file.stat().st_size > FILE_MAX_BYTES:
                continue
            try:
                read.append((file.stem, msgspec.json.decode(file.read_bytes(), type=_Looked)))
            except msgspec.DecodeError:  # somebody's own file
                continue
        found = Uses(
            tuple(Use(*one) for _, looked in read for one in looked.uses),
            tuple(line for _, looked in read for line in looked.unclear),
            sum(looked.files for _, looked in read),
            frozenset(word for _, looked in read for word in looked.words),
            tuple(Use(*one) for _, looked in read for one in looked.topics),
        )
        return found, [name for name, _ in read]

    def _named(self, kind: str, content: bytes, now: datetime) -> str:
        digest = _digest(content)
        there = (one.name for one in self.listed() if one.name.startswith(kind) and one.name.endswith(digest))
        return next(there, f"{kind}-{now:%Y%m%d}-{digest}")

    def _put(self, name: str, content: bytes) -> str:
        file = self._snapshots / f"{name}.json.gz"
        if not file.exists():
            self._write(file, gzip.compress(content, mtime=0))
            for old in self.listed()[KEPT_MAX:]:
                (self._snapshots / f"{old.name}.json.gz").unlink(missing_ok=True)
        return name

    def _write(self, file: Path, content: bytes) -> Path:
        """Whole or not at all."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        beside.write_bytes(content)
        beside.chmod(0o600)
        return beside.replace(file)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
