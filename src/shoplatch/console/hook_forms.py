"""The form of an endpoint, read: what `Hooks.add` and `Hooks.change` take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.outbox.address import shown
from shoplatch.outbox.hooks import LIMITS
from shoplatch.store.hooks.endpoints import Endpoint

WORDS = {"rate_per_s": "Requests a second", "at_once": "Requests at once", "timeout_s": "Seconds for an answer"}


def asked(given: Mapping[str, str]) -> dict[str, Any]:
    """The values of a form that was sent. Raises InvalidRequest: a number is none."""
    shops = given.get("shops", "").split()
    return {
        "url": _address(given), "label": given.get("label", ""), "description": given.get("description", ""),
        "types": given.get("events", "").split(), "shop_ids": None if given.get("every") or not shops else shops,
        "personal": bool(given.get("personal")), "backfill": bool(given.get("backfill")),
        **{name: _number(name, given.get(name, "")) for name in LIMITS},
    }  # fmt: skip


def filled(one: Endpoint) -> dict[str, str]:
    """The form as it shows an endpoint that is there."""
    return {
        "url": shown(one.url), "label": one.label, "description": one.description, "events": " ".join(one.kinds),
        "shops": " ".join(one.shop_ids or ()), "every": "1" if one.shop_ids is None else "",
        "personal": "1" if one.personal else "", "backfill": "1" if one.backfill else "",
        **{name: str(getattr(one, name) or "") for name in LIMITS},
    }  # fmt: skip


def kept(given: Mapping[str, str]) -> dict[str, str]:
    """What was typed, to be shown again beside what is wrong with it; without what may be a key."""
    return {**given, "url": given.get("url", "").partition("?")[0], "query": "", "every": given.get("every", "")}


def _address(given: Mapping[str, str]) -> str:
    url, query = given.get("url", "").strip(), given.get("query", "").strip().removeprefix("?")
    if not query:
        return url
    short = url.removesuffix(shown("?")).removesuffix("?")
    if "?" in short:
        raise InvalidRequest("The address has a question mark, and the field below is filled", next_step="Fill one of them.")
    return f"{short}?{query}"


def _number(name: str, text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidRequest(f"{WORDS[name]}: {text[:20]!r} is no number", next_step="Leave it empty for no limit.")
    return int(text)
