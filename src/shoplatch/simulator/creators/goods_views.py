"""How a product looks to creators and in collaborations: prices over its SKUs, commission, state, picture."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.money import share
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.products import bundles
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_STATUS = {
    "ACTIVATE": "LIVE",
    "SELLER_DEACTIVATED": "SELLER_DEACTIVATE",
    "PLATFORM_DEACTIVATED": "PLATFORM_DEACTIVATE",
    "FREEZE": "PLATFORM_DEACTIVATE",
    "FAILED": "GNE_REJECT",
    "DELETED": "DELETE",
}


def product_in(world: World, product_id: str) -> tuple[Shop, Product] | None:
    """A product with its shop, whichever it is."""
    for shop in world.shops.values():
        product = shop.products.get(product_id)
        if product is not None:
            return shop, product
    return None


def prices(product: Product) -> tuple[int, int]:
    """The lowest and the highest price of its SKUs, minor units."""
    found = [sku.price for sku in product.skus if not sku.deleted] or [0]
    return min(found), max(found)


def units(shop: Shop, product: Product) -> int:
    """What can be sold of it."""
    return sum(bundles.available(shop, sku) for sku in product.skus if not sku.deleted)


def is_for_sale(shop: Shop, product: Product) -> bool:
    """Whether a buyer could order any SKU of it."""
    return any(on_sale(shop, sku) and bundles.available(shop, sku) > 0 for sku in product.skus)


def status_of(shop: Shop, product: Product) -> str:
    """LIVE, OUT_OF_STOCK, SELLER_DEACTIVATE, PLATFORM_DEACTIVATE, GNE_REJECT, DELETE or OTHER."""
    if product.status == "ACTIVATE" and not is_for_sale(shop, product):
        return "OUT_OF_STOCK"
    return _STATUS.get(product.status, "OTHER")


def main_image(world: World, product: Product) -> str:
    """The address of its first picture."""
    return image_url(world, product.image_uris[0]) if product.image_uris else ""


def price_range(
    shop: Shop, product: Product, names: tuple[str, str] = ("minimum_amount", "maximum_amount")
) -> dict[str, str]:
    """Lowest and highest price."""
    profile, (low, high) = market(shop.region), prices(product)
    return {names[0]: profile.text(low), names[1]: profile.text(high), "currency": profile.currency}


def amount(shop: Shop, minor: int) -> dict[str, str]:
    """Money of the shop's market."""
    profile = market(shop.region)
    return {"amount": profile.text(minor), "currency": profile.currency}


def commission(shop: Shop, product: Product, rate: int) -> dict[str, Any]:
    """The rate, and what it comes to for the cheapest SKU."""
    return {**amount(shop, share(prices(product)[0], 100 * rate)), "rate": rate}


def units_sold(shop: Shop, product_id: str) -> int:
    """What creators have sold of it."""
    return shop.affiliate.units_by_product.get(product_id, 0)


def offered(world: World, shop: Shop, product: Product, rate: int) -> dict[str, Any]:
    """A product of the open plan, as creators and sellers find it."""
    chain = catalogue().chain(product.category_id)
    return {
        "id": product.id,
        "title": product.title,
        "main_image_url": main_image(world, product),
        "detail_link": detail_link(world, shop, product.id),
        "has_inventory": units(shop, product) > 0,
        "category_chains": [
            {"id": one.id, "parent_id": one.parent_id, "local_name": one.name, "is_leaf": one.is_leaf} for one in chain
        ][-3:],
        "commission": commission(shop, product, rate),
        "original_price": price_range(shop, product),
        "sales_price": price_range(shop, product),
        "sale_region": shop.region,
        "shop": {"name": shop.name},
        "units_sold": units_sold(shop, product.id),
    }


def detail_link(world: World, shop: Shop, product_id: str) -> str:
    """Where a buyer finds it: the simulator's own shop front."""
    return f"{world.base_url}/_sim/store/{shop.id}/product/{product_id}?region={shop.region}"
