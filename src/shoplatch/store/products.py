"""Products with their SKUs, versioned like orders. What TikTok Shop no longer serves keeps its row, with a tombstone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.store import rows, schema
from shoplatch.store.engine import Connection, RawConnection, driver
from shoplatch.store.families import Versioned
from shoplatch.store.versions import Cause, Mirror, Version, Written

_SKU = rows.columns(schema.skus, without=("shop_id", "deleted_at"))
_SKU_CONTENT = tuple(name for name in _SKU if name not in ("id", "last_seen"))
_mirror = Mirror("product", schema.products, part=("id", *_SKU_CONTENT))
_REPLACE_SKUS = (
    f"INSERT INTO skus AS t (shop_id, {rows.listed(_SKU)}) "
    f"SELECT %(shop_id)s, {rows.listed(_SKU, 'r.')} FROM {rows.recordset(schema.skus, _SKU)} "
    "ON CONFLICT (shop_id, id) DO UPDATE SET "
    f"{', '.join(f'{name} = excluded.{name}' for name in _SKU_CONTENT)}, "
    "last_seen = greatest(t.last_seen, excluded.last_seen), deleted_at = NULL "
)
_BURY_SKUS = """
UPDATE skus AS t SET deleted_at = p.read_at
FROM unnest(%(products)s::text[], %(read_at)s::timestamptz[]) AS p(id, read_at)
WHERE t.shop_id = %(shop_id)s AND t.product_id = p.id AND t.deleted_at IS NULL AND t.id <> ALL(%(skus)s)
"""


@dataclass(frozen=True, slots=True)
class ProductRows:
    """One version of a product.

    Keys are the columns of schema.products and schema.skus; what is left out is null. The writer itself sets shop_id,
    first_seen, last_seen, revision, fingerprint and deleted_at, and the SKUs' product_id and last_seen. `skus` is all of the
    product's SKUs: one that is missing gets a tombstone.
    """

    product: rows.Row
    skus: Sequence[rows.Row]
    beside: Mapping[str, Sequence[Versioned]] = field(default_factory=dict)  # by family: audits, prices


async def write(conn: Connection, shop_id: str, batch: Sequence[ProductRows], *, cause: Cause) -> Written:
    """Write versions of products of one shop.

    Raises:
        InvalidRequest: a row has a column the table lacks; nothing of the batch was written.
    """
    raw = await driver(conn)
    versions_in = [_mirror.incoming(given.product, _skus_of(given)) for given in batch]
    outcome = await _mirror.write(raw, shop_id, versions_in, cause)
    newest: dict[str, tuple[tuple[datetime, datetime], ProductRows]] = {}
    for version, given in zip(versions_in, batch, strict=True):
        if version.id in outcome.accepted and (version.id not in newest or newest[version.id][0] <= version.key):
            newest[version.id] = (version.key, given)
    await _replace_skus(raw, shop_id, [given for _, given in newest.values()])
    return outcome.written


async def mark_deleted(conn: Connection, shop_id: str, ids: Sequence[str], *, at: datetime, cause: Cause) -> int:
    """Put a tombstone on products a read begun at `at` no longer found, and on their SKUs; how many had none."""
    raw = await driver(conn)
    gone = await _mirror.bury(raw, shop_id, ids, at, cause)
    if gone:
        await raw.execute(
            "UPDATE skus SET deleted_at = p.deleted_at FROM products p WHERE p.shop_id = %s AND p.id = ANY(%s) "
            "AND p.deleted_at IS NOT NULL "
            "AND skus.shop_id = p.shop_id AND skus.product_id = p.id AND skus.deleted_at IS NULL",
            [shop_id, list(ids)],
        )
    return gone


async def versions(conn: Connection, shop_id: str, ids: Sequence[str] | None = None) -> dict[str, Version]:
    """Which versions we hold: of these products, or of all of the shop's."""
    return await _mirror.versions(conn, shop_id, ids)


async def count(conn: Connection, shop_id: str) -> int:
    """How many products of the shop we hold, without tombstones."""
    return await _mirror.count(conn, shop_id)


def _skus_of(given: ProductRows) -> list[rows.Row]:
    """The SKUs as the table keeps them, in order of id."""
    id_ = rows.text(given.product, "id")
    return sorted((rows.whole({**sku, "product_id": id_}, schema.skus) for sku in given.skus), key=_id)


async def _replace_skus(conn: RawConnection, shop_id: str, accepted: Sequence[ProductRows]) -> None:
    if not accepted:
        return
    read_at = {rows.text(given.product, "id"): rows.moment(given.product, "read_at") for given in accepted}
    spelled = [
        {**sku, "last_seen": read_at[rows.text(given.product, "id")]} for given in accepted for sku in _skus_of(given)
    ]
    spelled.sort(key=_id)
    buried = {
        "shop_id": shop_id,
        "products": list(read_at),
        "read_at": list(read_at.values()),
        "skus": [_id(sku) for sku in spelled],
    }
    await conn.execute(_BURY_SKUS, buried)
    if spelled:
        await conn.execute(_REPLACE_SKUS, {"shop_id": shop_id, "rows": rows.as_json(spelled)})


def _id(row: rows.Row) -> str:
    return rows.text(row, "id")
