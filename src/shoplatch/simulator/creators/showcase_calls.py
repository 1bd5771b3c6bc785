"""A creator's own things: profile, showcase, products to choose from; every version over one state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import agreements, goods_views
from shoplatch.simulator.creators.askers import avatar_sized, own_creator
from shoplatch.simulator.creators.links import NETWORK, link_in
from shoplatch.simulator.creators.lists import INVALID, numbered
from shoplatch.simulator.creators.people import OFFICIAL
from shoplatch.simulator.creators.terms import open_of, share_for
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import Creator, Shown
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

SHOWN_MAX = 200
_DONE = {"code": 0, "message": "Success", "request_id": "202203070749000101890810281E8C70B7"}


def get_creator_profile(world: World, ask: Ask) -> dict[str, Any]:
    """Who the creator is."""
    person = own_creator(world, ask)
    kind = "TIKTOK_SHOP_OFFICIAL_ACCOUNT" if person.kind == OFFICIAL else "TIKTOK_SHOP_CREATOR"
    return {
        "creator_user_open_id": person.open_id,
        "creator_user_id": person.user_id,
        "username": person.username,
        "user_name": person.username,
        "avatar": avatar_sized(world, person),
        "permissions": ["LIVE_STREAM_PERMISSION", "ADD_AFFILIATE_PERMISSION"],
        "register_region": person.region,
        "selection_region": person.region,
        "seller_type": "LOCAL",
        "user_type": kind,
        "partner_id": "",
        "partner_name": "",
    }


def add_showcase_products(world: World, ask: Ask) -> dict[str, Any]:
    """Take products up by id, or the one behind a seller's or agency's link; what cannot be taken up is named."""
    person, body = own_creator(world, ask), ask.body
    wanted = list(body.get("product_ids") or ())
    if body.get("add_type") == "PRODUCT_LINK":
        link = link_in(world, body.get("product_link") or "")
        if link is None:
            raise Refused(INVALID, "Invalid request parameter. 'product_link' does not lead to a product.")
        wanted = [link.product_id]
        if link.campaign_id:
            _join_campaign(world, person, link.campaign_id, link.product_id)
    errors = []
    for product_id in wanted:
        reason = _take_up(world, person, product_id)
        if reason:
            errors.append({"code": NETWORK, "message": reason, "detail": {"product_id": product_id}})
    return {"errors": errors} if errors else {}


def remove_showcase_products(world: World, ask: Ask) -> dict[str, Any]:
    """Take products out; those that are not in it are no fault."""
    person = own_creator(world, ask)
    for product_id in ask.body["product_ids"]:
        agreements.withdraw(world, person.open_id, product_id)
    return dict(_DONE)


def move_showcase_products_to_the_top(world: World, ask: Ask) -> dict[str, Any]:
    """These first, in the order they are named."""
    studio = agreements.studio_of(world, own_creator(world, ask).open_id)
    order = {product_id: place for place, product_id in enumerate(ask.body["product_ids"])}
    if not set(order) <= {one.product_id for one in studio.showcase}:
        raise Refused(INVALID, "Invalid request parameter. A product is not in the showcase.")
    studio.showcase.sort(key=lambda one: order.get(one.product_id, len(order)))
    return dict(_DONE)


def get_showcase_products(world: World, ask: Ask) -> dict[str, Any]:
    """The showcase, the top first; of the origin LIVE with what may be sold in a session."""
    person = own_creator(world, ask)
    studio = agreements.studio_of(world, person.open_id)
    rows = [one for one in studio.showcase if goods_views.product_in(world, one.product_id) is not None]
    page, token = numbered(ask, rows, default=50, most=50)
    told = [_shown(world, person, one) for one in page]
    return {
        "products": told,
        "next_page_token": token,
        "total_count": len(rows),
        "live_product_ids": studio.live_products,
    }


def creator_select_affiliate_product(world: World, ask: Ask) -> dict[str, Any]:
    """Products of open plans in the creator's market by many filters."""
    person, body = own_creator(world, ask), ask.body
    wanted, kind = body.get("filter_params") or {}, (body.get("sort_params") or {}).get("sort_type") or "RECOMMENDED"
    rows = [
        (shop, product, one.rate)
        for shop in world.shops.values()
        if shop.region == person.region and shop.active
        for one in shop.affiliate.opens.values()
        if not one.ends_at
        and (product := shop.products.get(one.product_id)) is not None
        and product.status == "ACTIVATE"
        and _is_wanted(shop, product, one.rate, wanted)
    ]
    sorts: dict[str, Callable[[tuple[Shop, Product, int]], int]] = {
        "LOW_PRICE": lambda row: goods_views.prices(row[1])[0],
        "HIGH_PRICE": lambda row: -goods_views.prices(row[1])[1],
        "NEWLY_RELEASED": lambda row: -row[1].create_time,
        "HIGH_COMMISSION_RATE": lambda row: -row[2],
    }
    by = sorts.get(kind, _best_sold)
    rows.sort(key=lambda row: (by(row), row[1].id))
    page, token = numbered(ask, rows)
    told = [_selected(world, *row) for row in page]
    return {"products": told, "next_page_token": token, "total_count": len(rows)}


