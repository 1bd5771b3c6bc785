"""What buyers send or claim back: refund, return, replacement and exchange requests with their history. Plain records.

Times are virtual Unix seconds, 0 means "not yet". Money is whole minor units of the order's currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shoplatch.simulator.state.books import Book
from shoplatch.simulator.state.sales import Refund


@dataclass(slots=True)
class ReturnLine:
    """One unit of an order in a request."""

    id: str
    order_line_id: str
    refund: Refund


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded picture somebody showed as proof."""

    uri: str
    width: int
    height: int


@dataclass(slots=True)
class ReturnRecord:
    """One entry of a request's history."""

    at: int
    event: str
    role: str  # BUYER | SELLER | OPERATOR | SYSTEM
    description: str
    reason: str = ""
    note: str = ""
    images: list[Picture] = field(default_factory=list)


@dataclass(slots=True)
class Rma:
    """The parcel that comes back, in the newer after-sales model (platform.md section 10)."""

    id: str
    package_id: str
    status: str  # INIT | AWAITING_BUYER_RETURN | RETURN_IN_TRANSIT | PENDING_PACKAGE_REVIEW | PACKAGE_REVIEW_COMPLETED
    create_time: int
    update_time: int


@dataclass(slots=True)
class ReturnOrder:
    """A refund, return, replacement or exchange request (platform.md section 10)."""

    id: str
    order_id: str
    type: str  # REFUND | RETURN_AND_REFUND | REPLACEMENT | EXCHANGE
    status: str
    role: str  # who started it: BUYER | SELLER | OPERATOR | SYSTEM
    reason: str
    lines: list[ReturnLine]
    create_time: int
    update_time: int
    buyer_id: str
    request_id: str  # its number in the newer after-sales model
    request_status: str = "PENDING_REQUEST_REVIEW"  # INIT | PENDING_REQUEST_REVIEW | REQUEST_REVIEW_COMPLETED
    next_action: str = ""  # what the seller is asked to answer
    deadline: int = 0  # when the state ends by itself
    turn: int = 0  # counts the moves, so that a deadline of an earlier state changes nothing
    shipment_type: str = ""  # PLATFORM | BUYER_ARRANGE
    handover_method: str = ""
    provider_id: str = ""
    provider_name: str = ""
    tracking_number: str = ""
    label: str = ""  # SHIPPING_LABEL | QR_CODE, uploaded by the seller
    arrived_time: int = 0  # the parcel is back
    combined_id: str = ""  # of the parcel that holds several requests of one buyer
    return_fee: int = 0  # what the parcel back costs
    return_fee_payer: str = ""  # seller | platform | buyer
    arbitration: str = ""  # IN_PROGRESS | SUPPORT_BUYER | SUPPORT_SELLER | CLOSED
    keep_item: bool = False
    offer: int = 0  # a partial refund the seller proposed
    offer_rejected: bool = False
    pre_id: str = ""
    next_id: str = ""
    new_order_id: str = ""  # the replacement or exchange order
    wanted_sku_id: str = ""  # what an exchange asks for
    refund_time: int = 0
    rma: Rma | None = None
    records: list[ReturnRecord] = field(default_factory=list)

    @property
    def refund(self) -> Refund:
        """What goes back, over all lines."""
        lines = self.lines
        return Refund(
            sum(line.refund.subtotal for line in lines),
            sum(line.refund.shipping for line in lines),
            sum(line.refund.tax for line in lines),
            sum(line.refund.shipping_tax for line in lines),
        )


def return_book() -> Book[ReturnOrder]:
    """An empty register of requests."""
    return Book("create_time", "update_time")
