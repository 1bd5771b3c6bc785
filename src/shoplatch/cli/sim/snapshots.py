"""Copies of the simulated world: take one, come back to it, keep it as a file."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from shoplatch.cli.show import Column, as_json, fields, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.world import readable, rows_of
from shoplatch.clock import from_seconds

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    help="Keep a copy of the world under a name, or list the copies. A copy is kept in the simulator's memory, and with\n"
    "--to also as text that can be committed (it holds the simulated secrets, which open nothing else).\n\n"
    "\b\nExamples:\n  shoplatch sim snapshot before-the-sale\n  shoplatch sim snapshot before-the-sale --to world.json\n"
    "  shoplatch sim snapshot"
)
@click.argument("name", required=False)
@click.option("--to", "file", type=FILE, help="Write it to this file as well.")
@url_option
@json_option
def snapshot(name: str | None, file: Path | None, url: str, *, json: bool) -> None:
    if name is None:
        _list(url, json=json)
        return
    with Control(url) as control:
        kept = control.post("snapshots", {"name": name})
        if file is not None:
            text = msgspec.json.format(msgspec.json.encode(control.get(f"snapshots/{part(name)}")), indent=1)
            try:
                file.write_bytes(text + b"\n")
            except OSError as failure:
                raise click.UsageError(f"{file} cannot be written: {failure.strerror}.") from failure
    as_json(kept) if json else fields(readable(kept))


@click.command(
    help="Bring the world back to a copy, with its moment: orders, stock, tokens, webhooks that waited.\n\n"
    "\b\nExamples:\n  shoplatch sim restore before-the-sale\n  shoplatch sim restore --from world.json"
)
@click.argument("name", required=False)
@click.option("--from", "file", type=FILE, help="A file that `shoplatch sim snapshot --to` wrote.")
@url_option
@json_option
def restore(name: str | None, file: Path | None, url: str, *, json: bool) -> None:
    if name is None and file is None:
        raise click.UsageError("Name a snapshot, or give a file with --from.")
    wanted = name or (file.stem if file else "")
    with Control(url) as control:
        if file is not None:
            try:
                content = file.read_bytes()
            except OSError as failure:
                raise click.UsageError(f"{file} cannot be read: {failure.strerror}.") from failure
            control.send(f"snapshots/{part(wanted)}", content)
        restored = control.post(f"snapshots/{part(wanted)}/restore")
    as_json(restored) if json else fields(readable(restored))


def _list(url: str, *, json: bool) -> None:
    with Control(url) as control:
        kept = rows_of(control.get("snapshots"), "snapshots")
    if json:
        as_json(kept)
        return
    columns = [Column("snapshot", whole=True), Column("moment (UTC)"), Column("bytes", figures=True)]
    rows = [(one["name"], from_seconds(int(str(one["now"]))), one["size_bytes"]) for one in kept]
    table(columns, rows, empty="No snapshots. `shoplatch sim snapshot NAME` takes one.")
