"""What an order comes to for its seller: sales, discounts, refunds, shipping, fees and taxes, to the minor unit.

Pure arithmetic over one order and the terms of its shop, one result for each SKU; sums over the SKUs are the order's. What
the seller is charged is negative. Platform discounts are the platform's cost: they lower what the buyer pays, not what the
seller is owed (platform.md section 15, with the formulae of the platform's own API texts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shoplatch.simulator.money.terms import Terms
from shoplatch.simulator.orders.money import share, spread
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.money import Commission, SkuWorth
from shoplatch.simulator.state.sales import Line, Order

PARTS = ("revenue", "fee", "tax", "shipping")  # what counts; `extra` never does
_FBT = "FULFILLMENT_BY_TIKTOK"


@dataclass(slots=True)
class _Sales:
    """The sums of one SKU before any fee, all of them positive."""

    listed: int = 0
    seller: int = 0
    platform: int = 0
    tax: int = 0
    refund: int = 0  # of the price the buyer paid
    platform_back: int = 0
    seller_back: int = 0
    tax_back: int = 0
    shipping: int = 0  # what the buyer paid for it
    shipping_back: int = 0
    subsidy: int = 0  # the platform's part of the shipping
    own_part: int = 0  # the seller's
    carried: int = 0  # what the carrier charges
    units: int = 0
    kept: int = 0  # units that did not come back whole

    def base(self, kind: str, *, refunded: bool) -> int:
        """What a fee is counted on, with or without what went back."""
        back = self.refund + self.platform_back if refunded else 0
        goods = self.listed - self.seller - back
        if kind == "seller_price":
            return goods
        shipping = self.shipping - (self.shipping_back if refunded else 0)
        if kind == "gross_revenue":
            return goods + shipping
        tax = self.tax - (self.tax_back if refunded else 0)
        return goods - (self.platform - (self.platform_back if refunded else 0)) + shipping + tax


def worth(
    order: Order, terms: Terms, *, requests: Iterable[ReturnOrder] = (), commission: Commission | None = None, fbt: int = 0
) -> list[SkuWorth]:
    """What the order comes to now, for each SKU in the order's own sequence.

    `requests` are its returns (who pays for the way back), `commission` what a creator gets, `fbt` what fulfilment by TikTok
    charges beside the carrier, in minor units.
    """
    lines = [line for line in order.lines if line.status != "CANCELLED"]
    rows: dict[str, SkuWorth] = {}
    sums: dict[str, _Sales] = {}
    for line in lines:
        if line.sku_id not in rows:
            rows[line.sku_id] = SkuWorth(line.sku_id, line.product_name, line.sku_name, 0)
            sums[line.sku_id] = _Sales()
        rows[line.sku_id].quantity += 1
        _add_goods(sums[line.sku_id], line)
    if not lines:
        return []
    _add_shipping(sums, lines, order, terms)
    products = {line.sku_id: line.product_id for line in lines}
    back = _way_back(lines, requests, terms)
    fbt_parts = dict(zip(sums, spread(fbt, [one.units for one in sums.values()]), strict=True))
    for sku_id, row in rows.items():
        sales = sums[sku_id]
        _tell_sales(row, sales)
        _tell_shipping(row, sales, order, fbt_parts[sku_id])
        if back.get(sku_id):
            row.shipping["return_shipping_fee_amount"] = -back[sku_id]
        _charge(row, sales, terms)
        if commission is not None:
            _commission(row, sales, commission, products[sku_id])
    _charge_the_order(list(rows.values()), list(sums.values()), terms)
    return list(rows.values())


def _add_goods(sales: _Sales, line: Line) -> None:
    sales.units += 1
    sales.listed += line.original_price
    sales.seller += line.seller_discount
    sales.platform += line.platform_discount
    sales.tax += line.tax
    sales.tax_back += line.promised_tax
    price, gone = line.sale_price, line.promised
    if gone <= 0:
        sales.kept += 1
        return
    sales.refund += gone
    sales.kept += gone < price
    sales.platform_back += (2 * line.platform_discount * gone + price) // (2 * price)
    sales.seller_back += (2 * line.seller_discount * gone + price) // (2 * price)


def _add_shipping(sums: dict[str, _Sales], lines: Sequence[Line], order: Order, terms: Terms) -> None:
    """The order's shipping over its lines by price, the carrier's bill by units."""
    pay = order.payment
    subsidy = pay.shipping_platform_discount + share(pay.shipping_cofunded_discount, terms.facts.cofunded_platform_ppm)
    whole = pay.shipping_seller_discount + pay.shipping_platform_discount + pay.shipping_cofunded_discount
    weights = [line.sale_price for line in lines]
    parts = zip(
        lines,
        spread(pay.shipping_fee, weights),
        spread(pay.promised_shipping, weights),
        spread(pay.shipping_tax, weights),
        spread(pay.promised_shipping_tax, weights),
        spread(subsidy, weights),
        spread(whole - subsidy, weights),
        spread(carrier_bill(lines, order, terms), [1] * len(lines)),
        strict=True,
    )
    for line, paid, back, tax, tax_back, platform, seller, carried in parts:
        one = sums[line.sku_id]
        one.shipping += paid
        one.shipping_back += back
        one.tax += tax
        one.tax_back += tax_back
        one.subsidy += platform
        one.own_part += seller
        one.carried += carried


def carrier_bill(lines: Sequence[Line], order: Order, terms: Terms) -> int:
    """What the platform's carrier charges; a seller's own carrier is the seller's own affair."""
    if order.shipping_type != "TIKTOK":
        return 0
    if order.status == "COMPLETED" and not order.collection_time:
        return 0  # refunded before any carrier came
    parcels = max(1, len({line.package_id for line in lines if line.package_id}))
    return parcels * terms.shipping_first + max(0, len(lines) - parcels) * terms.shipping_more


