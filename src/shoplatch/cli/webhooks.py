"""`shoplatch webhooks`: what arrived at the door, what failed, and working it again."""

from __future__ import annotations

from datetime import UTC, datetime

import click
import msgspec

from shoplatch.app import Platform
from shoplatch.catalog import reader
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.frame import NO
from shoplatch.cli.hook_deliveries import public
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, draw_heading, fields, json_option, say, table
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.inbox.causes import likely_fix
from shoplatch.inbox.lanes import Ignored
from shoplatch.inbox.replay import Replay, Which, replay_matching
from shoplatch.store import read, replays
from shoplatch.store.hooks import deliveries
from shoplatch.store.hooks.deliveries import Delivery as Push
from shoplatch.store.read import Delivery, events
from shoplatch.sync import bells
from shoplatch.sync.subscriptions import Subscriptions, by_hand

Rang = list[tuple[str, str]] | str  # what an event is about, or why nothing
Times = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])
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
    help="Show one webhook: its body, its verdict, and what it caused.\n\n\b\nExample:\n  shoplatch webhooks show 41 --json"
)
@click.argument("number", type=int)
@json_option
def show(number: int, *, json: bool) -> None:
    async def look(
        platform: Platform,
    ) -> tuple[events.Event, list[tuple[str, str]] | str, list[events.Caused], list[events.CallMade], list[Push]]:
        async with platform.store.begin() as conn:
            found = await events.event(conn, number)
            if found is None:
                raise NotFound(
                    f"There is no webhook {number}", next_step="`shoplatch webhooks list` shows those that arrived."
                )
            rang = _rang(found)
            objects = [] if isinstance(rang, str) else rang
            of = found.delivery
            pushes = await deliveries.of_changes(conn, of.shop_id, objects, of.received_at, of.received_at + events.AFTER)
            return found, rang, await events.caused(conn, of, objects), await events.calls(conn, of), pushes

    found, rang, caused, calls, pushes = with_platform(look)
    body = _body(found.body)
    if json:
        told = [public(one) for one in pushes]
        as_json({"event": found.delivery, "rang": rang, "body": body, "calls": calls, "caused": caused, "pushes": told})
        return
    of = found.delivery
    fields(
        {
            "webhook": str(of.n), "topic": _topic(of.type), "shop": of.shop_id, "state": of.state, "reason": of.error,
            "likely fix": likely_fix(of.error) if of.error and of.state == "failed" else None, "received": of.received_at,
            "ended": of.done_at, "attempts that failed": of.attempts, "arrived": of.copies,
            "rang for": rang if isinstance(rang, str) else ", ".join(f"{kind} {id_}" for kind, id_ in rang),
        }
    )  # fmt: skip
    columns = [Column("at (UTC)"), Column("what"), Column("how")]
    rows: list[tuple[object, ...]] = [(one.at, f"read by {one.operation}", f"{one.elapsed_ms} ms") for one in calls]
    rows += [(one.at, f"{one.kind} {one.object_id}: {one.before or 'new'} → {one.after}", _by(one, of.n)) for one in caused]
    rows += [(one.ended_at or one.created_at, f"{one.type} to {one.label or one.endpoint_id}: {one.state}",
              f"delivery {one.n}") for one in pushes]  # fmt: skip
    draw_heading("What it caused")
    table(columns, rows, empty="Nothing changed.")


@command.command(
    help="Failed webhooks by their cause, each with what is likely to cure it. Exit code 1: there are some.\n\n"
    "\b\nExample:\n  shoplatch webhooks causes --json"
)
@json_option
def causes(*, json: bool) -> None:
    async def look(platform: Platform) -> list[events.FailedGroup]:
        async with platform.store.begin() as conn:
            return await events.failed_by_cause(conn, (), none_too=True)

    groups = with_platform(look)
    if json:
        as_json(
            [{**{name: getattr(one, name) for name in one.__slots__}, "likely_fix": likely_fix(one.cause)} for one in groups]
        )
    else:
        columns = [
            Column("events", figures=True),
            Column("topics"),
            Column("cause"),
            Column("likely fix"),
            Column("example"),
        ]
        rows = [(one.events, one.topics, one.cause, likely_fix(one.cause), str(one.example)) for one in groups]
        table(columns, rows, empty="Nothing failed.")
    if groups:
        click.get_current_context().exit(NO)


