"""`shoplatch sync`: how far the store is, reading it anew, and repairing what differs."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import timedelta

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.store import read, streams
from shoplatch.store.read import Sweep
from shoplatch.store.streams import StreamState
from shoplatch.sync.streams.every import BY_NAME as STREAMS
from shoplatch.sync.sync import Differences, Progress

LOOK_EVERY_S = 0.5
WAIT_MAX_S = 3_600.0


@dataclass(frozen=True, slots=True)
class Fresh:
    """How a stream stands now."""

    state: StreamState
    lag_s: float | None
    late: bool


@click.group(
    help="How far the store is, and reading it anew. The work itself is done by `shoplatch serve`.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sync status\n"
    "  shoplatch sync backfill --shop 7495... --wait\n"
    "  shoplatch sync sweep"
)
def command() -> None:
    pass


@command.command(
    help="Show how fresh each stream is, the backfill, and the last comparison. Exit code 1: a stream is late.\n\n"
    "\b\nExample:\n  shoplatch sync status --json"
)
@shop_option
@json_option
def status(shop: str | None, *, json: bool) -> None:
    async def look(platform: Platform) -> tuple[list[Progress], list[Sweep], list[Fresh], dict[str, str]]:
        shops = await chosen_shops(platform, shop)
        now = platform.clock.now()
        async with platform.store.begin() as conn:
            sweeps = await read.latest_sweeps(conn, [one.id for one in shops])
            states = await streams.states(conn, [one.id for one in shops])
        names = {one.id: one.name for one in shops}
        fresh = [Fresh(one, one.lag_s(now), one.late(now)) for one in states]
        return [await platform.sync.progress(one.id) for one in shops], sweeps, fresh, names

    progress, sweeps, fresh, names = with_platform(look)
    late = [one for one in fresh if one.late]
    if json:
        spelled = [{**{name: getattr(one.state, name) for name in one.state.__slots__}, "lag_s": one.lag_s, "late": one.late}
                   for one in fresh]  # fmt: skip
        as_json({"backfill": progress, "sweeps": sweeps, "streams": spelled})
    else:
        _draw_progress(progress, names)
        _draw_fresh(fresh, names)
        _draw_sweeps(sweeps, names)
    if late:
        click.get_current_context().exit(NO)


def _draw_fresh(fresh: list[Fresh], names: dict[str, str]) -> None:
    if not fresh:
        return
    columns = [Column("shop"), Column("stream"), Column("state"), Column("read s ago", figures=True),
               Column("objective s", figures=True), Column("left", figures=True), Column("figures until", spare=True),
               Column("why", spare=True)]  # fmt: skip
    rows = [
        (
            names[one.state.shop_id], one.state.stream, _fresh_state(one),
            f"{one.lag_s:,.0f}" if one.lag_s is not None else None, one.state.objective_s, one.state.waiting or None,
            one.state.latest_available_date, one.state.refused or one.state.error,
        )
        for one in fresh
    ]  # fmt: skip
    click.echo()
    table(columns, rows, empty="")


def _fresh_state(one: Fresh) -> str:
    if one.state.refused:
        return "not allowed"
    return "late" if one.late else "in part" if one.state.error else "fresh"


def _draw_sweeps(sweeps: list[Sweep], names: dict[str, str]) -> None:
    if sweeps:
        columns = [Column("shop"), Column("stream"), Column("compared (UTC)"), Column("objects", figures=True),
                   Column("differences", figures=True)]  # fmt: skip
        rows = [(names[one.shop_id], one.stream, one.finished_at, one.compared, one.differences) for one in sweeps]
        click.echo()
        table(columns, rows, empty="")


@command.command(
    help="Read the history of a shop; what is already read is not read twice.\n\n"
    "\b\nExamples:\n  shoplatch sync backfill\n  shoplatch sync backfill --shop 7495... --wait"
)
@shop_option
@click.option("--wait", is_flag=True, help="Wait until it is done; `shoplatch serve` has to run.")
@json_option
def backfill(shop: str | None, *, wait: bool, json: bool) -> None:
    async def start(platform: Platform) -> tuple[list[Progress], dict[str, str]]:
        shops = await chosen_shops(platform, shop)
        for one in shops:
            await platform.sync.start_backfill(one.id)
        began = platform.clock.monotonic()
        while True:
            progress = [await platform.sync.progress(one.id) for one in shops]
            over = platform.clock.monotonic() - began > WAIT_MAX_S
            if not wait or over or all(one.done for one in progress):
                return progress, {one.id: one.name for one in shops}
            await asyncio.sleep(LOOK_EVERY_S)

    progress, names = with_platform(start)
    if json:
        as_json(progress)
    else:
        _draw_progress(progress, names)
        if not wait:
            say("Queued. `shoplatch serve` does the work; `shoplatch sync status` shows how far it is.")
    if any(stream.slices_failed for one in progress for stream in one.streams):
        click.get_current_context().exit(NO)


@command.command(
    "read",
    help="Read streams now, without waiting for their turn: after-sales, money, promotions, figures.\n\n"
    "\b\nExamples:\n  shoplatch sync read\n  shoplatch sync read statements payments",
)
@click.argument("names", nargs=-1, metavar="[STREAM]...")
@shop_option
@json_option
def read_now(names: tuple[str, ...], shop: str | None, *, json: bool) -> None:
    unknown = sorted(set(names) - set(STREAMS))
    if unknown:
        raise click.UsageError(f"There is no stream {unknown[0]}. One of: {', '.join(STREAMS)}.")

    async def look(platform: Platform) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
        shops = await chosen_shops(platform, shop)
        return {one.id: await platform.sync.read_streams(one.id, only=names) for one in shops}, {
            one.id: one.name for one in shops
        }

    found, shop_names = with_platform(look)
    if json:
        as_json(found)
        return
    columns = [Column("shop"), Column("stream"), Column("rows", figures=True)]
    rows = [(shop_names[shop_id], name, count) for shop_id, read in found.items() for name, count in read.items()]
    table(columns, rows, empty="No shop is connected.")


@command.command(
    help="Compare the store with TikTok Shop and repair what differs; afterwards both agree.\n\n"
    "\b\nExample:\n  shoplatch sync sweep --shop 7495..."
)
@shop_option
@json_option
def sweep(shop: str | None, *, json: bool) -> None:
    async def repair(platform: Platform) -> Differences:
        total = Differences()
        for one in await chosen_shops(platform, shop):
            total.add(await platform.sync.sweep(one.id))
        return total

    found = with_platform(repair)
    if json:
        as_json(found)
        return
    columns = [Column("kind"), Column("repaired", figures=True)]
    table(columns, list(found.by_kind().items()), empty=f"Nothing differed in {found.compared:,} objects.")
    _draw_causes(found)


@command.command(
    help="Find what was missed by counting what changed in stretches of time, there and here, and repair it: some dozen "
    "calls for a shop of any size. Says how many changes no webhook brought.\n\n\b\nExample:\n  shoplatch sync check --json"
)
@shop_option
@json_option
def check(shop: str | None, *, json: bool) -> None:
    async def look(platform: Platform) -> tuple[Differences, list[read.Missed]]:
        total = Differences()
        shops = await chosen_shops(platform, shop)
        for one in shops:
            total.add(await platform.sync.check(one.id))
        since = platform.clock.now() - timedelta(days=1)
        async with platform.store.begin() as conn:
            return total, await read.missed(conn, [one.id for one in shops], since=since)

    found, missed = with_platform(look)
    if json:
        as_json({**asdict(found), "last_day": missed})
        return
    columns = [Column("kind"), Column("repaired", figures=True)]
    table(columns, list(found.by_kind().items()), empty=f"Nothing was missed among {found.compared:,} objects.")
    _draw_causes(found)
    figures = ("changes of the last day", "brought by no webhook", "rate")
    columns = [Column("kind"), *(Column(one, figures=True) for one in figures)]
    rows = [(one.kind, one.changes, one.without_webhook, f"{one.rate:.2%}") for one in missed]
    table(columns, rows, empty="No change in the last day.")


def _draw_causes(found: Differences) -> None:
    if found.differences:
        click.echo()
        table([Column("why"), Column("objects and parts", figures=True)], list(found.by_cause().items()), empty="")


def _draw_progress(progress: list[Progress], names: dict[str, str]) -> None:
    columns = [
        Column("shop"),
        Column("stream"),
        Column("rows read", figures=True),
        Column("of", figures=True),
        Column("slices", figures=True),
        Column("state"),
        Column("rows/s", figures=True, spare=True),
        Column("left", figures=True, spare=True),
    ]
    rows = [
        (
            names[one.shop_id], stream.stream, stream.rows_read, stream.rows_expected,
            f"{stream.slices_done} of {stream.slices}", _state(stream.slices, stream.slices_done, stream.slices_failed),
            f"{one.rate_per_s:,.0f}" if one.rate_per_s else None,
            f"{one.remaining_s:,.0f} s" if one.remaining_s and not one.done else None,
        )
        for one in progress
        for stream in one.streams
    ]  # fmt: skip
    table(columns, rows, empty="No backfill yet. `shoplatch sync backfill` starts one.")


def _state(slices: int, done: int, failed: int) -> str:
    if failed:
        return f"{failed} failed"
    return "done" if done == slices else "reading"
