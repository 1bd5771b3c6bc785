"""How the creator marketplace shows a creator: in a list, and in full; amounts as bands beside the numbers."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.creators import goods_views
from shoplatch.simulator.creators.askers import avatar
from shoplatch.simulator.creators.figures import Figures
from shoplatch.simulator.creators.outreach import is_connected, is_paired
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.creators import Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

AGES = ("AGE_RANGE_18_24", "AGE_RANGE_25_34", "AGE_RANGE_35_44", "AGE_RANGE_45_54", "AGE_RANGE_55_AND_ABOVE")
_AGE_KEYS = ("18-24", "25-34", "35-44", "45-54", "55+")
_GMV_BOUNDS, _UNIT_BOUNDS = (0, 100, 1_000, 10_000), (0, 10, 100, 1_000)
_DAY_S = 86_400


def gmv_band(shop: Shop, minor: int) -> tuple[int, int | None]:
    """The band a sum of sales is in, whole units of the currency; None: no upper end."""
    return _band(minor // 10 ** market(shop.region).decimals, _GMV_BOUNDS)


def units_band(units: int) -> tuple[int, int | None]:
    """The band a number of units is in."""
    return _band(units, _UNIT_BOUNDS)


def band(prefix: str, bounds: tuple[int, int | None]) -> str:
    """How a filter names a band: GMV_RANGE_100_1000."""
    return f"{prefix}_{bounds[0]}_{'AND_ABOVE' if bounds[1] is None else bounds[1]}"


def listed(world: World, shop: Shop, person: Creator, numbers: Figures) -> dict[str, Any]:
    """A creator in a search result."""
    women = person.women_ppm // 100
    top = sorted(range(5), key=lambda n: -person.ages[n])[:2]
    return {
        **_who(world, person),
        "creator_open_id": person.open_id,
        "avg_ec_live_uv": numbers.mean_live_views,
        "avg_ec_video_view_count": numbers.mean_video_views,
        "gmv": goods_views.amount(shop, numbers.gmv),
        "live_gmv": goods_views.amount(shop, numbers.live_gmv),
        "video_gmv": goods_views.amount(shop, numbers.video_gmv),
        "gmv_range": _gmv_range(shop, numbers.gmv),
        "units_sold_range": _units_range(numbers.units),
        "top_follower_demographics": {
            "age_ranges": [AGES[n] for n in top],
            "major_gender": {
                "gender": "FEMALE" if women >= 5_000 else "MALE",
                "percentage": max(women, 10_000 - women),
            },
        },
        "creator_profile": {
            **_profile(world, shop, person, numbers),
            "is_fast_growing": person.followers % 7 == 0,
            "has_collaborated": is_paired(shop, person.open_id),
            "user_type_tag": [1],
            "pps_score": str(30 + person.keeps_word_ppm // 50_000),
        },
    }


def in_full(world: World, shop: Shop, person: Creator, numbers: Figures) -> dict[str, Any]:
    """Everything about one creator."""
    return {
        **_who(world, person),
        **_money(shop, numbers),
        **_content(numbers),
        **_audience(person),
        "profile_tt_uri": f"aweme://user/profile/{person.user_id}",
        "top_collaborated_brand_ids": [one.id for one in catalogue().brands[:2]],
        "brand_collaboration_count": 1 + numbers.products // 4,
        "units_sold": numbers.units,
        "units_sold_range": _units_range(numbers.units),
        "category_gmv_distribution": _distribution("category_id", person.category_ids),
        "content_gmv_distribution": [
            {"content_type": name, "value": _part(amount, numbers.gmv)}
            for name, amount in (("VIDEO", numbers.video_gmv), ("LIVE", numbers.live_gmv), ("SHOWCASE", 0))
        ],
        "product_original_price_range": {
            "minimum_amount": goods_views.amount(shop, numbers.price_low)["amount"],
            "maximum_amount": goods_views.amount(shop, numbers.price_high)["amount"],
            "currency": market(shop.region).currency,
        },
        "promoted_product_num": numbers.products,
        "avg_commission_rate": numbers.rate,
        "avg_commission_rate_range": {"minimum_amount": numbers.rate // 2, "maximum_amount": numbers.rate * 2},
        "pps": "4.5",
        "rating": f"{3 + 2 * person.keeps_word_ppm / 1_000_000:.1f}",
        "post_rate": f"{person.keeps_word_ppm / 10_000:.2f}",
        "creator_profile": {
            **_profile(world, shop, person, numbers),
            "contact_info_available": True,
            "live_engagement_rate_30d": _engagement(numbers.live_likes + numbers.live_comments, numbers.live_views),
            "video_play_cnt_30d_med": numbers.mean_video_views * 2 // 3,
            "live_view_cnt_30d_med": numbers.mean_live_views * 2 // 3,
            "live_like_cnt_30d": numbers.live_likes,
            "live_comment_cnt_30d_med": numbers.live_comments // max(1, numbers.lives),
            "live_share_cnt_30d_med": numbers.live_shares // max(1, numbers.lives),
            "video_publish_cnt_30d_med": numbers.videos,
            "creator_fulfillment_reviews": numbers.products,
            "creator_fulfillment_score_90d": f"{person.keeps_word_ppm / 10_000:.1f}",
            "sample_score": person.keeps_word_ppm // 10_000,
            "creator_connect_info": {
                "is_paired": is_paired(shop, person.open_id),
                "is_connect": is_connected(world, shop, person.open_id),
                "is_blocked": False,
            },
            "creator_trend_profile": _trend(world, shop, person, numbers),
        },
    }


def _who(world: World, person: Creator) -> dict[str, Any]:
    return {
        "username": person.username,
        "nickname": person.nickname,
        "avatar": avatar(world, person),
        "selection_region": person.region,
        "bio_description": person.bio,
        "follower_count": person.followers,
        "category_ids": list(person.category_ids),
    }


def _profile(world: World, shop: Shop, person: Creator, numbers: Figures) -> dict[str, Any]:
    since = world.clock.now() - 90 * _DAY_S
    invited = any(
        one.creators[person.open_id].invited_at >= since
        for one in shop.affiliate.targets.values()
        if person.open_id in one.creators
    )
    return {
        "is_official_recommend": person.level >= 5,
        "creator_bind_mcn_name": "Harbour Affiliate Agency" if person.agency else "",
        "has_invited_90d": invited,
        "is_creator_blocked": False,
        "is_eligible_flat_fee": person.level >= 4,
        "is_rising_star": person.level == 3 and numbers.orders > 50,
        "creator_level": person.level,
    }


def _money(shop: Shop, numbers: Figures) -> dict[str, Any]:
    money, views = goods_views.amount, numbers.video_views + numbers.live_views
    per_buyer = numbers.gmv // numbers.buyers
    gpm = {
        "": numbers.gmv * 1_000 // max(1, views),
        "video_": numbers.video_gmv * 1_000 // max(1, numbers.video_views),
        "live_": numbers.live_gmv * 1_000 // max(1, numbers.live_views),
    }
    told: dict[str, Any] = {
        "gmv": money(shop, numbers.gmv),
        "video_gmv": money(shop, numbers.video_gmv),
        "live_gmv": money(shop, numbers.live_gmv),
        "gmv_range": _gmv_range(shop, numbers.gmv),
        "avg_gmv_per_buyer": money(shop, per_buyer),
        "avg_gmv_per_buyer_range": _around(shop, per_buyer),
    }
    for name, amount in gpm.items():
        told |= {f"{name}gpm": money(shop, amount), f"{name}gpm_range": _around(shop, amount)}
    return told


def _content(numbers: Figures) -> dict[str, Any]:
    videos, lives = max(1, numbers.videos), max(1, numbers.lives)
    video_deeds = numbers.video_likes + numbers.video_comments + numbers.video_shares
    return {
        "ec_live_count": numbers.lives,
        "ec_video_count": numbers.videos,
        "avg_ec_video_play_count": numbers.mean_video_views,
        "avg_ec_live_view_count": numbers.mean_live_views,
        "avg_ec_live_like_count": numbers.live_likes // lives,
        "avg_ec_live_comment_count": numbers.live_comments // lives,
        "avg_ec_live_share_count": numbers.live_shares // lives,
        "avg_ec_video_like_count": numbers.video_likes // videos,
        "avg_ec_video_comment_count": numbers.video_comments // videos,
        "avg_ec_video_share_count": numbers.video_shares // videos,
        "ec_live_engagement_rate": str(_engagement(numbers.live_likes + numbers.live_comments, numbers.live_views)),
        "ec_video_engagement_rate": str(_engagement(video_deeds, numbers.video_views)),
    }


def _audience(person: Creator) -> dict[str, Any]:
    women = person.women_ppm / 1_000_000
    return {
        "follower_location": [{"key": person.region, "value": "1.0000"}],
        "follower_age": [
            {"key": key, "value": f"{part / 10_000:.4f}"} for key, part in zip(_AGE_KEYS, person.ages, strict=True)
        ],
        "follower_gender": [
            {"key": "Female", "value": f"{women:.4f}"},
            {"key": "Male", "value": f"{1 - women:.4f}"},
        ],
    }


def _trend(world: World, shop: Shop, person: Creator, numbers: Figures) -> list[dict[str, Any]]:
    """Four weeks, the oldest first; a quarter of the thirty days each."""
    now, profile = world.clock.now(), market(shop.region)
    end = now - now % _DAY_S
    return [
        {
            "start_timestamp": end - week * 7 * _DAY_S,
            "end_timestamp": end - (week - 1) * 7 * _DAY_S,
            "gmv": {"amount": profile.text(numbers.gmv // 4), "symbol": profile.currency},
            "units_sold": numbers.units // 4,
            "follower": person.followers,
            "engagement_rate": _engagement(numbers.video_likes, numbers.video_views),
        }
        for week in range(4, 0, -1)
    ]


def _engagement(deeds: int, views: int) -> int:
    """Hundredths of a percent."""
    return min(10_000, deeds * 10_000 // max(1, views))


def _distribution(name: str, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: one, "value": f"{1 / len(ids):.4f}"} for one in ids]


def _part(amount: int, whole: int) -> str:
    return f"{amount / whole:.4f}" if whole else "0.0000"


def _band(value: int, bounds: tuple[int, ...]) -> tuple[int, int | None]:
    place = max(n for n, bound in enumerate(bounds) if value >= bound)
    return bounds[place], bounds[place + 1] if place + 1 < len(bounds) else None


def _gmv_range(shop: Shop, minor: int) -> dict[str, Any]:
    low, high = gmv_band(shop, minor)
    scale, profile = 10 ** market(shop.region).decimals, market(shop.region)
    top = high if high is not None else low * 100
    return {
        "minimum_amount": profile.text(low * scale),
        "maximum_amount": profile.text(top * scale),
        "currency": profile.currency,
        "formatted_range": f"{low}-{high}" if high is not None else f"{low}+",
    }


def _units_range(units: int) -> dict[str, Any]:
    low, high = units_band(units)
    text = f"{low}-{high}" if high is not None else f"{low}+"
    return {"minimum_amount": low, "maximum_amount": high if high is not None else low * 100, "formatted_range": text}


def _around(shop: Shop, minor: int) -> dict[str, Any]:
    profile = market(shop.region)
    low, high = profile.text(minor * 3 // 4), profile.text(minor * 5 // 4)
    return {
        "minimum_amount": low,
        "maximum_amount": high,
        "currency": profile.currency,
        "formatted_range": f"{low}-{high}",
    }
