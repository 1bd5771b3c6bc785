"""What each side did and said about a return. What the buyer wrote is sealed; records have no id, so their place counts."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.spec import DAY, At, Details, Rows, one

_COLUMNS = further.names(("event", "role", "description", "reason_text", "create_time", "note"))


def rows(source: dict[str, Any], at: At) -> Rows:
    """One record of a return."""
    note = next((value for value in at.personal.values() if isinstance(value, str)), None)
    record_id = f"{at.parent}/{at.place}"
    row = {
        "id": record_id,
        "return_id": at.parent,
        "place": at.place,
        **{name: fields.text(source, name) for name in ("event", "role", "description", "reason_text")},
        "pictures": [url for picture in fields.listed(source, "images") if (url := fields.text(picture, "url"))] or None,
        "more": at.more(source, "records", _COLUMNS),
        # Rows travel as JSON, where bytes are spelled as PostgreSQL reads them.
        "sealed_note": "\\x" + at.seal(note, owner=f"{at.shop_id}/{record_id}", field="note").hex() if note else None,
        "create_time": fields.moment(source, "create_time"),
        **at.kept(source),
    }
    return one("return_records", row)


STREAM = Details(
    name="return_records",
    operations=("return_refund.get_return_records",),
    parent=("returns", "id"),
    param="return_id",
    rows=rows,
    items={"return_refund.get_return_records": "records"},
    replaces={"return_records": "return_id"},
    every_s=60,
    objective_s=DAY,
)
