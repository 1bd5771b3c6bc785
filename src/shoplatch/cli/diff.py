"""`shoplatch diff`: is the store true? Reads everything from TikTok Shop and compares; writes nothing."""

from __future__ import annotations

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.sync.sync import Differences


@click.command(
    help="Compare the store with TikTok Shop, field by field. Exit code 0: they agree; 1: they differ.\n\n"
    "\b\nExamples:\n  shoplatch diff\n  shoplatch diff --shop 7495... --json"
)
@shop_option
@json_option
def command(shop: str | None, *, json: bool) -> None:
    async def compare(platform: Platform) -> Differences:
        return await platform.sync.diff([one.id for one in await chosen_shops(platform, shop)])

    found = with_platform(compare)
    if json:
        as_json(found)
    else:
        columns = [
            Column("kind"),
            Column("id", whole=True),
            Column("field"),
            Column("in the store"),
            Column("at TikTok Shop"),
            Column("cause"),
            Column("shop", whole=True, spare=True),
        ]
        rows = [
            (one.kind, one.object_id, one.field, one.ours or "missing", one.theirs or "missing", one.cause, one.shop_id)
            for one in found.differences
        ]
        table(
            columns,
            rows,
            empty=f"No difference in {found.compared:,} objects.",
            note=f"{len(rows):,} differences in {found.compared:,} objects. `shoplatch sync sweep` repairs them.",
        )
        say(_extent(found))
        for what, why in found.not_compared.items():
            say(f"Not compared: {what}: {why}")
    if found.differences or found.not_compared:
        click.get_current_context().exit(NO)


def _extent(found: Differences) -> str:
    """What was compared, in a sentence: everything, or from when on."""
    bounded = [f"{what} created since {start:%Y-%m-%d %H:%M} UTC" for what, start in found.since.items() if start]
    if not bounded:
        return "Compared: everything that TikTok Shop has."
    left = "what is older was left out by backfill_days and is compared where the store holds it"
    return f"Compared: everything, but {', '.join(bounded)} ({left})."