def get_shop_products(world: World, ask: Ask) -> dict[str, Any]:
    """What is on sale in shops of the creator's market, to be added for LIVE sessions."""
    person, word = own_creator(world, ask), (ask.query.get("title_keyword") or "").casefold()
    held = {one.product_id for one in agreements.studio_of(world, person.open_id).showcase}
    rows = [
        (shop, product)
        for shop in world.shops.values()
        if shop.region == person.region
        for product in shop.products.values()
        if product.status == "ACTIVATE" and word in product.title.casefold()
    ]
    by = ask.query.get("sort_field") or "PRODUCT_ID"
    rows.sort(
        key=lambda row: (
            goods_views.prices(row[1])[0] if by == "PRICE" else goods_views.units_sold(*_ids(row)) if by == "SALE" else 0,
            row[1].id,
        ),
        reverse=ask.query.get("sort_order") in ("DESC", "1"),
    )
    page, token = numbered(ask, rows)
    told = [
        {
            "id": product.id,
            "title": product.title,
            "brand_name": _brand(product),
            "added_status": "ADDED" if product.id in held else "ADDABLE",
            "images": [{"url": image_url(world, uri), "width": 200, "height": 200} for uri in product.image_uris],
            "price": goods_views.amount(shop, goods_views.prices(product)[0]),
            "sales_count": goods_views.units_sold(shop, product.id),
        }
        for shop, product in page
    ]
    return {"products": told, "next_page_token": token, "total_count": len(rows)}


def map_tokopedia(world: World, ask: Ask) -> dict[str, Any]:
    """Products of Indonesian shops by the ids their mirrors have; here both ids are one."""
    own_creator(world, ask)
    found = []
    for number in ask.body.get("toko_pids") or ():
        product = goods_views.product_in(world, str(number))
        if product is not None and product[0].region == "ID":
            found.append({"toko_pid": number, "tts_pid": int(product[1].id)})
    return {"product": found, "error": {"code": 0, "message": ""}}


def _best_sold(row: tuple[Shop, Product, int]) -> int:
    return -goods_views.units_sold(row[0], row[1].id)


def _ids(row: tuple[Shop, Product]) -> tuple[Shop, str]:
    return row[0], row[1].id


def _take_up(world: World, person: Creator, product_id: str) -> str:
    """Why it cannot be; "" once it is in the showcase."""
    found = goods_views.product_in(world, product_id)
    if found is None or found[0].region != person.region:
        return "The product does not exist in the selection region"
    shop, product = found
    if product.status != "ACTIVATE":
        return "The product is not on sale"
    if len(agreements.studio_of(world, person.open_id).showcase) >= SHOWN_MAX:
        return "The showcase is full"
    return "" if agreements.promote(world, shop, person.open_id, product_id) else "The product has no commission"


def _join_campaign(world: World, person: Creator, campaign_id: str, product_id: str) -> None:
    campaign = world.affiliates.campaigns.get(campaign_id)
    entered = campaign.products.get(product_id) if campaign is not None else None
    if entered is not None and entered.status == "APPROVED":
        entered.creators.setdefault(person.open_id, world.clock.now())


def shown_prices(shop: Shop, product: Product, names: tuple[str, str]) -> dict[str, Any]:
    """The three prices of a product that a creator sees; no discount is told apart here."""
    span = goods_views.price_range(shop, product, names)
    return {"original_price": span, "platform_discount_price": span, "seller_discount_price": span}


