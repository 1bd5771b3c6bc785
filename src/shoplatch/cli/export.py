"""`shoplatch export`: files of what the store holds, for other tools; the first time everything, then what changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from shoplatch.app import Platform
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.exports.asked import FORMATS, Asked, Opener, kinds_named
from shoplatch.exports.run import Done, export
from shoplatch.store.sealed import Place

Times = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])
BY = "terminal"


@click.command(
    help="Write rows of the store into a folder as Parquet, CSV or JSONL: the first time all of them, then what changed "
    "since the last run, with what is gone marked. FAMILY is the name of a table (orders, order_lines, statements, ...) or "
    "`all`."
    "\n\n\b\nExamples:\n  shoplatch export orders order_lines --format parquet --to exports\n"
    "  shoplatch export all --format jsonl --to exports --shop 7495...\n"
    "  shoplatch export statements --format csv --to march --as-of 2026-04-01"
)
@click.argument("families", nargs=-1, required=True, metavar="FAMILY...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="parquet", show_default=True)
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
@shop_option
@click.option("--since", type=Times, help="Only rows of at or after this moment, UTC.")
@click.option("--until", type=Times, help="Only rows of before this moment, UTC.")
@click.option("--as-of", type=Times, help="As the store believed at this moment, UTC, instead of now.")
@click.option("--personal", is_flag=True, help="Personal data too; needs --reason, and is written to the audit log.")
@click.option("--reason", metavar="WORDS", help="Why personal data is wanted.")
@click.option("--anew", is_flag=True, help="Begin again in a folder that holds an export.")
@json_option
def command(
    families: tuple[str, ...], form: str, folder: Path, shop: str | None, since: datetime | None, until: datetime | None,
    as_of: datetime | None, reason: str | None, *, personal: bool, anew: bool, json: bool,
) -> None:  # fmt: skip
    if personal and (reason is None or len(reason.strip()) < 8):
        raise click.UsageError("--personal needs --reason with a few words: they stand in the audit log.")
    kinds = kinds_named(families, personal=personal)

    where = str(folder.absolute())

    async def run(platform: Platform) -> Done:
        shops = tuple(one.id for one in await chosen_shops(platform, shop))
        opener: Opener | None = None
        if personal:
            await platform.accounts.audit.note(
                "personal.export", f"{len(kinds)} families of {len(shops)} shops", actor=BY, detail=reason or ""
            )
            opener = _opener(platform)
        asked = Asked(kinds, shops, _utc(since), _utc(until), _utc(as_of), opener)
        chosen = next(one for one in FORMATS if one == form)
        made = await export(platform.store, platform.clock, asked, chosen, folder, anew=anew)
        rows, files = sum(one.rows for one in made.written), sum(one.file is not None for one in made.written)
        detail = f"run {made.run}: {rows:,} rows of {len(kinds)} families in {files} files, {form}, {len(shops)} shops"
        await platform.accounts.audit.note("exports.ran", where, actor=BY, detail=detail)
        return made

    done = with_platform(run)
    if json:
        as_json(done)
        return
    columns = [
        Column("family"),
        Column("rows", figures=True),
        Column("gone", figures=True),
        Column("file"),
        Column("why all"),
    ]
    rows = [(one.kind, one.rows, one.deleted, one.file, one.why or None) for one in done.written]
    table(columns, rows, empty="Nothing was asked for.")
    say(f"Run {done.run} is in {done.folder}. Run it again for what changes.")


def _opener(platform: Platform) -> Opener:
    def opened(place: Place, key: object, sealed: bytes) -> str:
        values = [str(part) for part in key] if isinstance(key, list | tuple) else []
        return platform.vault.unseal(sealed, owner=place.owner_of(values), field=place.field_of(values))

    return opened


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at is not None else None
