"""One run of an export into a folder: everything the first time, then what changed. Everything of a run is of one moment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import InvalidRequest
from shoplatch.exports.asked import Asked, Format
from shoplatch.exports.columns import Columns
from shoplatch.exports.folder import Folder, KindState, State
from shoplatch.exports.lines import lines_of
from shoplatch.exports.parquet import Parquet, check_installed
from shoplatch.exports.schemas import described
from shoplatch.store import read
from shoplatch.store.changes import START, Position
from shoplatch.store.engine import Store
from shoplatch.store.read.flow import Portion, Scope, Snapshot, snapshot
from shoplatch.store.read.former import remembering
from shoplatch.store.read.kinds import Kind

IDLE_S = 600  # a slow disk
Told = Callable[[str, int], None]  # a kind, and how many of its rows are written


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote of one kind. `why`: everything and not only what changed, because of this."""

    kind: str
    rows: int
    deleted: int
    file: str | None
    why: str = ""


@dataclass(slots=True)
class Done:
    """One run."""

    run: int
    folder: str
    written: list[Written] = field(default_factory=list)


async def export(
    store: Store, clock: Clock, asked: Asked, form: Format, to: Path, *, anew: bool = False, told: Told | None = None
) -> Done:
    """Write what changed since the last run into a folder; everything where there was none.

    `anew`: begin again, whatever the folder holds of an export.

    Raises:
        InvalidRequest: the folder holds another export, or no former versions are kept of a kind asked for as of a moment.
        Conflict: another run is writing there.
        ConfigError: Parquet is asked for and pyarrow is not installed.
    """
    if form == "parquet":
        check_installed()
    if asked.as_of is not None:
        _check_then(asked)
    folder = Folder(to)
    with folder.held():
        state = folder.read()
        folder.finish(state)
        before = _compared(state, asked, form, anew=anew)
        state = State(form, _spelled(asked), run=state.run if state else 0, runs=state.runs if state else [])
        state.kinds = dict(before.kinds) if before else {}
        async with snapshot(store, idle_s=IDLE_S) as moment:
            done = await _run(moment, await _settled(store, asked), folder, state, before, asked, told)
        state.runs.append({"run": done.run, "at": clock.now(), "rows": {one.kind: one.rows for one in done.written}})
        folder.write(state)
        folder.publish(state)
        return done


def _check_then(asked: Asked) -> None:
    if asked.personal:
        raise InvalidRequest("Former versions hold no personal data", next_step="Leave the moment or --personal out.")
    for kind in asked.kinds:
        remembering(kind)


async def _run(
    moment: Snapshot, settled: Mapping[str, str], folder: Folder, state: State, before: State | None, asked: Asked,
    told: Told | None,
) -> Done:  # fmt: skip
    state.run += 1
    done = Done(state.run, str(folder.path))
    ended = [shop for shop, how in settled.items() if before is not None and before.settled.get(shop) != how]
    state.settled, state.publish = dict(settled), []
    for kind in asked.kinds:
        columns = Columns(kind, asked.personal)
        schema = described(folder, columns, state.kinds.get(kind.name))
        held = state.kinds.get(kind.name)
        why, fresh = _why(held, moment.end, ended, schema.changed, asked)
        after = None if why or held is None or kind.feed is None else _position(held.position)
        name = f"{kind.name}/{state.run:06d}.{state.format}"
        async with contextlib.aclosing(_flow(moment, kind, asked, after)) as flow:
            rows, gone = await _write(flow, columns, folder.part(name), state, asked, told)
        if rows or after is None:
            state.publish.append(name)
        else:
            folder.part(name).unlink()
        folder.part(f"{kind.name}/schema.json").write_bytes(schema.content)
        state.publish.append(f"{kind.name}/schema.json")
        base = state.run if fresh or held is None or kind.feed is None else held.base
        total = rows if base == state.run else (held.rows if held else 0) + rows
        state.kinds[kind.name] = KindState(_text(moment.end), base, schema.columns, schema.version, total)
        done.written.append(Written(kind.name, rows, gone, name if rows or after is None else None, why))
    return done


def _why(held: KindState | None, end: Position, ended: list[str], schema: str, asked: Asked) -> tuple[str, bool]:
    """Why everything is written and not only what changed, and whether the files before stop to count."""
    if held is None:
        return "first run", True
    if asked.as_of is not None:
        return "as of a moment", True
    if ended:
        return f"the data of shop {ended[0]} was settled after the end of its grant", True
    if _position(held.position) > end:
        return "the database is another one than at the last run", True
    if schema:
        return schema, schema != "columns were added"
    return "", False


def _flow(moment: Snapshot, kind: Kind, asked: Asked, after: Position | None) -> AsyncGenerator[Portion, None]:
    scope = Scope(asked.shop_ids, asked.since, asked.until, asked.personal)
    if asked.as_of is not None:
        return moment.believed(kind, scope, asked.as_of)
    return moment.every(kind, scope) if after is None else moment.changed(kind, scope, after)


async def _write(
    flow: AsyncGenerator[Portion, None], columns: Columns, path: Path, state: State, asked: Asked, told: Told | None
) -> tuple[int, int]:
    """Write a flow into a file that nobody looks at yet; how many rows, and how many of them are gone."""
    written = gone = 0
    shapes = columns.shapes
    with path.open("wb") as file:
        packed = Parquet(file, shapes) if state.format == "parquet" else None
        lines = lines_of(state.format, shapes)
        if packed is None:
            file.write(lines.head())
        async for portion in flow:
            rows = list(columns.rows(portion, state.run, asked.open_sealed))
            if packed is not None:
                packed.write(rows)
            else:
                file.write(lines.body(rows))
            written += len(rows)
            gone += sum(1 for row in rows if row[-2])
            if told is not None:
                told(columns.kind.name, written)
        if packed is not None:
            packed.close()
        file.flush()
        os.fsync(file.fileno())
    return written, gone


def _compared(state: State | None, asked: Asked, form: Format, *, anew: bool) -> State | None:
    """The state to go on from; None to begin anew.

    Raises:
        InvalidRequest: the folder holds an export of something else.
    """
    if state is None or anew:
        return None
    now = {"format": form, **_spelled(asked)}
    then = {"format": state.format, **state.asked}
    if differs := [name for name in now if now[name] != then.get(name)]:
        said = ", ".join(f"{name} was {then.get(name)!r}" for name in differs)
        raise InvalidRequest(
            f"This folder holds another export: {said}",
            next_step="Choose another folder for this one, or --anew to begin again here.",
        )
    return state


def _spelled(asked: Asked) -> dict[str, Any]:
    def moment(at: object) -> str | None:
        return str(at) if at is not None else None

    return {
        "shops": sorted(asked.shop_ids), "since": moment(asked.since), "until": moment(asked.until),
        "as_of": moment(asked.as_of), "personal": asked.personal,
    }  # fmt: skip


async def _settled(store: Store, asked: Asked) -> dict[str, str]:
    async with store.begin() as conn:
        return {
            shop.id: shop.data_settled_as for shop in await read.shops(conn)
            if shop.id in asked.shop_ids and shop.data_settled_as in ("mask", "delete")
        }  # fmt: skip


def _position(text: str) -> Position:
    xid, _, n = text.partition(".")
    return Position(int(xid), int(n)) if xid else START


def _text(place: Position) -> str:
    return f"{place.xid}.{place.n}"
