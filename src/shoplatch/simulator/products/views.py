"""How products and stock look on the wire: the newest version of each answer, with every field that has something to say."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Image, Product, SalesAttribute, Sku
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.world import World


def image_url(world: World, uri: str) -> str:
    """Where the simulator serves a picture."""
    return f"{world.base_url}/_sim/images/{uri}"


def listed(product: Product, shop: Shop) -> dict[str, Any]:
    """A product in a search result."""
    profile = market(shop.region)
    chain = catalogue().chain(product.category_id)
    return {
        "id": product.id,
        "title": product.title,
        "status": product.status,
        "audit": {"status": product.audit, "pre_approved_reasons": []},
        "create_time": product.create_time,
        "update_time": product.update_time,
        "sales_regions": [shop.region],
        "has_draft": product.draft is not None,
        "is_not_for_sale": product.is_not_for_sale,
        "listing_quality_tier": _quality(product),
        "recommended_categories": [{"id": part.id, "local_name": part.name} for part in chain[-1:]],
        "skus": [_listed_sku(sku, profile) for sku in product.skus],
    }


def detail(world: World, product: Product, shop: Shop, seller: Seller, *, version: str = "live") -> dict[str, Any]:
    """A product in full; `version` is live, review or draft."""
    profile = market(shop.region)
    other = {"review": product.under_review, "draft": product.draft}.get(version) or {}
    category_id = other.get("category_id", product.category_id)
    uris = [image["uri"] for image in other.get("main_images", [])] or product.image_uris
    view: dict[str, Any] = {
        "id": product.id,
        "title": other.get("title", product.title),
        "description": other.get("description", product.description),
        "status": product.status,
        "product_status": product.status if product.status not in ("PENDING", "FAILED") else "INITIAL",
        "audit": {"status": product.audit, "pre_approved_reasons": []},
        "create_time": product.create_time,
        "update_time": product.update_time,
        "category_chains": [_category(part) for part in catalogue().chain(category_id)],
        "recommended_categories": [{"id": category_id, "local_name": catalogue().chain(category_id)[-1].name}],
        "main_images": [picture(world, uri, seller.images.get(uri)) for uri in uris],
        "package_dimensions": product.package_dimensions,
        "package_weight": product.package_weight,
        "product_attributes": [_attribute(row) for row in product.attributes],
        "product_types": [],
        "delivery_options": [
            {"id": option.id, "name": option.name, "is_available": True} for option in network(shop.region).options
        ],
        "prescription_requirement": {"needs_prescription": False},
        "has_draft": product.draft is not None,
        "is_cod_allowed": product.is_cod_allowed,
        "is_not_for_sale": product.is_not_for_sale,
        "is_pre_owned": False,
        "is_replicated": False,
        "listing_quality_tier": _quality(product),
        "minimum_order_quantity": product.minimum_order_quantity,
        "shipping_insurance_requirement": product.insurance,
        "skus": [_sku(world, sku, profile, seller) for sku in product.skus],
    }
    brand = catalogue().brand(other.get("brand_id", product.brand_id))
    if brand is not None:
        view["brand"] = {"id": brand.id, "name": brand.name}
    if product.external_product_id:
        view["external_product_id"] = product.external_product_id
    if product.failed_reasons:
        view["audit_failed_reasons"] = [_failure(product.failed_reasons)]
    return view


def written(product: Product, warnings: list[str]) -> dict[str, Any]:
    """What creating or editing answers."""
    skus = []
    for sku in product.skus:
        attributes = [{"id": part.id, "value_id": part.value_id} for part in sku.attributes]
        row: dict[str, Any] = {"id": sku.id, "seller_sku": sku.seller_sku, "sales_attributes": attributes}
        if sku.external_sku_id:
            row["external_sku_id"] = sku.external_sku_id
        skus.append(row)
    return {"product_id": product.id, "skus": skus, "warnings": [{"message": text} for text in warnings]}


def stock_of(product_id: str, skus: list[Sku]) -> dict[str, Any]:
    """The stock of some SKUs of one product (platform.md section 12)."""
    return {"product_id": product_id, "skus": [_stock(sku) for sku in skus]}


def picture(world: World, uri: str, image: Image | None) -> dict[str, Any]:
    """A picture with its addresses."""
    width, height = (image.width, image.height) if image else (600, 600)
    url = image_url(world, uri)
    return {"uri": uri, "urls": [url], "thumb_urls": [url], "width": width, "height": height}


def _quality(product: Product) -> str:
    return "GOOD" if len(product.image_uris) > 1 and len(product.description) > 200 else "FAIR"


def _category(part: Any) -> dict[str, Any]:
    return {"id": part.id, "parent_id": part.parent_id, "local_name": part.name, "is_leaf": part.is_leaf}


def _attribute(row: dict[str, Any]) -> dict[str, Any]:
    known = catalogue().attribute(row["id"])
    names = dict(known.values) if known else {}
    values = [
        {"id": value.get("id", ""), "name": value.get("name") or names.get(value.get("id", ""), "")}
        for value in row["values"]
    ]
    return {"id": row["id"], "name": known.name if known else row["id"], "values": values}


def _failure(reasons: list[str]) -> dict[str, Any]:
    return {
        "listing_platform": "TIKTOK_SHOP",
        "position": "product",
        "reasons": reasons,
        "suggestions": ["Change the title and submit the product again."],
    }


def _price(sku: Sku, profile: Market) -> dict[str, str]:
    text = profile.text(sku.price)
    return {"currency": profile.currency, "sale_price": text, "tax_exclusive_price": text}


def _inventory(sku: Sku) -> list[dict[str, Any]]:
    # A reserved unit is not for sale: the listing shows what is available (section 12).
    return [{"warehouse_id": warehouse_id, "quantity": stock.available} for warehouse_id, stock in sku.stock.items()]


def _status(sku: Sku) -> dict[str, str]:
    return {"status": "NORMAL"} if sku.active else {"status": "DEACTIVATED", "deactivation_source": "SELLER"}


def _listed_sku(sku: Sku, profile: Market) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "price": _price(sku, profile),
        "inventory": _inventory(sku),
        "status_info": _status(sku),
    }
    if sku.list_price is not None:
        row["list_price"] = {"amount": profile.text(sku.list_price), "currency": profile.currency}
    return row


def _sku(world: World, sku: Sku, profile: Market, seller: Seller) -> dict[str, Any]:
    row = _listed_sku(sku, profile)
    row["price"]["unit_price"] = row["price"]["sale_price"]
    row["sku_unit_count"] = "1.00"
    row["sales_attributes"] = [_sales_attribute(world, part, seller) for part in sku.attributes]
    if sku.external_sku_id:
        row["external_sku_id"] = sku.external_sku_id
    if sku.identifier_code:
        row["identifier_code"] = sku.identifier_code
    return row


def _sales_attribute(world: World, part: SalesAttribute, seller: Seller) -> dict[str, Any]:
    row: dict[str, Any] = {"id": part.id, "name": part.name, "value_id": part.value_id, "value_name": part.value_name}
    if part.image_uri:
        row["sku_img"] = picture(world, part.image_uri, seller.images.get(part.image_uri))
    return row


def _stock(sku: Sku) -> dict[str, Any]:
    available = sku.available
    return {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "total_available_quantity": available,
        "total_committed_quantity": sku.committed,
        "total_available_inventory_distribution": {
            "in_shop_inventory": {"quantity": available},
            "campaign_inventory": [],
            "creator_inventory": [],
        },
        "warehouse_inventory": [
            {
                "warehouse_id": warehouse_id,
                "available_quantity": stock.available,
                "committed_quantity": stock.committed,
            }
            for warehouse_id, stock in sku.stock.items()
        ],
    }
