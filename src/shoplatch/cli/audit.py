"""`shoplatch audit`: who did what and what was refused, and the proof that nobody changed the log."""

from __future__ import annotations

import click

from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table


@click.group(
    help="The audit log: who did what, and what was refused. Each row's hash covers the one before it, and is sealed.\n\n"
    "\b\nExamples:\n  shoplatch audit list --refused\n  shoplatch audit verify"
)
def command() -> None:
    pass


@command.command("list", help="The log, newest first.\n\n\b\nExamples:\n  shoplatch audit list --act sign_in\n"
                 "  shoplatch audit list --refused --json")  # fmt: skip
@click.option("--act", default="", help="Only this kind: its first word is enough (people, token, consent).")
@click.option("--by", "actor", default="", help="Only what this person did.")
@click.option("--refused", is_flag=True, help="Only what was refused.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@json_option
def list_(act: str, actor: str, limit: int, *, refused: bool, json: bool) -> None:
    rows = with_platform(lambda platform: platform.accounts.audit.read(act=act, actor=actor, refused=refused, limit=limit))
    names = ("n", "at", "actor", "act", "subject", "outcome", "detail", "address")
    if json:
        as_json([{name: getattr(row, name) for name in names} | {"hash": bytes(row.hash).hex()} for row in rows])
        return
    columns = [Column("", figures=True), Column("at (UTC)"), Column("who"), Column("what"), Column("of"), Column("outcome"),
               Column("detail", spare=True), Column("from", spare=True)]  # fmt: skip
    shown = [(r.n, r.at, r.actor or "a stranger", r.act, r.subject, r.outcome, r.detail, r.address) for r in rows]
    table(columns, shown, empty="Nothing yet.")


@command.command(
    help="Walk the whole chain. Exit code 1 if a row was changed, taken out or put in. The head it prints, noted somewhere "
    "else and given the next time, shows also whether the end was cut off.\n\n"
    "\b\nExamples:\n  shoplatch audit verify\n  shoplatch audit verify --head 9f2c…"
)
@click.option("--head", metavar="HASH", help="A head that was noted before; it has to be in the chain still.")
@json_option
def verify(head: str | None, *, json: bool) -> None:
    found = with_platform(lambda platform: platform.accounts.audit.verify(head))
    if json:
        as_json({"ok": found.ok, "rows": found.rows, "head": found.head, "broken_at": found.broken_at, "why": found.why})
    elif found.ok:
        say(f"The chain holds: {found.rows:,} rows, each as it was written.")
        click.echo(found.head)
    else:
        say(f"The chain is broken at row {found.broken_at}: {found.why}.")
    if not found.ok:
        click.get_current_context().exit(NO)
