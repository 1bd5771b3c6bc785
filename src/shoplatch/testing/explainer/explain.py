"""The verdict on one call: is its signature right, and if not, which mistake gives the one that was sent."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from shoplatch.testing.explainer import checks, in_the_body, in_the_key, in_the_string
from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.draft import Draft, right
from shoplatch.testing.explainer.mistakes import Bend, Mistake

AROUND = 24  # characters shown on each side of the first difference
Keys = Mapping[str, str]
"""App secrets by app key."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where what was signed leaves what should have been: its offset, and both texts around it."""

    at: int
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What was found. `right` is None where no secret was there to judge with.

    `canonical` is the string the platform makes, `signed` the one that was signed where that could be shown; the secret's
    places are marked in both, the secret is in neither. `mistakes` are in the order the platform would stumble over them.
    """

    right: bool | None
    mistakes: tuple[Mistake, ...]
    canonical: str
    given: str
    expected: str = field(repr=False, default="")
    signed: str | None = None
    difference: Difference | None = None


def explain(call: Asked, keys: Keys, *, now: float | None = None) -> Explained:
    """Judge a call. `keys` are the secrets of the apps it may be of; `now` is when it was sent, if the call does not say.

    Without a secret only what can be seen in the request is judged.
    """
    given, app_key = call.given("sign"), call.given("app_key")
    seen = list(checks.seen(call, keys, now))
    draft = right(call, keys.get(app_key, ""))
    if not given or app_key not in keys:
        other = next((one for one, secret in keys.items() if given and same(right(call, secret), given)), None)
        verdict = False if seen else None
        found = [checks.other_app(other), *seen] if other else seen
        return Explained(verdict, tuple(found), draft.shown(), given)
    if same(draft, given):
        return Explained(not seen, tuple(seen), draft.shown(), given, given)
    if call.body is None and not call.multipart:
        seen.append(checks.BODY_UNKNOWN)
        return Explained(None, tuple(seen), draft.shown(), given)
    made = next(chain(_one(call, draft, given), _other_apps(call, keys, given), _two(call, draft, given)), None)
    wrong = Explained(
        right=False, mistakes=(*seen, checks.NOTHING_FITS), canonical=draft.shown(), given=given, expected=draft.sign()
    )
    if made is None:
        return wrong
    mistakes, signed = made
    told = {one.kind for one in mistakes}
    return replace(
        wrong,
        mistakes=(*mistakes, *(one for one in seen if one.kind not in told)),
        signed=signed.shown(),
        difference=difference(draft.shown(), signed.shown()),
    )


Made = tuple[tuple[Mistake, ...], Draft]


def _one(call: Asked, draft: Draft, given: str) -> Iterator[Made]:
    for bend in chain(_usual(call), _rare(call)):
        bent = bend.make(draft)
        if same(bent, given):
            yield (bend.mistake,), bent


def _other_apps(call: Asked, keys: Keys, given: str) -> Iterator[Made]:
    for app_key, secret in keys.items():
        if app_key != call.given("app_key") and same(right(call, secret), given):
            yield (checks.other_app(app_key),), right(call, secret)


def _two(call: Asked, draft: Draft, given: str) -> Iterator[Made]:
    """Two mistakes at once, of different kinds."""
    ways = list(_usual(call))
    for n, first in enumerate(ways):
        bent = first.make(draft)
        for second in ways[n + 1 :]:
            if second.mistake.kind != first.mistake.kind:
                twice = second.make(bent)
                if same(twice, given):
                    yield (first.mistake, second.mistake), twice


def _usual(call: Asked) -> Iterator[Bend]:
    yield from in_the_key.wrapping()
    yield from in_the_body.bodies(call)
    yield from in_the_string.order()
    yield from in_the_string.parameters(call)
    yield from in_the_string.paths(call)
    yield from in_the_string.arrays()
    yield from in_the_key.digests()
    yield from in_the_key.spellings()
    yield from in_the_key.secrets(call)


def _rare(call: Asked) -> Iterator[Bend]:
    """What there are too many ways of to be tried in pairs."""
    yield from in_the_string.added(call)
    yield from in_the_string.stamps(call)


def same(draft: Draft, given: str) -> bool:
    """Whether a draft gives this signature, letter by letter."""
    return hmac.compare_digest(draft.sign().encode(), given.encode("utf-8", "surrogateescape"))


def difference(wanted: str, found: str) -> Difference | None:
    """Where two strings part; None where they are equal."""
    if wanted == found:
        return None  # the string is right; key, digest or spelling are not
    at = next(
        (n for n, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), min(len(wanted), len(found))
    )
    window = slice(max(0, at - AROUND), at + AROUND)
    return Difference(at, wanted[window], found[window])
