"""`shoplatch support-bundle`: what a ticket at TikTok's support needs, in one file, without secrets or data of buyers."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click
import msgspec

from shoplatch import __version__
from shoplatch.app import Platform
from shoplatch.cli.doctor import Finding, examine
from shoplatch.cli.home import settings_as_served
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import as_json, json_option, say
from shoplatch.client import explaining
from shoplatch.errors import NotFound
from shoplatch.store import calls as call_log
from shoplatch.store.calls import CallRow

CALLS_MAX = 500
SHOWN_MAX = 20
OF_EACH_MAX = 3


@click.command(
    "support-bundle",
    help="Write one file for a ticket at TikTok's support: the calls that failed with their request ids, times and codes, "
    "what `shoplatch doctor` finds, versions, and a text to paste. It holds no secret, no token, no body and no buyer.\n\n"
    "\b\nExamples:\n"
    "  shoplatch support-bundle\n"
    "  shoplatch support-bundle 2026112217083285CFD678F95D24256B --to ticket.zip\n"
    "  shoplatch support-bundle --hours 72",
)
@click.argument("request_ids", nargs=-1, metavar="[REQUEST_ID]...")
@click.option(
    "--hours", type=click.IntRange(1, 720), default=24, show_default=True, help="How far back, without request ids."
)
@click.option(
    "--to", "file", type=click.Path(dir_okay=False, path_type=Path), default="support-bundle.zip", show_default=True
)
@json_option
def command(request_ids: tuple[str, ...], hours: int, file: Path, *, json: bool) -> None:
    options = settings_as_served()

    async def found(platform: Platform) -> list[CallRow]:
        async with platform.store.begin() as conn:
            if not request_ids:
                return await call_log.failed_since(conn, platform.clock.now() - timedelta(hours=hours), CALLS_MAX)
            return [call for one in request_ids for call in await call_log.of_request(conn, one)]

    calls = with_platform(found)
    if request_ids and not calls:
        raise NotFound("None of these request ids is in the log of this installation's calls")
    findings = asyncio.run(examine(options))
    home = str(options.home)
    findings = [_without_home(one, home) for one in findings]
    file.write_bytes(bundle(calls, findings))
    if json:
        as_json({"file": str(file), "calls": len(calls), "findings": len(findings)})
    else:
        what = "call" if len(calls) == 1 else "calls"
        say(f"{file}: {len(calls)} {what}, {len(findings)} findings. Read it before you send it; paste ticket.md.")


def bundle(calls: Sequence[CallRow], findings: Sequence[Finding]) -> bytes:
    """The file: a zip with the text of a ticket, the calls, the findings, the versions."""
    holds = io.BytesIO()
    with zipfile.ZipFile(holds, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("ticket.md", ticket(calls))
        pack.writestr("calls.json", _json(list(calls)))
        pack.writestr("doctor.json", _json(list(findings)))
        pack.writestr("versions.json", _json({"shoplatch": __version__}))
    return holds.getvalue()


def ticket(calls: Sequence[CallRow]) -> str:
    """The text to paste: which call, when, which request id, which code and what it means."""
    lines = [
        "# Failed calls",
        "",
        "| time (UTC) | operation | HTTP | code | request id | shop |",
        "|---|---|---|---|---|---|",
    ]
    shown = _some_of_each(calls)
    for one in shown:
        told = (one.at.strftime("%Y-%m-%d %H:%M:%S"), one.operation, one.status, one.code, one.request_id, one.shop_id)
        lines.append("| " + " | ".join("" if value is None else str(value) for value in told) + " |")
    if len(calls) > len(shown):
        lines.append(f"\n{len(calls) - len(shown)} more are in calls.json.")
    codes = sorted({one.code for one in calls if one.code})
    known = [(code, explaining.explanation(code)) for code in codes]
    lines += ["", "# What the codes mean to us", ""]
    lines += [f"- {code}: {one.meaning if one else 'in none of our sources'}" for code, one in known]
    lines += ["", "# What we did, and expected", "", "(Say here what was asked, what came, and what should have come.)", ""]
    return "\n".join(lines)


def _some_of_each(calls: Sequence[CallRow]) -> list[CallRow]:
    """The newest of each operation and code, so that a hundred of one kind do not hide another."""
    counts: Counter[tuple[str, int | None]] = Counter()
    shown = []
    for one in calls:
        counts[one.operation, one.code] += 1
        if counts[one.operation, one.code] <= OF_EACH_MAX:
            shown.append(one)
    return shown[:SHOWN_MAX]


def _without_home(finding: Finding, home: str) -> Finding:
    return Finding(
        finding.check,
        finding.state,
        finding.found.replace(home, "(data folder)"),
        finding.next_step.replace(home, "(data folder)"),
    )


def _json(document: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document), indent=1)
