"""What an order costs: discounts, shipping, taxes and the sums that have to close to the cent (platform.md section 8.3).

sub_total = original_total_product_price - seller_discount - platform_discount;
shipping_fee = original_shipping_fee - the shipping discounts; total_amount = sub_total + shipping_fee + taxes.
Everything is in whole minor units, so nothing is rounded after a line has its price.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from shoplatch.simulator.markets import Market
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.places import Address
from shoplatch.simulator.state.sales import Line, Order, Payment

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Ware:
    """What an order remembers of a SKU."""

    sku_id: str
    product_id: str
    product_name: str
    sku_name: str
    seller_sku: str
    image_uri: str
    price: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of an order, minor units."""

    original: int
    seller_discount: int
    platform_discount: int
    product_tax: int

    @property
    def sub_total(self) -> int:
        """What the goods cost after discounts."""
        return self.original - self.seller_discount - self.platform_discount


def ware_of(product: Product, sku: Sku) -> Ware:
    """A SKU as it is now."""
    image = next((part.image_uri for part in sku.attributes if part.image_uri), product.image_uris[0])
    return Ware(sku.id, product.id, product.title, sku.name, sku.seller_sku, image, sku.price)


def price_lines(profile: Market, chance: random.Random, units: Sequence[tuple[str, Ware]], address: Address) -> list[Line]:
    """One line per unit, (line id, ware) each, with its discounts and tax."""
    seller_percent, platform_percent = chance.choices(((0, 0), (10, 0), (0, 5), (10, 5)), (70, 15, 10, 5))[0]
    rate = tax_rate_ppm(profile, address)
    lines = []
    for line_id, ware in units:
        line = Line(
            id=line_id,
            sku_id=ware.sku_id,
            product_id=ware.product_id,
            product_name=ware.product_name,
            sku_name=ware.sku_name,
            seller_sku=ware.seller_sku,
            image_uri=ware.image_uri,
            original_price=ware.price,
            seller_discount=ware.price * seller_percent // 100,
            platform_discount=ware.price * platform_percent // 100,
        )
        line.tax = share(line.sale_price, rate)
        lines.append(line)
    return lines


def payment_for(profile: Market, chance: random.Random, lines: Sequence[Line], address: Address) -> Payment:
    """Shipping, who pays for it, and how the buyer pays."""
    rate = tax_rate_ppm(profile, address)
    payment = Payment(
        currency=profile.currency,
        original_shipping_fee=profile.shipping_fee,
        tax_rate_ppm=rate,
        method=chance.choice(profile.payment_methods),
        card_type=chance.choice(("Debit", "Credit")),
        auth_code=f"AUTH{chance.randrange(MILLION):06d}",
    )
    if sum(line.sale_price for line in lines) >= profile.free_shipping_from:
        # Co-funded free shipping stands in place of the seller's discount; the other one is 0 (section 8.3).
        if chance.random() < 0.3:
            payment.shipping_cofunded_discount = payment.original_shipping_fee
        else:
            payment.shipping_seller_discount = payment.original_shipping_fee
    elif chance.random() < 0.1:
        payment.shipping_platform_discount = payment.original_shipping_fee // 2
    payment.shipping_tax = share(payment.shipping_fee, rate)
    return payment


def free_of_charge(lines: Sequence[Line], payment: Payment | None) -> None:
    """Gifts cost nothing; with `payment`, neither does anything else of the order: the seller bears the price."""
    for line in lines:
        if line.is_gift:
            line.gift_retail_price = line.original_price
            line.original_price = line.seller_discount = line.platform_discount = line.tax = 0
        elif payment is not None:
            line.seller_discount, line.platform_discount, line.tax = line.original_price, 0, 0
    if payment is not None:
        payment.original_shipping_fee = payment.shipping_seller_discount = payment.shipping_platform_discount = 0
        payment.shipping_cofunded_discount = payment.shipping_tax = 0


def fees_for(profile: Market, lines: Sequence[Line], payment: Payment) -> None:
    """What the market charges on top, once per order that costs anything."""
    if any(line.sale_price for line in lines):
        payment.fees = {name: profile.minor(amount) for name, amount in profile.rules.fees.items()}


def totals(order: Order) -> Totals:
    """The sums over all lines, cancelled ones too: a refund does not change what was bought."""
    return Totals(
        original=sum(line.original_price for line in order.lines),
        seller_discount=sum(line.seller_discount for line in order.lines),
        platform_discount=sum(line.platform_discount for line in order.lines),
        product_tax=sum(line.tax for line in order.lines),
    )


def total_amount(order: Order, *, with_fees: bool = True) -> int:
    """What the buyer pays; market fees are part of it only where `with_fees` says so (a switch)."""
    sums, pay = totals(order), order.payment
    fees = sum(pay.fees.values()) if with_fees else 0
    return sums.sub_total + pay.shipping_fee + sums.product_tax + pay.shipping_tax + fees


def tax_rate_ppm(profile: Market, address: Address) -> int:
    """Sales tax on top of prices, in millionths; 0 where prices hold the tax."""
    if not profile.rules.taxes_on_top:
        return 0
    state = next((step.iso_code for step in address.districts if step.level == "L1"), "")
    return profile.circle.tax_ppm.get(state, 0)


def share(amount: int, rate_ppm: int) -> int:
    """A share in millionths of an amount, halves up."""
    return (2 * amount * rate_ppm + MILLION) // (2 * MILLION)


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount over several lines by weight; the parts add up to it exactly."""
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    parts, given, seen = [], 0, 0
    for weight in weights:
        seen += weight
        part = amount * seen // whole - given
        parts.append(part)
        given += part
    return parts
