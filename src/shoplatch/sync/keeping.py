"""Reads the streams that are described in streams/, each as often as it needs, from where it stood.

A search begins where it stood less the stretch in which TikTok Shop may still change things; position and rows of a page are
committed together, so a read that is killed goes on at its page. How each stream stands is written down after every read,
good or bad, and one stream's trouble never stops the others.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import (
    Fatal,
    InvalidRequest,
    OutcomeUnknown,
    PermissionMissing,
    Reauthorize,
    Retriable,
    ShoplatchError,
)
from shoplatch.store import cursors, follow, streams
from shoplatch.store.changes import CauseKind
from shoplatch.store.engine import Store
from shoplatch.store.families import BY_NAME
from shoplatch.store.streams import StreamState
from shoplatch.store.versions import Cause
from shoplatch.sync import asking, daily
from shoplatch.sync.access import Access
from shoplatch.sync.backfill import PLAN
from shoplatch.sync.detailed import Detailed, said
from shoplatch.sync.incremental import OVERLAP_S, Position
from shoplatch.sync.reading import PAGES_MAX, ShopReader
from shoplatch.sync.streams.every import ALL
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.streams.spec import Details, Search, Stream
from shoplatch.sync.writing import Harvest

PREFIX = "stream:"  # of the cursors, apart from those of orders, products and packages
AFTER_FAILURE_S = 60.0
REFUSED_AGAIN_S = 6 * 3_600.0  # a scope may have been granted meanwhile

log = logging.getLogger(__name__)


class Streams:
    """Keeps the described streams of shops."""

    def __init__(self, store: Store, access: Access, seal: Seal, clock: Clock, *, chosen: Sequence[Stream] = ALL) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock
        self._chosen = chosen

    async def run(self, shop_id: str, *, only: Sequence[str] = (), every: bool = False) -> dict[str, int]:
        """Read what is due (`every`: all of it, whether due or not); how many rows each stream gave.

        Raises:
            Reauthorize: the grant is gone.
        """
        shop = ShopReader(self._access, shop_id, self._clock, self._seal)
        async with self._store.begin() as conn:
            known = {one.stream: one for one in await streams.states(conn, [shop_id])}
        read: dict[str, int] = {}
        for stream in self._chosen:
            if only and stream.name not in only:
                continue
            if every or self._is_due(stream, known.get(stream.name)):
                first = _never_read(known.get(stream.name)) or self._beneath_history(stream, known)
                read[stream.name] = await self._kept(shop, stream, "backfill" if first else "incremental")
        return read

    def _beneath_history(self, stream: Stream, known: Mapping[str, StreamState]) -> bool:
        """Whether a stream reads the details of objects whose own stream had not been read to its end before this run: what
        it meets is history as they are, however often it met none of them."""
        if not isinstance(stream, Details):
            return False
        parent = stream.parent[0]
        return any(one.name == parent for one in self._chosen) and _never_read(known.get(parent))

    def _is_due(self, stream: Stream, state: StreamState | None) -> bool:
        if state is None or state.tried_at is None:
            return True
        wait_s = float(stream.every_s)
        if state.refused:
            wait_s = REFUSED_AGAIN_S
        elif state.waiting:  # a run reads some thousand objects: the next goes on, a little later after a failure
            wait_s = min(wait_s, AFTER_FAILURE_S) if state.error else 0.0
        passed_s = (self._clock.now() - state.tried_at).total_seconds()
        return not 0 <= passed_s < wait_s  # one that lies ahead is from before the clock was set back

    async def _kept(self, shop: ShopReader, stream: Stream, kind: CauseKind) -> int:
        """One read of one stream, and how it went. What a stream shows before it was once read to its end is history: its
        rows have the cause of a backfill, so that nobody is rung for what was long before."""
        began = self._clock.now()
        blank = StreamState(
            shop.shop_id, stream.name, None, began, None, 0, stream.objective_s, None, None, 0, None, None
        )  # fmt: skip
        try:
            state = replace(await self._read(shop, stream, blank, kind), read_at=began)
        except Reauthorize:
            raise
        except PermissionMissing as refused:
            state = replace(blank, refused=str(refused)[:1000])
        except (Retriable, OutcomeUnknown) as later:
            log.info("shop %s: %s is read later: %s", shop.shop_id, stream.name, later)
            state = replace(blank, error=str(later)[:1000])
        except ShoplatchError as failure:
            log.warning("shop %s: %s could not be read: %s", shop.shop_id, stream.name, failure)
            state = replace(blank, error=f"{type(failure).__name__}: {failure}"[:1000])
        async with self._store.begin() as conn:
            if isinstance(stream, Details):
                waiting = await follow.count(
                    conn, shop.shop_id, stream.name, stream.parent, self._clock.now(), only=stream.only, mark=stream.mark
                )
                state = replace(state, waiting=waiting, read_at=None if waiting else state.read_at)
            await streams.note(conn, state)
        return state.rows_read

    async def _read(self, shop: ShopReader, stream: Stream, state: StreamState, kind: CauseKind) -> StreamState:
        if isinstance(stream, Search):
            return await self._search(shop, stream, state, kind)
        if isinstance(stream, Details):
            return await Detailed(self._store, shop, stream, kind).read(state)
        return await daily.read(self._store, shop, stream, state, kind)

    async def _search(self, shop: ShopReader, stream: Search, state: StreamState, kind: CauseKind) -> StreamState:
        """Page through what is new or may have changed."""
        began, name, rows = self._clock.now(), PREFIX + stream.name, 0
        async with self._store.begin() as conn:
            stored = await cursors.position(conn, shop.shop_id, name)
            position = Position.of(stored) if stored else Position(await self._start(conn, shop.shop_id))
        if stream.complete and position.token:
            position = Position(position.since)  # only a walk from its start shows what is gone
        unreadable: dict[str, str] = {}
        for _ in range(PAGES_MAX):
            try:
                answer = await asking.page(
                    shop, stream, _filters(stream, position.since), token=position.token, size=stream.page_size,
                    changed=stream.changed is not None,
                )  # fmt: skip
            except InvalidRequest:
                if not position.token:
                    raise
                position = Position(position.since)  # a token from before a break is no longer taken
                continue
            unreadable |= answer.unreadable
            rows += answer.count
            position = position.after(_newest(stream, answer), answer.next_token)
            async with self._store.begin() as conn:
                now = self._clock.now()
                harvest = Harvest(families=answer.rows)
                await harvest.write(conn, shop.shop_id, kind, at=now)
                if not position.token and stream.complete:
                    await self._bury(conn, shop.shop_id, stream.family, began, kind)
                await cursors.move(conn, shop.shop_id, name, position.stored(), now)
            if not position.token:
                newest = datetime.fromtimestamp(position.since, UTC) if position.since else None
                return replace(
                    state, operation=answer.operation, rows_read=rows, newest_at=newest, error=said(unreadable)
                )  # fmt: skip
        raise Fatal(f"{stream.name} does not end after {PAGES_MAX} pages", shop=shop.shop_id)

    async def _start(self, conn: Any, shop_id: str) -> int:
        """Where a stream begins that was never read: as far back as the shop's history was asked for."""
        plan = await cursors.position(conn, shop_id, PLAN) or {}
        return int(plan.get("since", {}).get("orders") or 0) if plan.get("days") else 0

    async def _bury(self, conn: Any, shop_id: str, family: str, before: datetime, kind: CauseKind) -> None:
        """Tombstones for what a whole read no longer showed."""
        kept = BY_NAME[family]
        gone = await streams.unseen(conn, kept, shop_id, before)
        await kept.mark_deleted(conn, shop_id, gone, at=before, cause=Cause(kind, at=self._clock.now()))


def _never_read(state: StreamState | None) -> bool:
    """Whether a stream was not read to its end yet."""
    return state is None or state.read_at is None


def _filters(stream: Search, since: int) -> Mapping[str, Any]:
    """From where on to ask: by what changed, or as far back as a row may still change; nothing for "from the first"."""
    names, back = (stream.changed, OVERLAP_S) if stream.changed else (stream.created, stream.restated_s)
    low = since - back
    return {names[0]: low} if names and low > 0 and since > 0 else {}


def _newest(stream: Search, answer: asking.Answer) -> int:
    """The newest time of a page in Unix seconds, of the kind the position counts in."""
    column = "update_time" if stream.changed else stream.clock if stream.created else ""
    times = (one.row.get(column) for one in answer.rows.get(stream.family, ()))
    return max((int(time.timestamp()) for time in times if isinstance(time, datetime)), default=0)
