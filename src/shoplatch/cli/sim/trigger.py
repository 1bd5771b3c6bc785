"""One webhook of any topic, on demand."""

from __future__ import annotations

import click

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, url_option
from shoplatch.cli.sim.world import readable, rows_of


@click.command(
    help="Send one webhook of a topic, by number or name: the reference's example filled with what is in the world.\n"
    "Nothing else happens; to make the thing itself happen, push an order. Without a topic it lists them.\n\n"
    "\b\nExamples:\n  shoplatch sim trigger ORDER_STATUS_CHANGE --set order_status=DELIVERED\n"
    "  shoplatch sim trigger 12 --set return_type=REFUND --anyway\n"
    "  shoplatch sim trigger 50 --set skus[0].status=DELETED\n  shoplatch sim trigger"
)
@click.argument("topic", required=False)
@click.option("--set", "changes", multiple=True, metavar="PATH=VALUE", help="Another value for a field; may be given often.")
@click.option("--shop", "shop_id", help="Of this shop; the first one unless said.")
@click.option("--anyway", is_flag=True, help="Also to apps that did not ask for the topic: a test push.")
@url_option
@json_option
def trigger(topic: str | None, changes: tuple[str, ...], shop_id: str | None, url: str, *, anyway: bool, json: bool) -> None:
    if topic is None:
        _list(url, json=json)
        return
    body: dict[str, object] = {"topic": topic, "set": dict(_change(change) for change in changes), "anyway": anyway}
    if shop_id is not None:
        body["shop_id"] = shop_id
    with Control(url) as control:
        sent = control.post("trigger", body)
    if json:
        as_json(sent)
        return
    fields(readable({"topic": str(sent["topic"]), "shop": sent["shop_id"], **sent["data"]}))
    reached = [f"{one['app_key']} at {one['url']} (delivery {one['id']})" for one in sent["deliveries"]]
    click.echo(
        "Sent to " + ", ".join(reached)
        if reached
        else "Sent to nobody: no app with an address asked for this topic of this shop. --anyway sends it all the same."
    )


def _change(text: str) -> tuple[str, str]:
    path, given, value = text.partition("=")
    if not given or not path:
        raise click.BadParameter(f"{text!r} is not PATH=VALUE.", param_hint="--set")
    return path, value


def _list(url: str, *, json: bool) -> None:
    with Control(url) as control:
        topics = rows_of(control.get("topics"), "topics")
    if json:
        as_json(topics)
        return
    columns = [Column("topic", figures=True), Column("name", whole=True), Column("fields")]
    rows = [
        (str(one["type"]), one["name"], ", ".join(map(str, one["fields"])))
        for one in topics
        if isinstance(one["fields"], list)
    ]
    table(columns, rows, empty="This simulator knows no topics.")
