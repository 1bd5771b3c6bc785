"""Plays scenarios: each on a scene of its own, step by step, until the first that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shoplatch.errors import ShoplatchError
from shoplatch.testing.desk.playground import Playground, playground
from shoplatch.testing.scenarios import given, settled, stored, then, when
from shoplatch.testing.scenarios.exhibits import Exhibit, Unmet
from shoplatch.testing.scenarios.reading import Scenario, Step
from shoplatch.testing.scenarios.stage import Ground, Shop, Stage, stage_on
from shoplatch.testing.scenarios.steps import do, meant
from shoplatch.testing.scenarios.store_side import Kept, Remembered, StoreSide

_WORDS = (given, when, then, settled, stored)  # importing them registers their steps


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a scenario went: `failed` is the step that does not hold, and `why` says what is there instead.

    `expected` and `found` are the two values where the step is about one, `where` is its place, `next_step` what to look at,
    `exhibits` the calls, webhooks and rows it was judged by. `left_out` are the expectations of a store that nobody looked
    at, because there was no platform; `kept` are the looks at the store.
    """

    scenario: Scenario
    failed: Step | None = None
    why: str = ""
    expected: str = ""
    found: str = ""
    where: str = ""
    next_step: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    left_out: tuple[Step, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every step did that was looked at."""
        return self.failed is None

    def __str__(self) -> str:
        if self.failed is None:
            return f"{self.scenario.name}: holds"
        place = f"{self.scenario.source}:{self.failed.line}"
        lines = [f"{self.scenario.name} ({place}): {self.failed.keyword.title()} {self.failed.text}", f"  {self.why}"]
        lines += [f"  where: {self.where}"] if self.where else []
        lines += [f"  next: {self.next_step}"] if self.next_step else []
        for one in self.exhibits[-2:]:
            lines += [f"  {one.kind} {one.title}", *(f"    {line}" for line in one.body.splitlines()[:40])]
        return "\n".join(lines)


def play(scenarios: Iterable[Scenario]) -> Iterator[Outcome]:
    """Play scenarios one after the other, on a simulator that is started for them and stopped at the end."""
    with playground() as running:
        for scenario in scenarios:
            yield play_on(running, scenario)


def play_on(ground: Playground | Ground, scenario: Scenario) -> Outcome:
    """Play one: on a fresh world of a running playground, or in the world that a platform is connected to."""
    left_out: list[Step] = []
    with stage_on(ground) as stage:
        for step in scenario.steps:
            stage.at_line(step.line)
            try:
                if not do(step, stage):
                    left_out.append(step)
            except Unmet as unmet:
                return _failed(scenario, step, stage, unmet, left_out)
            except ShoplatchError as failure:
                refused = Unmet(f"the call was refused: {failure}", found=str(failure))
                return _failed(scenario, step, stage, refused, left_out)
        return Outcome(scenario, left_out=tuple(left_out), kept=tuple(stage.kept))


def _failed(scenario: Scenario, step: Step, stage: Stage, unmet: Unmet, left_out: list[Step]) -> Outcome:
    return Outcome(
        scenario, step, str(unmet), unmet.expected, unmet.found, unmet.where, unmet.next_step,
        stage.exhibits, tuple(left_out), tuple(stage.kept),
    )  # fmt: skip


def of_the_store(scenario: Scenario) -> tuple[Step, ...]:
    """The expectations of a scenario that look at the store."""
    return tuple(one for one in scenario.expectations if (known := meant(one)) is not None and known.store)


def judged_again(step: Step, kept: Kept) -> str:
    """Why an expectation of the store does not hold against the facts of an earlier look; "" where it does.

    Raises:
        KeyError: it asks for other facts than that look brought.
    """
    stage = Stage(_Before(Remembered(kept)))
    stage.noted.update(kept.noted)
    try:
        do(step, stage)
    except Unmet as unmet:
        return str(unmet)
    return ""


class _Before:
    """A ground that nobody plays on: what was seen there is remembered."""

    def __init__(self, store: StoreSide) -> None:
        self.store: StoreSide | None = store

    def scene(self, world: str) -> Shop:
        """There is none. Raises Unmet."""
        raise Unmet(f"nothing is played here; {world} was asked for")
