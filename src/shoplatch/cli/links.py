"""`shoplatch links`: addresses of ours that are sent to sellers, and what became of them."""

from __future__ import annotations

import re
from datetime import timedelta

import click

from shoplatch.accounts.links import Link
from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.store.links import LinkRow

ACTOR = "terminal"
_LIFE = re.compile(r"(\d{1,4})([hd])")


class Life(click.ParamType[timedelta]):
    """A time as 7d or 48h."""

    name = "life"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = _LIFE.fullmatch(str(value))
        if found is None:
            self.fail("give it as 7d or 48h.", param, ctx)
        number = int(found[1])
        return timedelta(days=number) if found[2] == "d" else timedelta(hours=number)


@click.group(
    help="Links that were sent to sellers: who made them, whether they were used. `shoplatch connect --link` makes one.\n\n"
    "\b\nExamples:\n  shoplatch links list\n  shoplatch links revoke l0a1b2c3d4e5f"
)
def command() -> None:
    pass


@command.command("list", help="List the links; their addresses are not kept.\n\n\b\nExample:\n  shoplatch links list --json")
@json_option
def list_(*, json: bool) -> None:
    async def look(platform: Platform) -> tuple[list[LinkRow], list[str]]:
        rows = await platform.accounts.links.all()
        return rows, [standing(row, platform) for row in rows]

    rows, words = with_platform(look)
    if json:
        as_json(rows)
        return
    columns = [
        Column("link", whole=True), Column("for"), Column("app", whole=True), Column("stands"), Column("used"),
        Column("until (UTC)"), Column("made by", spare=True), Column("opened", figures=True, spare=True),
    ]  # fmt: skip
    shown = [
        (
            row.id,
            row.label or row.kind,
            row.app_key,
            word,
            f"{row.uses} of {row.uses_max}",
            row.expires_at,
            row.created_by,
            row.begun,
        )
        for row, word in zip(rows, words, strict=True)
    ]
    table(columns, shown, empty="No link was made yet. `shoplatch connect --link` makes one.")


@command.command(
    help="Take a link back: from now on it leads nowhere.\n\n\b\nExample:\n  shoplatch links revoke l0a1b2c3d4e5f"
)
@click.argument("link")
def revoke(link: str) -> None:
    async def take_back(platform: Platform) -> None:
        await platform.accounts.links.revoke(link)
        await platform.accounts.audit.note("links.revoked", link, actor=ACTOR)

    with_platform(take_back)
    say(f"Link {link} leads nowhere any more.")


def standing(row: LinkRow, platform: Platform) -> str:
    """How a link stands, in a word."""
    if row.revoked_at is not None:
        return "taken back"
    if row.uses >= row.uses_max:
        return "used"
    return "over" if row.expires_at <= platform.clock.now() else "open"


async def make(platform: Platform, app_key: str, *, kind: str, label: str, life: timedelta, uses: int) -> tuple[Link, str]:
    """A fresh link and its whole address."""
    link = await platform.accounts.links.make(app_key, by=ACTOR, label=label, kind=kind, life=life, uses_max=uses)
    await platform.accounts.audit.note("links.made", link.id, actor=ACTOR, detail=f"until {link.expires_at:%Y-%m-%d %H:%M}")
    return link, platform.options.web.public_url + link.path
