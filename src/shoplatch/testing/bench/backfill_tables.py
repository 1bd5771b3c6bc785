"""The tables that the loops of `backfill_peer` fill, and whether they hold what ours do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoplatch.catalog import reader
from shoplatch.store import rows, schema

if TYPE_CHECKING:
    from shoplatch.store.engine import RawConnection

_OURS = (
    "shop_id",
    "source_version",
    "first_seen",
    "last_seen",
    "read_at",
    "since",
    "revision",
    "fingerprint",
    "raw",
    "deleted_at",
)
_ORDER = rows.columns(schema.orders, without=_OURS)
_LINE = rows.columns(schema.order_lines, without=("shop_id",))


def _of(table: str, kind: str, *, left_out: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The columns of a type, those left out that are made otherwise."""
    columns = {"orders": schema.orders, "order_lines": schema.order_lines}[table].columns
    names = _ORDER if table == "orders" else _LINE
    return tuple(name for name in names if str(columns[name].type) == kind and name not in left_out)


_TEXT_COLUMNS = _of("orders", "TEXT", left_out=("currency",))
TEXTS = tuple("user_id" if name == "buyer_user_id" else name for name in _TEXT_COLUMNS)
FLAGS, AMOUNTS, TIMES = _of("orders", "BOOLEAN"), _of("orders", "NUMERIC"), _of("orders", "TIMESTAMP")
LINE_TEXTS, LINE_AMOUNTS = _of("order_lines", "TEXT", left_out=("order_id",)), _of("order_lines", "NUMERIC")
# What is personal is no part of `more`; the loop keeps it in the order's JSON.
_PERSONAL = {path.removeprefix("orders[].") for path in reader.pii_paths("order.get_order_list")}
NOT_MORE = frozenset({*TEXTS, *FLAGS, *TIMES, *_PERSONAL, "payment", "line_items"})
NOT_MORE_OF_LINES = frozenset({*LINE_TEXTS, *LINE_AMOUNTS, "is_gift", "rts_time"})

ORDER_COLUMNS = (*_TEXT_COLUMNS, *FLAGS, *AMOUNTS, *TIMES, "currency", "item_count", "payment", "more")
LINE_COLUMNS = (*LINE_TEXTS, *LINE_AMOUNTS, "order_id", "is_gift", "rts_time", "more")


@dataclass(frozen=True, slots=True)
class Tables:
    """One loop's tables and its statements."""

    orders: str
    lines: str

    @property
    def make(self) -> list[str]:
        """Temporary tables of the types ours have."""
        made = []
        for name, ours, columns, raw in (
            (self.orders, "orders", ORDER_COLUMNS, ", NULL::text AS raw"),
            (self.lines, "order_lines", LINE_COLUMNS, ""),
        ):
            made.append(
                f"CREATE TEMP TABLE IF NOT EXISTS {name} AS SELECT {rows.listed(columns)}{raw} FROM {ours} WITH NO DATA"
            )
            made.append(f"CREATE UNIQUE INDEX IF NOT EXISTS {name}_id ON {name} (id)")
        return made

    @property
    def upsert_order(self) -> str:
        return _upsert(self.orders, (*ORDER_COLUMNS, "raw"))

    @property
    def upsert_line(self) -> str:
        return _upsert(self.lines, LINE_COLUMNS)

    @property
    def unpack_orders(self) -> str:
        """From the page as one JSON text."""
        values = [
            *(f"nullif(o->>'{name}', '')" for name in TEXTS),
            *(f"(o->>'{name}')::bool" for name in FLAGS),
            *(f"nullif(o->'payment'->>'{name}', '')::numeric" for name in AMOUNTS),
            *(f"to_timestamp(nullif((o->>'{name}')::bigint, 0))" for name in TIMES),
            "o->'payment'->>'currency'",
            "jsonb_array_length(o->'line_items')",
            "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(o->'payment') WHERE value <> '\"\"')",
            _more("o", NOT_MORE),
            "o::text",
        ]
        taken = f"SELECT {', '.join(values)} FROM jsonb_array_elements(%s::jsonb) AS o"
        return _upsert(self.orders, (*ORDER_COLUMNS, "raw"), taken)

    @property
    def unpack_lines(self) -> str:
        """From the same text."""
        values = [
            *(f"nullif(l->>'{name}', '')" for name in LINE_TEXTS),
            *(f"nullif(l->>'{name}', '')::numeric" for name in LINE_AMOUNTS),
            "o->>'id'",
            "(l->>'is_gift')::bool",
            "to_timestamp(nullif((l->>'rts_time')::bigint, 0))",
            _more("l", NOT_MORE_OF_LINES),
        ]
        source = "jsonb_array_elements(%s::jsonb) AS o, jsonb_array_elements(o->'line_items') AS l"
        return _upsert(self.lines, LINE_COLUMNS, f"SELECT {', '.join(values)} FROM {source}")


