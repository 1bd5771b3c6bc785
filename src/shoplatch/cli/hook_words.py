"""An endpoint in words and as members of a document, for the commands about outgoing webhooks."""

from __future__ import annotations

from shoplatch.outbox.address import shown
from shoplatch.store.hooks.deliveries import Backlog
from shoplatch.store.hooks.endpoints import Endpoint


def public(one: Endpoint) -> dict[str, object]:
    """An endpoint without what is sealed."""
    hidden = ("sealed_secret", "sealed_secret_before", "sealed_query", "url")
    return {"url": shown(one.url), **{name: getattr(one, name) for name in one.__slots__ if name not in hidden}}


def waits(of: Backlog) -> dict[str, object]:
    """A backlog as members of a document."""
    return {"waiting": of.waiting, "failed_deliveries": of.failed, "oldest_waiting_at": of.oldest_at}


def standing(one: Endpoint) -> str:
    """How an endpoint stands, with the reason."""
    if one.state == "active" and one.failures:
        return f"active, failing since {one.failing_since:%Y-%m-%d %H:%M}" if one.failing_since else "active"
    return f"{one.state}: {one.reason}" if one.reason else one.state
