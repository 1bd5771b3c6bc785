"""`shoplatch radar`: two snapshots of TikTok Shop's API, and which of your own calls the difference breaks."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import click

from shoplatch.catalog import reader
from shoplatch.cli.frame import NO
from shoplatch.cli.home import settings
from shoplatch.cli.show import as_json, draw_heading, json_option, say
from shoplatch.clock import SystemClock
from shoplatch.config import make_home
from shoplatch.errors import InvalidRequest
from shoplatch.testing.radar import (
    Radar,
    Shelf,
    Snapshot,
    Uses,
    from_inbox,
    from_log,
    installed,
    look,
    read,
    together,
    uses_in,
    write,
)  # fmt: skip
from shoplatch.testing.radar.report import html

SHOWN_MAX = 200
FileName = click.Path(path_type=Path, dir_okay=False)


@click.command(
    help="What changed in TikTok Shop's API between two snapshots, in plain words, and which of your own calls it breaks. "
    "OLD and NEW are files; without NEW the installed catalog is the new one. With --code your source is looked at (client "
    "calls in Python, paths of the API in any language), with --installed the call log of this installation. Ends with 1 if "
    "something of yours breaks.\n\n"
    "\b\nExamples:\n"
    "  shoplatch radar --save tiktok-api.json.gz\n"
    "  shoplatch radar tiktok-api.json.gz --code src/\n"
    "  shoplatch radar old.json new.json --code src/ --html changes.html\n"
    "  shoplatch radar tiktok-api.json.gz --installed --all\n"
    "  shoplatch radar --code src/ --keep our-erp"
)
@click.argument("old", required=False, type=FileName)
@click.argument("new", required=False, type=FileName)
@click.option("--code", "roots", multiple=True, type=click.Path(path_type=Path, exists=True),
              help="Look at this file or folder; may be given again.")  # fmt: skip
@click.option("--installed", "logged", is_flag=True, help="Count what the call log of this installation says is called.")
@click.option("--days", type=click.IntRange(1, 365), default=90, show_default=True, help="How far back the call log counts.")
@click.option("--all", "everything", is_flag=True, help="List every change, not only what breaks.")
@click.option("--html", "html_file", type=FileName, help="Write a page here.")
@click.option("--keep", metavar="NAME", help="Keep what --code found in the home, for the page API changes of the console.")
@click.option("--save", type=FileName, help="Write the installed catalog here as a snapshot, and do nothing else.")
@json_option
def command(
    old: Path | None,
    new: Path | None,
    roots: tuple[Path, ...],
    days: int,
    html_file: Path | None,
    keep: str | None,
    save: Path | None,
    *,
    logged: bool,
    everything: bool,
    json: bool,
) -> None:
    if save is not None:
        _save(save, json=json)
        return
    if keep is not None and not roots:
        raise click.UsageError("--keep keeps what --code found; give the code as well.")
    if old is None and keep is not None:
        say(f"Kept for the console: {_kept(keep, roots, installed())}")
        return
    if old is None:
        raise InvalidRequest("No snapshot was named", next_step="Write one with --save FILE, and name it the next time.")
    before, after = read(old), installed() if new is None else read(new)
    uses = _uses(before, roots, days if logged else None)
    if keep is not None:
        say(f"Kept for the console: {_kept(keep, roots, after)}")
    found = look(before, after, uses, today=SystemClock().now().date())
    if html_file is not None:
        html_file.write_text(html(found), encoding="utf-8")
    if json:
        as_json(told(found, everything=everything))
    else:
        _draw(found, everything=everything, asked=bool(roots) or logged)
    if found.breaks_yours:
        click.get_current_context().exit(NO)


def _save(file: Path, *, json: bool) -> None:
    try:
        write(file)
    except OSError as broken:
        raise InvalidRequest(f"{file} cannot be written: {broken.strerror}") from broken
    title, size = installed().title, file.stat().st_size
    if json:
        as_json({"file": str(file), "of": title, "bytes": size})
    else:
        say(f"{file}: {title}, {size:,} bytes. Keep it beside your code.")


def _uses(snapshot: Snapshot, roots: tuple[Path, ...], days: int | None) -> Uses:
    found = together([uses_in(root, snapshot) for root in roots])
    if days is None:
        return found
    called, heard = _called(days)
    return together([found, Uses(tuple(from_log(called)), topics=tuple(from_inbox(heard)))])


def _kept(name: str, roots: tuple[Path, ...], snapshot: Snapshot) -> Path:
    options = settings()
    make_home(options.home)
    return Shelf(options.home).keep_uses(name, together([uses_in(root, snapshot) for root in roots]))


def _called(days: int) -> tuple[dict[str, int], dict[str, int]]:
    """Operation to how often it was called, by the call log; webhook to how often it arrived."""
    from shoplatch.app import Platform
    from shoplatch.cli.opened import with_platform
    from shoplatch.store import usage

    async def called(platform: Platform) -> tuple[dict[str, int], dict[str, int]]:
        since = platform.clock.now() - timedelta(days=days)
        async with platform.store.begin() as conn:
            calls, webhooks = await usage.used(conn, since), await usage.heard(conn, since)
        counts, names = (Counter[str](), Counter[str]()), reader.topics()
        for row in calls:
            counts[0][row.operation] += row.calls
        for heard in webhooks:
            counts[1][names[heard.type].name if heard.type in names else str(heard.type)] += heard.count
        return counts

    return with_platform(called)


def told(found: Radar, *, everything: bool) -> dict[str, object]:
    """The answer for programs."""
    return {
        "old": found.old,
        "new": found.new,
        "changes": len(found.changes),
        "breaking": len(found.breaking),
        "breaks_yours": found.breaks_yours,
        "yours": [one for one in found.yours if one.sure],
        "perhaps": [one for one in found.yours if not one.sure],
        "endings": found.endings,
        "older": [
            {
                "operation": one.operation,
                "newest": one.newest,
                "where": one.where,
                "moving": [_plain(change) for change in one.moving],
            }
            for one in found.older
        ],
        "uses": found.uses,
        "webhooks": found.topics,
        "webhooks_compared": found.webhooks_told,
        "unclear": found.unclear,
        "files": found.files,
        "all": [_plain(one) for one in (found.changes if everything else found.breaking)],
    }


def _plain(change: object) -> dict[str, object]:
    return {name: getattr(change, name) for name in ("group", "where", "what", "breaks", "of", "field")}


def _draw(found: Radar, *, everything: bool, asked: bool) -> None:
    click.echo(f"old: {found.old}\nnew: {found.new}\n")
    if not found.changes:
        click.echo("Nothing changed between the two.")
    else:
        click.echo(f"{len(found.changes):,} changes, {len(found.breaking):,} of them break somebody.")
    yours, perhaps = [one for one in found.yours if one.sure], [one for one in found.yours if not one.sure]
    if asked:
        webhooks = f", {len({use.name for use in found.topics})} webhooks are known to you" if found.topics else ""
        click.echo(f"{len({use.name for use in found.uses})} operations are called by you{webhooks}.")
    for heading, rows in (("What breaks yours", yours), ("Perhaps yours: no source names these fields", perhaps)):
        if rows:
            draw_heading(heading)
        for one in rows[:SHOWN_MAX]:
            click.echo(f"  {click.style(one.operation, bold=True)}: {one.what}. {one.breaks}")
            click.echo("".join(f"      {place}\n" for place in one.where[:5]).rstrip("\n"))
    if found.endings:
        draw_heading("Versions you call that end")
        for end in found.endings:
            word = click.style("ended", fg="red") if end.ended else "ends"
            click.echo(f"  {click.style(end.operation, bold=True)} {word} on {end.on}. {end.source}")
            click.echo("".join(f"      {place}\n" for place in end.where[:5]).rstrip("\n"))
    if found.older:
        draw_heading("Versions you call that have a newer one")
        for older in found.older:
            lost = f"{len(older.moving)} things break on the way" if older.moving else "nothing known breaks on the way"
            click.echo(f"  {click.style(older.operation, bold=True)}: newest {older.newest}, {lost}.")
    if not found.webhooks_told:
        click.echo("\nWebhooks were not compared: one of the snapshots holds none.")
    shown = found.changes if everything else found.breaking if not asked else ()
    if shown:
        draw_heading("Every change" if everything else "What breaks somebody")
        for change in shown[:SHOWN_MAX]:
            click.echo(f"  {change.where}: {change.what}" + (f". {change.breaks}" if change.breaks else ""))
        if len(shown) > SHOWN_MAX:
            click.echo(f"  … {len(shown) - SHOWN_MAX:,} more with --json.")
    if found.unclear:
        draw_heading(f"Could not be told ({len(found.unclear)})")
        for line in found.unclear[:10]:
            click.echo(f"  {line}")
    if asked and not found.breaks_yours:
        click.echo("\nNothing of yours breaks.")
