"""`shoplatch calls`: the log of our calls to TikTok Shop: list, live, in groups, one of them, and asking again."""

from __future__ import annotations

import asyncio
import json as json_text
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from shoplatch.app import Platform
from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.cli.call import parameters
from shoplatch.cli.chosen import chosen_shops, shop_option
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, cell, draw_heading, fields, json_option, say, table
from shoplatch.client import explaining
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.store import calls as log
from shoplatch.store.calls import Logged, Which

EVERY_S = 1.0
OVERLAP = timedelta(seconds=30)  # lines are written in batches by several processes: a lower number may come later
LINES_MAX = 2_000
COLUMNS = (
    Column("call", figures=True), Column("answered (UTC)"), Column("operation", whole=True), Column("shop", spare=True),
    Column("HTTP", figures=True), Column("code", figures=True), Column("ms", figures=True),
    Column("try", figures=True, spare=True),
    Column("request id", whole=True, spare=True),
)  # fmt: skip
_hours = click.option(
    "--hours", type=click.FloatRange(0.01, 24 * 90), default=24, show_default=True, help="How far back to look."
)


@click.group(
    help="Our calls to TikTok Shop, one line an attempt. The log keeps no secrets and no answers; parameters only with the "
    "setting call_parameters = keep, and then without personal data.\n\n"
    "\b\nExamples:\n"
    "  shoplatch calls list --failed\n"
    "  shoplatch calls tail --operation order\n"
    "  shoplatch calls groups --hours 1\n"
    "  shoplatch calls show 4711"
)
def command() -> None:
    pass


def _filters(of: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--operation", metavar="WORD", help="Only operations with this in their name."),
        click.option("--code", type=int, help="Only this code of TikTok Shop; 0 is fine."),
        click.option("--status", type=int, help="Only this HTTP status."),
        click.option("--failed", "outcome", flag_value="failed", help="Only refused or unanswered ones."),
        click.option("--slow", "outcome", flag_value="slow", help="Only those of 2 s and more."),
        shop_option,
    ):
        of = option(of)
    return of


@command.command("list", help="List calls, the newest first.\n\n\b\nExample:\n  shoplatch calls list --code 105005 --json")
@_filters
@_hours
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
def list_(
    operation: str | None, code: int | None, status: int | None, outcome: str | None, shop: str | None, hours: float,
    limit: int, *, json: bool,
) -> None:  # fmt: skip
    async def look(platform: Platform) -> list[Logged]:
        which = await _which(platform, shop, operation, code, status, outcome, platform.clock.now() - _span(hours))
        async with platform.store.begin() as conn:
            return await log.find(conn, which, limit=limit)

    found = with_platform(look)
    if json:
        as_json(found)
    else:
        table(COLUMNS, map(_row, found), empty="No such calls. `shoplatch calls list --hours 720` looks further back.")


@command.command(
    help="Show calls as they are answered, until Ctrl-C. With --json one document a line.\n\n"
    "\b\nExample:\n  shoplatch calls tail --failed"
)
@_filters
@click.option("--for", "for_s", type=click.FloatRange(0), help="Stop after so many seconds.")
@json_option
def tail(
    operation: str | None, code: int | None, status: int | None, outcome: str | None, shop: str | None,
    for_s: float | None, *, json: bool,
) -> None:  # fmt: skip
    async def follow(platform: Platform) -> None:
        began, seen = platform.clock.monotonic(), set[int]()
        start = platform.clock.now()
        which = await _which(platform, shop, operation, code, status, outcome, start)
        while for_s is None or platform.clock.monotonic() - began < for_s:
            since = max(start, platform.clock.now() - OVERLAP)
            async with platform.store.begin() as conn:
                found = await log.find(conn, replace(which, since=since), limit=LINES_MAX)
            for one in reversed(found):
                if one.id not in seen:
                    _say(one, json=json)
            seen = {one.id for one in found}
            await asyncio.sleep(EVERY_S)

    if not json:
        say("Calls as they are answered; Ctrl-C stops it.")
    with_platform(follow)


@command.command(
    help="Calls by operation with their latency, and what went wrong by code, with what it means.\n\n"
    "\b\nExample:\n  shoplatch calls groups --hours 1 --json"
)
@_filters
@_hours
@json_option
def groups(
    operation: str | None, code: int | None, status: int | None, outcome: str | None, shop: str | None, hours: float, *,
    json: bool,
) -> None:  # fmt: skip
    async def look(platform: Platform) -> tuple[list[log.Group], list[log.Trouble]]:
        which = await _which(platform, shop, operation, code, status, outcome, platform.clock.now() - _span(hours))
        async with platform.store.begin() as conn:
            return await log.groups(conn, which), await log.troubles(conn, which)

    by_operation, by_code = with_platform(look)
    if json:
        as_json({"operations": by_operation, "troubles": [{**_plain(one), "means": means(one.code)} for one in by_code]})
        return
    table(
        (Column("operation", whole=True), Column("calls", figures=True), Column("failed", figures=True),
         Column("again", figures=True), Column("p50 ms", figures=True), Column("p95 ms", figures=True),
         Column("p99 ms", figures=True), Column("most ms", figures=True)),
        [(one.operation, one.calls, one.failed, one.retries, round(one.p50_ms), round(one.p95_ms), round(one.p99_ms),
          one.max_ms) for one in by_operation],
        empty="Nothing was called.",
    )  # fmt: skip
    if by_code:
        draw_heading("What went wrong")
        table(
            (Column("calls", figures=True), Column("operation", whole=True), Column("HTTP", figures=True),
             Column("code", figures=True), Column("last (UTC)"), Column("call", figures=True), Column("means", spare=True)),
            [(one.calls, one.operation, one.status, str(one.code or "–"), one.last_at, str(one.example), means(one.code))
             for one in by_code],
            empty="",
        )  # fmt: skip


