"""What a shop keeps beside its trade: reviews, messages to customers, numbers of other systems, pharmacies. Plain records.

Times are virtual Unix seconds unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Review:
    """What somebody thinks of a product: a buyer here, or a customer of another channel."""

    id: str  # of an imported one the number it has there
    product_key: str  # the product here, or how the other channel names it
    rating: int
    content: str
    create_time_ms: int
    source: str  # TIKTOK_SHOP, or the channel it was imported from
    title: str = ""
    reviewer: str = ""
    order_id: str = ""
    media: list[str] = field(default_factory=list)


@dataclass(slots=True)
class EngagementTask:
    """One message to many customers."""

    id: str
    name: str
    end_time: int
    create_time: int
    title: str
    body: str
    template_id: str = ""  # "" for words of the seller's own
    product_ids: list[str] = field(default_factory=list)
    coupon_ids: list[str] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)  # buyer id -> when
    read: list[str] = field(default_factory=list)  # buyer ids


@dataclass(slots=True)
class Pharmacy:
    """The licence and the pharmacist of one warehouse."""

    warehouse_id: str
    fields: dict[str, Any]  # as they were sent


@dataclass(slots=True)
class Around:
    """Everything of this kind that one shop has."""

    reviews: dict[str, Review] = field(default_factory=dict)
    tasks: dict[str, EngagementTask] = field(default_factory=dict)
    tasks_by_key: dict[str, str] = field(default_factory=dict)  # idempotency key -> task id
    collections: dict[str, dict[str, Any]] = field(default_factory=dict)  # collection id -> as it was sent
    channel_orders: dict[str, dict[str, Any]] = field(default_factory=dict)  # channel/its order id -> as it was sent
    pharmacies: dict[str, Pharmacy] = field(default_factory=dict)  # warehouse id -> pharmacy
    prescription_products: dict[str, bool] = field(default_factory=dict)  # product id -> needs one
    prescriptions: dict[str, dict[str, str]] = field(default_factory=dict)  # order id -> status and reason


@dataclass(slots=True)
class HandedOver:
    """What an account has handed over without naming a shop."""

    review_media: dict[str, str] = field(default_factory=dict)  # uri -> IMAGE | VIDEO
    shipped_by_providers: dict[str, dict[str, Any]] = field(default_factory=dict)  # package id -> as it was sent
    uploads: dict[str, dict[str, Any]] = field(default_factory=dict)  # upload token -> the file that was announced
