"""What promotions take off an order: the price of single items, then what looks at the whole cart, then a coupon.

Precedence is that of platform.md section 14: a flash sale before a discount, coupons on top. Everything the seller gives
ends in `seller_discount` of the lines, to the cent, so that the sums of an order close as without promotions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from shoplatch.errors import Conflict
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.products import bundles
from shoplatch.simulator.promotions.items import discounted
from shoplatch.simulator.state.goods import Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import UNLIMITED, Activity, Coupon, Offer
from shoplatch.simulator.state.sales import Line, Payment
from shoplatch.simulator.state.world import World

_BY_PRECEDENCE = ("FLASHSALE", "FIXED_PRICE", "DIRECT_DISCOUNT")
COUPON_CHANCE = 0.15  # how often a buyer who could use a coupon does


@dataclass(slots=True)
class Deal:
    """What promotions did to an order before it is placed; `book` makes it count."""

    buyer_id: str
    sold: list[tuple[Activity, Offer]] = field(default_factory=list)  # one entry for each unit
    kept: dict[str, dict[str, int]] = field(default_factory=dict)  # SKU id -> activity id -> units out of what it keeps
    coupon: Coupon | None = None

    def book(self) -> None:
        """Count the units sold under each offer, and the coupon."""
        for _, offer in self.sold:
            offer.used += 1
            offer.by_buyer[self.buyer_id] = offer.by_buyer.get(self.buyer_id, 0) + 1
        if self.coupon is not None:
            self.coupon.redeemed += 1
            self.coupon.claimed = max(self.coupon.claimed, self.coupon.redeemed)


def gifts_for(shop: Shop, wanted: Sequence[tuple[Sku, int]]) -> dict[str, int]:
    """SKU id -> units that come along for nothing, of what the shop still has."""
    gifts: Counter[str] = Counter()
    for activity in _running(shop, "GIFT_WITH_PURCHASE"):
        inside = [(sku, units) for sku, units in wanted if _covers(activity, sku.product_id)]
        rows = sorted(activity.discount["gift_discount"]["gift_infos"], key=lambda row: -int(row["tier"]))
        amount = sum(sku.price * units for sku, units in inside)
        reached = next((row for row in rows if _reached(shop, row, sum(units for _, units in inside), amount)), None)
        for gift in reached["gift_details"] if reached else ():
            sku = shop.skus.get(gift["sku_id"])
            if sku is not None and not sku.deleted and bundles.free(shop, sku) > 0:
                gifts[sku.id] = 1
    return dict(gifts)


def discount(world: World, shop: Shop, buyer_id: str, lines: Sequence[Line]) -> Deal:
    """Give every line its discount by the seller's promotions.

    Raises:
        Conflict: a promotion keeps the units for those who buy at its price; nothing was changed but the lines.
    """
    deal = Deal(buyer_id)
    if not shop.activities and not shop.coupons:
        return deal
    bought = [line for line in lines if not line.is_gift]
    priced = [activity for kind in _BY_PRECEDENCE for activity in _running(shop, kind)]
    for line in bought if priced else ():
        _discount_item(shop, priced, deal, line)
    _check_kept(shop, deal, bought)
    for activity in _running(shop, "BUY_MORE_SAVE_MORE"):
        _buy_more(shop, activity, [line for line in bought if _covers(activity, line.product_id)])
    for activity in _running(shop, "BUY_X_GET_Y"):
        _buy_x_get_y(shop, activity, bought)
    deal.coupon = _coupon(world, shop, bought)
    return deal


def discount_shipping(shop: Shop, lines: Sequence[Line], payment: Payment) -> None:
    """Let a running discount on shipping stand in place of what the seller gives otherwise, when it is more."""
    for activity in _running(shop, "SHIPPING_DISCOUNT"):
        inside = [line for line in lines if not line.is_gift and _covers(activity, line.product_id)]
        told = activity.discount["shipping_discount"]
        if not inside or not _reached(shop, told, len(inside), sum(line.sale_price for line in inside)):
            continue
        given = payment.original_shipping_fee
        if told["type"] != "FREE_SHIPPING":
            given = min(given, _minor(market(shop.region), told["value"]))
        if payment.shipping_cofunded_discount:
            continue  # it stands in place of the seller's (platform.md section 8.3)
        room = payment.original_shipping_fee - payment.shipping_platform_discount
        payment.shipping_seller_discount = min(room, max(payment.shipping_seller_discount, given))


def _discount_item(shop: Shop, priced: Sequence[Activity], deal: Deal, line: Line) -> None:
    for activity in priced:
        offer = _offer(activity, line)
        if offer is None or not _has_room(deal, offer):
            continue
        line.seller_discount = line.original_price - discounted(line.original_price, offer)
        line.platform_discount = min(line.platform_discount, line.original_price - line.seller_discount)
        deal.sold.append((activity, offer))
        if activity.id in shop.skus[line.sku_id].campaign:
            of_sku = deal.kept.setdefault(line.sku_id, {})
            of_sku[activity.id] = of_sku.get(activity.id, 0) + 1
        return


def _offer(activity: Activity, line: Line) -> Offer | None:
    offer = activity.offers.get(line.product_id)
    if offer is None or activity.level != "VARIATION":
        return offer
    return offer.skus.get(line.sku_id)


def _has_room(deal: Deal, offer: Offer) -> bool:
    now = sum(one is offer for _, one in deal.sold)
    left = offer.limit == UNLIMITED or offer.used + now < offer.limit
    return left and (offer.per_user == UNLIMITED or offer.by_buyer.get(deal.buyer_id, 0) + now < offer.per_user)


def _check_kept(shop: Shop, deal: Deal, lines: Iterable[Line]) -> None:
    for sku_id, units in Counter(line.sku_id for line in lines).items():
        sku, kept = shop.skus[sku_id], deal.kept.get(sku_id, {})
        out_of_kept = sum(min(n, sku.campaign.get(activity_id, 0)) for activity_id, n in kept.items())
        if units - out_of_kept > bundles.free(shop, sku):
            raise Conflict(f"The other units of SKU {sku_id} are kept for a promotion or a creator", shop=shop.id)


def _buy_more(shop: Shop, activity: Activity, lines: Sequence[Line]) -> None:
    amount = sum(line.sale_price for line in lines)
    rows = sorted(activity.discount["bmsm_discount"]["details"], key=lambda row: -int(row["tier"]))
    reached = next((row for row in rows if lines and _reached(shop, row, len(lines), amount)), None)
    if reached is None:
        return
    if reached["type"] == "PERCENTAGE_OFF":
        for line in lines:
            line.seller_discount += line.sale_price * int(Decimal(reached["value"])) // 100
    else:
        _take_off(lines, _minor(market(shop.region), reached["value"]))


def _buy_x_get_y(shop: Shop, activity: Activity, lines: Sequence[Line]) -> None:
    told = activity.discount["bxgy_discount"]
    benefit = sorted((line for line in lines if line.product_id in activity.benefit_ids), key=lambda line: line.sale_price)
    bought = [line for line in lines if _covers(activity, line.product_id) and line.product_id not in activity.benefit_ids]
    if not bought or not _reached(shop, told, len(bought), sum(line.sale_price for line in bought)):
        return
    most = int(Decimal(told["benefit_max_applicable_quantity"])) * int(
        Decimal(told.get("benefit_max_applicable_times") or "1")
    )
    for line in benefit[:most]:
        off = line.sale_price
        if told["discount_type"] == "PERCENTAGE_OFF":
            off = line.sale_price * int(Decimal(told["discount_value"])) // 100
        elif told["discount_type"] == "AMOUNT_OFF_EACH":
            off = min(off, _minor(market(shop.region), told["discount_value"]))
        line.seller_discount += off


def _coupon(world: World, shop: Shop, lines: Sequence[Line]) -> Coupon | None:
    for coupon in shop.coupons.values():
        if coupon.status != "ONGOING" or coupon.redeemed >= coupon.redemption_limit:
            continue
        inside = [line for line in lines if not coupon.product_ids or line.product_id in coupon.product_ids]
        amount = sum(line.sale_price for line in inside)
        if not amount or amount < coupon.min_spend or world.chance.random() >= COUPON_CHANCE:
            continue
        off = amount * coupon.percent // 100 if coupon.percent else coupon.reduction
        _take_off(inside, min(off, coupon.max_discount or off))
        return coupon
    return None


def _take_off(lines: Sequence[Line], amount: int) -> None:
    """Spread an amount over lines by what they cost; the parts add up to it, and no line goes below zero."""
    whole = sum(line.sale_price for line in lines)
    amount, given, seen = min(amount, whole), 0, 0
    if not whole:
        return
    for line in lines:
        seen += line.sale_price
        part = amount * seen // whole - given
        line.seller_discount += part
        given += part


def _running(shop: Shop, kind: str) -> list[Activity]:
    return [one for one in shop.activities.values() if one.status == "ONGOING" and one.type == kind]


def _covers(activity: Activity, product_id: str) -> bool:
    if activity.level == "SHOP":
        return product_id not in activity.excluded_ids
    return product_id in activity.offers


def _reached(shop: Shop, row: Mapping[str, Any], units: int, amount: int) -> bool:
    kind = row.get("threshold_type", "NO_THRESHOLD")
    if kind == "NO_THRESHOLD":
        return units > 0
    if kind == "MINIMAL_ITEM_QUANTITY":
        return units >= Decimal(row["threshold_value"])
    return amount >= _minor(market(shop.region), row["threshold_value"])


def _minor(profile: Market, text: str) -> int:
    return int(Decimal(str(text)).scaleb(profile.decimals))
