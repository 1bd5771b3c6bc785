"""Scenes of analytics: days of the demo's trade that are ready (`outside_stage` says what a scene is)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from shoplatch.simulator.creators import attribution, content, people
from tests.simulator.proofs.outside_stage import Said, Stage, said, scene


def _days(on: Stage) -> dict[str, Any]:
    today = datetime.fromtimestamp(on.now, UTC).date()
    return {"start_date_ge": (today - timedelta(10)).isoformat(), "end_date_lt": today.isoformat()}


@scene("analytics.get_shop_performance", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on))


@scene("analytics.get_shop_performance_per_hour", world="demo")
def _(on: Stage) -> Said:
    return said(date=_days(on)["start_date_ge"])


@scene("analytics.get_shop_sku_performance_list", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), page_size=10)


@scene("analytics.get_shop_sku_performance_detail", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), sku_id=next(iter(on.shop.skus)))


@scene("analytics.get_shop_product_performance_list", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), page_size=10)


@scene("analytics.get_shop_product_performance_detail", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), product_id=next(iter(on.shop.products)))


def _content(on: Stage, kind: str) -> str:
    """Content that sold something, of the shop's own account where it is a LIVE session."""
    own = people.official(on.shop)
    products = [product.id for product in on.shop.products.values() if product.status == "ACTIVATE"]
    made = content.post(on.world, on.shop, own, kind, products, title="Outside", minutes=30)
    attribution.attribute(on.world, on.shop, on.order(), made)
    on.control("POST", "clock", {"advance_s": 3_600, "wait": False})
    return made.id


@scene("analytics.get_shop_video_performance_list", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), page_size=10)


@scene("analytics.get_shop_video_performance_overview", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on))


@scene("analytics.get_shop_video_performance_details", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), video_id=_content(on, "VIDEO"))


@scene("analytics.get_shop_videos_performance_details", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), video_ids=[int(_content(on, "VIDEO"))])


@scene("analytics.get_shop_video_product_performance_list", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), video_id=_content(on, "VIDEO"), page_size=10)


@scene("analytics.get_shop_live_performance_list", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on), account_type="AFFILIATE_ACCOUNTS", page_size=10)


@scene("analytics.get_shop_live_performance_overview", world="demo")
def _(on: Stage) -> Said:
    return said(**_days(on))


@scene("analytics.get_shop_live_minute_performance", world="demo")
def _(on: Stage) -> Said:
    return said(live_id=_content(on, "LIVE"))


@scene("analytics.get_shop_live_products_performance_list", world="demo")
def _(on: Stage) -> Said:
    return said(live_id=_content(on, "LIVE"))


def _best(on: Stage) -> dict[str, Any]:
    last = datetime.fromtimestamp(on.now, UTC).date() - timedelta(2)
    return {"date": last.isoformat(), "time_slot": "30D"}


@scene("analytics.get_bestselling_products", world="demo")
def _(on: Stage) -> Said:
    return said(**_best(on))


@scene("analytics.get_bestselling_videos", world="demo")
def _(on: Stage) -> Said:
    return said(**_best(on))


@scene("analytics.get_bestselling_live_sessions", world="demo")
def _(on: Stage) -> Said:
    return said(**_best(on))


@scene("analytics.get_bestselling_creators", world="demo")
def _(on: Stage) -> Said:
    return said(**_best(on), author_type="ALL")


def _room(on: Stage) -> Said:
    """A LIVE session of the creator whose token it is, under way."""
    account = next(one for one in on.world.sellers.values() if one.user_type == 1)
    products = [product.id for product in on.shop.products.values() if product.status == "ACTIVATE"]
    made = content.post(
        on.world, on.shop, people.known(on.world, account.open_id), "LIVE", products, title="Mine", minutes=90
    )
    attribution.attribute(on.world, on.shop, on.order(), made)
    on.control("POST", "clock", {"advance_s": 600, "wait": False})
    return said(live_room_id=made.id)


for _name in (
    "core_stats",
    "gmv_and_order_trends",
    "interactive_trends",
    "view_trends",
    "product_stats",
    "traffic_performance",
    "user_portraits",
):
    scene(f"analytics.get_live_room_{_name}", world="demo")(_room)


@scene("analytics.get_video_performances", world="demo")
def _(on: Stage) -> Said:
    account = next(one for one in on.world.sellers.values() if one.user_type == 1)
    made = content.post(on.world, on.shop, people.known(on.world, account.open_id), "VIDEO", [], title="Mine")
    return said(video_ids=made.id, start_time_ge=on.now - 60, end_time_le=on.now)


@scene("analytics.get_sps_metric_diagnosis", world="demo")
def _(on: Stage) -> Said:
    return said(metric_code="SFCR")


@scene("analytics.get_sps_metric_problem_details", world="demo")
def _(on: Stage) -> Said:
    return said(metric_code="SFCR", page_size=10)


@scene("analytics.get_sps_metric_top_items", world="demo")
def _(on: Stage) -> Said:
    return said(metric_code="OTDR")
