"""From a method and a path to an operation, most literal segments first.

Two routes need that rule (`.../submissions` against `.../{opportunity_id}`). It tells a wrong method from an unknown path
and does not judge the values of the path parameters.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from shoplatch.catalog.model import Head, Match
from shoplatch.catalog.operations import heads, operation


class _Route(NamedTuple):
    """One path template with the operation behind each of its methods."""

    segments: tuple[str, ...]
    by_method: dict[str, str]

    @property
    def literals(self) -> tuple[bool, ...]:
        return tuple(not segment.startswith("{") for segment in self.segments)


def match(method: str, path: str) -> Match:
    """What a call of `method` on `path` leads to. The method is upper case; the path has no host and no query."""
    segments = path.split("/")[1:]
    fitting = [route for route in _routes().get(_bucket(segments), ()) if _fits(route.segments, segments)]
    for route in fitting:
        found = route.by_method.get(method)
        if found is not None:
            params = {name[1:-1]: value for name, value in zip(route.segments, segments, strict=True) if name[0] == "{"}
            return Match(operation(found), params, tuple(route.by_method))
    return Match(None, {}, tuple(dict.fromkeys(method for route in fitting for method in route.by_method)))


def _fits(template: tuple[str, ...], segments: list[str]) -> bool:
    return all(
        (given != "" if wanted[0] == "{" else given == wanted) for wanted, given in zip(template, segments, strict=True)
    )


def _bucket(segments: list[str] | tuple[str, ...]) -> tuple[int, str]:
    """Templates are literal in area and version, so length and those two narrow the search to a handful."""
    return len(segments), "/".join(segments[:2])


@cache
def _routes() -> dict[tuple[int, str], list[_Route]]:
    templates: dict[str, _Route] = {}
    for head in heads():
        _add(templates, head)
    buckets: dict[tuple[int, str], list[_Route]] = {}
    for route in templates.values():
        buckets.setdefault(_bucket(route.segments), []).append(route)
    for routes in buckets.values():  # more literals first; between equals, the one that is literal further left
        routes.sort(key=lambda route: (sum(route.literals), route.literals), reverse=True)
    return buckets


def _add(templates: dict[str, _Route], head: Head) -> None:
    route = templates.setdefault(head.path, _Route(tuple(head.path.split("/")[1:]), {}))
    route.by_method[head.method] = head.id
