"""`shoplatch apps`: the apps (client keys) of this installation. A secret goes in once and is never shown again."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import IO

import click
import msgspec

from shoplatch.accounts.apps import OVERLAP, App
from shoplatch.app import Platform
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, json_option, say, table
from shoplatch.errors import InvalidRequest


class Ready(msgspec.Struct):
    """What a simulator's ready file says, as far as an app needs it."""

    base_url: str
    app_key: str
    app_secret: str
    service_id: str

    def __repr__(self) -> str:
        return f"<simulator at {self.base_url}>"


@click.group(
    help="The apps (client keys) of this installation.\n\n"
    "\b\nExamples:\n"
    "  shoplatch apps list\n"
    "  shoplatch apps add --key 6a1b2c3d4e --service-id 7345678901234567890 --market ROW\n"
    "  shoplatch apps add --ready-file simulator.json"
)
def command() -> None:
    pass


@command.command("list", help="List the apps. Secrets show as fingerprints.\n\n\b\nExample:\n  shoplatch apps list --json")
@json_option
def list_(*, json: bool) -> None:
    apps = with_platform(lambda platform: platform.accounts.apps())
    if json:
        as_json(apps)
        return
    columns = [
        Column("app key", whole=True),
        Column("name"),
        Column("for"),
        Column("service id", whole=True, spare=True),
        Column("secret", spare=True),
        Column("before", spare=True),
        Column("API", spare=True),
    ]
    rows = [
        (a.app_key, a.name, _for(a), a.service_id, f"fingerprint {a.secret_fingerprint}", a.secret_before_fingerprint or "",
         a.api_url)
        for a in apps
    ]  # fmt: skip
    table(columns, rows, empty="No app yet. `shoplatch apps add --help` says how to add yours.")


@command.command(
    help="Add an app, or change its secret. The secret is asked for, or read from a file or a pipe; it is never an "
    "argument, because arguments show in the process list.\n\n"
    "\b\nExamples:\n"
    "  shoplatch apps add --key 6a1b2c3d4e --service-id 7345678901234567890 --market US\n"
    "  shoplatch apps add --key 6a1b2c3d4e --service-id 7345678901234567890 --secret-file - < secret.txt\n"
    "  shoplatch apps add --ready-file simulator.json"
)
@click.option("--key", help="The app key of Partner Center.")
@click.option("--service-id", help="The service id: the digits in the app's authorization link.")
@click.option("--market", type=click.Choice(["ROW", "US"]), default="ROW", show_default=True, help="Where its sellers are.")
@click.option("--name", default="", help="A name for people; the key where none is given.")
@click.option("--simulator", metavar="URL", help="The app lives in the simulator at this address, not at TikTok.")
@click.option("--secret-file", type=click.File("r"), help="Read the secret from this file; - is standard input.")
@click.option(
    "--ready-file", type=click.Path(path_type=Path, dir_okay=False), help="Take everything from a simulator's ready file."
)
@json_option
def add(
    key: str | None,
    service_id: str | None,
    market: str,
    name: str,
    simulator: str | None,
    secret_file: IO[str] | None,
    ready_file: Path | None,
    *,
    json: bool,
) -> None:
    if ready_file is not None:
        found = read_ready(ready_file)
        key, service_id, simulator, secret = found.app_key, found.service_id, found.base_url, found.app_secret
    else:
        if key is None or service_id is None:
            raise click.UsageError("Give --key and --service-id (Partner Center shows both), or --ready-file.")
        secret = ask_secret(secret_file)
    known_as, service, address = key, service_id, simulator
    app = with_platform(
        lambda platform: platform.accounts.add_app(
            name=name or ("simulator" if address else ""),
            app_key=known_as,
            app_secret=secret,
            service_id=service,
            market=market,
            environment="simulator" if address else "production",
            base_url=address,
        )
    )
    if json:
        as_json(app)
        return
    say(f"Added {app.app_key} for {_for(app)}. Its secret is sealed; fingerprint {app.secret_fingerprint}.")
    if app.secret_before_fingerprint is not None:
        say(f"Webhooks signed with the secret before (fingerprint {app.secret_before_fingerprint}) still count.")
        say(f"They do until {app.secret_before_until:%Y-%m-%d %H:%M} UTC, or sooner: shoplatch apps retire {app.app_key}")
        return
    say(f"Next: shoplatch connect {app.app_key}")


