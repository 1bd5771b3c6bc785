"""The operations on products themselves: one state behind all versions; an older version shows what it has room for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.pages import offset_of, offset_token, shown_until
from shoplatch.simulator.products import shelf, views
from shoplatch.simulator.products.owner import seller_of
from shoplatch.simulator.products.refusing import check_failed
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

WINDOW = 10_000  # hits a search shows (section 6)
SEARCH_WINDOW, SEARCH_SELLER_SKUS, SEARCH_SKU_IDS, PAGE_INVALID = 12052180, 12019027, 12019087, 12052910
PRODUCT_OTHER, IDS_LIMIT, NO_VERSION_IN_REVIEW, ONLY_ONE_VERSION = 12052048, 12019120, 12052547, 12052910
CREATED_SPAN, UPDATED_SPAN, SKU_TWICE = 12019118, 12019119, 12052553


def create_product(world: World, ask: Ask) -> dict[str, Any]:
    """A new product; the same idempotency_key gives the same product again."""
    product, warnings = shelf.create(world, ask.own_shop, ask.body)
    return views.written(product, warnings)


def get_product(world: World, ask: Ask) -> dict[str, Any]:
    """A product in full: as it is live, as it waits for its audit, or as its draft."""
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    review, draft = (ask.query.get(name) == "true" for name in ("return_under_review_version", "return_draft_version"))
    if review and draft:
        raise Refused(ONLY_ONE_VERSION, "Ask for the version under review or for the draft, not for both")
    if review and product.under_review is None:
        raise Refused(NO_VERSION_IN_REVIEW)
    version = "review" if review else "draft" if draft else "live"
    return fit(ask.operation, views.detail(world, product, ask.own_shop, seller_of(world, ask), version=version))


def search_products(world: World, ask: Ask) -> dict[str, Any]:
    """Products of the shop, newest first, in the window of section 6."""
    body, shop = ask.body, ask.own_shop
    if len(body.get("seller_skus") or []) > 10:
        raise Refused(SEARCH_SELLER_SKUS)
    if len(body.get("sku_ids") or []) > 10:
        raise Refused(SEARCH_SKU_IDS)
    for name, refusal in (("create_time", CREATED_SPAN), ("update_time", UPDATED_SPAN)):
        if body.get(f"{name}_ge", 0) > body.get(f"{name}_le", 1 << 62):
            raise Refused(refusal)
    found = [
        product for product in shop.products.values() if _matches(product, body, market(shop.region).rules.category_version)
    ]
    if (shown := shown_until(world)) is not None:
        found = [product for product in found if product.create_time < shown]
    found.sort(key=lambda product: (product.create_time, product.id), reverse=True)
    size = int(ask.query["page_size"])
    start = offset_of(ask.query.get("page_token", ""), body, PAGE_INVALID)
    if start + size > WINDOW and len(found) > WINDOW:
        raise Refused(SEARCH_WINDOW)
    page = [views.listed(product, shop) for product in found[start : start + size]]
    more = start + size < len(found)
    answer = {
        "products": page,
        "total_count": len(found),
        "next_page_token": offset_token(start + size, body) if more else "",
    }
    return fit(ask.operation, answer)


def edit_product(world: World, ask: Ask) -> dict[str, Any]:
    """Replace a product; prices and stock left out stay, SKUs left out go."""
    return _edited(world, ask, whole=True)


def partial_edit_product(world: World, ask: Ask) -> dict[str, Any]:
    """Replace the given top-level properties of a product."""
    return _edited(world, ask, whole=False)


def _edited(world: World, ask: Ask, *, whole: bool) -> dict[str, Any]:
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    warnings = shelf.edit(world, ask.own_shop, product, ask.body, whole=whole)
    audit = "AUDITING" if product.audit == "AUDITING" else "NONE"
    answer = {**views.written(product, warnings), "audit": {"status": audit}}
    if product.copies:
        answer["replicated_products"] = views.copies(world, product)
    return fit(ask.operation, answer)


def _many(change: Callable[[World, Shop, Product], None]) -> Handler:
    def handle(world: World, ask: Ask) -> dict[str, Any]:
        shop = ask.own_shop
        ids: list[str] = ask.body.get("product_ids") or []
        if len(ids) > 20:
            raise Refused(IDS_LIMIT)
        errors = []
        for product_id in dict.fromkeys(ids):
            try:
                change(world, shop, _own(shop, product_id))
            except Refused as refused:
                errors.append(check_failed(refused, {"product_id": product_id}, ask.operation))
        return {"errors": errors} if errors else {}

    return handle


def _own(shop: Shop, product_id: str) -> Product:
    if product_id not in shop.products:
        raise Refused(PRODUCT_OTHER)
    return shop.products[product_id]


def update_price(world: World, ask: Ask) -> dict[str, Any]:
    """New prices for SKUs of a live product; success has empty data (section 11.1)."""
    product = shelf.find(ask.own_shop, ask.path["product_id"])
    ids = [row["id"] for row in ask.body["skus"]]
    if len(ids) != len(set(ids)):
        raise Refused(SKU_TWICE)
    shelf.update_prices(world, ask.own_shop, product, ask.body["skus"])
    return {}


def _matches(product: Product, body: Mapping[str, Any], version: str) -> bool:
    status = body.get("status", "ALL")
    spans = body.get("create_time_ge", 0) <= product.create_time <= body.get(
        "create_time_le", product.create_time
    ) and body.get("update_time_ge", 0) <= product.update_time <= body.get("update_time_le", product.update_time)
    seller_skus, sku_ids = body.get("seller_skus"), body.get("sku_ids")
    return bool(
        spans
        and status in ("ALL", product.status)
        and (not body.get("audit_status") or product.audit in body["audit_status"])
        and body.get("category_version", version) == version
        and (not seller_skus or any(sku.seller_sku in seller_skus for sku in product.skus))
        and (not sku_ids or any(sku.id in sku_ids for sku in product.skus))
        and (not body.get("listing_quality_tiers") or views.quality(product) in body["listing_quality_tiers"])
        and (not body.get("return_draft_version") or product.draft is not None or product.status == "DRAFT")
    )


HANDLERS: dict[str, Handler] = {
    "product.create_product": create_product,
    "product.get_product": get_product,
    "product.search_products": search_products,
    "product.edit_product": edit_product,
    "product.partial_edit_product": partial_edit_product,
    "product.activate_products": _many(shelf.activate),
    "product.deactivate_products": _many(shelf.deactivate),
    "product.delete_products": _many(shelf.delete),
    "product.recover_products": _many(shelf.recover),
    "product.update_price": update_price,
}
