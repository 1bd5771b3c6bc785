"""Reads the streams that are described in streams/, each as often as it needs, from where it stood.

A search begins where it stood less the stretch in which TikTok Shop may still change things; position and rows of a page are
committed together, so a read that is killed goes on at its page. Details are read parent by parent, each ended in the
transaction of its last page. How each stream stands is written down after every read, good or bad, and one stream's trouble
never stops the others.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import (
    Conflict,
    Fatal,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PermissionMissing,
    Reauthorize,
    Retriable,
    ShoplatchError,
)
from shoplatch.store import cursors, follow, streams
from shoplatch.store.engine import Store
from shoplatch.store.families import BY_NAME, write_all
from shoplatch.store.follow import Parent
from shoplatch.store.streams import StreamState
from shoplatch.store.versions import Cause
from shoplatch.sync import asking, daily
from shoplatch.sync.access import Access
from shoplatch.sync.backfill import PLAN
from shoplatch.sync.incremental import OVERLAP_S, Position
from shoplatch.sync.reading import PAGES_MAX, ShopReader
from shoplatch.sync.streams.every import ALL
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.streams.spec import Details, Search, Stream

PREFIX = "stream:"  # of the cursors, apart from those of orders, products and packages
PARENTS_AT_ONCE = 400  # looked up by one statement, which walks all parents of the shop
CALLS_AT_ONCE = 4  # for one stream of one shop; how many a second there may be is the budget's to say
PARENTS_MAX = 2_000  # of one run: another stream gets its turn, the next run goes on
REFUSED_AGAIN_S = 6 * 3_600.0  # a scope may have been granted meanwhile
REST_S = (60, 300, 900, 3_600, 21_600)  # after details that could not be read

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
                read[stream.name] = await self._kept(shop, stream)
        return read

    async def read_details(self, shop: ShopReader, stream: Details, parent: Parent) -> int:
        """Read the details of one object now; how many rows they have."""
        return await self._details(shop, stream, parent)

    def _is_due(self, stream: Stream, state: StreamState | None) -> bool:
        if state is None or state.tried_at is None:
            return True
        wait_s = REFUSED_AGAIN_S if state.refused else min(stream.every_s, 60) if state.waiting else stream.every_s
        return (self._clock.now() - state.tried_at).total_seconds() >= wait_s

    async def _kept(self, shop: ShopReader, stream: Stream) -> int:
        """One read of one stream, and how it went."""
        began = self._clock.now()
        blank = StreamState(
            shop.shop_id, stream.name, None, began, None, 0, stream.objective_s, None, None, 0, None, None
        )  # fmt: skip
        try:
            state = replace(await self._read(shop, stream, blank), read_at=began)
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

    async def _read(self, shop: ShopReader, stream: Stream, state: StreamState) -> StreamState:
        if isinstance(stream, Search):
            return await self._search(shop, stream, state)
        if isinstance(stream, Details):
            return await self._all_details(shop, stream, state)
        return await daily.read(self._store, shop, stream, state)

    async def _search(self, shop: ShopReader, stream: Search, state: StreamState) -> StreamState:
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
                await write_all(conn, shop.shop_id, answer.rows, {}, Cause("incremental", at=now))
                if not position.token and stream.complete:
                    await self._bury(conn, shop.shop_id, stream.family, began)
                await cursors.move(conn, shop.shop_id, name, position.stored(), now)
            if not position.token:
                newest = datetime.fromtimestamp(position.since, UTC) if position.since else None
                return replace(
                    state, operation=answer.operation, rows_read=rows, newest_at=newest, error=_said(unreadable)
                )  # fmt: skip
        raise Fatal(f"{stream.name} does not end after {PAGES_MAX} pages", shop=shop.shop_id)

    async def _start(self, conn: Any, shop_id: str) -> int:
        """Where a stream begins that was never read: as far back as the shop's history was asked for."""
        plan = await cursors.position(conn, shop_id, PLAN) or {}
        return int(plan.get("since", {}).get("orders") or 0) if plan.get("days") else 0

    async def _all_details(self, shop: ShopReader, stream: Details, state: StreamState) -> StreamState:
        """The details of every open parent, some of them a run."""
        rows, done = 0, 0
        while done < PARENTS_MAX:
            async with self._store.begin() as conn:
                parents = await follow.waiting(
                    conn, shop.shop_id, stream.name, stream.parent, self._clock.now(), only=stream.only, mark=stream.mark,
                    limit=PARENTS_AT_ONCE,
                )  # fmt: skip
            if not parents:
                break
            rows += await self._some_details(shop, stream, parents)
            done += len(parents)
        async with self._store.begin() as conn:
            wrong = await follow.failed(conn, shop.shop_id, stream.name)
        return replace(state, rows_read=rows, error=_said(dict(wrong)))

    async def _some_details(self, shop: ShopReader, stream: Details, parents: Sequence[Parent]) -> int:
        """Some parents' details, several calls at a time; the first failure that is not a parent's own ends all of them."""
        waiting, rows = deque(parents), 0

        async def read() -> None:
            nonlocal rows
            while waiting:
                found = await self._details(shop, stream, waiting.popleft())
                rows += found

        readers = [asyncio.create_task(read(), name=stream.name) for _ in range(min(CALLS_AT_ONCE, len(parents)))]
        try:
            await asyncio.gather(*readers)
        finally:
            for one in readers:
                one.cancel()
            await asyncio.wait(readers)
        return rows

    async def _details(self, shop: ShopReader, stream: Details, parent: Parent) -> int:
        """All pages of one object's details; what cannot be read rests for a while, longer each time."""
        began = self._clock.now()
        try:
            return await self._pages(shop, stream, parent, began)
        except (NotFound, InvalidRequest, Conflict) as failure:
            none = failure.code in stream.has_none
            rest = stream.again_s if none else None
            due_at = began + timedelta(seconds=rest or REST_S[min(parent.attempts, len(REST_S) - 1)])
            error = None if none else str(failure)[:1000]
            async with self._store.begin() as conn:
                await follow.note(conn, shop.shop_id, stream.name, parent, began, due_at=due_at, error=error)
            return 0

    async def _pages(self, shop: ShopReader, stream: Details, parent: Parent, began: datetime) -> int:
        rows, token = 0, ""
        for _ in range(PAGES_MAX):
            answer = await asking.details(shop, stream, parent.id, token=token)
            rows += answer.count
            token = answer.next_token if stream.page_size or stream.pages else ""
            async with self._store.begin() as conn:
                now = self._clock.now()
                await write_all(conn, shop.shop_id, answer.rows, {}, Cause("incremental", at=now))
                if not token:
                    for family, link in stream.replaces.items():
                        await self._bury(conn, shop.shop_id, family, began, link=link, parent=parent.id)
                    again = now + timedelta(seconds=stream.again_s) if stream.again_s else None
                    await follow.note(
                        conn, shop.shop_id, stream.name, parent, now, due_at=again, error=_said(answer.unreadable)
                    )
            if not token:
                return rows
        raise Fatal(f"{stream.name} of {parent.id} does not end after {PAGES_MAX} pages", shop=shop.shop_id)

    async def _bury(
        self, conn: Any, shop_id: str, family: str, before: datetime, *, link: str | None = None, parent: str | None = None
    ) -> None:
        """Tombstones for what a whole read no longer showed."""
        kept = BY_NAME[family]
        gone = await streams.unseen(conn, kept, shop_id, before, link=link, parent=parent)
        now = self._clock.now()
        await kept.mark_deleted(conn, shop_id, gone, at=before, cause=Cause("incremental", at=now))


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


def _said(wrong: Mapping[str, str]) -> str | None:
    """What could not be kept, in a sentence."""
    if not wrong:
        return None
    name, why = next(iter(wrong.items()))
    more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return f"{name}{more}: {why}"[:1000]
