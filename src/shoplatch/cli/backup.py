"""`shoplatch backup`: the database into one file, while everything runs; the master key apart from it, or not at all."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from shoplatch.app import Platform, keys_of
from shoplatch.cli.opened import database_address, with_platform
from shoplatch.cli.show import as_json, json_option, say
from shoplatch.errors import ConfigError, InvalidRequest
from shoplatch.store import dumps


@click.command(
    help="Copy the database into FILE, while everything runs. Secrets and personal data in it stay sealed; the master key "
    "is not in it, and belongs in another place.\n\n"
    "With --key-file the master keys are written there too, in a folder other than FILE's.\n\n"
    "\b\nExamples:\n"
    "  shoplatch backup /backup/shoplatch.dump\n"
    "  shoplatch backup /backup/shoplatch.dump --key-file /media/safe/shoplatch.key"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), help="Write the master keys there.")
@json_option
def command(file: Path, key_file: Path | None, *, json: bool) -> None:
    if key_file is not None and key_file.absolute().parent.resolve() == file.absolute().parent.resolve():
        raise InvalidRequest(
            "The key would lie beside the backup, and whoever has both can open what is sealed",
            next_step="Give --key-file in another place: another disk, a safe, your secret store.",
        )

    async def copy(platform: Platform) -> tuple[int, list[str]]:
        with database_address(platform.options) as url:
            size_bytes = await asyncio.to_thread(dumps.dump, url, file)
        if key_file is not None:
            await asyncio.to_thread(_write_private, key_file, keys_of(platform.options).read())
        status = await platform.rotation.status()
        await platform.accounts.audit.note("backup.made", file.name, actor="terminal", detail=f"{size_bytes} bytes")
        return size_bytes, [key.version for key in status.keys if key.values]

    size_bytes, keys = with_platform(copy)
    if json:
        as_json({"file": str(file), "bytes": size_bytes, "keys": keys, "key_file": str(key_file) if key_file else None})
        return
    opens = f"opens with key {', '.join(keys)}" if keys else "is nothing yet"
    say(f"{file}: {size_bytes / 1e6:,.1f} MB. What is sealed in it {opens}.")
    if key_file is None:
        say("The key is not in it. Keep a copy of it in another place (`shoplatch vault status` says where it is).")
    else:
        say(f"The keys are in {key_file}. Take that file to another place than the backup.")


def _write_private(path: Path, text: str) -> None:
    try:
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(text if text.endswith("\n") else text + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as refused:
        raise ConfigError(
            f"The backup is whole, but {path} cannot be written: {refused.strerror}", next_step="Give another --key-file."
        ) from refused
