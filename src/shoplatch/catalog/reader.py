"""The door of the catalog: every question the other rooms ask about TikTok Shop.

It only gathers; the answers come from `operations`, `router` and `rules`, each lazy.
"""

from shoplatch.catalog.operations import heads, nearest, operation, operation_ids
from shoplatch.catalog.router import match
from shoplatch.catalog.rules import (
    array_join,
    error,
    error_codes,
    pii_paths,
    reasons,
    scope_rule,
    scopes,
    topics,
    vectors,
)

__all__ = [
    "array_join",
    "error",
    "error_codes",
    "heads",
    "match",
    "nearest",
    "operation",
    "operation_ids",
    "pii_paths",
    "reasons",
    "scope_rule",
    "scopes",
    "topics",
    "vectors",
]
