"""How products and stock look on the wire: the newest version of each answer, with every field that has something to say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.products import bundles, variants
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.products.fields import laid_over
from shoplatch.simulator.products.weaknesses import weaknesses
from shoplatch.simulator.state.goods import Image, Part, Product, SalesAttribute, Sku
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.world import World


def image_url(world: World, uri: str) -> str:
    """Where the simulator serves a picture."""
    return f"{world.base_url}/_sim/images/{uri}"


def listed(product: Product, shop: Shop) -> dict[str, Any]:
    """A product in a search result."""
    chain = catalogue().chain(product.category_id)
    return {
        "id": product.id,
        "title": product.title,
        "status": product.status,
        "audit": {"status": product.audit, "pre_approved_reasons": product.pre_approved_reasons},
        "create_time": product.create_time,
        "update_time": product.update_time,
        "sales_regions": [shop.region],
        "has_draft": product.draft is not None,
        "is_not_for_sale": product.is_not_for_sale,
        "listing_quality_tier": quality(product),
        "recommended_categories": [{"id": part.id, "local_name": part.name} for part in chain[-1:]],
        "skus": [_listed_sku(shop, sku) for sku in product.skus],
    }


def detail(world: World, product: Product, shop: Shop, seller: Seller, *, version: str = "live") -> dict[str, Any]:
    """A product in full; `version` is live, review or draft."""
    other = {"review": product.under_review, "draft": product.draft}.get(version)
    seen = product if other is None else laid_over(product, other)
    view = {**_state(product, shop), **_listing(world, seen, seller)}
    skus = variants.in_review(product) if version == "review" else product.skus
    view["skus"] = [_sku(world, sku, product, shop, seller) for sku in skus]
    if product.audit_failures:
        view["audit_failed_reasons"] = [_failure(row) for row in product.audit_failures]
    if product.global_product_id:
        view["global_product_association"] = association(seller, product)
    return view


def _state(product: Product, shop: Shop) -> dict[str, Any]:
    """What the platform says about a product."""
    kinds = ["GPR_TARGET_PRODUCT"] if product.copied_from else []
    return {
        "id": product.id,
        "status": product.status,
        "product_status": product.status if product.status not in ("PENDING", "FAILED") else "INITIAL",
        "audit": {"status": product.audit, "pre_approved_reasons": product.pre_approved_reasons},
        "create_time": product.create_time,
        "update_time": product.update_time,
        "product_types": kinds,
        "prescription_requirement": {"needs_prescription": False},
        "has_draft": product.draft is not None,
        "is_replicated": product.copied_from is not None,
        "listing_quality_tier": quality(product),
        "delivery_options": [
            {"id": option.id, "name": option.name, "is_available": _offered(product, option.id)}
            for option in network(shop.region).options
        ],
    }


def _offered(product: Product, option_id: str) -> bool:
    chosen = product.more.get("delivery_option_ids")
    return not chosen or option_id in chosen


def _listing(world: World, product: Product, seller: Seller) -> dict[str, Any]:
    """What the seller says about it."""
    chain = catalogue().chain(product.category_id)
    more = product.more
    view: dict[str, Any] = {
        "title": product.title,
        "description": product.description,
        "category_chains": [_category(part) for part in chain],
        "recommended_categories": [{"id": part.id, "local_name": part.name} for part in chain[-1:]],
        "main_images": [picture(world, uri, seller.images.get(uri)) for uri in product.image_uris],
        "package_dimensions": product.package_dimensions,
        "package_weight": _weight(product.package_weight),
        "product_attributes": [_attribute(row) for row in product.attributes],
        "is_cod_allowed": product.is_cod_allowed,
        "is_not_for_sale": product.is_not_for_sale,
        "is_pre_owned": more.get("is_pre_owned", False),
        "minimum_order_quantity": product.minimum_order_quantity,
        "shipping_insurance_requirement": product.insurance,
    }
    brand = brand_of(seller, product.brand_id)
    if brand is not None:
        view["brand"] = brand
    if product.external_product_id:
        view["external_product_id"] = product.external_product_id
    for name in ("manufacturer_ids", "responsible_person_ids", "shipping_template_id", "primary_combined_product_id"):
        if more.get(name):
            view[name] = more[name]
    if more.get("certifications"):
        view["certifications"] = [certification(world, seller, row) for row in more["certifications"]]
    if more.get("size_chart"):
        view["size_chart"] = size_chart(world, seller, more["size_chart"])
    if more.get("video"):
        view["video"] = _video(world, seller, more["video"]["id"])
    return view


def association(seller: Seller, product: Product) -> dict[str, Any]:
    """Which global product and SKUs a product was published from."""
    known = seller.library.global_products[product.global_product_id]
    of_global = {sku.id: sku for sku in known.skus}
    pairs = [(of_global[sku.global_sku_id], sku) for sku in product.skus if sku.global_sku_id in of_global]
    return {
        "global_product_id": known.id,
        "sku_mappings": [
            {
                "global_sku_id": theirs.id,
                "local_sku_id": ours.id,
                "sales_attribute_mappings": [
                    {
                        "global_attribute_id": one.id,
                        "global_value_id": one.value_id,
                        "local_attribute_id": other.id,
                        "local_value_id": other.value_id,
                    }
                    for one, other in zip(theirs.attributes, ours.attributes, strict=False)
                ],
            }
            for theirs, ours in pairs
        ],
    }


def written(product: Product, warnings: list[str]) -> dict[str, Any]:
    """What creating or editing answers."""
    skus = []
    for sku in variants.in_review(product):
        attributes = [{"id": part.id, "value_id": part.value_id} for part in sku.attributes]
        row: dict[str, Any] = {"id": sku.id, "seller_sku": sku.seller_sku, "sales_attributes": attributes}
        if sku.external_sku_id:
            row["external_sku_id"] = sku.external_sku_id
        if sku.more.get("fees"):
            row["fees"] = sku.more["fees"]
        skus.append(row)
    return {"product_id": product.id, "skus": skus, "warnings": [{"message": text} for text in warnings]}


def copies(world: World, product: Product) -> list[dict[str, Any]]:
    """The copies of a product in other markets, as an edit answers them."""
    rows = []
    for region, product_id in product.copies.items():
        other = next(shop.products[product_id] for shop in world.shops.values() if product_id in shop.products)
        skus = [{"id": sku.id, "external_sku_id": sku.external_sku_id} for sku in other.skus]
        rows.append({"product_id": product_id, "region": region, "skus": skus})
    return rows


def picture(world: World, uri: str, image: Image | None) -> dict[str, Any]:
    """A picture with its addresses."""
    width, height = (image.width, image.height) if image else (600, 600)
    url = image_url(world, uri)
    return {"uri": uri, "urls": [url], "thumb_urls": [url], "width": width, "height": height}


def quality(product: Product) -> str:
    """POOR, FAIR or GOOD, by how many of the listing's parts could be better (`diagnosis.py` says which)."""
    found = len(weaknesses(product))
    return "GOOD" if not found else "FAIR" if found <= 4 else "POOR"


