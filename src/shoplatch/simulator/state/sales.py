"""What buyers bought: orders, their line items (one per unit), packages and cancellations. Plain records, no behaviour.

What comes back is in `aftersales`.

Times are virtual Unix seconds, 0 means "not yet". Money is whole minor units of the order's currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shoplatch.simulator.state.books import Book
from shoplatch.simulator.state.goods import Part
from shoplatch.simulator.state.places import Address


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who ordered."""

    id: str
    nickname: str
    email: str
    address: Address


@dataclass(slots=True)
class Refund:
    """Money that goes back to a buyer, in minor units; `tax` is that of the goods and of their part of the shipping."""

    subtotal: int = 0
    shipping: int = 0
    tax: int = 0
    shipping_tax: int = 0  # how much of `tax` belongs to the shipping

    @property
    def total(self) -> int:
        """Everything together."""
        return self.subtotal + self.shipping + self.tax


@dataclass(frozen=True, slots=True)
class Unboxed:
    """What was in a blind box, as the seller reported it; `at_ms` in Unix milliseconds."""

    product_id: str
    sku_id: str
    at_ms: int
    kind: str = "NORMAL"  # NORMAL | GIFT


@dataclass(slots=True)
class Line:
    """One unit of one SKU, as it was when it was ordered (platform.md section 8.2)."""

    id: str
    sku_id: str
    product_id: str
    product_name: str
    sku_name: str
    seller_sku: str
    image_uri: str
    original_price: int
    seller_discount: int = 0
    platform_discount: int = 0
    tax: int = 0
    status: str = "UNPAID"  # display_status
    package_status: str = "TO_FULFILL"
    package_id: str = ""
    rts_time: int = 0
    cancel_user: str = ""
    cancel_reason: str = ""
    is_gift: bool = False
    gift_retail_price: int = 0
    parts: tuple[Part, ...] = ()  # of a virtual bundle
    is_blind_box: bool = False
    unboxed: list[Unboxed] = field(default_factory=list)
    pod_data_id: str = ""  # of print on demand: where the buyer's design is kept
    promised: int = 0  # of the price: already gone back, or promised to
    promised_tax: int = 0
    return_id: str = ""  # the open refund, return or replacement request
    returned: bool = False  # a request was carried out
    left_stock: bool = False  # its unit is no longer counted

    @property
    def sale_price(self) -> int:
        """What the buyer pays for the unit before tax where tax comes on top."""
        return self.original_price - self.seller_discount - self.platform_discount


@dataclass(slots=True)
class Payment:
    """What the buyer pays for everything that is not a line (platform.md section 8.3)."""

    currency: str
    original_shipping_fee: int = 0
    shipping_seller_discount: int = 0
    shipping_platform_discount: int = 0
    shipping_cofunded_discount: int = 0
    shipping_tax: int = 0
    tax_rate_ppm: int = 0  # sales tax on top of prices, in millionths; 0 where prices hold the tax
    method: str = ""
    card_type: str = ""
    auth_code: str = ""
    fees: dict[str, int] = field(default_factory=dict)  # field of the payment -> what the market charges on top
    promised_shipping: int = 0  # of the shipping fee: already gone back, or promised to
    promised_shipping_tax: int = 0

    @property
    def shipping_fee(self) -> int:
        """What the buyer pays for shipping."""
        taken = self.shipping_seller_discount + self.shipping_platform_discount + self.shipping_cofunded_discount
        return self.original_shipping_fee - taken


