"""`shoplatch privacy`: what is kept of people, for how long, and forgetting it."""

from __future__ import annotations

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.store import privacy
from shoplatch.store.privacy import Kept
from shoplatch.sync.jobs import RETAINED


@click.group(
    help="Personal data: what is kept, for how long, and forgetting it.\n\n"
    "\b\nExamples:\n  shoplatch privacy kept\n  shoplatch privacy erase-buyer 7000000000000000001 --yes"
)
def command() -> None:
    pass


@command.command(help="Show what personal data is kept, by shop.\n\n\b\nExample:\n  shoplatch privacy kept --json")
@shop_option
@json_option
def kept(shop: str | None, *, json: bool) -> None:
    async def look(platform: Platform) -> list[Kept]:
        shops = await chosen_shops(platform, shop)
        async with platform.store.begin() as conn:
            return [await privacy.kept(conn, one.id) for one in shops]

    found = with_platform(look)
    if json:
        as_json({"shops": found, "kept_for_days": {name: span.days for name, span in RETAINED.items()}})
        return
    figures = ("recipients", "conversations", "messages", "notes", "webhook bodies")
    columns = [Column("shop", whole=True), *(Column(one, figures=True) for one in figures)]
    rows = [(one.shop_id, one.recipients, one.conversations, one.messages, one.notes, one.webhook_bodies) for one in found]
    table(columns, rows, empty="No shop is connected.")
    say(
        "Everything but webhook bodies is sealed. "
        + " ".join(f"{name}: {span.days} days." for name, span in RETAINED.items())
    )


@command.command(
    help="Forget a buyer: recipients, conversations, messages, notes, and bodies of webhooks that name the orders. "
    "Orders stay, without the person.\n\n\b\nExample:\n  shoplatch privacy erase-buyer 7000000000000000001 --yes"
)
@click.argument("buyer_user_id")
@shop_option
@click.option("--yes", is_flag=True, help="Do it; without this it only says what would be forgotten.")
@json_option
def erase_buyer(buyer_user_id: str, shop: str | None, *, yes: bool, json: bool) -> None:
    async def erase(platform: Platform) -> dict[str, int]:
        total: dict[str, int] = {}
        for one in await chosen_shops(platform, shop):
            async with platform.store.begin() as conn:
                found = await privacy.erase_buyer(conn, one.id, buyer_user_id, really=yes)
            total = {name: total.get(name, 0) + number for name, number in found.items()}
        return total

    _say(with_platform(erase), yes=yes, json=json)


@command.command(
    help="Forget all personal data of a shop, for example after it took its grant back. Figures and orders stay, without "
    "the people.\n\n\b\nExample:\n  shoplatch privacy erase-shop --shop 7495... --yes"
)
@shop_option
@click.option("--yes", is_flag=True, help="Do it; without this it only says what would be forgotten.")
@json_option
def erase_shop(shop: str | None, *, yes: bool, json: bool) -> None:
    if shop is None:
        raise click.UsageError("Name the shop with --shop.")

    async def erase(platform: Platform) -> dict[str, int]:
        (one,) = await chosen_shops(platform, shop)
        async with platform.store.begin() as conn:
            return await privacy.erase_shop(conn, one.id, really=yes)

    _say(with_platform(erase), yes=yes, json=json)


@command.command(
    help="Forget now what is older than it may be: the nightly job, by hand.\n\n\b\nExample:\n  shoplatch privacy expire"
)
@json_option
def expire(*, json: bool) -> None:
    async def run(platform: Platform) -> dict[str, int]:
        return await platform.sync.jobs.retain()

    _say(with_platform(run), yes=True, json=json)


def _say(found: dict[str, int], *, yes: bool, json: bool) -> None:
    if json:
        as_json({"erased" if yes else "would_erase": found})
        return
    columns = [Column("what"), Column("forgotten" if yes else "would be forgotten", figures=True)]
    table(columns, list(found.items()), empty="Nothing.")
    if not yes:
        say("Nothing was forgotten. Repeat it with --yes.")