@command.command(
    help="Work webhooks again: those numbered at once, or all that match, in portions by the worker. Twice is harmless.\n\n"
    "\b\nExamples:\n  shoplatch webhooks replay 41 42\n  shoplatch webhooks replay --all --topic 1\n"
    "  shoplatch webhooks replay --all --state done --since 2026-11-20 --rate 20"
)
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--all", "everything", is_flag=True, help="Every one that matches.")
@click.option("--topic", "topics", type=int, multiple=True, help="With --all: only this topic; may be given often.")
@click.option(
    "--state", "states", type=click.Choice(STATES[1:]), multiple=True, help="With --all: only this state; failed if none."
)
@click.option("--since", type=Times, help="With --all: received at or after this moment, UTC.")
@click.option("--until", type=Times, help="With --all: received before this moment, UTC.")
@click.option("--error", help="With --all: only where the reason holds this.")
@click.option("--rate", type=click.IntRange(1, 10_000), default=50, show_default=True, help="With --all: events a second.")
@shop_option
@json_option
def replay(
    numbers: tuple[int, ...],
    topics: tuple[int, ...],
    states: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    error: str | None,
    rate: int,
    shop: str | None,
    *,
    everything: bool,
    json: bool,
) -> None:
    if bool(numbers) == everything:
        raise click.UsageError("Give the numbers that `shoplatch webhooks list` shows, or --all.")

    async def again(platform: Platform) -> Replay | int:
        if numbers:
            async with platform.store.begin() as conn:
                return await replays.put_back(conn, numbers)
        shops = [(await chosen_shops(platform, shop))[0].id] if shop else []
        which = Which(shops, topics, states or ("failed",), _utc(since), _utc(until), error)
        return await replay_matching(platform.store, which, platform.clock, rate_per_s=rate)

    made = with_platform(again)
    if isinstance(made, int):
        as_json({"queued": made}) if json else say(f"{made:,} webhooks are queued again. `shoplatch serve` works them.")
        if not made:
            click.get_current_context().exit(NO)
        return
    if json:
        as_json({"queued": made.matched, "replay": made})
    else:
        say(f"{made.matched:,} webhooks come again, {rate} a second (replay {made.id}). `shoplatch serve` does it.")


@command.command("replays", help="Replays by a filter: how far they are.\n\n\b\nExample:\n  shoplatch webhooks replays")
@click.option("--stop", "stopped", type=int, metavar="REPLAY", help="Put back no more of this one.")
@click.option("--go-on", "going", type=int, metavar="REPLAY", help="Let a stopped one go on where it stopped.")
@json_option
def replays_(stopped: int | None, going: int | None, *, json: bool) -> None:
    if stopped is not None and going is not None:
        raise click.UsageError("Give --stop or --go-on, not both.")

    async def look(platform: Platform) -> list[Replay]:
        async with platform.store.begin() as conn:
            if going is not None and not await replays.go_on(conn, going, platform.clock.now()):
                raise NotFound(f"Replay {going} is not stopped", next_step="`shoplatch webhooks replays` lists them.")
            if stopped is not None and not await replays.stop(conn, stopped, platform.clock.now()):
                raise NotFound(f"Replay {stopped} does not run", next_step="`shoplatch webhooks replays` lists them.")
            return await replays.newest(conn)

    rows = with_platform(look)
    if json:
        as_json(rows)
        return
    columns = [Column("replay"), Column("asked (UTC)"), Column("state"), Column("put back", figures=True),
               Column("of", figures=True), Column("a second", figures=True), Column("why it stopped")]  # fmt: skip
    cells = [(str(one.id), one.created_at, one.state, one.queued, one.matched, one.rate_per_s, one.error) for one in rows]
    table(columns, cells, empty="None was asked for.")


@command.command(
    help="What TikTok Shop sends here and what it should; topics that only Partner Center turns on.\n\n"
    "Exit code 1: something differs.\n\n"
    "\b\nExamples:\n  shoplatch webhooks subscriptions\n  shoplatch webhooks subscriptions --repair"
)
@click.option("--repair", is_flag=True, help="Register what is missing.")
@click.option("--take-over", is_flag=True, help="With --repair: also move topics that go to another address.")
@shop_option
@json_option
def subscriptions(shop: str | None, *, repair: bool, take_over: bool, json: bool) -> None:
    async def look(platform: Platform) -> list[Subscriptions]:
        shops = await chosen_shops(platform, shop)
        return [await platform.sync.subscribe(one.id, take_over=take_over, only_look=not repair) for one in shops]

    found = with_platform(look)
    hand = by_hand()
    if json:
        as_json({"shops": found, "partner_center_only": hand})
    else:
        columns = [Column("shop", whole=True), Column("event type"), Column("state"), Column("why")]
        rows = [
            (one.shop_id, kind, state, why)
            for one in found
            for state, kinds in (("ours", dict.fromkeys(one.kept, "")), ("set now", dict.fromkeys(one.set, "")),
                                 ("missing", dict.fromkeys(one.missing, "")), ("refused", one.refused),
                                 ("goes elsewhere", one.foreign))
            for kind, why in kinds.items()
        ]  # fmt: skip
        table(columns, rows, empty="No shop is connected.")
        say(f"Only Partner Center turns on: {', '.join(f'{number} {name}' for number, name in hand.items())}.")
    if not all(one.complete for one in found):
        click.get_current_context().exit(NO)


def _rang(found: events.Event) -> list[tuple[str, str]] | str:
    try:
        rang = bells.objects(found.delivery.type, found.body)
    except InvalidRequest as broken:
        return str(broken)
    return rang.reason if isinstance(rang, Ignored) else [(one.kind, one.id) for one in rang]


def _body(body: bytes | None) -> object:
    if body is None:
        return None
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError:
        return body.decode("utf-8", "replace")


def _by(caused: events.Caused, n: int) -> str:
    if caused.inbox_n is None:
        return caused.cause
    return "rung by this one" if caused.inbox_n == n else f"rung by {caused.inbox_n}"


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


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