@command.command(
    "rotate-secret",
    help="Take the new secret that Partner Center gave an app. For a while both count: webhooks signed with either are "
    "accepted, and where TikTok Shop refuses the one, calls are made with the other. So it does not matter whether it is "
    "changed here or there first.\n\n"
    "\b\nExamples:\n"
    "  shoplatch apps rotate-secret 6a1b2c3d4e\n"
    "  shoplatch apps rotate-secret 6a1b2c3d4e --overlap 48 --secret-file - < secret.txt",
)
@click.argument("app_key")
@click.option(
    "--overlap",
    type=click.FloatRange(0, 720),
    default=OVERLAP.total_seconds() / 3600,
    show_default=True,
    metavar="HOURS",
    help="How long the old secret counts too.",
)
@click.option("--secret-file", type=click.File("r"), help="Read the secret from this file; - is standard input.")
@json_option
def rotate_secret(app_key: str, overlap: float, secret_file: IO[str] | None, *, json: bool) -> None:
    secret = ask_secret(secret_file)

    async def change(platform: Platform) -> App:
        app = await platform.accounts.rotate_secret(app_key, secret, overlap=timedelta(hours=overlap))
        detail = f"fingerprint {app.secret_fingerprint}, overlap {overlap:g} h"
        await platform.accounts.audit.note("apps.rotate-secret", app_key, actor="terminal", detail=detail)
        return app

    app = with_platform(change)
    if json:
        as_json(app)
        return
    say(f"{app.app_key} has its new secret; fingerprint {app.secret_fingerprint}.")
    if app.secret_before_until is not None:
        until = f"{app.secret_before_until:%Y-%m-%d %H:%M} UTC"
        say(f"The one before (fingerprint {app.secret_before_fingerprint}) counts until {until}.")
        say(f"To end that sooner: shoplatch apps retire {app.app_key}")


@command.command(
    help="Stop accepting webhooks signed with an app's secret before the last.\n\n"
    "When a secret is changed in Partner Center, webhooks signed with the old one are on their way for hours, and are "
    "accepted beside the new one for a day, or until you say so here.\n\n"
    "\b\nExample:\n  shoplatch apps retire 6a1b2c3d4e"
)
@click.argument("app_key")
@json_option
def retire(app_key: str, *, json: bool) -> None:
    app = with_platform(lambda platform: platform.accounts.retire_secret(app_key))
    if json:
        as_json(app)
        return
    say(
        f"Within half a minute webhooks of {app.app_key} count with its newest secret alone (fingerprint "
        f"{app.secret_fingerprint})."
    )


def read_ready(path: Path) -> Ready:
    """The ready file of a simulator.

    Raises:
        InvalidRequest: it is not there, or not such a file.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ready)
    except OSError as missing:
        raise InvalidRequest(
            f"{path} cannot be read: {missing.strerror}", next_step="Give the file of `shoplatch simulator --ready-file`."
        ) from missing
    except msgspec.DecodeError as other:
        raise InvalidRequest(
            f"{path} is not the ready file of a simulator", next_step="Give the file of `shoplatch simulator --ready-file`."
        ) from other


def ask_secret(file: IO[str] | None) -> str:
    """A secret from a file or a pipe, or asked for without showing it; never an argument, which the process list shows."""
    if file is not None:
        text = file.read(4_096).strip()
        if not text:
            raise click.BadParameter("it is empty.", param_hint="--secret-file")
        return text
    if not sys.stdin.isatty():
        raise click.UsageError(
            "There is no terminal to ask on; give the secret with --secret-file FILE (- is standard input)."
        )
    answer: str = click.prompt("App secret (not shown)", hide_input=True, err=True)
    return answer.strip()


def _for(app: App) -> str:
    return f"the simulator at {app.api_url}" if app.environment == "simulator" else f"production, {app.market}"
