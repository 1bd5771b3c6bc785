"""The analytics operations that follow from orders: a shop's performance by day and by hour, and its SKUs (section 16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from shoplatch.simulator.analytics.days import CARD, LIVE, SOURCES, VIDEO, Hour, SalesDay, SkuDay, sales_days
from shoplatch.simulator.analytics.shop_views import SHOP_VIEWS, Interval
from shoplatch.simulator.analytics.spans import (
    DATES_WRONG,
    NOT_FOUND,
    Purser,
    Span,
    before,
    dates,
    local_day,
    purser_of,
    ready_days,
    span_of,
)
from shoplatch.simulator.analytics.visits import NOBODY, visits
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.state.goods import Sku
from shoplatch.simulator.state.world import World

INVALID = 36009004
HOURLY_DAYS = 30
_PAGE = 10
_LIVE = "ACTIVATE"


def get_shop_performance(world: World, ask: Ask) -> dict[str, Any]:
    """What a shop sold, over a span or day by day."""
    shop, span, purser = ask.own_shop, span_of(world, ask), purser_of(world, ask)
    view = SHOP_VIEWS[ask.operation.version]

    def told(over: Span) -> list[dict[str, Any]]:
        return [
            {**dates(first, end), **view(Interval(world.seed, shop, purser, days))}
            for first, end, days in over.steps(ready_days(world, ask, over))
        ]

    performance: dict[str, Any] = {"intervals": told(span)}
    if ask.query.get("with_comparison") == "true":
        performance["comparison_intervals"] = told(before(span))
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), "performance": performance})


def get_shop_performance_per_hour(world: World, ask: Ask) -> dict[str, Any]:
    """One of the last thirty days by the hour, today up to the hour that is over."""
    shop, purser = ask.own_shop, purser_of(world, ask)
    profile, today = market(shop.region), local_day(world, shop)
    try:
        day = date.fromisoformat(ask.path["date"])
    except ValueError as wrong:
        raise Refused(DATES_WRONG) from wrong
    if not today - timedelta(HOURLY_DAYS) < day <= today:
        raise Refused(DATES_WRONG)
    (sold,) = sales_days(world, shop, day, day + timedelta(1))
    now = datetime.fromtimestamp(world.clock.now(), profile.zone)
    hours = range(now.hour if day == today else 24)
    rows = [{"index": hour, **_hour(world, ask, purser, sold, [hour])} for hour in hours]
    latest = world.clock.now() - world.clock.now() % 3_600
    overall = _hour(world, ask, purser, sold, list(hours))
    return {"performance": {"intervals": rows, "overall": overall, "latest_available_timestamp": latest}}


def get_shop_sku_performance_list(world: World, ask: Ask) -> dict[str, Any]:
    """What each SKU sold; SKUs that sold nothing are not listed."""
    span, purser = span_of(world, ask), purser_of(world, ask)
    days = ready_days(world, ask, span)
    rows = [_sku_row(ask.own_shop.skus[sku_id], _of_sku(days, sku_id), purser) for sku_id in _asked_for(ask, days)]
    by = ask.query.get("sort_field", "gmv")
    down = ask.query.get("sort_order", "DESC") == "DESC"
    rows.sort(key=lambda row: (_sortable(row[by]), row["id"]), reverse=down)
    filters = {name: value for name, value in ask.query.items() if name not in ("page_token", "page_size")}
    began, size = offset_of(ask.query.get("page_token", ""), filters, INVALID), int(ask.query.get("page_size", _PAGE))
    ended = began + size
    return {
        "latest_available_date": span.latest.isoformat(),
        "skus": rows[began:ended],
        "total_count": len(rows),
        "next_page_token": offset_token(ended, filters) if ended < len(rows) else "",
    }


def get_shop_sku_performance_detail(world: World, ask: Ask) -> dict[str, Any]:
    """What one SKU sold, over a span or day by day."""
    shop, span, purser = ask.own_shop, span_of(world, ask), purser_of(world, ask)
    sku = shop.skus.get(ask.path["sku_id"])
    if sku is None:
        raise Refused(NOT_FOUND)

    def told(over: Span) -> list[dict[str, Any]]:
        steps = over.steps(ready_days(world, ask, over))
        return [{**dates(first, end), **_sku_interval(_of_sku(days, sku.id), purser)} for first, end, days in steps]

    performance: dict[str, Any] = {"intervals": told(span), "product_id": int(sku.product_id), "sku_id": sku.id}
    if ask.query.get("with_comparison") == "true":
        performance["comparison_intervals"] = told(before(span))
    answer = {"latest_available_date": span.latest.isoformat(), "performance": performance}
    return fit(ask.operation, answer)


def _hour(world: World, ask: Ask, purser: Purser, sold: SalesDay, hours: Sequence[int]) -> dict[str, Any]:
    shop, known = ask.own_shop, [sold.hours.get(hour, Hour()) for hour in hours]
    buyers = {buyer for one in known for buyer in one.buyers}
    seen = NOBODY
    for hour, one in zip(hours, known, strict=True):
        seen += visits(world.seed, f"{shop.id}:{sold.day}:{hour}", len(one.buyers))
    gmv, orders = sum(one.gmv for one in known), sum(one.orders for one in known)
    sku_orders = sum(one.sku_orders for one in known)

    def of(source: str) -> dict[str, str]:
        return purser.told((sold.day, one.gmv_by_source.get(source, 0)) for one in known)

    def each(number: int) -> dict[str, str]:
        return purser.told([(sold.day, gmv // number if number else 0)])

    return {
        "gmv": purser.told([(sold.day, gmv)]),
        "items_sold": sum(one.items for one in known),
        "customers": len(buyers),
        "customers_count": len(buyers),
        "visitors": seen.visitors,
        "orders_count": orders,
        "sku_orders_count": sku_orders,
        "avg_order_value": each(orders),
        "avg_sku_order_value": each(sku_orders),
        "live_attributed_gmv": of(LIVE),
        "video_attributed_gmv": of(VIDEO),
        "product_card_attributed_gmv": of(CARD),
        "product_impressions": seen.impressions,
        "product_clicks": seen.page_views,
        "unique_product_impressions": seen.visitors + seen.clicks,
        "unique_clicks": seen.clicks,
    }


def _asked_for(ask: Ask, days: Sequence[SalesDay]) -> list[str]:
    """SKUs that sold, by the filters of the call."""
    shop, query = ask.own_shop, ask.query
    products = set(ask.list_of("product_ids") or ([query["product_id"]] if query.get("product_id") else []))
    categories, status = set(ask.list_of("category_filter")), query.get("product_status_filter", "ALL")
    found = []
    for sku_id in dict.fromkeys(sku_id for one in days for sku_id in one.skus):
        sku = shop.skus.get(sku_id)
        product = shop.products.get(sku.product_id) if sku is not None else None
        if product is None or (products and product.id not in products):
            continue
        if categories and product.category_id not in categories:
            continue
        if status == "ALL" or (status == "LIVE") == (product.status == _LIVE):
            found.append(sku_id)
    return found


def _of_sku(days: Sequence[SalesDay], sku_id: str) -> list[tuple[date, SkuDay]]:
    return [(one.day, one.skus[sku_id]) for one in days if sku_id in one.skus]


def _sku_row(sku: Sku, sold: Sequence[tuple[date, SkuDay]], purser: Purser) -> dict[str, Any]:
    return {
        "id": int(sku.id),
        "product_id": int(sku.product_id),
        "gmv": purser.told((day, one.gmv) for day, one in sold),
        "sku_orders": sum(one.orders for _, one in sold),
        "units_sold": sum(one.units for _, one in sold),
    }


def _sku_interval(sold: Sequence[tuple[date, SkuDay]], purser: Purser) -> dict[str, Any]:
    units = sum(one.units for _, one in sold)
    parts = [{"type": name, "amount": sum(one.units_by_source.get(name, 0) for _, one in sold)} for name in SOURCES]
    return {
        "gmv": purser.told((day, one.gmv) for day, one in sold),
        "gmv_breakdown": [
            {"type": name, **purser.told((day, one.gmv_by_source.get(name, 0)) for day, one in sold)} for name in SOURCES
        ],
        "sku_orders": sum(one.orders for _, one in sold),
        "units_sold": units,  # 202406
        "items_sold": units,
        "units_sold_breakdown": parts,
        "items_sold_breakdown": parts,
    }


def _sortable(value: Any) -> float:
    return float(value["amount"]) if isinstance(value, dict) else float(value)


HANDLERS: dict[str, Handler] = {
    "analytics.get_shop_performance": get_shop_performance,
    "analytics.get_shop_performance_per_hour": get_shop_performance_per_hour,
    "analytics.get_shop_sku_performance_list": get_shop_sku_performance_list,
    "analytics.get_shop_sku_performance_detail": get_shop_sku_performance_detail,
}
