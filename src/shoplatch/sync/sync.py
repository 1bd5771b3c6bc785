"""The room's door: keeps the store true for every shop that let us in.

It only puts the parts together; each part says what it does. Webhooks bring changes at once, regular reads bring what no
webhook brought, comparisons prove it, and a backfill brings the past.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from shoplatch.clock import Clock
from shoplatch.inbox.lanes import LaneOptions, Lanes
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue
from shoplatch.sync import subscriptions
from shoplatch.sync.access import Access
from shoplatch.sync.backfill import Backfill, Progress, StreamProgress
from shoplatch.sync.comparing import Comparing
from shoplatch.sync.differences import Difference, Differences
from shoplatch.sync.endings import KEEP, Endings
from shoplatch.sync.events import Events
from shoplatch.sync.filling import Filling
from shoplatch.sync.grants import callable_shops
from shoplatch.sync.incremental import OVERLAP_S, Incremental
from shoplatch.sync.jobs import PLAN_JOB, Jobs, Schedule
from shoplatch.sync.keeping import Streams
from shoplatch.sync.reconcile import Reconcile
from shoplatch.sync.streams import external_orders
from shoplatch.sync.streams.every import ALL
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.subscriptions import Subscriptions

__all__ = [
    "Difference",
    "Differences",
    "Progress",
    "StreamProgress",
    "Subscriptions",
    "Sync",
    "SyncOptions",
]


@dataclass(frozen=True, slots=True)
class SyncOptions:
    """How this room is set up. `backfill_days` None: the whole history. Times in seconds of real time."""

    public_url: str
    incremental_every_s: float = 60.0
    sweep_every_s: float = 900.0
    overlap_s: int = OVERLAP_S
    backfill_days: int | None = None
    external_orders: tuple[str, ...] = ()  # systems (SHOPIFY, ERP_SYSTEM, ...) whose numbers of orders are kept
    lanes: int = 4
    data_after_end: str = KEEP  # keep | mask | delete: what becomes of a shop's data once its grant is taken back


class Sync:
    """Sync for all shops of this installation. `seal` encrypts recipients (the vault's)."""

    def __init__(self, store: Store, access: Access, seal: Seal, clock: Clock, options: SyncOptions) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock
        self._options = options
        self._incremental = Incremental(store, access, seal, clock, overlap_s=options.overlap_s)
        numbers = [external_orders.of(system) for system in options.external_orders]
        self._streams = Streams(store, access, seal, clock, chosen=(*ALL, *numbers))
        self._reconcile = Reconcile(store, access, seal, clock)
        self.comparing = Comparing(store, clock, self._reconcile.diff)
        self._backfill = Backfill(store, access, seal, clock, self._defer, days=options.backfill_days)
        self.jobs = Jobs(
            store,
            clock,
            Schedule(options.incremental_every_s, options.sweep_every_s),
            backfill=self._backfill,
            incremental=self._incremental,
            streams=self._streams,
            reconcile=self._reconcile,
            endings=Endings(store, clock, policy=options.data_after_end),
            filling=Filling(store, seal, clock),
            subscribe=self.subscribe,
        )

    def register(self, queue: Queue) -> None:
        """Make jobs and schedules known to the queue; once, before it is opened or run."""
        self.jobs.register(queue)
        self.comparing.register(queue)

    async def run_lanes(self, stop: asyncio.Event) -> None:
        """Work webhooks until `stop` is set."""
        await self.lanes().run(stop)

    def lanes(self, *, owner: str | None = None) -> Lanes:
        """A worker of the inbox's lanes."""
        events = Events(self._store, self._access, self._seal, self._clock)
        options = LaneOptions(lanes=self._options.lanes)
        return Lanes(self._store, events, self._clock, owner=owner or uuid.uuid4().hex, options=options)

    async def start_backfill(self, shop_id: str) -> None:
        """Queue the backfill of a shop. Again: queues what is left of it."""
        await self.jobs.defer(PLAN_JOB, once=f"{PLAN_JOB} {shop_id}", shop_id=shop_id)

    async def progress(self, shop_id: str) -> Progress:
        """How far the backfill of a shop is."""
        return await self._backfill.progress(shop_id)

    async def read_changes(self, shop_id: str) -> dict[str, int]:
        """Read what changed at TikTok Shop now, without waiting for the schedule; rows read per stream."""
        return await self._incremental.run(shop_id)

    async def read_streams(self, shop_id: str, *, only: Sequence[str] = (), every: bool = True) -> dict[str, int]:
        """Read the described streams of a shop now: after-sales, money, promotions, figures; rows read per stream.

        `every` False reads only what is due.
        """
        return await self._streams.run(shop_id, only=only, every=every)

    async def diff(self, shop_ids: Sequence[str] | None = None) -> Differences:
        """Every difference between the store and TikTok Shop; all shops that may be called, or those given. Writes nothing.

        Raises:
            Reauthorize: the grant of a shop that was named is not active.
        """
        total = Differences()
        for shop_id in await callable_shops(self._store) if shop_ids is None else shop_ids:
            total.add(await self._reconcile.diff(shop_id))
        return total

    async def sweep(self, shop_id: str) -> Differences:
        """Compare one shop and repair what differs."""
        return await self._reconcile.sweep(shop_id)

    async def check(self, shop_id: str) -> Differences:
        """Find what was missed by counts alone and repair it."""
        return await self._reconcile.check(shop_id)

    async def subscribe(self, shop_id: str, *, take_over: bool = False, only_look: bool = False) -> Subscriptions:
        """Have TikTok Shop send the webhooks of a shop to us; `only_look` says what differs and changes nothing."""
        return await subscriptions.subscribe(
            self._store, self._access, self._seal, self._clock, shop_id, self._options.public_url, take_over=take_over,
            only_look=only_look,
        )  # fmt: skip

    async def _defer(self, name: str, *, once: str | None = None, **args: object) -> object:
        return await self.jobs.defer(name, once=once, **args)