@dataclass(slots=True)
class Order:
    """One buyer's order in one shop."""

    id: str
    status: str
    create_time: int
    update_time: int
    buyer: Buyer
    address: Address
    lines: list[Line]
    payment: Payment
    warehouse_id: str
    shipping_type: str  # TIKTOK | SELLER
    delivery_option_id: str
    waits_on_hold: bool  # the hour of remorse is spent in ON_HOLD
    message: str = ""
    address_changed: bool = False
    package_ids: list[str] = field(default_factory=list)
    split_or_combine: str = ""
    paid_time: int = 0
    released_time: int = 0
    rts_sla_time: int = 0
    tts_sla_time: int = 0
    shipping_due_time: int = 0
    collection_due_time: int = 0
    delivery_due_time: int = 0
    delivery_sla_time: int = 0
    rts_time: int = 0
    collection_time: int = 0
    delivery_time: int = 0
    complete_time: int = 0
    cancel_time: int = 0
    cancel_reason: str = ""
    cancelled_by: str = ""  # BUYER | SELLER | SYSTEM
    tracking_corrections: int = 0
    fulfillment_type: str = "FULFILLMENT_BY_SELLER"  # or FULFILLMENT_BY_TIKTOK: it lies in a TikTok warehouse
    order_type: str = "NORMAL"  # NORMAL | ZERO_LOTTERY | PRE_ORDER | MADE_TO_ORDER | BACK_ORDER
    commerce_platform: str = "TIKTOK_SHOP"  # or TOKOPEDIA, of a mirrored Indonesian shop
    is_cod: bool = False
    sample_payer: str = ""  # SELLER | TIKTOK of a sample order
    replaced_order_id: str = ""  # of a replacement order
    exchange_source_order_id: str = ""  # of an exchange order
    release_date: int = 0  # of a PRE_ORDER
    handling_days: int = 0  # of a MADE_TO_ORDER or BACK_ORDER
    cancel_request_id: str = ""  # the buyer's cancellation request that waits for a decision
    request_cancel_time: int = 0
    window_over: bool = False  # the after-sale window has passed; an open request keeps the order from completing


@dataclass(frozen=True, slots=True)
class TrackingEvent:
    """One step of a parcel's way; `at_ms` in virtual Unix milliseconds."""

    at_ms: int
    text: str
    action_code: int


@dataclass(slots=True)
class Package:
    """A parcel: one order, part of one, or several."""

    id: str
    status: str  # TO_FULFILL | PROCESSING | FULFILLING | COMPLETED | CANCELLED
    order_ids: list[str]
    line_ids: list[str]
    create_time: int
    update_time: int
    order_pay_time: int
    shipping_type: str
    warehouse_id: str
    provider_id: str = ""
    provider_name: str = ""
    tracking_number: str = ""
    handover_method: str = "DROP_OFF"
    pickup_start: int = 0
    pickup_end: int = 0
    shipping_service_id: str = ""
    weight: dict[str, str] = field(default_factory=dict)
    dimension: dict[str, str] = field(default_factory=dict)
    tag: str = "DEFAULT"  # DEFAULT | COMBINE | SPLIT
    shipped_time: int = 0
    corrections: int = 0
    events: list[TrackingEvent] = field(default_factory=list)


@dataclass(slots=True)
class Cancellation:
    """A cancelled order, or cancelled line items of one (platform.md section 9)."""

    id: str
    order_id: str
    line_ids: list[str]
    role: str  # BUYER | SELLER | SYSTEM
    reason: str
    status: str
    create_time: int
    update_time: int
    type: str = "CANCEL"  # CANCEL takes effect at once, BUYER_CANCEL waits for a decision
    refund: int = 0  # the sum of `refunds`
    refunds: dict[str, Refund] = field(default_factory=dict)  # line id -> what goes back for it
    deadline: int = 0  # when silence counts as approval; 0 when nothing is to be decided
    reject_reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ExternalOrder:
    """The number an order has in another system; `line_items` pairs (our line id, theirs)."""

    id: str
    platform: str
    line_items: tuple[tuple[str, str], ...]


def order_book() -> Book[Order]:
    """An empty register of orders."""
    return Book("create_time", "update_time")


def package_book() -> Book[Package]:
    """An empty register of packages."""
    return Book("create_time", "update_time", "order_pay_time")


def cancellation_book() -> Book[Cancellation]:
    """An empty register of cancellations."""
    return Book("create_time", "update_time")
