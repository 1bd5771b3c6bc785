"""Reads the whole history of a shop once, in slices of time that survive being killed and may run twice.

`plan` notes where the regular reads have to start, cuts the history into slices and queues them; `run` reads one slice page
by page. Rows, page token and count of a page are committed together, and only if nobody else was faster, so a slice that is
run twice, or killed and run again, leaves no gap and counts nothing double. It never reads what changed meanwhile: that is
what the regular reads are for, and they start before the first slice does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shoplatch.clock import Clock
from shoplatch.errors import (
    ConfigError,
    Fatal,
    InvalidRequest,
    OutcomeUnknown,
    PermissionMissing,
    Reauthorize,
    Retriable,
    ShoplatchError,
)
from shoplatch.store import cursors
from shoplatch.store.cursors import Slice
from shoplatch.store.engine import Connection, Store
from shoplatch.sync import sources, windows
from shoplatch.sync.access import Access
from shoplatch.sync.incremental import starting_points
from shoplatch.sync.reading import PAGES_MAX, PageRead, ShopReader
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.writing import Harvest

PLAN = "backfill"  # the cursor that says how the history was cut
SLICE_JOB = "sync.slice"
LEASE_S = 30.0  # a killed run's slice is free after it; a run that lives renews it, however long its page takes

Defer = Callable[..., Awaitable[object]]  # the queue's: defer(name, once=..., **args)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StreamProgress:
    """How far the backfill of one stream is. `rows_expected` is TikTok's count, None where it gives none."""

    stream: str
    rows_read: int
    rows_expected: int | None
    slices: int
    slices_done: int
    slices_failed: int
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the backfill of a shop is. `rate_per_s` rows a second since it began; `remaining_s` at that rate."""

    shop_id: str
    streams: tuple[StreamProgress, ...]
    started_at: datetime | None
    updated_at: datetime | None
    rate_per_s: float | None
    remaining_s: float | None

    @property
    def done(self) -> bool:
        """Whether every slice has ended. False before the backfill was planned."""
        return bool(self.streams) and all(one.slices_done + one.slices_failed == one.slices for one in self.streams)


class Backfill:
    """Plans and runs backfills. `defer(name, **args)` queues a job by name.

    `days` bounds how far back orders and packages are read, counted from the newest; None reads everything.
    `rows_max` bounds the rows of a slice.
    """

    def __init__(
        self,
        store: Store,
        access: Access,
        seal: Seal,
        clock: Clock,
        defer: Defer,
        *,
        days: int | None = None,
        rows_max: int = windows.ROWS_MAX,
        lease_s: float = LEASE_S,
    ) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock
        self._defer = defer
        self._days = days
        self._rows_max = rows_max
        self._lease_s = lease_s

    async def plan(self, shop_id: str) -> int:
        """Cut the history of a shop into slices and queue them. Again: queues what is left or has failed, nothing twice.

        Returns how many slices are queued.
        """
        async with self._store.begin() as conn:
            planned = await cursors.position(conn, shop_id, PLAN)
        if planned is None:
            await self._cut(shop_id)
        else:
            async with self._store.begin() as conn:
                await cursors.revive_slices(conn, shop_id, self._clock.now())
        return await self.requeue(shop_id)

    async def requeue(self, shop_id: str) -> int:
        """Queue every slice that has not ended and that nobody reads now; how many."""
        now = self._clock.now()
        async with self._store.begin() as conn:
            slices = await cursors.slices(conn, shop_id)
        left = [one for one in slices if one.state == "waiting" and not (one.lease_until and one.lease_until > now)]
        for one in left:
            await self._defer(SLICE_JOB, once=f"slice {one.id}", slice_id=one.id)
        return len(left)

    async def run(self, slice_id: int) -> bool:
        """Read one slice from where it stands to its end. False if it has ended, or somebody else reads it.

        Raises:
            Retriable, OutcomeUnknown, Reauthorize, ConfigError: it stays where it is and can be run again.
        """
        owner = uuid.uuid4().hex
        async with self._store.begin() as conn:
            one = await cursors.claim_slice(conn, owner, self._clock.now(), self._lease_s, slice_id=slice_id)
        if one is None:
            return False
        try:
            async with self._kept(one, owner):
                return await self._pages(one, owner)
        except ShoplatchError as failure:
            # The house's own trouble (a full disk, a read-only database) is no fault of the slice.
            final = not isinstance(failure, Retriable | OutcomeUnknown | Reauthorize | ConfigError)
            async with self._store.begin() as conn:
                await cursors.fail_slice(conn, one.id, owner, str(failure), self._clock.now(), final=final)
            if not final:
                raise
            log.error("slice %d of %s, shop %s, failed: %s", one.id, one.stream, one.shop_id, failure)
            return False

    async def progress(self, shop_id: str) -> Progress:
        """How far the backfill of a shop is, from the rows the slices left behind."""
        async with self._store.begin() as conn:
            slices = await cursors.slices(conn, shop_id)
            plan = await cursors.position(conn, shop_id, PLAN) or {}
        expected: dict[str, int | None] = plan.get("expected", {})
        found = (
            _stream(source.name, [one for one in slices if one.stream == source.name], expected) for source in sources.ALL
        )
        streams = tuple(one for one in found if one.slices)
        started = datetime.fromisoformat(plan["started_at"]) if "started_at" in plan else None
        updated = max((one.updated_at for one in slices), default=None)
        read = sum(one.rows_read for one in streams)
        spent = (updated - started).total_seconds() if started and updated else 0.0
        rate = read / spent if spent > 0 and read else None
        left = sum(max(0, (one.rows_expected or 0) - one.rows_read) for one in streams)
        return Progress(shop_id, streams, started, updated, rate, left / rate if rate else None)

    async def unreadable(self, shop_id: str) -> dict[str, str]:
        """What the backfill of a shop was sent and could not keep: id to why."""
        found: dict[str, str] = {}
        async with self._store.begin() as conn:
            for one in await cursors.slices(conn, shop_id):
                found |= await cursors.position(conn, shop_id, f"{PLAN}:unreadable:{one.id}") or {}
        return found

    async def _cut(self, shop_id: str) -> None:
        """Note where the regular reads start, then the windows of every stream: in one transaction, so never half."""
        shop = ShopReader(self._access, shop_id, self._clock, self._seal)
        now = self._clock.now()
        positions = await starting_points(shop)
        found: dict[str, list[windows.Window]] = {}
        for source in sources.ALL:
            try:
                found[source.name] = await sources.cut(shop, source, days=self._days, rows_max=self._rows_max)
            except PermissionMissing as refused:  # the other streams can still be read
                log.warning("shop %s: %s is not read: %s", shop_id, source.name, refused)
        plan = {
            "started_at": now.isoformat(),
            "days": self._days,
            "since": {stream: cuts[0].start for stream, cuts in found.items() if cuts},
            "expected": {stream: sum(one.rows or 0 for one in cuts) or None for stream, cuts in found.items()},
        }
        async with self._store.begin() as conn:
            for stream, position in positions.items():
                await cursors.move(conn, shop_id, stream, position, now)
            await cursors.move(conn, shop_id, PLAN, plan, now)
            for stream, cuts in found.items():
                await cursors.plan_slices(conn, shop_id, stream, [_span(one) for one in cuts], now)

    @contextlib.asynccontextmanager
    async def _kept(self, one: Slice, owner: str) -> AsyncIterator[None]:
        """Renew the lease while the slice is read: a slow page is no dead reader."""

        async def renew() -> None:
            while True:
                await asyncio.sleep(self._lease_s / 3)
                with contextlib.suppress(ShoplatchError):  # the page will say that the database is gone
                    async with self._store.raw() as conn:
                        await cursors.renew_slice(conn, one.id, owner, self._clock.now(), self._lease_s)

        keeping = asyncio.create_task(renew(), name=f"lease of slice {one.id}")
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.wait({keeping})

    async def _pages(self, one: Slice, owner: str) -> bool:
        source = sources.BY_NAME[one.stream]
        shop = ShopReader(self._access, one.shop_id, self._clock, self._seal)
        token, counted = one.page_token or "", one.rows_read
        start, end = int(one.from_time.timestamp()), int(one.to_time.timestamp())
        for _ in range(PAGES_MAX):
            try:
                page = await source.page(shop, start, end, token)
            except InvalidRequest:
                if not token:
                    raise
                log.warning("slice %d: its page token is no longer taken, it starts again", one.id)
                token = ""
                continue
            harvest = await source.harvest(shop, page)
            here = len(page.rows) + len(page.unreadable)
            more = here if token else here - counted  # the first page begins the count, also of a second start
            if not await self._commit(one, owner, page, harvest, more):
                return False
            token, counted = page.next_token, counted + more
            if not token:
                return True
        raise Fatal(f"slice {one.id} does not end after {PAGES_MAX} pages", shop=one.shop_id)

    async def _commit(self, one: Slice, owner: str, page: PageRead[object], harvest: Harvest, more: int) -> bool:
        """Rows, token and count of a page in one transaction. False: the lease is gone, nothing was kept."""
        now = self._clock.now()
        async with self._store.raw() as conn:
            moved = await cursors.advance_slice(
                conn, one.id, owner, page_token=page.next_token or None, rows_read=more,
                rows_expected=page.total, now=now, lease_s=self._lease_s,
            )  # fmt: skip
            if moved:
                await harvest.write(conn, one.shop_id, "backfill", at=now)
                await _note_unreadable(conn, one, harvest, now)
            if moved and not page.next_token:
                await cursors.finish_slice(conn, one.id, owner, now)
        return moved


async def _note_unreadable(conn: Connection, one: Slice, harvest: Harvest, now: datetime) -> None:
    """Keep the names of what TikTok Shop sent and we could not keep, beside the rows that we could."""
    if not harvest.unreadable:
        return
    place = f"{PLAN}:unreadable:{one.id}"
    known = await cursors.position(conn, one.shop_id, place) or {}
    await cursors.move(conn, one.shop_id, place, {**known, **harvest.unreadable}, now)
    for name, why in harvest.unreadable.items():
        log.error("shop %s: %s %s of a backfill cannot be kept: %s", one.shop_id, one.stream, name, why)


def _stream(name: str, slices: Sequence[Slice], expected: Mapping[str, int | None]) -> StreamProgress:
    return StreamProgress(
        stream=name,
        rows_read=sum(one.rows_read for one in slices),
        rows_expected=expected.get(name),
        slices=len(slices),
        slices_done=sum(one.state == "done" for one in slices),
        slices_failed=sum(one.state == "failed" for one in slices),
        errors=tuple(one.error for one in slices if one.error),
    )


def _span(window: windows.Window) -> tuple[datetime, datetime]:
    return datetime.fromtimestamp(window.start, UTC), datetime.fromtimestamp(window.end, UTC)
