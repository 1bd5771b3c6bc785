"""Permissions: which of TikTok Shop's scopes opens what, the five areas of its guide, and the least set for given work.

Facts come from the catalog with their confidence. It compares lists; it asks neither the platform nor the database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from shoplatch.accounts.scopes import TRUSTED, purposes
from shoplatch.catalog import reader
from shoplatch.catalog.model import Scope

AREAS: Mapping[str, str] = MappingProxyType(
    {
        "product": "Product", "order": "Order", "inventory": "Inventory", "insights": "Insights",
        "finance": "Payment and settlement",
    }
)  # fmt: skip
"""The five areas of the guide, in its order."""
# Scopes and operations outside the five belong to the area they serve: what is done with an order is order's.
_NEAR = {
    "fulfillment": "order", "return_refund": "order", "logistics": "order", "fbt": "inventory", "promotion": "product",
    "core": "always", "shop": "always", "authorization": "always", "event": "always", "seller": "always",
    "analytics": "insights", "data": "insights",
}  # fmt: skip
BEYOND = "beyond"
_STOCK_WORDS = ("inventory", "warehouse", "stock")


@dataclass(frozen=True, slots=True)
class Opened:
    """How one operation is opened: any one of the scopes is enough; none means that no source says."""

    operation: str
    area: str  # one of AREAS, "always" (needed by every grant) or "beyond" (creators, partners, customer service, ...)
    scopes: tuple[str, ...]
    confidence: str

    @property
    def certain(self) -> bool:
        """Whether the rule is sure enough to refuse by it."""
        return self.confidence in TRUSTED


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest set of scopes for some operations. `unsure`: scopes whose rule is a guess; `unknown`: operations for
    which no source names a scope."""

    scopes: tuple[str, ...]
    why: Mapping[str, tuple[str, ...]]  # scope to the operations it is for
    unsure: tuple[str, ...]
    unknown: tuple[str, ...]


def opened(operation_id: str) -> Opened:
    """Which scopes open an operation, and the area it belongs to. Raises NotFound."""
    rule = reader.scope_rule(reader.operation(operation_id))
    return Opened(operation_id, area_of(operation_id), tuple(rule.scopes), rule.confidence)


@cache
def area_of(operation_id: str) -> str:
    """The permission area of an operation: by what it is about, then by its scope, then by where it lives in the API."""
    home, _, name = operation_id.partition("@")[0].partition(".")
    if home in ("product", "logistics") and any(word in name for word in _STOCK_WORDS):
        return "inventory"
    if home in AREAS:
        return home
    known = {one.scope: one for one in reader.scopes()}
    for scope in reader.scope_rule(reader.operation(operation_id)).scopes:
        for area in known[scope].areas if scope in known else ():
            found = area if area in AREAS else _NEAR.get(area)
            if found:
                return found
    return _NEAR.get(home, BEYOND)


def scope_facts() -> Mapping[str, Scope]:
    """Every scope by its identifier."""
    return {one.scope: one for one in reader.scopes()}


def area_of_scope(scope: str) -> str:
    """The permission area of a scope: that of the guide where it lists it, else that of what it opens."""
    for area, listed in reader.permission_areas().items():
        if scope in (*listed.read, *listed.write, *listed.optional, *listed.acting_on_orders):
            return area
    fact = scope_facts().get(scope)
    for area in fact.areas if fact else ():
        found = area if area in AREAS else _NEAR.get(area)
        if found:
            return found
    return BEYOND


def least(operations: Iterable[str]) -> Least:
    """The smallest set of scopes that opens all of these: what only one scope opens decides; of several, the one that
    opens most of the rest, not sensitive before sensitive, on at once before applied for."""
    rules = {name: reader.scope_rule(reader.operation(name)) for name in dict.fromkeys(operations)}
    unknown = tuple(sorted(name for name, rule in rules.items() if not rule.scopes))
    open_ones = {name: set(rule.scopes) for name, rule in rules.items() if rule.scopes}
    chosen: dict[str, list[str]] = {}
    waiting = dict(open_ones)
    while waiting:
        single = next((next(iter(any_of)) for any_of in waiting.values() if len(any_of) == 1), None)
        scope = single or max({one for any_of in waiting.values() for one in any_of}, key=lambda s: _worth(s, waiting))
        chosen[scope] = sorted(name for name, any_of in waiting.items() if scope in any_of)
        waiting = {name: any_of for name, any_of in waiting.items() if scope not in any_of}
    trusted = {
        scope for scope, names in chosen.items() if any(rules[name].confidence in TRUSTED for name in names)
    }  # fmt: skip
    return Least(
        scopes=tuple(sorted(chosen)),
        why={scope: tuple(names) for scope, names in sorted(chosen.items())},
        unsure=tuple(sorted(set(chosen) - trusted)),
        unknown=unknown,
    )


def needed_here() -> Least:
    """The least set for what this installation does with a grant (wanted.json)."""
    return least(name for operations in purposes().values() for name in operations)


def reason_for(scope: str) -> str:
    """A draft of the reason that an application for a scope asks for: what this installation does with it."""
    mine = [
        purpose
        for purpose, operations in purposes().items()
        if any(scope in reader.scope_rule(reader.operation(name)).scopes for name in operations)
    ]
    fact = scope_facts().get(scope)
    what = fact.description.rstrip(".") if fact else scope
    if not mine:
        return what
    return f"We keep {_and(mine)} of the shops that authorize us in our own system. ({what}.)"


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _worth(scope: str, waiting: Mapping[str, Collection[str]]) -> tuple[int, bool, bool, str]:
    fact = scope_facts().get(scope)
    opens = sum(scope in any_of for any_of in waiting.values())
    plain = not (fact and fact.sensitive)
    at_once = bool(fact and (fact.application or "").startswith("public"))
    return opens, plain, at_once, scope
