"""`shoplatch hooks edit`: another address, other events, other shops, other limits; what is not given stays."""

from __future__ import annotations

import sys
from typing import Any

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops
from shoplatch.cli.hook_words import public
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import as_json, fields, json_option
from shoplatch.outbox.address import shown
from shoplatch.outbox.hooks import LIMITS
from shoplatch.store.hooks.endpoints import Endpoint

ACTOR = "terminal"
NONE = 0  # takes a limit away
Rate = click.IntRange(NONE, LIMITS["rate_per_s"])
AtOnce = click.IntRange(NONE, LIMITS["at_once"])
Timeout = click.IntRange(NONE, LIMITS["timeout_s"])


def whole_address(address: str, *, query_stdin: bool) -> str:
    """An address with what stands behind its question mark, where that comes from standard input."""
    if not query_stdin:
        return address
    if "?" in address:
        raise click.UsageError("--query-stdin takes what stands behind the question mark: give the address without it.")
    return f"{address}?{sys.stdin.readline().strip().removeprefix('?')}"


def limits(rate: int | None, at_once: int | None, timeout: int | None) -> dict[str, int | None]:
    """The limits that were given; 0 takes one away."""
    given = {"rate_per_s": rate, "at_once": at_once, "timeout_s": timeout}
    return {name: value or None for name, value in given.items() if value is not None}


@click.command(
    help="Change an endpoint; what you leave out stays. What waits for it goes to the new address at once.\n\n"
    "\b\nExamples:\n  shoplatch hooks edit ep_0011223344556677 --address https://erp.example.com/in\n"
    "  shoplatch hooks edit ep_0011223344556677 --event order --event return --rate 20\n"
    "  shoplatch hooks edit ep_0011223344556677 --all-events --all-shops --rate 0"
)
@click.argument("endpoint")
@click.option("--address", metavar="URL", help="Where events are posted to.")
@click.option("--query-stdin", is_flag=True, help="Take what stands behind the question mark from standard input.")
@click.option("--event", "events", multiple=True, help="Only this event from now on; often.")
@click.option("--all-events", is_flag=True, help="Every event.")
@click.option("--shop", "shops", metavar="SHOP", multiple=True, help="Only this shop: its id, code or name; often.")
@click.option("--all-shops", is_flag=True, help="Every shop, those to come too.")
@click.option("--label", help="A name for lists.")
@click.option("--description", help="What it is for, and whom to ask.")
@click.option("--personal/--no-personal", default=None, help="Whether personal data is sent too.")
@click.option("--backfill/--no-backfill", default=None, help="Whether the history that a backfill reads is sent too.")
@click.option("--rate", type=Rate, help="Requests a second at most; 0: no limit.")
@click.option("--at-once", type=AtOnce, help="Requests under way at most; 0: the usual eight.")
@click.option("--timeout", type=Timeout, help="Seconds to wait for an answer; 0: the usual 15.")
@json_option
def edit(
    endpoint: str, address: str | None, events: tuple[str, ...], shops: tuple[str, ...], label: str | None,
    description: str | None, rate: int | None, at_once: int | None, timeout: int | None, *, query_stdin: bool,
    all_events: bool, all_shops: bool, personal: bool | None, backfill: bool | None, json: bool,
) -> None:  # fmt: skip
    if (events and all_events) or (shops and all_shops):
        raise click.UsageError("Give some, or all, not both.")
    if query_stdin and address is None:
        raise click.UsageError("--query-stdin belongs to --address.")
    given: dict[str, Any] = {
        "url": whole_address(address, query_stdin=query_stdin) if address is not None else None, "label": label,
        "description": description, "personal": personal, "backfill": backfill,
        "types": [] if all_events else list(events) or None,
    }  # fmt: skip
    values = {name: value for name, value in given.items() if value is not None} | limits(rate, at_once, timeout)
    if all_shops:
        values["shop_ids"] = None

    async def change(platform: Platform) -> Endpoint:
        if shops:
            values["shop_ids"] = [row.id for shop in shops for row in await chosen_shops(platform, shop)]
        if not values:
            raise click.UsageError("Say what to change; --help lists what can be.")
        made = await platform.hooks.change(endpoint, **values)
        await platform.accounts.audit.note("hooks.changed", endpoint, actor=ACTOR, detail=told(made, values))
        return made

    made = with_platform(change)
    if json:
        as_json(public(made))
        return
    fields({"endpoint": made.id, "address": shown(made.url), "events": made.kinds or "all", "changed": ", ".join(values)})


def told(made: Endpoint, values: dict[str, Any]) -> str:
    """What was changed, for the audit log."""
    return f"{', '.join(values)}; {shown(made.url)}; {', '.join(made.kinds) or 'every event'}"
