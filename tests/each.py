"""One test over many things of a kind: a fault in the 317th fails by name, without five hundred tests to report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

T = TypeVar("T")


def each(things: Iterable[T]) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Make one test of a check: it is run for every thing, and all that failed are named, each with its reason."""
    chosen = list(things)

    def made(check: Callable[[T], None]) -> Callable[[], None]:
        def test() -> None:
            failed = []
            for thing in chosen:
                try:
                    check(thing)
                except (Exception, pytest.fail.Exception) as reason:
                    reason.add_note(f"with {thing!r}")
                    failed.append(reason)
            if failed:
                named = ", ".join(reason.__notes__[-1].removeprefix("with ") for reason in failed[:20])
                raise BaseExceptionGroup(f"{len(failed)} of {len(chosen)} failed: {named}", failed[:20])

        assert chosen, f"{check.__name__} has nothing to look at"
        test.__doc__ = check.__doc__
        return test

    return made
