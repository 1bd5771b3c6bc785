"""Links that lead buyers to a product and remember who shared them: of sellers, creators, publishers and agencies.

A buyer who comes by one is let in by the control; the order is then attributed to the creator who shared it.
"""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import goods_views
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.open_calls import INVALID_PARAMETER, own_product
from shoplatch.simulator.creators.people import digits
from shoplatch.simulator.creators.terms import open_of, share_for
from shoplatch.simulator.state.creators import Creator, Link
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

TAG_LENGTH_MAX, TAGS_MAX = 50, 50
NETWORK = 16001001  # the code beside a tag or product that failed; its official text speaks of the network


def make_link(world: World, shop: Shop, product_id: str, **of: str) -> str:
    """A new link to a product; `of` says whose it is (fields of `Link`)."""
    token = f"AI{digits(world.seed, shop.id, product_id, len(world.affiliates.links), length=12)}"
    world.affiliates.links[token] = Link(token, product_id, shop.id, world.clock.now(), **of)
    return url_of(world, token)


def url_of(world: World, token: str) -> str:
    """Where a link leads."""
    return f"{world.base_url}/api/v1/share/{token}"


def link_in(world: World, url: str) -> Link | None:
    """The link behind an address; None for somebody else's."""
    return world.affiliates.links.get(url.rstrip("/").rpartition("/")[2].partition("?")[0])


def generate_affiliate_product_promotion_link(world: World, ask: Ask) -> dict[str, Any]:
    """A seller's link by which creators add a product of the open plan to their showcase."""
    shop = ask.own_shop
    product = own_product(shop, ask.path["product_id"])
    if open_of(shop, product.id, world.clock.now()) is None:
        raise Refused(INVALID_PARAMETER, "The product is in no open collaboration.")
    return {"product_promotion_link": make_link(world, shop, product.id)}


def generate_affiliate_sharing_link(world: World, ask: Ask) -> dict[str, Any]:
    """A creator's links to one product or the showcase, one for each tag."""
    person, material = own_creator(world, ask), ask.body.get("material") or {}
    kind, product_id = material.get("type") or "PRODUCT", material.get("id") or ""
    if kind == "SHOWCASE":
        shown = world.affiliates.studios.get(person.open_id)
        product_id = shown.showcase[0].product_id if shown is not None and shown.showcase else ""
    found = goods_views.product_in(world, product_id)
    if found is None:
        raise Refused(INVALID_PARAMETER, "The material does not exist.")
    links, errors = [], []
    for tag in list(ask.body.get("tags") or [""])[:TAGS_MAX]:
        if len(tag) > TAG_LENGTH_MAX:
            detail = {"tag": tag, "fail_reason": "Tag has exceeded the length limit"}
            errors.append({"code": NETWORK, "message": "The tag is too long", "detail": detail})
            continue
        url = make_link(world, found[0], product_id, creator=person.open_id, tag=tag)
        links.append({"tag": tag, "affiliate_sharing_link": url})
    return {"affiliate_sharing_links": links, "errors": errors}


def generate_publisher_sharing_links_in_batch(world: World, ask: Ask) -> dict[str, Any]:
    """Links of a publisher who works for the creator; ids come back as numbers."""
    return _published(world, ask, trace="SPECIFIC", tag=ask.path["publisher_id"], numbers=True)


def generate_general_sharing_links(world: World, ask: Ask) -> dict[str, Any]:
    """Links for publishers nobody names."""
    return _published(world, ask, trace="GENERAL", tag="", numbers=False)


def _published(world: World, ask: Ask, *, trace: str, tag: str, numbers: bool) -> dict[str, Any]:
    person, material = own_creator(world, ask), ask.body["material"]
    links, failed = [], []
    for product_id in material["ids"]:
        shop, reason = _sells(world, person, product_id)
        if shop is None:
            failed.append({"material_id": product_id, "fail_reason": reason})
            continue
        url = make_link(world, shop, product_id, creator=person.open_id, tag=tag, trace_type=trace)
        told: dict[str, Any] = {"material_id": product_id, "sharing_link": url, "deep_link": url, "one_link": url}
        if numbers:
            told["material_id"] = int(product_id) if product_id.isdigit() else 0
        links.append(told)
    return {"sharing_links": links, "failed_materials": failed}


def _sells(world: World, person: Creator, product_id: str) -> tuple[Shop | None, str]:
    """The shop of a product the creator sells on terms, or why not."""
    found = goods_views.product_in(world, product_id)
    if found is None:
        return None, "Product does not exist"
    shop, product = found
    if share_for(world, shop, person.open_id, product.id, world.clock.now()) is None:
        return None, "Product has no commission"
    return (shop, "") if goods_views.is_for_sale(shop, product) else (None, "Product was sold out")


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.generate_affiliate_product_promotion_link": generate_affiliate_product_promotion_link,
    "affiliate_creator.generate_affiliate_sharing_link": generate_affiliate_sharing_link,
    "affiliate_creator.generate_publisher_sharing_links_in_batch": generate_publisher_sharing_links_in_batch,
    "affiliate_creator.generate_general_sharing_links": generate_general_sharing_links,
}
