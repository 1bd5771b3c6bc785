"""What a seller keeps beside the products themselves: brands, files, size charts, contacts, global products, ideas for sale.

Plain records, no behaviour. Uploads and registrations belong to the seller's account, because their calls carry no
shop_cipher; what depends on a market belongs to the shop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator.state.goods import SalesAttribute


@dataclass(frozen=True, slots=True)
class CustomBrand:
    """A brand the seller made up."""

    id: str
    name: str
    create_time: int


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """An uploaded document or video."""

    id: str
    name: str
    format: str  # PDF, MP4 ...
    size: int  # bytes


@dataclass(slots=True)
class SizeChart:
    """A size chart that products can name: pictures by locale, or a table."""

    id: str
    name: str
    mode: str  # REUSABLE_TEMPLATE | PRODUCT_SCOPED
    images: dict[str, str] = field(default_factory=dict)  # locale -> image uri
    table: dict[str, Any] | None = None  # size_chart_data as it was sent
    category_ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Contact:
    """A manufacturer or responsible person of EU compliance; one profile for each locale."""

    id: str
    create_time: int
    profiles: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Translation:
    """The translation of one picture into one language."""

    id: str
    image_uri: str
    language: str
    status: str = "PROCESSING"  # PROCESSING | COMPLETED | FAILED
    translated_uri: str = ""
    fail_reason: str = ""


@dataclass(slots=True)
class GlobalSku:
    """One variant of a global product."""

    id: str
    seller_sku: str
    price: dict[str, str]  # amount, currency
    attributes: tuple[SalesAttribute, ...] = ()
    stock: dict[str, int] = field(default_factory=dict)  # global warehouse id -> quantity
    more: dict[str, Any] = field(default_factory=dict)  # fields kept as they were sent


@dataclass(slots=True)
class GlobalProduct:
    """The listing a cross-border seller publishes to shops (platform.md section 11.5)."""

    id: str
    create_time: int
    update_time: int
    fields: dict[str, Any]  # everything but the SKUs, as it was sent
    skus: list[GlobalSku] = field(default_factory=list)
    published: dict[str, str] = field(default_factory=dict)  # region -> id of the product there
    listing_method: str = "GLOBAL_PUBLISHING"  # or LOCAL_REPLICATION: edits here do not follow into the products any more
    deleted: bool = False


@dataclass(slots=True)
class Candidate:
    """A product of another platform, offered to find out what would sell."""

    external_product_id: str
    create_time: int
    update_time: int
    fields: dict[str, Any]  # as it was sent
    status: str = "PENDING"  # PENDING | MATCHED | NOT_MATCHED
    opportunity_ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Submission:
    """A product offered for an opportunity."""

    id: str
    opportunity_id: str
    product_id: str
    submit_time: int
    status: str = "REVIEWING"  # REVIEWING | APPROVED | REJECTED
    review_time: int = 0
    rejection_reason: str = ""


@dataclass(slots=True)
class Family:
    """A combined listing: several products that buyers see as one."""

    id: str
    product_ids: list[str]
    status: str = "LIVE"  # LIVE | SYSTEM_DEACTIVATED | SELLER_DEACTIVATED | DELETED


@dataclass(slots=True)
class SellerLibrary:
    """What one account has uploaded and registered, by id."""

    brands: dict[str, CustomBrand] = field(default_factory=dict)
    files: dict[str, UploadedFile] = field(default_factory=dict)
    size_charts: dict[str, SizeChart] = field(default_factory=dict)
    manufacturers: dict[str, Contact] = field(default_factory=dict)
    persons: dict[str, Contact] = field(default_factory=dict)
    translations: dict[str, Translation] = field(default_factory=dict)
    global_products: dict[str, GlobalProduct] = field(default_factory=dict)
    imported_rows: int = 0  # of product sheets taken over from elsewhere
    tasks: dict[str, int] = field(default_factory=dict)  # kind of upgrade -> when it was last started


@dataclass(slots=True)
class ShopLibrary:
    """What one shop keeps for its market, by id."""

    candidates: dict[str, Candidate] = field(default_factory=dict)  # external product id -> what was offered
    submissions: dict[str, Submission] = field(default_factory=dict)
    external_products: dict[str, dict[str, Any]] = field(default_factory=dict)  # external product id -> as it was sent
    attribute_requests: dict[str, str] = field(default_factory=dict)  # external product id -> version asked about
    families: dict[str, Family] = field(default_factory=dict)
    mirror_status: str = ""  # of the mirror on Tokopedia: MIRRORED | ROLLED_BACK | CANCELED
    granted_categories: list[str] = field(default_factory=list)  # invite-only ones this shop was let into
    tasks: dict[str, int] = field(default_factory=dict)  # kind of upgrade -> when it was last started
