"""How a command shows what it found: an aligned table for people, one JSON document for programs. Nothing else prints.

Rich is imported only when a table is drawn. Colour leaves by itself on a pipe, with NO_COLOR and on dumb terminals.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 160  # a table into a file or pipe is not cut to a terminal nobody sees


json_option = click.option("--json", is_flag=True, help="One JSON document, without colour or chatter.")


def as_json(document: object) -> None:
    """Write one JSON document and nothing else. Times are ISO 8601 in UTC, amounts are decimal strings."""
    import msgspec

    text = msgspec.json.encode(document, enc_hook=str)
    if sys.stdout.isatty():
        text = msgspec.json.format(text, indent=2)
    click.echo(text.decode())


def console(*, stderr: bool = False) -> Console:
    """A terminal that knows its width and how many colours it has."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made = Console(stderr=stderr, highlight=False, width=PIPE_WIDTH)
    return made


class Column:
    """One column of a table: its heading, and whether it holds figures (right) or ids that must stay whole."""

    def __init__(self, heading: str, *, figures: bool = False, whole: bool = False, style: str = "") -> None:
        self.heading = heading
        self.figures = figures
        self.whole = whole
        self.style = style


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, empty: str, note: str = "") -> None:
    """Draw an aligned table; where there are no rows, say `empty`: what would be here and what to do next."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        drawn.add_column(
            column.heading,
            justify="right" if column.figures else "left",
            no_wrap=column.figures or column.whole,
            overflow="fold" if column.whole else "ellipsis",
            style=column.style,
        )
    count = 0
    for row in rows:
        drawn.add_row(*(Text(cell(value)) for value in row))
        count += 1
    out = console()
    if not count:
        out.print(empty)
        return
    out.print(drawn)
    if note:
        out.print(Text(note, style="dim"))


def fields(pairs: Mapping[str, object]) -> None:
    """Draw names and values under one another; a value that is missing is left out."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 2, 0, 0))
    drawn.add_column(style="dim", no_wrap=True)
    drawn.add_column(overflow="fold")
    for name, value in pairs.items():
        if value not in (None, "", (), []):
            drawn.add_row(name, Text(cell(value)))
    console().print(drawn)


def cell(value: object) -> str:
    """One value as a person reads it: times in UTC to the second, nothing for what is missing, control signs shown."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, Decimal):
        return f"{value:,}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(part) for part in value)
    # A title is the seller's text: it must not be able to move the cursor or paint the terminal.
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in str(value))


def say(text: str) -> None:
    """One line for people, on standard error, so that standard output stays what was asked for."""
    click.echo(text, err=True)
