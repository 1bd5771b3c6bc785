"""Which installation a command speaks to: its settings, read once for this call."""

from __future__ import annotations

from pathlib import Path

import click

from shoplatch.config import Options, load


def settings(*, host: str | None = None, port: int | None = None) -> Options:
    """The settings of this call: `--home` of the program wins over the environment."""
    given = click.get_current_context().find_root().obj
    return load(home=given if isinstance(given, Path) else None, host=host, port=port)
