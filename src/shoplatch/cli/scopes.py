"""`shoplatch scopes`: what permissions are wanted, granted and used; the least set; a check for CI."""

from __future__ import annotations

from pathlib import Path

import click

from shoplatch.accounts import permissions
from shoplatch.accounts.code_calls import Found, look_through
from shoplatch.accounts.permissions import Least
from shoplatch.accounts.usage import DAYS, GrantUse, grant_uses
from shoplatch.app import Platform
from shoplatch.catalog.model import Operation
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, draw_heading, json_option, say, table
from shoplatch.cli.words import OPERATION

VERDICTS = {"needed": "✓ needed", "missing": "✗ missing", "unused": "! unused", "extra": "○ extra"}


@click.command(
    help="Permissions: wanted by what this installation does (or by a code base), granted by sellers, used by the call log; "
    "and the least set. With --check the exit code is 1 if a scope is missing, or granted and neither wanted nor used.\n\n"
    "\b\nExamples:\n"
    "  shoplatch scopes\n"
    "  shoplatch scopes --areas\n"
    "  shoplatch scopes --operation order.get_order_list\n"
    "  shoplatch scopes --code src/ --check\n"
    "  shoplatch scopes --code src/ --granted seller.order.info,seller.product.basic --check"
)
@click.option(
    "--code", type=click.Path(path_type=Path, exists=True), help="Look at the client calls of this file or folder."
)
@click.option("--granted", metavar="SCOPES", help="Set against these scopes, with commas between, and ask no database.")
@click.option("--operation", type=OPERATION, help="Only say which scopes open this operation.")
@click.option("--areas", is_flag=True, help="The five areas with their scopes, and all operations by area.")
@click.option(
    "--days", type=click.IntRange(1, 365), default=DAYS, show_default=True, help="How far back the call log counts."
)
@click.option("--check", is_flag=True, help="Exit code 1 on a missing or an unused scope.")
@json_option
def command(
    code: Path | None, granted: str | None, operation: Operation | None, days: int, *, areas: bool, check: bool, json: bool
) -> None:
    if operation is not None:
        _tell_operation(operation.id, json=json)
        return
    if areas:
        _tell_areas(json=json)
        return
    found = look_through(code) if code is not None else None
    wanted = permissions.least(found.places) if found is not None else permissions.needed_here()
    if granted is not None:
        _against(wanted, found, [one.strip() for one in granted.split(",") if one.strip()], check=check, json=json)
        return

    async def look(platform: Platform) -> list[GrantUse]:
        connections = await platform.accounts.connections()
        return await grant_uses(platform.store, connections, now=platform.clock.now(), days=days, wanted=wanted)

    uses = with_platform(look)
    if json:
        as_json({"wanted": _told(wanted, found), "grants": uses})
    else:
        _draw(wanted, found, uses, days)
    if check and any(one.of("missing") or (one.of("unused") and not one.young) for one in uses):
        click.get_current_context().exit(NO)


def _tell_operation(name: str, *, json: bool) -> None:
    found = permissions.opened(name)
    if json:
        as_json(found)
        return
    scopes = " or ".join(found.scopes) or "no source says which"
    say(f"{name}: {scopes} ({found.confidence} confidence), area {permissions.AREAS.get(found.area, found.area)}.")


def _tell_areas(*, json: bool) -> None:
    from shoplatch.catalog import reader

    listed = reader.permission_areas()
    every = [permissions.opened(name) for name in reader.operation_ids()]
    if json:
        as_json({"areas": listed, "operations": every})
        return
    rows = [
        (title, one.read, one.write, (*one.acting_on_orders, *one.optional), sum(op.area == name for op in every))
        for name, title in permissions.AREAS.items()
        for one in [listed[name]]
    ]
    columns = [
        Column("area"),
        Column("reads"),
        Column("writes"),
        Column("more", spare=True),
        Column("operations", figures=True),
    ]
    beyond = sum(op.area not in permissions.AREAS for op in every)
    table(columns, rows, empty="", note=f"{beyond} operations lie beyond the five: creators, partners, customer service.")


def _against(wanted: Least, found: Found | None, granted: list[str], *, check: bool, json: bool) -> None:
    missing = sorted(set(wanted.scopes) - set(granted))
    unused = sorted(set(granted) - set(wanted.scopes))
    if json:
        as_json({"wanted": _told(wanted, found), "missing": missing, "unused": unused, "ok": not missing and not unused})
    else:
        _draw(wanted, found, [], 0)
        for word, scopes in (("missing", missing), ("unused", unused)):
            for scope in scopes:
                say(f"{VERDICTS[word]}: {scope}")
    if check and (missing or unused):
        click.get_current_context().exit(NO)


def _draw(wanted: Least, found: Found | None, uses: list[GrantUse], days: int) -> None:
    of = f"the {found.files} files looked at" if found else "what this installation does"
    draw_heading(f"Least set for {of}")
    rows = [(scope, len(names), ", ".join(names)) for scope, names in wanted.why.items()]
    table([Column("scope", whole=True), Column("calls", figures=True), Column("for", spare=True)], rows, empty="None.")
    for name in wanted.unknown:
        say(f"No source says which scope opens {name}.")
    if found is not None:
        for place in found.unclear[:10]:
            say(f"Not counted: the operation is computed at run time in {place}.")
        for place in found.unreadable[:10]:
            say(f"Not read: {place}.")
    for one in uses:
        draw_heading(f"Granted by {one.seller} (app {one.app_key}), calls of the last {days} days")
        lines = [
            (VERDICTS[line.verdict], line.scope, permissions.AREAS.get(line.area, line.area), line.calls, line.last_used_at)
            for line in one.lines
        ]
        columns = [Column(""), Column("scope", whole=True), Column("area"), Column("calls", figures=True),
                   Column("last used (UTC)", spare=True)]  # fmt: skip
        table(columns, lines, empty="No scope.")
        if one.young:
            say("This grant is younger than that: what was not used yet may still be.")


def _told(wanted: Least, found: Found | None) -> dict[str, object]:
    told: dict[str, object] = {
        "scopes": wanted.scopes,
        "why": wanted.why,
        "unsure": wanted.unsure,
        "unknown": wanted.unknown,
    }
    if found is not None:
        told |= {"places": found.places, "unclear": found.unclear, "unreadable": found.unreadable, "files": found.files}
    return told
