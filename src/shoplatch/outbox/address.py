"""The address of an endpoint in two parts: what may be shown, and what stands behind the question mark, which may be a key.

The second is sealed before it is kept, and nothing that a receiver says back is kept with it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, quote_plus

HIDDEN = "***"
SHORTEST_CHARS = 6  # a value below this is no key; hiding it would only spoil what else has these letters


def parted(url: str) -> tuple[str, str | None]:
    """An address up to and with its question mark, and what stands behind it; None where nothing does."""
    short, mark, query = url.partition("?")
    return (short + mark, query) if query else (short, None)


def shown(url: str) -> str:
    """An address for lists and logs, with a sign of what is left out."""
    return url.partition("?")[0] + ("?…" if "?" in url else "")


def secret_parts(query: str | None) -> tuple[str, ...]:
    """What of a query must not be found anywhere: all of it, and its values as they are written in one way or another."""
    if not query:
        return ()
    values = [value for _, value in parse_qsl(query, keep_blank_values=False)]
    written = {part.partition("=")[2] for part in query.split("&")} | {part for part in query.split("&") if "=" not in part}
    spelled = {way for value in values for way in (value, quote(value), quote(value, safe=""), quote_plus(value))}
    found = {part for part in (query, *written, *spelled) if len(part) >= SHORTEST_CHARS}
    return tuple(sorted(found, key=len, reverse=True))  # the longest first, so that none is left over of another


def hidden(text: str, parts: Iterable[str]) -> str:
    """A text without these parts."""
    for part in parts:
        text = text.replace(part, HIDDEN)
    return text
