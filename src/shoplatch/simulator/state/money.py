"""What a shop earned and was paid: transactions in statements, payments, withdrawals, what is held back. Plain records.

Times are virtual Unix seconds, 0 means "not yet". Money is whole minor units of the shop's currency; what the seller is
charged is negative, what the seller gets is positive, so that a settlement is the plain sum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator.state.books import Book


@dataclass(slots=True)
class SkuWorth:
    """What one SKU of an order comes to, by the names the newest description gives the parts (platform.md section 15)."""

    sku_id: str
    product_name: str
    sku_name: str
    quantity: int
    revenue: dict[str, int] = field(default_factory=dict)
    fee: dict[str, int] = field(default_factory=dict)
    tax: dict[str, int] = field(default_factory=dict)
    shipping: dict[str, int] = field(default_factory=dict)
    extra: dict[str, int] = field(default_factory=dict)  # supplementary components: told, never counted


@dataclass(slots=True)
class Transaction:
    """One row of a statement: an order, or a correction of it; a reserve; an adjustment."""

    id: str
    type: str  # ORDER | RESERVE | an adjustment type
    at: int  # when it was settled
    order_id: str = ""
    order_create_time: int = 0
    skus: list[SkuWorth] = field(default_factory=list)
    adjustment_id: str = ""
    adjustment_order_id: str = ""
    adjustment: int = 0
    reserve_id: str = ""
    reserve_order_id: str = ""
    reserve_status: str = ""  # COLLECTED | RELEASED
    reserve: int = 0
    release_at: int = 0
    stated: dict[str, int] = field(default_factory=dict)  # totals a planted fault states otherwise than the parts say
    currency: str = ""  # where a planted fault names another


@dataclass(slots=True)
class Statement:
    """The account of one UTC day."""

    id: str
    status: str  # PROCESSING | PAID | FAILED | SETTLED: the payment's, or that of a market without payments
    statement_time: int  # 00:00 UTC of the next day
    transactions: list[Transaction]
    sums: dict[str, int] = field(default_factory=dict)  # as it states them
    payment_id: str = ""
    payment_time: int = 0


@dataclass(slots=True)
class Payment:
    """Money sent to the seller's bank for one statement or several."""

    id: str
    status: str  # PROCESSING | PAID | FAILED
    create_time: int
    ends_at: int  # when the bank has answered
    statement_ids: list[str]
    settlement: int
    reserve: int
    rate_ppm: int  # exchange rate in millionths
    amount: int  # in minor units of `currency`, after exchange
    currency: str
    paid_time: int = 0
    will_fail: bool = False


@dataclass(slots=True)
class Withdrawal:
    """A movement of the seller's balance."""

    id: str
    type: str  # WITHDRAW | SETTLE | TRANSFER | REVERSE ...
    status: str  # PROCESSING | SUCCESS | FAILED
    create_time: int
    amount: int  # of a SETTLE or TRANSFER with its sign, else positive
    ends_at: int = 0
    will_fail: bool = False
    of_id: str = ""  # what it reverses, or the statement or payment behind it


@dataclass(slots=True)
class Adjustment:
    """Something on or off that is booked with the next statement."""

    id: str
    type: str
    amount: int
    create_time: int
    order_id: str = ""


@dataclass(slots=True)
class Held:
    """A part of an order's settlement that is held back for a while."""

    id: str
    order_id: str
    amount: int  # positive
    release_at: int


@dataclass(slots=True)
class Commission:
    """What an order owes a creator: a share in millionths of what its goods cost the buyer."""

    rate_ppm: int
    partner_rate_ppm: int = 0
    by_ads: bool = False
    products: dict[str, int] = field(default_factory=dict)  # rate by product id, where not every product was agreed on
    partner_products: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Plant:
    """A fault of the platform's accounts made on purpose, and the truth about it."""

    id: str
    kind: str
    planted_at: int
    state: str = "armed"  # armed | struck
    order_id: str = ""  # asked for, then struck
    size: int = 0  # asked for: minor units, millionths or days, by kind
    struck_at: int = 0
    statement_id: str = ""
    transaction_id: str = ""
    payment_id: str = ""
    other_id: str = ""  # of a reserve, an adjustment or a withdrawal
    field: str = ""
    true: str = ""
    shown: str = ""
    effect: int = 0  # what it does to the seller's money, minor units
    note: str = ""


@dataclass(slots=True)
class Purse:
    """The money of one shop."""

    terms: list[dict[str, Any]] = field(default_factory=lambda: [{}])  # what differed from the rate table, the newest last
    settled_on: dict[str, int] = field(default_factory=dict)  # order id -> which of them it was settled on; 0 is left out
    seen_until: int = 0  # orders changed before are known here
    due: dict[str, int] = field(default_factory=dict)  # order id -> when it was delivered; it settles some days later
    booked: dict[str, list[str]] = field(default_factory=dict)  # order id -> statements it is in
    unsure: list[str] = field(default_factory=list)  # booked orders with an open request
    truth: dict[str, list[SkuWorth]] = field(default_factory=dict)  # order id -> what was due, where a fault hides it
    held: list[Held] = field(default_factory=list)
    pending: list[Adjustment] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)  # orders an adjustment stands for: lost parcels, samples
    unpaid: list[str] = field(default_factory=list)  # statements no payment holds yet
    statements: Book[Statement] = field(default_factory=lambda: statement_book())
    payments: Book[Payment] = field(default_factory=lambda: payment_book())
    withdrawals: Book[Withdrawal] = field(default_factory=lambda: withdrawal_book())
    balance: int = 0  # settled and not yet on its way to the bank
    withdrawn_at: int = 0
    commissions: dict[str, Commission] = field(default_factory=dict)  # order id -> who brought the buyer
    plants: list[Plant] = field(default_factory=list)
    tax: dict[str, Any] = field(default_factory=dict)  # what the seller registered with the tax office


def statement_book() -> Book[Statement]:
    """An empty register of statements."""
    return Book("statement_time")


def payment_book() -> Book[Payment]:
    """An empty register of payments."""
    return Book("create_time")


def withdrawal_book() -> Book[Withdrawal]:
    """An empty register of withdrawals."""
    return Book("create_time")
