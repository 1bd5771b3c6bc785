"""Fills the column `more` of rows that were kept before it was there, from the bytes that were kept with them.

Asks TikTok Shop nothing. A run does so much and remembers where it stopped; the next goes on, in whichever process. What was
cut out of the bytes because it is personal is not in them, so it gets into no column by this.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from shoplatch.catalog import reader
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.store import cursors, more
from shoplatch.store.engine import Store
from shoplatch.store.more import PLACES, Filled, Kept, Place
from shoplatch.sync.streams import every, fields, orders, packages, products
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.streams.packing import unpacked
from shoplatch.sync.streams.spec import At, Stream

STREAM = "more"  # the cursor that says how far it is
TOGETHER = 200  # objects of one transaction
READ_MAX = 2_000  # objects of one run whose bytes are read: some tenths of a second of work
LOOKED_MAX = 20_000  # objects of one run that are looked at
# Where what is kept is not the whole answer that the stream reads.
_AS_ANSWERED: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "creators": lambda kept: {"creator": kept},
    "promotion_products": lambda kept: {**kept, "products": [kept]},
}

log = logging.getLogger(__name__)


class Filling:
    """Fills what is empty, shop by shop."""

    def __init__(
        self, store: Store, seal: Seal, clock: Clock, *, together: int = TOGETHER, read_max: int = READ_MAX
    ) -> None:
        self._store = store
        self._seal = seal
        self._clock = clock
        self._together = together
        self._read_max = read_max

    async def done(self, shop_id: str) -> bool:
        """Whether all of a shop was gone through."""
        async with self._store.single() as conn:
            return bool((await cursors.position(conn, shop_id, STREAM) or {}).get("done"))

    async def skip(self, shop_id: str) -> None:
        """There is nothing to go through: the shop was never read by code that did not know the column."""
        async with self._store.begin() as conn:
            await cursors.move(conn, shop_id, STREAM, {"done": True}, self._clock.now())

    async def run(self, shop_id: str) -> int:
        """Go on, for so many objects; how many rows were filled."""
        async with self._store.begin() as conn:
            position = await cursors.position(conn, shop_id, STREAM) or {}
        at, after, filled, looked, read = int(position.get("place", 0)), str(position.get("after", "")), 0, 0, 0
        while at < len(PLACES) and looked < LOOKED_MAX and read < self._read_max:
            async with self._store.begin() as conn:
                kept = await more.portion(conn, PLACES[at], shop_id, after, self._together)
                found = [self._filled(PLACES[at], shop_id, one) for one in kept if one.raw is not None]
                filled += await more.fill(conn, PLACES[at], shop_id, [one for one in found if one is not None])
                looked, read = looked + len(kept), read + len(found)
                at, after = (at, kept[-1].id) if len(kept) == self._together else (at + 1, "")
                stands = {"done": True} if at == len(PLACES) else {"place": at, "after": after}
                await cursors.move(conn, shop_id, STREAM, stands, self._clock.now())
        return filled

    def _filled(self, place: Place, shop_id: str, kept: Kept) -> Filled | None:
        """What belongs into an object's row; None where its bytes say nothing that can be read."""
        try:
            said = _said(place, shop_id, kept, self._seal)
        except (ShoplatchError, zlib.error) as broken:
            log.info("shop %s: %s %s stays without what is beside its columns: %s", shop_id, place.table, kept.id, broken)
            return None
        return Filled(kept.id, kept.read_at, *said)


Said = tuple[Mapping[str, Any] | None, Mapping[str, Mapping[str, Any] | None]]


def _said(place: Place, shop_id: str, kept: Kept, seal: Seal) -> Said:
    """`more` of an object and of its parts, from its bytes, as the stream that reads it makes them."""
    raw = unpacked(kept.raw or b"")
    if place.table == "orders":
        made = orders.rows(raw, shop_id=shop_id, operation=orders.SEARCH, read_at=kept.read_at, seal=seal)
        return _more(made.order), {str(one["id"]): _more(one) for one in made.lines}
    if place.table == "products":  # kept from the list or from the detail: what either documents
        both = [
            products.rows(raw, shop_id=shop_id, operation=operation, read_at=kept.read_at)
            for operation in (products.SEARCH, products.DETAIL)
        ]
        pairs = zip(both[0].skus, both[1].skus, strict=True)
        skus = {str(one["id"]): _merged([_more(one), _more(other)]) for one, other in pairs}
        return _merged([_more(one.product) for one in both]), skus
    if place.table == "packages":
        return _more(packages.rows(raw, operation=packages.SEARCH, read_at=kept.read_at)), {}
    source = fields.decoded(raw)
    stream = every.BY_NAME[place.table]
    wrapped = _AS_ANSWERED.get(place.table)
    rows = stream.rows(wrapped(source) if wrapped else source, _at(stream, shop_id, kept, seal))[place.table]
    parts = rows[0].parts.get(place.part, ()) if place.part else ()
    return _more(rows[0].row), {str(one["id"]): _more(one) for one in parts}


def _at(stream: Stream, shop_id: str, kept: Kept, seal: Seal) -> At:
    """As if it were read now, by the version it was read by."""
    versions = {reader.operation(one).version: one for one in reversed(stream.operations)}
    operation = versions.get(kept.source_version, stream.operations[0])
    return At(shop_id, operation, kept.read_at, seal, parent=kept.id, day=kept.read_at.date())


def _more(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = row.get("more")
    return found if isinstance(found, Mapping) else None


def _merged(said: list[Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
    return {name: value for one in said for name, value in (one or {}).items()} or None
