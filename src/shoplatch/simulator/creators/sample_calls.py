"""Free samples as sellers and creators see them: applications, their review, what came of them; every version."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import goods_views, samples
from shoplatch.simulator.creators.askers import avatar, own_creator
from shoplatch.simulator.creators.content import comments, likes, views
from shoplatch.simulator.creators.figures import figures
from shoplatch.simulator.creators.lists import INVALID, newest_first
from shoplatch.simulator.creators.open_calls import INVALID_PARAMETER, own_product
from shoplatch.simulator.creators.people import creator, digits, known
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, Content, SampleApplication
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

AGENCY_SAMPLE = 16022020
_REASONS = ("NOT_MATCH", "OFFLINE", "OUT_OF_STOCK", "OTHER")


def search_sample_applications(world: World, ask: Ask) -> dict[str, Any]:
    """The shop's applications, the latest first."""
    shop, body = ask.own_shop, ask.body
    wanted = body.get("creator_user_oepn_id") or body.get("creator_user_id") or ""
    person = creator(world, wanted) if wanted else None
    title, username = (body.get("title") or "").casefold(), (body.get("username") or "").casefold()
    rows = []
    for one in shop.affiliate.applications.values():
        samples.catch_up(world, shop, one)
        product = shop.products.get(one.product_id)
        if (
            body.get("status") in (None, one.status)
            and body.get("order_id") in (None, one.order_id)
            and body.get("product_id") in (None, one.product_id)
            and body.get("target_collabration_id") in (None, one.target_collaboration_id)
            and (not wanted or (person is not None and person.open_id == one.creator))
            and (not title or (product is not None and title in product.title.casefold()))
            and (not username or username in known(world, one.creator).username)
        ):
            rows.append(one)
    page, token = newest_first(ask, rows, lambda one: (one.create_time, one.id), default=50)
    told = [_for_seller(world, shop, one) for one in page]
    return {"sample_applications": told, "next_page_token": token, "total_count": len(rows)}


def review_a_sample_application(world: World, ask: Ask) -> dict[str, Any]:
    """Grant it, and an order carries the sample; or turn it down, with a reason."""
    shop = ask.own_shop
    application = _application(world, shop, ask.path["application_id"])
    if application.status != "PENDING":
        raise Refused(INVALID_PARAMETER, "The application is not waiting for a review.")
    if application.campaign_id:
        raise Refused(AGENCY_SAMPLE)
    if ask.body["review_result"] == "REJECT":
        if ask.body.get("reject_reason") not in _REASONS:
            raise Refused(INVALID, f"Invalid request parameter. 'reject_reason' must be one of {', '.join(_REASONS)}.")
        samples.reject(world, shop, application)
    elif not samples.approve(world, shop, application):
        raise Refused(INVALID_PARAMETER, "The sample is out of stock.")
    return {}


def search_sample_application_fulfillments(world: World, ask: Ask) -> dict[str, Any]:
    """What a creator showed for a sample."""
    shop, now, wanted = ask.own_shop, world.clock.now(), ask.body.get("content_format")
    application = _application(world, shop, ask.path["application_id"])
    told = []
    for content_id in application.content_ids:
        content = shop.affiliate.contents[content_id]
        kind = "LIVE" if content.kind == LIVE else "VIDEO"
        if wanted in (None, kind):
            told.append(
                {
                    "content": _content(world, content, kind, now),
                    "product": {
                        "id": application.product_id,
                        "main_image_url": goods_views.main_image(world, shop.products[application.product_id]),
                    },
                }
            )
    return {"fulfillments": told}


def seller_get_sample_request_deeplink(_world: World, ask: Ask) -> dict[str, Any]:
    """A link by which a creator asks for this sample."""
    product = own_product(ask.own_shop, ask.query["product_id"])
    if ask.query["sku_id"] not in {sku.id for sku in product.skus}:
        raise Refused(INVALID_PARAMETER, "The SKU is not one of the product.")
    return {"deeplink": _deeplink(product.id, ask)}


def creator_get_sample_request_deeplink(world: World, ask: Ask) -> dict[str, Any]:
    """The same, for a creator."""
    own_creator(world, ask)
    found = goods_views.product_in(world, ask.query["product_id"])
    if found is None:
        raise Refused(INVALID_PARAMETER, "The product does not exist.")
    return {"deeplink": _deeplink(found[1].id, ask)}


def search_creator_sample_applications(world: World, ask: Ask) -> dict[str, Any]:
    """A creator's own applications in all shops."""
    wanted = ask.body.get("application_statuses") or ()
    rows = [(shop, one) for shop, one in _own(world, ask) if not wanted or one.status in wanted]
    page, token = newest_first(ask, rows, lambda row: (row[1].create_time, row[1].id), default=50)
    return {"sample_applications": [_for_creator(world, *row) for row in page], "next_page_token": token}


