"""Where a fault of ours is written down, so that the terminal can stay calm. Secrets of URLs are taken out."""

from __future__ import annotations

import traceback
from pathlib import Path

from shoplatch.config import load
from shoplatch.errors import ShoplatchError
from shoplatch.transport import redact

KEPT_BYTES = 1_000_000


def write_down(fault: BaseException, *, home: Path | None) -> str:
    """Append the traceback to `crash.log` in the home (None: as the settings say); gives the sentence that says where."""
    text = redact("".join(traceback.format_exception(fault)))
    again = "Run it again with --debug before the command to see the traceback."
    try:
        log = load(home=home).home / "crash.log"
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
