"""A warehouse as TikTok sends it, turned into a row. Its address and contact person are cut out and not kept."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.sync.streams import fields

LIST = "logistics.get_warehouse_list"


def rows(raw: bytes, *, read_at: datetime) -> dict[str, Any]:
    """The row of one warehouse. `read_at` is when the call began."""
    source = fields.decoded(raw)
    fields.cut(source, fields.beneath(reader.pii_paths(LIST), "warehouses"))
    return {
        "id": fields.identity(source),
        "name": fields.text(source, "name") or "",
        "type": fields.text(source, "type") or "SALES_WAREHOUSE",
        "sub_type": fields.text(source, "sub_type"),
        "effect_status": fields.text(source, "effect_status"),
        "is_default": bool(fields.flag(source, "is_default")),
        "source_version": _version(),
        "read_at": read_at,
        "raw": fields.packed(source),
    }


@cache
def _version() -> str:
    return reader.operation(LIST).version