def brand_of(seller: Seller, brand_id: str) -> dict[str, str] | None:
    """A brand of the platform or of the seller."""
    known = catalogue().brand(brand_id) or seller.library.brands.get(brand_id)
    return None if known is None else {"id": known.id, "name": known.name}


def certification(world: World, seller: Seller, row: dict[str, Any]) -> dict[str, Any]:
    """A document of a product with the addresses of what was uploaded."""
    known = catalogue().certificate(row["id"])
    view: dict[str, Any] = {"id": row["id"], "title": known.name if known else row["id"]}
    if row.get("expiration_date"):
        view["expiration_date"] = row["expiration_date"]
    if row.get("images"):
        view["images"] = [picture(world, one["uri"], seller.images.get(one["uri"])) for one in row["images"]]
    if row.get("files"):
        view["files"] = [
            {"id": one["id"], "name": one["name"], "format": one["format"], "urls": [file_url(world, one["id"])]}
            for one in row["files"]
        ]
    return view


def size_chart(world: World, seller: Seller, chart: dict[str, Any]) -> dict[str, Any]:
    """The size chart of a product: a picture, a template, or both."""
    view: dict[str, Any] = {}
    if chart.get("image"):
        uri = chart["image"]["uri"]
        view["image"] = picture(world, uri, seller.images.get(uri))
    if chart.get("template"):
        view["template"] = {"id": chart["template"]["id"]}
    return view


def _weight(weight: dict[str, str]) -> dict[str, str]:
    """As it was sent; grams are taken and shown as kilograms, the answer has no other metric unit."""
    if weight.get("unit") != "GRAM":
        return weight
    return {"unit": "KILOGRAM", "value": str(Decimal(weight["value"]) / 1000)}


def file_url(world: World, file_id: str) -> str:
    """Where an uploaded file is said to lie."""
    return f"{world.base_url}/_sim/files/{file_id}"


def _video(world: World, seller: Seller, video_id: str) -> dict[str, Any]:
    file = seller.library.files.get(video_id)
    view: dict[str, Any] = {"id": video_id, "url": file_url(world, video_id), "width": 1280, "height": 720}
    view["cover_url"] = image_url(world, f"cover-{video_id}")
    if file is not None:
        view |= {"format": file.format, "size": file.size}
    return view


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


