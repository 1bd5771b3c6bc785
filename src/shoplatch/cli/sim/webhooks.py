"""Webhooks of the simulated world as it sent them: each delivery and its fate, sending again, and faults by share."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.world import SPAN, readable, rows_of

SHARE = click.FloatRange(0, 1)
OF_CALLS = frozenset({"rate_limited", "internal_error", "unavailable", "expired_token"})


@click.group(
    help="Webhooks as the simulator sent them.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim deliveries list --state waiting\n"
    "  shoplatch sim deliveries resend 41\n"
    "  shoplatch sim deliveries drain"
)
def deliveries() -> None:
    pass


@deliveries.command("list", help="List deliveries, newest first.\n\n\b\nExample:\n  shoplatch sim deliveries list --topic 1")
@click.option("--state", type=click.Choice(["waiting", "delivered", "dropped"]), help="Only this state.")
@click.option("--topic", type=int, help="Only this topic, for example 1.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@url_option
@json_option
def list_(state: str | None, topic: int | None, limit: int, url: str, *, json: bool) -> None:
    with Control(url) as control:
        listed = rows_of(control.get("deliveries", state=state, topic=topic, limit=limit), "deliveries")
    if json:
        as_json(listed)
        return
    columns = [
        Column("id", whole=True),
        Column("topic", figures=True),
        Column("state"),
        Column("attempts", figures=True),
        Column("last answer", figures=True),
        Column("to", spare=True),
    ]
    rows = [(one.get("id"), str(one.get("topic")), one.get("state"), *_attempts(one), one.get("url")) for one in listed]
    table(columns, rows, empty="No such deliveries. An app gets webhooks once its address is set and a shop authorized it.")


def _attempts(delivery: dict[str, object]) -> tuple[int, object]:
    """How often it was tried, and what the last try gave."""
    tries = delivery.get("attempts")
    if not isinstance(tries, list) or not tries:
        return 0, None
    return len(tries), str(tries[-1].get("status") or "no answer")


@deliveries.command(help="Send one delivery again now.\n\n\b\nExample:\n  shoplatch sim deliveries resend 41")
@click.argument("delivery_id")
@url_option
@json_option
def resend(delivery_id: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        answer = control.post(f"deliveries/{part(delivery_id)}/resend")
    as_json(answer) if json else fields(readable(answer))


@deliveries.command(help="Wait until nothing is waiting to be sent.\n\n\b\nExample:\n  shoplatch sim deliveries drain")
@url_option
@json_option
def drain(url: str, *, json: bool) -> None:
    with Control(url) as control:
        answer = control.post("deliveries/drain")
    as_json(answer) if json else fields(readable(answer))


@click.command(
    help="Show the faults on webhooks and calls, or set them. Shares are from 0 to 1. For single calls see sim chaos.\n\n"
    "\b\nExamples:\n  shoplatch sim faults\n  shoplatch sim faults --drop 0.05 --duplicate 0.05 --shuffle\n"
    "  shoplatch sim faults --rate-limited 0.1 --expired-token 0.01\n  shoplatch sim faults --none"
)
@click.option("--drop", type=SHARE, help="This share of the webhooks is never sent.")
@click.option("--duplicate", type=SHARE, help="This share is sent twice.")
@click.option("--wrong-signature", type=SHARE, help="This share carries a wrong signature at the first try.")
@click.option("--slow-consumer", type=SHARE, help="This share counts as acknowledged too late, and comes again.")
@click.option("--delay", "delay_s", type=SPAN, help="Virtual time each waits before it is sent: 90s, 15m, 3h.")
@click.option("--shuffle/--in-order", default=None, help="Send out of order, or in order.")
@click.option("--rate-limited", type=SHARE, help="This share of the calls is refused with 429.")
@click.option("--internal-error", type=SHARE, help="This share of the calls is refused with 36009003.")
@click.option("--unavailable", type=SHARE, help="This share of the calls is refused with 503.")
@click.option("--expired-token", type=SHARE, help="This share of the calls is refused with 105002.")
@click.option("--none", "clear", is_flag=True, help="No faults at all.")
@url_option
@json_option
def faults(url: str, *, clear: bool, json: bool, **wanted: float | bool | None) -> None:
    given = {name: value for name, value in wanted.items() if value is not None}
    if clear:
        given = {name: False if name == "shuffle" else 0 for name in wanted}
    areas = {
        "webhooks": {name: value for name, value in given.items() if name not in OF_CALLS},
        "calls": {name: value for name, value in given.items() if name in OF_CALLS},
    }
    with Control(url) as control:
        shown = control.post("faults", areas) if given else control.get("faults")
    as_json(shown) if json else fields(readable(shown))
