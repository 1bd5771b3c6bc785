"""What sold best in a shop's market: products, creators, videos and LIVE sessions of all its shops (analytics 202511).

The day that is named is the last of the span. GMV is told as a range; its steps are a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from shoplatch.simulator.analytics.contents import seconds_of, sold
from shoplatch.simulator.analytics.days import midnight, sales_days
from shoplatch.simulator.analytics.spans import DATES_WRONG, Purser, latest_day, purser_of
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import content as shows
from shoplatch.simulator.creators.people import OFFICIAL, creator
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, Content
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

RANKS_MAX = 100
_SLOTS = {"1D": 1, "7D": 7, "30D": 30}
_STEPS = (0, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000)  # whole units of the currency
_SIZE = 600  # of a picture of a product, pixels a side


def get_products(world: World, ask: Ask) -> dict[str, Any]:
    """The products with the highest GMV, of one category or of all."""
    first, end, purser = *_span(world, ask), purser_of(world, ask)
    category, found = ask.query.get("category_id"), []
    for shop in _shops(world, ask):
        sums: dict[str, list[tuple[date, int]]] = {}
        for day in sales_days(world, shop, first, end):
            for product_id, one in day.products.items():
                sums.setdefault(product_id, []).append((day.day, sum(one.gmv.values())))
        for product_id, parts in sums.items():
            product = shop.products.get(product_id)
            if product is not None and category in (None, product.category_id) and _whole(parts):
                found.append((_whole(parts), product_id, shop, parts))
    rows = []
    for rank, (_, product_id, shop, parts) in _ranked(found):
        product = shop.products[product_id]
        uri = product.image_uris[0] if product.image_uris else ""
        stars = [one.rating for one in shop.around.reviews.values() if one.product_key == product_id]
        urls = [image_url(world, uri)]
        rows.append(
            {
                "rank": rank,
                "id": product_id,
                "name": product.title,
                "gmv_range": _range(purser, parts),
                "rating": f"{sum(stars) / len(stars):.1f}" if stars else "0",
                "shop_id": shop.id,
                "shop_name": shop.name,
                "product_image": {"uri": uri, "height": _SIZE, "width": _SIZE, "urls": urls, "thumb_urls": urls},
            }
        )
    return {"products": rows}


def get_videos(world: World, ask: Ask) -> dict[str, Any]:
    """The videos with the highest GMV."""
    return {
        "videos": [
            {
                "rank": rank,
                "id": content.id,
                "nick_name": _name(world, content)[1],
                "gmv_range": gmv,
                "views": shows.views(content, world.clock.now()),
                "likes": shows.likes(world, content, world.clock.now()),
                "comments": shows.comments(world, content, world.clock.now()),
                "shares": shows.shares(world, content, world.clock.now()),
                "product_infos": [{"product_id": one, "product_name": _title(shop, one)} for one in content.product_ids],
                "publish_time": content.posted_at,
                "duration": seconds_of(content),
            }
            for rank, content, shop, gmv in _contents(world, ask, live=False)
        ]
    }


def get_live_sessions(world: World, ask: Ask) -> dict[str, Any]:
    """The LIVE sessions with the highest GMV."""
    rows = []
    for rank, content, _, gmv in _contents(world, ask, live=True):
        user, nick = _name(world, content)
        row = {"rank": rank, "id": content.id, "title": content.title, "gmv_range": gmv, "start_time": content.posted_at}
        row |= {"duration": seconds_of(content), "open_id": content.creator}
        rows.append(row | {"creator_name": user, "creator_nick_name": nick})
    return {"lives": rows}


def get_creators(world: World, ask: Ask) -> dict[str, Any]:
    """The creators with the highest GMV; CHANNEL, OFFICIAL and AFFILIATE are kinds of accounts, CHANNEL is none here."""
    kind, sums, likes = ask.query["author_type"], dict[str, list[tuple[date, int]]](), dict[str, int]()
    low, high = _moments(world, ask)
    for shop in _shops(world, ask):
        for content in shop.affiliate.contents.values():
            parts = sold(shop, [content], low, high).gmv
            sums.setdefault(content.creator, []).extend(parts)
            likes[content.creator] = likes.get(content.creator, 0) + shows.likes(world, content, world.clock.now())
    found = []
    for open_id, parts in sums.items():
        made_by = creator(world, open_id)
        is_kind = "OFFICIAL" if made_by is not None and made_by.kind == OFFICIAL else "AFFILIATE"
        if made_by is not None and kind in ("ALL", is_kind) and _whole(parts):
            found.append((_whole(parts), open_id, made_by, parts))
    purser = purser_of(world, ask)
    return {
        "creators": [
            {
                "rank": rank,
                "gmv_range": _range(purser, parts),
                "open_id": open_id,
                "user_name": made_by.username,
                "nick_name": made_by.nickname,
                "followers_count": made_by.followers,
                "likes_count": likes[open_id],
            }
            for rank, (_, open_id, made_by, parts) in _ranked(found)
        ]
    }


def _contents(world: World, ask: Ask, *, live: bool) -> Iterator[tuple[int, Content, Shop, str]]:
    """(rank, content, its shop, range of its GMV)."""
    (low, high), purser, found = _moments(world, ask), purser_of(world, ask), []
    for shop in _shops(world, ask):
        for content in shop.affiliate.contents.values():
            parts = sold(shop, [content], low, high).gmv if (content.kind == LIVE) == live else []
            if _whole(parts):
                found.append((_whole(parts), content.id, (content, shop), parts))
    for rank, (_, _, (content, shop), parts) in _ranked(found):
        yield rank, content, shop, _range(purser, parts)


def _ranked(found: list[Any]) -> Iterator[tuple[int, Any]]:
    found.sort(key=lambda row: (-row[0], row[1]))
    yield from enumerate(found[:RANKS_MAX], 1)


def _span(world: World, ask: Ask) -> tuple[date, date]:
    ready = latest_day(world, ask.own_shop)
    try:
        last = date.fromisoformat(ask.query.get("date") or ready.isoformat())
    except ValueError as wrong:
        raise Refused(DATES_WRONG) from wrong
    if last > ready:
        raise Refused(DATES_WRONG)
    return last - timedelta(_SLOTS[ask.query.get("time_slot", "1D")] - 1), last + timedelta(1)


def _moments(world: World, ask: Ask) -> tuple[int, int]:
    profile = market(ask.own_shop.region)
    first, end = _span(world, ask)
    return midnight(profile, first), midnight(profile, end)


def _shops(world: World, ask: Ask) -> list[Shop]:
    return [shop for shop in world.shops.values() if shop.region == ask.own_shop.region]


def _whole(parts: Iterable[tuple[date, int]]) -> int:
    return sum(amount for _, amount in parts)


def _range(purser: Purser, parts: list[tuple[date, int]]) -> str:
    """ "1000-5000": the steps an amount lies between; "1000000+" above the last."""
    amount = float(purser.text(parts))
    above = next((place for place, step in enumerate(_STEPS) if amount < step), 0)
    return f"{_STEPS[above - 1]}-{_STEPS[above]}" if above else f"{_STEPS[-1]}+"


def _name(world: World, content: Content) -> tuple[str, str]:
    made_by = creator(world, content.creator)
    return (made_by.username, made_by.nickname) if made_by is not None else ("", "")


def _title(shop: Shop, product_id: str) -> str:
    product = shop.products.get(product_id)
    return product.title if product is not None else ""


HANDLERS: dict[str, Handler] = {
    "analytics.get_bestselling_products": get_products,
    "analytics.get_bestselling_videos": get_videos,
    "analytics.get_bestselling_live_sessions": get_live_sessions,
    "analytics.get_bestselling_creators": get_creators,
}
