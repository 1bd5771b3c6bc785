"""What helps to sell: promotions, coupons, affiliate orders, creators, and what external systems call an order."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Numeric, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from shoplatch.store.schema.columns import kept, metadata, moment, more, shop

promotions = Table(
    "promotions",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("title", Text),
    Column("status", Text, nullable=False),  # DRAFT | NOT_START | ONGOING | EXPIRED | DEACTIVATED | NOT_EFFECTIVE
    Column("activity_type", Text),
    Column("product_level", Text),
    Column("duration_type", Text),
    Column("discount", JSONB),  # tiers and thresholds, as TikTok states them
    more(),
    moment("begin_time"),
    moment("end_time"),
    moment("create_time"),
    moment("update_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
)

# The products and SKUs of a promotion. TikTok Shop leaves them out 180 days after its end; what we read before stays.
promotion_products = Table(
    "promotion_products",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # promotion, product and SKU
    Column("promotion_id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("sku_id", Text),  # null: the whole product
    Column("currency", Text),
    Column("activity_price", Numeric),
    Column("discount", Numeric),  # percent
    Column("quantity_limit", Integer),  # -1: none
    Column("quantity_per_user", Integer),
    Column("used_quantity", Integer),
    more(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "promotion_id"),
    Index(None, "shop_id", "product_id"),
)

coupons = Table(
    "coupons",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("title", Text),
    Column("status", Text, nullable=False),  # NOT_START | ONGOING | EXPIRED | DEACTIVATED
    Column("display_type", Text),
    Column("product_scope", Text),
    Column("promo_code", Text),
    Column("target_buyer_segment", Text),
    Column("creation_source", Text),
    Column("discount_type", Text),
    Column("percentage", Numeric),
    Column("currency", Text),
    Column("reduction_amount", Numeric),
    Column("max_discount", Numeric),
    Column("min_spend", Numeric),
    Column("redemption_limit", Integer),
    Column("single_buyer_claim_limit", Integer),
    Column("total_claim_limit", Integer),
    more(),
    moment("claim_start_time"),
    moment("claim_end_time"),
    moment("redemption_start_time"),
    moment("redemption_end_time"),
    moment("create_time"),
    moment("update_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
)

affiliate_orders = Table(
    "affiliate_orders",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the order's
    Column("status", Text),
    moment("create_time"),
    moment("delivery_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "create_time"),
)

# What an order's SKUs owe to creators: estimated when placed, actual once settled.
affiliate_order_skus = Table(
    "affiliate_order_skus",
    metadata,
    shop(),
    Column("affiliate_order_id", Text, nullable=False),
    Column("id", Text, nullable=False),  # SKU, creator and content, counted where they repeat
    Column("sku_id", Text),
    Column("product_id", Text),
    Column("creator_username", Text),
    Column("content_id", Text),
    Column("content_type", Text),
    Column("quantity", Integer),
    Column("refunded_quantity", Integer),
    Column("returned_quantity", Integer),
    Column("fully_return", Text),
    Column("settlement_status", Text),
    Column("campaign_id", Text),
    Column("open_collaboration_id", Text),
    Column("target_collaboration_id", Text),
    Column("commission_model", Text),
    Column("commission_tier_setting", Text),
    Column("commission_rate", Numeric),  # hundredths of a percent, as TikTok states it
    Column("shop_ads_commission_rate", Numeric),
    Column("partner_commission_rate", Numeric),
    Column("currency", Text),
    Column("price", Numeric),
    Column("estimated_commission_base", Numeric),
    Column("estimated_paid_commission", Numeric),
    Column("estimated_paid_shop_ads_commission", Numeric),
    Column("estimated_paid_partner_commission", Numeric),
    Column("estimated_cofunded_creator_bonus_amount", Numeric),
    Column("actual_commission_base", Numeric),
    Column("actual_paid_commission", Numeric),
    Column("actual_paid_shop_ads_commission", Numeric),
    Column("actual_paid_partner_commission", Numeric),
    Column("actual_cofunded_creator_bonus_amount", Numeric),
    PrimaryKeyConstraint("shop_id", "affiliate_order_id", "id"),
    Index(None, "shop_id", "creator_username"),
)

# Creators we have sold through, as the creator marketplace shows them.
creators = Table(
    "creators",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # creator_open_id
    Column("username", Text),
    Column("nickname", Text),
    Column("selection_region", Text),
    Column("follower_count", Integer),
    Column("units_sold", Integer),
    Column("ec_video_count", Integer),
    Column("ec_live_count", Integer),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("video_gmv", Numeric),
    Column("live_gmv", Numeric),
    Column("gpm", Numeric),
    Column("avg_commission_rate", Numeric),
    Column("metrics", JSONB),  # everything TikTok states, by its path
    more(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "username"),
)

# What other systems (a web shop, an ERP) call our orders, where somebody told TikTok Shop.
external_orders = Table(
    "external_orders",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # order, platform and external id
    Column("order_id", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("line_items", JSONB),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "order_id"),
)

# Only the package's detail knows these; the addresses in it are cut out and not kept.
package_details = Table(
    "package_details",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the package's
    Column("status", Text),
    Column("package_sub_status", Text),
    Column("shipping_type", Text),
    Column("handover_method", Text),
    Column("delivery_option_id", Text),
    Column("delivery_option_name", Text),
    Column("warehouse_id", Text),
    Column("last_mile_tracking_number", Text),
    Column("ship_exception_reason", Text),
    Column("split_and_combine_tag", Text),
    Column("note_tag", Text),
    Column("has_multi_skus", Boolean),
    Column("weight", Numeric),
    Column("weight_unit", Text),
    Column("length", Numeric),
    Column("width", Numeric),
    Column("height", Numeric),
    Column("dimension_unit", Text),
    Column("is_insured", Boolean),
    more(),
    moment("pickup_start_time"),
    moment("pickup_end_time"),
    moment("create_time"),
    moment("update_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
)
