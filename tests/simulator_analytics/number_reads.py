"""Every analytics read that follows from orders, for the comparison of answers with the official description."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from shoplatch.catalog import reader
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Ask
from shoplatch.simulator.creators import attribution, content
from shoplatch.simulator.creators.content import account_type
from shoplatch.simulator.creators.people import known
from shoplatch.simulator.markets import market
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.parties import Grant
from tests.simulator_shop.shop_world import Desk, judge


def content_reads(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """What follows from content: videos and LIVE sessions, in each version."""
    today = datetime.fromtimestamp(desk.world.clock.now(), UTC).date()
    days = {"start_date_ge": (today - timedelta(14)).isoformat(), "end_date_lt": today.isoformat()}
    for shop in desk.world.shops.values():
        videos: list[dict[str, Any]] = []
        for version in ("@202409", "@202509", ""):
            name = f"analytics.get_shop_video_performance_list{version}"
            listed = desk.call(name, shop, query={**days, "page_size": "20"})
            yield name, listed
            videos = listed["videos"]
            name = f"analytics.get_shop_video_performance_overview{version}"
            more = {"with_comparison": "true", "granularity": "1D"} if version == "@202409" else {"today": "true"}
            yield name, desk.call(name, shop, query={**days, **more})
        for video in videos[:3]:
            for version in ("@202409", ""):
                name = f"analytics.get_shop_video_performance_details{version}"
                more = {"with_comparison": "true"} if version else {"granularity": "1D"}
                yield name, desk.call(name, shop, query={**days, **more}, video_id=video["id"])
                name = f"analytics.get_shop_video_product_performance_list{version}"
                yield name, desk.call(name, shop, query={**days, "page_size": "1"}, video_id=video["id"])
        name = "analytics.get_shop_videos_performance_details"
        ids = ",".join([*(video["id"] for video in videos[:2]), "7548000000000000001"])
        yield name, desk.call(name, shop, query={**days, "video_ids": ids})
        for version in ("@202503", "@202508", "@202509", ""):
            name = f"analytics.get_shop_live_performance_overview{version}"
            compared = {"with_comparison": "true", "granularity": "1D"} if version in ("@202503", "@202508") else {}
            yield name, desk.call(name, shop, query={**days, **compared})
        for version in ("@202505", "@202508", "@202509", ""):
            for kind in ("OFFICIAL_ACCOUNTS", "AFFILIATE_ACCOUNTS"):
                if version == "@202505" and kind == "AFFILIATE_ACCOUNTS":
                    continue
                name = f"analytics.get_shop_live_performance_list{version}"
                yield name, desk.call(name, shop, query={**days, "account_type": kind, "page_size": "2"})
        for one in shop.affiliate.contents.values():
            if one.kind != "LIVE" or not one.brought:
                continue
            name = "analytics.get_shop_live_products_performance_list"
            yield name, desk.call(name, shop, live_id=one.id)
            if account_type(desk.world, one) == "OFFICIAL_ACCOUNTS" and one.ends_at <= desk.world.clock.now():
                name = "analytics.get_shop_live_minute_performance"
                yield name, desk.call(name, shop, query={"currency": "USD"}, live_id=one.id)


def room_reads(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a creator reads of a LIVE session and a video of his own, in each version; and what sold best."""
    world, shop = desk.world, desk.shop("GB")
    account = next(one for one in world.sellers.values() if one.user_type == 1)
    shop = next((one for one in world.shops.values() if one.region == account.base_region), shop)
    products = [product.id for product in shop.products.values() if product.status == "ACTIVATE"]
    maker = known(world, account.open_id)
    live, video = (content.post(world, shop, maker, kind, products, title="Mine", minutes=40) for kind in ("LIVE", "VIDEO"))
    for one in (live, video):
        sku = next(sku for sku in desk.skus(shop) if sku.product_id in products and sku.available > 20)
        attribution.attribute(world, shop, orders.place(world, shop, [(sku.id, 2)]), one)
    desk.wind(1_800)
    for name in ("core_stats", "gmv_and_order_trends", "interactive_trends", "view_trends", "product_stats"):
        for version in ("@202309", ""):
            yield creators_call(desk, f"analytics.get_live_room_{name}{version}", live_room_id=live.id)
    for name in ("traffic_performance", "user_portraits"):
        for version in ("@202309", ""):
            yield creators_call(desk, f"analytics.get_live_room_{name}{version}", live_room_id=live.id)
    now = world.clock.now()
    asked = {"video_ids": video.id, "start_time_ge": str(now - 3_600), "end_time_le": str(now)}
    yield creators_call(desk, "analytics.get_video_performances", asked)
    desk.wind(86_400)
    day = datetime.fromtimestamp(world.clock.now(), market(shop.region).zone).date() - timedelta(1)
    for name in ("products", "videos", "live_sessions", "creators"):
        more = {"author_type": "ALL"} if name == "creators" else {}
        named = f"analytics.get_bestselling_{name}"
        yield named, desk.call(named, shop, query={"date": day.isoformat(), "time_slot": "7D", **more})


def creators_call(
    desk: Desk, operation_id: str, query: dict[str, str] | None = None, **path: str
) -> tuple[str, dict[str, Any]]:
    """A call with the token of the world's creator, judged by the catalog."""
    operation, app = reader.operation(operation_id), next(iter(desk.world.apps.values()))
    account = next(one for one in desk.world.sellers.values() if one.user_type == 1)
    grant = Grant("c1", app.key, account.open_id, [], list(app.scopes), ends_at=2_000_000_000, kind=1)
    data = HANDLERS[operation.capability](desk.world, Ask(operation, app, grant, None, path, query or {}))
    judge(operation, data)
    return operation_id, data


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
    yield from content_reads(desk)
    yield from room_reads(Desk("demo"))
