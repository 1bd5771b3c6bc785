"""How a target collaboration looks: summary, invited creators, products, and which words a search knows for its state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shoplatch.simulator.creators import goods_views
from shoplatch.simulator.creators.askers import avatar
from shoplatch.simulator.creators.people import known
from shoplatch.simulator.creators.terms import open_of, rates_of
from shoplatch.simulator.state.creators import Content, TargetCollaboration, TargetProduct
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World


def states(one: TargetCollaboration, now: int) -> tuple[str, ...]:
    """The words a search knows for its state; EXPIRING: within a week."""
    if one.removed_at or now >= one.end_time:
        return ("COMPLETED",)
    return ("VALID", "ONGOING", "EXPIRING") if one.end_time - now < 7 * 86_400 else ("VALID", "ONGOING")


def is_named(shop: Shop, one: TargetCollaboration, kind: str, word: str) -> bool:
    if not word:
        return True
    if kind == "TARGET_COLLABORATION_ID":
        return word == one.id
    if kind == "PRODUCT_ID":
        return word in one.products
    if kind == "PRODUCT_NAME":
        titles = (shop.products[each].title.casefold() for each in one.products if each in shop.products)
        return any(word.casefold() in title for title in titles)
    return word.casefold() in one.name.casefold()


def shown(shop: Shop, target: TargetCollaboration, open_id: str, product_id: str = "") -> Iterable[Content]:
    """What a creator showed of its products since it began."""
    for one in shop.affiliate.contents.values():
        if one.creator != open_id or one.posted_at < target.create_time:
            continue
        if (product_id in one.product_ids) if product_id else not target.products.keys().isdisjoint(one.product_ids):
            yield one


def summary(shop: Shop, one: TargetCollaboration) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "message": one.message,
        "type": "STANDARD",
        "create_time": one.create_time,
        "update_time": one.update_time,
        "start_time": one.create_time,
        "end_time": one.removed_at or one.end_time,
        "creator_inivited_count": len(one.creators),
        "content_creator_count": sum(any(shown(shop, one, open_id)) for open_id in one.creators),
        "showcase_creator_count": sum(bool(each.product_ids) for each in one.creators.values()),
        "product_count": len(one.products),
        "free_sample_rule": {
            "has_free_sample": one.has_free_sample,
            "is_sample_approval_exempt": one.exempt_from_approval,
        },
    }


def invitee(world: World, shop: Shop, target: TargetCollaboration, open_id: str) -> dict[str, Any]:
    person, invitee = known(world, open_id), target.creators[open_id]
    held = [one for one in invitee.product_ids if one in target.products]
    products_shown = {one for each in shown(shop, target, open_id) for one in each.product_ids if one in target.products}
    state = "NONE" if not held else "ALL" if len(held) == len(target.products) else "PARTIALLY"
    return {
        "creator_open_id": open_id,
        "user_id": person.user_id,
        "username": person.username,
        "nickname": person.nickname,
        "avatar": avatar(world, person),
        "selection_region": person.region,
        "collaboration_status": "DELETED" if target.removed_at else "NORMAL",
        "product_effective_status": f"EFFECTIVE_{state}",
        "showcase_product_count": len(held),
        "content_product_count": len(products_shown),
    }


def product(world: World, shop: Shop, target: TargetCollaboration, product: Product) -> dict[str, Any]:
    terms, now = target.products[product.id], world.clock.now()
    rate, ads_rate = rates_of(terms, now)
    low, high = goods_views.prices(product)
    taken = [one for one in target.creators.values() if product.id in one.product_ids]
    state = "NONE" if not taken else "ALL" if len(taken) == len(target.creators) else "PARTIALLY"
    return {
        "id": product.id,
        "title": product.title,
        "status": goods_views.status_of(shop, product),
        "main_image_url": goods_views.main_image(world, product),
        "original_price": goods_views.price_range(shop, product),
        "collaboration_status": "DELETED" if target.removed_at else "NORMAL",
        "commission_effective_status": f"EFFECTIVE_{state}",
        "commission": {
            "rate": rate,
            "shop_ads_commission_rate": ads_rate,
            "effective_time": str(terms.effective_at or terms.added_at),
            "minimum_amount": goods_views.amount(shop, low * rate // 10_000)["amount"],
            "maximum_amount": goods_views.amount(shop, high * rate // 10_000)["amount"],
            "currency": goods_views.amount(shop, 0)["currency"],
        },
    }


def base_info(world: World, shop: Shop, product: Product, terms: TargetProduct, now: int) -> dict[str, Any]:
    rate, ads_rate = rates_of(terms, now)
    low, high = goods_views.prices(product)
    span = {"min_price": goods_views.amount(shop, low), "max_price": goods_views.amount(shop, high)}
    opened = open_of(shop, product.id, now)
    return {
        "product_id": product.id,
        "title": product.title,
        "image": {"url": goods_views.main_image(world, product)},
        "price": span,
        "promotion_price": span,
        "target_commission": rate,
        "open_commission": opened.rate if opened is not None else 0,
        "target_ads_commission": ads_rate,
        "old_target_commission": terms.rate,
        "old_target_ads_commission": terms.ads_rate,
        "commission_effective_time": terms.effective_at or terms.added_at,
        "ads_commission_effective_time": terms.effective_at or terms.added_at,
        "product_status": goods_views.status_of(shop, product),
    }
