"""`shoplatch explain CODE`: what an error code of TikTok Shop means and what to do. Needs no network."""

from __future__ import annotations

import click

from shoplatch.catalog import reader
from shoplatch.cli.show import Column, as_json, draw, json_option, table
from shoplatch.client import explaining
from shoplatch.client.explaining import Explanation
from shoplatch.errors import NotFound

FOUND_MAX = 40
_COLOUR = {"Retriable": "yellow", "RateLimited": "yellow", "Fatal": "red", "OutcomeUnknown": "red", "Unclear": "red"}


@click.command(
    help="What an error code means and what to do; or, for words, the codes that speak of them.\n\n"
    "\b\nExamples:\n"
    "  shoplatch explain 105002\n"
    "  shoplatch explain 36009003 --json\n"
    '  shoplatch explain "page token"'
)
@click.argument("code", metavar="CODE|WORDS")
@json_option
def command(code: str, *, json: bool) -> None:
    if code.strip().isdecimal():
        _one(int(code), json=json)
    else:
        _search(code, json=json)


def _one(code: int, *, json: bool) -> None:
    known = explaining.explanation(code)
    if known is None:
        kin = [f"{one} ({fact.name})" for one in explaining.nearest(code) if (fact := reader.error(one)) is not None]
        near = f"Near it are {', '.join(kin)}. " if kin else ""
        raise NotFound(f"Code {code} is in none of the sources", next_step=f"{near}The message that came with it says more.")
    if json:
        as_json(known)
        return
    _draw(known)


def _search(words: str, *, json: bool) -> None:
    codes = explaining.named(words)
    found = [one for one in map(explaining.explanation, codes) if one is not None]
    if not found:
        raise NotFound(f"No code speaks of {words!r}", next_step="Try fewer or other words, or the number itself.")
    if json:
        as_json(found)
        return
    table(
        (
            Column("code", whole=True),
            Column("name"),
            Column("area", spare=True),
            Column("recovery"),
            Column("do", spare=True),
        ),
        [(str(one.code), one.name, one.area, one.recovery, one.remedy) for one in found[:FOUND_MAX]],
        empty="",
        note=f"{len(found)} codes; the first {FOUND_MAX} are shown." if len(found) > FOUND_MAX else "",
    )


def _draw(known: Explanation) -> None:
    from rich.table import Table
    from rich.text import Text

    head = Text(str(known.code), style="bold")
    head.append(f"  {known.name.replace('_', ' ')}", style="not bold")
    if known.area:
        head.append(f"  {known.area}", style="dim")
    recovery = Text(known.recovery, style=_COLOUR.get(known.recovery, "cyan"))
    recovery.append(f"  {known.what_to_do}", style="default")
    rows: tuple[tuple[str, Text | str], ...] = (
        ("means", known.meaning),
        ("do", known.remedy),
        ("recovery", recovery),
        ("HTTP status", known.http_status),
        ("message", known.message),
        ("seen on", "\n".join(known.seen_on)),
        ("documented on", f"{known.documented_on} operations" if known.documented_on > 1 else ""),
        ("sources", known.confidence),
    )
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in rows:
        if value:
            facts.add_row(name, value if isinstance(value, Text) else Text(value))
    draw(head, Text(), facts)
