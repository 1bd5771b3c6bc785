"""What the radar found, as a page for people: no script, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from shoplatch.testing.radar.judging import Broken, Radar

SHOWN_MAX = 2_000
_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; } .quiet, small { opacity: .75; } small { display: block; }
ul { padding: 0; list-style: none; margin: 0; }
li { border-top: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere; }
"""


def html(found: Radar) -> str:
    """The page: what breaks yours first, then what breaks somebody, then every other change."""
    others = [one for one in found.changes if not one.breaks]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>",
        f"<title>TikTok Shop API: what changed</title><style>{_STYLE}</style><h1>TikTok Shop API: what changed</h1>",
        f"<p class=quiet>{escape(found.old)} → {escape(found.new)}</p>",
        f"<p>{len(found.changes):,} changes, {len(found.breaking):,} of them break somebody"
        f"{', and something of yours' if found.breaks_yours else ''}.</p>",
        *_part("What breaks yours", (_own(one) for one in found.yours if one.sure)),
        *_part(
            "Versions you call that end",
            (f"<b>{escape(end.operation)}</b> {'ended' if end.ended else 'ends'} on {end.on}. {escape(end.source)}"
             f"<small>{_places(end.where)}</small>" for end in found.endings),
        ),
        *_part(
            "Versions you call that have a newer one",
            (f"<b>{escape(one.operation)}</b>: newest {escape(one.newest)}. "
             f"{escape('; '.join(change.what for change in one.moving)) or 'Nothing known breaks on the way.'}"
             f"<small>{_places(one.where)}</small>" for one in found.older),
        ),
        *_part("Perhaps yours: no source names these fields", (_own(one) for one in found.yours if not one.sure)),
        *_part(
            "What breaks somebody",
            (f"<b>{escape(one.where)}</b>: {escape(one.what)}. {escape(one.breaks)}" for one in found.breaking),
        ),
        *_part("Every other change", (f"<b>{escape(one.where)}</b>: {escape(one.what)}" for one in others)),
        *_part("Could not be told", (escape(one) for one in found.unclear)),
        "</html>",
    ]  # fmt: skip
    return "\n".join(parts)


def _own(one: Broken) -> str:
    return f"<b>{escape(one.operation)}</b>: {escape(one.what)}. {escape(one.breaks)}<small>{_places(one.where)}</small>"


def _places(where: Iterable[str]) -> str:
    return "<br>".join(map(escape, where))


def _part(title: str, lines: Iterable[str]) -> list[str]:
    rows = [f"<li>{line}</li>" for line in lines]
    if not rows:
        return []
    more = f"<p class=quiet>{len(rows) - SHOWN_MAX:,} more</p>" if len(rows) > SHOWN_MAX else ""
    return [f"<h2>{title} ({len(rows):,})</h2><ul>", *rows[:SHOWN_MAX], f"</ul>{more}"]
