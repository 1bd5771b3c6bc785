"""A package as the package search or the package detail sends it, turned into a row (platform.md section 13).

The two name the same things differently (`id` and `package_id`, `status` and `package_status`); only the detail carries
addresses, which are cut out and not kept: the order has the recipient.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.sync.streams import fields, further

SEARCH = "fulfillment.search_package"
DETAIL = "fulfillment.get_package_detail"
PAGE_MAX = 50
_ITEMS = frozenset({"orders", "order_line_item_ids"})  # what is in it; the rest is in package_details


def rows(raw: bytes, *, operation: str, read_at: datetime) -> dict[str, Any]:
    """The row of one package. `operation` is the catalog id it came from, `read_at` when that call began."""
    source = fields.decoded(raw)
    fields.cut(source, _personal(operation))
    return {
        "id": fields.identity(source, "package_id" if "package_id" in source else "id"),
        "order_ids": [fields.identity(order) for order in fields.listed(source, "orders")],
        "status": fields.text(source, "status") or fields.text(source, "package_status"),
        "tracking_number": fields.text(source, "tracking_number"),
        "shipping_provider_id": fields.text(source, "shipping_provider_id"),
        "shipping_provider_name": fields.text(source, "shipping_provider_name"),
        "more": further.chosen(source, _ITEMS),
        "create_time": fields.moment(source, "create_time"),
        "update_time": fields.moment(source, "update_time"),
        "source_version": _version(operation),
        "read_at": read_at,
        "raw": fields.packed(source),
    }


@cache
def _personal(operation: str) -> tuple[str, ...]:
    return reader.pii_paths(operation)


@cache
def _version(operation: str) -> str:
    return reader.operation(operation).version
