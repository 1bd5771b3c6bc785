"""What a grant allows, set against what the operations need.

A grant's scopes are fixed until the seller authorizes again, whatever is later switched on in the app (platform.md
section 1). Which scope an operation needs is the catalog's fact; this file only compares. It never asks the platform.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shoplatch.catalog.reader import operation, scope_rule
from shoplatch.errors import PermissionMissing

TRUSTED = frozenset({"high", "medium"})


@dataclass(frozen=True, slots=True)
class Gap:
    """An operation the grant does not cover: any one of `scopes` would do. `certain` is false where the catalog guesses."""

    operation: str
    scopes: tuple[str, ...]
    certain: bool


def gaps(granted: Collection[str], operations: Iterable[str]) -> list[Gap]:
    """The operations that `granted` does not cover. An operation without a known scope counts as covered."""
    found = []
    for name in operations:
        rule = scope_rule(operation(name))
        if rule.scopes and not set(rule.scopes) & set(granted):
            found.append(Gap(name, tuple(rule.scopes), rule.confidence in TRUSTED))
    return found


def purposes() -> Mapping[str, tuple[str, ...]]:
    """What this platform does with a grant: purpose in words to the operations it calls."""
    return _purposes()


def missing_purposes(granted: Collection[str]) -> dict[str, list[Gap]]:
    """The purposes a grant does not cover, each with its gaps; empty when everything may run."""
    found = {purpose: gaps(granted, operations) for purpose, operations in purposes().items()}
    return {purpose: missing for purpose, missing in found.items() if missing}


def require(granted: Collection[str], name: str, *, shop: str | None = None) -> None:
    """Refuse before sending what TikTok would refuse with 105005.

    Raises:
        PermissionMissing: no granted scope covers the operation, and the catalog is sure of the rule.
    """
    certain = [gap for gap in gaps(granted, [name]) if gap.certain]
    if certain:
        raise PermissionMissing(
            f"The grant lacks {_either(certain[0].scopes)}",
            shop=shop,
            operation=name,
            next_step=how_to_get(certain[0].scopes),
        )


def how_to_get(scopes: Collection[str]) -> str:
    """The steps from a missing scope to a working grant, as one sentence."""
    return (
        f"Switch on {_either(scopes)} for the app in Partner Center (API management), then let the seller authorize again: "
        "a grant keeps the scopes it was given."
    )


def _either(scopes: Collection[str]) -> str:
    names = " or ".join(sorted(scopes))
    return f"the scope {names}" if len(scopes) == 1 else f"one of the scopes {names}"


@cache
def _purposes() -> Mapping[str, tuple[str, ...]]:
    text = files("shoplatch.accounts").joinpath("wanted.json").read_text(encoding="utf-8")
    return {purpose: tuple(operations) for purpose, operations in json.loads(text)["purposes"].items()}
