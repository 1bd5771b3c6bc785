"""The tables, as SQLAlchemy Core: the one description that queries, migrations and the reference page are made from.

Words are TikTok's. Times are `timestamptz`, money is `numeric`, ids are `text` (19 digits do not fit a float). It holds
no queries. A row that mirrors a TikTok Shop object also says which API version it came from, when we first and last saw
it, how often it changed, and keeps what TikTok sent: `raw`, compressed, with personal data taken out.
"""

from shoplatch.store.schema.columns import TransactionId, metadata
from shoplatch.store.schema.goods import products, skus, stock_levels, warehouses
from shoplatch.store.schema.grants import apps, connections, grant_intents, oauth_states, people, shops, sign_ins
from shoplatch.store.schema.limits import rate_budgets
from shoplatch.store.schema.sales import order_lines, order_recipients, orders, packages
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
    "api_calls",
    "api_tokens",
    "apps",
    "audit_log",
    "changes",
    "connections",
    "cursors",
    "grant_intents",
    "guide_evidence",
    "guide_results",
    "guides",
    "inbox",
    "lanes",
    "metadata",
    "oauth_states",
    "order_lines",
    "order_recipients",
    "orders",
    "packages",
    "people",
    "products",
    "rate_budgets",
    "reviews",
    "shops",
    "sign_in_failures",
    "sign_ins",
    "skus",
    "slices",
    "stock_levels",
    "sweeps",
    "warehouses",
]
