"""Long lists of ids over several calls: split by the documented limit, the replies joined again, nothing lost between. Pure.

What one call of many did not do is told beside what the others did: a failure in the middle never hides what is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Self, overload

from shoplatch.catalog.model import Node, Operation
from shoplatch.client.answers import Reply, Row, partly_done
from shoplatch.client.failures import Failure
from shoplatch.client.rows import Item
from shoplatch.errors import ConfigError, Fatal, InvalidRequest, PermissionMissing, Reauthorize, ShoplatchError

_CALLS_MAX = 10_000
_ENDS_ALL = (Reauthorize, PermissionMissing, Fatal, ConfigError)  # the next call would fail in the same way


@dataclass(frozen=True, slots=True)
class Failed:
    """One call that failed as a whole, and the values it was for. OutcomeUnknown: they may be done."""

    values: tuple[Any, ...]
    error: ShoplatchError


@dataclass(slots=True, repr=False)
class Batch(Generic[Row]):
    """The replies to all calls, as one. `name` is the parameter that was split."""

    operation: Operation
    name: str
    replies: list[Reply[Any, Row]] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    not_sent: tuple[Any, ...] = ()  # values of the calls that were not made after one that ends all

    def __repr__(self) -> str:
        told = f"{len(self.replies)} replies, {len(self.failures)} failures"
        return f"<Batch of {self.operation.id} by {self.name}: {told}>"

    @overload
    def items(self) -> list[Item[Row]]: ...
    @overload
    def items(self, path: str) -> list[Item[Any]]: ...
    def items(self, path: str | None = None) -> list[Item[Any]]:
        """The rows of all replies, in the order of the values. `path` is the dotted name of another list in `data`."""
        return [item for reply in self.replies for item in (reply.items(path) if path is not None else reply.items())]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What failed item by item inside accepted calls, and every value of a call that failed or was not made."""
        inside = [failure for reply in self.replies for failure in reply.failures]
        whole = [
            Failure(one.error.code, one.error.what, {self.name: _shown(value)}, value)
            for one in self.failed
            for value in one.values
        ]
        unsent = [
            Failure(None, "not sent after the failure before", {self.name: _shown(value)}, value) for value in self.not_sent
        ]
        return (*inside, *whole, *unsent)

    def checked(self) -> Self:
        """The batch itself, where everything went well.

        Raises:
            PartlyDone: something failed; its `failures` say what.
        """
        if self.failures:
            raise partly_done(self.failures, self.operation.id, None)
        return self

    def take(self, values: Sequence[Any], outcome: Reply | ShoplatchError) -> bool:
        """Keep what one call came to; whether the next one should be made."""
        if isinstance(outcome, Reply):
            self.replies.append(outcome)
            return True
        self.failed.append(Failed(tuple(values), outcome))
        return not isinstance(outcome, _ENDS_ALL)

    def ended(self, rest: Sequence[Sequence[Any]]) -> Self:
        """The batch, complete.

        Raises:
            ShoplatchError: not one call went through; what the first one met.
        """
        if self.failed and not self.replies:
            raise self.failed[0].error
        self.not_sent = tuple(value for chunk in rest for value in chunk)
        return self


def split(operation: Operation, params: Mapping[str, Any], size: int | None) -> tuple[str, dict[str, Any], list[list[Any]]]:
    """The parameter to split, the others, and its values in chunks; doubles are dropped, the order stays.

    Raises:
        InvalidRequest: there is no list to split or more than one, or its limit is not documented and no size was given.
    """
    nodes = _lists(operation)
    given = {name: list(params[name]) for name in params if name in nodes and _is_list(params[name])}
    limits = {name: nodes[name].max_items for name in given}
    limited = [name for name in given if limits[name] is not None]
    long = [name for name in limited if len(given[name]) > (limits[name] or 0)]
    names = long or limited or list(given)
    if len(names) != 1:
        raise InvalidRequest(
            f"{operation.id} has {'several lists' if given else 'no list'} to split here",
            next_step=f"Give one list of {', '.join(nodes) or 'nothing'}: this operation takes no other.",
        )
    name = names[0]
    limit = limits[name]
    if size is not None and limit is not None and size > limit:
        raise InvalidRequest(f"{name} of {operation.id} takes at most {limit} values a call, not {size}")
    step = size or limit
    if step is None or step < 1:
        raise InvalidRequest(f"how many values {name} takes is not documented", next_step="Give a size.")
    values = _once(given[name])
    if len(values) > step * _CALLS_MAX:
        raise InvalidRequest(f"{len(values)} values would be more than {_CALLS_MAX} calls")
    others = {other: value for other, value in params.items() if other != name}
    return name, others, [values[at : at + step] for at in range(0, len(values), step)]


def _lists(operation: Operation) -> dict[str, Node]:
    nodes = {node.name: node for node in operation.query if node.type == "array"}
    body = operation.body.properties if operation.body is not None else {}
    return nodes | {name: node for name, node in body.items() if node.type == "array"}


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes)


def _once(values: list[Any]) -> list[Any]:
    seen: set[str] = set()
    kept = []
    for value in values:
        mark = f"{value!r}" if not isinstance(value, str | int) else str(value)
        if mark not in seen:
            seen.add(mark)
            kept.append(value)
    return kept


def _shown(value: Any) -> str:
    return str(value)[:200]
