"""What failed inside an accepted batch: the platform answers code 0 and lists the items that did not go through. Pure.

Which members of `data` list failures is a fact of the catalog; the shapes differ, so each is read leniently and its
original is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import ErrorFact

_MESSAGES = ("message", "fail_reason", "reason", "msg")


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that failed. `ids` are the ids the platform named it by; `also` are further reasons for the same item."""

    code: int | None
    message: str
    ids: Mapping[str, str]
    raw: Any = field(repr=False)
    also: tuple[Failure, ...] = ()

    @property
    def fact(self) -> ErrorFact | None:
        """The record of its code, where there is one."""
        return reader.error(self.code) if self.code is not None else None

    @property
    def recovery(self) -> str | None:
        """The class of the error tree that says what cures it ("Conflict", "NotFound", ...); None for unknown codes."""
        return self.fact.recovery if self.fact is not None else None

    def __str__(self) -> str:
        named = ", ".join(f"{name} {value}" for name, value in self.ids.items()) or "an item"
        code = f" (code {self.code})" if self.code else ""
        return f"{named}: {self.message or (self.fact.name if self.fact else 'failed')}{code}"


def failures_of(data: Mapping[str, Any]) -> tuple[Failure, ...]:
    """Every failure the members of `data` list; none where all went well."""
    found: list[Failure] = []
    for name in reader.failure_lists():
        listed = data.get(name)
        if isinstance(listed, list):
            found += [_failure(one, name) for one in listed]
    return tuple(found)


def _failure(one: Any, listed_in: str) -> Failure:
    if not isinstance(one, Mapping):  # a bare id, as in failed_product_ids
        return Failure(None, "", {listed_in.removeprefix("failed_").removesuffix("s"): str(one)}, one)
    detail = one.get("detail")
    inner = detail if isinstance(detail, Mapping) else {}
    message = next((str(one[name]) for name in _MESSAGES if one.get(name)), "")
    extra = inner.get("extra_errors")
    also = tuple(_failure(more, listed_in) for more in extra) if isinstance(extra, list) else ()
    return Failure(_code(one.get("code")), message, {**_ids(one), **_ids(inner)}, one, also)


def _ids(members: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: str(value)
        for name, value in members.items()
        if name not in {"code", *_MESSAGES} and isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    }


def _code(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else None
