"""The environment and the data folder: read here and nowhere else, and made for processes of ours and of others."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shoplatch.config.options import Options
from shoplatch.config.settings import PREFIX
from shoplatch.errors import ConfigError


def ours(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables with our prefix; of this process unless others are given."""
    everything = os.environ if environment is None else environment
    return {name: value for name, value in everything.items() if name.startswith(PREFIX)}


def environment_with(values: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program of somebody else's: as it is here, with these values in it."""
    return {**os.environ, **values}


def default_home(environment: Mapping[str, str] | None = None) -> Path:
    """The data folder of this user on this kind of machine."""
    variables = os.environ if environment is None else environment
    if sys.platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "shoplatch"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "shoplatch"
    return Path(variables.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "shoplatch"


def child_environment(options: Options) -> dict[str, str]:
    """The environment for a process of ours: this one's, with the home spelled out. Secrets travel here, never in argv."""
    return {**os.environ, PREFIX + "HOME": str(options.home)}


def apart(home: Path, *, public_url: str | None = None) -> dict[str, str]:
    """An environment for a demo: none of this user's settings, so that it can never touch a real installation."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    paced = {PREFIX + "HOME": str(home), PREFIX + "INCREMENTAL_S": "10", PREFIX + "RECONCILE_S": "60"}
    return {**kept, **paced, **({PREFIX + "PUBLIC_URL": public_url} if public_url else {})}


def make_home(home: Path) -> None:
    """Make the data folder, for this user alone, if it is not there yet.

    Raises:
        ConfigError: it cannot be made or written to.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = home / ".writable"
        probe.write_bytes(b"")
        probe.unlink(missing_ok=True)  # another command may have tried the folder at the same moment
    except OSError as refused:
        raise ConfigError(
            f"The data folder {home} cannot be used: {refused.strerror or refused}",
            next_step="Make room or give another folder with --home or SHOPLATCH_HOME.",
        ) from refused


def place_of(home: Path | None, variables: Mapping[str, str]) -> Path:
    """The data folder as an address that means the same from everywhere; other processes of ours write it down."""
    try:
        given = (home or _home_of(variables)).expanduser()
    except RuntimeError as homeless:
        raise ConfigError(
            "This user has no home folder on this machine, so there is no usual place for the data folder",
            next_step="Give one with --home or SHOPLATCH_HOME.",
        ) from homeless
    return given.resolve() if ".." in given.parts else given.absolute()


def _home_of(variables: Mapping[str, str]) -> Path:
    given = variables.get(PREFIX + "HOME", "")
    return Path(given) if given.strip() else default_home()  # a folder's name may end in a blank