def _shown(world: World, person: Creator, one: Shown) -> dict[str, Any]:
    found = goods_views.product_in(world, one.product_id)
    assert found is not None  # the list holds only what exists
    shop, product = found
    terms = share_for(world, shop, person.open_id, product.id, world.clock.now())
    rate = terms.rate if terms is not None else 0
    kind = "TARGET" if terms is not None and terms.target_collaboration_id else "OPEN"
    images = [{"url": image_url(world, uri), "width": 100, "height": 100, "heigth": 100} for uri in product.image_uris]
    campaign = world.affiliates.campaigns.get(terms.campaign_id) if terms is not None else None
    partner = world.sellers.get(campaign.partner) if campaign is not None else None
    link = goods_views.detail_link(world, shop, product.id)
    held = (terms.target_collaboration_id or terms.open_collaboration_id or terms.campaign_id) if terms is not None else ""
    prices = {
        **shown_prices(shop, product, ("minimum_amount", "maximum_amount")),
    }
    older = shown_prices(shop, product, ("lowest_amount", "highest_amount"))
    state = "APPROVED" if product.status == "ACTIVATE" else "UNAVAILABLE"
    return {
        "id": product.id,
        "title": product.title,
        "detail_link": link,
        "detail_url": link,
        "third_party_link": "",
        "original_url": "",
        "main_images": images,
        "addition": {"customized_main_images": images[:1], "customized_main_image": images[:1]},
        "collaboration": {
            "id": held,
            "type": kind,
            "partner": {"id": partner.open_id if partner else "", "name": partner.name if partner else ""},
        },
        "commission": (
            {"rate": rate, "reward_rate": 0, "commission_rate": rate, "inclusive_reward_commission_rate": 0} if rate else {}
        ),
        "price": {name: {**prices[name], **older[name]} for name in prices},
        "sale_regions": [shop.region],
        "shop": {"name": shop.name},
        "shop_name": shop.name,
        "source": one.source,
        "status": {
            "added_status": "ADDED",
            "inventory_status": "IN_STOCK" if goods_views.units(shop, product) else "SOLD_OUT",
            "is_hidden": False,
            "review_status": state if rate else "ZERO_COMMISSION",
        },
    }


def _is_wanted(shop: Shop, product: Product, rate: int, wanted: Any) -> bool:
    rates, cost = wanted.get("commission_rate_range") or {}, wanted.get("price_range") or {}
    sold, word = wanted.get("sold_quantity_range") or {}, (wanted.get("title_keyword") or "").casefold()
    categories = set(wanted.get("category_ids") or ())
    price = float(goods_views.price_range(shop, product)["minimum_amount"])
    units = goods_views.units_sold(shop, product.id)
    return (
        word in product.title.casefold()
        and (not wanted.get("product_ids") or product.id in wanted["product_ids"])
        and (not categories or any(one.id in categories for one in catalogue().chain(product.category_id)))
        and (rates.get("rate_ge") or 0) <= rate <= (rates.get("rate_le") or 8_000)
        and float(cost.get("price_ge") or 0) <= price <= float(cost.get("price_le") or "inf")
        and (sold.get("quantity_ge") or 0) <= units <= (sold.get("quantity_le") or 1 << 62)
    )


def _selected(world: World, shop: Shop, product: Product, rate: int) -> dict[str, Any]:
    profile, (low, high) = market(shop.region), goods_views.prices(product)
    reviews = [one.rating for one in shop.around.reviews.values() if one.product_key == product.id]
    review: dict[str, Any] = {"count": len(reviews)}
    if reviews:
        review["overall_score"] = f"{sum(reviews) / len(reviews):.1f}"
    opened = open_of(shop, product.id, world.clock.now())
    return {
        "id": product.id,
        "title": product.title,
        "brand_name": _brand(product),
        "commission": {
            "rate": opened.rate if opened is not None else rate,
            "amount": goods_views.commission(shop, product, rate)["amount"],
        },
        "main_image_url": goods_views.main_image(world, product),
        "market_performance": {"historical_sold_quantity": goods_views.units_sold(shop, product.id)},
        "price": {
            "floor_price": profile.text(low),
            "ceiling_price": profile.text(high),
            "currency": profile.currency,
        },
        "review": review,
        "shop": {"name": shop.name, "logo_url": image_url(world, f"logo-{shop.id}"), "rating": "4.5"},
        "stock": {"quantity": goods_views.units(shop, product)},
    }


def _brand(product: Product) -> str:
    brand = catalogue().brand(product.brand_id)
    return brand.name if brand is not None else ""


HANDLERS: dict[str, Handler] = {
    "affiliate_creator.get_creator_profile": get_creator_profile,
    "affiliate_creator.add_showcase_products": add_showcase_products,
    "affiliate_creator.remove_showcase_products": remove_showcase_products,
    "affiliate_creator.move_showcase_products_to_the_top": move_showcase_products_to_the_top,
    "affiliate_creator.get_showcase_products": get_showcase_products,
    "affiliate_creator.creator_select_affiliate_product": creator_select_affiliate_product,
    "affiliate_creator.get_shop_products": get_shop_products,
    "affiliate_creator.map_tokopedia_to_tiktok_shop_product_ids": map_tokopedia,
    "affiliate_creator.get_tokopedia_and_tiktok_shop_product_id_mappings": map_tokopedia,
}
