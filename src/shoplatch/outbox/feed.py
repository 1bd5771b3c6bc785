"""From the change feed to deliveries: reads on where it stopped, makes the events, says who gets which, in one transaction.

Killed at any point, either all of a portion is there with the reader's place behind it, or nothing is. Any number of
processes may call; one reads at a time. It sends nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from shoplatch.clock import Clock
from shoplatch.outbox import bodies, kinds
from shoplatch.store import changes
from shoplatch.store.changes import ChangeRow
from shoplatch.store.engine import Connection, Store
from shoplatch.store.hooks import deliveries, endpoints, messages, snapshots
from shoplatch.store.hooks.endpoints import Endpoint
from shoplatch.store.hooks.messages import Message
from shoplatch.store.hooks.snapshots import Snapshot

PORTION = 500
QUEUE_MAX = 100_000
KEPT = timedelta(days=30)  # events and their deliveries, as bodies of webhooks that arrived


class Feed:
    """Makes events of changes."""

    def __init__(self, store: Store, clock: Clock, *, portion: int = PORTION, queue_max: int = QUEUE_MAX) -> None:
        self._store = store
        self._clock = clock
        self._portion = portion
        self._queue_max = queue_max

    async def advance(self) -> int:
        """Read the next portion of changes; how many it read. 0: nothing new, or somebody else is at it."""
        now = self._clock.now()
        async with self._store.raw() as conn:
            position = await messages.take_reader(conn)
            if position is None:
                return 0
            listening = [one for one in await endpoints.every(conn) if one.state != "disabled"]
            if not listening:
                await messages.keep_place(conn, max(position, await changes.newest(conn)))
                return 0
            found = await changes.read(conn, position, self._portion)
            if not found:
                return 0
            recent = [
                row for row in found if now - row.change.at < KEPT
            ]  # a dump that was brought back reads from its start
            if await self._write(conn, await self._with_room(conn, listening, now), recent, now):
                await endpoints.ring(conn)
            await messages.keep_place(conn, found[-1].position)
        return len(found)

    async def recover(self, endpoint: Endpoint, since: datetime, until: datetime) -> int:
        """Make the deliveries an endpoint never got, for changes written in a span of time; how many. Again is the same."""
        made, after = 0, 0
        while True:
            now = self._clock.now()
            async with self._store.raw() as conn:
                found = await messages.past(conn, endpoint.id, since, until, after, self._portion)
                made += await self._write(conn, [endpoint], found, now)
                await endpoints.ring(conn)
            if len(found) < self._portion:
                return made
            after = found[-1].position.n

    async def forget(self) -> int:
        """Forget events that are older than they may be; how many."""
        gone = 0
        while True:
            async with self._store.raw() as conn:
                portion = await messages.forget(conn, self._clock.now() - KEPT)
            gone += portion
            if not portion:
                return gone

    async def _with_room(self, conn: Connection, listening: Sequence[Endpoint], now: datetime) -> list[Endpoint]:
        """Those whose queue is not full; the others are turned off, and can have what they missed later."""
        backlogs = await deliveries.backlogs(conn)
        room = []
        for one in listening:
            waiting = backlogs[one.id].waiting if one.id in backlogs else 0
            if waiting < self._queue_max:
                room.append(one)
            else:
                why = f"{waiting:,} events wait for it, which is as many as are kept"
                await endpoints.stand(conn, one.id, "disabled", why, now, before=("active", "paused"))
        return room

    async def _write(
        self, conn: Connection, listening: Sequence[Endpoint], found: Sequence[ChangeRow], now: datetime
    ) -> int:
        wanted = [
            (row, [one.id for one in listening if one.wants(kinds.type_of(row.change.kind), row.shop_id, row.change.cause)])
            for row in found
        ]
        rows = [row for row, of in wanted if of]
        made = await made_of(conn, rows)
        pairs = [(endpoint, bodies.id_of(row)) for row, of in wanted for endpoint in of]
        return await messages.write(conn, made, pairs, now)


async def made_of(conn: Connection, rows: Sequence[ChangeRow]) -> list[Message]:
    """The events of changes, with their objects as they stand now."""
    ids: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        ids.setdefault((row.shop_id, row.change.kind), set()).add(row.change.object_id)
    objects: dict[tuple[str, str], dict[str, Snapshot]] = {
        (shop_id, kind): await snapshots.of(conn, shop_id, kind, wanted) for (shop_id, kind), wanted in ids.items()
    }
    return [bodies.message(row, objects[(row.shop_id, row.change.kind)].get(row.change.object_id)) for row in rows]
