"""Many commands of the terminal at little cost: each in a process of its own, forked from one that has imported everything.

Importing the platform takes a second of one core, which forty commands would each pay again. Run as
`python -m tests.journeys.terminal AT_ONCE` with a JSON list of [arguments, environment] on standard input;
out comes one of [exit code, output, errors]. With 0 it stays:
a line [arguments, environment, seconds, input] in, a line out.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """How one command ended and what it said."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str


def asked(
    home: Path, commands: Sequence[Sequence[str]], environment: Mapping[str, str], *, within_s: float = 300
) -> list[Said]:
    """Run every command on this home, some at once, and tell how each ended."""
    return each_asked([(("--home", str(home), *command), environment) for command in commands], within_s=within_s)


def each_asked(
    jobs: Sequence[tuple[Sequence[str], Mapping[str, str]]],
    *,
    within_s: float = 300,
    at_once: int = 2,
    start: Sequence[str] = (),
    cwd: Path | None = None,
) -> list[Said]:
    """Run commands each in an environment of its own, in order; `arguments` come back without the home.

    `start` is what the interpreter is started by (to be another user); `cwd` is where they run.
    """
    process = subprocess.Popen(
        [*start, sys.executable, "-m", "tests.journeys.terminal", str(at_once)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    try:
        asked_for = json.dumps([[list(arguments), dict(environment)] for arguments, environment in jobs])
        out, err = process.communicate(asked_for, timeout=within_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)  # the commands too: each would go on by itself
        process.communicate()
        raise
    assert process.returncode == 0, err
    return [
        Said(tuple(arguments[2:] if arguments[0] == "--home" else arguments), code, out, err)
        for (arguments, _), (code, out, err) in zip(jobs, json.loads(out), strict=True)
    ]


class Staying:
    """One such process that stays for all the tests of a run, and does one command after another."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.terminal", "0"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        atexit.register(self._end)

    def _end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)

    def ask(
        self, arguments: Sequence[str], environment: Mapping[str, str], *, within_s: float, given: str | None = None
    ) -> Said:
        """Run one command to its end; `given` comes in by a pipe. Raises TimeoutExpired, as `subprocess.run` does."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._one_at_a_time:
            self._process.stdin.write(json.dumps([list(arguments), dict(environment), within_s, given]) + "\n")
            self._process.stdin.flush()
            code, out, err = json.loads(self._process.stdout.readline())
        if code is None:
            raise subprocess.TimeoutExpired(list(arguments), within_s, out, err)
        return Said(tuple(arguments), code, out, err)


@cache
def staying() -> Staying:
    """The one of this process of the tests."""
    return Staying()


def main(at_once: int) -> None:
    _import_everything()
    if at_once == 0:
        _stay()
        return
    jobs: list[tuple[list[str], dict[str, str]]] = json.load(sys.stdin)
    running: dict[int, int] = {}
    ended: dict[int, tuple[int, str, str]] = {}
    folder = tempfile.mkdtemp(prefix="terminal-")
    for number, (arguments, environment) in enumerate(jobs):
        if len(running) == at_once:
            _take(running, ended, folder)
        pid = os.fork()
        if pid == 0:
            _become(folder, number, arguments, environment)
        running[pid] = number
    while running:
        _take(running, ended, folder)
    shutil.rmtree(folder)
    json.dump([ended[number] for number in range(len(jobs))], sys.stdout)


def _import_everything() -> None:
    import shoplatch.app
    from shoplatch.cli.table import COMMANDS

    for section in COMMANDS:
        for entry in section.entries.values():
            importlib.import_module(entry.module)
    assert shoplatch.app


def _stay() -> None:
    folder = tempfile.mkdtemp(prefix="terminal-")  # not as a context: a fork would leave it too
    for number, line in enumerate(sys.stdin):
        arguments, environment, within_s, given = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(folder, number, arguments, environment, given)
        code = _ended(pid, within_s)
        said = [Path(f"{folder}/{number}.{name}") for name in ("out", "err")]
        print(json.dumps([code, *(file.read_text() for file in said)]), flush=True)
        for file in said:
            file.unlink()
    shutil.rmtree(folder)


def _ended(pid: int, within_s: float) -> int | None:
    """The exit code of a fork; None if it had to be killed because its time was over."""
    timer = threading.Timer(within_s, os.kill, (pid, signal.SIGKILL))
    timer.start()
    _, status = os.waitpid(pid, 0)
    late = not timer.is_alive()
    timer.cancel()
    timer.join()
    return None if late else os.waitstatus_to_exitcode(status)


def _become(
    folder: str, number: int, arguments: list[str], environment: dict[str, str], given: str | None = None
) -> NoReturn:
    """In the fork: be that command, to its very end, as its own process would."""
    from shoplatch.cli import main as program

    for target, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{folder}/{number}.{name}", os.O_WRONLY | os.O_CREAT, 0o600), target)
    if given is None:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    else:
        reading, writing = os.pipe()
        os.write(writing, given.encode())  # a few lines: they fit into the pipe
        os.close(writing)
        os.dup2(reading, 0)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.argv = ["shoplatch", *arguments]
    os.environ.clear()
    os.environ.update(environment)
    sys.exit(program())


def _take(running: dict[int, int], ended: dict[int, tuple[int, str, str]], folder: str) -> None:
    pid, status = os.wait()
    number = running.pop(pid)
    out, err = (Path(f"{folder}/{number}.{name}").read_text() for name in ("out", "err"))
    ended[number] = (os.waitstatus_to_exitcode(status), out, err)


if __name__ == "__main__":
    main(int(sys.argv[1]))
