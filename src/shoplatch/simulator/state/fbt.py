"""What a shop has at Fulfilled by TikTok: goods, their stock, what is on its way in, what goes out to other channels.

Plain records. Times are virtual Unix seconds, 0 means "not yet".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator.state.places import Address


@dataclass(slots=True)
class House:
    """A warehouse of the platform. A fulfilment centre (FC) sells as a warehouse of the shop, a HUB only passes on."""

    id: str
    name: str
    kind: str  # FC | HUB
    address: Address
    place_id: str = ""  # the warehouse of the shop behind which it stands; "" of a hub


@dataclass(slots=True)
class Held:
    """One kind of goods in one house. On hand are `available`, `reserved` and `defective` units."""

    available: int = 0
    reserved: int = 0  # ordered and not yet sent
    defective: int = 0
    in_transit: int = 0  # announced and shipped, not yet received


@dataclass(slots=True)
class Goods:
    """What lies in the platform's warehouses: one thing, sold as one SKU or several."""

    id: str
    name: str
    create_time: int
    fields: dict[str, Any]  # as they were sent
    sku_ids: list[str] = field(default_factory=list)
    held: dict[str, Held] = field(default_factory=dict)  # house id -> stock
    hazmat_status: str = ""  # "" of harmless goods; else APPROVAL_STATUS_...
    measured: bool = False  # a warehouse has weighed it


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of what is on hand."""

    at: int
    house_id: str
    goods_id: str
    kind: str  # NORMAL | DEFECTIVE
    before: int
    changed: int
    order_id: str
    order_type: str


@dataclass(slots=True)
class Carton:
    """So many equal cartons and what is in each."""

    kind: str  # SINGLE_SKU | MULTI_SKU
    items: list[dict[str, Any]]
    quantity: int
    measures: dict[str, str]
    numbers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """What the seller means to send in."""

    id: str
    create_time: int
    goods: dict[str, int]  # goods id -> units
    cartons: list[Carton] = field(default_factory=list)
    asked_at: dict[str, int] = field(default_factory=dict)  # option id -> when its allocation was first asked for
    inbound_ids: list[str] = field(default_factory=list)  # once a method is confirmed


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an inbound order's status."""

    at: int
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a house counted of one kind of goods at one time."""

    id: str
    at: int
    house_id: str
    goods_id: str
    normal: int
    defective: int


@dataclass(slots=True)
class Inbound:
    """Goods on their way into a house."""

    id: str
    number: str  # as people write it: IBR...
    plan_id: str
    method: str  # D2FC | ONE_HUB
    house_id: str  # where the carrier brings it
    status: str
    create_time: int
    expected_time: int
    parts: dict[str, dict[str, int]]  # house id where it ends up -> goods id -> units
    cartons: list[Carton] = field(default_factory=list)
    ship_time: int = 0
    arrive_time: int = 0
    shipping: dict[str, str] = field(default_factory=dict)
    parcels: list[dict[str, str]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    short: dict[str, int] = field(default_factory=dict)  # goods id -> units that never arrive
    broken: dict[str, int] = field(default_factory=dict)  # goods id -> units that arrive defective
    cancel_reason: str = ""

    def planned(self) -> dict[str, int]:
        """Goods id -> units, over all houses."""
        sums: dict[str, int] = {}
        for goods in self.parts.values():
            for goods_id, units in goods.items():
                sums[goods_id] = sums.get(goods_id, 0) + units
        return sums


@dataclass(slots=True)
class Consign:
    """The part of a multi-channel order that leaves from one house."""

    id: str  # OBF...
    house_id: str
    goods: dict[str, int]
    status: str = "PENDING"
    provider_id: str = ""
    provider_name: str = ""
    tracking_number: str = ""
    issue: str = ""
    closed_by_platform: bool = False
    left: bool = False  # the units are out of the house


@dataclass(slots=True)
class McfOrder:
    """An order of another channel that is sent from here."""

    id: str
    external_id: str
    create_time: int
    consignee: dict[str, Any]
    consigns: list[Consign]


@dataclass(slots=True)
class Fbt:
    """Everything of this kind that one shop has; without `onboarded_at` the shop does not take part."""

    onboarded_at: int = 0
    mcf: bool = False  # orders of other channels are taken
    houses: dict[str, House] = field(default_factory=dict)
    goods: dict[str, Goods] = field(default_factory=dict)
    goods_of_sku: dict[str, str] = field(default_factory=dict)  # SKU id -> goods id
    house_of_place: dict[str, str] = field(default_factory=dict)  # warehouse of the shop -> house id
    movements: list[Movement] = field(default_factory=list)  # oldest first
    plans: dict[str, Plan] = field(default_factory=dict)
    plans_by_key: dict[str, str] = field(default_factory=dict)  # idempotent_key -> plan id
    inbounds: dict[str, Inbound] = field(default_factory=dict)
    mcf_orders: dict[str, McfOrder] = field(default_factory=dict)
    mcf_by_external_id: dict[str, str] = field(default_factory=dict)
