"""`shoplatch record`, `drift` and `replay`: keep what a platform answers, set it against what is believed, give it again."""

from __future__ import annotations

import asyncio
import json as json_text
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from shoplatch.accounts.hosts import production_hosts
from shoplatch.cli.explain_call import content
from shoplatch.cli.frame import NO
from shoplatch.cli.show import as_json, draw_heading, json_option, say
from shoplatch.clock import SystemClock
from shoplatch.errors import InvalidRequest
from shoplatch.testing.recorder import Drift, Head, Proxy, Stubs, Writer, drift, read, serve
from shoplatch.testing.recorder.report import html, line, summary
from shoplatch.testing.recorder.tape import FORMAT
from shoplatch.transport import AsyncHttpTransport

FileName = click.Path(path_type=Path, dir_okay=False)
port_option = click.option(
    "--port", type=click.IntRange(0, 65_535), default=8790, show_default=True, help="0 takes a free one."
)


@click.command(
    help="Record what TikTok Shop answers: a proxy on this machine that hands calls on unchanged and writes them down, "
    "without secrets, tokens and personal data. Point your client's base URL at it. Writes pass through too: what you send "
    "takes effect. The file has one JSON document a line; killed at any time it can be read.\n\n"
    "\b\nExamples:\n"
    "  shoplatch record --to today.jsonl\n"
    "  shoplatch record --to sim.jsonl --ready-file simulator.json --port 0 --json\n"
    "  shoplatch record --to today.jsonl --upstream https://open-api.tiktokglobalshop.com --max-mb 16"
)
@click.option("--to", "file", type=FileName, required=True, help="A new file for the recording.")
@click.option("--upstream", metavar="URL", help="The platform to call; TikTok Shop's own host unless given.")
@click.option("--auth", "auth_url", metavar="URL", help="Where its token endpoints answer, if that is another host.")
@click.option("--ready-file", type=FileName, help="A simulator's ready file: record that one.")
@port_option
@click.option("--max-mb", type=click.IntRange(1, 1024), default=64, show_default=True, help="Then calls go on unrecorded.")
@json_option
def record(
    file: Path, upstream: str | None, auth_url: str | None, ready_file: Path | None, port: int, max_mb: int, *, json: bool
) -> None:
    base, auth = _upstream(upstream, auth_url, ready_file)
    clock = SystemClock()
    writer = Writer(file, Head(FORMAT, base, clock.now().isoformat(timespec="seconds")), bytes_max=max_mb * 1024 * 1024)

    async def run() -> Proxy:
        async with AsyncHttpTransport() as transport:
            proxy = Proxy(base, auth, transport, clock, writer)
            await serve(proxy, port, on_ready=lambda address: _ready(address, base, file, json=json))
            return proxy

    try:
        counts = asyncio.run(run()).counts
    finally:
        writer.close()
    lost = f", {counts.not_recorded} were not written down: the file is full" if counts.not_recorded else ""
    say(f"{counts.calls:,} calls, {counts.recorded:,} in {file}{lost}. See how they differ: shoplatch drift {file}")


def _ready(address: str, base: str, file: Path, *, json: bool) -> None:
    if json:
        as_json({"address": address, "upstream": base, "file": str(file)}, one_line=True)
    say(f"{address} hands calls on to {base} and writes them to {file}. Ctrl-C stops it.")


def _upstream(upstream: str | None, auth_url: str | None, ready_file: Path | None) -> tuple[str, str]:
    if ready_file is not None:
        if upstream is not None:
            raise click.UsageError("--upstream and --ready-file both say what to record; give one.")
        ready = _simulator(ready_file)
        return str(ready["base_url"]), str(ready["auth_url"])
    real = production_hosts("ROW")
    base = (upstream or real.api_url).rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise click.UsageError(f"--upstream is an address such as {real.api_url}, not {base!r}.")
    own = real.auth_url if base == real.api_url else base
    return base, (auth_url or own).rstrip("/")


