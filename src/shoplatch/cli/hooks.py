"""`shoplatch hooks`: webhooks that go out to your own systems: endpoints, their secrets, how each stands."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops
from shoplatch.cli.frame import NO
from shoplatch.cli.hook_deliveries import deliveries_, delivery_, recover, retry
from shoplatch.cli.hook_edit import AtOnce, Rate, Timeout, edit, limits, whole_address
from shoplatch.cli.hook_words import public, standing, waits
from shoplatch.cli.links import Life
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, fields, json_option, say, table
from shoplatch.outbox import kinds
from shoplatch.outbox.address import shown
from shoplatch.outbox.hooks import OVERLAP, Hooks, Tried
from shoplatch.outbox.standing import Standing, counted, standings
from shoplatch.store.hooks.deliveries import Backlog
from shoplatch.store.hooks.endpoints import Endpoint

ACTOR = "terminal"
NOTHING = Backlog(0, 0, None)
SHOWN_ONCE = "The secret is not shown again; your receiver checks signatures with it."


@click.group(
    help="Webhooks that go out: signed events about what changed here, posted to your own systems.\n\n"
    "\b\nExamples:\n  shoplatch hooks add https://erp.example.com/shoplatch --event order --event stock\n"
    "  shoplatch hooks test ep_0011223344556677\n  shoplatch hooks deliveries --state failed"
)
def command() -> None:
    pass


@command.command(
    help="Add an endpoint. It gets what changes from now on; its secret is shown once.\n\n"
    "\b\nExamples:\n  shoplatch hooks add https://erp.example.com/shoplatch\n"
    "  shoplatch hooks add https://erp.example.com/shoplatch --event order --event return --label ERP"
)
@click.argument("url")
@click.option("--event", "events", multiple=True, help="Only this event, as `shoplatch hooks events` lists them; often.")
@click.option("--shop", "shops", metavar="SHOP", multiple=True, help="Only this shop: its id, code or name; often.")
@click.option("--label", default="", help="A name for lists.")
@click.option("--description", default="", help="What it is for, and whom to ask.")
@click.option("--personal", is_flag=True, help="Send personal data too: recipients, ids of buyers.")
@click.option("--backfill", is_flag=True, help="Send the history that a backfill reads too.")
@click.option("--rate", type=Rate, help="Requests a second at most.")
@click.option("--at-once", type=AtOnce, help="Requests under way at most; eight where nothing is said.")
@click.option("--timeout", type=Timeout, help="Seconds to wait for an answer; 15 where nothing is said.")
@click.option("--secret-stdin", is_flag=True, help="Take a secret of yours (whsec_...) from standard input.")
@click.option("--query-stdin", is_flag=True, help="Take what stands behind the question mark from standard input.")
@json_option
def add(
    url: str, events: tuple[str, ...], shops: tuple[str, ...], label: str, description: str, rate: int | None,
    at_once: int | None, timeout: int | None, *, personal: bool, backfill: bool, secret_stdin: bool, query_stdin: bool,
    json: bool,
) -> None:  # fmt: skip
    given = sys.stdin.readline().strip() if secret_stdin else None
    whole = whole_address(url, query_stdin=query_stdin)

    async def make(platform: Platform) -> tuple[Endpoint, str]:
        ids = [row.id for shop in shops for row in await chosen_shops(platform, shop)] if shops else None
        made, secret = await platform.hooks.add(
            whole, by=ACTOR, label=label, types=events, shop_ids=ids, personal=personal, backfill=backfill, secret=given,
            description=description, **limits(rate, at_once, timeout),
        )  # fmt: skip
        detail = f"{shown(made.url)}; {', '.join(made.kinds) or 'every event'}{'; with personal data' if personal else ''}"
        await platform.accounts.audit.note("hooks.added", made.id, actor=ACTOR, detail=detail)
        return made, secret

    made, secret = with_platform(make)
    if json:
        as_json({**public(made), "secret": secret})
        return
    fields({"endpoint": made.id, "address": shown(made.url), "events": made.kinds or "all", "secret": secret})
    say(SHOWN_ONCE)


@command.command("list", help="List the endpoints and how each stands.\n\n\b\nExample:\n  shoplatch hooks list --json")
@json_option
def list_(*, json: bool) -> None:
    async def look(platform: Platform) -> list[tuple[Endpoint, Backlog]]:
        backlogs = await platform.hooks.backlogs()
        return [(one, backlogs.get(one.id, NOTHING)) for one in await platform.hooks.all()]

    rows = with_platform(look)
    if json:
        as_json([{**public(one), **waits(backlog)} for one, backlog in rows])
        return
    columns = [
        Column("endpoint", whole=True), Column("label"), Column("address"), Column("state"), Column("events", spare=True),
        Column("waiting", figures=True), Column("failed", figures=True), Column("last arrived (UTC)", spare=True),
    ]  # fmt: skip
    cells = [
        (one.id, one.label, shown(one.url), standing(one), one.kinds or "all", counted(of.waiting), counted(of.failed),
         one.last_success_at)
        for one, of in rows
    ]  # fmt: skip
    table(columns, cells, empty="No endpoint was added yet. `shoplatch hooks add URL` adds one.")


@command.command(help="Show one endpoint.\n\n\b\nExample:\n  shoplatch hooks show ep_0011223344556677")
@click.argument("endpoint")
@json_option
def show(endpoint: str, *, json: bool) -> None:
    async def look(platform: Platform) -> Standing:
        one = await platform.hooks.get(endpoint)
        async with platform.store.raw() as conn:
            return next(of for of in await standings(conn, platform.clock.now()) if of.endpoint.id == one.id)

    found = with_platform(look)
    one, of = found.endpoint, found.backlog
    if json:
        as_json({**public(one), **waits(of), "breaker": found.breaker, "standing": found.word, "why": found.what,
                 "next_step": found.step, "attempts": found.tallies})  # fmt: skip
        return
    fields(
        {
            "endpoint": one.id, "label": one.label, "description": one.description, "address": shown(one.url),
            "state": standing(one), "breaker": found.breaker, "how it goes": found.what, "what to do": found.step,
            "events": one.kinds or "all", "shops": one.shop_ids if one.shop_ids is not None else "every shop",
            "personal data": one.personal, "backfills": one.backfill,
            "secret": f"fingerprint {one.secret_fingerprint}", "the one before signs until": one.secret_before_until,
            "waiting": counted(of.waiting), "oldest waits since": of.oldest_at, "failed": counted(of.failed),
            "last arrived": one.last_success_at, "last failed": one.last_failure_at, "fails since": one.failing_since,
            "rests until": one.rest_until, "requests a second at most": one.rate_per_s,
            "requests at once at most": one.at_once, "seconds for an answer": one.timeout_s,
            "attempts": ", ".join(f"{tally.attempts:,} {name}" for name, tally in found.tallies.items()),
            "added": one.created_at, "by": one.created_by,
        }
    )  # fmt: skip


@command.command(
    help="A new secret. The one before signs beside it for a day, or as long as --overlap says.\n\n"
    "\b\nExamples:\n  shoplatch hooks rotate ep_0011223344556677\n  shoplatch hooks rotate ep_0011223344556677 --overlap 0h"
)
@click.argument("endpoint")
@click.option("--overlap", type=Life(), default=f"{OVERLAP.days * 24}h", show_default=True, help="As 24h or 7d.")
@json_option
def rotate(endpoint: str, overlap: timedelta, *, json: bool) -> None:
    async def change(platform: Platform) -> tuple[str, datetime | None]:
        fresh = await platform.hooks.rotate(endpoint, overlap=overlap)
        await platform.accounts.audit.note("hooks.rotated", endpoint, actor=ACTOR, detail=f"overlap {overlap}")
        return fresh, (await platform.hooks.get(endpoint)).secret_before_until

    secret, until = with_platform(change)
    if json:
        as_json({"id": endpoint, "secret": secret, "secret_before_until": until})
        return
    fields({"secret": secret, "the one before signs until": until})
    say(SHOWN_ONCE)


@command.command(help="Send nothing for now; events gather.\n\n\b\nExample:\n  shoplatch hooks pause ep_0011223344556677")
@click.argument("endpoint")
@click.option("--reason", default="", help="Why, for the others.")
def pause(endpoint: str, reason: str) -> None:
    async def stop(hooks: Hooks) -> None:
        await hooks.pause(endpoint, reason)

    _do(stop, "hooks.paused", endpoint, reason)
    say(f"Nothing is sent to {endpoint} until `shoplatch hooks resume {endpoint}`; events gather.")


@command.command(
    help="Send again to an endpoint that was paused or turned off.\n\n"
    "\b\nExample:\n  shoplatch hooks resume ep_0011223344556677"
)
@click.argument("endpoint")
def resume(endpoint: str) -> None:
    async def go_on(hooks: Hooks) -> None:
        await hooks.resume(endpoint)

    _do(go_on, "hooks.resumed", endpoint)
    say(f"Events go to {endpoint} again. What it missed while it was off: `shoplatch hooks recover {endpoint} --since ...`.")


@command.command(
    help="Forget an endpoint with its deliveries.\n\n\b\nExample:\n  shoplatch hooks remove ep_0011223344556677 --yes"
)
@click.argument("endpoint")
@click.option("--yes", is_flag=True, help="Without asking.")
def remove(endpoint: str, *, yes: bool) -> None:
    if not yes:
        click.confirm(f"Forget {endpoint} with everything that waits for it?", abort=True, err=True)

    async def forget(hooks: Hooks) -> None:
        await hooks.remove(endpoint)

    _do(forget, "hooks.removed", endpoint)
    say(f"{endpoint} is forgotten.")


@command.command(
    help="Send a test event at once and show the answer. Exit code 1: it did not arrive.\n\n"
    "\b\nExample:\n  shoplatch hooks test ep_0011223344556677"
)
@click.argument("endpoint")
@json_option
def test(endpoint: str, *, json: bool) -> None:
    async def send(platform: Platform) -> Tried:
        return await platform.hooks.try_out(endpoint)

    tried = with_platform(send)
    if json:
        as_json({"arrived": tried.arrived, "webhook_id": tried.id, "delivery": tried.delivery, "attempt": tried.attempt})
    else:
        one = tried.attempt
        fields({"arrived": tried.arrived, "webhook-id": tried.id, "address": one.address, "answer": one.status,
                "took": f"{one.elapsed_ms} ms", "why not": one.error, "said": one.response})  # fmt: skip
    if not tried.arrived:
        click.get_current_context().exit(NO)


@command.command(help="List the events there are.\n\n\b\nExample:\n  shoplatch hooks events")
@json_option
def events(*, json: bool) -> None:
    if json:
        as_json([{"type": one.name, "what": one.what, "object": one.columns, "lists": one.parts, "personal": one.personal}
                 for one in kinds.types().values()])  # fmt: skip
        return
    table(
        [Column("event", whole=True), Column("goes out when")],
        [(name, one.what) for name, one in kinds.types().items()],
        empty="",
    )


def _do(deed: Callable[[Hooks], Awaitable[None]], act: str, endpoint: str, detail: str = "") -> None:
    async def run(platform: Platform) -> None:
        await deed(platform.hooks)
        await platform.accounts.audit.note(act, endpoint, actor=ACTOR, detail=detail)

    with_platform(run)


for _member in (edit, deliveries_, delivery_, retry, recover):
    command.add_command(_member)
