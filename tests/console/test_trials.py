"""Verifications and scenarios in the console: who may start them, what may be started, and that each is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from shoplatch.accounts.people import Person
from shoplatch.clock import SystemClock
from shoplatch.console.access import may
from shoplatch.console.pages.trials import sees
from shoplatch.console.trials import SCENARIOS, VERIFY, Trial, Trials, library
from shoplatch.errors import Conflict, NotFound
from shoplatch.testing import scenarios


def test_only_the_adapters_of_the_home_can_be_started(tmp_path: Path) -> None:
    trials = Trials(tmp_path, SystemClock())
    assert trials.adapters() == []
    (tmp_path / "adapters").mkdir()
    (tmp_path / "adapters" / "mine.toml").write_text("name = 'mine'")
    (tmp_path / "outside.toml").write_text("name = 'not mine'")
    assert trials.adapters() == ["mine"]
    assert trials.adapter("mine") == tmp_path / "adapters" / "mine.toml"
    for name in ("../outside", "", "mine.toml", "/etc/passwd"):
        with pytest.raises(NotFound, match="no adapter"):
            trials.adapter(name)


def test_the_library_is_told_as_the_terminal_tells_it() -> None:
    read = [(one.name, one.title, one.why, len(one.expectations)) for one in scenarios.library()]
    assert [(one["name"], one["title"], one["why"], one["expectations"]) for one in library()] == read


async def test_a_run_is_followed_kept_and_read_again_and_a_second_one_waits(tmp_path: Path) -> None:
    trials = Trials(tmp_path, SystemClock())
    begun = await trials.start(SCENARIOS, "token-ends", "ada", ["scenario", "run", "token-ends"])
    with pytest.raises(Conflict, match="token-ends is running"):
        await trials.start(VERIFY, "another", "ada", ["verify"])
    await trials.ended()
    kept = Trials(tmp_path, SystemClock()).one(SCENARIOS, begun.id)
    assert (kept.state, kept.expected, kept.by) == ("passed", 1, "ada")
    assert [(row["name"], row["holds"]) for row in kept.rows] == [("token-ends", True)]
    content, _ = trials.report(SCENARIOS, begun.id, "xml")
    assert b'failures="0"' in content
    for wrong in ("html", "../trial", ""):
        with pytest.raises(NotFound, match="no such report"):
            trials.report(SCENARIOS, begun.id, wrong)
    with pytest.raises(NotFound, match="no such run"):
        trials.one(VERIFY, f"../{SCENARIOS}/{begun.id}")


async def test_what_cannot_run_says_why_and_what_is_stopped_says_so(tmp_path: Path) -> None:
    trials = Trials(tmp_path, SystemClock())
    broken = await trials.start(VERIFY, "nothing", "ada", ["verify", str(tmp_path / "none.toml")])
    await trials.ended()
    assert trials.one(VERIFY, broken.id).state == "broken"
    assert "cannot be read" in trials.one(VERIFY, broken.id).error
    stopped = await trials.start(SCENARIOS, "all", "ada", ["scenario", "run"])
    await trials.stop()
    assert trials.current is None
    assert trials.one(SCENARIOS, stopped.id).state == "stopped"


@pytest.mark.parametrize("path", ["/verify", "/scenarios", "/verify/stop", "/scenarios/stop"])
def test_who_looks_may_read_runs_and_only_who_sets_up_may_start_one(path: str) -> None:
    analyst, owner = person("look"), person("look", "work", "setup")
    assert may(analyst, "/verify")
    assert may(analyst, "/scenarios/20261122-000000")
    assert not may(analyst, path, "POST")
    assert not may(person("look", "work"), path, "POST")
    assert may(owner, path, "POST")
    assert not may(None, "/verify")


def person(*rights: str, shops: tuple[str, ...] | None = None) -> Person:
    return Person("1", "ada", "of a test", shops, frozenset(rights))


def test_what_was_seen_of_a_connected_shop_is_for_those_who_have_the_shop() -> None:
    run = Trial("1", VERIFY, "Fernlight UK", "ada", "2026-11-22T00:00:00+00:00", shop="7")
    assert sees(person("look"), run)
    assert sees(person("look", shops=("7",)), run)
    assert not sees(person("look", shops=("8",)), run)
    both = Trial("1", SCENARIOS, "all", "ada", "2026-11-22T00:00:00+00:00", shop="7 8")
    assert not sees(person("look", shops=("8",)), both)
    assert sees(person("look", shops=("7", "8")), both)
    assert sees(person("look", shops=("8",)), Trial("1", VERIFY, "mine", "ada", "2026-11-22T00:00:00+00:00"))