@command.command(help="One call in full, and what its code means.\n\n\b\nExample:\n  shoplatch calls show 4711")
@click.argument("number", type=click.IntRange(1))
@json_option
def show(number: int, *, json: bool) -> None:
    one, asked = with_platform(lambda platform: _whole(platform, number))
    known = explaining.explanation(one.code) if one.code else None
    if json:
        as_json({"call": one, "parameters": asked, "means": known})
        return
    fields(
        {
            "call": str(one.id), "operation": one.operation, "shop": one.shop_id, "connection": one.connection_id,
            "answered": one.at, "HTTP status": one.status, "code": str(one.code) if one.code is not None else "no answer",
            "took ms": one.elapsed_ms, "attempt": one.attempt, "request id": one.request_id,
            "means": known.meaning if known else None, "do": known.remedy if known else None,
            "asked": json_text.dumps(asked, ensure_ascii=False) if asked is not None else "not kept: call_parameters",
        }
    )  # fmt: skip


@command.command(
    help="Ask again what a call asked. With the setting call_parameters = keep the log has its parameters, those given here "
    "count instead; without it name those it needs. What was left out as personal has to be given again. A write asks "
    "before it is repeated.\n\n"
    "\b\nExamples:\n"
    "  shoplatch calls replay 4711\n"
    "  shoplatch calls replay 4712 ids=576461413038785752"
)
@click.argument("number", type=click.IntRange(1))
@click.argument("texts", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--yes", is_flag=True, help="Repeat a write without asking.")
def replay(number: int, texts: tuple[str, ...], *, yes: bool) -> None:
    async def again(platform: Platform) -> bytes:
        one, asked = await _whole(platform, number)
        operation = reader.operation(one.operation)
        given = _again(operation, asked, texts)
        if not operation.read and not yes and not click.confirm(f"{operation.id} changes something. Repeat it?", err=True):
            raise click.Abort
        if one.shop_id is not None:
            client = await platform.accounts.client_for_shop(one.shop_id)
        elif one.connection_id is not None:
            client = await platform.accounts.client_for_connection(one.connection_id)
        else:
            raise InvalidRequest(f"Call {number} belongs to no connection", next_step="Use `shoplatch call`.")
        reply = await client.call(operation.stable_key, **given)
        say(f"{operation.id}: code 0, request {reply.request_id}")
        return bytes(reply.raw)

    click.echo(with_platform(again) or b"{}")


async def _one(platform: Platform, number: int) -> Logged:
    async with platform.store.begin() as conn:
        found = await log.of_number(conn, number)
    if found is None:
        raise NotFound(f"There is no call {number} in the log", next_step="`shoplatch calls list` shows those there are.")
    return found


async def _whole(platform: Platform, number: int) -> tuple[Logged, Mapping[str, Any] | None]:
    """A call, and what it asked where that was kept."""
    one = await _one(platform, number)
    async with platform.store.begin() as conn:
        return one, await log.parameters_of(conn, number)


def _again(operation: Operation, asked: Mapping[str, Any] | None, texts: tuple[str, ...]) -> dict[str, Any]:
    """The arguments of the call that asks again: what was kept, and over it what was given now.

    Raises:
        InvalidRequest: something was left out of what was kept, and is not given now.
    """
    given = parameters(operation, texts)
    if asked is None:
        return given
    kept = {name: value for name, value in asked.get("params", {}).items() if name not in given}
    body = {name: value for name, value in (asked.get("body") or {}).items() if name not in given}
    missing = [place for place in asked["left_out"] if place.removeprefix("body.").split(".")[0] not in given]
    if missing and not (set(asked) == {"left_out"} and texts):
        raise InvalidRequest(
            f"Of this call was not kept: {', '.join(missing[:10])}",
            next_step="Give it as NAME=VALUE, a part of a body as its whole first member.",
        )
    told = parameters(operation, tuple(f"{name}={value}" for name, value in kept.items())) | given
    in_body = {name: told.pop(name) for name in list(told) if name in given and name in body_names(operation)}
    return {**told, **({"body": {**body, **in_body}} if body or in_body else {})}


def body_names(operation: Operation) -> set[str]:
    """What an operation takes in its body alone."""
    elsewhere = {node.name for node in (*operation.query, *operation.path_params)}
    return set(operation.body.properties if operation.body is not None else {}) - elsewhere


async def _which(
    platform: Platform, shop: str | None, operation: str | None, code: int | None, status: int | None, outcome: str | None,
    since: datetime,
) -> Which:  # fmt: skip
    ids = [row.id for row in await chosen_shops(platform, shop)] if shop is not None else None
    return Which(ids, operation, code, status, outcome, since)


def means(code: int | None) -> str:
    """A code in a few words."""
    if code is None:
        return "no answer came"
    known = explaining.explanation(code)
    return known.meaning if known is not None else "in none of the sources"


def _span(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _plain(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}  # type: ignore[attr-defined]  # our own dataclasses


def _row(one: Logged) -> Sequence[object]:
    code = "–" if one.code is None else str(one.code)
    return str(one.id), one.at, one.operation, one.shop_id, one.status, code, one.elapsed_ms, one.attempt, one.request_id


def _say(one: Logged, *, json: bool) -> None:
    if json:
        as_json(one, one_line=True)
        return
    failed = one.code != 0
    parts = (one.at.astimezone(UTC).strftime("%H:%M:%S"), f"{one.status or '–':>4}", f"{cell(str(one.code or 0)):>9}",
             f"{one.elapsed_ms:>6} ms", one.operation, one.shop_id or "", one.request_id or "")  # fmt: skip
    click.echo(click.style("  ".join(parts), fg="red" if failed else None))
