"""Videos in the words of each version: lists, overviews, one in detail, several at once, and their products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from shoplatch.simulator.analytics.contents import Looks, Part, Sold, seconds_of
from shoplatch.simulator.analytics.spans import Purser, dates
from shoplatch.simulator.analytics.visits import rate
from shoplatch.simulator.creators.people import OFFICIAL, creator
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_AGES = ("18-24", "25-34", "35-44", "45-54", "55+")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """Some content over some days, ready to be told."""

    world: World
    shop: Shop
    purser: Purser
    first: date
    end: date
    sold: Sold
    looks: Looks

    @property
    def gmv(self) -> dict[str, str]:
        """Direct and indirect."""
        return self.purser.told(self.sold.gmv)

    @property
    def direct(self) -> dict[str, str]:
        """Of the products it shows."""
        return self.purser.told(self.sold.direct.items())

    @property
    def indirect(self) -> dict[str, str]:
        """Of other products in the same orders."""
        return self.purser.told(self.sold.indirect.items())

    @property
    def gpm(self) -> dict[str, str]:
        """GMV for each thousand views, cut."""
        return self.per(self.sold.gmv, self.looks.views)

    @property
    def ctr(self) -> str:
        """Clicks for each time a product was shown."""
        return rate(self.looks.clicks, self.looks.impressions)

    @property
    def ctor(self) -> str:
        """SKU orders for each click."""
        return rate(self.sold.sku_orders, self.looks.clicks)

    @property
    def days(self) -> int:
        """How many days it is about."""
        return max(1, (self.end - self.first).days)

    @property
    def daily_buyers(self) -> int:
        """Buyers a day, on average."""
        return self.sold.buyer_days // self.days

    def per(self, gmv: Sequence[tuple[date, int]], times: int, each: int = 1_000) -> dict[str, str]:
        """An amount for each so many of something, cut to the minor unit."""
        whole = sum(amount for _, amount in gmv)
        day = max((day for day, _ in gmv), default=self.first)
        return self.purser.told([(day, whole * each // times if times else 0)])


def posted(shop: Shop, content: Content) -> str:
    """When it was posted, in the shop's time zone."""
    return datetime.fromtimestamp(content.posted_at, market(shop.region).zone).strftime("%Y-%m-%d %H:%M:%S")


def listed(told: Told, content: Content) -> dict[str, Any]:
    """A row of the list with the fields of every version; `fit` cuts."""
    made_by, sold, looks = creator(told.world, content.creator), told.sold, told.looks
    return {
        "id": content.id,
        "title": content.title,
        "username": made_by.username if made_by else "",
        "video_post_time": posted(told.shop, content),
        "duration": seconds_of(content),
        "hash_tags": hash_tags(told.shop, content),
        "products": [{"id": one, "name": _name(told.shop, one)} for one in content.product_ids],
        "gmv": told.gmv,
        "attributed_gmv": told.direct,
        "indirect_gmv": told.indirect,
        "gpm": told.gpm,
        "avg_customers": told.daily_buyers,
        "sku_orders": sold.sku_orders,
        "items_sold": sold.items,
        "units_sold": sold.items,
        "views": looks.views,
        "click_through_rate": told.ctr,
        "ctor": told.ctor,
        "product_impressions": looks.impressions,
        "product_clicks": looks.clicks,
        "likes": looks.likes,
        "comments": looks.comments,
        "shares": looks.shares,
        "new_followers": looks.followers,
        "creator": creator_view(made_by),
        "advertisable": made_by is not None and made_by.kind != OFFICIAL,
        "review_type": "NOT_REVIEWED",
        "v_to_l_clicks": 0,
        "v_to_l_rate": "0",
        "video_finish_rate": rate(2_000 + int(content.id[-3:]) * 3, 10_000),
    }


def overview(told: Told, *, today: bool) -> dict[str, Any]:
    """An interval of all videos, with the fields of every version."""
    sold, looks = told.sold, told.looks
    return {
        **dates(told.first, told.end),
        "gmv": told.gmv,
        "sku_orders": sold.sku_orders,
        "units_sold": sold.items,
        "click_through_rate": told.ctr,
        "avg_customers": told.daily_buyers,
        "product_impressions": looks.impressions,
        "product_clicks": looks.clicks,
        "avg_daily_customers": told.daily_buyers,
        "ctor_sku_order": told.ctor,
        "ctr": told.ctr,
        "gpm": told.gpm,
        "shoppable_video_attributed_gmv": told.direct,
        "video_attributed_gmv": told.direct,
        "video_attributed_sku_orders": sold.direct_sku_orders,
        "video_gmv": told.gmv,
        "video_indirect_gmv": told.indirect,
        "video_product_viewers": looks.clicks * 9 // 10,
        "video_views": looks.views,
        "today": today,
    }