def get_creator_sample_application_detail(world: World, ask: Ask) -> dict[str, Any]:
    """One application of a creator: by its id, its order, or its product."""
    body = ask.body
    for shop, one in _own(world, ask):
        if (
            one.type == body["application_type"]
            and one.product_id == body["product_id"]
            and body.get("application_id") in (None, one.id)
            and body.get("main_order_id") in (None, one.order_id)
        ):
            return {"sample_application": {**_for_creator(world, shop, one), "type": one.type}}
    raise Refused(INVALID_PARAMETER, "There is no such application.")


def creator_search_sample_application_fulfillments(world: World, ask: Ask) -> dict[str, Any]:
    """What a creator owes, or owed, for samples."""
    wanted = ask.body["fulfillment_statuses"]
    rows = [(shop, one) for shop, one in _own(world, ask) if one.fulfillment_id and one.fulfillment_status in wanted]
    by_end = ask.query.get("sort_field") == "expired_time"
    rows.sort(
        key=lambda row: row[1].content_until if by_end else row[1].create_time,
        reverse=ask.query.get("sort_order", "DESC") == "DESC",
    )
    told = [
        {
            "id": one.fulfillment_id,
            "application_id": one.id,
            "product_id": one.product_id,
            "shop_id": shop.id,
            "status": one.fulfillment_status,
            "bound_product_status": _bound(shop, one),
            "sample_application_type": one.type,
            "expiration_time": one.content_until,
            "total_suspend_duration": 0,
        }
        for shop, one in rows
    ]
    return {"fulfillments": told}


def check_creator_sample_eligibility(world: World, ask: Ask) -> dict[str, Any]:
    """Whether a creator can ask for a sample of a product, and which SKUs there are."""
    person = own_creator(world, ask)
    found = goods_views.product_in(world, ask.query["product_id"])
    if found is None:
        raise Refused(INVALID_PARAMETER, "The product does not exist.")
    shop, product = found
    asked = [
        one for one in shop.affiliate.applications.values() if (one.creator, one.product_id) == (person.open_id, product.id)
    ]
    running = next((one for one in asked if one.status in samples.OPEN_STATES), None)
    last = asked[-1] if asked else None
    offered = samples.may_ask(world, shop, person, product.id)
    return {
        "label": {
            "application_id": last.id if last is not None else "",
            "can_apply": offered and running is None,
            "reach_limit": not offered,
            "status": "ONGOING" if running is not None else "COMPLETE" if last is not None else "TO_APPLY",
            "sample_product": {
                "sample_sku_list": [_sku(shop, sku, asked=running is not None) for sku in product.skus if not sku.deleted]
            },
        }
    }


def _application(world: World, shop: Shop, application_id: str) -> SampleApplication:
    found = shop.affiliate.applications.get(application_id)
    if found is None:
        raise Refused(INVALID_PARAMETER, "The application is not one of this shop.")
    samples.catch_up(world, shop, found)
    return found


def _own(world: World, ask: Ask) -> list[tuple[Shop, SampleApplication]]:
    person = own_creator(world, ask)
    rows = []
    for shop in world.shops.values():
        for one in shop.affiliate.applications.values():
            if one.creator == person.open_id:
                samples.catch_up(world, shop, one)
                rows.append((shop, one))
    return rows


def _product(shop: Shop, one: SampleApplication) -> tuple[Product, Sku]:
    return shop.products[one.product_id], shop.skus[one.sku_id]


def _for_seller(world: World, shop: Shop, one: SampleApplication) -> dict[str, Any]:
    product, sku = _product(shop, one)
    person = known(world, one.creator)
    numbers = figures(world, person, market(shop.region).free_shipping_from)
    order = shop.orders.get(one.order_id) if one.order_id else None
    package = shop.packages.get(order.package_ids[0]) if order is not None and order.package_ids else None
    collaboration = shop.affiliate.opens.get(one.open_collaboration_id)
    rule = collaboration.samples if collaboration is not None else None
    pending = one.status == "PENDING"
    out = pending and sku.available < 1
    return {
        "id": one.id,
        "status": one.status,
        "fulfillment_status": one.fulfillment_status or "PENDING",
        "approve_expiration_time": one.approve_until,
        "shipment_expiration_time": one.ship_until,
        "available_quantity": max(0, rule.quota - rule.given) if rule is not None else sku.available,
        "commission_rate": f"{one.rate / 10_000:g}",
        "is_approvable": pending and not out,
        "disapprovable_reasons": ["OUT_OF_STOCK"] if out else [],
        "order_id": one.order_id,
        "partner_name": "",
        "tracking_number": package.tracking_number if package is not None else "",
        "product": {
            "id": product.id,
            "title": product.title,
            "sku_id": sku.id,
            "sku_name": sku.name,
            "sku_image_url": goods_views.main_image(world, product),
        },
        "creator": {
            "creator_open_id": person.open_id,
            "user_id": person.user_id,
            "username": person.username,
            "nickname": person.nickname,
            "avatar_url": avatar(world, person)["url"],
            "follower_count": person.followers,
            "content_count": numbers.videos + numbers.lives,
            "ec_video_view": numbers.mean_video_views,
            "fulfillment_percentage": f"{person.keeps_word_ppm / 10_000:.2f}",
            "gmv": goods_views.amount(shop, numbers.gmv),
        },
    }


