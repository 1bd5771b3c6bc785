"""The page for those who come from another connector names tables that exist, and all of the other's."""

from __future__ import annotations

import re
from pathlib import Path

from shoplatch.store.schema import metadata

PAGE = Path(__file__).parents[2] / "docs/reference/from-fivetran.md"
VIEWS = {"order_payments", "transaction_amounts"}
THEIRS = {
    "cancellation", "external_order", "orders", "payment", "return", "shop_live_performance", "shop_product_performance",
    "shop_sku_performance_interval", "shop_video_performance", "statement", "transactions_by_order_sku_transaction",
    "transactions_by_statement", "coupon", "product", "product_detail", "seller_affiliate_order_sku",
    "marketplace_creator_performance",
}  # fmt: skip


def test_each_of_their_tables_has_a_place_that_exists() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE.read_text(), re.M)
    assert {theirs for theirs, _ in rows} == THEIRS
    ours = {name for _, places in rows for name in re.findall(r"`(\w+)`", places)}
    assert ours <= {*metadata.tables, *VIEWS}
