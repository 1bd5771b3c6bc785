"""The analytics operations about products: the list and one in detail (platform.md section 16)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shoplatch.simulator.analytics import product_channels
from shoplatch.simulator.analytics.days import ProductDay, SalesDay
from shoplatch.simulator.analytics.product_tops import tops
from shoplatch.simulator.analytics.product_views import DETAILS, Sold, ratings, row_2024, row_2025
from shoplatch.simulator.analytics.spans import NOT_FOUND, Span, before, dates, purser_of, ready_days, span_of
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.state.world import World

INVALID = 36009004
_PAGE = 10
_LIVE = "ACTIVATE"


def get_product_list(world: World, ask: Ask) -> dict[str, Any]:
    """What each product sold; products that sold nothing are not listed."""
    span = span_of(world, ask)
    days = ready_days(world, ask, span)
    sold = [_sold(world, ask, product_id, days) for product_id in _asked_for(ask, days)]
    by, seen = ask.query.get("sort_field", "gmv"), ask.query.get("sort_order", "DESC") == "DESC"
    sold.sort(key=lambda one: (_order(one, by), one.product_id), reverse=seen)
    filters = {name: value for name, value in ask.query.items() if name not in ("page_token", "page_size")}
    began, size = offset_of(ask.query.get("page_token", ""), filters, INVALID), int(ask.query.get("page_size", _PAGE))
    ended = began + size
    return {
        "latest_available_date": span.latest.isoformat(),
        "products": _rows(world, ask, span, sold[began:ended]),
        "total_count": len(sold),
        "next_page_token": offset_token(ended, filters) if ended < len(sold) else "",
    }


def get_product_detail(world: World, ask: Ask) -> dict[str, Any]:
    """What one product sold, over a span or day by day, and how it was rated."""
    shop, span = ask.own_shop, span_of(world, ask)
    product_id = ask.path["product_id"]
    if product_id not in shop.products:
        raise Refused(NOT_FOUND)
    view = DETAILS[ask.operation.version]

    def told(over: Span) -> list[dict[str, Any]]:
        steps = over.steps(ready_days(world, ask, over))
        return [{**dates(first, end), **view(_sold(world, ask, product_id, days))} for first, end, days in steps]

    performance: dict[str, Any] = {"intervals": told(span), "ratings": ratings(shop, product_id)}
    performance |= tops(world, shop, product_id, purser_of(world, ask), span)
    if ask.query.get("with_comparison") == "true":
        performance["comparison_intervals"] = told(before(span))
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), "performance": performance})


def _rows(world: World, ask: Ask, span: Span, sold: Sequence[Sold]) -> list[dict[str, Any]]:
    if ask.operation.version in _ROWS:
        return [_ROWS[ask.operation.version](one) for one in sold]
    ((_, _, low, high),) = span.moments(market(ask.own_shop.region), world.clock.now())
    posted = product_channels.posts(world, ask.own_shop, low, high)
    view: dict[str, Any] = fit(ask.operation, {"products": [product_channels.row(one, posted) for one in sold]})
    rows: list[dict[str, Any]] = view["products"]
    return rows


def _sold(world: World, ask: Ask, product_id: str, days: list[SalesDay]) -> Sold:
    known = [(one.day, one.products.get(product_id, ProductDay())) for one in days]
    return Sold((world.seed, ask.own_shop, product_id), purser_of(world, ask), known)


def _asked_for(ask: Ask, days: list[SalesDay]) -> list[str]:
    categories, status = set(ask.list_of("category_filter")), ask.query.get("product_status_filter", "ALL")
    found = []
    for product_id in dict.fromkeys(product_id for one in days for product_id, sold in one.products.items() if sold.orders):
        product = ask.own_shop.products.get(product_id)
        if product is None or (categories and product.category_id not in categories):
            continue
        if status == "ALL" or (status == "LIVE") == (product.status == _LIVE):
            found.append(product_id)
    return found


def _order(one: Sold, by: str) -> float:
    if by in ("items_sold", "unit_sold_count"):
        return one.units()
    if by in ("orders", "order_count"):
        return one.count(lambda day: day.orders)
    if by == "click_through_rate":
        seen = one.visits()
        return seen.page_views / seen.impressions if seen.impressions else 0.0
    return sum(sum(day.gmv.values()) for _, day in one.days)


_ROWS: dict[str, Callable[[Sold], dict[str, Any]]] = {"202405": row_2024, "202509": row_2025}
HANDLERS: dict[str, Handler] = {
    "analytics.get_shop_product_performance_list": get_product_list,
    "analytics.get_shop_product_performance_detail": get_product_detail,
}
