"""What only the detail of a package knows (platform.md section 13): its hand-over, its size, what went wrong with it. Read
when its way has ended.
The addresses in it are cut out and not kept: the order has the recipient."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.figures import rate, within
from shoplatch.sync.streams.spec import DAY, At, Details, Rows, one

_TEXTS = (
    "package_sub_status", "shipping_type", "handover_method", "delivery_option_id", "delivery_option_name", "warehouse_id",
    "last_mile_tracking_number", "ship_exception_reason", "split_and_combine_tag", "note_tag",
)  # fmt: skip
_ENDED = ("COMPLETED", "CANCELLED")
_COLUMNS = further.names(
    _TEXTS,
    ("package_status", "has_multi_skus", "weight", "dimension", "pickup_slot", "create_time", "update_time"),
    ("package_id", "tracking_number", "shipping_provider_id", "shipping_provider_name"),  # of packages
)


def rows(source: dict[str, Any], at: At) -> Rows:
    """The whole answer: one package."""
    weight, size, slot = (within(source, name) for name in ("weight", "dimension", "pickup_slot"))
    row = {
        "id": at.parent,
        "status": fields.text(source, "package_status"),
        **{name: fields.text(source, name) for name in _TEXTS},
        "has_multi_skus": fields.flag(source, "has_multi_skus"),
        "weight": rate(weight, "value"),
        "weight_unit": fields.text(weight, "unit"),
        **{name: rate(size, name) for name in ("length", "width", "height")},
        "dimension_unit": fields.text(size, "unit"),
        "is_insured": fields.flag(within(source, "insurance"), "is_purchased"),
        "more": at.more(source, "", _COLUMNS),
        "pickup_start_time": fields.moment(slot, "start_time"),
        "pickup_end_time": fields.moment(slot, "end_time"),
        "create_time": fields.moment(source, "create_time"),
        "update_time": fields.moment(source, "update_time"),
        **at.kept(source),
    }
    return one("package_details", row)


def _on_its_way(answer: Rows) -> bool:
    """A read of the past: it was asked because the package's way has ended."""
    return any(one.row["status"] not in _ENDED for one in answer["package_details"])


STREAM = Details(
    name="package_details",
    operations=("fulfillment.get_package_detail",),
    parent=("packages", "id"),
    param="package_id",
    rows=rows,
    # Once, when it has ended: a call answers one package alone. Until then `packages` has its state and its number.
    only="status IN ('COMPLETED', 'CANCELLED')",
    mark="2",
    past=_on_its_way,
    every_s=300,
    objective_s=DAY,
)
