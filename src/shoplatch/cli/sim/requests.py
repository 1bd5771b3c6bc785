"""The calls a simulator got, with the string each signature had to cover."""

from __future__ import annotations

import time

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, url_option
from shoplatch.cli.sim.world import readable, rows_of
from shoplatch.clock import from_seconds

LOOK_EVERY_S = 0.5


@click.command(
    help="The last calls the simulator got, oldest first. Secrets are hidden. --full shows each call whole, with its\n"
    "canonical signing string: compare it with yours when a signature is refused.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim requests --limit 5\n"
    "  shoplatch sim requests --code 106001 --full\n"
    "  shoplatch sim requests --follow --path /order/"
)
@click.option("--limit", type=click.IntRange(1, 2_000), default=20, show_default=True)
@click.option("--code", type=int, help="Only those answered with this code.")
@click.option("--path", help="Only those whose path or operation holds this.")
@click.option("--full", is_flag=True, help="Everything about each.")
@click.option("--follow", is_flag=True, help="Go on showing new ones until Ctrl-C.")
@url_option
@json_option
def requests(limit: int, code: int | None, path: str | None, url: str, *, full: bool, follow: bool, json: bool) -> None:
    with Control(url) as control:
        answer = control.get("requests", limit=limit, code=code, path=path)
        _show(rows_of(answer, "requests"), full=full, json=json, follow=follow)
        while follow:
            time.sleep(LOOK_EVERY_S)
            after = answer.get("last", 0)
            answer = control.get("requests", limit=2_000, code=code, path=path, after=after)
            if listed := rows_of(answer, "requests"):
                _show(listed, full=full, json=json, follow=True)


def _show(listed: list[dict[str, object]], *, full: bool, json: bool, follow: bool) -> None:
    if json and follow:
        for row in listed:
            as_json(row, one_line=True)
    elif json:
        as_json(listed)
    elif full:
        for row in listed:
            fields(readable(row))
            click.echo()
    elif follow:
        for row in listed:
            click.echo(" ".join(str(row[name]) for name in ("n", "status", "code", "method", "path")))
    else:
        columns = [Column("n", figures=True), Column("at (UTC)"), Column("call"), Column("operation", spare=True),
                   Column("status", figures=True), Column("code", figures=True), Column("ms", figures=True),
                   Column("chaos", spare=True)]  # fmt: skip
        rows = [
            (row["n"], from_seconds(int(str(row["at"]))), f"{row['method']} {row['path']}", row["operation"],
             str(row["status"]), str(row["code"]), row["elapsed_ms"], row["chaos"])
            for row in listed
        ]  # fmt: skip
        table(columns, rows, empty="No calls yet.")
