"""The store's side of a scenario as its steps see it: rows, once they had every reason to be there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from shoplatch.testing.scenarios.exhibits import Unmet

Facts = Any  # what was looked up: rows as mappings, lists of them, or plain values
Lookup = Callable[["Rows"], Awaitable[Facts]]
Judge = Callable[[Facts], None]


class Rows(Protocol):
    """The questions that a step may ask of the store, about the scenario's shop."""

    async def one(self, kind: str, key: str) -> Mapping[str, Any] | None:
        """A row by its id, with a tombstone or without; None if it is not there."""

    async def many(self, kind: str, **equal: str) -> list[Mapping[str, Any]]:
        """The rows of a kind with these values, those with a tombstone left out."""

    async def changes(self, kind: str, object_id: str) -> list[Mapping[str, Any]]:
        """What the change feed told of an object, oldest first: before, after, cause."""

    async def connection(self) -> Mapping[str, Any]:
        """The grant of the shop: state, reason, scopes."""

    async def stream(self, name: str) -> Mapping[str, Any] | None:
        """How a stream stands: late, waiting, error, refused."""

    async def differences(self, ids: frozenset[str]) -> list[str]:
        """What a comparison with TikTok Shop finds about objects with these ids, a sentence each."""


class StoreSide(Protocol):
    """Holds an expectation against the store."""

    def held(self, shop_id: str, asked: tuple[str, ...], lookup: Lookup, judge: Judge) -> Facts:
        """The facts for which `judge` raises nothing. `asked` names the question.

        Raises:
            Unmet: nothing is on its way any more, and it still does not hold.
        """


@dataclass(frozen=True, slots=True)
class Kept:
    """One look at the store: at which line, what was noted by then, what was asked, and the facts."""

    line: int
    noted: Mapping[str, Any]
    asked: tuple[str, ...]
    facts: Facts = field(repr=False)


class Remembered:
    """The facts of a look that was taken before, so that another expectation can be held against the same."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def held(self, shop_id: str, asked: tuple[str, ...], lookup: Lookup, judge: Judge) -> Facts:  # noqa: ARG002  # a protocol's
        """As it was then. Raises Unmet; KeyError where something else was asked."""
        if asked != self._kept.asked:
            raise KeyError(f"{asked} was not asked at line {self._kept.line}, but {self._kept.asked}")
        judge(self._kept.facts)
        return self._kept.facts


def unseen(what: str) -> Unmet:
    """There is no such row."""
    return Unmet(
        f"the store does not have {what}",
        expected=what,
        found="nothing",
        where="the store",
        next_step="Look at the webhooks below and at `shoplatch webhooks list`; `shoplatch sync status` says what was read.",
    )
