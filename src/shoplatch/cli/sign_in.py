"""`shoplatch sign-in`: the way into the console. Whoever can run this may sign in as anybody."""

from __future__ import annotations

import sys
from urllib.parse import urlencode

import click

from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import as_json, json_option, say
from shoplatch.serve.record import Record


def link(address: str, token: str) -> str:
    """The address that signs in whoever opens it first."""
    return f"{address}/sign-in?{urlencode({'token': token})}"


@click.command(
    help="Print a link that opens the console. It works once, within 15 minutes.\n\n"
    '\b\nExamples:\n  shoplatch sign-in\n  shoplatch sign-in --as Mei\n  xdg-open "$(shoplatch sign-in)"'
)
@click.option("--as", "name", metavar="NAME", help="For this person; without it, for the owner.")
@json_option
def command(name: str | None, *, json: bool) -> None:
    async def issue(platform: Platform) -> tuple[str, bool]:
        token = await platform.accounts.people.issue_link(name)
        await platform.accounts.audit.note("people.link", name or "owner", actor="terminal")
        return link(platform.options.web.public_url, token), Record(platform.options.home).read() is not None

    address, running = with_platform(issue)
    if json:
        as_json({"url": address, "console_running": running})
        return
    click.echo(address)
    if sys.stdout.isatty():
        say(
            "It works once, within 15 minutes." + ("" if running else " The console is not running here: `shoplatch serve`.")
        )