def _way_back(lines: Sequence[Line], requests: Iterable[ReturnOrder], terms: Terms) -> dict[str, int]:
    """SKU id -> what return labels cost the seller."""
    sku_ids = {line.id: line.sku_id for line in lines}
    found: dict[str, int] = {}
    for request in requests:
        if request.rma is None or request.shipment_type != "PLATFORM" or not request.refund_time:
            continue
        sku_id = next((sku_ids[line.order_line_id] for line in request.lines if line.order_line_id in sku_ids), None)
        if sku_id is not None:
            found[sku_id] = found.get(sku_id, 0) + terms.shipping_return
    return found


def _tell_sales(row: SkuWorth, sales: _Sales) -> None:
    row.revenue = _told(
        subtotal_before_discount_amount=sales.listed,
        seller_discount_amount=-sales.seller,
        refund_subtotal_before_discount_amount=-(sales.refund + sales.platform_back + sales.seller_back),
        seller_discount_refund_amount=sales.seller_back,
    )
    paid = sales.base("customer_payment", refunded=False)
    row.extra = _told(
        customer_payment_amount=paid,
        customer_refund_amount=-(sales.refund + sales.shipping_back + sales.tax_back),
        platform_discount_amount=sales.platform,
        platform_discount_refund_amount=-sales.platform_back,
        sales_tax_payment_amount=sales.tax,
        sales_tax_refund_amount=-sales.tax_back,
        sales_tax_amount=-(sales.tax - sales.tax_back),
    )


def _tell_shipping(row: SkuWorth, sales: _Sales, order: Order, fbt: int) -> None:
    name = "actual_shipping_fee_amount"
    if order.replaced_order_id:
        name = "replacement_shipping_fee_amount"
    elif order.exchange_source_order_id:
        name = "exchange_shipping_fee_amount"
    row.shipping = _told(
        **{name: -(sales.carried + fbt)},
        customer_paid_shipping_fee_amount=sales.shipping - sales.shipping_back,
        shipping_fee_discount_amount=sales.subsidy,
    )
    carried = "fbt_shipping_cost_amount" if order.fulfillment_type == _FBT else "fbm_shipping_cost_amount"
    row.extra |= _told(
        **{carried: -sales.carried},
        fbt_fulfillment_fee_amount=-fbt,
        customer_shipping_fee=sales.shipping,
        refunded_customer_shipping_fee_amount=-sales.shipping_back,
        platform_shipping_fee_discount_amount=sales.subsidy,
        seller_shipping_fee_discount_amount=-sales.own_part,
    )


