"""Page parts and CSS that every page of ours shares: the console's and the simulator's alike. It knows no data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup, escape

from shoplatch.look.rows import with_names


@cache
def css() -> bytes:
    """The one style sheet: tokens first, then the parts."""
    return (files(__package__) / "look.css").read_bytes()


@cache
def live() -> bytes:
    """The one script: swaps live fragments, keeps the theme."""
    return (files(__package__) / "live.js").read_bytes()


@cache
def icon() -> bytes:
    """The mark of the house as an SVG, for browser tabs."""
    return (files(__package__) / "icon.svg").read_bytes()


def labelled(rows: Markup, columns: Sequence[tuple[str, str]]) -> Markup:
    """The rows of a table with the name of its column on every cell, for screens where the heading has no room."""
    return Markup(with_names(str(rows), [str(escape(name)) for name, _ in columns]))


def templates(package: str) -> jinja2.Environment:
    """A Jinja environment for a room's own `templates/` folder, with the shared parts importable as `parts.html`."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(package, "templates"), jinja2.PackageLoader(__package__, "parts")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["labelled"] = labelled
    return made
