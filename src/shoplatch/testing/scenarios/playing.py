"""Plays scenarios: each on a fresh shop, step by step, until the first that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shoplatch.errors import ShoplatchError
from shoplatch.testing.desk.playground import Playground, playground
from shoplatch.testing.scenarios import given, settled, then, when
from shoplatch.testing.scenarios.reading import Scenario, Step
from shoplatch.testing.scenarios.stage import Unmet, stage_on
from shoplatch.testing.scenarios.steps import do

_WORDS = (given, when, then, settled)  # importing them registers their steps


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a scenario went: `failed` is the step that does not hold, and `why` says what is there instead."""

    scenario: Scenario
    failed: Step | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether every step did."""
        return self.failed is None

    def __str__(self) -> str:
        if self.failed is None:
            return f"{self.scenario.name}: holds"
        place = f"{self.scenario.source}:{self.failed.line}"
        return f"{self.scenario.name} ({place}): {self.failed.keyword.title()} {self.failed.text}\n  {self.why}"


def play(scenarios: Iterable[Scenario]) -> Iterator[Outcome]:
    """Play scenarios one after the other, on a simulator that is started for them and stopped at the end."""
    with playground() as running:
        for scenario in scenarios:
            yield play_on(running, scenario)


def play_on(running: Playground, scenario: Scenario) -> Outcome:
    """Play one on a fresh world of a running playground."""
    with stage_on(running) as stage:
        for step in scenario.steps:
            try:
                do(step, stage)
            except Unmet as unmet:
                return Outcome(scenario, step, str(unmet))
            except ShoplatchError as failure:
                return Outcome(scenario, step, f"the call was refused: {failure}")
    return Outcome(scenario)
