"""Says where the store and TikTok Shop disagree about one object. Pure: rows in, differences out.

What is compared is what users rely on: which objects exist, their state, their money, their lines, their parcels, their
stock. Kept bytes, versions and our own bookkeeping are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from shoplatch.store.orders import OrderRows
from shoplatch.store.products import ProductRows
from shoplatch.store.rows import text
from shoplatch.sync.streams.products import is_deleted

Row = Mapping[str, Any]

ORDER_FIELDS = ("status", "update_time", "currency", "total_amount", "sub_total", "shipping_fee", "tax", "item_count")
LINE_FIELDS = ("sku_id", "display_status", "sale_price", "package_id", "tracking_number")
PRODUCT_FIELDS = ("status", "title")
SKU_FIELDS = ("seller_sku", "currency", "sale_price")
STOCK_FIELDS = ("available_quantity", "committed_quantity")
WAREHOUSE_FIELDS = ("name", "type", "effect_status", "is_default")
PACKAGE_FIELDS = ("status", "tracking_number", "order_ids")


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement. `kind`: order, line, product, sku, stock, package or warehouse. `field` is "" where the object is
    missing on one side: then `ours` or `theirs` is None and the other says "present". `cause`: why (see `causes`)."""

    shop_id: str
    kind: str
    object_id: str
    field: str
    ours: str | None
    theirs: str | None
    cause: str = ""

    def __str__(self) -> str:
        what = f" {self.field}" if self.field else ""
        why = f" ({self.cause})" if self.cause else ""
        ours, theirs = self.ours or "missing", self.theirs or "missing"
        return f"{self.kind} {self.object_id}{what}: ours {ours}, TikTok Shop's {theirs}{why}"


@dataclass(slots=True)
class Differences:
    """What a comparison found. `moving`: objects that changed while we compared, so that nothing can be said about them.

    `since` says what was compared, per stream of a shop: everything created since then, and what we hold from before. None:
    everything there is.
    """

    compared: int = 0
    theirs: int = 0
    ours: int = 0
    moving: int = 0
    differences: list[Difference] = field(default_factory=list)
    not_compared: dict[str, str] = field(default_factory=dict)  # stream or object -> why
    since: dict[str, datetime | None] = field(default_factory=dict)  # stream of a shop -> from when on

    def add(self, other: Differences) -> None:
        """Take in what another comparison found."""
        self.compared += other.compared
        self.theirs += other.theirs
        self.ours += other.ours
        self.moving += other.moving
        self.differences += other.differences
        self.not_compared |= other.not_compared
        self.since |= other.since

    def by_kind(self) -> dict[str, int]:
        """How many of each kind."""
        counts: dict[str, int] = {}
        for one in self.differences:
            counts[one.kind] = counts.get(one.kind, 0) + 1
        return counts

    def by_cause(self) -> dict[str, int]:
        """How many objects each cause explains; a line, a SKU, a level of stock counts as one of its own."""
        counts: dict[str, set[tuple[str, str]]] = {}
        for one in self.differences:
            counts.setdefault(one.cause or "unknown", set()).add((one.kind, one.object_id))
        return {name: len(objects) for name, objects in sorted(counts.items())}


def of_order(shop_id: str, theirs: OrderRows, ours: Row | None) -> list[Difference]:
    """Where an order and its lines differ. `ours` is the stored row with its `lines`."""
    order_id = text(theirs.order, "id")
    if ours is None:
        return [missing_here(shop_id, "order", order_id)]
    found = _fields(shop_id, "order", order_id, ORDER_FIELDS, ours, theirs.order)
    found += _members(shop_id, "line", LINE_FIELDS, ours["lines"], theirs.lines)
    return found


def of_product(shop_id: str, theirs: ProductRows, ours: Row | None) -> list[Difference]:
    """Where a product and its SKUs differ. A product that is gone on both sides is equal, whatever else it says."""
    product_id = text(theirs.product, "id")
    gone = is_deleted(theirs)
    if ours is None:
        return [] if gone else [missing_here(shop_id, "product", product_id)]
    if gone or ours["deleted_at"] is not None:
        return (
            []
            if gone == (ours["deleted_at"] is not None)
            else _fields(shop_id, "product", product_id, ("status",), ours, theirs.product)
        )
    found = _fields(shop_id, "product", product_id, PRODUCT_FIELDS, ours, theirs.product)
    live = [sku for sku in ours["skus"] if sku["deleted_at"] is None]
    return found + _members(shop_id, "sku", SKU_FIELDS, live, theirs.skus)


def of_stock(shop_id: str, theirs: Sequence[Row], ours: Sequence[Row]) -> list[Difference]:
    """Where the stock of the same products differs, per SKU and warehouse."""
    return _members(shop_id, "stock", STOCK_FIELDS, _keyed(ours), _keyed(theirs))


def of_package(shop_id: str, theirs: Row, ours: Row | None) -> list[Difference]:
    """Where a package differs."""
    if ours is None:
        return [missing_here(shop_id, "package", text(theirs, "id"))]
    return _fields(shop_id, "package", text(theirs, "id"), PACKAGE_FIELDS, ours, theirs)


def of_warehouse(shop_id: str, theirs: Row, ours: Row | None) -> list[Difference]:
    """Where a warehouse differs."""
    if ours is None:
        return [missing_here(shop_id, "warehouse", text(theirs, "id"))]
    return _fields(shop_id, "warehouse", text(theirs, "id"), WAREHOUSE_FIELDS, ours, theirs)


def missing_here(shop_id: str, kind: str, object_id: str) -> Difference:
    """TikTok Shop has it, we do not."""
    return Difference(shop_id, kind, object_id, "", None, "present")


def missing_there(shop_id: str, kind: str, object_id: str) -> Difference:
    """We have it, TikTok Shop does not (any more)."""
    return Difference(shop_id, kind, object_id, "", "present", None)


def in_fields(shop_id: str, kind: str, object_id: str, names: Sequence[str], ours: Row, theirs: Row) -> list[Difference]:
    """Where two rows of one object differ."""
    return _fields(shop_id, kind, object_id, names, ours, theirs)


def of_parts(shop_id: str, kind: str, names: Sequence[str], ours: Iterable[Row], theirs: Iterable[Row]) -> list[Difference]:
    """Where the parts of one object differ."""
    return _members(shop_id, kind, names, ours, theirs)


def _keyed(rows: Iterable[Row]) -> list[Row]:
    return [{**row, "id": f"{row['sku_id']}@{row['warehouse_id']}"} for row in rows]


def _members(shop_id: str, kind: str, names: Sequence[str], ours: Iterable[Row], theirs: Iterable[Row]) -> list[Difference]:
    mine = {row["id"]: row for row in ours}
    found: list[Difference] = []
    for row in theirs:
        own = mine.pop(row["id"], None)
        if own is None:
            found.append(missing_here(shop_id, kind, row["id"]))
        else:
            found += _fields(shop_id, kind, row["id"], names, own, row)
    return found + [missing_there(shop_id, kind, object_id) for object_id in mine]


def _fields(shop_id: str, kind: str, object_id: str, names: Sequence[str], ours: Row, theirs: Row) -> list[Difference]:
    return [
        Difference(shop_id, kind, object_id, name, _shown(ours.get(name)), _shown(theirs.get(name)))
        for name in names
        if not _same(ours.get(name), theirs.get(name))
    ]


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        return sorted(ours) == sorted(theirs)
    return bool(ours == theirs)


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        return ", ".join(sorted(str(one) for one in value))
    return str(value)
