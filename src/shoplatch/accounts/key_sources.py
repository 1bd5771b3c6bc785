"""Where master keys come from: a file, a setting, or a command that asks another secret store. All fail closed.

`KeySource` is the whole contract of an outside store: give the text of a ring (`keyring.py`), or raise. It opens and seals
nothing, and never repeats what it read.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shlex
import stat
import subprocess
from pathlib import Path
from typing import Protocol

from shoplatch.accounts.keyring import new_key
from shoplatch.errors import ConfigError

KEY_FILE = "master.key"
RETIRED_SUFFIX = ".retired"
TEXT_MAX_BYTES = 16_384
COMMAND_TIMEOUT_S = 30.0


class KeySource(Protocol):
    """Gives the ring of master keys as text."""

    @property
    def where(self) -> str:
        """The place in words, for messages."""

    def read(self) -> str:
        """The text of the ring. Raises ConfigError: it cannot be had; nothing is guessed instead."""

    def stamp(self) -> object:
        """Differs once `read` may give something else; None where only asking tells."""

    def write(self, text: str) -> None:
        """Keep a new ring. Raises ConfigError: this source is not ours to write."""

    def keep_retired(self, text: str) -> str | None:
        """Put keys that were retired aside, for old backups; where. None where this source keeps nothing."""


class GivenKeys:
    """The text itself, as a setting holds it. It changes with a restart only."""

    def __init__(self, text: str, where: str = "SHOPLATCH_MASTER_KEY") -> None:
        self._text = text
        self.where = where

    def read(self) -> str:
        return self._text

    def stamp(self) -> object:
        return 0

    def write(self, text: str) -> None:  # noqa: ARG002  # the contract's
        raise _not_ours(self.where)

    def keep_retired(self, text: str) -> str | None:  # noqa: ARG002  # the contract's
        return None


class KeyCommand:
    """A command that prints the ring on standard output: the door for a secret store of yours. No shell is involved."""

    where = "the answer of SHOPLATCH_MASTER_KEY_COMMAND"

    def __init__(self, command: str, *, timeout_s: float = COMMAND_TIMEOUT_S) -> None:
        self._command = command
        self._timeout_s = timeout_s

    def read(self) -> str:
        try:
            words = shlex.split(self._command)
            done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=self._timeout_s, check=False)
        except (OSError, ValueError, subprocess.TimeoutExpired) as failure:
            raise self._failed(f"could not be run ({type(failure).__name__})") from None  # its own words may hold the key
        if done.returncode != 0:
            raise self._failed(f"ended with exit code {done.returncode}")
        if not done.stdout.strip():
            raise self._failed("printed nothing")
        return done.stdout[:TEXT_MAX_BYTES].decode("ascii", "replace")

    def stamp(self) -> object:
        return None

    def write(self, text: str) -> None:  # noqa: ARG002  # the contract's
        raise _not_ours("SHOPLATCH_MASTER_KEY_COMMAND")

    def keep_retired(self, text: str) -> str | None:  # noqa: ARG002  # the contract's
        return None

    def _failed(self, why: str) -> ConfigError:
        return ConfigError(
            f"The command of SHOPLATCH_MASTER_KEY_COMMAND {why}, so the vault stays shut",
            next_step="Run it by hand as the user of Shoplatch: it has to print the master key and end with 0.",
        )


class KeyFile:
    """A file. Ours (in the data folder) is made on the first start and closed to others; one that a setting names is taken
    as its owner made it, because container secrets are readable by all inside."""

    def __init__(self, path: Path, *, ours: bool) -> None:
        self.path = path
        self._ours = ours
        self.fresh = ours and not path.exists() and _create(path)

    @property
    def where(self) -> str:
        return str(self.path)

    def read(self) -> str:
        return _read(self.path, private=self._ours)

    def stamp(self) -> object:
        try:
            found = os.stat(self.path)
        except OSError:
            return "gone"
        return found.st_mtime_ns, found.st_ino, found.st_size

    def write(self, text: str) -> None:
        _replace(self.path, text)

    def keep_retired(self, text: str) -> str | None:
        aside = self.path.with_name(self.path.name + RETIRED_SUFFIX)
        before = _read(aside, private=True) if aside.exists() else ""
        _replace(aside, before + text)
        return str(aside)


def source_of(home: Path, *, key: str | None = None, file: Path | None = None, command: str | None = None) -> KeySource:
    """The source that the settings name; without any the key file of the home, made where there is none yet."""
    if key is not None:
        return GivenKeys(key)
    if command is not None:
        return KeyCommand(command)
    return KeyFile(file, ours=False) if file is not None else KeyFile(home / KEY_FILE, ours=True)


def _not_ours(where: str) -> ConfigError:
    return ConfigError(
        f"The master keys come from {where}, which Shoplatch cannot write",
        next_step="Change the keys there: first add the new one as next, then make it current (docs/how-to/rotate-keys.md).",
    )


def _create(path: Path) -> bool:
    """Write a new key where there is none. Two processes may try at once: a link happens once, so one key wins."""
    draft = _draft(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(draft, new_key() + "\n")
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError as failure:
        raise _unwritable(path, failure) from failure
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return True


def _replace(path: Path, text: str) -> None:
    """Write beside, then rename: a reader sees the old ring or the new one, and so does a machine that loses its power."""
    draft = _draft(path)
    try:
        _write(draft, text)
        if path.exists():
            found = path.stat()
            draft.chmod(stat.S_IMODE(found.st_mode))
            if (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
                os.chown(draft, found.st_uid, found.st_gid)
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as failure:
        raise _unwritable(path, failure) from failure
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")


def _write(draft: Path, text: str) -> None:
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path, *, private: bool) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode) or (private and mode & 0o077):
                raise ConfigError(
                    f"The key file {path} may be read by others (mode {stat.S_IMODE(mode):04o})",
                    next_step=f"Close it with: chmod 600 '{path}'. If others use this machine, take the key as known.",
                )
            return file.read(TEXT_MAX_BYTES).decode("ascii", "replace")
    except OSError as failure:
        raise ConfigError(
            f"The key file {path} cannot be read: {failure.strerror}",
            next_step="Run as the user who owns the file, or restore it from your backup.",
        ) from failure


def _unwritable(path: Path, failure: OSError) -> ConfigError:
    return ConfigError(
        f"The key file {path} cannot be written: {failure.strerror}",
        next_step="Make the folder writable and give it space, or set SHOPLATCH_HOME to another one.",
    )
