"""`shoplatch verify`: drives your own integration against a simulated TikTok Shop and says what it must still learn."""

from __future__ import annotations

from pathlib import Path

import click

from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.errors import InvalidRequest
from shoplatch.testing.verify import Verdict, connection_checks, read_adapter, verify
from shoplatch.testing.verify.checks import Check
from shoplatch.testing.verify.connected import CONNECTED
from shoplatch.testing.verify.connected import chosen as connected_chosen
from shoplatch.testing.verify.report import counts, html, in_words, junit
from shoplatch.testing.verify.run import chosen

_REGISTERED = connection_checks  # importing them registers their checks
_MARK = {"passed": ("✓", "green"), "failed": ("✗", "red"), "skipped": ("–", "yellow")}


@click.command(
    help="Verify an integration of yours. ADAPTER is a file that says how to start it, where its webhooks arrive and how to "
    "ask it for an order or a stock level. A simulated TikTok Shop is started for it; nothing leaves this machine. Ends "
    "with 1 where a check fails.\n\n"
    "\b\nExamples:\n"
    "  shoplatch verify --list\n"
    "  shoplatch verify verify.toml\n"
    "  shoplatch verify verify.toml webhooks calls.signature\n"
    "  shoplatch verify verify.toml --junit report.xml --html report.html\n"
    "  shoplatch verify --connection 7495...\n"
    "  shoplatch verify --connection 7495... verify.toml"
)
@click.argument("adapter", required=False, type=click.Path(path_type=Path))
@click.argument("checks", nargs=-1, metavar="[CHECK|GROUP]...")
@click.option(
    "--connection",
    metavar="SHOP",
    help="Look at a connected shop instead of a simulated one, by its id, code or name. Only reads; changes nothing. "
    "With an ADAPTER, the integration it tells of is asked for the same orders; it is not started.",
)
@click.option(
    "--lines", is_flag=True, help="One JSON document a line: how many checks there are, then each verdict as it is reached."
)
@click.option("--list", "listing", is_flag=True, help="Say what is checked, and do nothing.")
@click.option("--junit", "junit_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a JUnit report here.")
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a page here.")
@json_option
def command(
    adapter: Path | None,
    checks: tuple[str, ...],
    connection: str | None,
    junit_file: Path | None,
    html_file: Path | None,
    *,
    lines: bool,
    listing: bool,
    json: bool,
) -> None:
    if listing:
        _list(json=json)
        return
    tell = _line if lines else None if json else _tell
    if lines:
        known = of_connection(_words(adapter, checks)) if connection is not None else chosen(checks)
        as_json({"checks": len(known)}, one_line=True)
    if connection is not None:
        from shoplatch.cli.verify_connection import looked_at  # needs the platform; a simulated shop does not

        name, verdicts = looked_at(connection, adapter, checks, tell)
    elif adapter is None:
        raise InvalidRequest("No adapter file was named", next_step="Write one: docs/how-to/verify-an-integration.md.")
    else:
        read = read_adapter(adapter)
        name, verdicts = read.name, verify(read, checks, tell=tell)
    if junit_file is not None:
        junit_file.write_bytes(junit(name, verdicts))
    if html_file is not None:
        html_file.write_text(html(name, verdicts), encoding="utf-8")
    told = counts(verdicts)
    if lines:
        as_json({"name": name, **told}, one_line=True)
    elif json:
        as_json({"name": name, **told, "checks": verdicts})
    else:
        say(f"\n{told['passed']} passed, {told['failed']} failed, {told['skipped']} skipped.")
    if told["failed"]:
        click.get_current_context().exit(1)


def _words(adapter: Path | None, checks: tuple[str, ...]) -> tuple[str, ...]:
    """The checks that were named, where the adapter's place was taken by one."""
    return checks if adapter is None or adapter.exists() else (str(adapter), *checks)


def of_connection(words: tuple[str, ...]) -> list[Check]:
    """The checks of a connection that begin so."""
    return [one for one, _ in connected_chosen(words)]


def _line(one: Verdict) -> None:
    as_json(one, one_line=True)


def _list(*, json: bool) -> None:
    every = [*chosen(()), *(one for one, _ in CONNECTED)]
    known = [{"check": one.name, "title": one.title, "fix": one.fix} for one in every]
    if json:
        as_json(known)
    else:
        table(
            [Column("check", whole=True), Column("what it must do")],
            [(one["check"], one["title"]) for one in known],
            empty="",
        )


def _tell(one: Verdict) -> None:
    mark, colour = _MARK[one.state]
    say(f"{click.style(mark, fg=colour)} {one.title} {click.style(one.check, dim=True)}")
    if one.state != "passed" and one.evidence:
        say(f"    {one.evidence}")
    if one.state == "failed":
        if one.cause:
            say(click.style(f"    {one.cause}", bold=True))
        say(click.style(f"    → {one.fix}", fg="cyan"))
        for shown in one.exhibits[:1]:
            say(click.style("\n".join(f"    {line}" for line in in_words(shown).splitlines()), dim=True))
