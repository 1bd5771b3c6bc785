"""Who exists and what belongs to whom: apps, sellers, shops, grants. Plain records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator.state.aftersales import ReturnOrder, return_book
from shoplatch.simulator.state.around import Around, HandedOver
from shoplatch.simulator.state.books import Book
from shoplatch.simulator.state.creators import Affiliate
from shoplatch.simulator.state.dispatch import Dispatch
from shoplatch.simulator.state.fbt import Fbt
from shoplatch.simulator.state.goods import Image, Product, Sku, Warehouse
from shoplatch.simulator.state.listing import SellerLibrary, ShopLibrary
from shoplatch.simulator.state.money import Purse
from shoplatch.simulator.state.promotions import Activity, Coupon
from shoplatch.simulator.state.sales import (
    Buyer,
    Cancellation,
    ExternalOrder,
    Order,
    Package,
    cancellation_book,
    order_book,
    package_book,
)
from shoplatch.simulator.state.talks import Talks


@dataclass(slots=True)
class App:
    """An app of Partner Center (platform.md section 1)."""

    key: str
    secret: str = field(repr=False)
    service_id: str
    name: str
    kind: str = "custom"  # custom | public
    redirect_url: str = ""
    webhook_url: str = ""  # app-level address; a shop-level one wins
    webhook_topics: set[int] = field(default_factory=lambda: {1, 3, 4, 5, 6, 7})  # switches of Partner Center
    scopes: list[str] = field(default_factory=list)
    enabled: bool = True  # the "Enable API" switch
    ip_allow_list: list[str] = field(default_factory=list)  # addresses or networks; empty: everybody
    old_secret: str = field(default="", repr=False)  # the one before the last rotation, while it works on
    old_secret_ends_at: int = 0

    def secrets(self, now: int) -> tuple[str, ...]:
        """The secrets that sign for it now: the current one, and the one before while it is let in."""
        return (self.secret, self.old_secret) if self.old_secret and now < self.old_secret_ends_at else (self.secret,)


@dataclass(slots=True)
class CategoryAsset:
    """A line of business of a partner in one market; its operations are called with its cipher (platform.md section 1)."""

    cipher: str
    category_id: int
    category_name: str
    target_market: str


@dataclass(slots=True)
class Seller:
    """A Seller Center account, which may hold shops in several countries; or the account of a creator or a partner."""

    open_id: str
    name: str
    base_region: str
    active: bool = True
    user_type: int = 0  # 0 seller, 1 creator, 3 partner (platform.md section 3.3)
    email: str = ""  # of the account; a seller developer registers with the same (platform.md section 1)
    assets: list[CategoryAsset] = field(default_factory=list)  # of a partner
    images: dict[str, Image] = field(default_factory=dict)  # uri -> what was uploaded; uploads belong to no shop
    library: SellerLibrary = field(default_factory=SellerLibrary)
    handed_over: HandedOver = field(default_factory=HandedOver)
    trade_in: list[dict[str, Any]] = field(default_factory=list)  # flows of the trade-in account (finance 202609)


@dataclass(slots=True)
class Subscription:
    """A shop-level webhook address for one event type (platform.md section 19)."""

    address: str
    create_time: int
    update_time: int


@dataclass(slots=True)
class Shop:
    """One shop in one country, with everything that belongs to it."""

    id: str
    code: str
    cipher: str
    name: str
    region: str  # ISO 3166: GB, US; picks the market profile
    seller_type: str  # LOCAL | CROSS_BORDER
    seller_open_id: str
    active: bool = True
    webhooks: dict[str, dict[str, Subscription]] = field(default_factory=dict)  # app_key -> event_type -> address
    warehouses: dict[str, Warehouse] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    test_shop: bool = False  # a development shop: its calls are counted by the hour (platform.md section 20)
    carriers_come: bool = True  # carriers collect and deliver what is shipped by themselves, in virtual time
    skus: dict[str, Sku] = field(default_factory=dict)
    created_by_key: dict[str, str] = field(default_factory=dict)  # idempotency key -> product id
    library: ShopLibrary = field(default_factory=ShopLibrary)
    activities: dict[str, Activity] = field(default_factory=dict)
    coupons: dict[str, Coupon] = field(default_factory=dict)
    buyers: dict[int, Buyer] = field(default_factory=dict)  # number in the shop's circle -> who it is
    orders: Book[Order] = field(default_factory=order_book)
    packages: Book[Package] = field(default_factory=package_book)
    cancellations: Book[Cancellation] = field(default_factory=cancellation_book)
    returns: Book[ReturnOrder] = field(default_factory=return_book)
    answers_by_key: dict[str, dict[str, Any]] = field(default_factory=dict)  # idempotency key -> what was answered
    external_orders: dict[str, list[ExternalOrder]] = field(default_factory=dict)  # order id -> its numbers elsewhere
    dispatch: Dispatch = field(default_factory=Dispatch)
    talks: Talks = field(default_factory=Talks)
    around: Around = field(default_factory=Around)
    purse: Purse = field(default_factory=Purse)
    affiliate: Affiliate = field(default_factory=Affiliate)
    fbt: Fbt = field(default_factory=Fbt)


@dataclass(slots=True)
class AuthCode:
    """What the seller's consent gave: good for one exchange within 30 minutes (platform.md section 3.2)."""

    code: str = field(repr=False)
    app_key: str
    seller_open_id: str
    scopes: list[str]
    expires_at: int
    grant_ends_at: int
    assets: list[str] | None = None  # ciphers of the lines of business a partner picked; None: all


@dataclass(slots=True)
class Grant:
    """What one seller allowed one app. Tokens are kept with their end in virtual Unix seconds."""

    id: str
    app_key: str
    seller_open_id: str
    shop_ids: list[str]
    scopes: list[str]
    ends_at: int
    revoked: bool = False
    access_tokens: dict[str, int] = field(default_factory=dict, repr=False)
    refresh_tokens: dict[str, int] = field(default_factory=dict, repr=False)
    spent_refresh_tokens: dict[str, int] = field(default_factory=dict, repr=False)  # rotated away -> end of their grace
    kind: int = 0  # user_type: 0 seller, 1 creator, 3 partner
    withdrawn_shop_ids: list[str] = field(default_factory=list)  # shops once covered, deauthorized one by one
    assets: list[str] | None = None  # ciphers of the lines of business a partner picked; None: all

    def covers(self, asset: CategoryAsset) -> bool:
        """Whether a partner's line of business is in it."""
        return self.assets is None or asset.cipher in self.assets
