"""`shoplatch restore`: the database from a backup, here or on another machine, kept whole or not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from shoplatch.accounts.key_sources import KeyFile
from shoplatch.accounts.keyring import parse
from shoplatch.accounts.rotation import VaultStatus
from shoplatch.app import Platform, keys_of
from shoplatch.cli.frame import NO
from shoplatch.cli.home import settings
from shoplatch.cli.opened import database_address
from shoplatch.cli.show import as_json, json_option, say
from shoplatch.config import Options, make_home
from shoplatch.errors import ConfigError, Conflict, InvalidRequest
from shoplatch.serve.record import OnlyOne
from shoplatch.store import dumps
from shoplatch.store.migrations import migrate


@click.command(
    help="Bring the database back from FILE, here or on another machine. Nothing may run on it meanwhile; a failure leaves "
    "everything as it was.\n\n"
    "The master key comes with --key-file, unless it is in the data folder or in the settings already; keys that are here "
    "stay known.\n\n"
    "\b\nExamples:\n"
    "  shoplatch restore /backup/shoplatch.dump --key-file /media/safe/shoplatch.key\n"
    "  shoplatch restore /backup/shoplatch.dump --replace"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), help="The master keys that belong to it.")
@click.option("--replace", is_flag=True, help="Drop what the database holds now.")
@json_option
def command(file: Path, key_file: Path | None, *, replace: bool, json: bool) -> None:
    options = settings()
    make_home(options.home)
    dumps.check(file)
    with OnlyOne(options.home), database_address(options) as url:
        there = dumps.rows_there(url)
        if there and not replace:
            raise Conflict(
                f"The database of {options.home} is not empty",
                next_step="Give another --home, or --replace to drop what it holds.",
            )
        others = dumps.others_there(url)
        if others:
            raise Conflict(
                f"{others} connections of Shoplatch use this database",
                next_step="Stop `shoplatch serve` on every machine first.",
            )
        keys = _keys(options, key_file)
        dumps.restore(url, file)
        if keys is not None:
            _keep(options, keys)
        asyncio.run(migrate(url))
        found = asyncio.run(_look(options))
    if json:
        as_json({"values": found.values, "keys": found.keys, "complete": not found.unknown})
    else:
        _tell(found)
    if found.unknown:
        click.get_current_context().exit(NO)


def _keys(options: Options, given: Path | None) -> str | None:
    """The text of the ring that the home has to have for this database; None where it stays as it is.

    Raises:
        ConfigError: there is no key at all, or the keys are a setting, where they have to be put by hand.
    """
    ours = options.home / "master.key"
    named = options.vault.key is not None or options.vault.file is not None or options.vault.command is not None
    if given is None:
        if not named and not ours.exists():
            raise ConfigError(
                "There is no master key here, and without it everything sealed stays shut",
                next_step="Give the key of the backup with --key-file.",
            )
        return None
    if named:
        raise ConfigError(
            "The master keys of this installation come from its settings",
            next_step="Put the backup's key there; leave out --key-file.",
        )
    try:
        ring = parse(given.read_text("ascii"), str(given))
    except (OSError, UnicodeDecodeError) as unreadable:
        raise InvalidRequest(
            f"{given} cannot be read: {type(unreadable).__name__}",
            next_step="Give the file that `shoplatch backup --key-file` wrote.",
        ) from unreadable
    if ours.exists():
        for key in parse(KeyFile(ours, ours=True).read(), str(ours)).keys:
            ring = ring.with_former(key)
    return ring.text()


def _keep(options: Options, keys: str) -> None:
    path = options.home / "master.key"
    KeyFile(path, ours=True).write(keys)


async def _look(options: Options) -> VaultStatus:
    """Open what was restored, as a first start would, and count which key each sealed value needs."""
    keys_of(options)
    platform = await Platform.open(options)
    try:
        await platform.accounts.audit.note("backup.restored", "database", actor="terminal")
        return await platform.rotation.status()
    finally:
        await platform.close()


def _tell(found: VaultStatus) -> None:
    if found.unknown:
        names = ", ".join(key.version for key in found.unknown)
        say(f"The database is back, but {sum(key.values for key in found.unknown):,} sealed values need key {names}.")
        say("Put that key into the key file as former (it is where retired keys are kept), then: shoplatch vault status")
        return
    say(f"The database is back; all {found.values:,} sealed values have their key here.")
    say("Next: shoplatch serve, then shoplatch doctor. Grants renewed after the backup may need authorization again.")
