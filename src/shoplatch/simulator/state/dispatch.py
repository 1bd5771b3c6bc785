"""What a shop hands over beside its parcels: proofs, invoices, bundles, codes, customs declarations. Plain records.

Times are virtual Unix seconds, 0 means "not yet".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Proof:
    """An uploaded picture or PDF that shows a delivery."""

    url: str
    name: str
    kind: str  # IMG | PDF
    size: int  # bytes
    create_time: int


@dataclass(slots=True)
class ProofOfDelivery:
    """What the seller said about the delivery of one package."""

    delivery_type: str  # DELIVERY_SUCCESS | DELIVERY_FAILED
    at: int
    file_url: str = ""
    fail_reason: str = ""


@dataclass(slots=True)
class Invoice:
    """A Brazilian NFe of one package."""

    package_id: str
    order_ids: list[str]
    access_key: str
    status: str  # PROCESSING | SUCCESS | FAILED | INVALID
    upload_time: int
    invalid_reason: str = ""
    outcome: str = "SUCCESS"  # what its processing will come to, settled by what the file says


@dataclass(slots=True)
class Bundle:
    """Parcels in one bag: FIRST_MILE on the way to the platform's hub, LAST_MILE on the way out of it."""

    id: str
    kind: str
    member_ids: list[str]  # orders of the first mile, packages of the last
    create_time: int
    handover_method: str = ""
    tracking_number: str = ""
    provider_id: str = ""
    phone_tail_number: str = ""
    fields: dict[str, Any] = field(default_factory=dict)  # of the last mile, as they were sent


@dataclass(slots=True)
class Redemption:
    """What a buyer redeems a virtual good with."""

    redeem_type: str  # CODE | URL
    redeem_data: str
    source_unique_id: str
    at: int


@dataclass(slots=True)
class Dispatch:
    """Everything of this kind that one shop has."""

    proofs: dict[str, Proof] = field(default_factory=dict)  # address -> file
    deliveries: dict[str, ProofOfDelivery] = field(default_factory=dict)  # package id -> what was said
    invoices: dict[str, Invoice] = field(default_factory=dict)  # package id -> invoice
    bundles: dict[str, Bundle] = field(default_factory=dict)
    bundled: dict[str, str] = field(default_factory=dict)  # order or package id -> bundle id
    redemptions: dict[str, Redemption] = field(default_factory=dict)  # order line id -> code
    wishes: dict[str, dict[str, Any]] = field(default_factory=dict)  # order line id -> how it shall be made
    customs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # order id -> declared items, as sent
    tracks: dict[str, list[str]] = field(default_factory=dict)  # order id -> keys of tracks a carrier has reported
