"""Combined listings: several products of a US shop shown to buyers as one, made in Seller Center (platform.md 11.2).

No call makes or reads them; they announce themselves by webhook 42. One with fewer than two products on sale is taken off
the shop by the system and comes back with them (inferred).
"""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.state.listing import Family
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

COMBINED_LISTING = 42
MEMBERS_MIN, MEMBERS_MAX = 2, 100
BY_SELLER = ("LIVE", "SELLER_DEACTIVATED", "DELETED")


def form(world: World, shop: Shop, product_ids: Sequence[str]) -> Family:
    """Put products together.

    Raises:
        NotFound: the shop has not all of them.
        Conflict: the market has no combined listings, or a product belongs to one.
        InvalidRequest: too few or too many.
    """
    if shop.region != "US":
        raise Conflict(f"There are no combined listings in {shop.region}; only local US shops have them", shop=shop.id)
    _check(shop, product_ids, None)
    family = Family(world.new_id("7312"), list(dict.fromkeys(product_ids)))
    shop.library.families[family.id] = family
    family.status = _status(shop, family)
    _tell(world, shop, family, "CREATE", added=family.product_ids, removed=())
    return family


def change(world: World, shop: Shop, family: Family, product_ids: Sequence[str]) -> None:
    """Other members. Raises as `form` does."""
    _still(family)
    _check(shop, product_ids, family)
    before, family.product_ids = family.product_ids, list(dict.fromkeys(product_ids))
    family.status = _status(shop, family)
    added = [one for one in family.product_ids if one not in before]
    _tell(world, shop, family, "UPDATE", added=added, removed=[one for one in before if one not in family.product_ids])


def turn(world: World, shop: Shop, family: Family, status: str) -> None:
    """The seller takes it off, brings it back or deletes it: one of BY_SELLER.

    Raises:
        InvalidRequest: a seller gives it no such status.
        Conflict: it was deleted before.
    """
    if status not in BY_SELLER:
        raise InvalidRequest(f"{status!r} is no status a seller gives", next_step=f"Statuses: {', '.join(BY_SELLER)}.")
    _still(family)
    family.status = "LIVE" if status == "LIVE" else status
    family.status = _status(shop, family)
    gone = family.product_ids if status == "DELETED" else []
    _tell(world, shop, family, "DELETE" if status == "DELETED" else "UPDATE", added=(), removed=gone)


def follow(world: World, shop: Shop) -> None:
    """A product of the shop came on sale or went off: so may its family."""
    for family in shop.library.families.values():
        status = _status(shop, family)
        if status != family.status:
            family.status = status
            _tell(world, shop, family, "UPDATE", added=(), removed=())


def find(shop: Shop, family_id: str) -> Family:
    """A combined listing. Raises NotFound."""
    found = shop.library.families.get(family_id)
    if found is None:
        raise NotFound(f"There is no combined listing {family_id}", shop=shop.id)
    return found


def _status(shop: Shop, family: Family) -> str:
    if family.status not in ("LIVE", "SYSTEM_DEACTIVATED"):
        return family.status
    on_sale = sum(shop.products[one].status == "ACTIVATE" for one in family.product_ids)
    return "LIVE" if on_sale >= MEMBERS_MIN else "SYSTEM_DEACTIVATED"


def _check(shop: Shop, product_ids: Sequence[str], own: Family | None) -> None:
    if not MEMBERS_MIN <= len(set(product_ids)) <= MEMBERS_MAX:
        raise InvalidRequest(f"A combined listing holds {MEMBERS_MIN} to {MEMBERS_MAX} products", shop=shop.id)
    for product_id in product_ids:
        if product_id not in shop.products or shop.products[product_id].status == "DELETED":
            raise NotFound(f"There is no product {product_id}", shop=shop.id)
        others = (one for one in shop.library.families.values() if one is not own and one.status != "DELETED")
        if any(product_id in one.product_ids for one in others):
            raise Conflict(f"Product {product_id} is in a combined listing already", shop=shop.id)


def _still(family: Family) -> None:
    if family.status == "DELETED":
        raise Conflict(f"The combined listing {family.id} was deleted")


def _tell(world: World, shop: Shop, family: Family, kind: str, *, added: Sequence[str], removed: Sequence[str]) -> None:
    data = {
        "combined_listing_id": family.id,
        "products": [{"id": product_id} for product_id in family.product_ids],
        "status": family.status,
        "change_type": kind,
        "added_product_ids": list(added),
        "removed_product_ids": list(removed),
    }
    world.tell(COMBINED_LISTING, shop, data)
