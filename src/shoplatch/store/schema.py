"""The tables, as SQLAlchemy Core: the one description that queries, migrations and the reference page are made from.

Words are TikTok's. Times are `timestamptz`, money is `numeric`, ids are `text` (19 digits do not fit a float). It holds
no queries. A row that mirrors a TikTok Shop object also says which API version it came from, when we first and last saw
it, how often it changed, and keeps what TikTok sent: `raw`, compressed, with personal data taken out.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.types import UserDefinedType

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class TransactionId(UserDefinedType[str]):
    """PostgreSQL's `xid8`: the 64-bit transaction id that never wraps."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "xid8"


def _time(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True), nullable=null)


def _seen() -> list[Column[object]]:
    """The columns every mirrored object carries."""
    return [
        Column("source_version", Text, nullable=False),
        _time("first_seen", null=False),
        _time("last_seen", null=False),
        # When the read that gave this row began: breaks ties between two reads of the same update_time.
        _time("read_at", null=False),
        Column("revision", Integer, nullable=False, server_default=text("1")),
        Column("raw", LargeBinary),
    ]


def _shop() -> Column[object]:
    return Column("shop_id", Text, ForeignKey("shops.id"), nullable=False)


# --- Who let us in -------------------------------------------------------------------------------------------------

apps = Table(
    "apps",
    metadata,
    Column("app_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("environment", Text, nullable=False),  # production | simulator
    Column("service_id", Text, nullable=False),
    Column("market", Text, nullable=False),  # ROW | US: which consent host
    Column("api_url", Text, nullable=False),
    Column("auth_url", Text, nullable=False),
    Column("consent_url", Text, nullable=False),
    Column("sealed_secret", LargeBinary, nullable=False),
    Column("secret_fingerprint", Text, nullable=False),
    _time("created_at", null=False),
)

connections = Table(
    "connections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("kind", Text, nullable=False),  # seller | creator | partner
    Column("open_id", Text, nullable=False),
    Column("seller_name", Text, nullable=False),
    Column("seller_base_region", Text),
    Column("state", Text, nullable=False),  # active | needs_reauthorization | deauthorized
    Column("reason", Text),  # why it is not active, in words, with the next step
    Column("granted_scopes", ARRAY(Text), nullable=False),
    Column("sealed_access", LargeBinary),
    Column("sealed_refresh", LargeBinary),
    _time("access_expires_at"),
    _time("refresh_expires_at"),
    Column("token_version", Integer, nullable=False, server_default=text("0")),  # compare-and-swap on refresh
    Column("lease_owner", Text),  # who is refreshing
    _time("lease_until"),
    _time("created_at", null=False),
    _time("updated_at", null=False),
    UniqueConstraint("app_key", "kind", "open_id"),
)

shops = Table(
    "shops",
    metadata,
    Column("id", Text, primary_key=True),
    Column("connection_id", Text, ForeignKey("connections.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("seller_type", Text, nullable=False),
    Column("cipher", Text, nullable=False),
    Column("code", Text, nullable=False),
    _time("first_seen", null=False),
    _time("last_seen", null=False),
    Index(None, "connection_id"),
)

# A consent that was started and not yet finished. The state is stored as a hash: a dump cannot be used to finish one.
oauth_states = Table(
    "oauth_states",
    metadata,
    Column("state_hash", Text, primary_key=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    _time("created_at", null=False),
    _time("expires_at", null=False),
    _time("used_at"),
)

# Written before each exchange or refresh, closed after it: what tells a crash from a success (design.md "Grants").
grant_intents = Table(
    "grant_intents",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("connection_id", Text),  # null for a first exchange
    Column("kind", Text, nullable=False),  # exchange | refresh
    Column("token_version", Integer),
    _time("started_at", null=False),
    _time("finished_at"),
    Column("outcome", Text),  # saved | refused | unknown
    Column("detail", Text),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),  # owner
    _time("created_at", null=False),
)

# One-time sign-in links and the sessions they open: one table, told apart by kind. Only hashes are stored.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # link | session
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    _time("created_at", null=False),
    _time("expires_at", null=False),
    _time("used_at"),
)

# --- What the shops sell -------------------------------------------------------------------------------------------

warehouses = Table(
    "warehouses",
    metadata,
    _shop(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("sub_type", Text),
    Column("effect_status", Text),
    Column("is_default", Boolean, nullable=False),
    *_seen(),
    PrimaryKeyConstraint("shop_id", "id"),
)

products = Table(
    "products",
    metadata,
    _shop(),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("audit_status", Text),
    Column("category_id", Text),
    Column("category_chain", Text),
    Column("main_image_url", Text),
    Column("is_not_for_sale", Boolean),
    _time("create_time"),
    _time("update_time"),
    _time("deleted_at"),  # tombstone: TikTok no longer serves it
    *_seen(),
    PrimaryKeyConstraint("shop_id", "id"),
)

skus = Table(
    "skus",
    metadata,
    _shop(),
    Column("id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("seller_sku", Text),
    Column("name", Text),  # the sales attributes, joined
    Column("currency", Text),
    Column("sale_price", Numeric),
    Column("tax_exclusive_price", Numeric),
    Column("identifier_code", Text),
    _time("deleted_at"),
    _time("last_seen", null=False),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "product_id"),
)

stock_levels = Table(
    "stock_levels",
    metadata,
    _shop(),
    Column("sku_id", Text, nullable=False),
    Column("warehouse_id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("available_quantity", Integer, nullable=False),
    Column("committed_quantity", Integer, nullable=False),
    _time("read_at", null=False),
    _time("last_seen", null=False),
    PrimaryKeyConstraint("shop_id", "sku_id", "warehouse_id"),
    Index(None, "shop_id", "product_id"),
)

# --- What buyers bought --------------------------------------------------------------------------------------------

orders = Table(
    "orders",
    metadata,
    _shop(),
    Column("id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("order_type", Text),
    Column("fulfillment_type", Text),
    Column("shipping_type", Text),
    Column("delivery_option_name", Text),
    Column("warehouse_id", Text),
    Column("is_on_hold_order", Boolean),
    Column("is_cod", Boolean),
    Column("is_sample_order", Boolean),
    Column("is_replacement_order", Boolean),
    Column("is_exchange_order", Boolean),
    Column("is_buyer_request_cancel", Boolean),
    Column("split_or_combine_tag", Text),
    Column("cancel_reason", Text),
    Column("cancellation_initiator", Text),
    Column("buyer_user_id", Text),
    Column("item_count", Integer, nullable=False),
    # The payment block, as TikTok states it; nothing here is recomputed.
    Column("currency", Text, nullable=False),
    Column("sub_total", Numeric),
    Column("shipping_fee", Numeric),
    Column("tax", Numeric),
    Column("seller_discount", Numeric),
    Column("platform_discount", Numeric),
    Column("original_total_product_price", Numeric),
    Column("original_shipping_fee", Numeric),
    Column("shipping_fee_seller_discount", Numeric),
    Column("shipping_fee_platform_discount", Numeric),
    Column("total_amount", Numeric),
    Column("payment", JSONB),  # every amount of the block, as decimal strings
    _time("create_time", null=False),
    _time("paid_time"),
    _time("update_time", null=False),
    _time("rts_sla_time"),
    _time("tts_sla_time"),
    _time("shipping_due_time"),
    _time("collection_due_time"),
    _time("delivery_due_time"),
    _time("rts_time"),
    _time("collection_time"),
    _time("delivery_time"),
    _time("cancel_time"),
    *_seen(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "create_time"),
    Index(None, "shop_id", "status", "create_time"),
    Index(None, "create_time"),
    Index(None, "shop_id", "update_time"),
)

order_lines = Table(
    "order_lines",
    metadata,
    _shop(),
    Column("id", Text, nullable=False),  # one line item per unit
    Column("order_id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("sku_id", Text, nullable=False),
    Column("seller_sku", Text),
    Column("product_name", Text),
    Column("sku_name", Text),
    Column("display_status", Text),
    Column("package_id", Text),
    Column("package_status", Text),
    Column("tracking_number", Text),
    Column("shipping_provider_name", Text),
    Column("currency", Text),
    Column("original_price", Numeric),
    Column("sale_price", Numeric),
    Column("seller_discount", Numeric),
    Column("platform_discount", Numeric),
    Column("is_gift", Boolean),
    Column("cancel_user", Text),
    Column("cancel_reason", Text),
    _time("rts_time"),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "order_id"),
    Index(None, "shop_id", "sku_id"),
)

# Recipient, contact and tax number: sealed, apart from the order, never in `raw`.
order_recipients = Table(
    "order_recipients",
    metadata,
    _shop(),
    Column("order_id", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("masked", Boolean, nullable=False),  # a masked value never overwrites a full one
    _time("updated_at", null=False),
    PrimaryKeyConstraint("shop_id", "order_id"),
)

packages = Table(
    "packages",
    metadata,
    _shop(),
    Column("id", Text, nullable=False),
    Column("order_ids", ARRAY(Text), nullable=False),
    Column("status", Text),
    Column("tracking_number", Text),
    Column("shipping_provider_id", Text),
    Column("shipping_provider_name", Text),
    _time("create_time"),
    _time("update_time"),
    _time("deleted_at"),
    *_seen(),
    PrimaryKeyConstraint("shop_id", "id"),
)

# --- How it got here -----------------------------------------------------------------------------------------------

inbox = Table(
    "inbox",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("app_key", Text, nullable=False),
    Column("dedupe_key", Text, nullable=False),  # tts_notification_id, or "sha256:" + hash of the body without one
    Column("type", Integer, nullable=False),  # the topic; 0 where the body could not be read
    Column("shop_id", Text),  # as the event says; may be a shop we do not know
    Column("sent_at", TIMESTAMP(timezone=True)),
    _time("received_at", null=False),
    Column("body", LargeBinary),  # exact bytes; emptied after the retention period
    Column("state", Text, nullable=False, server_default=text("'new'")),  # new | done | ignored | failed
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("copies", Integer, nullable=False, server_default=text("1")),  # how often it arrived
    Column("error", Text),
    _time("due_at"),  # not before, after a failure
    _time("done_at"),
    UniqueConstraint("app_key", "dedupe_key"),
    Index("ix_inbox_waiting", "shop_id", "n", postgresql_where=text("state = 'new'")),
    Index(None, "received_at"),
)

# One lane per shop: events of a shop are worked in order by whoever holds the lease.
lanes = Table(
    "lanes",
    metadata,
    Column("shop_id", Text, primary_key=True),
    Column("lease_owner", Text),
    _time("lease_until"),
)

cursors = Table(
    "cursors",
    metadata,
    _shop(),
    Column("stream", Text, nullable=False),  # orders | products | inventory | packages | warehouses
    Column("position", JSONB, nullable=False),
    _time("updated_at", null=False),
    PrimaryKeyConstraint("shop_id", "stream"),
)

# A backfill is cut into slices of time; each is a durable job that may run twice.
slices = Table(
    "slices",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    _shop(),
    Column("stream", Text, nullable=False),
    _time("from_time", null=False),
    _time("to_time", null=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),  # waiting | done | failed
    Column("page_token", Text),
    Column("rows_read", Integer, nullable=False, server_default=text("0")),
    Column("rows_expected", Integer),
    Column("error", Text),
    _time("updated_at", null=False),
    UniqueConstraint("shop_id", "stream", "from_time", "to_time"),
)

# Each comparison with TikTok Shop: what was read, what differed, what was repaired.
sweeps = Table(
    "sweeps",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    _shop(),
    Column("stream", Text, nullable=False),
    _time("started_at", null=False),
    _time("finished_at"),
    Column("compared", Integer, nullable=False, server_default=text("0")),
    Column("differences", Integer, nullable=False, server_default=text("0")),
    Column("theirs", Integer),  # how many TikTok Shop has, where it says so
    Column("ours", Integer),
    Index(None, "shop_id", "stream", "started_at"),
)

# The change feed. Readers take xid < pg_snapshot_xmin(pg_current_snapshot()) in order of (xid, n): an id alone would
# skip rows that were numbered early and committed late.
changes = Table(
    "changes",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("xid", TransactionId, nullable=False, server_default=text("pg_current_xact_id()")),
    _shop(),
    Column("kind", Text, nullable=False),  # order | product | stock | package
    Column("object_id", Text, nullable=False),
    Column("cause", Text, nullable=False),  # webhook | backfill | incremental | reconcile
    Column("inbox_n", BigInteger),  # the event that rang the bell, if one did
    Column("before", Text),  # the status before; null when new
    Column("after", Text),
    _time("update_time"),  # TikTok's
    _time("at", null=False),  # ours
    Index(None, "xid", "n"),
    Index(None, "shop_id", "kind", "object_id"),
)

api_calls = Table(
    "api_calls",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    _time("at", null=False),
    Column("shop_id", Text),
    Column("connection_id", Text),
    Column("operation", Text, nullable=False),
    Column("status", Integer),
    Column("code", BigInteger),
    Column("request_id", Text),
    Column("elapsed_ms", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Index(None, "at"),
    Index(None, "operation", "at"),
)
