"""The two sides of the described streams for a comparison: what their search lists, and the rows of their table.

Streams that are only read on a schedule are compared right after such a read, by the sweep: at any other time they may lag.
Expected transactions and figures by day move all day and are left to their own reads.
"""

from __future__ import annotations

# ruff: noqa: ARG002 - every side takes what the protocol gives, whether it needs it or not
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from shoplatch.store import held, streams
from shoplatch.store.engine import Store
from shoplatch.store.families import BY_NAME, Versioned
from shoplatch.store.held import Reading as Connection
from shoplatch.store.versions import Cause
from shoplatch.sync import asking, differences
from shoplatch.sync.differences import Difference
from shoplatch.sync.reading import PageRead, ShopReader, pages
from shoplatch.sync.sides import Part, Since
from shoplatch.sync.streams import cancellations, coupons, payments, promotions, returns, statements, withdrawals
from shoplatch.sync.streams.spec import Search

RUNG = (cancellations.STREAM, returns.STREAM)  # webhooks keep them true, so they are compared at any time
POLLED = (statements.STREAM, payments.STREAM, withdrawals.STREAM, promotions.STREAM, coupons.STREAM)
_NOT_COMPARED = frozenset(
    {
        "shop_id",
        "first_seen",
        "last_seen",
        "since",
        "read_at",
        "revision",
        "raw",
        "more",
        "fingerprint",
        "source_version",
        "deleted_at",
    }
)


class ListedSide:
    """One described stream."""

    def __init__(self, stream: Search) -> None:
        self.stream, self.kind = stream.name, stream.name
        self._search = stream
        self._family = BY_NAME[stream.family]
        self._fields = tuple(name for name in self._family.table.columns.keys() if name not in _NOT_COMPARED)  # noqa: SIM118

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        return [Part((), None, None)]

    async def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Any]]:
        size = self._search.page_size
        async for page in pages(lambda token: asking.search(shop, self._search, {}, token=token, size=size)):
            yield page

    def key(self, theirs: Any) -> str:
        return str(theirs.row["id"])

    def mark(self, theirs: Any) -> object:
        return tuple(theirs.row.get(name) for name in self._fields)

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Any]) -> dict[str, Any]:
        """By id where the search takes ids; else by walking it once more."""
        if self._search.by_id:
            answer = await asking.by_id(shop, self._search, ids)
            return {self.key(one): one for one in answer.rows.get(self._search.family, ())}
        found: dict[str, Any] = {}
        async for page in self.theirs(shop, Part((), None, None)):
            found |= {self.key(one): one for one in page.rows if self.key(one) in ids}
        return found

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        return await held.family(conn, self._family, shop_id, ids)

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        return await held.live_ids(conn, self._family, shop_id)

    def differ(self, shop_id: str, theirs: Any, ours: Any | None) -> list[Difference]:
        if ours is None:
            return [differences.missing_here(shop_id, self.kind, self.key(theirs))]
        found = differences.in_fields(shop_id, self.kind, self.key(theirs), self._fields, ours, theirs.row)
        for parts in self._family.parts:
            names = [name for name in parts.given if name not in ("id", parts.link)]
            said = theirs.parts.get(parts.table.name, ())
            found += differences.of_parts(shop_id, parts.table.name, names, ours[parts.table.name], said)
        return found

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Any], gone: list[str], now: datetime) -> None:
        await held.doubt_family(conn, self._family, shop_id, [self.key(one) for one in theirs])
        again = [Versioned({**one.row, "read_at": max(now, one.row["read_at"])}, one.parts) for one in theirs]
        await self._family.write(conn, shop_id, again, cause=Cause("reconcile", at=now))
        await self._family.mark_deleted(conn, shop_id, gone, at=now, cause=Cause("reconcile", at=now))


async def listed_sides(store: Store, shop_id: str, *, polled: bool) -> list[ListedSide]:
    """The described streams that are compared: those with webhooks; with `polled` those only read on a schedule, too.

    A stream that was never read to its end is left out: the state of the stream says so already.
    """
    async with store.begin() as conn:
        read = {one.stream for one in await streams.states(conn, [shop_id]) if one.read_at}
    return [ListedSide(stream) for stream in (*RUNG, *(POLLED if polled else ())) if stream.name in read]
