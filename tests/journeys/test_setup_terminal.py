"""The guide as somebody meets it first: in a terminal it begins by itself, on a pipe it says how."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.platform import Running, environment_of
from tests.journeys.processes import erased

pytestmark = pytest.mark.long
SIGNS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


class Screen:
    """A terminal with somebody in front of it, who reads and types."""

    def __init__(self, wire: int) -> None:
        self._wire, self.shown = wire, ""

    def until(self, words: str, within_s: float = 90) -> None:
        """Read until the words are on the screen, behind what was read before."""
        deadline = time.monotonic() + within_s
        while words not in self.shown:
            assert time.monotonic() < deadline, f"{words!r} did not come:\n{self.shown[-3000:]}"
            if select.select([self._wire], [], [], 0.5)[0]:
                try:
                    self.shown += SIGNS.sub("", os.read(self._wire, 65536).decode(errors="replace"))
                except OSError:
                    assert words in self.shown, f"it ended before {words!r}:\n{self.shown[-3000:]}"
        self.shown = self.shown[self.shown.index(words) + len(words) :]

    def type(self, text: str) -> None:
        os.write(self._wire, f"{text}\n".encode())


@contextmanager
def terminal(house: Running, *arguments: str) -> Iterator[tuple[Screen, subprocess.Popen[bytes]]]:
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        house.command(*arguments), stdin=theirs, stdout=theirs, stderr=theirs,
        env={**house.environment, "TERM": "xterm", "COLUMNS": "110"}, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Screen(mine), process
    finally:
        process.kill()
        process.wait()
        os.close(mine)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "home", environment_of(tmp_path / "home"), tmp_path / "log")
    yield made
    erased(made.home)


def test_a_terminal_is_walked_from_the_first_question_and_goes_on_the_next_day(house: Running) -> None:
    with terminal(house, "setup") as (screen, process):
        screen.until("Welcome. This walks you")
        screen.until("Who are you?")
        screen.type("9")
        screen.until("One of 1 to 2, please.")
        screen.type("1")
        screen.until("Where are the shop's buyers?")
        screen.type("UK")
        screen.until("Walk where?")
        screen.type("1")
        screen.until("Do you have an app and its key already?")
        screen.type("n")
        screen.until("Step 1 of 8")
        screen.until("[l]eave")
        screen.type("l")
        screen.until("goes on from here")
        assert process.wait(30) == 0
    with terminal(house, "setup") as (screen, _):
        screen.until("Step 1 of 8")
        assert "Welcome" not in screen.shown


def test_a_pipe_is_told_how_to_begin_and_then_how_it_stands(house: Running) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "shoplatch", "--home", str(house.home), "setup"],
        capture_output=True, text=True, env=house.environment, stdin=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip
    assert told.returncode == 1
    begin = re.search(r"^  shoplatch (setup begin .*)$", told.stdout, re.MULTILINE)
    assert begin is not None, told.stdout + told.stderr
    house.shoplatch(*begin[1].split())
    assert "0 of 8 done" in house.shoplatch("setup").stdout
