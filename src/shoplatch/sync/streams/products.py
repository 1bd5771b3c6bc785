"""A product as TikTok sends it, turned into the rows of the store.

The search knows every product, also those that Get Product refuses (FREEZE, DELETED), but neither category nor pictures nor
the names of the SKUs; the detail knows those (platform.md section 11). Both shapes come through here.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.store.families import Versioned
from shoplatch.store.products import ProductRows
from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Json, Unreadable

SEARCH = "product.search_products"
DETAIL = "product.get_product"
DELETED = "DELETED"
_COLUMNS = further.names(
    ("id", "title", "status", "category_chains", "is_not_for_sale", "create_time", "update_time", "skus"),
    ("audit", "audit_failed_reasons", "listing_quality_tier"),  # of product_audits
)
_SKU_COLUMNS = further.names(
    ("id", "seller_sku"),
    ("price", "list_price", "external_list_prices", "combined_skus"),  # of sku_prices
    ("inventory",),  # of stock_levels
)
NOT_SERVED = frozenset({"FREEZE", "DELETED"})  # Get Product does not answer for these (platform.md section 11.1)


def rows(raw: bytes, *, shop_id: str, operation: str, read_at: datetime) -> ProductRows:
    """The rows of one product. `operation` is the catalog id it came from, `read_at` when that call began.

    Raises:
        Unreadable: without id and status a product cannot be kept.
    """
    source = fields.decoded(raw)
    product_id = fields.identity(source)
    status = fields.text(source, "status")
    if status is None:
        raise Unreadable(f"product {product_id} came without status", shop=shop_id)
    place = "" if operation == DETAIL else "products"
    chain = fields.listed(source, "category_chains")
    leaf = next((one for one in chain if one.get("is_leaf")), chain[-1] if chain else {})
    product = {
        "id": product_id,
        "title": fields.text(source, "title") or "",
        "status": status,
        "audit_status": fields.text(fields.inner(source, "audit"), "status"),
        "category_id": fields.text(leaf, "id"),
        "category_chain": " > ".join(name for one in chain if (name := fields.text(one, "local_name"))) or None,
        "main_image_url": _picture(source),
        "is_not_for_sale": fields.flag(source, "is_not_for_sale"),
        "create_time": fields.moment(source, "create_time"),
        "update_time": fields.moment(source, "update_time"),
        "more": further.more(source, operation, place, _COLUMNS),
        "source_version": _version(operation),
        "read_at": read_at,
        "raw": fields.packed(source),
    }
    skus = [_sku(one, operation, place) for one in fields.listed(source, "skus")]
    return ProductRows(product, skus, _beside(source, product_id, product) if operation == DETAIL else {})


def _beside(source: Json, product_id: str, product: dict[str, Any]) -> dict[str, list[Versioned]]:
    """The audit and the prices, each with a history of its own; only the detail knows them."""
    kept = {"source_version": product["source_version"], "read_at": product["read_at"], "raw": None}
    audit = fields.inner(source, "audit")
    audited = {
        "id": product_id,
        "status": fields.text(audit, "status"),
        "reasons": fields.listed(source, "audit_failed_reasons") or None,
        "pre_approved_reasons": audit.get("pre_approved_reasons") or None,
        "not_submitted_reasons": audit.get("not_submitted_reasons") or None,
        "listing_quality_tier": fields.text(source, "listing_quality_tier"),
        **kept,
    }
    prices = [_prices(sku, product_id) | kept for sku in fields.listed(source, "skus")]
    return {"product_audits": [Versioned(audited)], "sku_prices": [Versioned(one) for one in prices]}


def _prices(source: Json, product_id: str) -> dict[str, Any]:
    price, listed = fields.inner(source, "price"), fields.inner(source, "list_price")
    return {
        "id": fields.identity(source),
        "product_id": product_id,
        "currency": fields.text(price, "currency"),
        **{name: fields.amount(price, name) for name in ("sale_price", "tax_exclusive_price", "unit_price")},
        "starting_bid_price": fields.text(price, "starting_bid_price"),
        "list_price": fields.amount(listed, "amount"),
        "list_price_currency": fields.text(listed, "currency"),
        "external_list_prices": fields.listed(source, "external_list_prices") or None,
        "combined_skus": [
            {name: one.get(name) for name in ("product_id", "sku_id", "seller_sku", "sku_count")}
            for one in fields.listed(source, "combined_skus")
        ]
        or None,
    }


def _sku(source: Json, operation: str, place: str) -> dict[str, Any]:
    price = fields.inner(source, "price")
    attributes = fields.listed(source, "sales_attributes")
    return {
        "id": fields.identity(source),
        "seller_sku": fields.text(source, "seller_sku"),
        "name": " / ".join(value for one in attributes if (value := fields.text(one, "value_name"))) or None,
        "currency": fields.text(price, "currency"),
        "sale_price": fields.amount(price, "sale_price"),
        "tax_exclusive_price": fields.amount(price, "tax_exclusive_price"),
        "identifier_code": fields.text(fields.inner(source, "identifier_code"), "code"),
        "more": further.more(source, operation, f"{place}.skus", _SKU_COLUMNS),
    }


def _picture(source: Json) -> str | None:
    for image in fields.listed(source, "main_images"):
        for key in ("thumb_urls", "urls"):
            for url in image.get(key) or ():
                if isinstance(url, str) and url.startswith(("https://", "http://")):
                    return url
    return None


def is_deleted(rows: ProductRows) -> bool:
    """Whether TikTok Shop says that the product is gone; the store marks such a one instead of keeping a version of it."""
    return bool(rows.product["status"] == DELETED)


@cache
def _version(operation: str) -> str:
    return reader.operation(operation).version
