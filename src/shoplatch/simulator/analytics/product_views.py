"""A product's performance over some days, in the words of each version; lists of products and one product in detail.

The list of 2026, which tells channels apart, is `product_channels`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from shoplatch.simulator.analytics.days import CARD, SOURCES, ProductDay
from shoplatch.simulator.analytics.spans import Purser
from shoplatch.simulator.analytics.visits import NOBODY, Visits, rate, visits
from shoplatch.simulator.state.parties import Shop

Take = Callable[[ProductDay], int]


class Sold:
    """One product over some days."""

    def __init__(self, place: tuple[int, Shop, str], purser: Purser, days: Sequence[tuple[date, ProductDay]]) -> None:
        self.seed, self.shop, self.product_id = place
        self.purser, self.days, self.length = purser, days, max(1, len(days))

    def money(self, take: Take) -> dict[str, str]:
        """The sum of one amount."""
        return self.purser.told((day, take(one)) for day, one in self.days)

    def count(self, take: Take) -> int:
        """The sum of one number."""
        return sum(take(one) for _, one in self.days)

    def gmv(self, source: str = "") -> dict[str, str]:
        """What buyers paid for it, by one source or in all."""
        return self.money(lambda one: one.gmv.get(source, 0) if source else sum(one.gmv.values()))

    def units(self, source: str = "") -> int:
        """Units sold."""
        return self.count(lambda one: one.units.get(source, 0) if source else sum(one.units.values()))

    def buyers(self, source: str = "") -> int:
        """Different buyers."""
        named = (one.buyers for _, one in self.days)
        return len({buyer for by in named for name, found in by.items() if source in ("", name) for buyer in found})

    def visits(self, source: str = "") -> Visits:
        """Who looked at it."""
        whole = NOBODY
        for day, one in self.days:
            for name in (source,) if source else SOURCES:
                whole += self.visits_on(day, one, name)
        return whole

    def visits_on(self, day: date, one: ProductDay, source: str) -> Visits:
        """Who looked at it on one of the days, by one source."""
        if source != CARD and not one.buyers.get(source):
            return NOBODY
        return visits(self.seed, f"{self.shop.id}:{day}:{self.product_id}:{source}", len(one.buyers.get(source, ())))

    def each(self, take: Take, number: int) -> dict[str, str]:
        """An amount for each of so many, cut to the minor unit."""
        day = self.days[-1][0] if self.days else date(1970, 1, 1)
        return self.purser.told([(day, self.count(take) // number if number else 0)])


def row_2024(one: Sold) -> dict[str, Any]:
    """An entry of the list of 202405."""
    seen = one.visits()
    return {
        "id": int(one.product_id),
        "gmv": one.gmv(),
        "orders": one.count(lambda day: day.orders),
        "units_sold": one.units(),
        "click_through_rate": rate(seen.page_views, seen.impressions),
    }


def row_2025(one: Sold) -> dict[str, Any]:
    """An entry of the list of 202509."""
    sums = {"gmv": one.gmv(), "items_sold": one.units(), "orders": one.count(lambda day: day.orders)}
    return {"id": one.product_id, "overall_performance": sums}


def detail_2024(one: Sold) -> dict[str, Any]:
    """An interval of 202405."""
    seen, shares = one.visits(), {name: one.visits(name) for name in SOURCES}

    def parts(take: Callable[[str], int | str]) -> list[dict[str, Any]]:
        return [{"type": name, "amount": take(name)} for name in SOURCES]

    return {
        "gmv": one.gmv(),
        "gmv_breakdowns": [{"type": name, **one.gmv(name)} for name in SOURCES],
        "orders": one.count(lambda day: day.orders),
        "units_sold": one.units(),
        "unit_sold_breakdowns": parts(one.units),
        "impressions": seen.impressions,
        "impression_breakdowns": parts(lambda name: shares[name].impressions),
        "page_views": seen.page_views,
        "page_view_breakdowns": parts(lambda name: shares[name].page_views),
        "avg_page_visitors": seen.visitors // one.length,
        "avg_page_visitor_breakdowns": parts(lambda name: shares[name].visitors // one.length),
        "click_through_rate": rate(seen.page_views, seen.impressions),
        "click_through_rate_breakdowns": parts(lambda name: rate(shares[name].page_views, shares[name].impressions)),
    }


def detail_2025(one: Sold) -> dict[str, Any]:
    """An interval of 202509."""
    sales, looked = [], []
    for name in SOURCES:
        seen = one.visits(name)
        part = {"gmv": one.gmv(name), "items_sold": one.units(name), "avg_customers": one.buyers(name) // one.length}
        sales.append({"content_type": name, "sales": part})
        traffic = {
            "impressions": seen.impressions,
            "page_views": seen.page_views,
            "avg_unique_page_views": seen.visitors // one.length,
            "ctr": rate(seen.page_views, seen.impressions),
            "avg_conversion_rate": rate(one.buyers(name), seen.visitors),
        }
        looked.append({"content_type": name, "traffic": traffic})
    return {
        "sales": {
            "gmv": one.gmv(),
            "items_sold": one.units(),
            "orders": one.count(lambda day: day.orders),
            "breakdowns": sales,
        },
        "traffic": {"breakdowns": looked},
        "cancel_and_refunds": {
            "canceled": one.count(lambda day: day.canceled),
            "refunded": one.count(lambda day: day.refunded),
            "returned": one.count(lambda day: day.returned),
            "replacements": one.count(lambda day: day.replacements),
        },
    }


def ratings(shop: Shop, product_id: str) -> list[dict[str, Any]]:
    """How buyers rated a product, for each number of stars."""
    found = [one.rating for one in shop.around.reviews.values() if one.product_key == product_id]
    return [
        {"stars": f"{stars}_STAR", "count": found.count(stars), "percentage": rate(found.count(stars), len(found))}
        for stars in range(1, 6)
    ]


DETAILS: dict[str, Callable[[Sold], dict[str, Any]]] = {"202405": detail_2024, "202509": detail_2025}
