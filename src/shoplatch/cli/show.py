"""How a command shows what it found: an aligned table for people, one JSON document for programs. Nothing else prints.

Rich is imported only when a table is drawn. Colour leaves by itself on a pipe, with NO_COLOR and on dumb terminals.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

PIPE_WIDTH = 2_000  # into a file or pipe nothing is cut to a terminal that nobody sees


json_option = click.option("--json", is_flag=True, help="One JSON document, without colour or chatter.")


def as_json(document: object, *, one_line: bool = False) -> None:
    """Write one JSON document and nothing else. Times are ISO 8601 in UTC, amounts are decimal strings."""
    import msgspec

    text = msgspec.json.encode(document, enc_hook=str)
    if sys.stdout.isatty() and not one_line:
        text = msgspec.json.format(text, indent=2)
    click.echo(text.decode())


def draw(*parts: RenderableType) -> None:
    """Draw for people. On a terminal it fits its width and colours; into a pipe nothing is cut, coloured or padded."""
    from rich.console import Console

    out = Console(highlight=False)
    if out.is_terminal:
        out.print(*parts, sep="\n")
        return
    plain = Console(highlight=False, width=PIPE_WIDTH, no_color=True)
    with plain.capture() as caught:
        plain.print(*parts, sep="\n")
    click.echo("\n".join(line.rstrip() for line in caught.get().rstrip("\n").split("\n")))


class Column(NamedTuple):
    """One column of a table. `figures` stand right; `whole` is never cut (ids are for copying); `spare` goes first
    when the terminal is narrow, the last one of them before the others."""

    heading: str
    figures: bool = False
    whole: bool = False
    spare: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, empty: str, note: str = "") -> None:
    """Draw an aligned table; where there are no rows, say `empty`: what would be here and what to do next."""
    from rich.table import Table
    from rich.text import Text

    texts = [[Text(cell(value)) for value in row] for row in rows]
    if not texts:
        click.echo(empty)
        return
    shown = _fitting(columns, [[text.cell_len for text in row] for row in texts])
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in (columns[at] for at in shown):
        drawn.add_column(
            column.heading,
            justify="right" if column.figures else "left",
            no_wrap=True,
            overflow="ellipsis",
            min_width=None if not column.whole else len(column.heading),
        )
    for row in texts:
        drawn.add_row(*(row[at] for at in shown))
    draw(drawn, *([Text(note, style="dim")] if note else []))


def _fitting(columns: Sequence[Column], widths: Sequence[Sequence[int]]) -> list[int]:
    """Which columns to show: spare ones leave from the right until the rest fits the terminal."""
    from rich.console import Console

    out = Console()
    room = out.width if out.is_terminal else PIPE_WIDTH
    natural = [max(len(column.heading), *(row[at] for row in widths)) + 2 for at, column in enumerate(columns)]
    shown = list(range(len(columns)))
    for at in reversed(range(len(columns))):
        if sum(natural[kept] for kept in shown) <= room:
            break
        if columns[at].spare:
            shown.remove(at)
    return shown


def draw_heading(text: str) -> None:
    """Draw a heading with a blank line above."""
    from rich.text import Text

    draw(Text(f"\n{text}", style="bold"))


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
    draw(drawn)


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
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "�" for sign in str(value))


def say(text: str) -> None:
    """One line for people, on standard error, so that standard output stays what was asked for."""
    click.echo(text, err=True)
