"""`shoplatch doctor`: looks at everything an installation needs, says what is wrong and what to do."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click

from shoplatch.accounts.lifecycle import life_of
from shoplatch.accounts.scopes import how_to_get, missing_purposes
from shoplatch.app import Platform
from shoplatch.cli.doctor_hooks import endpoints_stand
from shoplatch.cli.doctor_setup import as_html, guide_and_review
from shoplatch.cli.doctor_streams import open_troubles
from shoplatch.cli.frame import NO
from shoplatch.cli.home import settings_as_served
from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.clock import SystemClock
from shoplatch.config import Options, make_home
from shoplatch.errors import ShoplatchError
from shoplatch.serve.record import Record
from shoplatch.store import read
from shoplatch.sync.subscriptions import address_for, wanted

FREE_LEAST_BYTES = 500 * 1024 * 1024
WAITING_LONG_S = 60.0
State = Literal["ok", "warning", "wrong"]
_STATES: dict[str, State] = {
    "active": "ok", "expiring": "warning", "needs_reauthorization": "wrong", "deauthorized": "wrong",
}  # fmt: skip
SIGNS = {"ok": "✓ ok", "warning": "! look", "wrong": "✗ wrong"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str
    state: State
    found: str
    next_step: str = ""


@click.command(
    help="Look at this installation: data folder, database, master key, clock, apps, grants, scopes, webhooks, worker. "
    "Exit code 1 if something is wrong.\n\n"
    "\b\nExamples:\n  shoplatch doctor\n  shoplatch doctor --json\n  shoplatch doctor --html readiness.html"
)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False, writable=True), help="Write it as an HTML file too.")
@json_option
def command(html: Path | None, *, json: bool) -> None:
    options = settings_as_served()
    findings = asyncio.run(examine(options))
    if html is not None:
        html.write_text(as_html(findings, SystemClock().now()), "utf-8")
    if json:
        as_json({"ok": all(one.state != "wrong" for one in findings), "findings": findings})
    else:
        columns = [Column(""), Column("check"), Column("found"), Column("what to do")]
        table(columns, [(SIGNS[one.state], one.check, one.found, one.next_step) for one in findings], empty="")
    if any(one.state == "wrong" for one in findings):
        click.get_current_context().exit(NO)


async def examine(options: Options) -> list[Finding]:
    """Everything, in the order in which it is needed. What cannot be looked at because of an earlier fault is left out."""
    findings = [Finding("Python", "ok", sys.version.split()[0]), _home(options)]
    if findings[-1].state == "wrong":
        return findings
    findings.append(_public_address(options))
    try:
        platform = await Platform.open(options)
    except ShoplatchError as failure:
        return [*findings, Finding("database and master key", "wrong", failure.what, failure.next_step or "")]
    try:
        findings.append(Finding("database and master key", "ok", "answers; the key fits"))
        findings += [one async for one in _inside(platform)]
        findings += [Finding(*one) async for one in endpoints_stand(platform)]
        findings += [Finding(*one) async for one in guide_and_review(platform)]
    finally:
        await platform.close()
    return findings


def _home(options: Options) -> Finding:
    try:
        make_home(options.home)
    except ShoplatchError as refused:
        return Finding("data folder", "wrong", refused.what, refused.next_step or "")
    free = shutil.disk_usage(options.home).free
    if free < FREE_LEAST_BYTES:
        return Finding("data folder", "wrong", f"{options.home}: {free / 1e6:,.0f} MB free", "Make room on that disk.")
    return Finding("data folder", "ok", f"{options.home}: {free / 1e9:,.1f} GB free")


def _public_address(options: Options) -> Finding:
    url = options.web.public_url
    host = urlsplit(url).hostname or ""
    if url.startswith("https://"):
        return Finding("public address", "ok", url)
    if host == "localhost" or _is_loopback(host):
        step = (
            "Enough for a simulator. For TikTok Shop set SHOPLATCH_PUBLIC_URL to an https address that reaches this machine."
        )
        return Finding("public address", "warning", f"{url} is this machine alone", step)
    return Finding("public address", "warning", f"{url} is not https", "TikTok Shop sends webhooks to https addresses only.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def _inside(platform: Platform) -> AsyncIterator[Finding]:
    """What the database and TikTok Shop tell."""
    yield _running(platform)
    yield await _worker(platform)
    if not platform.upgrade.done:
        step = "Stop the processes of the older version on every machine; a worker does the rest within a minute."
        yield Finding("upgrade", "warning", "its last step waits: an older version still runs on this database", step)
    yield await _keys(platform)
    async for finding in _waiting(platform):
        yield finding
    apps = await platform.accounts.apps()
    if not apps:
        yield Finding("apps", "wrong", "none yet", "shoplatch apps add --help")
        return
    yield Finding("apps", "ok", ", ".join(f"{app.app_key} ({app.environment})" for app in apps))
    connections = await platform.accounts.connections()
    if not connections:
        yield Finding("connections", "wrong", "nobody let us in yet", f"shoplatch connect {apps[0].app_key}")
        return
    for one in connections:
        name = f"grant of {one.seller_name}"
        life = life_of(one, (await platform.accounts.clock_for(one.app_key)).now())
        yield Finding(name, _STATES[life.word], life.said, life.next_step)
        if not one.active:
            continue
        for purpose, gaps in missing_purposes(one.granted_scopes).items():
            scopes = sorted({scope for gap in gaps for scope in gap.scopes})
            certain = any(gap.certain for gap in gaps)
            yield Finding(f"scopes for {purpose}", "wrong" if certain else "warning", "not granted", how_to_get(scopes))
    async for finding in _shops(platform):
        yield finding
    yield _clock(platform)
    yield await _events(platform)
    for open_one in await open_troubles(platform):
        state: State = "wrong" if open_one.kind == "late" else "warning"
        found = f"{open_one.what}: {open_one.why}"[:300]
        yield Finding(open_one.kind.replace("_", " "), state, found, open_one.step)


def _running(platform: Platform) -> Finding:
    note = Record(platform.options.home).read()
    if note is None:
        return Finding("web and worker", "warning", "do not run here", "shoplatch serve")
    return Finding("web and worker", "ok", f"run since {str(note['started_at'])[:19]}, {note['address']}")


async def _worker(platform: Platform) -> Finding:
    """A worker of this database may run on another machine: it is asked for by its beat, not by a process."""
    try:
        await platform.check_worker()
    except ShoplatchError as missing:
        serves_here = Record(platform.options.home).read() is not None
        return Finding("worker", "wrong" if serves_here else "warning", missing.what, missing.next_step or "")
    return Finding("worker", "ok", "lives")


async def _waiting(platform: Platform) -> AsyncIterator[Finding]:
    """Sellers who wait for somebody here: installs without a yes, consents that were lost on our side."""
    for install in await platform.accounts.installs.all():
        if install.state == "waiting":
            found = (
                f"{install.seller_name} installed {install.app_key} and waits until {install.expires_at:%Y-%m-%d %H:%M} UTC"
            )
            yield Finding("install", "warning", found, f"shoplatch installs confirm {install.id} (or refuse)")
    for lost in await platform.accounts.lost_consents():
        step = f"shoplatch connect {lost.app_key} --link"
        yield Finding("lost consent", "warning", f"{lost.at:%Y-%m-%d %H:%M} UTC: {lost.reason}", step)


async def _keys(platform: Platform) -> Finding:
    """Whether every sealed value has its key here, and is under the current one."""
    status = await platform.rotation.status()
    if status.unknown:
        names = ", ".join(key.version for key in status.unknown)
        step = "Put that key into the key file as former: shoplatch vault status"
        return Finding("master keys", "wrong", f"{status.left:,} sealed values need key {names}, which is not here", step)
    if status.left:
        step = "shoplatch vault rotate (it continues; a running worker does, too)"
        return Finding("master keys", "warning", f"{status.left:,} sealed values are under a former key", step)
    return Finding("master keys", "ok", f"{status.values:,} sealed values, all under the current key")


async def _shops(platform: Platform) -> AsyncIterator[Finding]:
    """Whether each shop answers a call, and where its webhooks go. Changes nothing."""
    keys = {one.id: one.app_key for one in await platform.accounts.connections()}
    for shop in await platform.accounts.shops():
        name = f"shop {shop.name}"
        ours = address_for(platform.options.web.public_url, keys[shop.connection_id])
        try:
            client = await platform.accounts.client_for_shop(shop.id)
            registered = (await client.call("event.get_shop_webhooks")).data.get("webhooks") or []
        except ShoplatchError as refused:
            yield Finding(name, "wrong", refused.what, refused.next_step or "")
            continue
        addresses = {str(one.get("event_type")): str(one.get("address")) for one in registered}
        missing = sorted(kind for kind in wanted() if addresses.get(kind) != ours)
        if missing:
            step = "`shoplatch serve` registers them within the hour; an address of another system is left alone."
            yield Finding(name, "warning", f"answers; not sent to us: {', '.join(missing)}", step)
        else:
            yield Finding(name, "ok", f"answers; {len(wanted())} webhook topics come to us")


def _clock(platform: Platform) -> Finding:
    skews = platform.accounts.skews()
    if not skews:
        return Finding("clock", "ok", "fits that of TikTok Shop")
    said = ", ".join(f"{app_key}: {skew_s:+.0f} s" for app_key, skew_s in skews.items())
    return Finding(
        "clock", "wrong", f"off by {said}", "Set this machine's clock; TikTok Shop refuses calls that are too old or early."
    )


async def _events(platform: Platform) -> Finding:
    now = platform.clock.now()
    async with platform.store.begin() as conn:
        shop_ids = [shop.id for shop in await read.shops(conn)]
        figures = await read.event_figures(conn, shop_ids, since=now, none_too=True)
    if figures.failed:
        return Finding("webhooks", "warning", f"{figures.failed:,} failed", "shoplatch webhooks failed")
    oldest = figures.oldest_waiting_at
    if oldest is not None and (now - oldest).total_seconds() > WAITING_LONG_S:
        found = f"{figures.waiting:,} wait, the oldest for {(now - oldest).total_seconds():,.0f} s"
        return Finding("webhooks", "wrong", found, "The worker does not keep up or does not run: shoplatch serve")
    return Finding("webhooks", "ok", "none failed, none waits long")
