"""The analytics operations about the videos of a shop: list, overview, one, several, products (platform.md section 16)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from shoplatch.simulator.analytics import video_views as views
from shoplatch.simulator.analytics.contents import Part, looks, meant, seconds_of, sold
from shoplatch.simulator.analytics.paging import cut_rows
from shoplatch.simulator.analytics.spans import NOT_FOUND, Span, before, purser_of, span_of
from shoplatch.simulator.analytics.video_views import Told
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import content as shows
from shoplatch.simulator.creators.people import creator
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import LIVE, VIDEO, Content
from shoplatch.simulator.state.world import World

_BATCH_MAX = 100


def told(world: World, ask: Ask, contents: Sequence[Content], over: Span) -> list[Told]:
    """Some content over each interval of a span."""
    shop, purser = ask.own_shop, purser_of(world, ask)
    return [
        Told(world, shop, purser, first, end, sold(shop, contents, low, high), looks(world, contents, low, high))
        for first, end, low, high in over.moments(market(shop.region), world.clock.now())
    ]


def each_told(world: World, ask: Ask, contents: Sequence[Content], over: Span) -> list[Told]:
    """Each content for itself over a span that is one interval."""
    shop, purser = ask.own_shop, purser_of(world, ask)
    ((first, end, low, high),) = over.moments(market(shop.region), world.clock.now())
    return [
        Told(world, shop, purser, first, end, sold(shop, (one,), low, high), looks(world, (one,), low, high))
        for one in contents
    ]


def get_list(world: World, ask: Ask) -> dict[str, Any]:
    """The videos that were looked at or sold something, best first."""
    span, by = span_of(world, ask), ask.query.get("sort_field", "gmv")
    span = Span(span.first, span.end, daily=False, latest=span.latest)
    account, order = ask.query.get("account_type", "ALL"), ask.query.get("sort_order", "DESC")
    shop, currency = ask.own_shop, purser_of(world, ask).currency
    key = ("videos", shop.id, account, span.first, span.end, by, order, currency)

    def worked_out() -> list[tuple[Any, str, Told, Content]]:
        contents = list(meant(world, shop, VIDEO, account))
        rows = [
            (views.SORTED_BY[by](one, content), content.id, one, content)
            for content, one in zip(contents, each_told(world, ask, contents, span), strict=True)
            if one.looks.views or one.sold.orders
        ]
        rows.sort(key=lambda row: row[:2], reverse=order == "DESC")
        return rows

    # Pages of one answer are asked for one after the other; what today has brought so far changes with every second.
    found_rows = worked_out() if span.end > span.latest + timedelta(1) else world.rendered.known(key, worked_out)
    found = cut_rows(ask, "videos", found_rows, lambda row: views.listed(row[2], row[3]))
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), **found})


def get_overview(world: World, ask: Ask) -> dict[str, Any]:
    """All videos of one kind of account, over the span or day by day."""
    span = span_of(world, ask)
    contents = list(meant(world, ask.own_shop, VIDEO, ask.query.get("account_type", "ALL")))

    def rows(over: Span) -> list[dict[str, Any]]:
        return [views.overview(one, today=over.live) for one in told(world, ask, contents, over)]

    performance = {"intervals": rows(span)}
    if ask.query.get("with_comparison") == "true":
        performance["comparison_intervals"] = rows(before(span))
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), "performance": performance})


def get_details(world: World, ask: Ask) -> dict[str, Any]:
    """One video, over the span or day by day, and who looks at it."""
    span, content = span_of(world, ask), _video(ask, ask.path["video_id"])
    performance = _performance(world, ask, content, span)
    performance["video_post_time"] = views.posted(ask.own_shop, content)
    if ask.query.get("with_comparison") == "true":
        performance["comparison_intervals"] = [views.in_detail(one) for one in told(world, ask, [content], before(span))]
    now = world.clock.now()
    engagement = {
        "total_views": shows.views(content, now),
        "total_likes": shows.likes(world, content, now),
        "total_comments": shows.comments(world, content, now),
        "total_shares": shows.shares(world, content, now),
    }
    answer = {"latest_available_date": span.latest.isoformat(), "performance": performance, "engagement_data": engagement}
    return fit(ask.operation, answer)


def get_batch(world: World, ask: Ask) -> dict[str, Any]:
    """Several videos at once; what is wrong with one stands beside it."""
    span, rows = span_of(world, ask), []
    asked = ask.list_of("video_ids")
    if not 1 <= len(asked) <= _BATCH_MAX:
        raise Refused(36009004, f"Invalid request parameter. 'video_ids' holds 1 to {_BATCH_MAX}.")
    for video_id in asked:
        content = ask.own_shop.affiliate.contents.get(video_id)
        if content is None or content.kind == LIVE:
            error = {"code": str(NOT_FOUND), "message": "The video does not belong to this shop."}
            rows.append({"video_id": video_id, "error": error})
            continue
        made_by = creator(world, content.creator)
        shown = {
            "id": content.id,
            "title": content.title,
            "duration": seconds_of(content),
            "username": made_by.username if made_by else "",
            "play_url": f"{world.base_url}/_sim/videos/{content.id}",
            "thumbnail_url": f"{world.base_url}/_sim/images/video/{content.id}",
            "video_post_time": views.posted(ask.own_shop, content),
        }
        rows.append({"video_id": video_id, "video": shown, "performance": _performance(world, ask, content, span)})
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), "videos": rows})


def get_products(world: World, ask: Ask) -> dict[str, Any]:
    """What one video sold, product by product."""
    span, content = span_of(world, ask), _video(ask, ask.path["video_id"])
    (one,) = told(world, ask, [content], Span(span.first, span.end, daily=False, latest=span.latest))
    by = ask.query.get("sort_field", "gmv")
    parts = [(product_id, part) for product_id, part in one.sold.products.items() if part.items]
    sizes: dict[str, Callable[[Part], int]] = {
        "units_sold": lambda part: part.items,
        "daily_avg_buyers": lambda part: part.buyer_days,
    }
    size = sizes.get(by, _gmv)
    parts.sort(key=lambda row: (size(row[1]), row[0]), reverse=ask.query.get("sort_order", "DESC") == "DESC")
    found = cut_rows(ask, "products", parts, lambda row: views.product_row(one, *row))
    return fit(ask.operation, {"latest_available_date": span.latest.isoformat(), **found})


def _performance(world: World, ask: Ask, content: Content, span: Span) -> dict[str, Any]:
    rows = [views.in_detail(one) for one in told(world, ask, [content], span)]
    return {"intervals": rows, "viewer_profile": views.profile(creator(world, content.creator))}


def _gmv(part: Part) -> int:
    return sum(part.gmv.values())


def _video(ask: Ask, video_id: str) -> Content:
    content = ask.own_shop.affiliate.contents.get(video_id)
    if content is None or content.kind == LIVE:
        raise Refused(NOT_FOUND)
    return content


HANDLERS: dict[str, Handler] = {
    "analytics.get_shop_video_performance_list": get_list,
    "analytics.get_shop_video_performance_overview": get_overview,
    "analytics.get_shop_video_performance_details": get_details,
    "analytics.get_shop_videos_performance_details": get_batch,
    "analytics.get_shop_video_product_performance_list": get_products,
}
