"""What a test may leave to the one after it: nothing. The state of the process before a test is held against that after it.

Two processes run thousands of tests in an order that is another each time; what one leaves makes another fail, once, and
nobody finds out why. A look costs less than a tenth of a millisecond. Warnings' filters and captured streams are pytest's
own to restore; sockets and files that nobody closed are errors already, as ResourceWarnings.
"""

from __future__ import annotations

import asyncio
import contextvars
import decimal
import gc
import locale
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

_SIGNALS = [getattr(signal, f"SIG{name}") for name in ("INT", "TERM", "HUP", "CHLD", "USR1", "USR2", "ALRM", "PIPE")]
_PYTESTS_OWN = b"PYTEST_CURRENT_TEST"
_CHILDREN = Path("/proc/self/task")
# One per process of tests, as long as it lasts: see tests/journeys/terminal.py.
_STAYS = ("tests.journeys.terminal",)
# Each server that starts sets up the one or shuts it off, and so does each pipeline with the other, for the process.
_THEIR_OWN = ("uvicorn.access", "dlt")
THREAD_ENDS_WITHIN_S = 5

State = dict[str, Any]


def state() -> State:
    """The state of this process that tests share, by what it is called."""
    context = decimal.getcontext()
    return {
        "working folder": os.getcwd(),
        "environment": {name: value for name, value in os.environ._data.items() if name != _PYTESTS_OWN},  # type: ignore[attr-defined]
        "umask": _umask(),
        "locale": locale.setlocale(locale.LC_ALL),
        "signal handlers": {one.name: signal.getsignal(one) for one in _SIGNALS},
        "sys.path": list(sys.path),
        "sys.argv": list(sys.argv),
        "sys.excepthook": sys.excepthook,
        "threading.excepthook": threading.excepthook,
        "recursion limit": sys.getrecursionlimit(),
        "switch interval": sys.getswitchinterval(),
        "garbage collection": (gc.isenabled(), gc.get_threshold()),
        "decimal context": (context.prec, context.rounding),
        "event loop policy": type(asyncio.events._event_loop_policy),  # type: ignore[attr-defined]  # the getter makes one
        "context variables": {
            variable.name: value for variable, value in contextvars.copy_context().items() if _ours(value, variable)
        },
        "loggers": _loggers(),
        "threads": {one for one in threading.enumerate() if not _of_a_server(one)},
        "child processes": _children(),
        "help options of commands": _help_options(),
    }


def left(before: State, after: State) -> list[str]:
    """What is not as it was, each in a sentence."""
    found = []
    for what, was in before.items():
        now = after[what]
        if was == now:
            continue
        if isinstance(was, dict):
            names = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
            found += [f"{what}: {name} was {was.get(name)!r}, is {now.get(name)!r}" for name in names]
        elif isinstance(was, set):
            found += [f"{what}: {one}" for one in sorted(map(str, now - was))]
        else:
            found.append(f"{what}: was {was!r}, is {now!r}")
    return found


def settled(before: State, *, within_s: float = THREAD_ENDS_WITHIN_S) -> State:
    """The state after a test. A thread or process that is about to end is waited for, a moment."""
    for thread in threading.enumerate():
        if thread not in before["threads"] and not _of_a_server(thread):
            thread.join(within_s)
    until = time.monotonic() + within_s
    while (new := _running(_children() - before["child processes"])) and time.monotonic() < until:
        threading.Event().wait(0.05)  # as one that is being stopped
    now = state()
    now["child processes"] = before["child processes"] | new
    now["threads"] |= before["threads"]  # one that ended is no harm
    return now


def _of_a_server(thread: threading.Thread) -> bool:
    """A helper of an event loop that runs in a thread of its own (a daemon, and so is what it starts), for several tests."""
    return thread.daemon and thread.name.startswith("asyncio_")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _ours(value: object, variable: contextvars.ContextVar[Any]) -> bool:
    if value is ...:  # structlog's word for a variable that is no longer set
        return False
    return variable.name != "decimal_context" and not type(value).__module__.startswith(("_pytest", "pytest"))


