"""`shoplatch hooks deliveries` and what is done about them: one with its attempts, again, everything since a time."""

from __future__ import annotations

from datetime import UTC, datetime

import click
import msgspec

from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, draw_heading, fields, json_option, say, table
from shoplatch.errors import NotFound
from shoplatch.outbox import kinds
from shoplatch.outbox.address import shown
from shoplatch.store.hooks.deliveries import Attempt, Delivery

ACTOR = "terminal"
STATES = ("waiting", "delivered", "failed")
Times = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])


@click.command(
    "deliveries",
    help="List deliveries, newest first.\n\n\b\nExamples:\n  shoplatch hooks deliveries --state failed\n"
    "  shoplatch hooks deliveries ep_0011223344556677 --limit 5 --json",
)
@click.argument("endpoint", required=False)
@click.option("--state", type=click.Choice(STATES), help="Only this state.")
@click.option("--event", help="Only this event, for example order.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=30, show_default=True)
@json_option
def deliveries_(endpoint: str | None, state: str | None, event: str | None, limit: int, *, json: bool) -> None:
    type_ = event if event in (None, kinds.TEST) else kinds.check([event or ""])[0]

    async def look(platform: Platform) -> list[Delivery]:
        if endpoint is not None:
            await platform.hooks.get(endpoint)
        return await platform.hooks.deliveries(endpoint_id=endpoint, state=state, type=type_, limit=limit)

    rows = with_platform(look)
    if json:
        as_json([public(one) for one in rows])
        return
    columns = [
        Column("delivery", figures=True), Column("changed (UTC)"), Column("event"), Column("object", whole=True),
        Column("state"), Column("attempts", figures=True), Column("answer", figures=True), Column("next (UTC)", spare=True),
        Column("endpoint", whole=True, spare=True), Column("why", spare=True),
    ]  # fmt: skip
    cells = [
        (str(one.n), one.at, one.type, one.object_id, one.state, one.attempts, one.status, one.due_at, one.endpoint_id,
         one.error or "")
        for one in rows
    ]  # fmt: skip
    table(
        columns, cells, empty="No such delivery. Events go out when something changes; `shoplatch hooks test` sends one now."
    )


@click.command(
    "delivery",
    help="Show one delivery: its body, each attempt, the answer.\n\n\b\nExample:\n  shoplatch hooks delivery 41 --json",
)
@click.argument("number", type=int)
@json_option
def delivery_(number: int, *, json: bool) -> None:
    async def look(platform: Platform) -> tuple[Delivery, bytes, list[Attempt]]:
        return await platform.hooks.delivery(number)

    one, body, attempts = with_platform(look)
    if json:
        as_json({"delivery": public(one), "body": msgspec.json.decode(body), "attempts": attempts})
        return
    fields({"delivery": str(one.n), "webhook-id": one.message_id, "event": one.type, "object": one.object_id,
            "shop": one.shop_id, "endpoint": f"{one.endpoint_id} {one.label}", "address": shown(one.url), "state": one.state,
            "changed": one.at, "next attempt": one.due_at, "ended": one.ended_at, "why": one.error})  # fmt: skip
    draw_heading("Attempts")
    columns = [
        Column("at (UTC)"),
        Column("to"),
        Column("answer", figures=True),
        Column("took"),
        Column("why"),
        Column("said"),
    ]
    cells = [(a.at, a.address, a.status, f"{a.elapsed_ms} ms", a.error or "", (a.response or "")[:200]) for a in attempts]
    table(columns, cells, empty="None yet.")
    draw_heading("Body (personal data is added only while it is sent)")
    click.echo(msgspec.json.format(body, indent=2).decode())


@click.command(help="Send deliveries again at once, under their old ids.\n\n\b\nExample:\n  shoplatch hooks retry 41 42")
@click.argument("numbers", nargs=-1, type=int, required=True, metavar="NUMBER...")
def retry(numbers: tuple[int, ...]) -> None:
    async def again(platform: Platform) -> int:
        put = await platform.hooks.retry(numbers)
        await platform.accounts.audit.note("hooks.retried", ", ".join(map(str, numbers[:20])), actor=ACTOR)
        return put

    put = with_platform(again)
    if put < len(set(numbers)):
        raise NotFound(
            f"{put} of {len(set(numbers))} deliveries go out again; the others are not there",
            next_step="`shoplatch hooks deliveries` lists them.",
        )
    say(f"{put} {'goes' if put == 1 else 'go'} out again while `shoplatch serve` runs.")


@click.command(
    help="Send an endpoint again what it missed since a moment: what failed, and what was never made while it was off.\n\n"
    "Repeats carry their old webhook-id, so twice is harmless.\n\n"
    "\b\nExample:\n  shoplatch hooks recover ep_0011223344556677 --since 2026-11-20T06:00:00"
)
@click.argument("endpoint")
@click.option("--since", type=Times, required=True, help="Changed at or after this moment, UTC.")
@click.option("--until", type=Times, help="Changed before this moment, UTC.")
@click.option("--delivered", is_flag=True, help="What arrived too.")
@json_option
def recover(endpoint: str, since: datetime, until: datetime | None, *, delivered: bool, json: bool) -> None:
    begin, end = since.replace(tzinfo=UTC), until.replace(tzinfo=UTC) if until else None

    async def bring(platform: Platform) -> tuple[int, int]:
        found = await platform.hooks.recover(endpoint, begin, end, delivered=delivered)
        detail = f"since {begin:%Y-%m-%d %H:%M:%S}: {found[0]} again, {found[1]} new"
        await platform.accounts.audit.note("hooks.recovered", endpoint, actor=ACTOR, detail=detail)
        return found

    put, made = with_platform(bring)
    if json:
        as_json({"id": endpoint, "sent_again": put, "made": made})
        return
    say(f"{put:,} go out again, {made:,} for the first time, while `shoplatch serve` runs.")


def public(one: Delivery) -> dict[str, object]:
    """A delivery as a document; what stands behind the question mark of an address stays here."""
    return {**{name: getattr(one, name) for name in one.__slots__}, "url": shown(one.url)}
