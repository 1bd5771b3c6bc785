"""`shoplatch vault`: the master keys, what each holds, and changing them while everything runs. No key is ever printed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import click

from shoplatch.accounts.keyring import Key
from shoplatch.accounts.rotation import Retired, Turn, VaultStatus
from shoplatch.app import Platform
from shoplatch.cli.frame import NO
from shoplatch.cli.opened import with_platform
from shoplatch.cli.show import Column, as_json, fields, json_option, say, table
from shoplatch.errors import InvalidRequest

ACTOR = "terminal"


@click.group(
    help="The master keys of this installation. Every secret in the database is sealed under one of them; the current one "
    "seals, former ones only open what they sealed.\n\n"
    "\b\nExamples:\n  shoplatch vault status\n  shoplatch vault rotate"
)
def command() -> None:
    pass


@command.command(
    help="Show the keys, where they come from, and how many sealed values need each. Exit code 1 if a value needs a key "
    "that is not here.\n\n\b\nExample:\n  shoplatch vault status --json"
)
@json_option
def status(*, json: bool) -> None:
    found = with_platform(lambda platform: platform.rotation.status())
    if json:
        as_json(
            {"where": found.where, "values": found.values, "left": found.left, "keys": found.keys, "places": found.places}
        )
    else:
        _show(found)
    if found.unknown:
        click.get_current_context().exit(NO)


@command.command(
    help="Change the master key and seal every value anew, in batches, while everything runs. Stopped or killed, it is "
    "continued by the same command, or by the worker.\n\n"
    "Processes of this machine take the new key by themselves. Where others have a copy of the key file, run "
    "`shoplatch vault prepare` first and bring them the file. The former key stays for an hour; the worker retires it.\n\n"
    "\b\nExamples:\n  shoplatch vault rotate\n  shoplatch vault rotate --key-file new.key"
)
@click.option(
    "--key-file", type=click.Path(path_type=Path, dir_okay=False), help="Take the key in this file; else one is made."
)
@json_option
def rotate(key_file: Path | None, *, json: bool) -> None:
    given = _key_in(key_file)

    async def turn(platform: Platform) -> Turn:
        done = await platform.rotation.rotate(given, progress=None if json else _progress())
        detail = f"{done.resealed} values sealed anew, {done.left} left"
        await platform.accounts.audit.note("vault.rotate", done.current, actor=ACTOR, detail=detail)
        return done

    done = with_platform(turn)
    if json:
        as_json(done)
    else:
        _tell_turn(done)
    if done.left:
        click.get_current_context().exit(NO)


@command.command(
    help="Make the next key known without using it, so that every machine can have it before the first value is sealed "
    "with it. The next `shoplatch vault rotate` takes it.\n\n\b\nExample:\n  shoplatch vault prepare"
)
@click.option(
    "--key-file", type=click.Path(path_type=Path, dir_okay=False), help="Take the key in this file; else one is made."
)
@json_option
def prepare(key_file: Path | None, *, json: bool) -> None:
    given = _key_in(key_file)

    async def make(platform: Platform) -> Key:
        key = await platform.rotation.prepare(given)
        await platform.accounts.audit.note("vault.prepare", key.name, actor=ACTOR)
        return key

    key = with_platform(make)
    if json:
        as_json({"version": key.name, "role": key.role})
        return
    say(f"Key {key.name} is known here. Bring the key file to every machine, then: shoplatch vault rotate")


@command.command(
    help="Take former keys that nothing needs out of the ring. The worker does it by itself, an hour after a rotation. "
    "Retired keys are kept beside the key file: backups from before need them.\n\n"
    "\b\nExamples:\n  shoplatch vault retire\n  shoplatch vault retire --at-once"
)
@click.option("--at-once", is_flag=True, help="Do not wait for the hour: nothing has been written since the rotation.")
@json_option
def retire(*, at_once: bool, json: bool) -> None:
    async def go(platform: Platform) -> Retired:
        if at_once:
            await asyncio.sleep(platform.rotation.seen_in_s())
        done = await platform.rotation.retire(at_once=at_once)
        for version in done.retired:
            await platform.accounts.audit.note("vault.retire", version, actor=ACTOR)
        return done

    done = with_platform(go)
    if json:
        as_json(done)
        return
    for version in done.retired:
        say(f"Key {version} is retired. Backups from before the rotation need it: it is in {done.kept_in}.")
    for version, why in done.kept.items():
        say(f"Key {version} stays: {why}.")
    if not done.retired and not done.kept:
        say("There is no former key.")


def _key_in(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise InvalidRequest(
            f"{path} cannot be read as a key: {type(unreadable).__name__}",
            next_step="Give a file with 32 random bytes in base64, for example the output of: openssl rand -base64 32",
        ) from unreadable


def _progress() -> Callable[[int, int], None]:
    """Says how far it is, on standard error: in place on a terminal, every tenth into a file."""
    said = -1

    def tell(done: int, total: int) -> None:
        nonlocal said
        if sys.stderr.isatty():
            click.echo(f"\r{done:,} of {total:,} values sealed anew", nl=False, err=True)
            return
        tenth = done * 10 // max(total, 1)
        if tenth != said:
            said = tenth
            say(f"{done:,} of {total:,} values sealed anew")

    return tell


def _tell_turn(done: Turn) -> None:
    if sys.stderr.isatty():
        say("")
    begun = "seals from now on" if done.changed_key else "seals; an earlier rotation was continued"
    say(f"Key {done.current} {begun}. {done.resealed:,} values were sealed anew.")
    for shut in done.shut:
        say(f"Not opened, left as it is: {shut}")
    if done.left:
        say(f"{done.left:,} values are still under another key; run it again, or see `shoplatch vault status`.")
        return
    say("The former key only opens from now on; the worker retires it in an hour.")
    say("Next: copy the key file to where you keep your backup of it, apart from the database's.")


def _show(found: VaultStatus) -> None:
    fields({"keys from": found.where, "sealed values": found.values, "under another key": found.left or None})
    columns = [Column("key", whole=True), Column("part"), Column("since (UTC)"), Column("values", figures=True)]
    table(columns, [(key.version, key.role, key.since, key.values) for key in found.keys], empty="")
    columns = [Column("sealed", whole=True), Column("values", figures=True)]
    table(columns, [(name, count) for name, count in found.places.items() if count], empty="Nothing is sealed yet.")
    if found.unknown:
        say("Values under an unknown key stay shut: put that key back, from your backup of it or from master.key.retired.")
    elif found.left and any(key.role == "former" for key in found.keys):
        say("Next: shoplatch vault rotate (it continues; the worker does, too)")
