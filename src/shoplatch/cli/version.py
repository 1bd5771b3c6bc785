"""`shoplatch version`."""

from __future__ import annotations

import platform

import click

from shoplatch import __version__
from shoplatch.cli.show import as_json, json_option


@click.command(help="The version of Shoplatch and of the Python it runs on.")
@json_option
def command(*, json: bool) -> None:
    if json:
        as_json({"shoplatch": __version__, "python": platform.python_version(), "system": platform.platform()})
        return
    click.echo(f"shoplatch {__version__} (Python {platform.python_version()}, {platform.system()})")
