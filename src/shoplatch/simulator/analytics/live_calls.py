"""The analytics operations about a shop's LIVE sessions: list, overview, minutes and products (platform.md section 16).

Interactions and minutes are told of the seller's own accounts alone. A session belongs to the day on which it began, and is
told with all it sold until now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shoplatch.simulator.analytics import live_views as views
from shoplatch.simulator.analytics.contents import AFFILIATE, Looks, looks, meant, sold
from shoplatch.simulator.analytics.paging import cut_rows
from shoplatch.simulator.analytics.spans import NOT_FOUND, Span, before, local_day, purser_of, span_of
from shoplatch.simulator.analytics.video_calls import told
from shoplatch.simulator.analytics.video_views import Told
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import content as shows
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import LIVE, Content
from shoplatch.simulator.state.world import World

_DAY_S = 86_400
_MINUTES = 60  # of a page; no number is documented
_SORT = {"202609": "live_attributed_gmv"}


def get_list(world: World, ask: Ask) -> dict[str, Any]:
    """The sessions that began in the span, best first."""
    span, version = span_of(world, ask), ask.operation.version
    ((_, _, low, high),) = Span(span.first, span.end, daily=False, latest=span.latest, live=span.live).moments(
        market(ask.own_shop.region), world.clock.now()
    )
    rows = []
    for content in meant(world, ask.own_shop, LIVE, ask.query.get("account_type", "ALL")):
        if low <= content.posted_at < high and content.ends_at <= world.clock.now():
            one, own = _session(world, ask, content), shows.account_type(world, content) != AFFILIATE
            first_day = sold(ask.own_shop, [content], content.posted_at, content.posted_at + _DAY_S)
            rows.append(views.listed(one, content, first_day, interactions=own, version=version))
    by = ask.query.get("sort_field") or _SORT.get(version, "gmv")
    rows.sort(key=lambda row: (views.sort_key(row, by), row["id"]), reverse=ask.query.get("sort_order", "DESC") == "DESC")
    found = cut_rows(ask, "live_stream_sessions", rows, lambda row: row)
    stamp = views.updated_at(_empty(world, ask), world.clock.now())
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), "updated_at": stamp, **found})


def get_overview(world: World, ask: Ask) -> dict[str, Any]:
    """All sessions of one kind of account, over the span or day by day: sales by the day of payment."""
    span = span_of(world, ask)
    contents = list(meant(world, ask.own_shop, LIVE, ask.query.get("account_type", "ALL")))

    def rows(over: Span) -> list[dict[str, Any]]:
        return [views.overview(one, _on(one, contents), ask.operation.version) for one in told(world, ask, contents, over)]

    performance = {"intervals": rows(span)}
    if ask.query.get("with_comparison") == "true":
        performance["comparison_intervals"] = rows(before(span))
    stamp = views.updated_at(_empty(world, ask), world.clock.now())
    answer = {"latest_available_date": span.latest.isoformat(), "performance": performance, "updated_at": stamp}
    return fit(ask.operation, answer)


def get_minutes(world: World, ask: Ask) -> dict[str, Any]:
    """A session of the seller's own minute by minute, once it is over."""
    content, now = _own_session(world, ask), world.clock.now()
    if shows.account_type(world, content) == AFFILIATE or now < content.ends_at:
        raise Refused(NOT_FOUND, "The session is not over, or not one of the shop's own accounts.")
    whole = _session(world, ask, content)
    minutes = shows.minutes(content, now)
    edges = [looks(world, [content], 0, one.at) for one in minutes] + [looks(world, [content], 0, content.ends_at)]
    rows = []
    for place, minute in enumerate(minutes):
        brought = [(at, order_id) for at, order_id in content.brought if order_id in minute.order_ids]
        part = sold(ask.own_shop, [replace(content, brought=brought)], 0, now + 1)
        between = _between(edges[place], edges[place + 1])
        day = whole.first
        rows.append((Told(world, ask.own_shop, whole.purser, day, day, part, between), minute))
    found = cut_rows(ask, "intervals", rows, lambda row: views.minute_row(*row), _MINUTES)
    performance = {"intervals": found["intervals"], "overall": views.whole(whole, content)}
    paging = {name: found[name] for name in ("total_count", "next_page_token")}
    return {"performance": performance, **paging}


def get_products(world: World, ask: Ask) -> dict[str, Any]:
    """What a session sold, product by product; what it showed and did not sell is there with nothing."""
    content = _own_session(world, ask)
    one, by = _session(world, ask, content), ask.query.get("sort_field", "direct_gmv")
    rows = [views.product_row(one, product_id, part) for product_id, part in one.sold.products.items()]

    def size(row: dict[str, Any]) -> float:
        found = {**row["sales"], **row["traffic"]}.get(
            {"product_clicks": "produt_clicks", "gmv": "direct_gmv"}.get(by, by), 0
        )
        return float(found["amount"]) if isinstance(found, dict) else float(found)

    rows.sort(key=lambda row: (size(row), row["id"]), reverse=ask.query.get("sort_order", "DESC") == "DESC")
    return {"products": rows}


def _session(world: World, ask: Ask, content: Content) -> Told:
    """Everything a session sold and how it was looked at, until now."""
    shop, now = ask.own_shop, world.clock.now()
    day = local_day(world, shop)
    return Told(
        world, shop, purser_of(world, ask), day, day, sold(shop, [content], 0, now + 1), looks(world, [content], 0, now)
    )


def _empty(world: World, ask: Ask) -> Told:
    day = local_day(world, ask.own_shop)
    return Told(world, ask.own_shop, purser_of(world, ask), day, day, sold(ask.own_shop, (), 0, 0), Looks())


def _on(one: Told, contents: list[Content]) -> list[Content]:
    """The sessions that began in an interval."""
    zone = market(one.shop.region).zone
    return [each for each in contents if one.first <= views.day_of(each, zone) < one.end]


def _between(first: Looks, second: Looks) -> Looks:
    return Looks(
        second.views - first.views,
        second.impressions - first.impressions,
        second.clicks - first.clicks,
        second.likes - first.likes,
        second.comments - first.comments,
        second.shares - first.shares,
        second.followers - first.followers,
    )


def _own_session(world: World, ask: Ask) -> Content:
    content = ask.own_shop.affiliate.contents.get(ask.path["live_id"])
    if content is None or content.kind != LIVE or content.posted_at > world.clock.now():
        raise Refused(NOT_FOUND)
    return content


HANDLERS: dict[str, Handler] = {
    "analytics.get_shop_live_performance_list": get_list,
    "analytics.get_shop_live_performance_overview": get_overview,
    "analytics.get_shop_live_minute_performance": get_minutes,
    "analytics.get_shop_live_products_performance_list": get_products,
}
