"""The register of checks, and what one finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One request that was seen: a call of the integration, or a webhook to it.

    `signed` is the string the platform signs, with `{app_secret}` where the secret stands; `answer` what was answered.
    """

    request: str
    signed: str = ""
    payload: str = ""
    answer: str = ""
    took_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. `state` is passed, failed or skipped; `evidence` is what was seen, `fix` what to do about it."""

    check: str
    group: str
    title: str
    state: str
    evidence: str = ""
    cause: str = ""
    fix: str = ""
    elapsed_ms: float = 0.0
    exhibits: tuple[Exhibit, ...] = ()


class Failed(Exception):
    """A check does not hold."""

    def __init__(self, evidence: str, cause: str = "", fix: str = "") -> None:
        super().__init__(evidence)
        self.evidence, self.cause, self.fix = evidence, cause, fix


class Skipped(Exception):
    """A check cannot be made here; the sentence says why."""


class Follows(Skipped):
    """A check cannot be made, because another one failed: what needs this one cannot be made either."""


Look = Callable[[Any], str | None]
"""Takes the `BenchTop` (which knows this file, so it is not named here) and gives what it saw."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing an integration must do. `fix` says what to do where it does not; `look` gives what it saw."""

    name: str
    group: str
    title: str
    fix: str
    look: Look


CHECKS: list[Check] = []


def check(name: str, title: str, *, fix: str) -> Callable[[Look], Look]:
    """Register a check; the part of its name before the dot is its group."""

    def registered(look: Look) -> Look:
        CHECKS.append(Check(name, name.partition(".")[0], title, fix, look))
        return look

    return registered
