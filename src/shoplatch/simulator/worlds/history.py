"""A long past, made on demand: registers of orders and packages that are over, each computed when it is read.

Kept per order are a few bytes (its place in each time order and whether it was cancelled). Nothing here changes stock: what
was shipped long ago is gone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import buyer_of
from shoplatch.simulator.state.books import Mark
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Buyer, Order, Package
from shoplatch.simulator.worlds.past import PAID_AFTER_S, Past, Times, make_order, make_package

_NUMBER_BITS = 24  # of a packed place; 16.7 million orders a shop
_NUMBER = (1 << _NUMBER_BITS) - 1


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


class _Kept:
    """Sorted places of some numbers in one time order, eight bytes each."""

    def __init__(self, start: int, packed: list[int], flags: bytearray) -> None:
        packed.sort()  # (seconds since the start, number), packed into one integer each
        self._start = start
        self.places = array("Q", packed)
        self._flags = bytes([flags[place & _NUMBER] for place in packed])  # 1: cancelled

    def span(self, start: Mark | None, end: Mark | None, name: Callable[[int], str]) -> tuple[int, int]:
        """Positions of [start, end)."""
        low = 0 if start is None else self._position(start, name)
        return low, len(self.places) if end is None else max(low, self._position(end, name))

    def marks(self, positions: range, name: Callable[[int], str], flag: int | None) -> Iterator[Mark]:
        """The marks at some positions, all or those with one flag."""
        for position in positions:
            if flag is not None and self._flags[position] != flag:
                continue
            place = self.places[position]
            yield self._start + (place >> _NUMBER_BITS), name(place & _NUMBER)

    def cancelled(self, low: int, high: int) -> int:
        """How many of a stretch were cancelled."""
        return self._flags.count(1, low, high)

    def _position(self, mark: Mark, name: Callable[[int], str]) -> int:
        moment = mark[0] - self._start
        if moment < 0:
            return 0
        position = bisect_left(self.places, moment << _NUMBER_BITS)
        while position < len(self.places):
            place = self.places[position]
            if place >> _NUMBER_BITS != moment or name(place & _NUMBER) >= mark[1]:
                break
            position += 1
        return position


class _Archive(ABC):
    """What both archives do alike."""

    prefix = ""

    def __init__(self, past: Past) -> None:
        self.past = past
        self._orders: dict[str, _Kept] = {}

    @cached_property
    def flags(self) -> bytearray:
        """1 for every order that was cancelled."""
        past = self.past
        return bytearray(past.cancelled(bits) for bits in past.bits)

    def name(self, number: int) -> str:
        """The id of a number."""
        return f"{self.prefix}{self.past.plan.place:03d}{number:012d}"

    def number(self, thing_id: str) -> int | None:
        """The number behind an id, or None when it is not one of ours."""
        head, tail = thing_id[:7], thing_id[7:]
        if head != f"{self.prefix}{self.past.plan.place:03d}" or len(tail) != 12 or not tail.isdigit():
            return None
        number = int(tail)
        return number if number < self.past.plan.size else None

    def marks(
        self, key: str, start: Mark | None, end: Mark | None, *, descending: bool, status: str | None = None
    ) -> Iterator[Mark]:
        """See `Archive`."""
        if status not in (None, "COMPLETED", "CANCELLED"):
            return iter(())
        kept = self._kept(key)
        low, high = kept.span(start, end, self.name)
        positions = range(high - 1, low - 1, -1) if descending else range(low, high)
        return kept.marks(positions, self.name, None if status is None else int(status == "CANCELLED"))

    def _kept(self, key: str) -> _Kept:
        if key not in self._orders:
            self._orders[key] = _Kept(self.past.plan.start, self._packed(key), self.flags)
        return self._orders[key]

    @abstractmethod
    def _packed(self, key: str) -> list[int]: ...

    def glance(self, thing_id: str) -> Seen:
        """See `Archive`."""
        number = self.number(thing_id)
        assert number is not None  # asked for marks of this archive only
        past, bits, times = self.past, self.past.bits[number], self.past.times(number)
        warehouse = past.warehouses[(bits >> 50) % 10 < 3]
        return Seen(
            id=thing_id,
            status=self._status(times),
            create_time=self._created(times),
            update_time=self._updated(times),
            order_pay_time=times.paid,
            shipping_type=warehouse.shipping_type,
            warehouse_id=warehouse.id,
            shop=past.shop,
            buyer_number=past.buyer_number(bits),
        )

    @abstractmethod
    def _status(self, times: Times) -> str: ...

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
        past = self.past
        return sum(past.units(bits) for bits in past.bits)

    def make(self, thing_id: str) -> Order | None:
        """See `Archive`."""
        number = self.number(thing_id)
        return None if number is None else make_order(self.past, number, thing_id)

    def count(self, key: str, start: Mark | None, end: Mark | None, status: str | None) -> int:
        """See `Archive`."""
        kept = self._kept(key)
        low, high = kept.span(start, end, self.name)
        if status is None:
            return high - low
        cancelled = kept.cancelled(low, high)
        return {"CANCELLED": cancelled, "COMPLETED": high - low - cancelled}.get(status, 0)

    def by_status(self) -> Counter[str]:
        """See `Archive`."""
        cancelled = self.flags.count(1)
        return Counter(COMPLETED=len(self) - cancelled, CANCELLED=cancelled)

    def _packed(self, key: str) -> list[int]:
        past = self.past
        if key == "create_time":
            return [moment << _NUMBER_BITS | number for number, moment in enumerate(past.created)]
        told = enumerate(zip(past.created, past.bits, strict=True))
        return [past.over_time(moment, bits) << _NUMBER_BITS | number for number, (moment, bits) in told]

    def _status(self, times: Times) -> str:
        return "CANCELLED" if times.cancelled else "COMPLETED"

    def _created(self, times: Times) -> int:
        return times.create

    def _updated(self, times: Times) -> int:
        return times.over


class PastPackages(_Archive):
    """The delivered packages of those orders, one each."""

    prefix = "1152"

    def __len__(self) -> int:
        return self.past.plan.size - self.flags.count(1)

    def make(self, thing_id: str) -> Package | None:
        """See `Archive`."""
        number = self.number(thing_id)
        return None if number is None or self.flags[number] else make_package(self.past, number, thing_id)

    def count(self, key: str, start: Mark | None, end: Mark | None, status: str | None) -> int:
        """See `Archive`."""
        low, high = self._kept(key).span(start, end, self.name)
        return high - low if status in (None, "COMPLETED") else 0

    def by_status(self) -> Counter[str]:
        """See `Archive`."""
        return Counter(COMPLETED=len(self))

    def _packed(self, key: str) -> list[int]:
        past, flags = self.past, self.flags
        told = [(number, moment, past.bits[number]) for number, moment in enumerate(past.created) if not flags[number]]
        if key == "update_time":
            return [past.over_time(moment, bits) - past.window << _NUMBER_BITS | number for number, moment, bits in told]
        if key == "order_pay_time" or market(past.shop.region).rules.package_moment == "paid":
            return [moment + PAID_AFTER_S << _NUMBER_BITS | number for number, moment, _ in told]
        return [moment + past.ship_delay(bits) << _NUMBER_BITS | number for number, moment, bits in told]

    def _status(self, _times: Times) -> str:
        return "COMPLETED"

    def _created(self, times: Times) -> int:
        return times.paid if market(self.past.shop.region).rules.package_moment == "paid" else times.shipped

    def _updated(self, times: Times) -> int:
        return times.delivered
