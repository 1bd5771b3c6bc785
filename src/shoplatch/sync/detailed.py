"""Reads the details of objects of another stream, object by object: several calls at a time, written together.

A call answers one object alone, so most of the work of a large shop lies here. What some objects gave is kept in one
transaction, in which each of them is ended; if that is cut off, they are simply open still. The first failure that is not an
object's own ends all of it; what was read by then is kept.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from shoplatch.errors import Conflict, Fatal, InvalidRequest, NotFound, ShoplatchError
from shoplatch.store import follow, streams
from shoplatch.store.changes import CauseKind
from shoplatch.store.engine import Connection, Store
from shoplatch.store.families import BY_NAME
from shoplatch.store.follow import Note, Parent
from shoplatch.store.streams import StreamState
from shoplatch.store.versions import Cause
from shoplatch.sync import asking
from shoplatch.sync.reading import PAGES_MAX, ShopReader
from shoplatch.sync.streams.spec import Details, Rows, merged
from shoplatch.sync.writing import Harvest

PARENTS_AT_ONCE = 400  # looked up by one statement, which walks all parents of the shop
CALLS_AT_ONCE = 4  # for one stream of one shop; how many a second there may be is the budget's to say
PARENTS_MAX = 2_000  # of one run: another stream gets its turn, the next run goes on
PARENTS_TOGETHER = 20  # kept in one transaction: it costs as much as several calls, and a kill loses no more than these
ROWS_TOGETHER = 1_000  # however few objects they belong to: memory stays flat
REST_S = (60, 300, 900, 3_600, 21_600)  # after details that could not be read


@dataclass(slots=True)
class _Harvest:
    """What was read and is not kept yet. `ended`: objects of which there is no more to read."""

    rows: Rows = field(default_factory=dict)
    count: int = 0
    ended: list[Note] = field(default_factory=list)

    def add(self, answer: asking.Answer) -> None:
        merged(self.rows, answer.rows)
        self.count += answer.count


class Detailed:
    """The details of one stream of one shop."""

    def __init__(self, store: Store, shop: ShopReader, stream: Details, kind: CauseKind = "incremental") -> None:
        """`kind`: what the rows are written with."""
        self._store = store
        self._shop = shop
        self._stream = stream
        self._kind = kind
        self._failed = False

    async def read(self, state: StreamState) -> StreamState:
        """The details of every open object, some of them a run; how it went."""
        stream, shop_id = self._stream, self._shop.shop_id
        rows, done = 0, 0
        while done < PARENTS_MAX:
            async with self._store.begin() as conn:
                parents = await follow.waiting(
                    conn, shop_id, stream.name, stream.parent, self._shop.clock.now(), only=stream.only, mark=stream.mark,
                    limit=PARENTS_AT_ONCE,
                )  # fmt: skip
            if not parents:
                break
            rows += await self.of(parents)
            done += len(parents)
        async with self._store.begin() as conn:
            wrong = await follow.failed(conn, shop_id, stream.name)
        return replace(state, rows_read=rows, error=said(dict(wrong)))

    async def of(self, parents: Sequence[Parent]) -> int:
        """The details of some objects now; how many rows they have."""
        waiting: deque[Parent] = deque(parents)
        at_once = min(CALLS_AT_ONCE, len(parents))
        together = max(1, min(PARENTS_TOGETHER, len(parents) // max(1, at_once)))

        async def read() -> int:
            rows = 0
            while waiting and not self._failed:
                rows += await self._some([waiting.popleft() for _ in range(min(together, len(waiting)))])
            return rows

        self._failed = False
        ends = await asyncio.gather(*(read() for _ in range(at_once)), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end
        return sum(end for end in ends if isinstance(end, int))

    async def _some(self, parents: Sequence[Parent]) -> int:
        """Some objects one after the other, kept together; how many rows they have."""
        harvest, rows = _Harvest(), 0
        try:
            for parent in parents:
                if self._failed:
                    break
                rows += await self._one(parent, harvest)
        except ShoplatchError:
            self._failed = True  # the others end after the call they make
            if harvest.ended:
                await self._keep(harvest)
            raise
        await self._keep(harvest)
        return rows

    async def _one(self, parent: Parent, harvest: _Harvest) -> int:
        """All pages of one object; what cannot be read rests for a while, longer each time."""
        stream, began = self._stream, self._shop.clock.now()
        try:
            return await self._pages(parent, harvest, began)
        except (NotFound, InvalidRequest, Conflict) as failure:
            none = failure.code in stream.has_none
            rest = stream.again_s if none else None
            due_at = began + timedelta(seconds=rest or REST_S[min(parent.attempts, len(REST_S) - 1)])
            error = None if none else str(failure)[:1000]
            harvest.ended.append(Note(parent, began, began, due_at=due_at, error=error, whole=False))
            return 0

    async def _pages(self, parent: Parent, harvest: _Harvest, began: datetime) -> int:
        stream, rows, token, past = self._stream, 0, "", False
        for _ in range(PAGES_MAX):
            answer = await asking.details(self._shop, stream, parent.id, token=token)
            harvest.add(answer)
            rows += answer.count
            past = past or (stream.past is not None and stream.past(answer.rows))
            token = answer.next_token if stream.page_size or stream.pages else ""
            if not token:
                harvest.ended.append(self._ended(parent, began, said(answer.unreadable), past=past))
            if harvest.count >= ROWS_TOGETHER:
                await self._keep(harvest)
            if not token:
                return rows
        raise Fatal(f"{stream.name} of {parent.id} does not end after {PAGES_MAX} pages", shop=self._shop.shop_id)

    def _ended(self, parent: Parent, began: datetime, error: str | None, *, past: bool) -> Note:
        """All of an object was read. What was a read of the past is asked again, later each time."""
        now, again_s = self._shop.clock.now(), self._stream.again_s
        if past and not error:
            error = f"{self._stream.name} of {parent.id} are older than what is known of it; they are asked again"
            again_s = REST_S[min(parent.attempts, len(REST_S) - 1)]
        again = now + timedelta(seconds=again_s) if again_s else None
        return Note(parent, now, began, due_at=again, error=error)

    async def _keep(self, harvest: _Harvest) -> None:
        """Rows, tombstones and what has ended, in one transaction."""
        shop_id, now = self._shop.shop_id, self._shop.clock.now()
        async with self._store.begin() as conn:
            await Harvest(families=harvest.rows).write(conn, shop_id, self._kind, at=now)
            whole = {note.parent.id: note.began for note in harvest.ended if note.whole}
            for family, link in self._stream.replaces.items():
                await self._bury(conn, family, link, whole)
            await follow.note(conn, shop_id, self._stream.name, harvest.ended)
        harvest.rows, harvest.count, harvest.ended = {}, 0, []

    async def _bury(self, conn: Connection, family: str, link: str, read: Mapping[str, datetime]) -> None:
        """Tombstones for what a whole read of an object no longer showed."""
        kept, shop_id = BY_NAME[family], self._shop.shop_id
        cause = Cause(self._kind, at=self._shop.clock.now())
        for parent, ids in (await streams.unseen_of(conn, kept, shop_id, link, read)).items():
            await kept.mark_deleted(conn, shop_id, ids, at=read[parent], cause=cause)


def said(wrong: Mapping[str, str]) -> str | None:
    """What could not be kept, in a sentence."""
    if not wrong:
        return None
    name, why = next(iter(wrong.items()))
    more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return f"{name}{more}: {why}"[:1000]
