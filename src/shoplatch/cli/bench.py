"""`shoplatch bench`: our figures beside those of the alternatives, measured in the same call on this machine."""

from __future__ import annotations

import click

from shoplatch.cli.frame import NO
from shoplatch.cli.show import Column, as_json, fields, json_option, say, table
from shoplatch.testing.bench import BENCHES, run


@click.command(
    help="Measure against the alternatives; without NAME, say what can be measured. With --json the last line is one "
    "object: name, unit, ours, against, ratio (larger is better), conditions. Exits with 1 where the ratio is 0.\n\n"
    "\b\nExamples:\n  shoplatch bench\n  shoplatch bench ingest --json\n"
    "  shoplatch bench convergence --minutes 5 --orders 2000"
)
@click.argument("name", required=False, type=click.Choice(tuple(BENCHES)), metavar="[NAME]")
@click.option("--short", is_flag=True, help="A tenth of the work: shows that it runs, not a figure to quote.")
@click.option("--prism", metavar="PATH", help="Of `simulator`: the command of Prism, where it is not on PATH.")
@click.option(
    "--minutes",
    type=click.FloatRange(1, 600),
    help="Of `convergence`: how long the whole may take, 40 if left out. The storm takes half of it at most; what is not "
    "done in time is broken off, and the result says so.",
)
@click.option(
    "--orders",
    type=click.IntRange(1, 1_000_000),
    help="Of `convergence`: how many orders are placed, 520 for each minute after the first if left out. Of `backfill "
    "--million`: how many are read.",
)
@click.option(
    "--million",
    is_flag=True,
    help="Of `backfill`: a million orders by a process that is killed again and again, and its memory.",
)
@json_option
def command(
    name: str | None,
    *,
    short: bool,
    prism: str | None,
    minutes: float | None,
    orders: int | None,
    million: bool,
    json: bool,
) -> int | None:
    if million and name != "backfill":
        raise click.UsageError("--million goes with `shoplatch bench backfill`")
    if (minutes is not None and name != "convergence") or (orders is not None and name != "convergence" and not million):
        raise click.UsageError("--minutes and --orders go with `shoplatch bench convergence`, --orders with --million too")
    if prism is not None and name != "simulator":
        raise click.UsageError("--prism goes with `shoplatch bench simulator`")
    if name is None:
        listed = [{"name": bench, "measures": what} for bench, what in BENCHES.items()]
        if json:
            as_json(listed)
        else:
            table([Column("bench", whole=True), Column("measures")], BENCHES.items(), empty="")
        return None
    if not json:
        say(f"Measuring {BENCHES[name]} ...")
    settings = {
        "prism": prism,
        "minutes": minutes,
        "orders": orders,
        "million": million or None,
        "tell": say if name == "convergence" else None,
    }
    result = run(name, short=short, **{key: value for key, value in settings.items() if value is not None})
    if json:
        as_json(result.as_json(), one_line=True)
        return None if result.ratio else NO
    against = {f"against {what}": f"{_spelled(figure)} {result.unit}" for what, figure in result.against.items()}
    fields({**_ours(result.ours, result.unit), **against, "ratio": f"{result.ratio:.2f} (larger is better)"})
    fields({name.replace("_", " "): str(value) for name, value in result.conditions.items()})
    return None if result.ratio else NO


def _ours(figure: float | dict[str, int], unit: str) -> dict[str, str]:
    if isinstance(figure, dict):
        return {name: f"{count:,}" for name, count in figure.items()}
    return {"ours": f"{_spelled(figure)} {unit}"}


def _spelled(figure: float) -> str:
    """Small figures keep the digits in which they differ."""
    return f"{figure:,.1f}" if abs(figure) >= 10 or figure == round(figure, 1) else f"{figure:.3f}"
