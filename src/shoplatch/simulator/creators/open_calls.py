"""The open plan of a shop: products any creator may promote, rules for samples, and who promotes what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import agreements, goods_views, habits_clock, samples
from shoplatch.simulator.creators.askers import own_creator
from shoplatch.simulator.creators.lists import INVALID, numbered
from shoplatch.simulator.creators.people import creator, known
from shoplatch.simulator.creators.terms import RATE_MAX, RATE_MIN, is_open, open_of
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, OpenCollaboration, SampleRule
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

EXISTS, RATE_WRONG, RESTRICTED, PRODUCT_FOREIGN = 16003012, 16003033, 16003035, 16024008
INVALID_PARAMETER, DEACTIVATED = 16015001, 16003025
_SORTS: dict[str, Callable[[Shop, Product, int], float]] = {
    "commission_rate": lambda _shop, _product, rate: rate,
    "product_sales_price": lambda _shop, product, _rate: goods_views.prices(product)[0],
    "commission": lambda _shop, product, rate: rate * goods_views.prices(product)[0],
    "units_sold": lambda shop, product, _rate: goods_views.units_sold(shop, product.id),
}


def create_open_collaboration(world: World, ask: Ask) -> dict[str, Any]:
    """Open a product to all creators."""
    shop, rate = ask.own_shop, ask.body["commission_rate"]
    product = own_product(shop, ask.body["product_id"])
    check_rate(rate)
    current = open_of(shop, product.id, world.clock.now())
    if current is not None:
        raise Refused(EXISTS)
    if product.status != "ACTIVATE":
        raise Refused(RESTRICTED)
    approval = bool(ask.body.get("require_seller_approve_creator"))
    made = agreements.open_to_all(world, shop, product.id, rate, approval=approval)
    return {"open_collaboration": {"id": made.id, "product_id": product.id, "effective_time": made.create_time}}


def remove_open_collaboration(world: World, ask: Ask) -> dict[str, Any]:
    """End it for new creators at once, for the others at the time that is answered."""
    return {"terminated_effective_time": agreements.end_open(world, _open(world, ask.own_shop, ask.path["product_id"]))}


def remove_creator_from_open_collaboration_product(world: World, ask: Ask) -> dict[str, Any]:
    """One creator shall not promote it any more."""
    shop, body = ask.own_shop, ask.body
    collaboration = shop.affiliate.opens.get(ask.path["open_collaboration_id"])
    if collaboration is None or collaboration.product_id != body["product_id"]:
        raise Refused(INVALID_PARAMETER, "The open collaboration is not one of this shop and product.")
    person = creator(world, body.get("creator_user_open_id") or body["creator_user_id"])
    if person is None or person.open_id not in collaboration.promoters:
        raise Refused(INVALID_PARAMETER, "The creator does not promote this product.")
    agreements.dismiss(world, collaboration, person.open_id)
    return {}


def edit_open_collaboration_settings(world: World, ask: Ask) -> dict[str, Any]:
    """Whether products that come on sale join by themselves, and at which rate."""
    wanted, affiliate = ask.body["auto_add_product"], ask.own_shop.affiliate
    check_rate(wanted["commission_rate"])
    affiliate.auto_add, affiliate.auto_rate = wanted["enable"], wanted["commission_rate"]
    if affiliate.auto_add:
        habits_clock.wake(world)
    return {}


def get_open_collaboration_settings(_world: World, ask: Ask) -> dict[str, Any]:
    """The same, read."""
    affiliate = ask.own_shop.affiliate
    auto = {"enable": affiliate.auto_add, "commission_rate": affiliate.auto_rate}
    return {"open_collaboration_settings": {"auto_add_product": auto}}


def edit_open_collaboration_sample_rule(world: World, ask: Ask) -> dict[str, Any]:
    """Free samples of a product in the open plan: how many, until when, for whom."""
    collaboration, wanted = _open(world, ask.own_shop, ask.body["product_id"]), ask.body["sample_rule"]
    bounds = wanted.get("thresholds") or {}
    state = wanted["activate_status"]
    if state not in ("ACTIVATE", "DEACTIVATE"):
        raise Refused(INVALID, "Invalid request parameter. 'activate_status' must be one of ACTIVATE, DEACTIVATE.")
    before = collaboration.samples
    collaboration.samples = SampleRule(
        active=state == "ACTIVATE",
        quota=wanted.get("sample_quota", before.quota if before else 0),
        start_time=wanted.get("start_time", 0),
        end_time=wanted.get("end_time", 0),
        unlimited=wanted.get("is_sample_time_unlimited", not wanted.get("end_time")),
        followers_min=bounds.get("minimum_follower_count", 0),
        gmv_min=bounds.get("minimum_gmv", 0),
        views_min=bounds.get("avg_ec_video_views", 0),
        category_ids=list(bounds.get("category_ids") or ()),
        rank=bounds.get("predicted_fulfillment_rank", "ALL"),
        given=before.given if before else 0,
    )
    return {}


def get_open_collaboration_sample_rules(world: World, ask: Ask) -> dict[str, Any]:
    """The rules of some products; those without a rule are not in it."""
    shop, now, told = ask.own_shop, world.clock.now(), []
    for product_id in ask.list_of("product_ids"):
        collaboration = open_of(shop, product_id, now)
        rule = collaboration.samples if collaboration is not None else None
        if rule is None:
            continue
        on = collaboration is not None and not collaboration.ends_at and _live(shop, product_id)
        told.append(
            {
                "product_id": product_id,
                "status": samples.status_of(rule, now, on=on),
                "sample_quota": rule.quota,
                "available_quantity": max(0, rule.quota - rule.given),
                "start_time": rule.start_time,
                "end_time": rule.end_time,
                "is_sample_time_unlimited": rule.unlimited,
                "thresholds": {
                    "avg_ec_video_views": rule.views_min,
                    "category_ids": rule.category_ids,
                    "minimum_follower_count": rule.followers_min,
                    "minimum_gmv": rule.gmv_min,
                    "predicted_fulfillment_rank": rule.rank,
                },
            }
        )
    return {"sample_rules": told}


def search_open_collaborations(world: World, ask: Ask) -> dict[str, Any]:
    """The shop's open collaborations; those that are over are not in it."""
    shop, body, now = ask.own_shop, ask.body, world.clock.now()
    word, kind, top = body.get("keyword") or "", body.get("keyword_type"), body.get("top_level_category_id")
    rows = []
    for one in shop.affiliate.opens.values():
        product = shop.products.get(one.product_id)
        if product is None or not is_open(one, now):
            continue
        if kind == "PRODUCT_ID" and word not in ("", product.id):
            continue
        if kind == "PRODUCT_NAME" and word.casefold() not in product.title.casefold():
            continue
        if top and catalogue().chain(product.category_id)[:1] != [catalogue().category(top)]:
            continue
        rows.append((one, product))
    if ask.query.get("sort_field") == "product_original_price":
        rows.sort(key=lambda row: goods_views.prices(row[1])[0], reverse=ask.query.get("sort_order") == "DESC")
    page, token = numbered(ask, rows, default=50)
    told = [_collaboration(world, shop, one, product) for one, product in page]
    return {"open_collaborations": told, "next_page_token": token, "total_count": len(rows)}


