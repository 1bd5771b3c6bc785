"""A mistake by name, and a way to make it: each bends a right draft the wrong way, to be tried against what was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from shoplatch.testing.explainer.draft import Draft


@dataclass(frozen=True, slots=True)
class Mistake:
    """What went wrong, what to do, and how sure that is.

    `shown`: making it again gives the very signature that was sent. `seen`: it stands in the request. `likely`: nothing
    else is left.
    """

    kind: str
    what: str
    fix: str
    sure: str = "shown"


@dataclass(frozen=True, slots=True)
class Bend:
    """One way to make a mistake."""

    mistake: Mistake
    make: Callable[[Draft], Draft]


def put(mistake: Mistake, part: str, value: object) -> Bend:
    """A mistake that puts another value in place of a draft's part."""
    return Bend(mistake, partial(_put, part, value))


def turn(mistake: Mistake, part: str, other: Callable[[Any], object]) -> Bend:
    """A mistake that makes another value out of a draft's part."""
    return Bend(mistake, partial(_turn, part, other))


def _put(part: str, value: object, draft: Draft) -> Draft:
    return replace(draft, **{part: value})  # type: ignore[arg-type]  # the part's own type, by the caller


def _turn(part: str, other: Callable[[Any], object], draft: Draft) -> Draft:
    return replace(draft, **{part: other(getattr(draft, part))})  # type: ignore[arg-type]  # as above