def _charge(row: SkuWorth, sales: _Sales, terms: Terms) -> None:
    """Fees by share and by unit; what goes back with a refund, and what is kept of it."""
    refund = terms.facts.refund_fee
    for fee, amount, cap in terms.fees:
        if fee.base == "order":
            continue
        if fee.base == "unit":
            full, left = amount * sales.units if sales.listed > sales.seller else 0, amount * sales.kept
            left = min(full, left)
        else:
            full = max(0, share(max(0, sales.base(fee.base, refunded=False)), fee.rate_ppm))
            left = max(0, share(max(0, sales.base(fee.base, refunded=True)), fee.rate_ppm))
            if cap:
                full, left = min(full, cap), min(left, cap)
        into = row.fee if fee.kind == "fee" else row.tax
        if left:
            into[fee.leaf] = into.get(fee.leaf, 0) - left
        if refund is not None and fee.leaf == refund.of and full > left:
            kept = share(full - left, refund.rate_ppm)
            kept = min(kept, terms.refund_cap) if terms.refund_cap else kept
            if kept:
                row.fee[refund.leaf] = row.fee.get(refund.leaf, 0) - kept


def _charge_the_order(rows: Sequence[SkuWorth], sums: Sequence[_Sales], terms: Terms) -> None:
    """Fees for an order as a whole, over its SKUs by price; none for an order that came back whole or cost nothing."""
    weights = [max(0, sales.base("seller_price", refunded=True)) for sales in sums]
    if not any(weights):
        return
    for fee, amount, _ in terms.fees:
        if fee.base != "order":
            continue
        for row, part in zip(rows, spread(amount, weights), strict=True):
            if part:
                row.fee[fee.leaf] = row.fee.get(fee.leaf, 0) - part


def _commission(row: SkuWorth, sales: _Sales, commission: Commission, product_id: str) -> None:
    """(price - platform coupons - seller coupons) x rate, on what did not go back."""
    base = sales.listed - sales.seller - sales.platform - sales.refund
    rate, partner_rate = commission.rate_ppm, commission.partner_rate_ppm
    if commission.products:
        rate, partner_rate = commission.products.get(product_id, 0), commission.partner_products.get(product_id, 0)
    leaf = "affiliate_ads_commission_amount" if commission.by_ads else "affiliate_commission_amount"
    row.fee |= _told(**{leaf: -share(max(0, base), rate)})
    row.fee |= _told(affiliate_partner_commission_amount=-share(max(0, base), partner_rate))


def _told(**amounts: int) -> dict[str, int]:
    return {name: amount for name, amount in amounts.items() if amount}


def part_of(rows: Iterable[SkuWorth], part: str) -> int:
    """The sum of one part (revenue, fee, tax, shipping) over some SKUs."""
    return sum(sum(getattr(row, part).values()) for row in rows)


def settlement_of(rows: Iterable[SkuWorth]) -> int:
    """What the seller is owed: the plain sum of everything that counts."""
    return sum(sum(sum(getattr(row, part).values()) for part in PARTS) for row in rows)


def added(first: Iterable[SkuWorth], second: Iterable[SkuWorth], *, sign: int = 1) -> list[SkuWorth]:
    """Two accounts of an order in one, SKU by SKU; with sign -1 their difference, without what is zero in it."""
    found: dict[str, SkuWorth] = {}
    for factor, rows in ((1, first), (sign, second)):
        for row in rows:
            into = found.get(row.sku_id)
            if into is None:
                into = found[row.sku_id] = SkuWorth(row.sku_id, row.product_name, row.sku_name, 0)
            into.quantity = max(into.quantity, row.quantity)
            for part in (*PARTS, "extra"):
                sums = getattr(into, part)
                for name, amount in getattr(row, part).items():
                    sums[name] = sums.get(name, 0) + factor * amount
    for row in found.values():
        for part in (*PARTS, "extra"):
            setattr(row, part, {name: amount for name, amount in getattr(row, part).items() if amount})
    return [row for row in found.values() if any(getattr(row, part) for part in (*PARTS, "extra"))]
