"""What a shop sells and where it lies: warehouses, products, SKUs and their stock. Plain records, no behaviour.

Money is whole minor units (pence, cents, yen) so that sums are exact; the market profile knows how many decimals to show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator.state.places import Address


@dataclass(slots=True)
class Warehouse:
    """A place goods are sent from (SALES_WAREHOUSE) or come back to (RETURN_WAREHOUSE)."""

    id: str
    name: str
    address: Address
    entity_id: str
    type: str = "SALES_WAREHOUSE"
    sub_type: str = "DOMESTIC_WAREHOUSE"
    effect_status: str = "ENABLED"
    is_default: bool = False
    shipping_type: str = "TIKTOK"  # who ships what leaves here: TIKTOK | SELLER; a setting of Seller Center
    latitude: str = ""
    longitude: str = ""
    more: dict[str, Any] = field(default_factory=dict)  # what calls have said beside: further lines, scripts, cover


@dataclass(slots=True)
class Stock:
    """The buckets of one SKU in one warehouse (platform.md section 12)."""

    available: int = 0
    committed: int = 0
    backorder: int | None = None  # starts to sell by itself once the normal stock is gone
    handling_time: int | None = None  # working days; the same in all warehouses


@dataclass(frozen=True, slots=True)
class SalesAttribute:
    """What tells one SKU of a product from another: colour, size."""

    id: str
    name: str
    value_id: str
    value_name: str
    image_uri: str = ""
    more_image_uris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One component of a virtual bundle: the SKU whose stock is taken, and how many units of it."""

    product_id: str
    sku_id: str
    seller_sku: str
    units: int


@dataclass(slots=True)
class Sku:
    """One thing a buyer can put into the cart."""

    id: str
    product_id: str
    seller_sku: str
    price: int  # minor units
    attributes: tuple[SalesAttribute, ...] = ()
    stock: dict[str, Stock] = field(default_factory=dict)  # warehouse id -> buckets
    list_price: int | None = None
    external_sku_id: str = ""
    identifier_code: dict[str, str] | None = None
    active: bool = True
    deleted: bool = False  # left out of an edit; kept for the orders that hold it
    changes: int = 0  # how often its stock changed
    campaign: dict[str, int] = field(default_factory=dict)  # promotion id -> available units it keeps for itself
    creator: dict[str, int] = field(default_factory=dict)  # creator's name -> available units kept for them
    auto_restock: bool = False  # the platform fills it up again by itself
    switched_off_by: str = ""  # SELLER | PLATFORM, while it is not active
    retail_price: dict[str, Any] | None = None  # what a strikethrough price is backed by, as it was sent
    global_sku_id: str = ""  # the SKU of the global product it was published from
    more: dict[str, Any] = field(default_factory=dict)  # fields kept as they were sent: pre_sale, fees, sku_unit_count ...
    parts: tuple[Part, ...] = ()  # of a virtual bundle, which has no stock of its own

    @property
    def name(self) -> str:
        """How the buyer reads it: "Rose, 50 ml"; "Default" for the only SKU of a product."""
        return ", ".join(part.value_name for part in self.attributes) or "Default"

    @property
    def available(self) -> int:
        """Units that can be sold, over all warehouses."""
        return sum(stock.available for stock in self.stock.values())

    @property
    def committed(self) -> int:
        """Units in orders that have not been shipped, over all warehouses."""
        return sum(stock.committed for stock in self.stock.values())

    @property
    def reserved(self) -> int:
        """Available units that promotions and creators keep for themselves."""
        return sum(self.campaign.values()) + sum(self.creator.values())


@dataclass(slots=True)
class Product:
    """A listing with its SKUs. `status` is the combined one of platform.md section 11.1."""

    id: str
    title: str
    description: str
    category_id: str
    image_uris: list[str]
    create_time: int
    update_time: int
    status: str = "PENDING"
    audit: str = "AUDITING"  # NONE | AUDITING | FAILED | PRE_APPROVED | APPROVED
    brand_id: str = ""
    skus: list[Sku] = field(default_factory=list)
    package_weight: dict[str, str] = field(default_factory=dict)
    package_dimensions: dict[str, str] = field(default_factory=dict)
    attributes: list[dict[str, Any]] = field(default_factory=list)
    external_product_id: str = ""
    is_cod_allowed: bool = False
    is_not_for_sale: bool = False
    minimum_order_quantity: int = 1
    insurance: str = "NOT_SUPPORTED"
    audit_failures: list[dict[str, str]] = field(default_factory=list)  # position, reason, suggestion
    pre_approved_reasons: list[str] = field(default_factory=list)  # what a PRE_APPROVED audit waits for
    suspended_reason: str = ""  # why the platform took it down
    under_review: dict[str, Any] | None = None  # edits of a live product that wait for their audit
    review_skus: list[Sku] | None = None  # the SKUs of that version, where the edit named any; new ones are not on sale yet
    review_removed: list[str] = field(default_factory=list)  # SKU ids that version leaves out
    draft: dict[str, Any] | None = None  # edits saved AS_DRAFT beside a live product
    passed_once: bool = False
    audits: int = 0  # every submission has its number, so that a late audit of an older one changes nothing
    global_product_id: str = ""  # the global product it was published from
    copied_from: dict[str, str] | None = None  # shop_id, product_id, region, inventory_mode of the product it is a copy of
    copies: dict[str, str] = field(default_factory=dict)  # region -> id of the copy in that market
    appeals: list[dict[str, Any]] = field(default_factory=list)  # size chart appeals, oldest first
    more: dict[str, Any] = field(default_factory=dict)  # fields kept as they were sent: certifications, size_chart ...


@dataclass(frozen=True, slots=True)
class Image:
    """An uploaded picture."""

    uri: str
    use_case: str
    width: int
    height: int
