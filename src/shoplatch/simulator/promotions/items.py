"""The products and SKUs of a promotion: what may be put in, at which terms, and taken out again (platform.md section 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.locks import PRICED
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import UNLIMITED, Activity, Offer

BATCH_MAX, ITEMS_MAX, LIMIT_MAX, LOWEST_PAID_S = 300, 10_000, 99, 30 * 86_400
EMPTY, BATCH_LIMIT, ITEMS_LIMIT, PRODUCT_TWICE, SKU_TWICE = 17029033, 17029046, 17029025, 17029039, 17029040
PRODUCT_UNKNOWN, PRODUCT_STATUS, SKU_INVALID, SKU_MISMATCH = 17029051, 17029056, 17029016, 17029053
SKUS_AT_PRODUCT_LEVEL, SKUS_MISSING, PRICE_AT_VARIATION_LEVEL, LIMIT_AT_VARIATION_LEVEL = (
    17029013,
    17029037,
    17029038,
    17029015,
)
LIMIT_RANGE, PER_USER_RANGE, LIMIT_LOWERED, PER_USER_LOWERED = 17029050, 17029014, 17029065, 17029058
SKU_STOCK, PRODUCT_STOCK, OVERLAP, OVERLAP_OF_ORDERS = 17029018, 17029019, 17029022, 17029104
PRICE_WRONG, NOT_INSIDE, SKU_NOT_INSIDE = 17029034, 17029023, 17029024
# by (wants a price, of a SKU): the right field missing, the wrong one given, the discount too large
_MISSING = {(True, False): 17029042, (True, True): 17029044, (False, False): 17029041, (False, True): 17029043}
_INSTEAD = {(True, False): 17029030, (True, True): 17029032, (False, False): 17029029, (False, True): 17029031}
_TOO_LARGE = {False: 17029020, True: 17029021}


def put(shop: Shop, activity: Activity, rows: Sequence[Mapping[str, Any]], now: int) -> None:
    """Add products, or change the terms of those inside; all rows are good or nothing changes."""
    if not rows:
        raise Refused(EMPTY)
    _check_batch(activity, rows)
    wanted = [(row, *_offer(shop, activity, row, now)) for row in rows]
    for _, product, offer in wanted:
        _check_free(shop, activity, product, set(offer.skus))
    for _, product, offer in wanted:
        known = activity.offers.get(product.id)
        if known is None:
            activity.offers[product.id] = offer
            continue
        known.price, known.percent, known.limit, known.per_user = offer.price, offer.percent, offer.limit, offer.per_user
        for sku_id, new in offer.skus.items():
            old = known.skus.get(sku_id)
            if old is not None:
                new.used, new.by_buyer = old.used, old.by_buyer
            known.skus[sku_id] = new


def take_out(activity: Activity, product_ids: Sequence[str], sku_ids: Sequence[str]) -> None:
    """Remove products and SKUs; a product without SKUs left goes as well."""
    if any(one not in activity.offers for one in product_ids):
        raise Refused(NOT_INSIDE)
    holders = {sku_id: offer for offer in activity.offers.values() for sku_id in offer.skus}
    if any(one not in holders for one in sku_ids):
        raise Refused(SKU_NOT_INSIDE)
    for one in product_ids:
        activity.offers.pop(one, None)
    for one in sku_ids:
        offer = holders[one]
        offer.skus.pop(one, None)
        if not offer.skus:
            activity.offers.pop(offer.id, None)


def check_all_free(shop: Shop, activity: Activity) -> None:
    """Refuse when some item of the activity is meanwhile in another one."""
    for product_id, offer in activity.offers.items():
        product = shop.products.get(product_id)
        if product is not None:
            _check_free(shop, activity, product, set(offer.skus))


def count(activity: Activity) -> int:
    """How many items an activity holds."""
    return sum(len(offer.skus) or 1 for offer in activity.offers.values())


def discounted(price: int, offer: Offer) -> int:
    """What something costs under an offer, in minor units; halves of a discount go to the buyer."""
    if offer.price is not None:
        return min(price, offer.price)
    return price - -(-price * int(offer.percent or 0) // 100)


def _check_batch(activity: Activity, rows: Sequence[Mapping[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    sku_ids = [sku["id"] for row in rows for sku in row.get("skus") or ()]
    if len(ids) > BATCH_MAX or len(sku_ids) > BATCH_MAX:
        raise Refused(BATCH_LIMIT)
    if len(ids) != len(set(ids)):
        raise Refused(PRODUCT_TWICE)
    if len(sku_ids) != len(set(sku_ids)):
        raise Refused(SKU_TWICE)
    if count(activity) + max(len(ids), len(sku_ids)) > ITEMS_MAX:
        raise Refused(ITEMS_LIMIT)


def _offer(shop: Shop, activity: Activity, row: Mapping[str, Any], now: int) -> tuple[Product, Offer]:
    product = shop.products.get(row["id"])
    if product is None or product.status in ("DELETED", "FREEZE"):
        raise Refused(PRODUCT_UNKNOWN)
    if product.status != "ACTIVATE":
        raise Refused(PRODUCT_STATUS)
    known = activity.offers.get(product.id)
    offer = Offer(product.id, limit=row["quantity_limit"], per_user=row["quantity_per_user"])
    skus = row.get("skus") or []
    if activity.level == "VARIATION":
        _check_variation_level(row)
        for sku_row in skus:
            sku = _sku(shop, product, sku_row["id"])
            old = known.skus.get(sku.id) if known else None
            offer.skus[sku.id] = _terms(shop, activity, sku_row, [sku], old, now)
        return product, offer
    if skus:
        raise Refused(SKUS_AT_PRODUCT_LEVEL)
    made = _terms(shop, activity, row, product.skus, known, now)
    return product, made


def _check_variation_level(row: Mapping[str, Any]) -> None:
    if not row.get("skus"):
        raise Refused(SKUS_MISSING)
    if row.get("activity_price_amount") or row.get("discount"):
        raise Refused(PRICE_AT_VARIATION_LEVEL)
    if row["quantity_limit"] != UNLIMITED or row["quantity_per_user"] != UNLIMITED:
        raise Refused(LIMIT_AT_VARIATION_LEVEL)


def _sku(shop: Shop, product: Product, sku_id: str) -> Sku:
    sku = next((one for one in product.skus if one.id == sku_id), None)
    if sku is None:
        raise Refused(SKU_MISMATCH if sku_id in shop.skus else SKU_INVALID)
    return sku


def _terms(
    shop: Shop, activity: Activity, row: Mapping[str, Any], skus: Sequence[Sku], known: Offer | None, now: int
) -> Offer:
    of_sku = activity.level == "VARIATION"
    offer = Offer(row["id"], limit=row["quantity_limit"], per_user=row["quantity_per_user"])
    if known is not None:
        offer.used, offer.by_buyer = known.used, known.by_buyer
    _check_limits(offer, known, skus, of_sku=of_sku)
    if activity.type not in PRICED:
        return offer
    by_price = activity.type != "DIRECT_DISCOUNT"
    wanted, other = ("activity_price_amount", "discount") if by_price else ("discount", "activity_price_amount")
    if row.get(other) and not row.get(wanted):
        raise Refused(_INSTEAD[by_price, of_sku])
    if not row.get(wanted):
        raise Refused(_MISSING[by_price, of_sku])
    if by_price:
        offer.price = _price(shop, activity, row["activity_price_amount"], skus, now, of_sku=of_sku)
    else:
        offer.percent = _percent(row["discount"], of_sku=of_sku)
    return offer


def _check_limits(offer: Offer, known: Offer | None, skus: Sequence[Sku], *, of_sku: bool) -> None:
    for value, refusal in ((offer.limit, LIMIT_RANGE), (offer.per_user, PER_USER_RANGE)):
        if value != UNLIMITED and not 1 <= value <= LIMIT_MAX:
            raise Refused(refusal)
    if offer.limit > sum(sku.available for sku in skus):
        raise Refused(SKU_STOCK if of_sku else PRODUCT_STOCK)
    if known is not None and _lower(offer.limit, known.limit):
        raise Refused(LIMIT_LOWERED)
    if known is not None and _lower(offer.per_user, known.per_user):
        raise Refused(PER_USER_LOWERED)


def _lower(new: int, old: int) -> bool:
    return new != UNLIMITED and (old == UNLIMITED or new < old)


def _price(shop: Shop, activity: Activity, text: str, skus: Sequence[Sku], now: int, *, of_sku: bool) -> int:
    try:
        price = market(shop.region).minor(str(text))
    except ValueError:
        raise Refused(PRICE_WRONG) from None
    dearest, cheapest = max(sku.price for sku in skus), min(sku.price for sku in skus)
    if not 0 < price < cheapest:
        raise Refused(PRICE_WRONG, "The activity price must be above 0 and below the price")
    if 100 * price < dearest:
        raise Refused(_TOO_LARGE[of_sku])  # more than 99 percent off
    if activity.type == "FLASHSALE" and price > _lowest_paid(shop, {sku.id for sku in skus}, now):
        raise Refused(PRICE_WRONG, "A flash price may not exceed the lowest price paid in the last 30 days")
    return price


def _percent(text: str, *, of_sku: bool) -> str:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise Refused(PRICE_WRONG, "The discount must be a whole percentage")
    if int(text) > 99:
        raise Refused(_TOO_LARGE[of_sku])
    return str(int(text))


def _lowest_paid(shop: Shop, sku_ids: set[str], now: int) -> float:
    """Among the orders that are kept one by one; a long past made from the seed was sold at full prices."""
    paid = (
        line.sale_price
        for order in shop.orders.live()
        if order.paid_time and order.create_time > now - LOWEST_PAID_S
        for line in order.lines
        if line.sku_id in sku_ids and not line.is_gift and line.sale_price
    )
    return min(paid, default=float("inf"))


def _check_free(shop: Shop, activity: Activity, product: Product, sku_ids: set[str]) -> None:
    """The same item cannot be in two open activities of a kind (17029022)."""
    priced = activity.type in PRICED
    for other in shop.activities.values():
        if other.id == activity.id or not other.is_open or (other.type in PRICED) != priced:
            continue
        if not priced and other.type != activity.type:
            continue
        offer = other.offers.get(product.id)
        if offer is not None and (not sku_ids or not offer.skus or sku_ids & set(offer.skus)):
            raise Refused(OVERLAP if priced else OVERLAP_OF_ORDERS)