def _simulator(ready_file: Path) -> dict[str, Any]:
    """What is in a ready file. Raises InvalidRequest."""
    try:
        ready = json_text.loads(content(str(ready_file)))
        return {name: ready[name] for name in ("base_url", "auth_url", "app_key", "app_secret", "access_token", "shops")}
    except (ValueError, KeyError, TypeError):
        raise InvalidRequest(f"{ready_file} is no ready file of a simulator") from None


@click.command(
    "drift",
    help="Say where a recording differs from the catalog (fields, types, listed values) and from the simulator, which is "
    "asked the same reads with ids of its own. Without --ready-file a simulator is started for it. Ends with 1 where "
    "something differs.\n\n"
    "\b\nExamples:\n"
    "  shoplatch drift today.jsonl\n"
    "  shoplatch drift today.jsonl --ready-file simulator.json --html drift.html\n"
    "  shoplatch drift today.jsonl --catalog-only --json",
)
@click.argument("recording", type=FileName)
@click.option("--ready-file", type=FileName, help="A running simulator's ready file.")
@click.option("--world", default="demo", show_default=True, help="The world of the simulator that is started.")
@click.option("--catalog-only", is_flag=True, help="Ask no simulator.")
@click.option("--html", "html_file", type=FileName, help="Write a page here.")
@json_option
def drift_command(
    recording: Path, ready_file: Path | None, world: str, html_file: Path | None, *, catalog_only: bool, json: bool
) -> None:
    held = read(recording)
    if catalog_only:
        found = drift(held)
    elif ready_file is not None:
        found = drift(held, _simulator(ready_file))
    else:
        from shoplatch.testing.desk.playground import playground

        with playground() as running:
            found = drift(held, running.fresh(world).ready)
    if html_file is not None:
        html_file.write_text(html(found), encoding="utf-8")
    if json:
        as_json(found)
    else:
        _draw(found)
    if found.differs:
        click.get_current_context().exit(NO)


def _draw(found: Drift) -> None:
    for operation in dict.fromkeys(one.operation for one in found.differences):
        draw_heading(operation)
        for one in found.differences:
            if one.operation == operation:
                click.echo(f"  {one.of:<10} {line(one)}, first in call {one.first}")
    if found.unknown:
        draw_heading("Calls of no operation in the catalog")
        for path in found.unknown:
            click.echo(f"  {path}")
    apart = [one for one in found.operations if one.why_not]
    if apart:
        draw_heading("Not set against the simulator")
        for told in apart:
            click.echo(f"  {told.operation}: {told.why_not}")
    click.echo(f"\n{summary(found)}")


@click.command(
    "replay",
    help="Answer with a recording, as a stand-in for the platform in tests: the same call gets the same answer, repeated "
    "calls get them in their order, and what was never recorded is refused and told. Ids, page tokens, sizes, filters and "
    "the shop have to be those of the recording; signatures, keys, and where nothing fits exactly moments, may differ.\n\n"
    "\b\nExamples:\n"
    "  shoplatch replay today.jsonl\n"
    "  shoplatch replay tests/orders.jsonl --port 0 --json",
)
@click.argument("recording", type=FileName)
@port_option
@json_option
def replay(recording: Path, port: int, *, json: bool) -> None:
    held = read(recording)
    stubs = Stubs(held)

    def ready(address: str) -> None:
        if json:
            as_json({"address": address, "calls": len(held.exchanges)}, one_line=True)
        say(f"{address} answers with {len(held.exchanges):,} recorded calls of {held.head.upstream}. Ctrl-C stops it.")

    asyncio.run(serve(stubs, port, on_ready=ready))
    loose = f", {stubs.loose:,} answered by a call with other moments" if stubs.loose else ""
    say(f"{stubs.asked:,} calls, {len(stubs.missed):,} of them never recorded{loose}.")
    for one in dict.fromkeys(stubs.refusals):
        say(f"  {one}")