def in_detail(told: Told) -> dict[str, Any]:
    """An interval of one video, with the fields of every version."""
    looks = told.looks
    sales = {"overall": _sales(told), "breakdowns": [_sales_of(told, one) for one in sorted(told.sold.products)]}
    return {
        **dates(told.first, told.end),
        "sales": sales,
        "traffic": {
            "views": looks.views,
            "likes": looks.likes,
            "comments": looks.comments,
            "shares": looks.shares,
            "new_followers": looks.followers,
        },
        "gmv": told.gmv,
        "views": looks.views,
        "click_through_rate": told.ctr,
        "daily_avg_buyers": str(told.daily_buyers),
    }


def product_row(told: Told, product_id: str, part: Part) -> dict[str, Any]:
    """One product that a video sold, with the fields of every version."""
    row = _sales_of(told, product_id)
    return {
        "id": product_id,
        "name": _name(told.shop, product_id),
        "gmv": row["gmv"],
        "units_sold": part.items,
        "daily_avg_buyers": str(part.buyer_days // told.days),
        **{name: row[name] for name in ("ctr", "customers", "gpm", "product_clicks", "product_impressions")},
    }


def profile(made_by: Creator | None) -> list[dict[str, Any]]:
    """Who looks: the audience of its maker; those who began to follow are like them."""
    if made_by is None:
        return []
    ages = [{"age": name, "percentage": rate(part, 10_000)} for name, part in zip(_AGES, made_by.ages, strict=True)]
    women = made_by.women_ppm
    genders = [
        {"gender": "FEMALE", "percentage": rate(women, _MILLION)},
        {"gender": "MALE", "percentage": rate(_MILLION - women, _MILLION)},
    ]
    countries = [{"country_code": made_by.region, "percentage": "1.0000"}]
    whole = {"age_distribution": ages, "gender_distribution": genders, "country_distribution": countries}
    return [{"type": name, **whole} for name in ("VIEWERS", "NEW_FOLLOWER")]


def creator_view(made_by: Creator | None) -> dict[str, Any]:
    """Who made it."""
    if made_by is None:
        return {}
    return {
        "author_type": "OFFICIAL" if made_by.kind == OFFICIAL else "AFFILIATE",
        "creator_country": made_by.region,
        "creator_id": made_by.user_id,
        "nick_name": made_by.nickname,
        "open_id": made_by.open_id,
        "user_name": made_by.username,
    }


def hash_tags(shop: Shop, content: Content) -> list[str]:
    """What it is tagged with: the shop's name, and what nearly everything is."""
    return [f"#{shop.name.split()[0].lower()}", "#fyp" if int(content.id[-1]) % 2 else "#tiktokshop"]


def _sales(told: Told) -> dict[str, Any]:
    return {
        "gmv": told.gmv,
        "gpm": told.gpm,
        "ctr": told.ctr,
        "customers": len(told.sold.buyers),
        "items_sold": told.sold.items,
        "product_impressions": told.looks.impressions,
        "product_clicks": told.looks.clicks,
    }


def _sales_of(told: Told, product_id: str) -> dict[str, Any]:
    """A product's part; impressions and clicks are shared out by what was sold."""
    part = told.sold.products[product_id]
    impressions, clicks = (
        whole * part.items // max(1, told.sold.items) for whole in (told.looks.impressions, told.looks.clicks)
    )
    gmv = list(part.gmv.items())
    return {
        "product_id": product_id,
        "gmv": told.purser.told(gmv),
        "gpm": told.per(gmv, told.looks.views),
        "ctr": rate(clicks, impressions),
        "customers": len(part.buyers),
        "items_sold": part.items,
        "product_impressions": impressions,
        "product_clicks": clicks,
    }


def _name(shop: Shop, product_id: str) -> str:
    product = shop.products.get(product_id)
    return product.title if product is not None else ""


SORTED_BY: dict[str, Callable[[Told, Content], Any]] = {
    "gmv": lambda told, _: float(told.gmv["amount"]),
    "gpm": lambda told, _: float(told.gpm["amount"]),
    "avg_customers": lambda told, _: told.daily_buyers,
    "sku_orders": lambda told, _: told.sold.sku_orders,
    "items_sold": lambda told, _: told.sold.items,
    "units_sold": lambda told, _: told.sold.items,
    "views": lambda told, _: told.looks.views,
    "click_through_rate": lambda told, _: float(told.ctr),
    "post_time": lambda _, content: content.posted_at,
}
