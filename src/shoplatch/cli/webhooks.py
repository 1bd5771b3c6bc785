"""`shoplatch webhooks`: what arrived at the door, what failed, and working it again."""

from __future__ import annotations

import click

from shoplatch.app import Platform
from shoplatch.catalog import reader
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.inbox.replay import replay as queue_again
from shoplatch.store import read
from shoplatch.store.read import Delivery

STATES = ("new", "done", "ignored", "failed")


@click.group(
    help="Webhooks that arrived here.\n\n"
    "\b\nExamples:\n  shoplatch webhooks list --topic 1\n  shoplatch webhooks failed\n  shoplatch webhooks replay --all"
)
def command() -> None:
    pass


@command.command(
    "list", help="List webhooks, newest first.\n\n\b\nExample:\n  shoplatch webhooks list --state done --limit 5"
)
@click.option("--state", type=click.Choice(STATES), help="Only this state.")
@click.option("--topic", type=int, help="Only this topic, for example 1 (order status).")
@shop_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
@json_option
def list_(state: str | None, topic: int | None, shop: str | None, limit: int, *, json: bool) -> None:
    _list(state, topic, shop, limit, json=json, empty="No such webhooks arrived.")


@command.command(
    help="List webhooks that could not be worked, with the reason.\n\n\b\nExample:\n  shoplatch webhooks failed"
)
@shop_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
@json_option
def failed(shop: str | None, limit: int, *, json: bool) -> None:
    _list("failed", None, shop, limit, json=json, empty="Nothing failed.")


@command.command(
    help="Work failed webhooks again, after what made them fail was mended. Doing it twice is harmless.\n\n"
    "\b\nExamples:\n  shoplatch webhooks replay 41 42\n  shoplatch webhooks replay --all --topic 1"
)
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--all", "everything", is_flag=True, help="Every failed one.")
@click.option("--topic", type=int, help="With --all: only this topic.")
@shop_option
@json_option
def replay(numbers: tuple[int, ...], topic: int | None, shop: str | None, *, everything: bool, json: bool) -> None:
    if bool(numbers) == everything:
        raise click.UsageError("Give the numbers that `shoplatch webhooks failed` shows, or --all.")

    async def again(platform: Platform) -> int:
        if numbers:
            return await queue_again(platform.store, ns=numbers)
        shop_id = (await chosen_shops(platform, shop))[0].id if shop else None
        return await queue_again(platform.store, shop_id=shop_id, topic=topic)

    count = with_platform(again)
    as_json({"queued": count}) if json else say(f"{count:,} webhooks are queued again. `shoplatch serve` works them.")
    if numbers and not count:
        click.get_current_context().exit(NO)


def _list(state: str | None, topic: int | None, shop: str | None, limit: int, *, json: bool, empty: str) -> None:
    async def look(platform: Platform) -> list[Delivery]:
        shops = await chosen_shops(platform, shop)
        async with platform.store.begin() as conn:
            return await read.deliveries(
                conn, [one.id for one in shops], none_too=shop is None, state=state, topic=topic, limit=limit
            )

    rows = with_platform(look)
    if json:
        as_json(rows)
        return
    columns = [
        Column("no.", figures=True),
        Column("arrived (UTC)"),
        Column("topic"),
        Column("state"),
        Column("copies", figures=True, spare=True),
        Column("worked (UTC)", spare=True),
        Column("shop", whole=True, spare=True),
        Column("why", spare=True),
    ]
    cells = [(str(d.n), d.received_at, _topic(d.type), d.state, d.copies, d.done_at, d.shop_id, d.error or "") for d in rows]
    table(columns, cells, empty=empty)


def _topic(number: int) -> str:
    known = reader.topics().get(number)
    return f"{number} {known.name}" if known else f"{number}"
