"""Creators the shop sold through, as the creator marketplace shows them (platform.md section 17).

Videos and LIVE sessions name them by the id that the marketplace knows; nobody else of millions is read.
"""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.figures import currency, metrics, money, number, rate, within
from shoplatch.sync.streams.spec import DAY, HOUR, At, Details, Rows, one

OFFICIAL = 16901007  # a seller's own account, which makes videos too and is no creator of the marketplace
_GET = "affiliate_seller.get_marketplace_creator_performance"


# What `metrics` leaves out: whom the creator reaches, with what, and how that went over time.
_LISTED = frozenset(
    {
        "category_ids", "top_collaborated_brand_ids", "category_gmv_distribution", "content_gmv_distribution",
        "follower_location", "follower_age", "follower_gender", "creator_profile",
    }
)  # fmt: skip


def rows(source: dict[str, Any], at: At) -> Rows:
    """The whole answer: one creator."""
    creator = within(source, "creator")
    row = {
        "id": at.parent,
        **{name: fields.text(creator, name) for name in ("username", "nickname", "selection_region")},
        **{name: number(creator, name) for name in ("follower_count", "units_sold", "ec_video_count", "ec_live_count")},
        "currency": currency(creator, "gmv", "video_gmv", "live_gmv"),
        **{name: money(creator, name) for name in ("gmv", "video_gmv", "live_gmv", "gpm")},
        "avg_commission_rate": rate(creator, "avg_commission_rate"),
        "metrics": metrics(creator),
        "more": further.chosen(creator, _LISTED),
        **at.kept(creator),
    }
    return one("creators", row)


STREAM = Details(
    name="creators",
    operations=(_GET, f"{_GET}@202508", f"{_GET}@202505", f"{_GET}@202406"),
    parent=("perf_videos", "creator_open_id"),
    param="creator_user_id",
    rows=rows,
    again_s=7 * DAY,
    has_none=frozenset({OFFICIAL}),
    every_s=HOUR,
    objective_s=8 * DAY,
)
