"""What the platform does around a listing: strikethrough prices, combined listings, key products, data of other systems.

The scores of key products (SKPP) and what could be combined follow simple rules said at their functions (inferred).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.products import variants
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.refusing import extra
from shoplatch.simulator.products.shelf import find, touch
from shoplatch.simulator.products.weaknesses import weaknesses
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

RETAIL_PRICE_WRONG, PAGE_INVALID, EXTERNAL_ID_MISSING, US_ONLY = 12052387, 12052910, 12052910, 12052376
TARGET_SCORE = 80
LIST_PRICE_ENDED, BACKED_S = 38, 90 * 86_400


def enable_strikethrough_prices(world: World, ask: Ask) -> dict[str, Any]:
    """The same as submitting, in its older form: its codes are strings."""
    answer = submit_strikethrough_price(world, ask)
    return {"errors": [{**row, "code": str(row["code"])} for row in answer["errors"]]}


def submit_strikethrough_price(world: World, ask: Ask) -> dict[str, Any]:
    """A retail price of another shop that backs a crossed-out price, per SKU; wrong ones are named, the others hold."""
    shop = ask.own_shop
    product = find(shop, ask.path["product_id"])
    if not market(shop.region).rules.list_price:
        raise Refused(US_ONLY)
    errors = []
    for row in ask.body.get("skus") or []:
        try:
            sku = variants.sku_of(shop, product, row.get("id", ""))
            sku.list_price = _retail_price(world, shop, sku.price, row)
            sku.retail_price = dict(row)
            sold_at = _sold_at(row)
            due = {"shop": shop.id, "sku": sku.id, "sold_at": sold_at}
            world.clock.at(sold_at + BACKED_S, "product.list_price_ended", **due)
        except Refused as refused:
            errors.append({**extra(refused), "detail": {"sku_id": row.get("id", "")}})
    return {"errors": errors}


def list_price_ended(world: World, payload: dict[str, Any]) -> None:
    """Due: the sale that backed a crossed-out price is 90 days old; the price goes, and webhook 38 says so."""
    shop = world.shops[payload["shop"]]
    sku = shop.skus.get(payload["sku"])
    if sku is None or sku.deleted or sku.retail_price is None or _sold_at(sku.retail_price) != payload["sold_at"]:
        return
    sku.list_price = sku.retail_price = None
    touch(world, shop.products[sku.product_id])
    world.tell(LIST_PRICE_ENDED, shop, {"product_id": sku.product_id, "sku_id": sku.id})


def search_combined_listing_recommendations(world: World, ask: Ask) -> dict[str, Any]:
    """Live products of one category that begin with the same two words could be variants of one listing."""
    asked = ask.body.get("product_ids")
    alike: dict[tuple[str, ...], list[Product]] = defaultdict(list)
    seller = seller_of(world, ask)
    shops = [shop for shop in world.shops.values() if shop.seller_open_id == seller.open_id]
    for shop, product in ((one, product) for one in shops for product in one.products.values()):
        if product.status == "ACTIVATE":
            alike[shop.id, product.category_id, *product.title.lower().split()[:2]].append(product)
    rows = [
        {
            "option_name": "Style",
            "products": [{"id": one.id, "option_value": " ".join(one.title.split()[2:]) or one.title} for one in group],
        }
        for group in alike.values()
        if len(group) > 1 and (not asked or any(one.id in asked for one in group))
    ]
    size, start = int(ask.query.get("page_size") or 20), offset_of(ask.query.get("page_token", ""), ask.body, PAGE_INVALID)
    return {
        "combined_listing_recommendations": rows[start : start + size],
        "total_count": len(rows),
        "next_page_token": offset_token(start + size, ask.body) if start + size < len(rows) else "",
    }


def get_product_skpp_detail(world: World, ask: Ask) -> dict[str, Any]:
    """How near one product is to being a key product, task by task."""
    product = find(ask.own_shop, ask.path["product_id"])
    return {**_key_product(product, rewards_in_full=True), "task_details": _tasks(product), "update_time": _day(world)}


def list_product_skpp_statuses(world: World, ask: Ask) -> dict[str, Any]:
    """The same for many products, page by page."""
    body = ask.body
    ids, wanted = body.get("product_ids"), body.get("skpp_status")
    rows = [
        {**_key_product(product), "title": product.title}
        for product in ask.own_shop.products.values()
        if product.status == "ACTIVATE" and (not ids or product.id in ids)
    ]
    rows = [row for row in rows if not wanted or row["skpp_status"] == wanted]
    size, page = int(body.get("page_size") or 20), int(body.get("page_no") or 1)
    start = max(0, page - 1) * max(1, size)
    return {"products": rows[start : start + size], "total_count": len(rows), "update_time": _day(world)}


def get_shop_skpp_summary(_world: World, ask: Ask) -> dict[str, Any]:
    """How many products of the shop are key products."""
    live = [product for product in ask.own_shop.products.values() if product.status == "ACTIVATE"]
    good = sum(_score(product) >= TARGET_SCORE for product in live)
    return {
        "shop_summary": {
            "qualified_products_count": good,
            "eligible_products_count": len(live),
            "earned_ad_credit": f"{good * 10}.00",
            "increased_visibility_l30d": "0",
        }
    }


def upload_external_product(_world: World, ask: Ask) -> dict[str, Any]:
    """Takes over a product of another shop system; the same external id replaces it."""
    told = ask.body.get("external_product") or {}
    if not told.get("external_product_id"):
        raise Refused(EXTERNAL_ID_MISSING, "external_product_id is required")
    ask.own_shop.library.external_products[told["external_product_id"]] = dict(told)
    return {}


def create_attribute_recommendation_request(_world: World, ask: Ask) -> dict[str, Any]:
    """Asks for attributes of a product of another system; the version asked about is kept."""
    told = ask.body.get("external_product") or {}
    if not told.get("external_product_id"):
        raise Refused(EXTERNAL_ID_MISSING, "external_product_id is required")
    ask.own_shop.library.attribute_requests[told["external_product_id"]] = str(told.get("version", ""))
    return {}


def _retail_price(world: World, shop: Shop, price: int, row: Mapping[str, Any]) -> int:
    """The retail price in minor units: not below the price, and backed by a sale of the last 90 days."""
    profile = market(shop.region)
    retail, sale = row.get("external_retail_price") or {}, row.get("external_transaction_price") or {}
    if retail.get("currency") != profile.currency or sale.get("currency", profile.currency) != profile.currency:
        raise Refused(RETAIL_PRICE_WRONG, f"The external retail price must be in {profile.currency}")
    try:
        amount = profile.minor(str(retail.get("amount", "")))
    except ValueError:
        raise Refused(RETAIL_PRICE_WRONG, "The external retail price is invalid") from None
    if amount < price:
        raise Refused(RETAIL_PRICE_WRONG, "The external retail price is below the price")
    now = world.clock.now()
    if not now - BACKED_S <= _sold_at(row) <= now:
        raise Refused(RETAIL_PRICE_WRONG, "The transaction must lie within the last 90 days")
    return amount


def _sold_at(row: Mapping[str, Any]) -> int:
    """When the sale was that backs a retail price: Unix seconds in one version, date and time in the other; 0 if neither."""
    told = str((row.get("external_transaction_price") or {}).get("transaction_time") or "")
    if told.isascii() and told.isdigit():
        return int(told) if len(told) < 12 else 0
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _key_product(product: Product, *, rewards_in_full: bool = False) -> dict[str, Any]:
    score = _score(product)
    qualified = score >= TARGET_SCORE
    reward: dict[str, Any] = {
        "reward_type": "ADS_CREDIT",
        "status": "AVAILABLE" if qualified else "NOT_GRANTED",
        "value": "10.00",
    }
    if rewards_in_full:
        reward["title"] = "Ad credit"
    if qualified:
        reward["ad_credit_claim_status"] = "UNCLAIMED"
    return {
        "product_id": product.id,
        "affiliate_program_status": "INACTIVE",
        "total_score": score,
        "target_score": TARGET_SCORE,
        "rewards": [reward],
        "skpp_status": "QUALIFIED" if qualified else "NOT_QUALIFIED",
    }


def _score(product: Product) -> int:
    return sum(25 for task in _tasks(product) if task["passed"])


def _tasks(product: Product) -> list[dict[str, Any]]:
    stock, weak = sum(sku.available for sku in product.skus), len(weaknesses(product))
    told = (
        ("STOCK", "Units on stock", stock, 100, stock >= 100),
        ("INFORMATION_QUALITY", "Open recommendations", weak, 2, weak <= 2),
        ("PRICING", "SKUs with a crossed-out price", sum(sku.list_price is not None for sku in product.skus), 1, True),
        ("FULFILMENT", "SKUs on sale", sum(sku.active for sku in product.skus), 1, any(sku.active for sku in product.skus)),
    )
    return [
        {
            "category": category,
            "name": name,
            "current_value": str(current),
            "target_value": str(target),
            "passed": passed,
            "action_suggestions": [] if passed else [{"score_increase": 25}],
        }
        for category, name, current, target, passed in told
    ]


def _day(world: World) -> int:
    return world.clock.now() // 86_400 * 86_400


HANDLERS: dict[str, Handler] = {
    "product.enable_strikethrough_prices": enable_strikethrough_prices,
    "product.submit_strikethrough_price": submit_strikethrough_price,
    "product.search_combined_listing_recommendations": search_combined_listing_recommendations,
    "product.get_product_skpp_detail": get_product_skpp_detail,
    "product.list_product_skpp_statuses": list_product_skpp_statuses,
    "product.get_shop_skpp_summary": get_shop_skpp_summary,
    "product.upload_external_product": upload_external_product,
    "product.create_attribute_recommendation_request": create_attribute_recommendation_request,
}
