"""Chaos rules: which calls are struck, by operation, shop, version, count, chance and window of virtual time.

Seeded: the same rules over the same serial calls strike the same ones. The first rule that strikes decides.
"""

from __future__ import annotations

import fnmatch
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator.chaos.effects import NAMED, Effect, effect_of
from shoplatch.simulator.chaos.partial import may_fail_in_part

RULES_MAX = 200
TOKEN_CALLS = ("token.get", "token.refresh")  # the two endpoints that are in no catalog can be struck as well


class Match(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which calls. What is not given matches everything. Counting is of the calls that match."""

    operation: str = "*"  # id or capability; * stands for anything: order.*
    shop: str | None = None  # shop id
    version: str | None = None
    probability: float = 1.0
    nth: int | None = None  # only the nth of them
    every: int | None = None  # the nth, the 2nth, ...
    times: int | None = None  # at most so often
    since: int | None = None  # virtual Unix seconds, inclusive
    until: int | None = None  # exclusive


@dataclass(slots=True)
class Rule:
    """One rule and what became of it."""

    id: str
    match: Match
    effect: Effect
    seen: int = 0
    struck: int = 0
    operations: dict[str, bool] = field(default_factory=dict)  # operation id -> fits; asked on every call

    def told(self) -> dict[str, Any]:
        """As the control shows it: only what was given."""
        given = {**_given(self.match, Match()), **_given(self.effect, Effect())}
        return {"id": self.id, **given, "seen": self.seen, "struck": self.struck}


@dataclass(frozen=True, slots=True)
class Strike:
    """An effect on one call, and who ordered it: a rule's id, or `header`."""

    effect: Effect
    by: str


class Rules:
    """The rules of one simulator, in the order they were added, and their dice."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._rules: list[Rule] = []
        self._made = 0
        self._dice = random.Random(f"{seed}/chaos")

    def __bool__(self) -> bool:
        return bool(self._rules)

    @property
    def wants_the_past(self) -> bool:
        """Whether the state before each write has to be kept."""
        return any(rule.effect.stale for rule in self._rules)

    def listed(self) -> list[dict[str, Any]]:
        """Every rule with how often it matched and struck."""
        return [rule.told() for rule in self._rules]

    def add(self, wanted: Mapping[str, Any], *, now: int) -> dict[str, Any]:
        """Add a rule: the fields of a match and an effect; `fault` names a ready-made effect, `window_s` ends it from now.

        Raises:
            InvalidRequest: a field or value does not fit, or no operation is meant.
        """
        if len(self._rules) >= RULES_MAX:
            raise InvalidRequest(f"There are {RULES_MAX} rules already", next_step="Clear them first.")
        fields = dict(wanted)
        named = fields.pop("fault", None)
        if named is not None:
            if not isinstance(named, str) or named not in NAMED:
                raise InvalidRequest(f"There is no fault {named!r}", next_step=f"Known: {', '.join(NAMED)}.")
            fields = {**_given(NAMED[named], Effect()), **fields}
        window = fields.pop("window_s", None)
        if window is not None:
            if type(window) is not int or window <= 0:
                raise InvalidRequest("window_s is a positive number of seconds")
            fields.setdefault("until", now + window)
        match = _match({name: value for name, value in fields.items() if name in Match.__struct_fields__})
        effect = effect_of({name: value for name, value in fields.items() if name not in Match.__struct_fields__})
        _check_reach(match, effect)
        self._made += 1
        rule = Rule(f"c{self._made}", match, effect)
        self._rules.append(rule)
        return rule.told()

    def remove(self, rule_id: str) -> None:
        """Take one rule away. Raises NotFound."""
        kept = [rule for rule in self._rules if rule.id != rule_id]
        if len(kept) == len(self._rules):
            raise NotFound(f"There is no chaos rule {rule_id!r}", next_step="GET /_sim/chaos lists them.")
        self._rules = kept

    def clear(self) -> None:
        """Take all rules away and start the dice anew."""
        self._rules.clear()
        self._dice = random.Random(f"{self._seed}/chaos")

    def strike(self, name: str, operation: Operation | None, shop_id: str, now: int, *, partial: bool) -> Strike | None:
        """What happens to this call, if anything. `partial` says whether a batch could be refused in part."""
        for rule in self._rules:
            if self._strikes(rule, name, operation, shop_id, now, partial=partial):
                rule.struck += 1
                return Strike(rule.effect, rule.id)
        return None

    def _strikes(self, rule: Rule, name: str, operation: Operation | None, shop_id: str, now: int, *, partial: bool) -> bool:
        match = rule.match
        fits = rule.operations.get(name)
        if fits is None:
            fits = rule.operations[name] = _fits(match, rule.effect, name, operation)
        if not fits or (match.shop is not None and match.shop != shop_id) or (rule.effect.partial and not partial):
            return False
        if (match.since is not None and now < match.since) or (match.until is not None and now >= match.until):
            return False
        rule.seen += 1
        if match.times is not None and rule.struck >= match.times:
            return False
        if match.nth is not None and rule.seen != match.nth:
            return False
        if match.every is not None and rule.seen % match.every:
            return False
        return match.probability >= 1 or self._dice.random() < match.probability


def _fits(match: Match, effect: Effect, name: str, operation: Operation | None) -> bool:
    names = {name} if operation is None else {name, operation.capability}
    if not any(fnmatch.fnmatchcase(each, match.operation) for each in names):
        return False
    if match.version is not None and (operation is None or operation.version != match.version):
        return False
    return not effect.stale or (operation is not None and operation.read)


def _match(fields: Mapping[str, Any]) -> Match:
    try:
        match = msgspec.convert(dict(fields), Match)
    except msgspec.ValidationError as broken:
        raise InvalidRequest(f"This rule cannot be set: {broken}") from broken
    if not 0 <= match.probability <= 1:
        raise InvalidRequest(f"probability is a share between 0 and 1, not {match.probability}")
    for name in ("nth", "every", "times"):
        value = getattr(match, name)
        if value is not None and value < 1:
            raise InvalidRequest(f"{name} is at least 1, not {value}")
    if match.since is not None and match.until is not None and match.since >= match.until:
        raise InvalidRequest(f"The window is empty: since {match.since} is not before until {match.until}")
    known = [*(name for head in reader.heads() for name in (head.id, head.capability)), *TOKEN_CALLS]
    if not any(fnmatch.fnmatchcase(each, match.operation) for each in known):
        near = reader.nearest(match.operation, tuple(dict.fromkeys(known)))
        raise InvalidRequest(
            f"There is no operation {match.operation!r}",
            next_step=f"Did you mean {' or '.join(near)}?" if near else "`shoplatch operations list` shows all of them.",
        )
    return match


def _check_reach(match: Match, effect: Effect) -> None:
    """A rule that can never strike is a mistake of whoever wrote it, and a test that passes because of it worse.

    Raises InvalidRequest that says why nothing would be struck.
    """
    meant = [
        head for head in reader.heads() if any(fnmatch.fnmatchcase(n, match.operation) for n in (head.id, head.capability))
    ]
    tokens = any(fnmatch.fnmatchcase(name, match.operation) for name in TOKEN_CALLS)
    if match.version is not None:
        versions = sorted({head.version for head in meant})
        meant, tokens = [head for head in meant if head.version == match.version], False
        if not meant:
            raise InvalidRequest(
                f"{match.operation} has no version {match.version!r}", next_step=f"It has: {', '.join(versions)}."
            )
    if effect.stale and not any(reader.operation(head.id).read for head in meant):
        raise InvalidRequest(f"{match.operation} reads nothing, so nothing of it can be stale")
    if effect.partial and not any(may_fail_in_part(reader.operation(head.id)) for head in meant):
        raise InvalidRequest(
            f"{match.operation} takes no batch whose parts can fail",
            next_step="Those that do have data.errors[] in their answer: `shoplatch operations show ID`.",
        )
    if tokens and not meant and (match.shop is not None or effect.expire_token):
        raise InvalidRequest("The token endpoints know neither shops nor access tokens")


def _given(struct: msgspec.Struct, default: msgspec.Struct) -> dict[str, Any]:
    """The fields that differ from the default ones."""
    return {
        name: getattr(struct, name) for name in struct.__struct_fields__ if getattr(struct, name) != getattr(default, name)
    }
