"""What creators and agencies earn by an order: estimated when it is placed, actual once the money engine settled it.

Estimated is the agreed rate of what the goods cost the buyer; actual is what the statements took off the seller for it,
so both accounts are one (platform.md sections 15 and 17: commission = (price - platform coupons - seller coupons) x rate).
Amounts are whole minor units, positive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shoplatch.simulator.money.booking import booked_worth, has_open_request, is_booked, rows_of
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.orders.money import share
from shoplatch.simulator.state.creators import Attribution, Share
from shoplatch.simulator.state.money import SkuWorth
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order

_PPM_OF_RATE = 100
_STANDARD, _ADS, _PARTNER = (
    "affiliate_commission_amount",
    "affiliate_ads_commission_amount",
    "affiliate_partner_commission_amount",
)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The base and what is paid of it."""

    base: int = 0
    standard: int = 0
    ads: int = 0
    partner: int = 0


@dataclass(frozen=True, slots=True)
class Earning:
    """One SKU of an attributed order."""

    line: Line  # the first unit of it
    share: Share
    quantity: int
    refunded: int  # units whose money went back
    returned: int  # units that were sent back
    estimated: Amounts
    actual: Amounts
    settled: bool
    rate_of_ads: bool  # the ads rate is paid instead of the standard one

    @property
    def all_back(self) -> bool:
        """Whether every unit was refunded."""
        return self.refunded >= self.quantity


@dataclass(frozen=True, slots=True)
class Earned:
    """One attributed order."""

    attribution: Attribution
    order: Order
    state: str  # UNPAID | PENDING | SETTLED | INELIGIBLE | FROZEN
    settled_at: int  # 0: not yet
    skus: tuple[Earning, ...]


def earned_by(shop: Shop, *, since: int | None = None, until: int | None = None) -> Iterator[Earned]:
    """Every attributed order of a shop on which somebody earns, oldest first; placed within [since, until)."""
    for made in shop.affiliate.attributions.values():
        after, before = since is None or made.create_time >= since, until is None or made.create_time < until
        if made.products and after and before:
            order = shop.orders.get(made.order_id)
            if order is not None:
                yield earned(shop, made, order)


def earned(shop: Shop, made: Attribution, order: Order) -> Earned:
    """What one order earns."""
    settled = is_booked(shop, order.id) and order.id in shop.purse.booked
    booked = {row.sku_id: row for row in booked_worth(shop, order.id, terms_of(shop, order.id))} if settled else {}
    returns = _sent_back(shop, order)
    skus = []
    for sku_id, lines in _by_sku(order).items():
        agreed = made.products.get(lines[0].product_id)
        if agreed is None:
            continue
        skus.append(
            Earning(
                line=lines[0],
                share=agreed,
                quantity=len(lines),
                refunded=sum(line.promised >= line.sale_price > 0 or line.status == "CANCELLED" for line in lines),
                returned=sum(line.id in returns for line in lines),
                estimated=_estimated(lines, agreed, by_ads=made.by_ads),
                actual=_actual(booked[sku_id]) if sku_id in booked else Amounts(),
                settled=settled,
                rate_of_ads=made.by_ads and bool(agreed.ads_rate),
            )
        )
    settled_at = next((row.at for _, row in rows_of(shop, order.id)), 0) if settled else 0
    return Earned(made, order, _state(order, skus, settled=settled), settled_at, tuple(skus))


def _state(order: Order, skus: list[Earning], *, settled: bool) -> str:
    if order.status == "CANCELLED":
        return "INELIGIBLE"
    if settled:
        return "SETTLED" if any(one.actual.base for one in skus) else "INELIGIBLE"
    if has_open_request(order):
        return "FROZEN"
    return "PENDING" if order.paid_time else "UNPAID"


def _estimated(lines: list[Line], agreed: Share, *, by_ads: bool) -> Amounts:
    base = max(0, sum(line.sale_price for line in lines))
    ads = by_ads and bool(agreed.ads_rate)
    return Amounts(
        base,
        0 if ads else share(base, agreed.rate * _PPM_OF_RATE),
        share(base, agreed.ads_rate * _PPM_OF_RATE) if ads else 0,
        share(base, agreed.partner_rate * _PPM_OF_RATE),
    )


def _actual(row: SkuWorth) -> Amounts:
    platform = row.extra.get("platform_discount_amount", 0) + row.extra.get("platform_discount_refund_amount", 0)
    base = max(0, sum(row.revenue.values()) - platform)
    return Amounts(base, -row.fee.get(_STANDARD, 0), -row.fee.get(_ADS, 0), -row.fee.get(_PARTNER, 0))


def _by_sku(order: Order) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in order.lines:
        if not line.is_gift:
            found.setdefault(line.sku_id, []).append(line)
    return found


def _sent_back(shop: Shop, order: Order) -> set[str]:
    """Order lines whose goods came back."""
    if not any(line.returned for line in order.lines):
        return set()
    return {
        line.order_line_id
        for request in shop.returns.live()
        if request.order_id == order.id and request.refund_time and request.type == "RETURN_AND_REFUND"
        for line in request.lines
    }
