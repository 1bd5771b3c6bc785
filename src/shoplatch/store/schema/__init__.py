"""The tables, as SQLAlchemy Core: the one description that queries, migrations and the reference page are made from.

Words are TikTok's. Times are `timestamptz`, money is `numeric`, ids are `text` (19 digits do not fit a float). It holds
no queries. A row that mirrors a TikTok Shop object also says which API version it came from, when we first and last saw
it, how often it changed, and keeps what TikTok sent: `raw`, compressed, with personal data taken out.
"""

from shoplatch.store.schema.aftersales import cancellation_lines, cancellations, return_lines, return_records, returns
from shoplatch.store.schema.columns import TransactionId, metadata
from shoplatch.store.schema.goods import (
    product_audits,
    products,
    sku_prices,
    skus,
    stock_distribution,
    stock_levels,
    warehouses,
)
from shoplatch.store.schema.grants import (
    apps,
    connect_links,
    connections,
    grant_intents,
    oauth_states,
    people,
    shops,
    sign_ins,
    vault_keys,
    waiting_installs,
)
from shoplatch.store.schema.limits import rate_budgets
from shoplatch.store.schema.memory import followed, history, replays, stream_states
from shoplatch.store.schema.money import (
    order_settlements,
    order_transactions,
    payments,
    statement_totals,
    statement_transactions,
    statements,
    unsettled_transactions,
    withdrawals,
)
from shoplatch.store.schema.performance import (
    perf_live_minutes,
    perf_lives,
    perf_products,
    perf_shop,
    perf_skus,
    perf_videos,
)
from shoplatch.store.schema.sales import erased_orders, order_lines, order_recipients, orders, packages
from shoplatch.store.schema.selling import (
    affiliate_order_skus,
    affiliate_orders,
    coupons,
    creators,
    external_orders,
    package_details,
    promotion_products,
    promotions,
)
from shoplatch.store.schema.talk import conversations, messages
from shoplatch.store.schema.traffic import api_calls, changes, cursors, inbox, lanes, slices, sweeps
from shoplatch.store.schema.trust import (
    api_tokens,
    audit_log,
    guide_evidence,
    guide_results,
    guides,
    reviews,
    sign_in_failures,
)

__all__ = [
    "TransactionId",
    "affiliate_order_skus",
    "affiliate_orders",
    "api_calls",
    "api_tokens",
    "apps",
    "audit_log",
    "cancellation_lines",
    "cancellations",
    "changes",
    "connect_links",
    "connections",
    "conversations",
    "coupons",
    "creators",
    "cursors",
    "erased_orders",
    "external_orders",
    "followed",
    "grant_intents",
    "guide_evidence",
    "guide_results",
    "guides",
    "history",
    "inbox",
    "lanes",
    "messages",
    "metadata",
    "oauth_states",
    "order_lines",
    "order_recipients",
    "order_settlements",
    "order_transactions",
    "orders",
    "package_details",
    "packages",
    "payments",
    "people",
    "perf_live_minutes",
    "perf_lives",
    "perf_products",
    "perf_shop",
    "perf_skus",
    "perf_videos",
    "product_audits",
    "products",
    "promotion_products",
    "promotions",
    "rate_budgets",
    "replays",
    "return_lines",
    "return_records",
    "returns",
    "reviews",
    "shops",
    "sign_in_failures",
    "sign_ins",
    "sku_prices",
    "skus",
    "slices",
    "statement_totals",
    "statement_transactions",
    "statements",
    "stock_distribution",
    "stock_levels",
    "stream_states",
    "sweeps",
    "unsettled_transactions",
    "vault_keys",
    "waiting_installs",
    "warehouses",
    "withdrawals",
]
