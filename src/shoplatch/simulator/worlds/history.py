"""A long past, made on demand: registers of orders and packages that are over, each computed when it is read.

Nothing is sorted or kept but a few bytes per order; see `past` for how they are decided and `strands` for their order.
Nothing here changes stock: what was shipped long ago is gone.
"""

from __future__ import annotations

import heapq
from abc import ABC, abstractmethod
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of
from shoplatch.simulator.state.books import Mark, Where
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Buyer, Order, Package
from shoplatch.simulator.worlds.past import Past, Times, make_order, make_package
from shoplatch.simulator.worlds.strands import ByArrival, ByNumber, Place, Sorted, Strand, position

MASKS_KEPT = 8  # of one archive, one byte per order each: for the next page of the same search


@dataclass(frozen=True, slots=True)
class Seen:
    """What filters look at; the buyer is looked up only when asked for."""

    id: str
    status: str
    create_time: int
    update_time: int
    order_pay_time: int
    shipping_type: str
    warehouse_id: str
    shop: Shop
    buyer_number: int
    cancel_request_id: str = ""  # nothing of the past is open

    @property
    def buyer(self) -> Buyer:
        """Who ordered."""
        return buyer_of(self.shop, self.buyer_number)


class _Archive(ABC):
    """What both archives do alike."""

    prefix = ""

    def __init__(self, past: Past) -> None:
        self.past = past
        self._masks: OrderedDict[tuple[str | None, Where | None, bool], bytes | None] = OrderedDict()

    def name(self, number: int) -> str:
        """The id of a number."""
        return f"{self.prefix}{self.past.plan.place:03d}{number:012d}"

    def number(self, thing_id: str) -> int | None:
        """The number behind an id, or None when it is not one of ours."""
        head, tail = thing_id[:7], thing_id[7:]
        if head != f"{self.prefix}{self.past.plan.place:03d}" or len(tail) != 12 or not (tail.isascii() and tail.isdigit()):
            return None
        number = int(tail)
        return number if number < self.past.plan.size else None

    def marks(
        self,
        key: str,
        start: Mark | None,
        end: Mark | None,
        *,
        descending: bool,
        status: str | None = None,
        where: Where | None = None,
    ) -> Iterator[Mark]:
        """See `Archive`."""
        walks = []
        for strand in self._strands[key]:
            low, high = self._run(strand, start, end)
            walks.append(strand.walk(low, high, self._mask(status, where, self._all_kept(strand)), descending=descending))
        walk: Iterator[Place] = walks[0] if len(walks) == 1 else heapq.merge(*walks, reverse=descending)
        return ((moment, self.name(number)) for moment, number in walk)

    def count(self, key: str, start: Mark | None, end: Mark | None, status: str | None, where: Where | None = None) -> int:
        """See `Archive`."""
        return sum(
            strand.count(*self._run(strand, start, end), self._mask(status, where, self._all_kept(strand)))
            for strand in self._strands[key]
        )

    @cached_property
    @abstractmethod
    def _strands(self) -> Mapping[str, tuple[Strand, ...]]:
        """The strands of each time field; together they hold everything."""

    def _run(self, strand: Strand, start: Mark | None, end: Mark | None) -> tuple[int, int]:
        """Positions of [start, end)."""
        low = 0 if start is None else self._position(strand, start)
        return low, len(strand) if end is None else max(low, self._position(strand, end))

    def _position(self, strand: Strand, mark: Mark) -> int:
        return position(strand, mark[0], lambda number: self.name(number) >= mark[1])

    def _all_kept(self, strand: Strand) -> bool:
        """Whether a strand holds completed orders alone."""
        return isinstance(strand, ByArrival)

    def _mask(self, status: str | None, where: Where | None, all_kept: bool) -> bytes | None:
        asked = (status, where, all_kept)
        if asked not in self._masks:
            self._masks[asked] = self._masked(*asked)
            if len(self._masks) > MASKS_KEPT:
                self._masks.popitem(last=False)
        self._masks.move_to_end(asked)
        return self._masks[asked]

    def _masked(self, status: str | None, where: Where | None, all_kept: bool) -> bytes | None:
        """What is wanted of a strand, one byte per order; None where that is everything it holds."""
        past = self.past
        if where is None and status in (None, "COMPLETED") and (all_kept or status is None):
            return None
        parts = [{None: b"\1" * past.plan.size, "COMPLETED": past.kept, "CANCELLED": past.cancelled}.get(status, b"")]
        if not parts[0] or (where is not None and self._matches_nothing(where)):
            return bytes(past.plan.size)
        if all_kept:
            parts.append(past.kept)
        if where is not None:
            parts += self._parts(where)
        return _all_of(parts)

    def _matches_nothing(self, where: Where) -> bool:
        return bool(where.cancel_requested) or (bool(where.buyer_id) and self._buyer_number(where.buyer_id) is None)

    def _parts(self, where: Where) -> Iterator[bytes]:
        """One mask per condition."""
        if where.shipping_type or where.warehouse_ids:
            yield self.past.leaves_from.translate(self._warehouse_table(where))
        if where.buyer_id:
            yield self._orders_of(self._buyer_number(where.buyer_id) or 0)
        for name, low, high in where.spans:
            yield self._within(name, low, high)

    def _warehouse_table(self, where: Where) -> bytes:
        fits = [
            (not where.shipping_type or one.shipping_type == where.shipping_type)
            and (not where.warehouse_ids or one.id in where.warehouse_ids)
            for one in self.past.warehouses[:2]
        ]
        return bytes([*fits, *([0] * (256 - len(fits)))])

    def _within(self, key: str, low: int | None, high: int | None) -> bytes:
        """The mask of a span of one time field."""
        start, end = (None if low is None else (low, "")), (None if high is None else (high, ""))
        whole = 0
        for strand in self._strands[key]:
            marked = bytes(strand.numbers(*self._run(strand, start, end)))
            whole |= _bits(_all_of([marked, self.past.kept]) if self._all_kept(strand) else marked)
        return whole.to_bytes(self.past.plan.size, "little")

    def _buyer_number(self, buyer_id: str) -> int | None:
        tail = buyer_id[-9:]
        number = int(tail) if tail.isascii() and tail.isdigit() else CIRCLE
        return number if number < CIRCLE and buyer_of(self.past.shop, number).id == buyer_id else None

    def _orders_of(self, buyer_number: int) -> bytes:
        """The mask of one buyer's orders: every two bytes that come down to his number."""
        buyers, mask = self.past.buyers, bytearray(self.past.plan.size)
        for drawn in range(buyer_number, 1 << 16, CIRCLE):
            wanted = drawn.to_bytes(2)
            at = buyers.find(wanted)
            while at >= 0:
                if at % 2 == 0:
                    mask[at // 2] = 1
                at = buyers.find(wanted, at + 1)
        return bytes(mask)

    def glance(self, thing_id: str) -> Seen:
        """See `Archive`."""
        number = self.number(thing_id)
        assert number is not None  # asked for marks of this archive only
        past = self.past
        times, warehouse = past.times(number), past.warehouse(number)
        return Seen(
            id=thing_id,
            status="CANCELLED" if times.cancelled else "COMPLETED",
            create_time=self._created(times),
            update_time=self._updated(times),
            order_pay_time=times.paid,
            shipping_type=warehouse.shipping_type,
            warehouse_id=warehouse.id,
            shop=past.shop,
            buyer_number=past.buyer_number(number),
        )

    @abstractmethod
    def _created(self, times: Times) -> int: ...

    @abstractmethod
    def _updated(self, times: Times) -> int: ...


class PastOrders(_Archive):
    """Orders that are over: completed, or called off before payment."""

    prefix = "5764"

    def __len__(self) -> int:
        return self.past.plan.size

    @cached_property
    def lines(self) -> int:
        """How many line items all orders have together."""
        return sum(self.past.units)

    def make(self, thing_id: str) -> Order | None:
        """See `Archive`."""
        number = self.number(thing_id)
        return None if number is None else make_order(self.past, number, thing_id)

    def by_status(self) -> Counter[str]:
        """See `Archive`."""
        cancelled = self.past.cancelled.count(1)
        return Counter(COMPLETED=len(self) - cancelled, CANCELLED=cancelled)

    @cached_property
    def _strands(self) -> Mapping[str, tuple[Strand, ...]]:
        past, size = self.past, self.past.plan.size
        called_off = (number for number in range(size) if past.cancelled[number])
        cancelled = Sorted([(past.cancelled_time(number), number) for number in called_off], size)
        return {
            "create_time": (ByNumber(range(size), size, past.create_time),),
            "update_time": (ByArrival(past, past.window), cancelled),
        }

    def _created(self, times: Times) -> int:
        return times.create

    def _updated(self, times: Times) -> int:
        return times.over


class PastPackages(_Archive):
    """The delivered packages of those orders, one each."""

    prefix = "1152"

    def __len__(self) -> int:
        return self.past.plan.size - self.past.cancelled.count(1)

    def make(self, thing_id: str) -> Package | None:
        """See `Archive`."""
        number = self.number(thing_id)
        return None if number is None or self.past.cancelled[number] else make_package(self.past, number, thing_id)

    def by_status(self) -> Counter[str]:
        """See `Archive`."""
        return Counter(COMPLETED=len(self))

    @cached_property
    def _strands(self) -> Mapping[str, tuple[Strand, ...]]:
        past, size = self.past, self.past.plan.size
        on_payment = market(past.shop.region).rules.package_moment == "paid"
        created = past.paid_time if on_payment else past.shipped_time
        return {
            "create_time": (ByNumber(past.completed, size, created),),
            "order_pay_time": (ByNumber(past.completed, size, past.paid_time),),
            "update_time": (ByArrival(past),),
        }

    def _all_kept(self, _strand: Strand) -> bool:
        return True

    def _created(self, times: Times) -> int:
        return times.paid if market(self.past.shop.region).rules.package_moment == "paid" else times.shipped

    def _updated(self, times: Times) -> int:
        return times.delivered


def _bits(mask: bytes) -> int:
    return int.from_bytes(mask, "little")


def _all_of(masks: list[bytes]) -> bytes:
    """1 where every mask has 1."""
    wanted = _bits(masks[0])
    for mask in masks[1:]:
        wanted &= _bits(mask)
    return wanted.to_bytes(len(masks[0]), "little")
