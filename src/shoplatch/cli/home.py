"""Which installation a command speaks to: its settings, read once for this call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from shoplatch.config import Options, load
from shoplatch.serve.record import Record


def settings(*, host: str | None = None, port: int | None = None) -> Options:
    """The settings of this call: `--home` of the program wins over the environment."""
    given = click.get_current_context().find_root().obj
    return load(home=given if isinstance(given, Path) else None, host=host, port=port)


def settings_as_served() -> Options:
    """The settings of this call, with the address at which this home is served now: `serve --port` may have moved it."""
    options = settings()
    note = Record(options.home).read()
    if note is None or "public_url" in options.sources:
        return options
    return replace(options, web=replace(options.web, public_url=str(note["address"])))
