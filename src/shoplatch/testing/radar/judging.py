"""Which of the changes between two snapshots break calls of yours. Pure.

A call by the bare name moves on to the newest version, so it is hurt by what the newest version lost; a call that pins its
version, or spells the path, is hurt by changes of that version and by its end. A lost field of an answer hurts code that
names the field; where no code was looked at (the call log alone), it counts as hurt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from shoplatch.catalog import changes, reader
from shoplatch.catalog.changes import Change
from shoplatch.errors import NotFound
from shoplatch.testing.radar.in_code import Use, Uses
from shoplatch.testing.radar.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Broken:
    """One change that touches one of your calls. `sure` is False where no code of yours names the field that changed."""

    operation: str
    what: str
    breaks: str
    where: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Ending:
    """A version you call that the platform stops serving on a day (YYYY-MM-DD)."""

    operation: str
    on: str
    ended: bool
    where: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Older:
    """A version you call that has a newer one. `moving` is what breaks on the way there; nothing breaks while you stay."""

    operation: str
    newest: str
    moving: tuple[Change, ...]
    where: tuple[str, ...]


T = TypeVar("T", Broken, Ending, Older)


@dataclass(frozen=True, slots=True)
class Radar:
    """What a look gave."""

    old: str
    new: str
    changes: tuple[Change, ...]
    yours: tuple[Broken, ...]
    endings: tuple[Ending, ...]
    uses: tuple[Use, ...]
    unclear: tuple[str, ...]
    files: int
    topics: tuple[Use, ...] = ()
    older: tuple[Older, ...] = ()
    webhooks_told: bool = True  # both snapshots hold the webhooks

    @property
    def breaking(self) -> tuple[Change, ...]:
        """The changes that break somebody."""
        return tuple(change for change in self.changes if change.breaks)

    @property
    def breaks_yours(self) -> bool:
        """Whether something of yours stops working."""
        return any(one.sure for one in self.yours) or any(one.ended for one in self.endings)


def look(old: Snapshot, new: Snapshot, uses: Uses, *, today: date) -> Radar:
    """Compare two snapshots and set the changes against what is called."""
    webhooks_told = old.topics is not None and new.topics is not None
    found = tuple(changes.between(list(old.operations), list(new.operations)))
    found += tuple(changes.between_topics(list(old.topics or ()), list(new.topics or ()))) if webhooks_told else ()
    moved = {change.of: change for change in found if change.group == "versions" and change.of and change.lost is not None}
    moved = {of: change for of, change in moved.items() if change.what.startswith("the newest version")}
    yours = [one for use in uses.uses for one in _broken(use, old, found, moved, uses)]
    yours += [
        _told(use, change, change.what, uses)
        for use in uses.topics
        for change in found
        if change.group == "webhooks" and change.of == use.name and change.breaks
    ]
    sure = {(one.operation, one.what) for one in yours if one.sure}
    yours = [one for one in yours if one.sure or (one.operation, one.what) not in sure]
    endings = [one for use in uses.uses if (one := _ending(use, new, today)) is not None]
    older = tuple(newer for use in uses.uses if (newer := _older(use, new)) is not None)
    return Radar(
        old.title, new.title, found, _once(yours), _once(endings), uses.uses, uses.unclear, uses.files, uses.topics,
        _once(older), webhooks_told,
    )  # fmt: skip


def _once(told: Iterable[T]) -> tuple[T, ...]:
    """The same thing, found by several ways, once, with all its places."""
    places: dict[T, dict[str, None]] = {}
    for one in told:
        places.setdefault(replace(one, where=()), {}).update(dict.fromkeys(one.where))
    return tuple(replace(one, where=tuple(where)) for one, where in places.items())


def _broken(use: Use, old: Snapshot, found: Sequence[Change], moved: dict[str, Change], uses: Uses) -> Iterator[Broken]:
    operation = old.by_name.get(use.name)
    if operation is None:
        return
    id_, follows = str(operation["id"]), use.by != "path" and use.name == operation["id"] and operation["latest"]
    if follows and id_ in moved:
        for change in moved[id_].lost:
            yield _told(use, change, f"{moved[id_].what}: {change.what}", uses)
        return
    for change in found:
        if change.of == id_ and change.breaks and change is not moved.get(id_):
            yield _told(use, change, change.what, uses)


def _told(use: Use, change: Change, what: str, uses: Uses) -> Broken:
    name = change.field.rpartition(".")[2].removesuffix("[]")
    named = not change.answered or use.by == "log" or not name or name in uses.words
    return Broken(use.name, what, change.breaks, use.places, named)


def _older(use: Use, new: Snapshot) -> Older | None:
    """The newer version of one that is called by its version, and what moving there breaks."""
    operation = new.by_name.get(use.name)
    if operation is None or operation["latest"]:
        return None
    kin = [one for one in new.operations if one["capability"] == operation["capability"] and one["latest"]]
    if not kin:
        return None
    moving = tuple(change for change in changes.between_versions(operation, kin[0]) if change.breaks)
    return Older(use.name, str(kin[0]["version"]), moving, use.places)


def _ending(use: Use, new: Snapshot, today: date) -> Ending | None:
    """The end of a version that is called, where the platform named one and it is still in the new snapshot."""
    if use.name not in new.by_name:
        return None
    try:
        end = reader.ends_on(reader.operation(use.name))
    except NotFound:
        return None
    if end is None:
        return None
    return Ending(use.name, end.on, date.fromisoformat(end.on) <= today, use.places, f"{end.source} ({end.confidence})")
