"""A LIVE session minute by minute, after its end, for official and marketing accounts alone (platform.md section 16)."""

from __future__ import annotations

from typing import Any

from shoplatch.store.families import Versioned
from shoplatch.sync.streams import fields
from shoplatch.sync.streams.figures import currency, metrics, money, number, within
from shoplatch.sync.streams.spec import DAY, HOUR, At, Details, Rows

MINUTES = "analytics.get_shop_live_minute_performance"
NOT_OURS = 28001007  # a creator's session, of which sales are told and minutes are not


def rows(source: dict[str, Any], at: At) -> Rows:
    """A page of minutes."""
    found: list[Versioned] = []
    performance = within(source, "performance")
    overall = within(performance, "overall")  # of the session as a whole; kept with its first minute
    for place, minute in enumerate(fields.listed(performance, "intervals")):
        start = fields.moment(minute, "start_time")
        if start is None:
            continue
        row = {
            "id": f"{at.parent}/{int(start.timestamp())}",
            "live_id": at.parent,
            "start_time": start,
            "end_time": fields.moment(minute, "end_time"),
            "currency": currency(minute, "sales.gmv"),
            "gmv": money(minute, "sales.gmv"),
            "viewers": number(minute, "traffic.viewers"),
            "views": number(minute, "traffic.views"),
            "product_clicks": number(minute, "traffic.product_clicks"),
            "sku_orders": number(minute, "sales.sku_orders"),
            "items_sold": number(minute, "sales.items_sold"),
            "customers": number(minute, "sales.customers"),
            "comments": number(minute, "interactions.comments"),
            "likes": number(minute, "interactions.likes"),
            "metrics": metrics(minute),
            **at.kept(minute if place else {**minute, "overall": overall}),
        }
        found.append(Versioned(row))
    return {"perf_live_minutes": found}


STREAM = Details(
    name="perf_live_minutes",
    operations=(MINUTES,),
    parent=("perf_lives", "live_id"),
    param="live_id",
    rows=rows,
    pages=True,
    again_s=7 * DAY,
    has_none=frozenset({NOT_OURS}),
    every_s=HOUR,
    objective_s=36 * HOUR,
)
