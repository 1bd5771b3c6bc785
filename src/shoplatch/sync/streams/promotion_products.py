"""The products and SKUs of a promotion. 180 days after its end TikTok Shop leaves them out; what was read before stays."""

from __future__ import annotations

from typing import Any

from shoplatch.store.families import Versioned
from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Json
from shoplatch.sync.streams.spec import HOUR, At, Details, Rows

_COUNTS = ("quantity_limit", "quantity_per_user", "used_quantity")
_AROUND = frozenset({"target_user_info", "benefit_products"})


def rows(source: dict[str, Any], at: At) -> Rows:
    """The whole answer: one row per product, and one per SKU where the promotion is by variation."""
    found: list[Versioned] = []
    for product in fields.listed(source, "products"):
        product_id = fields.identity(product)
        around = further.chosen(source, _AROUND) or {}  # nothing else keeps these
        own = {name: value for name, value in product.items() if name != "skus"} | around
        skus = [{**sku, **around} for sku in fields.listed(product, "skus")]
        found += [_row(at, product_id, sku, fields.identity(sku)) for sku in skus] or [_row(at, product_id, own, None)]
    return {"promotion_products": found}


def _row(at: At, product_id: str, source: Json, sku_id: str | None) -> Versioned:
    price = fields.inner(source, "activity_price")
    return Versioned(
        {
            "id": "/".join(filter(None, (at.parent, product_id, sku_id))),
            "promotion_id": at.parent,
            "product_id": product_id,
            "sku_id": sku_id,
            "currency": fields.text(price, "currency"),
            "activity_price": fields.amount(price, "amount"),
            "discount": fields.amount(source, "discount"),
            **{name: fields.count(source, name) if name in source else None for name in _COUNTS},
            "more": further.chosen(source, _AROUND),
            **at.kept(source),
        }
    )


STREAM = Details(
    name="promotion_products",
    operations=("promotion.get_activity",),
    parent=("promotions", "id"),
    param="activity_id",
    rows=rows,
    every_s=300,
    again_s=6 * HOUR,
)
