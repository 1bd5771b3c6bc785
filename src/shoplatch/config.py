"""Settings: the one place that reads the environment and `shoplatch.toml`, once, and hands each room what it needs.

What wins, first to last: an option of the command line, `SHOPLATCH_*` of the environment, `shoplatch.toml`, the default.
A setting has one name: `public_url` in the file is `SHOPLATCH_PUBLIC_URL` in the environment. The file is
`<home>/shoplatch.toml` unless `SHOPLATCH_CONFIG` names another. It opens nothing but that file and the master key's.
"""

from __future__ import annotations

import difflib
import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from shoplatch.errors import ConfigError

PREFIX = "SHOPLATCH_"
T = TypeVar("T")
NO_TEXT: str | None = None
NO_NUMBER: int | None = None
# Kubernetes puts SHOPLATCH_SERVICE_HOST, SHOPLATCH_PORT_8400_TCP and the like into every pod beside a service of our
# name; the test suite has variables of its own. Anything else with our prefix that we do not know is a typing mistake.
_NOT_OURS = ("SHOPLATCH_TEST_", "SHOPLATCH_SERVICE_", "SHOPLATCH_PORT_")


@dataclass(frozen=True, slots=True)
class DatabaseOptions:
    """Where the database is: an address, or none for the embedded PostgreSQL in the home."""

    home: Path
    url: str | None = field(default=None, repr=False)
    pool_max: int = 10


@dataclass(frozen=True, slots=True)
class VaultOptions:
    """Where the master keys are: given, in a file that is named, told by a command, or in the file of the home."""

    home: Path
    key: str | None = field(default=None, repr=False)
    file: Path | None = None
    command: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WebOptions:
    """Where the web server listens, and how the world reaches it."""

    host: str = "127.0.0.1"
    port: int = 8400
    public_url: str = "http://127.0.0.1:8400"
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """How often the worker looks by itself. Seconds and days of real time."""

    incremental_s: float = 60.0
    reconcile_s: float = 900.0
    backfill_days: int | None = None  # None: the whole history
    data_after_end: str = "keep"  # keep | mask | delete


@dataclass(frozen=True, slots=True)
class LogOptions:
    """What is written to standard error."""

    level: str = "info"
    format: str = "auto"  # auto: for people on a terminal, JSON otherwise


@dataclass(frozen=True, slots=True)
class Options:
    """Every setting of this installation. Secrets are hidden in its repr."""

    home: Path
    database: DatabaseOptions
    vault: VaultOptions
    web: WebOptions = field(default_factory=WebOptions)
    sync: SyncOptions = field(default_factory=SyncOptions)
    log: LogOptions = field(default_factory=LogOptions)
    sources: Mapping[str, str] = field(default_factory=dict)  # setting → where its value came from


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it may be (in words), how its text is read."""

    name: str
    meaning: str
    allowed: str
    read: Callable[[str], object]
    secret: bool = False

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.upper()


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


def _seconds(text: str) -> float:
    value = float(text)
    if not 1 <= value <= 86_400:
        raise ValueError(text)
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return read


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(text)
    return text.rstrip("/")


def _database_address(text: str) -> str:
    if urlsplit(text).scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise ValueError(text)
    return text


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ip_network(part.strip(), strict=False)) for part in text.split(",") if part.strip())


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


SETTINGS: tuple[Setting, ...] = (
    Setting("database_url", "PostgreSQL 15 or newer; without it Shoplatch runs its own", "postgresql://user:password@host/name",
            _database_address, secret=True),
    Setting("database_pool", "database connections of one process", "a whole number from 2 to 200", _whole(2, 200)),
    Setting("public_url", "the address by which TikTok Shop and browsers reach this installation",
            "http(s)://host[:port][/path]", _web_address),
    Setting("host", "the address the web server listens on", "a host name or IP address", _some),
    Setting("port", "the port the web server listens on", "a whole number from 1 to 65535", _whole(1, 65_535)),
    Setting("trusted_proxies", "whose X-Forwarded-* headers are believed", "IP addresses or networks, with commas between",
            _networks),
    Setting("metrics_token", "opens /metrics to callers that are not on this machine", "any text", _some, secret=True),
    Setting("master_key", "opens the vault; better as a file", "the key as `shoplatch` wrote it", _some, secret=True),
    Setting("master_key_file", "a file that holds the master key", "a file that can be read", _some),
    Setting("master_key_command", "a command that prints the master key, for a secret store of yours; no shell runs it",
            "a program and its arguments", _some),
    Setting("incremental_s", "seconds between two looks for changed orders", "a number from 1 to 86400", _seconds),
    Setting("reconcile_s", "seconds between two comparisons with TikTok Shop", "a number from 1 to 86400", _seconds),
    Setting("backfill_days", "days of orders that a first backfill reads; without it all", "a whole number from 1 to 3650",
            _whole(1, 3_650)),
    Setting("data_after_end", "what becomes of a shop's data once its seller takes the grant back", "keep, mask or delete",
            _one_of("keep", "mask", "delete")),
    Setting("log_level", "the least that is logged", "debug, info, warning or error",
            _one_of("debug", "info", "warning", "error")),
    Setting("log_format", "the shape of the log", "auto, human or json", _one_of("auto", "human", "json")),
)  # fmt: skip
_BY_NAME = {setting.name: setting for setting in SETTINGS}
_PLACES = ("home", "config")  # where to look, not what to do: known to the environment, not to the file


def load(
    *,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
    host: str | None = None,
    port: int | None = None,
) -> Options:
    """Read every setting once.

    `home`, `host` and `port` are options of the command line and win over everything else.

    Raises:
        ConfigError: an unknown setting, or a value that is not allowed; it names the setting, the value, what is allowed.
    """
    variables = {k: v for k, v in (os.environ if environment is None else environment).items() if k.startswith(PREFIX)}
    place = _place(home, variables)
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    for source, texts in (_from_file(place, variables), ("environment", _from_environment(variables))):
        for name, text in texts.items():
            values[name] = _value(_BY_NAME[name], text, source)
            sources[name] = source
    if host is not None:
        values["host"], sources["host"] = host, "command line"
    if port is not None:
        values["port"], sources["port"] = port, "command line"
    return _assembled(place, values, sources)


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


def at_port(options: Options, port: int) -> Options:
    """The same settings, listening on another port; the public address follows unless it was set."""
    public = options.web.public_url if "public_url" in options.sources else _own_address(options.web.host, port)
    return replace(options, web=replace(options.web, port=port, public_url=public))


def make_home(home: Path) -> None:
    """Make the data folder, for this user alone, if it is not there yet.

    Raises:
        ConfigError: it cannot be made or written to.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = home / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as refused:
        raise ConfigError(
            f"The data folder {home} cannot be used: {refused.strerror or refused}",
            next_step="Make room or give another folder with --home or SHOPLATCH_HOME.",
        ) from refused