def seller_search_open_collaboration_products(world: World, ask: Ask) -> dict[str, Any]:
    """What sellers of the market offer to all creators."""
    return _offers(world, ask, ask.own_shop.region)


def search_open_collaboration_products(world: World, ask: Ask) -> dict[str, Any]:
    """What the creator could promote: the open plans of the creator's market."""
    return _offers(world, ask, own_creator(world, ask).region)


def get_open_collaboration_product_list_by_product_ids(world: World, ask: Ask) -> dict[str, Any]:
    """Some products of open plans, by id."""
    region = own_creator(world, ask).region
    offers = {product.id: (shop, product, rate) for shop, product, rate in _offered_in(world, region)}
    told = []
    for product_id in ask.list_of("product_ids"):
        if product_id in offers:
            shop, product, rate = offers[product_id]
            row = goods_views.offered(world, shop, product, rate)
            told.append({**row, "shop_ads_commission": {"rate": max(RATE_MIN, rate // 2)}})
    return {"products": told}


def get_open_collaboration_creator_content_details(world: World, ask: Ask) -> dict[str, Any]:
    """Who promotes a product of the open plan, and how often it was shown."""
    shop = ask.own_shop
    product = own_product(shop, ask.query["product_id"])
    collaboration = _open(world, shop, product.id)
    page, token = numbered(ask, list(collaboration.promoters), default=50)
    told = []
    for open_id in page:
        person = known(world, open_id)
        shown = [one for one in shop.affiliate.contents.values() if one.creator == open_id and product.id in one.product_ids]
        lives = sum(one.kind == LIVE for one in shown)
        ends = collaboration.removed.get(open_id, collaboration.ends_at)
        told.append(
            {
                "creator_profile": {
                    "creator_open_id": open_id,
                    "username": person.username,
                    "nickname": person.nickname,
                    "follower_count": person.followers,
                    "avatar": {"url": image_url(world, f"avatar-{open_id}")},
                },
                "live_count": lives,
                "video_count": len(shown) - lives,
                "promotion_status": "TERMINATING" if ends else "NORMAL",
                "promotion_end_time": ends,
            }
        )
    image = {"id": product.id, "image_url": goods_views.main_image(world, product)}
    total = len(collaboration.promoters)
    return {"creator_content_details": told, "product": image, "next_page_token": token, "total_count": total}


def own_product(shop: Shop, product_id: str) -> Product:
    """A product of this shop.

    Raises:
        Refused: there is none.
    """
    product = shop.products.get(product_id)
    if product is None or product.status == "DELETED":
        raise Refused(PRODUCT_FOREIGN)
    return product


def check_rate(rate: int) -> None:
    """Raises Refused unless it is 1 to 80 percent."""
    if not RATE_MIN <= rate <= RATE_MAX:
        raise Refused(RATE_WRONG)


def _open(world: World, shop: Shop, product_id: str) -> OpenCollaboration:
    found = open_of(shop, product_id, world.clock.now())
    if found is None:
        raise Refused(INVALID_PARAMETER, "The product is in no open collaboration.")
    return found


def _live(shop: Shop, product_id: str) -> bool:
    product = shop.products.get(product_id)
    return product is not None and product.status == "ACTIVATE"


def _collaboration(world: World, shop: Shop, one: OpenCollaboration, product: Product) -> dict[str, Any]:
    shown = {each.creator for each in shop.affiliate.contents.values() if product.id in each.product_ids}
    return {
        "id": one.id,
        "status": "TERMINATING" if one.ends_at else "NORMAL",
        "current_commission": {"rate": one.rate, "start_time": one.create_time, "end_time": one.ends_at},
        "content_creator_count": len(shown & set(one.promoters)),
        "showcase_creator_count": len(one.promoters),
        "require_seller_approve_creator": one.approval,
        "product": {
            "id": product.id,
            "title": product.title,
            "status": goods_views.status_of(shop, product),
            "inventory": goods_views.units(shop, product),
            "main_image_url": goods_views.main_image(world, product),
            "original_price": goods_views.price_range(shop, product),
        },
    }


def _offered_in(world: World, region: str) -> list[tuple[Shop, Product, int]]:
    found = []
    for shop in world.shops.values():
        if shop.region != region or not shop.active:
            continue
        for one in shop.affiliate.opens.values():
            product = shop.products.get(one.product_id)
            if product is not None and not one.ends_at and product.status == "ACTIVATE":
                found.append((shop, product, one.rate))
    return found


def _offers(world: World, ask: Ask, region: str) -> dict[str, Any]:
    body = ask.body
    words = [word.casefold() for word in body.get("title_keywords") or ()]
    category, rates = (body.get("category") or {}).get("id"), body.get("commission_rate_range") or {}
    cost = body.get("sales_price_range") or {}
    rows = [
        (shop, product, rate)
        for shop, product, rate in _offered_in(world, region)
        if (not words or any(word in product.title.casefold() for word in words))
        and (not category or any(one.id == category for one in catalogue().chain(product.category_id)))
        and rates.get("rate_ge", 0) <= rate < rates.get("rate_lt", RATE_MAX + 1)
        and _costs(shop, product, cost)
    ]
    by = _SORTS[ask.query.get("sort_field") or "units_sold"]
    rows.sort(key=lambda row: (by(*row), row[1].id), reverse=ask.query.get("sort_order", "DESC") == "DESC")
    page, token = numbered(ask, rows)
    told = [goods_views.offered(world, *row) for row in page]
    return {"products": told, "next_page_token": token, "total_count": len(rows)}


def _costs(shop: Shop, product: Product, wanted: Any) -> bool:
    low = goods_views.price_range(shop, product)["minimum_amount"]
    return float(wanted.get("amount_ge") or 0) <= float(low) < float(wanted.get("amount_lt") or "inf")


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.create_open_collaboration": create_open_collaboration,
    "affiliate_seller.remove_open_collaboration": remove_open_collaboration,
    "affiliate_seller.remove_creator_from_open_collaboration_product": remove_creator_from_open_collaboration_product,
    "affiliate_seller.edit_open_collaboration_settings": edit_open_collaboration_settings,
    "affiliate_seller.get_open_collaboration_settings": get_open_collaboration_settings,
    "affiliate_seller.edit_open_collaboration_sample_rule": edit_open_collaboration_sample_rule,
    "affiliate_seller.get_open_collaboration_sample_rules": get_open_collaboration_sample_rules,
    "affiliate_seller.search_open_collaborations": search_open_collaborations,
    "affiliate_seller.seller_search_open_collaboration_products": seller_search_open_collaboration_products,
    "affiliate_seller.get_open_collaboration_creator_content_details": get_open_collaboration_creator_content_details,
    "affiliate_creator.search_open_collaboration_products": search_open_collaboration_products,
    "affiliate_creator.get_open_collaboration_product_list_by_product_ids": (
        get_open_collaboration_product_list_by_product_ids
    ),
}
