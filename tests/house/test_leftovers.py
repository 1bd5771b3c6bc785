"""The guard that no test leaves its traces to the next one (tests/leftovers.py) sees each kind of trace."""

from __future__ import annotations

import decimal
import gc
import locale
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextvars import ContextVar
from types import ModuleType

import pytest

from shoplatch.cli.explain import command as explain
from tests.leftovers import grown, holdings, left, settled, state

_SAID: ContextVar[str] = ContextVar("said")
Undo = Callable[[], object]


def moved() -> Undo:
    was = os.getcwd()
    os.chdir("/")
    return lambda: os.chdir(was)


def environment_changed() -> Undo:
    os.environ["SHOPLATCH_LEFT"] = "1"
    return lambda: os.environ.pop("SHOPLATCH_LEFT")


def umask_changed() -> Undo:
    was = os.umask(0o137)
    return lambda: os.umask(was)


def locale_changed() -> Undo:
    was = locale.setlocale(locale.LC_ALL)
    other = "C" if was != "C" else "C.UTF-8"
    locale.setlocale(locale.LC_ALL, other)
    return lambda: locale.setlocale(locale.LC_ALL, was)


def signal_taken() -> Undo:
    was = signal.signal(signal.SIGTERM, lambda *_: None)
    return lambda: signal.signal(signal.SIGTERM, was)


def path_grown() -> Undo:
    sys.path.append("/nowhere")
    return lambda: sys.path.remove("/nowhere")


def arguments_changed() -> Undo:
    sys.argv.append("--debug")
    return sys.argv.pop


def hook_changed() -> Undo:
    was = sys.excepthook
    sys.excepthook = lambda *_: None
    return lambda: setattr(sys, "excepthook", was)


def threads_hook_changed() -> Undo:
    was = threading.excepthook
    threading.excepthook = lambda _: None
    return lambda: setattr(threading, "excepthook", was)


def depth_changed() -> Undo:
    was = sys.getrecursionlimit()
    sys.setrecursionlimit(was + 1)
    return lambda: sys.setrecursionlimit(was)


def switching_changed() -> Undo:
    was = sys.getswitchinterval()
    sys.setswitchinterval(was * 2)
    return lambda: sys.setswitchinterval(was)


def collection_off() -> Undo:
    gc.disable()
    return gc.enable


def rounding_changed() -> Undo:
    was = decimal.getcontext().rounding
    decimal.getcontext().rounding = decimal.ROUND_UP
    return lambda: setattr(decimal.getcontext(), "rounding", was)


def context_kept() -> Undo:
    token = _SAID.set("something")
    return lambda: _SAID.reset(token)


def level_changed() -> Undo:
    logging.getLogger("shoplatch.left").setLevel(logging.DEBUG)
    return lambda: logging.getLogger("shoplatch.left").setLevel(logging.NOTSET)


def root_handler_kept() -> Undo:
    handler = logging.StreamHandler()
    logging.root.addHandler(handler)
    return lambda: logging.root.removeHandler(handler)


def logging_off() -> Undo:
    logging.disable(logging.ERROR)
    return lambda: logging.disable(logging.NOTSET)


def process_running() -> Undo:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)

    def undo() -> None:
        process.communicate()

    return undo


def command_shown_alone() -> Undo:
    explain._help_option = None  # as in a process where nobody asked yet
    explain.make_context("explain", ["105002"])
    return lambda: setattr(explain, "_help_option", None)


@pytest.mark.parametrize(
    ("leave", "said"),
    [
        (moved, "working folder: "),
        (environment_changed, "environment: b'SHOPLATCH_LEFT' was None, is b'1'"),
        (umask_changed, "umask: "),
        (locale_changed, "locale: "),
        (signal_taken, "signal handlers: SIGTERM"),
        (path_grown, "sys.path: "),
        (arguments_changed, "sys.argv: "),
        (hook_changed, "sys.excepthook: "),
        (threads_hook_changed, "threading.excepthook: "),
        (depth_changed, "recursion limit: "),
        (switching_changed, "switch interval: "),
        (collection_off, "garbage collection: "),
        (rounding_changed, "decimal context: "),
        (context_kept, "context variables: said was None, is 'something'"),
        (level_changed, "loggers: shoplatch.left "),
        (root_handler_kept, "loggers: root "),
        (logging_off, "loggers: all "),
        (process_running, "child processes: "),
        (command_shown_alone, "help options of commands: explain "),
    ],
)
def test_what_is_left_is_told(leave: Callable[[], Undo], said: str) -> None:
    before = state()
    undo = leave()
    try:
        found = left(before, settled(before, within_s=0.1))
    finally:
        undo()
    assert [one[: len(said)] for one in found] == [said]
    assert left(before, settled(before)) == []


def test_a_thread_that_goes_on_is_told() -> None:
    before, go = state(), threading.Event()
    thread = threading.Thread(target=go.wait, name="went on", daemon=True)
    thread.start()
    try:
        found = left(before, settled(before, within_s=0))
    finally:
        go.set()
    assert len(found) == 1
    assert "went on" in found[0]
    assert left(before, settled(before)) == []  # waits for the one that is about to end


def test_a_module_that_holds_more_than_before_is_told() -> None:
    module = ModuleType("shoplatch.left")
    module.HELD = {"a": 1}  # type: ignore[attr-defined]
    before = holdings({"shoplatch.left": module})
    module.HELD["b"] = 2  # type: ignore[attr-defined]
    assert list(grown(before, holdings({"shoplatch.left": module}))) == ["shoplatch.left.HELD held 1, holds 2"]
    assert list(grown(before, before)) == []
