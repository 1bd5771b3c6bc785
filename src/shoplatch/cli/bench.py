"""`shoplatch bench`: our figures beside those of the alternatives, measured in the same call on this machine."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, say, table
from shoplatch.testing.bench import BENCHES, run


@click.command(
    help="Measure against the alternatives; without NAME, say what can be measured. With --json the last line is one "
    "object: name, unit, ours, against, ratio (larger is better), conditions.\n\n"
    "\b\nExamples:\n  shoplatch bench\n  shoplatch bench ingest --json"
)
@click.argument("name", required=False, type=click.Choice(tuple(BENCHES)), metavar="[NAME]")
@click.option("--short", is_flag=True, help="A tenth of the work: shows that it runs, not a figure to quote.")
@click.option("--prism", metavar="PATH", help="Of `simulator`: the command of Prism, where it is not on PATH.")
@json_option
def command(name: str | None, *, short: bool, prism: str | None, json: bool) -> None:
    if prism is not None and name != "simulator":
        raise click.UsageError("--prism goes with `shoplatch bench simulator`")
    if name is None:
        listed = [{"name": bench, "measures": what} for bench, what in BENCHES.items()]
        if json:
            as_json(listed)
        else:
            table([Column("bench", whole=True), Column("measures")], BENCHES.items(), empty="")
        return
    if not json:
        say(f"Measuring {BENCHES[name]} ...")
    result = run(name, short=short, **({} if prism is None else {"prism": prism}))
    if json:
        as_json(result.as_json(), one_line=True)
        return
    against = {f"against {what}": f"{figure:,.1f} {result.unit}" for what, figure in result.against.items()}
    fields({"ours": f"{result.ours:,.1f} {result.unit}", **against, "ratio": f"{result.ratio:.2f} (larger is better)"})
    fields({name.replace("_", " "): str(value) for name, value in result.conditions.items()})
