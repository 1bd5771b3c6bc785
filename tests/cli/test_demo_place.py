"""The folder of a demo: never somebody else's, and never a store that remembers a world that is gone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shoplatch.cli.demo.place import place
from shoplatch.errors import ConfigError


def later(path: Path, than: Path) -> None:
    os.utime(path, ns=(than.stat().st_mtime_ns + 1_000_000_000,) * 2)


def test_a_temporary_demo_leaves_nothing_behind() -> None:
    with place(None, seed=1) as here:
        (here.home / "something").write_text("x")
    assert not here.home.exists()


def test_a_new_folder_with_blanks_is_taken(tmp_path: Path) -> None:
    with place(tmp_path / "my demo", seed=1) as here:
        assert here.kept
        assert not here.anew


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("mine")
    with pytest.raises(ConfigError, match="is not empty and holds no demo"), place(tmp_path, seed=1):
        pass
    assert (tmp_path / "master.key").read_text() == "mine"


def test_a_demo_that_ended_well_goes_on(tmp_path: Path) -> None:
    with place(tmp_path, seed=1) as here:
        here.state_file.write_text("world")
    later(here.state_file, than=tmp_path / "demo.json")
    with place(tmp_path, seed=1) as again:
        assert not again.anew
        assert again.state_file.read_text() == "world"


def test_a_demo_that_was_killed_starts_anew(tmp_path: Path) -> None:
    with place(tmp_path, seed=1) as here:
        here.state_file.write_text("an older world")
    os.utime(here.state_file, ns=(1, 1))
    with place(tmp_path, seed=1) as again:
        assert again.anew
        assert not again.state_file.exists()


def test_another_seed_is_another_world(tmp_path: Path) -> None:
    with place(tmp_path, seed=1) as here:
        here.state_file.write_text("world")
    later(here.state_file, than=tmp_path / "demo.json")
    with place(tmp_path, seed=2) as again:
        assert again.anew
