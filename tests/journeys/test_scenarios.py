"""Scenarios with a platform: its store is held against what the files expect of it, and every expectation can fail."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.testing.scenarios import Outcome, Scenario, Step, library, play_on
from shoplatch.testing.scenarios.house import House
from shoplatch.testing.scenarios.playing import judged_again, of_the_store

BROKEN = """Feature: x
  Scenario: What the store has is not what is expected
    Given a GB shop
    And a SKU on sale, with its stock
    When the buyer orders 2 units of it
    Then the order is ON_HOLD
    And the store has the order
      | status | COMPLETED |
"""


def test_the_store_is_held_against_the_file_and_a_failure_shows_its_rows(
    tiktok_platform: House, tiktok_platform_scenario: Callable[[str], None], tmp_path: Path
) -> None:
    tiktok_platform_scenario("cancel-by-seller")  # webhooks
    tiktok_platform_scenario("stock-write-and-read")  # what no webhook brings
    (tmp_path / "mine.feature").write_text(BROKEN)
    outcome = CliRunner().invoke(
        build(COMMANDS),
        ["--home", str(tiktok_platform.home), "scenario", "run", str(tmp_path / "mine.feature"), "--connected", "--json"],
    )
    (told,) = json.loads(outcome.stdout)
    assert (outcome.exit_code, told["failed_step"]) == (1, "the store has the order")
    assert (told["expected"], told["found"]) == ("COMPLETED", "ON_HOLD")
    assert re.fullmatch(r"orders \d+: status", told["where"])
    assert '"status": "ON_HOLD"' in told["exhibits"][-1]["body"]


@pytest.mark.long
def test_every_scenario_holds_on_our_platform_and_each_expectation_of_its_store_can_fail(tiktok_platform: House) -> None:
    """A broken expectation is judged by the very facts that the right one was; a few are played again from the start."""
    outcomes = [play_on(tiktok_platform, one) for one in library()]
    assert [str(one) for one in outcomes if not one.holds] == []
    assert [one.scenario.name for one in outcomes if not of_the_store(one.scenario)] == []
    assert [(one.scenario.name, step.text) for one in outcomes for step in one.left_out] == []
    missed = [(outcome.scenario.name, step) for outcome in outcomes for step in unnoticed(outcome)]
    assert missed == []
    for name in ("refund-only", "stock-not-all-warehouses", "settled-in-dollars"):
        (scenario,) = library([name])
        for step in of_the_store(scenario):
            fails_where_it_is_broken(tiktok_platform, scenario, next(broken(step)))


def unnoticed(outcome: Outcome) -> Iterator[Step]:
    """Broken expectations of the store that hold all the same."""
    for step in of_the_store(outcome.scenario):
        (kept,) = [one for one in outcome.kept if one.line == step.line]
        assert judged_again(step, kept) == ""
        mutants = list(broken(step))
        assert mutants, f"{step.text} cannot be broken"
        yield from (one for one in mutants if not judged_again(one, kept))


def fails_where_it_is_broken(house: House, scenario: Scenario, wrong: Step) -> None:
    steps = tuple(wrong if step.line == wrong.line else step for step in scenario.steps)
    outcome = play_on(house, replace(scenario, steps=steps))
    assert outcome.failed == wrong, f"{wrong.text} {wrong.table}: {outcome}"
    assert outcome.exhibits


def broken(step: Step) -> Iterator[Step]:
    """The expectation, broken in every place that says something."""
    for n, (path, value) in enumerate(step.table):
        other = "empty" if value == "any" else "any" if value == "empty" else "something else"
        yield replace(step, table=(*step.table[:n], (path, other), *step.table[n + 1 :]))
    if found := re.search(r"\d+", step.text):
        yield replace(step, text=f"{step.text[: found.start()]}{int(found[0]) + 1}{step.text[found.end() :]}")
    turned = {"by webhook": "by reconcile", "has the": "no longer shows the", "grant is ": "grant is not_", "fresh": "late"}
    for right, wrong in turned.items():
        if right in step.text:
            yield replace(step, text=step.text.replace(right, wrong))
