"""Settings: the one place that reads the environment and `shoplatch.toml`, once, and hands each room what it needs.

What wins, first to last: an option of the command line, `SHOPLATCH_*` of the environment, `shoplatch.toml`, the default.
A setting has one name: `public_url` in the file is `SHOPLATCH_PUBLIC_URL` in the environment. The file is
`<home>/shoplatch.toml` unless `SHOPLATCH_CONFIG` names another. It opens nothing but that file and the master key's.
"""

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
from shoplatch.config.places import apart, child_environment, default_home, environment_with, make_home
from shoplatch.config.reading import at_port, load
from shoplatch.config.settings import PREFIX, SETTINGS, Setting

__all__ = [
    "PREFIX",
    "SETTINGS",
    "DatabaseOptions",
    "HookOptions",
    "LogOptions",
    "OidcOptions",
    "Options",
    "Setting",
    "SyncOptions",
    "VaultOptions",
    "WebOptions",
    "apart",
    "at_port",
    "child_environment",
    "default_home",
    "environment_with",
    "load",
    "make_home",
]
