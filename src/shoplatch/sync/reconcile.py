"""Compares the whole store with TikTok Shop, object by object, and repairs on request: the last net, and the proof.

Part by part and page by page, so memory stays flat. Whatever seems to differ is read again on both sides before it is said;
an object that moved in between is not called a difference, since nobody can say which side was late. `diff` writes nothing;
`sweep` writes TikTok Shop's truth over ours and notes what it found.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import PermissionMissing
from shoplatch.store import cursors
from shoplatch.store.engine import Store
from shoplatch.sync import causes, differences, narrow
from shoplatch.sync.access import Access
from shoplatch.sync.backfill import PLAN
from shoplatch.sync.differences import Difference, Differences
from shoplatch.sync.listed_sides import listed_sides
from shoplatch.sync.mending import mend
from shoplatch.sync.reading import PageRead, ShopReader
from shoplatch.sync.sides import BOUNDED, Part, Side, Since, Theirs, all_sides
from shoplatch.sync.streams.orders import Seal

AGAIN_AT_ONCE = 50
KEPT_MAX, VALUE_MAX = 100, 80  # differences of one comparison that are kept one by one
OPEN_KINDS = frozenset({"order", "line", "product", "sku", "stock", "package", "warehouse"})

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Suspects:
    """What seemed to differ: their object as first seen (None where only we had it)."""

    first: dict[str, Theirs | None] = field(default_factory=dict)


class Reconcile:
    """Compares and repairs."""

    def __init__(self, store: Store, access: Access, seal: Seal, clock: Clock) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock

    async def diff(self, shop_id: str) -> Differences:
        """Every difference between the store and TikTok Shop for one shop. Writes nothing."""
        return await self._shop(shop_id, repair=False)

    async def sweep(self, shop_id: str) -> Differences:
        """Every difference, repaired as it is found, with a row per stream in `sweeps`.

        What cannot be repaired (an order that only we have) is found again by the next one.
        """
        return await self._shop(shop_id, repair=True)

    async def check(self, shop_id: str) -> Differences:
        """Find what differs by counts alone, narrowed to where they differ, and repair that: some dozen calls for a shop of
        any size. It sees what was missed, not what somebody changed here by hand; the sweep sees that too."""
        shop = ShopReader(self._access, shop_id, self._clock, self._seal)
        total = Differences()
        for side in narrow.sides():
            try:
                total.add(await narrow.check(self._store, shop, side, self._clock))
            except PermissionMissing as refused:
                total.not_compared[f"{side.stream} of shop {shop_id}"] = str(refused)
        return total

    async def _shop(self, shop_id: str, *, repair: bool) -> Differences:
        shop = ShopReader(self._access, shop_id, self._clock, self._seal)
        total = Differences()
        listed = await listed_sides(self._store, shop_id, polled=repair)
        for side in (*all_sides(self._store), *listed):
            try:
                total.add(await (self._swept(shop, side) if repair else self._side(shop, side, repair=False)))
            except PermissionMissing as refused:
                total.not_compared[f"{side.stream} of shop {shop_id}"] = str(refused)
        return total

    async def _swept(self, shop: ShopReader, side: Side) -> Differences:
        async with self._store.begin() as conn:
            number = await cursors.begin_sweep(conn, shop.shop_id, side.stream, self._clock.now())
        found = await self._side(shop, side, repair=True)
        async with self._store.begin() as conn:
            await cursors.finish_sweep(
                conn,
                number,
                self._clock.now(),
                compared=found.compared,
                differences=len(found.differences),
                theirs=found.theirs,
                ours=found.ours,
                found=[_kept(one) for one in found.differences[:KEPT_MAX]],
            )
        return found

    async def _side(self, shop: ShopReader, side: Side, *, repair: bool) -> Differences:
        found = Differences()
        async with self._store.begin() as conn:
            plan = await cursors.position(conn, shop.shop_id, PLAN) or {}
        since: Since = plan.get("since", {}) if plan.get("days") else {}
        since = {stream: start for stream, start in since.items() if stream in BOUNDED}
        start = since.get(side.stream)
        found.since[f"{side.stream} of shop {shop.shop_id}"] = datetime.fromtimestamp(start, UTC) if start else None
        for part in await side.parts(shop, since):
            suspects = await self._part(shop, side, part, found)
            ids = list(suspects.first)
            for start in range(0, len(ids), AGAIN_AT_ONCE):
                chunk = {one: suspects.first[one] for one in ids[start : start + AGAIN_AT_ONCE]}
                await self._again(shop, side, chunk, found, repair=repair)
        return found

    async def _part(self, shop: ShopReader, side: Side, part: Part, found: Differences) -> _Suspects:
        """Walk a part once; what seems to differ."""
        suspects = _Suspects()
        seen: set[str] = set()
        here: set[str] = set()
        async for page in self._held(shop, side, part) if part.held else side.theirs(shop, part):
            async with self._store.begin() as conn:
                ours = await side.ours(conn, shop.shop_id, [side.key(row) for row in page.rows])
            here |= ours.keys()
            for row in page.rows:
                key = side.key(row)
                if key not in seen and side.differ(shop.shop_id, row, ours.get(key)):
                    suspects.first[key] = row
                seen.add(key)
            for name, why in page.unreadable.items():
                found.not_compared[f"{side.kind} {name}"] = why
                seen.add(name)
        async with self._store.begin() as conn:
            held = await side.our_ids(conn, shop.shop_id, part)
        suspects.first |= {one: None for one in held if one not in seen}
        found.compared += len(seen | set(held))
        found.theirs += len(seen)
        found.ours += len(here | set(held))
        return suspects

    async def _held(self, shop: ShopReader, side: Side, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        """What TikTok Shop says of the objects that we hold in a part."""
        async with self._store.begin() as conn:
            ids = await side.our_ids(conn, shop.shop_id, part)
        for start in range(0, len(ids), AGAIN_AT_ONCE):
            yield PageRead(list((await side.again(shop, ids[start : start + AGAIN_AT_ONCE], {})).values()))

    async def _again(
        self, shop: ShopReader, side: Side, first: Mapping[str, Theirs | None], found: Differences, *, repair: bool
    ) -> None:
        """Read suspects again on both sides; what still differs and did not move is said, and repaired if asked."""
        ids = list(first)
        seen = {key: row for key, row in first.items() if row is not None}
        now = seen | await side.again(shop, ids, seen)  # what the search shows exists, even if nobody serves its detail
        async with self._store.begin() as conn:
            ours = await side.ours(conn, shop.shop_id, ids)
        wrong: list[Theirs] = []
        gone: list[str] = []
        standing: dict[str, Sequence[Difference]] = {}
        for key in ids:
            said = _said(shop.shop_id, side, key, now.get(key), ours.get(key))
            if said and _moved(side, first[key], now.get(key)):
                found.moving += 1
            elif said:
                standing[key] = said
            if said and key in now:
                wrong.append(now[key])
            elif said:
                gone.append(key)
        for differences_of in (await causes.explained(self._store, shop.shop_id, side.kind, standing, now, ours)).values():
            found.differences += differences_of
        if repair and (wrong or gone):
            await mend(self._store, shop.shop_id, side, wrong, gone, self._clock.now())


def _kept(one: Difference) -> dict[str, str | None]:
    """A difference for the page that shows them. Values stand there of kinds alone that hold nothing of people."""
    row: dict[str, str | None] = {"kind": one.kind, "object_id": one.object_id, "field": one.field, "cause": one.cause}
    if one.kind not in OPEN_KINDS:
        return row
    return {**row, "ours": one.ours and one.ours[:VALUE_MAX], "theirs": one.theirs and one.theirs[:VALUE_MAX]}


def _said(shop_id: str, side: Side, key: str, theirs: Theirs | None, ours: Any | None) -> Sequence[Difference]:
    if theirs is not None:
        return side.differ(shop_id, theirs, ours)
    return [differences.missing_there(shop_id, side.kind, key)] if ours is not None else []


def _moved(side: Side, first: Theirs | None, now: Theirs | None) -> bool:
    """Whether TikTok Shop's side changed between the two reads."""
    if first is None or now is None:
        return now is not None  # it appeared
    return side.mark(first) != side.mark(now)
