"""A process that another one started leaves when that one is gone: nothing of ours outlives its owner, not even kill -9.

The owner holds the other end of our standard input. When it dies, however it dies, the pipe closes and we stop ourselves.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

import click


def _tie(_: click.Context, __: click.Parameter, wanted: object) -> None:
    if wanted:
        threading.Thread(target=_wait, name="tether", daemon=True).start()


def _wait() -> None:
    while True:
        try:
            if not os.read(sys.stdin.fileno(), 4096):
                break
        except OSError:
            break
    signal.raise_signal(signal.SIGTERM) if sys.platform == "win32" else os.kill(os.getpid(), signal.SIGTERM)


tether_option = click.option(
    "--tether", is_flag=True, hidden=True, expose_value=False, callback=_tie, help="Stop when standard input closes."
)