def _loggers() -> dict[str, object]:
    """Those that are not as logging makes them, and the root. What pytest hangs there is its own."""
    found: dict[str, object] = {"all": logging.root.manager.disable}
    for name, logger in (("root", logging.root), *logging.root.manager.loggerDict.items()):
        has = logger.__dict__
        if name in _THEIR_OWN:
            continue
        if any(map(has.get, ("handlers", "level", "disabled"))) or not has.get("propagate", True):
            handlers = [one for one in has["handlers"] if not _harmless(one)]
            if handlers or (has["level"], has["disabled"], has["propagate"]) != (0, False, True):
                found[name] = (has["level"], handlers, has["disabled"], has["propagate"])
    return found


@contextmanager
def loggers_put_back() -> Iterator[None]:
    """For what sets logging up, as a program that owns its process may."""
    every = {logger: _settings(logger) for logger in _every_logger()}
    try:
        yield
    finally:
        for logger in _every_logger():
            logger.level, logger.handlers, logger.disabled, logger.propagate = every.get(logger, (0, [], False, True))
        logging.root.manager._clear_cache()  # type: ignore[attr-defined]  # as setLevel does: what is enabled is remembered


def _every_logger() -> list[logging.Logger]:
    known = logging.root.manager.loggerDict.values()
    return [logging.root, *(one for one in known if isinstance(one, logging.Logger))]


def _settings(logger: logging.Logger) -> tuple[int, list[logging.Handler], bool, bool]:
    return logger.level, list(logger.handlers), logger.disabled, logger.propagate


def _harmless(handler: logging.Handler) -> bool:
    """Pytest's own, and what a library hangs there as it is imported, to be silent."""
    return isinstance(handler, logging.NullHandler) or type(handler).__module__.startswith("_pytest")


def _children() -> set[str]:
    """The processes that this one started and that are there still, by number."""
    found: set[str] = set()
    for thread in threading.enumerate():
        try:
            found.update((_CHILDREN / str(thread.native_id) / "children").read_text().split())
        except OSError:
            continue  # another system, or the thread has ended
    return found


def _running(children: set[str]) -> set[str]:
    """Those that run, without the one that stays; one that has ended and is not reaped yet is no harm."""
    found = set()
    for child in children:
        try:
            ended = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
            said = Path(f"/proc/{child}/cmdline").read_text()
        except OSError:
            continue
        if not ended and not any(name in said for name in _STAYS):
            found.add(child)
    return found


def _help_options() -> dict[str, object]:
    """Click keeps a command's help option as the first who showed it wanted it: a command shown alone, outside of our
    program, has no `-h` ever after."""
    from shoplatch.cli.table import COMMANDS

    return {
        name: ("-h", "--help")
        for section in COMMANDS
        for name, entry in section.entries.items()
        if (module := sys.modules.get(entry.module))
        and (option := vars(getattr(module, entry.attribute)).get("_help_option"))
        and option.opts != ["-h", "--help"]
    }


# What fills as it is used, and may: each holds facts that do not change while a process runs, under a key that says all
# they depend on, or hangs weakly on what it was made for.
CACHES = {
    "shoplatch.catalog.operations._opened": "an operation's facts, by its id",
    "shoplatch.client.shaping._made": "the class of a shape, by the shape's name",
    "shoplatch.client.reading._decoders": "what reads a type, by the type",
    "shoplatch.client.bodies._MADE": "the members of a body, by the operation's id",
    "shoplatch.simulator.in_shape._bytes_by_id": "an answer in shape, by the operation's id",
    "shoplatch.store.embedded.server._left_running": "servers whose process ended with them still serving; reaped later",
    "shoplatch.accounts.passwords._NOBODY": "the sealed password of nobody, made once",
}


def holdings(modules: dict[str, ModuleType]) -> dict[str, int]:
    """How much each list, dict and set at the level of a module of ours holds."""
    return {
        f"{path}.{name}": len(value)
        for path, module in modules.items()
        if path.startswith("shoplatch.") and module
        for name, value in vars(module).items()
        if isinstance(value, (list, dict, set)) and not name.startswith("__")
    }


def grown(before: dict[str, int], after: dict[str, int]) -> Iterator[str]:
    """What is not as large as it was, but for caches."""
    for name, size in before.items():
        if after.get(name, size) != size and name not in CACHES:
            yield f"{name} held {size}, holds {after[name]}"
