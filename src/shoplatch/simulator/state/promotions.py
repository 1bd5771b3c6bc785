"""What a shop offers cheaper, and for how long: promotion activities with their items, and coupons. Plain records.

Money is whole minor units of the shop's currency; times are virtual Unix seconds. `status` follows the clock (platform.md
section 14): NOT_START, ONGOING, EXPIRED; DEACTIVATED by the seller, NOT_EFFECTIVE by the platform, DRAFT without items.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

UNLIMITED = -1


@dataclass(slots=True)
class Offer:
    """The terms of one product or one SKU in an activity."""

    id: str
    price: int | None = None  # what it costs in FIXED_PRICE and FLASHSALE
    percent: str = ""  # what comes off in DIRECT_DISCOUNT, as it was sent
    limit: int = UNLIMITED  # units in all
    per_user: int = UNLIMITED  # units for each buyer
    used: int = 0  # units sold under it
    by_buyer: dict[str, int] = field(default_factory=dict)  # buyer id -> units
    skus: dict[str, Offer] = field(default_factory=dict)  # of a product, at VARIATION level


@dataclass(slots=True)
class Activity:
    """One promotion."""

    id: str
    type: str
    level: str  # PRODUCT | VARIATION | SHOP
    title: str
    begin: int
    end: int  # 0: without end
    create_time: int
    update_time: int
    status: str = "DRAFT"
    duration: str = "NORMAL"
    discount: dict[str, Any] = field(default_factory=dict)  # the terms of those that look at the whole order, as sent
    participation: list[dict[str, str]] = field(default_factory=list)
    target: dict[str, str] = field(default_factory=dict)
    auction: str = ""
    offers: dict[str, Offer] = field(default_factory=dict)  # product id -> terms
    benefit_ids: list[str] = field(default_factory=list)  # products that a BUY_X_GET_Y gives cheaper
    excluded_ids: list[str] = field(default_factory=list)  # products a SHOP-level activity leaves out
    plans: int = 0  # every change of its times has its number, so that an old begin or end changes nothing

    @property
    def is_open(self) -> bool:
        """Whether it holds its items: waiting for its moment, or running."""
        return self.status in ("NOT_START", "ONGOING")


@dataclass(slots=True)
class Coupon:
    """A voucher of the seller; made in Seller Center, read by apps."""

    id: str
    title: str
    create_time: int
    update_time: int
    claim_start: int
    claim_end: int
    redeem_start: int
    redeem_end: int
    percent: int = 0  # PERCENT_OFF when it is set
    reduction: int = 0  # AMOUNT_OFF
    max_discount: int = 0
    min_spend: int = 0
    display_type: str = "REGULAR"
    promo_code: str = ""
    product_ids: list[str] = field(default_factory=list)  # none: the whole shop
    status: str = "NOT_START"  # NOT_START | ONGOING | EXPIRED | DEACTIVATED
    claim_limit: int = 1_000
    claims_per_buyer: int = 1
    redemption_limit: int = 1_000
    relative_days: int = 0  # it may be used so many days after it was claimed; 0: in a fixed span
    claimed: int = 0
    redeemed: int = 0
