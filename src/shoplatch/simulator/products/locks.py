"""What promotions forbid: changing a price, selling off reserved stock, touching a product in a flash sale (section 14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import Activity
from shoplatch.simulator.state.world import World

PRICED = ("FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE")  # they give single items a price of their own
PRICE_LOCKED, STOCK_LOCKED, BELOW_HELD, EDIT_LOCKED = 12052038, 12052393, 12052146, 12052901


def running(shop: Shop, product_id: str, sku_id: str | None = None) -> Iterator[Activity]:
    """The running activities that give this product, or this SKU of it, a price."""
    for activity in shop.activities.values():
        if activity.status != "ONGOING" or activity.type not in PRICED:
            continue
        offer = activity.offers.get(product_id)
        if offer is not None and (sku_id is None or activity.level == "PRODUCT" or sku_id in offer.skus):
            yield activity


def check_price(shop: Shop, sku: Sku) -> None:
    """Refuse a new price while a promotion runs."""
    if any(running(shop, sku.product_id, sku.id)):
        raise Refused(PRICE_LOCKED)


def check_stock(world: World, shop: Shop, sku: Sku, wanted: Mapping[str, int]) -> None:
    """Refuse to sell off what promotions and creators keep, and to lower stock where a promotion forbids it."""
    total = sum(wanted.values())
    if total < sku.reserved:
        raise Refused(BELOW_HELD)
    blocking = world.switches.promotion_blocks_lowering_stock
    if blocking == "none" or total >= sku.available:
        return
    for activity in running(shop, sku.product_id, sku.id):
        if blocking == "all" or activity.type == "FLASHSALE":
            raise Refused(STOCK_LOCKED)


def check_edit(shop: Shop, product: Product) -> None:
    """Refuse any edit while a flash sale runs."""
    if any(activity.type == "FLASHSALE" for activity in running(shop, product.id)):
        raise Refused(EDIT_LOCKED, "The product is in a running flash sale and cannot be edited")
