"""`shoplatch explain`: what an error code means, what became of a request id, and why a signature is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import click

from shoplatch.catalog import reader
from shoplatch.cli.show import Column, as_json, draw, fields, json_option, table
from shoplatch.client import explaining
from shoplatch.client.explaining import Explanation
from shoplatch.errors import InvalidRequest, NotFound

FOUND_MAX = 40
_COLOUR = {"Retriable": "yellow", "RateLimited": "yellow", "Fatal": "red", "OutcomeUnknown": "red", "Unclear": "red"}
_REQUEST_ID = re.compile(r"20[0-9]{12}[0-9A-Fa-f]{12,40}")


@click.command(
    help="What an error code means and what to do; what a request id was; or why a call's signature is wrong.\n\n"
    "WHAT is a code, words to look for in the codes, a request id of this installation's calls, or a file with the failing "
    "call (- for the standard input): a curl command, raw HTTP, a HAR file, or `shoplatch sim requests --json`. The "
    "signature is made again in every wrong way that is known, until one gives what was sent. The exit code is 1 where "
    "something is wrong.\n\n"
    "\b\nExamples:\n"
    "  shoplatch explain 105002\n"
    '  shoplatch explain "page token"\n'
    "  shoplatch explain 2026112217083285CFD678F95D24256B\n"
    "  shoplatch explain call.txt --secret-file secret.txt\n"
    "  shoplatch sim requests --code 106001 --json | shoplatch explain - --ready-file ready.json\n"
    "  shoplatch explain body.json --webhook 5dec0f11ec2f... --app 6f9k2mexample --installed"
)
@click.argument("what", metavar="WHAT")
@click.option("--secret-file", metavar="FILE", help="A file that holds the app secret.")
@click.option("--ready-file", metavar="FILE", help="A simulator's ready file: its app key and secret.")
@click.option("--installed", is_flag=True, help="The secrets of this installation's apps.")
@click.option("--app", "app_key", metavar="KEY", help="The app the secret is of, or the webhook was sent for.")
@click.option("--webhook", "signature", metavar="SIGNATURE", help="WHAT is a webhook's body; this came in its header.")
@click.option(
    "--at", "now", type=float, metavar="SECONDS", help="When the call was made, in Unix seconds, if it does not say."
)
@click.option("--entry", type=click.IntRange(0), help="Which request of a HAR file or log, counted from 0.")
@json_option
def command(
    what: str,
    secret_file: str | None,
    ready_file: str | None,
    app_key: str | None,
    signature: str | None,
    now: float | None,
    entry: int | None,
    *,
    installed: bool,
    json: bool,
) -> None:
    if what.strip().isdecimal() and len(what.strip()) < 12:
        _one(int(what), json=json)
    elif what == "-" or signature is not None or Path(what).is_file():
        from shoplatch.cli import explain_call

        keys = _installed() if installed else explain_call.keys_from(secret_file, ready_file, app_key)
        if signature is None:
            explain_call.explain_source(what, keys, entry=entry, now=now, as_document=json)
        elif app_key is None:
            raise InvalidRequest("A webhook is signed for an app", next_step="Name its key with --app.")
        else:
            explain_call.explain_hook(what, signature, app_key, keys, as_document=json)
    elif _REQUEST_ID.fullmatch(what.strip()):
        _request(what.strip(), json=json)
    else:
        _search(what, json=json)


def _installed() -> dict[str, str]:
    """The secrets of this installation's apps, opened for this command."""
    from shoplatch.accounts.apps import Apps
    from shoplatch.app import Platform
    from shoplatch.cli.opened import with_platform

    async def opened(platform: Platform) -> dict[str, str]:
        apps = Apps(platform.store, platform.vault, platform.clock)
        return {app.app_key: await apps.secret_of(app.app_key) for app in await apps.all()}

    return with_platform(opened)


def _request(request_id: str, *, json: bool) -> None:
    """One of this installation's own calls, and what its code means."""
    from shoplatch.app import Platform
    from shoplatch.cli.opened import with_platform
    from shoplatch.store import calls as call_log

    async def found(platform: Platform) -> list[call_log.CallRow]:
        async with platform.store.begin() as conn:
            return await call_log.of_request(conn, request_id)

    calls = with_platform(found)
    if not calls:
        raise NotFound(
            f"No call of this installation was answered with the request id {request_id}",
            next_step="A webhook's id or another program's call is not in this log.",
        )
    if json:
        as_json(calls)
        return
    for call in calls:
        fields(
            {
                "request id": call.request_id,
                "operation": call.operation,
                "shop": call.shop_id,
                "answered": call.at,
                "HTTP status": call.status,
                "code": call.code,
                "took ms": call.elapsed_ms,
                "attempt": call.attempt,
            }
        )
        if call.code:
            click.echo()
            _one(call.code, json=False)


def _one(code: int, *, json: bool) -> None:
    known = explaining.explanation(code)
    if known is None:
        kin = [f"{one} ({fact.name})" for one in explaining.nearest(code) if (fact := reader.error(one)) is not None]
        near = f"Near it are {', '.join(kin)}. " if kin else ""
        raise NotFound(f"Code {code} is in none of the sources", next_step=f"{near}The message that came with it says more.")
    if json:
        as_json(known)
        return
    _draw(known)


def _search(words: str, *, json: bool) -> None:
    codes = explaining.named(words)
    found = [one for one in map(explaining.explanation, codes) if one is not None]
    if not found:
        raise NotFound(f"No code speaks of {words!r}", next_step="Try fewer or other words, or the number itself.")
    if json:
        as_json(found)
        return
    table(
        (
            Column("code", whole=True),
            Column("name"),
            Column("area", spare=True),
            Column("recovery"),
            Column("do", spare=True),
        ),
        [(str(one.code), one.name, one.area, one.recovery, one.remedy) for one in found[:FOUND_MAX]],
        empty="",
        note=f"{len(found)} codes; the first {FOUND_MAX} are shown." if len(found) > FOUND_MAX else "",
    )


def _draw(known: Explanation) -> None:
    from rich.table import Table
    from rich.text import Text

    head = Text(str(known.code), style="bold")
    head.append(f"  {known.name.replace('_', ' ')}", style="not bold")
    if known.area:
        head.append(f"  {known.area}", style="dim")
    recovery = Text(known.recovery, style=_COLOUR.get(known.recovery, "cyan"))
    recovery.append(f"  {known.what_to_do}", style="default")
    rows: tuple[tuple[str, Text | str], ...] = (
        ("means", known.meaning),
        ("do", known.remedy),
        ("recovery", recovery),
        ("HTTP status", known.http_status),
        ("message", known.message),
        ("seen on", "\n".join(known.seen_on)),
        ("documented on", f"{known.documented_on} operations" if known.documented_on > 1 else ""),
        ("sources", known.confidence),
    )
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in rows:
        if value:
            facts.add_row(name, value if isinstance(value, Text) else Text(value))
    draw(head, Text(), facts)
