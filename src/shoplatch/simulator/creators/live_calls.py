"""The LIVE session of a creator while it is on: its products, the one that is pinned (affiliate 202309)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import goods_views
from shoplatch.simulator.creators.agreements import studio_of
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.content import is_on
from shoplatch.simulator.creators.open_calls import INVALID_PARAMETER
from shoplatch.simulator.creators.showcase_calls import shown_prices
from shoplatch.simulator.creators.terms import share_for
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

FORBIDDEN, NETWORK = 66009315, 324121311


def get_live_room_info(world: World, ask: Ask) -> dict[str, Any]:
    """The session that is on."""
    _, content, _ = _live(world, ask)
    return {"id": content.id, "title": content.title, "start_time": content.posted_at, "status": "LIVE"}


def get_live_products(world: World, ask: Ask) -> dict[str, Any]:
    """What is shown in it, the top first."""
    person, content, shop = _live(world, ask)
    products = [_product(world, shop, person, one) for one in content.product_ids if one in shop.products]
    return {"products": products, "pinned_product_id": studio_of(world, person.open_id).live_pinned}


def add_live_products(world: World, ask: Ask) -> dict[str, Any]:
    """Show more; what the creator may not sell is named."""
    person, content, shop = _live(world, ask)
    errors = []
    for product_id in ask.body.get("product_ids") or ():
        if share_for(world, shop, person.open_id, product_id, world.clock.now()) is None:
            message = "The product is not in the showcase on any terms"
            errors.append({"code": NETWORK, "message": message, "detail": {"product_id": product_id}})
        elif product_id not in content.product_ids:
            content.product_ids.append(product_id)
    return {"errors": errors} if errors else {}


def remove_live_products(world: World, ask: Ask) -> dict[str, Any]:
    """Show them no more."""
    person, content, _ = _live(world, ask)
    gone = set(ask.body.get("product_ids") or ())
    content.product_ids = [one for one in content.product_ids if one not in gone]
    studio = studio_of(world, person.open_id)
    if studio.live_pinned in gone:
        studio.live_pinned = ""
    return {}


def top_live_products(world: World, ask: Ask) -> dict[str, Any]:
    """These first, in the order they are named."""
    _, content, _ = _live(world, ask)
    wanted = [one for one in ask.body.get("product_ids") or () if one in content.product_ids]
    content.product_ids = [*wanted, *(one for one in content.product_ids if one not in wanted)]
    return {}


def pin_live_product(world: World, ask: Ask) -> dict[str, Any]:
    """Show one to everybody; it takes the place of the one before."""
    person, content, _ = _live(world, ask)
    if ask.path["product_id"] not in content.product_ids:
        raise Refused(INVALID_PARAMETER, "The product is not shown in the session.")
    studio_of(world, person.open_id).live_pinned = ask.path["product_id"]
    return {}


def unpin_live_product(world: World, ask: Ask) -> dict[str, Any]:
    """Show it to everybody no more; one that is not pinned is no fault."""
    person, _, _ = _live(world, ask)
    studio = studio_of(world, person.open_id)
    if studio.live_pinned == ask.path["product_id"]:
        studio.live_pinned = ""
    return {}


def _live(world: World, ask: Ask) -> tuple[Creator, Content, Shop]:
    """The session that the creator holds now.

    Raises:
        Refused: none is on.
    """
    person, now = own_creator(world, ask), world.clock.now()
    for shop in world.shops.values():
        for content in reversed(shop.affiliate.contents.values()):
            if content.creator == person.open_id and content.kind == LIVE and is_on(content, now):
                return person, content, shop
    raise Refused(FORBIDDEN, "No LIVE session of this creator is on.")


def _product(world: World, shop: Shop, person: Creator, product_id: str) -> dict[str, Any]:
    product = shop.products[product_id]
    terms = share_for(world, shop, person.open_id, product_id, world.clock.now())
    link = goods_views.detail_link(world, shop, product_id)
    state = "APPROVED" if product.status == "ACTIVATE" else "UNAVAILABLE"
    rate = {"commission_rate": terms.rate, "inclusive_reward_commission_rate": 0} if terms is not None else {}
    return {
        "id": product_id,
        "title": product.title,
        "detail_url": link,
        "original_url": "",
        "commission": rate,
        "main_images": [{"url": image_url(world, uri), "width": 100, "height": 100} for uri in product.image_uris],
        "price": shown_prices(shop, product, ("lowest_amount", "highest_amount")),
        "sale_regions": [shop.region],
        "shop_name": shop.name,
        "source": "AFFILIATE",
        "status": {
            "added_status": "ADDED",
            "inventory_status": "IN_STOCK" if goods_views.units(shop, product) else "SOLD_OUT",
            "review_status": state if terms is not None else "ZERO_COMMISSION",
        },
    }


HANDLERS: dict[str, Handler] = {
    "affiliate.get_live_room_info": get_live_room_info,
    "affiliate.get_live_products": get_live_products,
    "affiliate.add_live_products": add_live_products,
    "affiliate.remove_live_products": remove_live_products,
    "affiliate.top_live_products": top_live_products,
    "affiliate.pin_live_product": pin_live_product,
    "affiliate.unpin_live_product": unpin_live_product,
}
