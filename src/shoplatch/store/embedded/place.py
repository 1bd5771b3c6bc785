"""Where the server's files lie and which user runs it; written down in the home folder, so that the answer never changes.

An ordinary user: everything under the home folder. Root: PostgreSQL refuses to run as root, so the files lie under
/var/lib/shoplatch and the server runs as an existing user without rights. No user is made, and no folder is opened or
given away that was not made here.
"""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import re
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shoplatch.errors import ConfigError

SYSTEM_FOLDER = Path("/var/lib/shoplatch")
UNPRIVILEGED = "nobody"
RECORD = "postgres.json"
OWN_FOLDER = "postgres"  # within the home, where the server may run as the user we are
PORT = 5432
# A socket's path ends at 107 bytes on Linux and 103 on macOS; PostgreSQL adds its own name to the folder's.
_SOCKET_FOLDER_MAX_BYTES = 103 - len(f"/.s.PGSQL.{PORT}")
# Commas, quotes and blanks mean something in the server's list of folders and in an address.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """One server's files. `run_as` is (user id, group id), or None for the user we are."""

    home: Path
    folder: Path
    run_as: tuple[int, int] | None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def password_file(self) -> Path:
        return self.folder / "password"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def owners(self) -> Path:
        return self.folder / "owners"

    @property
    def major(self) -> int | None:
        """The major version that made the data; None before there is any."""
        try:
            return int((self.data / "PG_VERSION").read_text().strip())
        except (FileNotFoundError, ValueError):
            return None

    @property
    def user(self) -> int | None:
        return self.run_as[0] if self.run_as is not None else None

    @property
    def group(self) -> int | None:
        return self.run_as[1] if self.run_as is not None else None

    @property
    def extra_groups(self) -> list[int] | None:
        """None leaves our groups alone; a user we drop to gets none of root's."""
        return [] if self.run_as is not None else None

    def own(self, path: Path) -> None:
        """Give a path we have just made to the user who runs the server."""
        if self.run_as is not None:
            os.chown(path, *self.run_as)


def find(home: Path) -> Place:
    """The place for this home, made and recorded at the first call. Call it under the home's lock.

    Raises:
        ConfigError: the folders cannot be made, or the data belongs to another user, or has gone.
    """
    recorded = _read_record(home).get("folder")
    if recorded is None:
        return _new_place(home)
    folder = home / recorded  # an absolute one stands for itself
    if not folder.is_dir() and (home / OWN_FOLDER / "data").is_dir():
        folder = home / OWN_FOLDER  # the home was moved, and its record is from when it held the whole path
    if not folder.is_dir():
        raise ConfigError(
            f"The database of {home} was kept in {folder}, and that folder has gone",
            next_step=f"Bring it back from a backup, or remove {home / RECORD} to begin with an empty database.",
        )
    return Place(home, folder, _owner(folder))


def socket_folder(place: Place) -> Path:
    """The folder of the server's socket: 0700, with a path short and plain enough. Made if it is missing."""
    record = _read_record(place.home)
    recorded = record.get("socket")
    # A copied home holds the original's record: two servers in one folder would take each other's socket.
    ours = record.get("socket_of", str(place.home)) == str(place.home)
    if recorded is not None and ours and _is_private(Path(recorded), place):
        return Path(recorded)
    folder = place.folder / "run"
    if len(os.fsencode(folder)) <= _SOCKET_FOLDER_MAX_BYTES and _PLAIN_PATH.fullmatch(str(folder)):
        folder.mkdir(mode=0o700, exist_ok=True)
    else:
        folder = _short_folder()
    folder.chmod(0o700)
    place.own(folder)
    _write_record(place.home, {**record, "socket": str(folder), "socket_of": str(place.home)})
    return folder


def leave(sockets: Path, place: Place) -> None:
    """Remove the folder of the socket of a server that was stopped, where it lies in the system's temporary folder."""
    if sockets.parent != place.folder:
        with contextlib.suppress(OSError):  # not empty: somebody keeps something there
            sockets.rmdir()


def forget(place: Place) -> None:
    """Remove what says where the database was."""
    with contextlib.suppress(FileNotFoundError):
        (place.home / RECORD).unlink()


def _new_place(home: Path) -> Place:
    if os.geteuid() != 0:
        folder, run_as = home / OWN_FOLDER, None
        folder.mkdir(mode=0o700, exist_ok=True)
    else:
        folder, run_as = SYSTEM_FOLDER / secrets.token_hex(8), _unprivileged()
        for path in (SYSTEM_FOLDER, folder):
            with contextlib.suppress(FileExistsError):
                path.mkdir(mode=0o755)
                path.chmod(0o755)  # whatever our umask says: the server's user has to pass through
    (folder / "home").write_text(f"{home}\n")  # for whoever finds the folder and wonders
    # Within the home its name alone: the home may be moved.
    _write_record(home, {"folder": folder.name if folder.parent == home else str(folder)})
    return Place(home, folder, run_as)


def _owner(folder: Path) -> tuple[int, int] | None:
    """Who runs the server on data that exists: always its owner."""
    if os.geteuid() == 0:
        data = folder / "data"
        seen = data.stat() if data.exists() else None
        return (seen.st_uid, seen.st_gid) if seen is not None and seen.st_uid != 0 else _unprivileged()
    if folder.stat().st_uid != os.geteuid():
        raise ConfigError(
            f"The database in {folder} was made by another user",
            next_step="Run Shoplatch as that user again (root, if it was root), or choose another SHOPLATCH_HOME.",
        )
    return None


def _unprivileged() -> tuple[int, int]:
    try:
        user = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise ConfigError(
            f"PostgreSQL does not run as root, and there is no user {UNPRIVILEGED!r} to run it as",
            next_step="Run Shoplatch as an ordinary user, or set SHOPLATCH_DATABASE_URL.",
        ) from None
    return user.pw_uid, user.pw_gid


def _short_folder() -> Path:
    """A private folder in the system's temporary folder, for homes whose own path is too long or too odd."""
    for parent in (tempfile.gettempdir(), "/tmp"):
        room = _SOCKET_FOLDER_MAX_BYTES - len("/shoplatch-") - 8
        if len(os.fsencode(parent)) <= room and _PLAIN_PATH.fullmatch(parent):
            return Path(tempfile.mkdtemp(prefix="shoplatch-", dir=parent))
    raise ConfigError(
        "There is no folder with a path short enough for the database's socket",
        next_step="Set TMPDIR to a short path, or SHOPLATCH_DATABASE_URL to a server of your own.",
    )


def _is_private(folder: Path, place: Place) -> bool:
    try:
        seen = folder.lstat()
    except FileNotFoundError:
        return False
    user = place.run_as[0] if place.run_as is not None else os.geteuid()
    return stat.S_ISDIR(seen.st_mode) and stat.S_IMODE(seen.st_mode) == 0o700 and seen.st_uid == user


def _read_record(home: Path) -> dict[str, str]:
    try:
        record = json.loads((home / RECORD).read_text())
    except FileNotFoundError:
        return {}
    except ValueError:
        record = None
    if not isinstance(record, dict):
        raise ConfigError(
            f"{home / RECORD} is damaged: it says where the database is",
            next_step='Restore it, or write {"folder": "..."} with the folder that holds "data".',
        )
    return record


def _write_record(home: Path, record: dict[str, str]) -> None:
    unfinished = home / f"{RECORD}.new"
    unfinished.write_text(json.dumps(record))
    unfinished.replace(home / RECORD)
