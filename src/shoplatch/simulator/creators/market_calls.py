"""The creator marketplace: search with filters, and one creator in full; every version over the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators.askers import NOT_A_CREATOR, creator_for
from shoplatch.simulator.creators.figures import Figures, figures
from shoplatch.simulator.creators.lists import numbered
from shoplatch.simulator.creators.market_views import AGES, band, gmv_band, in_full, listed, units_band
from shoplatch.simulator.creators.people import creators_of, digits
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.creators import Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_NONE: Mapping[str, Any] = {}
_RATES = {"LESS_THAN_20%": 2_000, "LESS_THAN_15%": 1_500, "LESS_THAN_10%": 1_000, "LESS_THAN_5%": 500}
LANGUAGES = ("en", "es", "id", "th", "vi", "ms", "ja", "de", "fr", "it", "pt")
SORTERS = (("1", "RELEVANCE"), ("2", "GMV"), ("3", "FOLLOWERS"), ("4", "UNITS_SOLD"))


def search_creators_in_creator_marketplace(world: World, ask: Ask) -> dict[str, Any]:
    """Creators of the shop's market by what is asked for, those who sell most first."""
    shop, body = ask.own_shop, ask.body
    unit = market(shop.region).free_shipping_from
    rows = [(person, figures(world, person, unit)) for person in creators_of(world, shop.region)]
    rows = [row for row in rows if _is_meant(world, shop, body, *row)]
    sorter = (body.get("advanced_filters") or _NONE).get("sorter_algorithm_id") or "1"
    rows.sort(key=lambda row: (_sortable(sorter, *row), row[0].open_id), reverse=True)
    page, token = numbered(ask, rows, default=12)
    told = [listed(world, shop, person, numbers) for person, numbers in page]
    key = body.get("search_key") or digits(world.seed, shop.id, str(body), length=20)
    return {"creators": told, "next_page_token": token, "search_key": key}


def get_marketplace_creator_performance(world: World, ask: Ask) -> dict[str, Any]:
    """One creator of the shop's market."""
    shop = ask.own_shop
    person = creator_for(world, shop, ask.path["creator_user_id"])
    if not shop.active:
        raise Refused(NOT_A_CREATOR)
    numbers = figures(world, person, market(shop.region).free_shipping_from)
    return {"creator": in_full(world, shop, person, numbers)}


def get_creator_marketplace_advanced_search_filters(_world: World, ask: Ask) -> dict[str, Any]:
    """What the search can be narrowed by; the older version has three plain lists."""
    tops = [one for one in catalogue().categories if one.parent_id == "0"]
    levels = [f"L{level}" for level in range(1, 8)]
    if not ask.operation.latest:
        older = {"category_pro": [one.id for one in tops], "creator_level": levels, "language": list(LANGUAGES)}
        return {"advanced_filters": older}
    brands = [(one.id, one.name) for one in catalogue().brands]
    options: dict[str, list[tuple[str, str]]] = {
        "OPTION_BRAND": brands,
        "OPTION_CREATOR_LEVEL": [(str(level), name) for level, name in enumerate(levels, 1)],
        "OPTION_LANGUAGE": [(one, one) for one in LANGUAGES],
        "OPTION_SORTER": list(SORTERS),
        "OPTION_VERTICAL_PRO": [(one.id, one.name) for one in tops],
    }
    wanted = [one.get("option_type") for one in ask.body.get("options") or ()] or list(options)
    children = {one.id: [each for each in catalogue().categories if each.parent_id == one.id] for one in tops}
    listed_options = [
        {
            "option_type": kind,
            "options": [
                {
                    "id": option_id,
                    "name": name,
                    "option_children": [{"id": one.id, "name": one.name} for one in children.get(option_id, ())],
                }
                for option_id, name in options[kind]
            ],
        }
        for kind in wanted
        if kind in options
    ]
    sorters = [{"algorithm_id": sorter_id, "name": name} for sorter_id, name in SORTERS]
    return {"data": {"option_list": listed_options, "sorters": sorters}}


