"""Whose consent a scope needs, and so whose tokens open an operation: a seller's, a creator's or a partner's."""

from __future__ import annotations

from functools import cache

from shoplatch.catalog import reader

USER_TYPES = {"seller": 0, "creator": 1, "partner": 3}
_SETTLED = frozenset({"high", "medium"})

OF_A_CREATOR = frozenset({"affiliate", "affiliate_creator"})
"""Areas about the creator who calls: even where no scope is settled, no other token has an answer there."""


@cache
def grantees() -> dict[str, str]:
    """Scope -> who grants it."""
    return {scope.scope: scope.grantee for scope in reader.scopes() if scope.grantee}


@cache
def opened_by(operation_id: str) -> frozenset[str]:
    """Whose tokens open an operation; empty where its scopes are not settled."""
    rule = reader.scope_rule(operation_id)
    if rule.confidence not in _SETTLED:
        return frozenset()
    known = grantees()
    named = {known.get(scope) for scope in rule.scopes}
    return frozenset() if None in named else frozenset(name for name in named if name)