async def differing(conn: RawConnection, tables: Tables) -> dict[str, int]:
    """How many rows one side has and the other has not, value by value: orders and lines."""
    found = {}
    for ours, theirs, columns in (("orders", tables.orders, ORDER_COLUMNS), ("order_lines", tables.lines, LINE_COLUMNS)):
        row = await (await conn.execute(_differing(ours, theirs, rows.listed(columns)))).fetchone()
        found[ours] = int(row[0]) if row else 0
    return found


async def differing_from_dlt(conn: RawConnection, dataset: str) -> dict[str, int]:
    """The same for the columns that dlt's tables have under another name or type, and that every order has."""
    orders = "id, status, order_type, buyer_user_id, currency, sub_total, total_amount, create_time, update_time"
    lines = "id, order_id, product_id, sku_id, seller_sku, display_status, currency, original_price, sale_price"
    theirs = (
        "(SELECT id, status, order_type, user_id AS buyer_user_id, payment__currency AS currency, "
        "payment__sub_total::numeric AS sub_total, payment__total_amount::numeric AS total_amount, "
        f"to_timestamp(create_time) AS create_time, to_timestamp(update_time) AS update_time FROM {dataset}.orders) AS t"
    )
    their_lines = (
        "(SELECT l.id, o.id AS order_id, l.product_id, l.sku_id, l.seller_sku, l.display_status, l.currency, "
        "l.original_price::numeric AS original_price, l.sale_price::numeric AS sale_price "
        f"FROM {dataset}.orders__line_items AS l JOIN {dataset}.orders AS o ON o._dlt_id = l._dlt_parent_id) AS t"
    )
    found = {}
    for ours, source, columns in (("orders", theirs, orders), ("order_lines", their_lines, lines)):
        row = await (await conn.execute(_differing(ours, source, columns))).fetchone()
        found[ours] = int(row[0]) if row else 0
    return found


def _differing(ours: str, theirs: str, columns: str) -> str:
    left, right = f"SELECT {columns} FROM {ours}", f"SELECT {columns} FROM {theirs}"
    return (
        f"SELECT (SELECT count(*) FROM ({left} EXCEPT {right}) AS a) + (SELECT count(*) FROM ({right} EXCEPT {left}) AS b)"
    )


def _upsert(table: str, columns: tuple[str, ...], source: str | None = None) -> str:
    values = source or f"VALUES ({', '.join('%s' for _ in columns)})"
    change = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != "id")
    return f"INSERT INTO {table} ({rows.listed(columns)}) {values} ON CONFLICT (id) DO UPDATE SET {change}"


def _more(object_: str, columns: frozenset[str]) -> str:
    named = ",".join(sorted(columns))
    return (
        f"(SELECT jsonb_object_agg(key, value) FROM jsonb_each({object_} - '{{{named}}}'::text[]) "
        "WHERE value NOT IN ('\"\"', '[]', '{}', 'null'))"
    )
