"""How a path stands: what pages, commands and reports show. Values alone."""

from __future__ import annotations

from dataclasses import dataclass

from shoplatch.accounts.apps import App
from shoplatch.accounts.credentials import Verdict
from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.results import Result, StepStatus
from shoplatch.store.guide import GuideRow


@dataclass(frozen=True, slots=True)
class Status:
    """A path and its eight steps as they stand."""

    path: GuideRow
    steps: tuple[StepStatus, ...]
    app: App | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.state == "done" for one in self.steps)

    @property
    def current(self) -> StepStatus:
        """The step to do next: the first that is not done; the last where all are."""
        return next((one for one in self.steps if one.state != "done"), self.steps[-1])

    @property
    def complete(self) -> bool:
        """All eight are done."""
        return self.done == len(self.steps)

    def step(self, step_id: str) -> StepStatus:
        """One step. Raises NotFound."""
        facts.step(step_id)
        return next(one for one in self.steps if one.step.id == step_id)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a key and a secret that were entered. `sealed`: they were right and are in the vault."""

    sealed: bool
    verdict: Verdict
    results: tuple[Result, ...]
