"""`shoplatch connect`: a seller authorizes an app, by the same consent and callback in production and in the simulator."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import click

from shoplatch.accounts.apps import App
from shoplatch.accounts.connections import Connection
from shoplatch.accounts.links import Link
from shoplatch.app import Platform
from shoplatch.cli.apps import read_ready
from shoplatch.cli.headless import approve, point_here
from shoplatch.cli.links import Life, make
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import as_json, fields, json_option, say
from shoplatch.errors import ConfigError, NotFound, Reauthorize

LOOK_EVERY_S = 1.0
KINDS = ("seller", "creator", "partner")


@click.command(
    help="Let a seller authorize an app. Prints the link to open, then waits until the seller has confirmed; the callback "
    "comes to `shoplatch serve`, which has to run at SHOPLATCH_PUBLIC_URL.\n\n"
    "With a simulator it can be done without a browser: --ready-file adds the app and confirms, by the same HTTP.\n\n"
    "\b\nExamples:\n"
    "  shoplatch connect 6a1b2c3d4e\n"
    "  shoplatch connect 6a1b2c3d4e --no-wait --json\n"
    '  shoplatch connect 6a1b2c3d4e --link --expires 7d --label "Maomao\'s shop"\n'
    "  shoplatch connect --simulator http://127.0.0.1:8765 --ready-file simulator.json"
)
@click.argument("app_key", required=False)
@click.option("--simulator", metavar="URL", help="Confirm by itself at this simulator.")
@click.option(
    "--ready-file", type=click.Path(path_type=Path, dir_okay=False), help="The simulator's ready file: adds its app first."
)
@click.option("--no-wait", is_flag=True, help="Print the link and end.")
@click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS),
    default="seller",
    show_default=True,
    help="Whose consent it is; a creator's or partner's has a page of its own.",
)
@click.option("--link", is_flag=True, help="Print a link to send: it opens a page of ours, and lives for days.")
@click.option(
    "--expires", type=Life(), default="7d", show_default=True, help="How long that link lives: 48h, 7d; at most 90d."
)
@click.option("--uses", type=click.IntRange(1, 1_000), default=1, show_default=True, help="How many sellers may use it.")
@click.option("--label", default="", help="Whom it is for, as a note in `shoplatch links list`.")
@json_option
def command(
    app_key: str | None,
    simulator: str | None,
    ready_file: Path | None,
    kind: str,
    expires: timedelta,
    uses: int,
    label: str,
    *,
    no_wait: bool,
    link: bool,
    json: bool,
) -> None:
    if link:
        _print_link(app_key, kind, label, expires, uses, json=json)
        return
    if simulator is not None or ready_file is not None:
        connected = with_platform(lambda platform: _by_itself(platform, app_key, simulator, ready_file))
        as_json(connected) if json else _tell(connected)
        return
    if json and not no_wait:
        no_wait = True  # a program gets the link at once and asks `shoplatch shops --json` later

    async def ask(platform: Platform) -> Connection | None:
        app = await _app(platform, app_key)
        consent = await platform.accounts.consent_link(app.app_key, kind=kind)
        if json:
            as_json({"app_key": app.app_key, "url": consent.url, "expires_at": consent.expires_at})
        else:
            say("The seller opens this link and confirms, within 30 minutes:")
            click.echo(consent.url)
        return None if no_wait else await _wait(platform, app)

    found = with_platform(ask)
    if found is not None:
        _tell([found])


def _print_link(app_key: str | None, kind: str, label: str, life: timedelta, uses: int, *, json: bool) -> None:
    async def ask(platform: Platform) -> tuple[Link, str]:
        app = await _app(platform, app_key)
        return await make(platform, app.app_key, kind=kind, label=label, life=life, uses=uses)

    made, address = with_platform(ask)
    if json:
        as_json({"id": made.id, "url": address, "expires_at": made.expires_at, "uses_max": made.uses_max})
        return
    say(f"Send this to the {kind}. It works until {made.expires_at:%Y-%m-%d %H:%M} UTC, and is not shown again:")
    click.echo(address)
    say(f"To take it back: shoplatch links revoke {made.id}")


async def _by_itself(platform: Platform, app_key: str | None, url: str | None, ready_file: Path | None) -> list[Connection]:
    """Add the app where a ready file is given, point the simulated app here, and confirm as the seller would."""
    if ready_file is not None:
        ready = read_ready(ready_file)
        address = url or ready.base_url
        added = await platform.accounts.add_app(
            name="simulator", app_key=ready.app_key, app_secret=ready.app_secret, service_id=ready.service_id,
            environment="simulator", base_url=address,
        )  # fmt: skip
        app_key = added.app_key
    app = await _app(platform, app_key)
    if app.environment != "simulator":
        raise ConfigError(
            f"{app.app_key} is an app of production; there a seller has to confirm in a browser",
            next_step=f"Run `shoplatch connect {app.app_key}` without --simulator.",
        )
    await asyncio.to_thread(point_here, app, platform.options.web.public_url)
    consent = await platform.accounts.consent_link(app.app_key)
    params = await asyncio.to_thread(approve, consent.url, platform.options.web.public_url)
    if params is not None:  # the web server does not run: this process takes the callback
        await platform.finish_consent(params)
    return [one for one in await platform.accounts.connections() if one.app_key == app.app_key]


async def _app(platform: Platform, app_key: str | None) -> App:
    if app_key is not None:
        return await platform.accounts.app(app_key)
    apps = await platform.accounts.apps()
    if not apps:
        raise Reauthorize("There is no app yet", next_step="Add yours: `shoplatch apps add --help` says how.")
    if len(apps) > 1:
        raise click.UsageError(f"There are {len(apps)} apps; name one: {', '.join(app.app_key for app in apps)}.")
    return apps[0]


async def _wait(platform: Platform, app: App) -> Connection:
    """Until a connection of this app appears or is renewed. The callback itself comes to the web process."""
    before = {one.id: one.access_expires_at for one in await platform.accounts.connections() if one.state == "active"}
    say("Waiting for the seller. Ctrl-C stops the waiting; the link stays good.")
    for _ in range(int(30 * 60 / LOOK_EVERY_S)):
        await asyncio.sleep(LOOK_EVERY_S)
        for one in await platform.accounts.connections():
            if one.app_key == app.app_key and one.state == "active" and before.get(one.id) != one.access_expires_at:
                return one
    raise NotFound("Nobody confirmed within 30 minutes", next_step="Run `shoplatch connect` again for a new link.")


def _tell(connections: list[Connection]) -> None:
    for one in connections:
        fields({"connected": one.seller_name, "region": one.seller_base_region, "state": one.state,
                "grant ends (UTC)": one.refresh_expires_at, "scopes": one.granted_scopes})  # fmt: skip
    say("The backfill has started. `shoplatch sync status` shows how far it is.")
