"""Reads every setting once, from the command line, the environment and `shoplatch.toml`, and makes the options of them."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from shoplatch.config.options import (
    DatabaseOptions,
    HookOptions,
    LogOptions,
    OidcOptions,
    Options,
    SyncOptions,
    VaultOptions,
    WebOptions,
)
from shoplatch.config.places import ours, place_of
from shoplatch.config.settings import BY_NAME, PREFIX, SETTINGS, Setting
from shoplatch.errors import ConfigError

T = TypeVar("T")
NO_TEXT: str | None = None
NO_NUMBER: int | None = None
# Kubernetes puts SHOPLATCH_SERVICE_HOST, SHOPLATCH_PORT_8400_TCP and the like into every pod beside a service of our
# name; the test suite has variables of its own. Anything else with our prefix that we do not know is a typing mistake.
_NOT_OURS = ("SHOPLATCH_TEST_", "SHOPLATCH_SERVICE_", "SHOPLATCH_PORT_")
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
    variables = ours(environment)
    place = place_of(home, variables)
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    for source, texts in (_from_file(place, variables), ("environment", _from_environment(variables))):
        for name, text in texts.items():
            values[name] = _value(BY_NAME[name], text, source)
            sources[name] = source
    if host is not None:
        values["host"], sources["host"] = host, "command line"
    if port is not None:
        values["port"], sources["port"] = port, "command line"
    return _assembled(place, values, sources)


def at_port(options: Options, port: int) -> Options:
    """The same settings, listening on another port; the public address follows unless it was set."""
    public = options.web.public_url if "public_url" in options.sources else _own_address(options.web.host, port)
    return replace(options, web=replace(options.web, port=port, public_url=public))


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
    if name not in BY_NAME:
        raise _unknown(name, str(path), list(BY_NAME))
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ",".join(value)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise _refused(BY_NAME[name], str(value), str(path))


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


def _oidc(values: Mapping[str, object]) -> OidcOptions:
    """All of it hangs together: half a provider is refused, because nobody would notice until somebody signs in."""
    given = {name.removeprefix("oidc_"): value for name, value in values.items() if name.startswith("oidc_")}
    if given and not (given.get("issuer") and given.get("client_id")):
        raise ConfigError("Sign-in by an identity provider is set in part",
                          next_step="Set oidc_issuer and oidc_client_id, or none that begins with oidc_.")  # fmt: skip
    if given.get("create", "off") != "off" and not given.get("roles"):
        raise ConfigError("oidc_create lets people in, and oidc_roles gives them no role",
                          next_step="Set oidc_roles, for example: *=analyst")  # fmt: skip
    if given.get("role_claim") and not given.get("roles"):
        raise ConfigError("oidc_role_claim is set without oidc_roles", next_step="Set both, or neither.")
    if not given.get("role_claim") and any(value != "*" for value, _ in given.get("roles") or ()):  # type: ignore[attr-defined]  # read as pairs
        raise ConfigError("oidc_roles names values, and oidc_role_claim no claim", next_step="Set oidc_role_claim too.")
    return OidcOptions(**given)  # type: ignore[arg-type]  # each was read by the setting of its name


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
        sync=SyncOptions(
            *paces, pick("backfill_days", NO_NUMBER), pick("external_orders", ()), pick("data_after_end", "keep")
        ),
        log=LogOptions(pick("log_level", "info"), pick("log_format", "auto"), pick("call_parameters", "leave")),
        hooks=HookOptions(pick("hooks_networks", ())),
        oidc=_oidc(values),
        sources=sources,
    )
