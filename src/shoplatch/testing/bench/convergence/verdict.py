"""Waits until it is quiet, then compares: with the simulator's own counts, and with a store that read everything in peace.

A difference counts only if it is still there after both have looked again, because the simulator's time goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from shoplatch.clock import SystemClock
from shoplatch.errors import ShoplatchError
from shoplatch.store import mirrored, read, streams
from shoplatch.store.mirrored import Mirrored
from shoplatch.sync.streams.every import ALL
from shoplatch.testing.bench.convergence.follower import Follower
from shoplatch.testing.bench.convergence.ground import Ground
from shoplatch.testing.bench.convergence.peace import Second, caught_up, counted_rows, second_store
from shoplatch.testing.bench.convergence.phases import Phases

DAY_S = 86_400
EVER = timedelta(days=3_650)
ROUNDS_MAX = 8
DRAINED_WITHIN_S = 1_800.0  # every webhook that still waits, to a platform that may be behind
PAUSE_S = 5.0
MOVED_SHOWN = 20
# Figures of this very moment: two readings one after the other differ, and neither is wrong.
MOVING = {("creators", "metrics"): "plays and likes of a creator's videos grow with every second of simulated time"}
_clock = SystemClock()

Said = Mapping[tuple[str, ...], Mapping[str, object]]


@dataclass(slots=True)
class Verdict:
    """What is wrong, in sentences, and what was looked at. `rounds` is 0 until something was compared."""

    differences: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    rounds: int = 0
    moved: list[str] = field(default_factory=list)  # some of what differed in a round before the last
    changes: int = 0
    webhooks: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)  # streams and columns without a truth, and why


async def judge(here: Ground, follower: Follower, second: Path, verdict: Verdict, phases: Phases) -> None:
    """Let it become quiet, then compare again and again until nothing differs. What is found is in `verdict` at any time."""
    with phases.phase("becoming quiet"):
        await _calm(here, phases)
    async with second_store(here, second) as other:
        for number in range(1, ROUNDS_MAX + 1):
            with phases.phase("reading all of it anew" if number == 1 else f"looking again, round {number}"):
                await _read(here, other, phases, first=number == 1)
                await _settled(here, phases)
            with phases.phase(f"comparing, round {number}"):
                verdict.differences = [*await _counted(here), *await _compared(here, other, verdict, phases)]
                verdict.rounds = number
            if not verdict.differences:
                break
            verdict.moved = verdict.differences[:MOVED_SHOWN]
            await asyncio.sleep(PAUSE_S)
    with phases.phase("looking at what was told"):
        await _effects(here, follower, verdict)


async def _calm(here: Ground, phases: Phases) -> None:
    """Let what failed be sent again (the table of retries ends after half a day), and the platform work it off."""
    for _ in range(4):
        await asyncio.to_thread(here.ask, "clock", {"advance_s": DAY_S // 4, "wait": False})
        await asyncio.to_thread(here.ask, "deliveries/drain", {}, within_s=DRAINED_WITHIN_S)
    await _settled(here, phases)


async def _settled(here: Ground, phases: Phases) -> None:
    """Until no event waits."""
    most = 1
    while True:
        with contextlib.suppress(ShoplatchError):
            waiting = (await _events(here)).waiting
            if not waiting:
                return
            most = max(most, waiting)
            phases.at(1 - waiting / most, f"{waiting:,} events wait")
        await asyncio.sleep(0.5)


async def _events(here: Ground) -> Any:
    async with here.platform.store.begin() as conn:
        return await read.event_figures(conn, here.shop_ids, since=_clock.now() - EVER, none_too=True)


async def _read(here: Ground, other: Second, phases: Phases, *, first: bool) -> None:
    """Both sides, at the same time."""
    async with counted_rows(here, other, phases):
        reading = [asyncio.create_task(caught_up(here)), asyncio.create_task(other.read() if first else other.again())]
        try:
            await asyncio.gather(*reading)
        finally:
            for one in reading:
                one.cancel()
            await asyncio.wait(reading)


async def _counted(here: Ground) -> list[str]:
    """Where the simulator's own counts and the store's differ."""
    truth = await asyncio.to_thread(here.ask, "truth")
    wrong = []
    async with here.platform.store.begin() as conn:
        for shop_id in here.shop_ids:
            theirs, ours = truth["by_shop"][shop_id], await mirrored.counted(conn, shop_id)
            wrong += [
                f"shop {shop_id}: {name} is {ours[name]}, the simulator counts {theirs[name]}"
                for name in ours
                if ours[name] != theirs[name]
            ]
    return wrong


async def _compared(here: Ground, other: Second, verdict: Verdict, phases: Phases) -> list[str]:
    """Every field of every row of every table; rows of which the digests agree say the same."""
    tables, shop_ids = mirrored.tables(), here.shop_ids
    verdict.tables, verdict.rows, found = len(tables), 0, []
    for place, table in enumerate(tables):
        phases.at(place / len(tables), table.name)
        async with here.platform.store.begin() as conn, other.platform.store.begin() as theirs:
            ours, peace = await mirrored.digests(conn, table, shop_ids), await mirrored.digests(theirs, table, shop_ids)
            verdict.rows += len(peace)
            if keys := [key for key in ours.keys() | peace.keys() if ours.get(key) != peace.get(key)]:
                found += differ(
                    table,
                    await mirrored.said(conn, table, shop_ids, keys=keys),
                    await mirrored.said(theirs, table, shop_ids, keys=keys),
                )
    return found


def differ(table: Mirrored, ours: Said, theirs: Said) -> list[str]:
    """Where two readings of one table differ, a sentence for each field."""
    found = [f"{table.name} {'/'.join(key)}: missing" for key in theirs.keys() - ours.keys()]
    found += [f"{table.name} {'/'.join(key)}: too many" for key in ours.keys() - theirs.keys()]
    for key in theirs.keys() & ours.keys():
        mine, other = ours[key], theirs[key]
        found += [
            f"{table.name} {'/'.join(key)} {name}: {mine[name]!r} instead of {other[name]!r}"
            for name in table.told
            if (table.name, name) not in MOVING and not _same(mine[name], other[name])
        ]
    return sorted(found)


def _same(mine: object, other: object) -> bool:
    if isinstance(mine, Sequence) and isinstance(other, Sequence) and not isinstance(mine, str | bytes):
        return sorted(map(repr, mine)) == sorted(map(repr, other))
    return mine == other


async def _effects(here: Ground, follower: Follower, verdict: Verdict) -> None:
    """Nothing received twice, nothing told twice, nothing acknowledged and gone."""
    missed, doubled = await follower.missed_and_doubled()
    async with here.platform.store.begin() as conn:
        wrong = await mirrored.told_wrongly(conn, here.shop_ids)
    events, truth = await _events(here), await asyncio.to_thread(here.ask, "truth")
    verdict.changes = len(follower.heard)
    verdict.webhooks = {"received": events.received, "copies": events.copies}
    verdict.doubled = [*doubled, *wrong]
    verdict.lost = list(missed)
    if events.failed or events.waiting:
        verdict.lost.append(f"{events.failed} events failed and {events.waiting} still wait")
    if events.received < truth["webhooks_acknowledged"]:
        verdict.lost.append(f"{truth['webhooks_acknowledged']} webhooks were acknowledged, {events.received} are kept")
    pretended = await _pretended(here)
    unread = await _unread(here)
    verdict.lost += [
        f"the stream {one} was not read to its end: {unread[one]}" for one in sorted(unread.keys() - pretended.keys())
    ]
    moving = {f"{table}.{column}": why for (table, column), why in MOVING.items()}
    verdict.left_out = dict(sorted({**pretended, **moving}.items()))


async def _unread(here: Ground) -> dict[str, str]:
    """Streams that are behind, with why."""
    async with here.platform.store.begin() as conn:
        states = await streams.states(conn, here.shop_ids)
    return {
        one.stream: one.error or f"{one.waiting} objects wait"
        for one in states
        if one.waiting or (one.error and not one.refused)
    }


async def _pretended(here: Ground) -> dict[str, str]:
    """Streams that the simulator answers with an example in shape: there is no truth behind them to be compared with."""
    rows = (await asyncio.to_thread(here.ask, "coverage"))["rows"]
    capabilities = {one["id"].partition("@")[0] for one in rows if one["answer"] == "in-shape"}
    return {
        one.name: f"{one.operations[0]} is answered with an example"
        for one in ALL
        if any(operation.partition("@")[0] in capabilities for operation in one.operations)
    }