def _is_meant(world: World, shop: Shop, body: Mapping[str, Any], person: Creator, numbers: Figures) -> bool:
    word = (body.get("keyword") or "").casefold()
    if word and word not in f"{person.username} {person.nickname}".casefold():
        return False
    categories = {one.get("parent_category_id") for one in body.get("category") or ()}
    if categories and categories.isdisjoint(person.category_ids):
        return False
    gmv_ranges, units_ranges = body.get("gmv_ranges") or (), body.get("units_sold_ranges") or ()
    if gmv_ranges and band("GMV_RANGE", gmv_band(shop, numbers.gmv)) not in gmv_ranges:
        return False
    if units_ranges and band("UNITS_SOLD_RANGE", units_band(numbers.units)) not in units_ranges:
        return False
    return (
        _has_followers(person, body.get("follower_demographics") or _NONE)
        and _performs(person, numbers, body.get("content_performance") or _NONE)
        and _works(world, shop, person, numbers, body.get("affiliate_data") or _NONE)
        and _has_options(person, body.get("advanced_filters") or _NONE)
    )


def _has_followers(person: Creator, wanted: Mapping[str, Any]) -> bool:
    count, gender, ages = (
        wanted.get("count_range") or _NONE,
        wanted.get("gender_distribution") or _NONE,
        wanted.get("age_ranges") or (),
    )
    if not (count.get("count_ge") or 0) <= person.followers <= (count.get("count_le") or 1 << 62):
        return False
    if ages and AGES[max(range(5), key=person.ages.__getitem__)] not in ages:
        return False
    of_women = person.women_ppm // 100
    share = of_women if gender.get("gender") == "FEMALE" else 10_000 - of_women
    return not gender.get("gender") or share >= (gender.get("percentage_ge") or 0)


def _performs(person: Creator, numbers: Figures, wanted: Mapping[str, Any]) -> bool:
    engagement = (person.likes_ppm + person.comments_ppm + person.shares_ppm) // 10_000  # percent
    bounds = {
        "avg_video_views": numbers.mean_video_views,
        "avg_shoppable_video_views": numbers.mean_video_views,
        "avg_engagement_rate": engagement,
        "avg_shopable_engagement_rate": engagement,
        "avg_live_avg_viewers_ge": numbers.mean_live_views,
        "avg_shoppable_live_avg_viewers_ge": numbers.mean_live_views,
    }
    return all(has >= float(wanted.get(name) or 0) for name, has in bounds.items())


def _works(world: World, shop: Shop, person: Creator, numbers: Figures, wanted: Mapping[str, Any]) -> bool:
    rate, agency = wanted.get("avg_commission_rate"), wanted.get("creator_agency_staus")
    if rate in _RATES and numbers.rate >= _RATES[rate]:
        return False
    if agency and (agency == "AGENCY_MANAGED") != person.agency:
        return False
    since = world.clock.now() - 90 * 86_400
    invited = any(
        person.open_id in one.creators and one.creators[person.open_id].invited_at >= since
        for one in shop.affiliate.targets.values()
    )
    return not (wanted.get("not_invited_l90_days") and invited)


def _has_options(person: Creator, wanted: Mapping[str, Any]) -> bool:
    levels = set(wanted.get("creator_level") or ()) | _picked(wanted, "OPTION_CREATOR_LEVEL")
    verticals = set(wanted.get("category_pro") or ()) | _picked(wanted, "OPTION_VERTICAL_PRO")
    if levels and levels.isdisjoint((f"L{person.level}", str(person.level))):
        return False
    return not verticals or not verticals.isdisjoint(person.category_ids)


def _picked(wanted: Mapping[str, Any], kind: str) -> set[str]:
    rows: Sequence[Mapping[str, Any]] = wanted.get("option_list") or ()
    return {str(option.get("id")) for row in rows if row.get("option_type") == kind for option in row.get("options") or ()}


def _sortable(sorter: str, person: Creator, numbers: Figures) -> int:
    return {"3": person.followers, "4": numbers.units}.get(sorter, numbers.gmv)


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.search_creators_in_creator_marketplace": search_creators_in_creator_marketplace,
    "affiliate_seller.get_marketplace_creator_performance": get_marketplace_creator_performance,
    "affiliate_seller.get_creator_marketplace_advanced_search_filters": get_creator_marketplace_advanced_search_filters,
}
