"""`shoplatch setup`: the eight steps on the terminal, the same ones as the console's Setup guide, with the same state."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import IO

import click

from shoplatch import __version__
from shoplatch.accounts.guide import facts, report
from shoplatch.accounts.guide.standing import Status
from shoplatch.app import Platform
from shoplatch.cli.apps import ask_secret
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.setup_walk import walk
from shoplatch.cli.setup_words import explained, show_results, show_step
from shoplatch.cli.show import Column, as_json, draw_heading, json_option, say, table
from shoplatch.errors import InvalidRequest, NotFound

SIGNS = {"done": "✓ done", "waiting": "… waiting", "problem": "✗ needs you", "open": "○ to do", "locked": "· later"}
STEP = click.Choice(facts.step_ids())
BY = "terminal"
FIRST = """The guide from nothing to a tested integration has not begun here.

In a terminal, `shoplatch setup` asks a few questions and goes through the eight steps with you. In a browser it is
the page Setup of the console: `shoplatch serve`, then `shoplatch sign-in`. In a script, choose the path at once:

  shoplatch setup begin --as seller_developer --market US
  shoplatch setup begin --as isv --market UK --app public
  shoplatch setup begin --as seller_developer --market UK --simulator http://127.0.0.1:8090

and then `shoplatch setup next` for what to do, `shoplatch setup check` to have it looked at."""


@click.group(
    invoke_without_command=True,
    help="The eight steps from nothing to a tested integration. Without a command it walks you through them; on a pipe it "
    "shows how they stand, or how to begin.\n\n"
    "\b\nExamples:\n"
    "  shoplatch setup\n"
    "  shoplatch setup begin --as seller_developer --market US\n"
    "  shoplatch setup status --json\n"
    "  shoplatch setup check authentication",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        with_platform(walk)
        return
    try:
        _tell(with_platform(lambda platform: platform.guide.status()))
    except NotFound:
        click.echo(FIRST)
        ctx.exit(NO)


@command.command(
    help="Choose the path: who you are, where the buyers are, which app, and against what. Choosing another path forgets "
    "what was found for this one.\n\n"
    "\b\nExamples:\n"
    "  shoplatch setup begin --as seller_developer --market US\n"
    "  shoplatch setup begin --as isv --market UK --app public --have-app\n"
    "  shoplatch setup begin --as seller_developer --market UK --simulator http://127.0.0.1:8090"
)
@click.option("--as", "kind", type=click.Choice(list(facts.kinds())), required=True, help="Kind of developer.")
@click.option("--market", type=click.Choice(list(facts.markets())), required=True, help="Where the shop's buyers are.")
@click.option("--app", "app_type", type=click.Choice(["custom", "public"]), default="custom", show_default=True,
              help="Custom for your own shops, public for the app store.")  # fmt: skip
@click.option("--simulator", metavar="URL", help="Walk against the simulator at this address.")
@click.option("--have-app", is_flag=True, help="You have a key already: begin at step 6.")
@json_option
def begin(kind: str, market: str, app_type: str, simulator: str | None, *, have_app: bool, json: bool) -> None:
    status = with_platform(
        lambda platform: platform.guide.choose(
            kind=kind, market=market, app_type=app_type, simulator=simulator, has_app=have_app
        )
    )
    _show(status, json=json)


@command.command(help="How the steps stand, from what was found last.\n\n\b\nExample:\n  shoplatch setup status --json")
@json_option
def status(*, json: bool) -> None:
    _show(with_platform(lambda platform: platform.guide.status()), json=json)


@command.command("next", help="The step to do next: what it needs, where to click, what goes wrong. Exit code 1 while one "
                 "is left.\n\n\b\nExample:\n  shoplatch setup next")  # fmt: skip
@json_option
def next_(*, json: bool) -> None:
    found = with_platform(lambda platform: platform.guide.status())
    if json:
        as_json({"complete": found.complete, "step": None if found.complete else explained(found, found.current)})
    elif found.complete:
        say("All eight steps are done.")
    else:
        show_step(found, found.current)
    if not found.complete:
        click.get_current_context().exit(NO)


@command.command(
    help="Look at a step by machine, or at every step that is open. Exit code 1 if something is wrong or missing.\n\n"
    "\b\nExamples:\n  shoplatch setup check\n  shoplatch setup check credentials\n"
    "  shoplatch setup check test --only webhook_round_trip"
)
@click.argument("step", type=STEP, required=False)
@click.option("--only", multiple=True, metavar="CHECK", help="Only this check of the step; may be given again.")
@json_option
def check(step: str | None, only: tuple[str, ...], *, json: bool) -> None:
    if only and step is None:
        raise click.UsageError("--only needs the step.")

    async def look(platform: Platform) -> Status:
        return await (platform.guide.check(step, only=only) if step else platform.guide.check_all())

    found = with_platform(look)
    shown = [found.step(step)] if step else [one for one in found.steps if one.results]
    if json:
        as_json(_document(found))
    else:
        for one in shown:
            draw_heading(f"{one.number}. {one.step.title}: {one.summary}")
            show_results(one.results)
    if any(one.state != "done" for one in ([found.step(step)] if step else found.steps)):
        click.get_current_context().exit(NO)


@command.command(
    help="Note that a step is done which no machine can look at, with what shows it.\n\n"
    '\b\nExample:\n  shoplatch setup mark verification --note "documents accepted" --date 2026-11-03 --file letter.pdf'
)
@click.argument("step", type=STEP)
@click.option("--note", default="", help="What shows it.")
@click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it was done.")
@click.option("--file", "file_name", default="", help="The name of a screenshot or letter; the file stays with you.")
@click.option("--undo", is_flag=True, help="Take the note back.")
@json_option
def mark(step: str, note: str, dated: datetime | None, file_name: str, *, undo: bool, json: bool) -> None:
    async def write(platform: Platform) -> Status:
        if undo:
            return await platform.guide.unmark(step, by=BY)
        day = dated.date() if dated else None
        return await platform.guide.mark(step, by=BY, note=note, dated=day, file_name=file_name)

    _show(with_platform(write), json=json)


@command.command(
    help="Step 6: try a key and its secret, and seal them if the platform accepts both. The secret is asked for, or read "
    "from a file or a pipe. Exit code 1 if one of them is wrong; it says which.\n\n"
    "\b\nExamples:\n  shoplatch setup key --key 6a1b2c3d4e --service-id 7345678901234567890\n"
    "  shoplatch setup key --key 6a1b2c3d4e --service-id 7345678901234567890 --secret-file - < secret.txt"
)
@click.option("--key", required=True, help="The app key.")
@click.option("--service-id", required=True, help="The service id: the digits in the app's authorization link.")
@click.option("--name", default="", help="A name for people.")
@click.option("--secret-file", type=click.File("r"), help="Read the secret from this file; - is standard input.")
@json_option
def key(key: str, service_id: str, name: str, secret_file: IO[str] | None, *, json: bool) -> None:
    secret = ask_secret(secret_file)
    tried = with_platform(
        lambda platform: platform.guide.enter_key(app_key=key, app_secret=secret, service_id=service_id, name=name)
    )
    if json:
        as_json({"sealed": tried.sealed, "checks": tried.results})
    else:
        show_results(tried.results)
    if not tried.sealed:
        click.get_current_context().exit(NO)


@command.command(
    "report",
    help="Write the report of the guide, or the evidence pack for an app review; the ending says which.\n\n"
    "\b\nExamples:\n  shoplatch setup report setup.html\n  shoplatch setup report setup.json\n"
    '  shoplatch setup report evidence.zip --purpose "We ship our own orders from our ERP."',
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, writable=True))
@click.option("--purpose", help="What the app does, in your words; kept for the next time.")
def report_(file: Path, purpose: str | None) -> None:
    if file.suffix not in (".html", ".json", ".zip"):
        raise click.UsageError("The file ends in .html, .json or .zip.")

    async def make(platform: Platform) -> bytes:
        found = await (platform.guide.status() if purpose is None else platform.guide.describe(purpose))
        made_at, addresses = platform.clock.now(), platform.guide.addresses
        document = report.report(found, addresses, made_at=made_at, version=__version__)
        if file.suffix == ".zip":
            return report.pack(found, addresses, document)
        return report.as_html(document).encode() if file.suffix == ".html" else report.as_json(document)

    content = with_platform(make)
    try:
        file.write_bytes(content)
    except OSError as refused:
        raise InvalidRequest(f"{file} cannot be written: {refused.strerror}", next_step="Give another place.") from refused
    say(f"Wrote {file}.")


def _show(found: Status, *, json: bool) -> None:
    if json:
        as_json(_document(found))
    else:
        _tell(found)


def _document(found: Status) -> dict[str, object]:
    steps = [
        {
            "number": one.number, "id": one.step.id, "title": one.step.title, "state": one.state, "summary": one.summary,
            "checks": one.results, "noted": one.evidence, "checked_at": one.checked_at,
        }
        for one in found.steps
    ]  # fmt: skip
    current = None if found.complete else found.current.step.id
    return {"path": found.path, "done": found.done, "complete": found.complete, "next": current, "steps": steps}


def _tell(found: Status) -> None:
    kind, market = facts.kinds()[found.path.kind].name, facts.market(found.path.market).name
    rows = [(one.number, SIGNS[one.state], one.step.title, one.summary, one.step.id) for one in found.steps]
    columns = [Column("", figures=True), Column(""), Column("step"), Column("stands"), Column("name", spare=True)]
    note = f"{kind} · {market} · {found.path.app_type} app · {found.path.environment} · {found.done} of 8 done"
    table(columns, rows, empty="", note=note)