def _place(home: Path | None, variables: Mapping[str, str]) -> Path:
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


def _from_file(home: Path, variables: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    named = variables.get(PREFIX + "CONFIG", "")
    path = Path(named).expanduser() if named.strip() else home / "shoplatch.toml"
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError) as missing:
        if not named.strip():
            return str(path), {}  # a home that cannot be a folder is told when it is made
        raise ConfigError(
            f"SHOPLATCH_CONFIG names {path}, which does not exist", next_step="Make the file or unset it."
        ) from missing
    except (OSError, UnicodeDecodeError) as unreadable:
        raise ConfigError(
            f"{path} cannot be read: {unreadable}", next_step="Check its permissions and that it is UTF-8."
        ) from unreadable
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise ConfigError(f"{path} is not valid TOML: {broken}", next_step="Each line is: name = value.") from broken
    return str(path), {name: _as_text(name, value, path) for name, value in table.items()}


def _as_text(name: str, value: object, path: Path) -> str:
    if name not in _BY_NAME:
        raise _unknown(name, str(path), list(_BY_NAME))
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ",".join(value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise _refused(_BY_NAME[name], str(value), str(path))


def _from_environment(variables: Mapping[str, str]) -> dict[str, str]:
    known = {setting.variable: setting.name for setting in SETTINGS}
    places = [PREFIX + place.upper() for place in _PLACES]
    found = {}
    for variable, text in sorted(variables.items()):
        if variable in places or variable.startswith(_NOT_OURS):
            continue
        if variable not in known:
            raise _unknown(variable, "the environment", [*known, *places])
        if text.strip():  # an empty variable is one that was unset the lazy way
            found[known[variable]] = text
    return found


def _value(setting: Setting, text: str, source: str) -> object:
    try:
        return setting.read(text)
    except ValueError as wrong:
        raise _refused(setting, text, source) from wrong


def _refused(setting: Setting, text: str, source: str) -> ConfigError:
    shown = "(hidden)" if setting.secret else repr(text)
    named = setting.variable if source == "environment" else f"{setting.name} in {source}"
    return ConfigError(f"{named} is {shown}, which is not allowed", next_step=f"Give {setting.allowed}.")


def _unknown(name: str, source: str, known: list[str]) -> ConfigError:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
    return ConfigError(f"{name} in {source} is not a setting of Shoplatch", next_step=hint)


def _vault(home: Path, values: Mapping[str, object]) -> VaultOptions:
    """At most one of the three places; a file that is named has to be there, so that no other key is made instead of it."""
    given = [name for name in ("master_key", "master_key_file", "master_key_command") if values.get(name) is not None]
    if len(given) > 1:
        both = "both" if len(given) == 2 else "all"
        raise ConfigError(f"{' and '.join(given)} are {both} set", next_step="Keep one; a file is safer than a text.")
    if not given:
        return VaultOptions(home)
    text = str(values[given[0]])
    if given[0] != "master_key_file":
        return VaultOptions(home, key=text) if given[0] == "master_key" else VaultOptions(home, command=text)
    path = Path(text).expanduser()
    try:
        path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise ConfigError(
            f"master_key_file is {text!r}, which cannot be read: {type(unreadable).__name__}",
            next_step="Give a text file that this user can read.",
        ) from unreadable
    return VaultOptions(home, file=path)


def _own_address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def _assembled(home: Path, values: dict[str, object], sources: dict[str, str]) -> Options:
    def pick(name: str, default: T) -> T:
        return values.get(name, default)  # type: ignore[return-value]  # read by the setting of that name: the default's type

    host, port = pick("host", "127.0.0.1"), pick("port", 8400)
    paces = pick("incremental_s", 60.0), pick("reconcile_s", 900.0)
    return Options(
        home=home,
        database=DatabaseOptions(home, pick("database_url", NO_TEXT), pick("database_pool", 10)),
        vault=_vault(home, values),
        web=WebOptions(
            host=host,
            port=port,
            public_url=pick("public_url", _own_address(host, port)),
            trusted_proxies=pick("trusted_proxies", ()),
            metrics_token=pick("metrics_token", NO_TEXT),
        ),
        sync=SyncOptions(*paces, pick("backfill_days", NO_NUMBER), pick("data_after_end", "keep")),
        log=LogOptions(pick("log_level", "info"), pick("log_format", "auto")),
        sources=sources,
    )
