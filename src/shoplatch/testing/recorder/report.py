"""A drift report as a page for people: no script, nothing from outside."""

from __future__ import annotations

from html import escape

from shoplatch.testing.recorder.against import Difference
from shoplatch.testing.recorder.drift import Drift

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; } .quiet { opacity: .75; }
ul { padding: 0; list-style: none; margin: 0; }
li { border-top: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere; }
code { font-size: .92em; } .of { display: inline-block; min-width: 6.5rem; opacity: .75; }
"""


def html(found: Drift) -> str:
    """The page."""
    by_operation: dict[str, list[Difference]] = {}
    for one in found.differences:
        by_operation.setdefault(one.operation, []).append(one)
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>",
        f"<title>Drift of {escape(found.upstream)}</title><style>{_STYLE}</style>",
        f"<h1>Drift of {escape(found.upstream)}</h1><p>{escape(summary(found))}</p>",
    ]
    for operation, differences in by_operation.items():
        parts.append(f"<h2><code>{escape(operation)}</code></h2><ul>")
        parts += [f"<li>{_line(one)}</li>" for one in differences]
        parts.append("</ul>")
    if found.unknown:
        parts.append("<h2>Calls of no operation in the catalog</h2><ul>")
        parts += [f"<li><code>{escape(one)}</code></li>" for one in found.unknown]
        parts.append("</ul>")
    parts.append("<h2>What was compared</h2><ul>")
    for told in found.operations:
        beside = told.why_not or f"{told.asked} answers of the simulator beside"
        parts.append(
            f"<li><code>{escape(told.operation)}</code> <span class=quiet>{told.calls} calls; {escape(beside)}"
            f"{f'; {told.unsure} fields seen too rarely to say' if told.unsure else ''}</span></li>"
        )
    parts.append("</ul></html>")
    return "\n".join(parts)


def summary(found: Drift) -> str:
    """One sentence."""
    catalog = sum(one.of == "catalog" for one in found.differences)
    cut = f" {found.cut} line at the end was cut and is left out." if found.cut else ""
    return (
        f"{found.calls:,} calls of {len(found.operations)} operations: {catalog} differences from the catalog, "
        f"{len(found.differences) - catalog} from the simulator.{cut}"
    )


def line(one: Difference) -> str:
    """One difference in words."""
    often = f" ({one.seen} of {one.held})" if one.held else ""
    return f"{one.place or 'the answer'} {one.what}{often}"


def _line(one: Difference) -> str:
    return (
        f"<span class=of>{escape(one.of)}</span> <code>{escape(one.place or 'the answer')}</code> {escape(one.what)} "
        f"<span class=quiet>{one.seen} of {one.held}, first in call {one.first}</span>"
    )
