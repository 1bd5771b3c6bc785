"""The door of the catalog: every question the other rooms ask about TikTok Shop.

It only gathers; the answers come from `operations`, `router`, `rules` and `conduct`, each lazy.
"""

from shoplatch.catalog.conduct import failure_lists, nothing_done, quota, read_back, refuses_page_token, search_window
from shoplatch.catalog.operations import heads, nearest, operation, operation_ids
from shoplatch.catalog.router import match
from shoplatch.catalog.rules import (
    array_join,
    ends_on,
    error,
    error_codes,
    permission_areas,
    pii_paths,
    reasons,
    scope_rule,
    scopes,
    topics,
    vectors,
)

__all__ = [
    "array_join",
    "ends_on",
    "error",
    "error_codes",
    "failure_lists",
    "heads",
    "match",
    "nearest",
    "nothing_done",
    "operation",
    "operation_ids",
    "permission_areas",
    "pii_paths",
    "quota",
    "read_back",
    "reasons",
    "refuses_page_token",
    "scope_rule",
    "scopes",
    "search_window",
    "topics",
    "vectors",
]
