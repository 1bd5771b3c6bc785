"""The note of what runs, and the lock that lets one supervisor have a home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shoplatch.errors import ConfigError
from shoplatch.serve.record import OnlyOne, Record


def note(home: Path, *, pid: int | None = None) -> Record:
    record = Record(home)
    record.write(address="http://127.0.0.1:1", listening="http://127.0.0.1:1", started_at="now", pids={"web": 7})
    if pid is not None:
        text = json.loads((home / "serve.json").read_text())
        (home / "serve.json").write_text(json.dumps({**text, "pid": pid}))
    return record


def test_the_note_names_the_processes_and_the_address(tmp_path: Path) -> None:
    said = note(tmp_path).read()
    assert said is not None
    assert said["pid"] == os.getpid()
    assert said["web"] == 7
    assert said["address"] == "http://127.0.0.1:1"


def test_a_note_of_a_process_that_is_gone_counts_as_none(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert note(tmp_path, pid=gone.pid).read() is None


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"pid": "x"}'])
def test_a_damaged_note_counts_as_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "serve.json").write_text(text)
    assert Record(tmp_path).read() is None


def test_a_cleared_note_is_gone_and_clearing_twice_is_harmless(tmp_path: Path) -> None:
    record = note(tmp_path)
    record.clear()
    record.clear()
    assert record.read() is None


def test_a_second_supervisor_of_a_home_is_told_where_the_first_one_answers(tmp_path: Path) -> None:
    note(tmp_path)
    with OnlyOne(tmp_path), pytest.raises(ConfigError, match=r"already runs on .* at http://127\.0\.0\.1:1"):
        OnlyOne(tmp_path).__enter__()


def test_the_home_is_free_again_when_its_holder_has_left(tmp_path: Path) -> None:
    with OnlyOne(tmp_path):
        pass
    with OnlyOne(tmp_path):
        pass
