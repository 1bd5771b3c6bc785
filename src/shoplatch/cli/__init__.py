"""The terminal: every command of Shoplatch. Each loads only when it is called, so that `--help` stays instant."""

from __future__ import annotations

from shoplatch.cli.frame import run
from shoplatch.cli.table import COMMANDS


def main() -> None:
    """The program `shoplatch`."""
    run(COMMANDS)
