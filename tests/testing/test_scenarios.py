"""Scenarios: each of the library holds, and fails where one of its expectations is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build
from shoplatch.cli.scenario import written
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.testing.desk.playground import Playground
from shoplatch.testing.scenarios import Scenario, Step, library, load, play_on, read
from shoplatch.testing.scenarios.playing import of_the_store

LIBRARY = {one.name: one for one in library()}
_CAPITALS = re.compile(r"\b[A-Z][A-Z_]{3,}\b")


def test_the_library_has_thirty_scenarios_and_each_expects_something() -> None:
    assert len(LIBRARY) >= 30
    assert all(one.expectations and one.why and one.title for one in LIBRARY.values())


@pytest.mark.parametrize("name", LIBRARY)
def test_each_scenario_of_the_library_holds(name: str, tiktok_playground: Playground) -> None:
    outcome = play_on(tiktok_playground, LIBRARY[name])
    assert outcome.holds, str(outcome)


@pytest.mark.parametrize("name", LIBRARY)
def test_each_scenario_fails_where_its_last_expectation_is_broken(name: str, tiktok_playground: Playground) -> None:
    fails_where_it_is_broken(tiktok_playground, LIBRARY[name], list(mutants(LIBRARY[name]))[-1])


@pytest.mark.long
@pytest.mark.parametrize("name", LIBRARY)
def test_each_scenario_fails_where_any_expectation_is_broken(name: str, tiktok_playground: Playground) -> None:
    broken = list(mutants(LIBRARY[name]))
    seen = {step.line for step in LIBRARY[name].expectations} - {step.line for step in of_the_store(LIBRARY[name])}
    assert {step.line for step in broken} == seen
    for step in broken:
        fails_where_it_is_broken(tiktok_playground, LIBRARY[name], step)


def fails_where_it_is_broken(playground: Playground, scenario: Scenario, broken: Step) -> None:
    steps = tuple(broken if step.line == broken.line else step for step in scenario.steps)
    outcome = play_on(playground, replace(scenario, steps=steps))
    assert outcome.failed == broken, f"{broken.text} {broken.table}: {outcome}"


def mutants(scenario: Scenario) -> Iterator[Step]:
    """Each expectation that can be looked at without a platform, broken in every place that says something."""
    for step in scenario.expectations:
        if step not in of_the_store(scenario):
            yield from _broken(step)


def _broken(step: Step) -> Iterator[Step]:
    for n, (path, value) in enumerate(step.table):
        if not step.text.startswith("no webhook"):
            other = "empty" if value == "any" else "something else"
            yield replace(step, table=(*step.table[:n], (path, other), *step.table[n + 1 :]))
    if step.text.startswith("no webhook"):
        shown = tuple(row for row in step.table if row[0] == "order_id")  # the others say what must not be
        yield replace(step, table=shown)
    elif step.text.startswith("a webhook"):
        yield replace(step, text=f"no{step.text[1:]}")
    elif found := re.search(r"\b(has (a|no) settlement|(more|less) than)\b", step.text):
        other = {"has a settlement": "has no settlement", "has no settlement": "has a settlement"}
        other |= {"more than": "less than", "less than": "more than"}
        yield replace(step, text=step.text.replace(found[0], other[found[0]]))
    elif step.text == "it succeeds":
        yield replace(step, text="it is refused with 1")
    elif found := re.search(r"\d+", step.text):
        yield replace(step, text=f"{step.text[: found.start()]}{int(found[0]) + 1}{step.text[found.end() :]}")
    elif found := _CAPITALS.search(step.text):
        yield replace(step, text=f"{step.text[: found.start()]}NO_SUCH_STATUS{step.text[found.end() :]}")


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("Then the order is UNPAID", "nothing is known as 'order' yet"),
        ("When a buyer orders 1 unit\n    Then the order is CANCELLED", "expected CANCELLED, found ON_HOLD"),
        ("When the buyer dances", "no step is worded so"),
        ("When the app calls order.no_such", "is not"),
        ("Given a JP shop", "no shop in JP"),
        (
            "When the app calls order.get_order_list\n      | page_size | 1 |\n    Then it answers\n      | no.such | 1 |",
            "has no 'no'",
        ),
    ],
)
def test_a_failure_says_what_is_there_instead(steps: str, said: str, tiktok_playground: Playground) -> None:
    (scenario,) = read(f"Feature: x\n  Scenario: y\n    {steps}\n")
    outcome = play_on(tiktok_playground, scenario)
    if said == "is not":  # a refused call is not yet a failure: the next expectation judges it
        (scenario,) = read(f"Feature: x\n  Scenario: y\n    {steps}\n    Then it succeeds\n")
        outcome = play_on(tiktok_playground, scenario)
        assert not outcome.holds
    else:
        assert said in str(outcome)


def test_what_is_no_scenario_is_refused(tmp_path: Path) -> None:
    for text in ("", "Feature: nothing in it", "hello"):
        with pytest.raises(InvalidRequest):
            read(text)
    with pytest.raises(NotFound, match="scenario list"):
        library(["nobody"])
    (tmp_path / "two.feature").write_text(
        "Feature: x\n  Scenario: a\n    Given a GB shop\n  Scenario: b\n    Given a US shop\n"
    )
    assert [one.name for one in load(tmp_path)] == ["two-1", "two-2"]


def test_a_scenario_is_written_as_it_was_read() -> None:
    for one in LIBRARY.values():
        (again,) = read(written(one))
        assert [(step.keyword, step.text, step.table) for step in again.steps] == [
            (step.keyword, step.text, step.table) for step in one.steps
        ]


def test_the_fixture_plays_one_by_name_and_by_path(tiktok_scenario: Callable[[str], None], tmp_path: Path) -> None:
    tiktok_scenario("token-ends")
    mine = tmp_path / "mine.feature"
    mine.write_text("Feature: x\n  Scenario: y\n    When a buyer orders 1 unit\n    Then the order is COMPLETED\n")
    with pytest.raises(AssertionError, match="expected COMPLETED, found ON_HOLD"):
        tiktok_scenario(str(mine))


def test_the_command_tells_each_and_writes_a_report(tmp_path: Path) -> None:
    mine = tmp_path / "mine.feature"
    mine.write_text("Feature: x\n  Scenario: y\n    When a buyer orders 1 unit\n    Then the order is COMPLETED\n")
    outcome = CliRunner().invoke(
        build(COMMANDS), ["scenario", "run", "token-ends", str(mine), "--junit", str(tmp_path / "report.xml")]
    )
    assert outcome.exit_code == 1
    assert "1 of 2 scenarios hold" in outcome.output
    assert "✗ then the order is COMPLETED" in outcome.output
    cases = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert (cases.get("tests"), cases.get("failures")) == ("2", "1")
