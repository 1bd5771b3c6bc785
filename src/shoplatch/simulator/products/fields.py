"""Takes the fields of a request into a product. What a field means to the platform is judged before it gets here."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Seller

KEPT = (  # shown again as they were sent, apart from what the platform adds to them
    "certifications",
    "delivery_option_ids",
    "is_pre_owned",
    "listing_platforms",
    "manufacturer_ids",
    "primary_combined_product_id",
    "responsible_person_ids",
    "search_terms",
    "key_product_features",
    "shipping_template_id",
    "size_chart",
    "video",
)
KEPT_OF_SKUS = ("external_list_prices", "external_urls", "extra_identifier_codes", "fees", "pre_sale", "sku_unit_count")
LISTING = (
    "title",
    "description",
    "category_id",
    "brand_id",
    "main_images",
    "product_attributes",
    "package_weight",
    "package_dimensions",
    "external_product_id",
    "is_cod_allowed",
    "is_not_for_sale",
    "minimum_order_quantity",
    "shipping_insurance_requirement",
    *KEPT,
)


def take(product: Product, body: Mapping[str, Any]) -> None:
    """Every listing field that was sent; the others stay."""
    product.title = body.get("title", product.title).strip()
    product.description = body.get("description", product.description)
    product.category_id = body.get("category_id", product.category_id)
    if "main_images" in body:
        product.image_uris = [image["uri"] for image in body["main_images"]]
    product.brand_id = body.get("brand_id", product.brand_id)
    product.package_weight = dict(body.get("package_weight", product.package_weight))
    product.package_dimensions = dict(body.get("package_dimensions", product.package_dimensions))
    product.attributes = list(body.get("product_attributes", product.attributes))
    product.external_product_id = body.get("external_product_id", product.external_product_id)
    product.is_cod_allowed = body.get("is_cod_allowed", product.is_cod_allowed)
    product.is_not_for_sale = body.get("is_not_for_sale", product.is_not_for_sale)
    product.minimum_order_quantity = body.get("minimum_order_quantity", product.minimum_order_quantity)
    product.insurance = body.get("shipping_insurance_requirement", product.insurance)
    for name in KEPT:
        if name in body:
            product.more[name] = body[name]


def without_unknown_brand(seller: Seller, body: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The fields with a brand nobody knows cleared, and the warnings that say so."""
    brand_id = body.get("brand_id")
    if not brand_id or catalogue().brand(brand_id) is not None or brand_id in seller.library.brands:
        return dict(body), []
    warning = (
        f"The [brand_id]:{brand_id} field is incorrect and has been automatically cleared by the system. "
        "Reason: [Brand does not exist]. You can edit it later."
    )
    return {**body, "brand_id": ""}, [warning]


def laid_over(product: Product, body: Mapping[str, Any]) -> Product:
    """The product as it would be with these fields; the product itself stays."""
    other = copy.copy(product)
    other.more = dict(product.more)
    take(other, body)
    return other


def blank(product_id: str, body: Mapping[str, Any], now: int) -> Product:
    """A product that is not in any shop yet."""
    product = Product(
        id=product_id,
        title="",
        description="",
        category_id="",
        image_uris=[],
        create_time=now,
        update_time=now,
    )
    take(product, body)
    return product
