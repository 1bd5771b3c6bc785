"""Chaos on calls: rules that say which call goes wrong and how."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.world import SPAN, readable, rows_of

FAULTS = (
    "expired_token",
    "internal_error",
    "lost_after",
    "lost_before",
    "partial",
    "rate_limited",
    "slow",
    "stale",
    "timeout",
    "truncated",
    "unavailable",
)
_MATCH = ("operation", "shop", "version", "probability", "nth", "every", "times", "since", "until")
_COUNTED = ("id", "seen", "struck")


@click.group(
    help="Let calls go wrong: rules say which calls, and what happens to them. The same by header for one call:\n"
    "x-simulator-chaos: lost_after, or code=36009003,status=503,latency_ms=200.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim chaos add --operation order.get_order_list --fault rate_limited --every 3\n"
    "  shoplatch sim chaos add --operation product.update_inventory --fault lost_after --times 1\n"
    "  shoplatch sim chaos add --fault expired_token --nth 100\n"
    "  shoplatch sim chaos list\n"
    "  shoplatch sim chaos clear"
)
def chaos() -> None:
    pass


@chaos.command(
    help="Add a rule. The first rule that strikes decides.\n\n"
    "\b\nExamples:\n  shoplatch sim chaos add --operation 'order.*' --fault slow --latency 800 --probability 0.1\n"
    "  shoplatch sim chaos add --operation product.activate_products --fault partial --partial 2\n"
    "  shoplatch sim chaos add --code 36009003 --status 503 --window 10m"
)
@click.option(
    "--operation",
    default="*",
    show_default=True,
    help="Id or capability; * stands for anything. Also token.get, token.refresh.",
)
@click.option("--shop", help="Only calls for this shop id.")
@click.option("--version", help="Only this version, for example 202309.")
@click.option("--probability", type=click.FloatRange(0, 1), help="This share of them; seeded, so that a run repeats.")
@click.option("--nth", type=click.IntRange(1), help="Only the nth of them.")
@click.option("--every", type=click.IntRange(1), help="Every nth of them.")
@click.option("--times", type=click.IntRange(1), help="At most so often.")
@click.option("--window", "window_s", type=SPAN, help="For so long from now, virtual time: 90s, 15m, 3h.")
@click.option("--fault", type=click.Choice(FAULTS), help="What happens, by name.")
@click.option("--code", type=int, help="Refuse with this code of the platform, before anything changes.")
@click.option("--status", type=click.IntRange(200, 599), help="The HTTP status that goes with the code.")
@click.option("--latency", "latency_ms", type=click.IntRange(0, 120_000), help="Milliseconds the answer comes late.")
@click.option("--truncate", type=click.FloatRange(0, 1), help="Send this share of the body, then close.")
@click.option("--partial", type=click.IntRange(1, 100), help="So many of a batch fail, told in data.errors[].")
@click.option("--hang-up", type=click.Choice(["before", "after"]), help="No answer: closed before or after it took effect.")
@url_option
@json_option
def add(url: str, *, json: bool, **given: object) -> None:
    rule = {name: value for name, value in given.items() if value is not None}
    with Control(url) as control:
        added = control.post("chaos", rule)
    as_json(added) if json else fields(readable(added))


@chaos.command(
    "list", help="The rules, how often each matched and struck.\n\n\b\nExample:\n  shoplatch sim chaos list --json"
)
@url_option
@json_option
def list_(url: str, *, json: bool) -> None:
    with Control(url) as control:
        rules = rows_of(control.get("chaos"), "rules")
    if json:
        as_json(rules)
        return
    columns = [Column("rule", whole=True), Column("calls"), Column("what happens"), Column("matched", figures=True),
               Column("struck", figures=True)]  # fmt: skip
    rows = [
        (rule["id"], _said(rule, _MATCH) or "all", _said(rule, _effect(rule)), rule["seen"], rule["struck"])
        for rule in rules
    ]
    table(columns, rows, empty="No rules: no call goes wrong by itself. `shoplatch sim chaos add --help` shows some.")


@chaos.command(help="Take all rules away, or the one that is named.\n\n\b\nExample:\n  shoplatch sim chaos clear")
@click.argument("rule_id", required=False)
@url_option
@json_option
def clear(rule_id: str | None, url: str, *, json: bool) -> None:
    with Control(url) as control:
        left = control.delete(f"chaos/{part(rule_id)}" if rule_id else "chaos")
    as_json(left) if json else fields({"rules left": len(rows_of(left, "rules"))})


def _effect(rule: dict[str, object]) -> tuple[str, ...]:
    return tuple(name for name in rule if name not in (*_MATCH, *_COUNTED))


def _said(rule: dict[str, object], names: tuple[str, ...]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {rule[name]}" for name in names if name in rule)