def _failure(row: dict[str, str]) -> dict[str, Any]:
    return {
        "listing_platform": "TIKTOK_SHOP",
        "position": row["position"],
        "reasons": [row["reason"]],
        "suggestions": [row["suggestion"]],
    }


def _price(sku: Sku, profile: Market) -> dict[str, str]:
    text = profile.text(sku.price)
    return {"currency": profile.currency, "sale_price": text, "tax_exclusive_price": text}


def _inventory(shop: Shop, sku: Sku) -> list[dict[str, Any]]:
    # A reserved unit is not for sale: the listing shows what is available (section 12).
    rows = []
    for warehouse_id, stock in bundles.stock_of(shop, sku).items():
        row: dict[str, Any] = {"warehouse_id": warehouse_id, "quantity": stock.available}
        if stock.backorder is not None:
            row["backorder_quantity"] = stock.backorder
        if stock.handling_time is not None:
            row["handling_time"] = stock.handling_time
        rows.append(row)
    return rows


def _status(sku: Sku) -> dict[str, str]:
    if sku.active:
        return {"status": "NORMAL"}
    return {"status": "DEACTIVATED", "deactivation_source": sku.switched_off_by or "SELLER"}


def _listed_sku(shop: Shop, sku: Sku) -> dict[str, Any]:
    profile = market(shop.region)
    row: dict[str, Any] = {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "price": _price(sku, profile),
        "inventory": _inventory(shop, sku),
        "status_info": _status(sku),
    }
    if sku.list_price is not None:
        row["list_price"] = {"amount": profile.text(sku.list_price), "currency": profile.currency}
    for name in ("external_list_prices", "fees", "pre_sale"):
        if sku.more.get(name):
            row[name] = sku.more[name]
    return row


def _sku(world: World, sku: Sku, product: Product, shop: Shop, seller: Seller) -> dict[str, Any]:
    row = _listed_sku(shop, sku)
    row["sku_unit_count"] = str(sku.more.get("sku_unit_count") or "1.00")
    row["price"]["unit_price"] = _unit_price(row["price"]["sale_price"], row["sku_unit_count"])
    for name in ("external_urls", "extra_identifier_codes"):
        if sku.more.get(name):
            row[name] = sku.more[name]
    if product.copied_from:
        source = product.copied_from
        row["global_listing_policy"] = {
            "inventory_type": source["inventory_mode"],
            "price_sync": False,
            "replicate_source": {
                "product_id": source["product_id"],
                "shop_id": source["shop_id"],
                "sku_id": sku.more.get("source_sku_id", ""),
            },
        }
    row["sales_attributes"] = [_sales_attribute(world, part, seller) for part in sku.attributes]
    if sku.parts:
        row["combined_skus"] = [_component(world, shop, part, seller) for part in sku.parts]
    if sku.external_sku_id:
        row["external_sku_id"] = sku.external_sku_id
    if sku.identifier_code:
        row["identifier_code"] = sku.identifier_code
    return row


def _component(world: World, shop: Shop, part: Part, seller: Seller) -> dict[str, Any]:
    """What a bundle is made of, and why that keeps it from being sold."""
    sku, product = shop.skus[part.sku_id], shop.products[part.product_id]
    uri = product.image_uris[0]
    row: dict[str, Any] = {
        "product_id": part.product_id,
        "sku_id": part.sku_id,
        "sku_count": part.units,
        "seller_sku": sku.seller_sku,
        "title": product.title,
        "price": _price(sku, market(shop.region)),
        "categories": [_category(one) for one in catalogue().chain(product.category_id)],
        "product_main_image": picture(world, uri, seller.images.get(uri)),
        "sales_attributes": [_sales_attribute(world, one, seller) for one in sku.attributes],
        "inventory": [{"warehouse_id": place, "quantity": held.available} for place, held in sku.stock.items()],
        "combined_listing_not_live_reasons": bundles.reasons_of(shop, part),
    }
    if (brand := brand_of(seller, product.brand_id)) is not None:
        row["brand"] = brand
    return row


def _sales_attribute(world: World, part: SalesAttribute, seller: Seller) -> dict[str, Any]:
    row: dict[str, Any] = {"id": part.id, "name": part.name, "value_id": part.value_id, "value_name": part.value_name}
    if part.image_uri:
        row["sku_img"] = picture(world, part.image_uri, seller.images.get(part.image_uri))
    if part.more_image_uris:
        row["supplementary_sku_images"] = [picture(world, uri, seller.images.get(uri)) for uri in part.more_image_uris]
    return row


def _unit_price(price: str, units: str) -> str:
    """The price of one unit of a multi-pack, rounded to the cent."""
    count = Decimal(units)
    return price if count <= 0 else str((Decimal(price) / count).quantize(Decimal(price), rounding=ROUND_HALF_UP))
