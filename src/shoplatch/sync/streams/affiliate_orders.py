"""Affiliate orders (platform.md section 17): what each sold SKU owes to whom; estimated first, actual once settled.

There is no update_time: commissions settle weeks after the order, so reads go forty days back.
"""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json
from shoplatch.sync.streams.figures import currency, money, rate
from shoplatch.sync.streams.spec import DAY, HOUR, At, Rows, Search, one

_TEXTS = (
    "sku_id", "product_id", "creator_username", "content_id", "content_type", "fully_return", "settlement_status",
    "campaign_id", "open_collaboration_id", "target_collaboration_id", "commission_model", "commission_tier_setting",
)  # fmt: skip
_COUNTS = ("quantity", "refunded_quantity", "returned_quantity")
_RATES = ("commission_rate", "shop_ads_commission_rate", "partner_commission_rate")
_AMOUNTS = (
    "price", "estimated_commission_base", "estimated_paid_commission", "estimated_paid_shop_ads_commission",
    "estimated_paid_partner_commission", "estimated_cofunded_creator_bonus_amount", "actual_commission_base",
    "actual_paid_commission", "actual_paid_shop_ads_commission", "actual_paid_partner_commission",
    "actual_cofunded_creator_bonus_amount",
)  # fmt: skip


def rows(source: dict[str, Any], at: At) -> Rows:
    """One order with its SKUs."""
    skus: dict[str, dict[str, Any]] = {}
    for sku in fields.listed(source, "skus"):
        made = _sku(sku)
        named = (made["sku_id"], made["creator_username"], made["content_id"])
        key = "/".join(str(one) for one in named if one) or "sku"
        again = sum(name == key or name.startswith(f"{key}#") for name in skus)
        name = f"{key}#{again + 1}" if again else key
        skus[name] = {"id": name, **made}
    row = {
        "id": fields.identity(source),
        "status": fields.text(source, "status"),
        "create_time": fields.moment(source, "create_time"),
        "delivery_time": fields.moment(source, "delivery_time"),
        **at.kept(source),
    }
    return one("affiliate_orders", row, affiliate_order_skus=list(skus.values()))


def _sku(source: Json) -> dict[str, Any]:
    return {
        **{name: fields.text(source, name) for name in _TEXTS},
        **{name: fields.count(source, name) if name in source else None for name in _COUNTS},
        **{name: rate(source, name) for name in _RATES},
        "currency": currency(source, *_AMOUNTS),
        **{name: money(source, name) for name in _AMOUNTS},
    }


STREAM = Search(
    name="affiliate_orders",
    operations=("affiliate_seller.search_seller_affiliate_orders",),  # 202405 names no money and takes no time
    items="orders",
    rows=rows,
    page_size=100,
    where="body",
    created=("create_time_ge", "create_time_lt"),
    restated_s=40 * DAY,
    every_s=900,
    objective_s=6 * HOUR,
)
