"""Which version of an operation is called: the newest, the pinned one, or the one before where the newest is not there.

Pins are by operation (`{"order.get_order_detail": "202309"}`) or by area (`{"order": "202309"}`: the newest not newer than
that). A version that only the community package knows may not exist yet where a shop is; when the platform says that it has
no such path, nothing has happened, and the version before is called instead, from then on at once. Pure: it drives no call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.client.core import Run
from shoplatch.client.notices import VersionEnding, VersionFallback, notify
from shoplatch.errors import ConfigError, InvalidRequest, NotFound, ShoplatchError

_MONTH_DIGITS = 6
NO_SUCH_PATH = frozenset({36009009, 36009014})  # the gate looks at the path before anything else; nothing has happened


class Choice(NamedTuple):
    """The version to call, and whether somebody asked for exactly this one."""

    operation: Operation
    pinned: bool


class Versions:
    """The pins of one client, and what it has learnt about versions; copies for other shops learn together."""

    def __init__(self, pins: Mapping[str, str] | None = None, learnt: Learnt | None = None) -> None:
        self._learnt = learnt or Learnt()
        self._pins = dict(pins or {})
        for name, version in self._pins.items():
            _judge(name, version)

    def with_pins(self, pins: Mapping[str, str] | None) -> Versions:
        """The same with other pins beside its own; the new ones win."""
        return self if not pins else Versions({**self._pins, **pins}, self._learnt)

    def forgetful(self) -> Versions:
        """The same pins for another app, which learns by itself."""
        return Versions(self._pins)

    def choose(self, name: str, version: str | None = None) -> Choice:
        """The operation by id, and in which version.

        Raises:
            NotFound: there is no such operation, or not in that version.
            InvalidRequest: the id names one version and `version` another.
        """
        if version is not None:
            pinned = name.partition("@")[2]
            if pinned and pinned != str(version):
                raise InvalidRequest(
                    f"{name} names its version already, and version={version} is another one", next_step="Give one of them."
                )
            name = name.partition("@")[0] if pinned else name
            return Choice(reader.operation(f"{name}@{version}"), pinned=True)
        if self._pins and "@" not in name:
            capability = reader.operation(name).capability
            pin = self._pins.get(capability)
            if pin is not None:
                return Choice(reader.operation(f"{capability}@{pin}"), pinned=True)
            until = self._pins.get(capability.partition(".")[0])
            if until is not None:
                return Choice(_not_newer(capability, until), pinned=True)
        return Choice(reader.operation(name), pinned="@" in name)

    def run(self, choice: Choice, once: Callable[[Operation], Run]) -> Run:
        """The call in the chosen version; `once` prepares it for a version. Raises what `once` raises, at once."""
        operation = choice.operation
        if choice.pinned or operation.source != "community":
            self._warn_of_end(operation)
            return once(operation)
        while operation.id in self._learnt.missing:
            operation = previous(operation) or operation
        self._warn_of_end(operation)
        return self._falling_back(operation, once, once(operation))

    def _falling_back(self, operation: Operation, once: Callable[[Operation], Run], run: Run) -> Run:
        try:
            return (yield from run)
        except ShoplatchError as refused:
            older = previous(operation) if refused.code in NO_SUCH_PATH and operation.source == "community" else None
            if older is None:
                raise
            self._learnt.missing.add(operation.id)
            notify(
                VersionFallback(
                    f"The platform has no {operation.capability} {operation.version}; {older.version} is called instead. "
                    f'Pin it with versions={{"{operation.capability}": "{older.version}"}} to be silent.'
                )
            )
            self._warn_of_end(older)
            return (yield from self._falling_back(older, once, once(older)))

    def _warn_of_end(self, operation: Operation) -> None:
        if operation.stable_key in self._learnt.told:
            return
        self._learnt.told.add(operation.stable_key)
        ends = reader.ends_on(operation)
        if ends is None and not operation.deprecated:
            return
        why = f"ends on {ends.on}" if ends is not None else "is deprecated"
        newest = reader.operation(operation.capability)
        instead = "" if newest.id == operation.id else f" {newest.version} is the newest."
        notify(VersionEnding(f"{operation.capability} {operation.version} {why}.{instead}"))


class Learnt:
    """What clients of one app found out, and what they have said already."""

    def __init__(self) -> None:
        self.missing: set[str] = set()  # ids of newest versions the platform does not have
        self.told: set[str] = set()  # stable keys


def previous(operation: Operation) -> Operation | None:
    """The version before, leaving out previews and betas; None for the first."""
    older = [one for one in _versions(operation.capability) if one.version < operation.version and one.stage is None]
    return older[0] if older else None


@cache
def _versions(capability: str) -> tuple[Operation, ...]:
    """All versions of a capability, the newest first."""
    found = [reader.operation(head.id) for head in reader.heads() if head.capability == capability]
    return tuple(sorted(found, key=lambda one: (one.version, one.stage is None), reverse=True))


def _not_newer(capability: str, until: str) -> Operation:
    stable = [one for one in _versions(capability) if one.stage is None] or list(_versions(capability))
    return next((one for one in stable if one.version <= until), stable[-1])


def _judge(name: str, version: str) -> None:
    areas = {one.partition(".")[0] for one in reader.operation_ids()}
    if "." not in name:
        if name not in areas:
            raise ConfigError(f"versions: there is no area {name}", next_step=f"There are {', '.join(sorted(areas))}.")
        if not (len(version) == _MONTH_DIGITS and version.isdecimal()):  # compared as text: nonsense would pin nothing
            raise ConfigError(f"versions: {version!r} is no month for {name}", next_step='Write it as "202309".')
        return
    try:
        reader.operation(f"{name}@{version}")
    except NotFound as unknown:
        raise ConfigError(f"versions: {unknown.what}", next_step=unknown.next_step) from unknown
