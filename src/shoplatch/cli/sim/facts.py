"""What a simulator does and how sure that is: switches, coverage, the fidelity ledger."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, url_option
from shoplatch.cli.sim.named import named_value
from shoplatch.cli.sim.world import rows_of


@click.command(
    help="Open questions of the platform and the answer the simulator gives; NAME=VALUE gives another answer.\n\n"
    "\b\nExamples:\n  shoplatch sim switches\n  shoplatch sim switches status_of_expired_token=200 retry_after_sent=false"
)
@click.argument("changes", nargs=-1, metavar="[NAME=VALUE]...")
@url_option
@json_option
def switches(changes: tuple[str, ...], url: str, *, json: bool) -> None:
    wanted = dict(named_value(change) for change in changes)
    with Control(url) as control:
        answer = control.post("switches", wanted) if wanted else control.get("switches")
    listed = rows_of(answer, "switches")
    if json:
        as_json(listed)
        return
    shown = [one for one in listed if not wanted or one["name"] in wanted]
    columns = [Column("switch", whole=True), Column("answer", whole=True), Column("how sure"), Column("decides", spare=True)]
    table(
        columns, [(one["name"], str(one["value"]), one["confidence"], one["meaning"]) for one in shown], empty="No switches."
    )


@click.command(
    help="Which operations have a behaviour with state, and which are answered in shape.\n\n"
    "\b\nExamples:\n  shoplatch sim coverage\n  shoplatch sim coverage --rows --json"
)
@click.option("--rows", is_flag=True, help="One line for each operation.")
@url_option
@json_option
def coverage(url: str, *, rows: bool, json: bool) -> None:
    with Control(url) as control:
        told = control.get("coverage")
    listed = rows_of(told, "rows")
    if json:
        as_json(listed if rows else {name: value for name, value in told.items() if name != "rows"})
    elif rows:
        columns = [
            Column("operation", whole=True),
            Column("answer"),
            Column("call", spare=True),
            Column("refused", spare=True),
        ]
        table(
            columns,
            [(one["id"], one["answer"], f"{one['method']} {one['path']}", one.get("refused", "")) for one in listed],
            empty="The catalog is empty.",
        )
    else:
        fields({name.replace("_", " "): value for name, value in told.items() if name not in ("rows", "ids")})


@click.command(
    help="What the simulator does, how sure that is, where it comes from, and which switch turns it.\n\n"
    "\b\nExamples:\n  shoplatch sim ledger\n  shoplatch sim ledger --confidence unknown"
)
@click.option("--confidence", type=click.Choice(["documented", "inferred", "unknown"]), help="Only these.")
@url_option
@json_option
def ledger(confidence: str | None, url: str, *, json: bool) -> None:
    with Control(url) as control:
        entries = [one for one in rows_of(control.get("ledger"), "entries") if confidence in (None, one["confidence"])]
    if json:
        as_json(entries)
        return
    columns = [
        Column("area"),
        Column("behaviour"),
        Column("how sure"),
        Column("source", spare=True),
        Column("switch", spare=True),
    ]
    rows = [
        tuple(one.get(name) or "" for name in ("area", "behaviour", "confidence", "source", "switch")) for one in entries
    ]
    table(columns, rows, empty="No such entries.")
