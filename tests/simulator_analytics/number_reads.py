"""Every analytics read that follows from orders, for the comparison of answers with the official description."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.simulator_shop.shop_world import Desk


def number_reads(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of all of them, in each version."""
    today = datetime.fromtimestamp(desk.world.clock.now(), UTC).date()
    days = {"start_date_ge": (today - timedelta(14)).isoformat(), "end_date_lt": today.isoformat()}
    for shop in desk.world.shops.values():
        for version in ("@202405", "@202509", ""):
            name = f"analytics.get_shop_performance{version}"
            more = {"with_comparison": "true"} if version == "@202405" else {}
            yield name, desk.call(name, shop, query={**days, **more})
        for version in ("@202405", "@202509", ""):
            name = f"analytics.get_shop_product_performance_list{version}"
            yield name, desk.call(name, shop, query={**days, "page_size": "3"})
        for product_id in list(shop.products)[:3]:
            for version in ("@202405", ""):
                name = f"analytics.get_shop_product_performance_detail{version}"
                more = {"with_comparison": "true"} if version else {}
                yield name, desk.call(name, shop, query={**days, **more}, product_id=product_id)
        name = "analytics.get_shop_performance_per_hour"
        yield name, desk.call(name, shop, date=(today - timedelta(2)).isoformat())
        for version in ("@202406", ""):
            name = f"analytics.get_shop_sku_performance_list{version}"
            listed = desk.call(name, shop, query={**days, "page_size": "3"})
            yield name, listed
            if not listed["skus"]:
                continue  # a shop whose products were taken from it
            name = f"analytics.get_shop_sku_performance_detail{version}"
            more = {"with_comparison": "true"} if version else {}
            yield name, desk.call(name, shop, query={**days, **more}, sku_id=str(listed["skus"][0]["id"]))
