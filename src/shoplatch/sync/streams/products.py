"""A product as TikTok sends it, turned into the rows of the store.

The search knows every product, also those that Get Product refuses (FREEZE, DELETED), but neither category nor pictures nor
the names of the SKUs; the detail knows those (platform.md section 11). Both shapes come through here.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.store.products import ProductRows
from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json, Unreadable

SEARCH = "product.search_products"
DETAIL = "product.get_product"
DELETED = "DELETED"
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
        "source_version": _version(operation),
        "read_at": read_at,
        "raw": fields.packed(source),
    }
    skus = [_sku(one) for one in fields.listed(source, "skus")]
    return ProductRows(product, skus)


def _sku(source: Json) -> dict[str, Any]:
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
