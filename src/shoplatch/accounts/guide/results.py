"""What checks found, and what follows for a step: pure, so that every page and command says the same.

A result is good, warn (works, look at it), wait (in somebody's hands), bad (with what to do) or todo (could not be looked
at yet). A step is done when its checks are, when somebody marked it with evidence, or when a later check proves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import msgspec

from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.facts import Step

Tone = Literal["good", "warn", "wait", "bad", "todo"]
State = Literal["done", "waiting", "problem", "open", "locked"]


class Result(msgspec.Struct, frozen=True):
    """What one check found. `text` says it, `small` shows the evidence, `do` says what to do next."""

    check: str
    tone: Tone
    text: str
    small: str = ""
    do: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person noted about a step that no machine can look at."""

    note: str
    dated: date | None
    file_name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepStatus:
    """One step as it stands. `summary` is one line for lists."""

    number: int
    step: Step
    state: State
    summary: str
    results: tuple[Result, ...]
    evidence: Evidence | None
    checked_at: datetime | None


def judge_all(
    results: Mapping[str, Result], evidence: Mapping[str, Evidence], *, start: str | None = None
) -> tuple[StepStatus, ...]:
    """Every step, in order: a step is locked until the one before it is done.

    `results` by check id, `evidence` by step id. `start` is the first step of somebody who brought an app along: those
    before it are not asked for, and count as soon as something proves them.
    """
    found: list[StepStatus] = []
    unlocked = True
    waived = start in facts.step_ids()
    for number, step in enumerate(facts.steps(), 1):
        waived = waived and step.id != start
        mine = tuple(results[check] for check in step.checks if check in results)
        noted = evidence.get(step.id)
        state = _state(step, mine, noted, results)
        if state == "open" and not unlocked and not waived:
            state = "locked"
        times = [one.at for one in mine if one.at is not None]
        found.append(
            StepStatus(number, step, state, _summary(step, state, mine, noted), mine, noted, max(times, default=None))
        )
        unlocked = state == "done" or waived
    return tuple(found)


def _state(step: Step, mine: Sequence[Result], noted: Evidence | None, every: Mapping[str, Result]) -> State:
    tones = {one.tone for one in mine}
    if "bad" in tones:
        return "problem"
    if "wait" in tones:
        return "waiting"
    proof = every.get(step.proved_by) if step.proved_by else None
    if noted is not None or (proof is not None and proof.tone in ("good", "warn")):
        return "done"
    looked_at_all = {one.check for one in mine if one.tone in ("good", "warn")} >= set(step.checks)
    return "done" if looked_at_all else "open"


def _summary(step: Step, state: State, mine: Sequence[Result], noted: Evidence | None) -> str:
    """The line under a step's title."""
    wanted = {"problem": "bad", "waiting": "wait"}.get(state)
    if wanted is not None:
        return next(one.text for one in mine if one.tone == wanted)
    if state == "locked":
        return "after the step before"
    if state == "done":
        if noted is not None:
            day = noted.dated or noted.at.date()
            return f"{noted.note or noted.file_name or 'marked'}, {day.day} {day:%b}"
        told = [one for one in mine if one.tone in ("warn", "good")]
        head = [one for one in told if one.check == step.headline]
        return (head or told)[-1].text if told else "proved by a later step"
    left = [check for check in step.checks if check not in {one.check for one in mine if one.tone in ("good", "warn")}]
    looked = len(step.checks) - len(left)
    return f"{looked} of {len(step.checks)} checks passed" if looked else "not begun"
