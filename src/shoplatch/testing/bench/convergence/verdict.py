"""Waits until it is quiet, then compares: with the simulator's own counts, and with a store that read everything in peace.

The second store is another installation with its own grant: the same code reads, but nothing that happened on the way can
have touched it. A difference counts only if it is still there after both have looked again, because the simulator's time
goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import apart, load
from shoplatch.errors import ShoplatchError
from shoplatch.store import cursors, follow, mirrored, read, streams
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.store.mirrored import Mirrored
from shoplatch.sync.backfill import Backfill
from shoplatch.sync.streams.every import ALL
from shoplatch.testing.bench.convergence.follower import Follower
from shoplatch.testing.bench.convergence.ground import Ground, connect

DAY_S = 86_400
EVER = timedelta(days=3_650)
ROUNDS_MAX = 8
ROUNDS_MIN = 3  # also where the storm took all the time there was: the simulator's time goes on between two looks
QUIET_AT_LEAST_S = 90.0  # also where the storm took all the time there was
PAUSE_S = 5.0
DETAILS_RUNS_MAX = 20
# Figures of this very moment: two readings one after the other differ, and neither is wrong.
MOVING = {("creators", "metrics"): "plays and likes of a creator's videos grow with every second of simulated time"}
_clock = SystemClock()

Said = Mapping[tuple[str, ...], Mapping[str, object]]


@dataclass(slots=True)
class Verdict:
    """What is wrong, in sentences, and what was looked at."""

    differences: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    rounds: int = 0
    changes: int = 0
    webhooks: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)  # streams and columns without a truth, and why


async def judge(here: Ground, follower: Follower, second: Path, *, until: float) -> Verdict:
    """Let it become quiet, then compare again and again until nothing differs or the time (monotonic) is over."""
    until = max(until, _clock.monotonic() + QUIET_AT_LEAST_S)
    await _calm(here, until)
    verdict = Verdict()
    async with _peaceful(here, second) as other:
        for verdict.rounds in range(1, ROUNDS_MAX + 1):
            await _look(here, other)
            await _settled(here, until)
            verdict.differences = [*await _counted(here), *await _compared(here, other, verdict)]
            if not verdict.differences or (verdict.rounds >= ROUNDS_MIN and _clock.monotonic() > until):
                break
            await asyncio.sleep(PAUSE_S)
    await _effects(here, follower, verdict)
    return verdict


async def _calm(here: Ground, until: float) -> None:
    """Let what failed be sent again (the table of retries ends after half a day), and the platform work it off."""
    for _ in range(4):
        await asyncio.to_thread(here.ask, "clock", {"advance_s": DAY_S // 4, "wait": False})
        await asyncio.to_thread(here.ask, "deliveries/drain", {})
    await _settled(here, until)


async def _settled(here: Ground, until: float) -> None:
    """Until no event waits, or the time is over."""
    while _clock.monotonic() < until:
        with contextlib.suppress(ShoplatchError):
            if not (await _events(here)).waiting:
                return
        await asyncio.sleep(0.5)


async def _events(here: Ground) -> Any:
    async with here.platform.store.begin() as conn:
        return await read.event_figures(conn, here.shop_ids, since=_clock.now() - EVER, none_too=True)


@contextlib.asynccontextmanager
async def _peaceful(here: Ground, home: Path) -> AsyncIterator[Platform]:
    """Another installation: its own database, its own grant, a whole backfill, no webhooks, no worker."""
    platform = await Platform.open(load(home=home, environment=apart(home, public_url="http://127.0.0.1:9")))
    try:
        await connect(platform, here.shop, follow=False)
        backfill = Backfill(platform.store, platform.accounts, platform.vault.seal, platform.clock, _no_queue)
        for shop_id in here.shop_ids:
            await backfill.plan(shop_id)
            async with platform.store.begin() as conn:
                slices = await cursors.slices(conn, shop_id)
            for one in slices:
                await backfill.run(one.id)
        yield platform
    finally:
        await platform.close()
        Postgres(home).erase()


async def _no_queue(*_: object, **__: object) -> None:
    """The slices are run here."""


async def _look(here: Ground, other: Platform) -> None:
    """Both read what their schedules would have read within a day of real time: ninety days have passed in minutes."""
    for platform in (here.platform, other):
        async with platform.store.begin() as conn:
            await follow.all_due(conn, here.shop_ids, platform.clock.now())
        for shop_id in here.shop_ids:
            await platform.sync.read_changes(shop_id)
            await platform.sync.read_streams(shop_id)
            for _ in range(DETAILS_RUNS_MAX):
                if not (left := await _waiting(platform.store, shop_id)):
                    break
                await platform.sync.read_streams(shop_id, only=left)
    for shop_id in here.shop_ids:
        await other.sync.sweep(shop_id)


async def _waiting(store: Store, shop_id: str) -> list[str]:
    """Streams that have objects whose details are still to be read: one run reads some thousand."""
    async with store.begin() as conn:
        return [one.stream for one in await streams.states(conn, [shop_id]) if one.waiting and not one.refused]


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


async def _compared(here: Ground, other: Platform, verdict: Verdict) -> list[str]:
    """Every field of every row of every table."""
    tables = mirrored.tables()
    verdict.tables, verdict.rows, found = len(tables), 0, []
    for table in tables:
        async with here.platform.store.begin() as conn, other.store.begin() as theirs:
            ours, peace = await mirrored.said(conn, table, here.shop_ids), await mirrored.said(theirs, table, here.shop_ids)
        verdict.rows += len(peace)
        found += differ(table, ours, peace)
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
