"""`shoplatch sync`: how far the store is, reading it anew, and repairing what differs."""

from __future__ import annotations

import asyncio

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.store import read
from shoplatch.store.read import Sweep
from shoplatch.sync.sync import Differences, Progress

LOOK_EVERY_S = 0.5
WAIT_MAX_S = 3_600.0


@click.group(
    help="How far the store is, and reading it anew. The work itself is done by `shoplatch serve`.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sync status\n"
    "  shoplatch sync backfill --shop 7495... --wait\n"
    "  shoplatch sync sweep"
)
def command() -> None:
    pass


@command.command(help="Show backfill and last comparison of each shop.\n\n\b\nExample:\n  shoplatch sync status --json")
@shop_option
@json_option
def status(shop: str | None, *, json: bool) -> None:
    async def look(platform: Platform) -> tuple[list[Progress], list[Sweep], dict[str, str]]:
        shops = await chosen_shops(platform, shop)
        async with platform.store.begin() as conn:
            sweeps = await read.latest_sweeps(conn, [one.id for one in shops])
        return [await platform.sync.progress(one.id) for one in shops], sweeps, {one.id: one.name for one in shops}

    progress, sweeps, names = with_platform(look)
    if json:
        as_json({"backfill": progress, "sweeps": sweeps})
        return
    _draw_progress(progress, names)
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
