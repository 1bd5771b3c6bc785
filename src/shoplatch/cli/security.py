"""`shoplatch security`: the review of secrets, grants, scopes, people, settings and the audit log."""

from __future__ import annotations

import click

from shoplatch.accounts.review import DUE_AFTER, Finding, due
from shoplatch.app import Platform
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table

SIGNS = {"bad": "✗ act", "warn": "! plan", "good": "✓ ok"}


@click.group(help="Security of this installation, looked at by machine.\n\n\b\nExample:\n  shoplatch security review")
def command() -> None:
    pass


@command.command(
    help="Age of secrets and grants, unused scopes and apps, weak settings, idle tokens, the audit chain; each with what to "
    "do. The review is kept with its date; one is due every "
    f"{DUE_AFTER.days} days. Exit code 1 if something has to be acted on.\n\n"
    "\b\nExamples:\n  shoplatch security review\n  shoplatch security review --look --json"
)
@click.option("--look", is_flag=True, help="Only look; keep nothing.")
@json_option
def review(*, look: bool, json: bool) -> None:
    async def make(platform: Platform) -> tuple[list[Finding], str]:
        reviews = platform.review
        last = await reviews.last()
        before = "never reviewed before" if last is None else f"last reviewed {last.at:%Y-%m-%d} by {last.by}"
        if due(last.at if last else None, platform.clock.now()):
            before += "; it was due"
        return await (reviews.look() if look else reviews.keep("terminal")), before

    found, before = with_platform(make)
    if json:
        as_json({"ok": all(one.tone != "bad" for one in found), "before": before, "findings": found})
    else:
        columns = [Column(""), Column("about"), Column("found"), Column("why it matters", spare=True), Column("what to do")]
        table(columns, [(SIGNS[one.tone], one.area, one.what, one.why, one.do) for one in found], empty="", note=before)
        if not look:
            say("Kept. `shoplatch audit list --act security` shows when it was reviewed.")
    if any(one.tone == "bad" for one in found):
        click.get_current_context().exit(NO)
