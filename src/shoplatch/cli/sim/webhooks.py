"""Webhooks of the simulated world as it sent them: each delivery and its fate, sending again, and faults on purpose."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.world import readable, rows_of

SHARE = click.FloatRange(0, 1)


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
    help="Show the faults on webhooks, or set them. Shares are from 0 to 1.\n\n"
    "\b\nExamples:\n  shoplatch sim faults\n  shoplatch sim faults --drop 0.05 --duplicate 0.05 --shuffle\n"
    "  shoplatch sim faults --none"
)
@click.option("--drop", type=SHARE, help="This share is never sent.")
@click.option("--duplicate", type=SHARE, help="This share is sent twice.")
@click.option("--wrong-signature", type=SHARE, help="This share carries a wrong signature.")
@click.option("--delay", "delay_s", type=click.FloatRange(0, 3_600), help="Seconds each waits before it is sent.")
@click.option("--shuffle/--in-order", default=None, help="Send out of order, or in order.")
@click.option("--none", "clear", is_flag=True, help="No faults at all.")
@url_option
@json_option
def faults(
    drop: float | None,
    duplicate: float | None,
    wrong_signature: float | None,
    delay_s: float | None,
    shuffle: bool | None,
    url: str,
    *,
    clear: bool,
    json: bool,
) -> None:
    wanted = {
        "drop": drop,
        "duplicate": duplicate,
        "wrong_signature": wrong_signature,
        "delay_s": delay_s,
        "shuffle": shuffle,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    if clear:
        given = {"drop": 0, "duplicate": 0, "wrong_signature": 0, "delay_s": 0, "shuffle": False}
    with Control(url) as control:
        shown = control.post("faults", {"webhooks": given}) if given else control.get("faults")
    as_json(shown) if json else fields(readable(shown))
