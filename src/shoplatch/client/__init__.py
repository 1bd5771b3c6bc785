"""Speaks TikTok Shop: signs, calls, reads and judges, with a pure core and a blocking and an asynchronous shell.

It keeps nothing and refreshes nothing by itself; grants are the business of accounts. The names below load on first use,
so that a door that only verifies signatures does not pay for the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shoplatch.client.answers import Reply
    from shoplatch.client.async_client import AsyncClient
    from shoplatch.client.batching import Batch
    from shoplatch.client.breaker import Breaker
    from shoplatch.client.budget import Budget, LocalBudget, Unlimited
    from shoplatch.client.client import Client
    from shoplatch.client.comparing import Comparison, Difference
    from shoplatch.client.core import CallRecord
    from shoplatch.client.failures import Failure
    from shoplatch.client.iterating import AsyncIteration, Iteration
    from shoplatch.client.notices import ShoplatchWarning, UndocumentedValue, VersionEnding, VersionFallback
    from shoplatch.client.outgoing import Upload
    from shoplatch.client.paging import Page
    from shoplatch.client.rows import Item
    from shoplatch.client.tokens import AsyncTokenSource, TokenSource

_HOMES = {
    "AsyncClient": "async_client",
    "AsyncIteration": "iterating",
    "AsyncTokenSource": "tokens",
    "Batch": "batching",
    "Breaker": "breaker",
    "Budget": "budget",
    "CallRecord": "core",
    "Client": "client",
    "Comparison": "comparing",
    "Difference": "comparing",
    "Failure": "failures",
    "Item": "rows",
    "Iteration": "iterating",
    "LocalBudget": "budget",
    "Page": "paging",
    "Reply": "answers",
    "ShoplatchWarning": "notices",
    "TokenSource": "tokens",
    "UndocumentedValue": "notices",
    "Unlimited": "budget",
    "Upload": "outgoing",
    "VersionEnding": "notices",
    "VersionFallback": "notices",
}

__all__ = [
    "AsyncClient",
    "AsyncIteration",
    "AsyncTokenSource",
    "Batch",
    "Breaker",
    "Budget",
    "CallRecord",
    "Client",
    "Comparison",
    "Difference",
    "Failure",
    "Item",
    "Iteration",
    "LocalBudget",
    "Page",
    "Reply",
    "ShoplatchWarning",
    "TokenSource",
    "UndocumentedValue",
    "Unlimited",
    "Upload",
    "VersionEnding",
    "VersionFallback",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