def _for_creator(_world: World, shop: Shop, one: SampleApplication) -> dict[str, Any]:
    product, sku = _product(shop, one)
    return {
        "id": one.id,
        "status": one.status,
        "activity_id": one.target_collaboration_id or one.campaign_id or one.open_collaboration_id,
        "create_time": one.create_time,
        "main_order_id": one.order_id,
        "sample_product": {
            "id": product.id,
            "sku_id": sku.id,
            "sku_sale_property_value_names": [part.value_name for part in sku.attributes],
        },
        "creator_fulfillment": {
            "id": one.fulfillment_id,
            "status": one.fulfillment_status or "PENDING",
            "bound_product_status": _bound(shop, one),
            "expiration_time": one.content_until,
            "total_suspend_duration": 0,
        },
    }


def _bound(shop: Shop, one: SampleApplication) -> str:
    product = shop.products.get(one.product_id)
    state = goods_views.status_of(shop, product) if product is not None else "DELETE"
    if state == "LIVE" and not one.open_collaboration_id and not one.target_collaboration_id:
        return "NO_PLAN"
    return {"DELETE": "PERMANENT_DELETED", "GNE_REJECT": "PLATFORM_DEACTIVATE", "OTHER": "UNKNOWN"}.get(state, state)


def _content(world: World, content: Content, kind: str, now: int) -> dict[str, Any]:
    url = f"https://www.tiktok.com/@{known(world, content.creator).username}/{kind.lower()}/{content.id}"
    return {
        "id": content.id,
        "format": kind,
        "description": content.title,
        "create_time": content.posted_at,
        "live_end_time": content.ends_at,
        "view_count": views(content, now),
        "like_count": likes(world, content, now),
        "comment_count": comments(world, content, now),
        "paid_order_count": len(content.brought),
        "page_link": url,
        "url": image_url(world, f"cover-{content.id}"),
    }


def _sku(shop: Shop, sku: Sku, *, asked: bool) -> dict[str, Any]:
    available = on_sale(shop, sku) and sku.available > 0 and not asked
    reason = "ALREADY_APPLYED" if asked else "OUT_OF_STOCK" if sku.available < 1 else "UNKNOWN"
    told: dict[str, Any] = {
        "id": sku.id,
        "is_available": available,
        "price": goods_views.amount(shop, sku.price),
        "sale_property_value_ids": ",".join(part.value_id for part in sku.attributes),
        "sale_properties": [
            {"id": part.id, "name": part.name, "value_id": part.value_id, "value_name": part.value_name}
            for part in sku.attributes
        ],
    }
    return told if available else {**told, "unavailable_reason": reason}


def _deeplink(product_id: str, ask: Ask) -> str:
    token = digits(product_id, ask.query["sku_id"], ask.query.get("collaboration_id", ""), length=12)
    return f"aweme://sample_request?product_id={product_id}&sku_id={ask.query['sku_id']}&token={token}"


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.search_sample_applications": search_sample_applications,
    "affiliate_seller.review_a_sample_application": review_a_sample_application,
    "affiliate_seller.search_sample_application_fulfillments": search_sample_application_fulfillments,
    "affiliate_seller.seller_get_sample_request_deeplink": seller_get_sample_request_deeplink,
    "affiliate_creator.creator_get_sample_request_deeplink": creator_get_sample_request_deeplink,
    "affiliate_creator.search_creator_sample_applications": search_creator_sample_applications,
    "affiliate_creator.get_creator_sample_application_detail": get_creator_sample_application_detail,
    "affiliate_creator.creator_search_sample_application_fulfillments": creator_search_sample_application_fulfillments,
    "affiliate_creator.check_creator_sample_eligibility": check_creator_sample_eligibility,
}
