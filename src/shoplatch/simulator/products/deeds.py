"""What the platform does to products by itself: takes down, freezes, lets go, moves, admits to a category."""

from __future__ import annotations

from collections.abc import Mapping

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.products import audit, shelf
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

DEEDS = ("take_down", "freeze", "unfreeze", "move_category", "admit")


def do(world: World, shop: Shop, product: Product, deed: str, terms: Mapping[str, str]) -> None:
    """One deed of the platform; `terms` may hold `reason` and `category_id`.

    Raises:
        InvalidRequest: there is no such deed, or it lacks a category.
        Conflict: the status of the product does not allow it.
    """
    reason = terms.get("reason", "")
    try:
        if deed == "take_down":
            shelf.take_down(world, shop, product, reason)
        elif deed == "freeze":
            shelf.freeze(world, shop, product, reason)
        elif deed == "unfreeze":
            shelf.unfreeze(world, shop, product)
        elif deed == "move_category":
            shelf.move_category(world, shop, product, _leaf(terms.get("category_id", "")))
        elif deed == "admit":
            audit.approve_category(world, shop, product.category_id)
        else:
            raise InvalidRequest(f"The platform does not {deed!r} a product", next_step=f"It can {', '.join(DEEDS)}.")
    except Refused as refused:
        raise Conflict(f"Product {product.id} is {product.status}: the platform cannot {deed} it", shop=shop.id) from refused


def _leaf(category_id: str) -> str:
    category = catalogue().category(category_id)
    if category is None or not category.is_leaf:
        raise InvalidRequest(f"{category_id!r} is not a leaf category", next_step="product.get_categories lists them.")
    return category_id
