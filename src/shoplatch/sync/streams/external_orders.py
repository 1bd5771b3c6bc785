"""What other systems call an order (platform.md section 8.5). One call per order and system, so only for those that are
named in the settings; an order is asked about when it is new and when it has ended."""

from __future__ import annotations

from typing import Any

from shoplatch.store.families import Versioned
from shoplatch.sync.streams import fields
from shoplatch.sync.streams.spec import DAY, At, Details, Rows

_GET = "order.get_external_order_references"


def rows(source: dict[str, Any], at: At) -> Rows:
    """The whole answer: the references of one order on the platform that was asked for."""
    found = []
    for reference in fields.listed(source, "external_orders"):
        platform, external_id = fields.identity(reference, "platform"), fields.identity(reference)
        row = {
            "id": f"{at.parent}/{platform}/{external_id}",
            "order_id": at.parent,
            "platform": platform,
            "external_id": external_id,
            "line_items": fields.listed(reference, "line_items") or None,
            **at.kept(reference),
        }
        found.append(Versioned(row))
    return {"external_orders": found}


def of(platform: str) -> Details:
    """The stream for one platform (SHOPIFY, WOOCOMMERCE, ...)."""
    return Details(
        name=f"external_orders:{platform}",
        operations=(_GET,),
        parent=("orders", "id"),
        param="order_id",
        rows=rows,
        fixed={"platform": platform},
        mark="CASE WHEN status IN ('COMPLETED', 'CANCELLED') THEN 2 ELSE 1 END",
        objective_s=DAY,
    )


STREAM = of("ERP_SYSTEM")
