"""Scenes of analytics: days of the demo's trade that are ready (`outside_stage` says what a scene is)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

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
