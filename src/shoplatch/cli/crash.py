"""Where a fault of ours is written down, so that the terminal can stay calm. Secrets of URLs are taken out."""

from __future__ import annotations

import traceback
from pathlib import Path

import click

from shoplatch.config import load
from shoplatch.errors import ShoplatchError
from shoplatch.transport import redact

KEPT_BYTES = 1_000_000


def write_down(fault: BaseException) -> str:
    """Append the traceback to `crash.log` in the home; gives the sentence that says where it is."""
    text = redact("".join(traceback.format_exception(fault)))
    again = "Run it again with --debug before the command to see the traceback."
    try:
        context = click.get_current_context(silent=True)
        log = load(home=context.find_root().obj if context else None).home / "crash.log"
        _append(log, text)
    except (OSError, ShoplatchError):
        return again
    return f"The traceback is in {log}. {again}"


def _append(log: Path, text: str) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > KEPT_BYTES:
        log.replace(log.with_suffix(".log.1"))
    with log.open("a", encoding="utf-8") as file:
        log.chmod(0o600)
        file.write(text + "\n")
