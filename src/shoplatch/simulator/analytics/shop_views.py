"""A shop's performance over some days, in the words of each version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from shoplatch.simulator.analytics.days import CARD, CREATOR, LIVE, SELLER, SOURCES, VIDEO, SalesDay
from shoplatch.simulator.analytics.spans import Purser
from shoplatch.simulator.analytics.visits import NOBODY, Visits, rate, visits
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.orders.money import share
from shoplatch.simulator.state.parties import Shop

Take = Callable[[SalesDay], int]
_BY_CAMPAIGN = ("BR", "ID", "MX", "MY", "PH", "SG", "TH", "VN")  # gross revenue by GMV_MAX; UK and EU by ADS; US, JP not


class Interval:
    """Some days of a shop, ready to be told."""

    def __init__(self, seed: int, shop: Shop, purser: Purser, days: Sequence[SalesDay]) -> None:
        self._seed, self._shop, self._purser, self.days = seed, shop, purser, days

    def money(self, take: Take) -> dict[str, str]:
        """The sum of one amount."""
        return self._purser.told((one.day, take(one)) for one in self.days)

    def count(self, take: Take) -> int:
        """The sum of one number."""
        return sum(take(one) for one in self.days)

    def daily(self, take: Take) -> int:
        """Its average a day."""
        return round(self.count(take) / len(self.days)) if self.days else 0

    def buyers(self, source: str = "") -> int:
        """Different buyers over all days, of one source or of all."""
        found: set[str] = set()
        for one in self.days:
            found |= one.buyers_by_source.get(source, set()) if source else one.buyers
        return len(found)

    def visits(self, source: str = "") -> Visits:
        """Who looked."""
        whole = NOBODY
        for one in self.days:
            for name in (source,) if source else SOURCES:
                place = f"{self._shop.id}:{one.day}:{name}"
                if name == CARD or one.buyers_by_source.get(name):
                    whole += visits(self._seed, place, len(one.buyers_by_source.get(name, ())))
        return whole

    def gross(self, day: SalesDay) -> int:
        """(customer payment + platform product subsidy) - taxes."""
        return day.gmv + day.shipping + day.platform_discount

    def average(self, take: Take, by: Take) -> dict[str, str]:
        """One amount for each of a number, in minor units and cut."""
        number = self.count(by)
        parts = [(one.day, take(one)) for one in self.days]
        whole = sum(amount for _, amount in parts)
        day = self.days[-1].day if self.days else date(1970, 1, 1)
        return self._purser.told([(day, whole // number if number else 0)])

    def cofunded(self, day: SalesDay) -> int:
        """GMV with what the platform adds to it."""
        return day.gmv + day.platform_discount + share(day.cofunded, terms_of(self._shop).facts.cofunded_platform_ppm)

    @property
    def region(self) -> str:
        """Where the shop sells."""
        return self._shop.region


def by_source(source: str) -> Take:
    """The GMV of one source."""
    return lambda day: day.gmv_by_source.get(source, 0)


def by_channel(kind: str, who: str = "", *, direct: bool) -> Take:
    """The GMV of one kind of content, the seller's, creators' or both: of the products it shows, or of others with them."""
    names = (who,) if who else (SELLER, CREATOR)
    return lambda day: sum((day.direct if direct else day.indirect).get((kind, name), 0) for name in names)


def view_2025(one: Interval) -> dict[str, Any]:
    """202509."""
    seen = one.visits()
    days = max(1, len(one.days))
    kinds: tuple[str, ...] = ()
    if one.region in _BY_CAMPAIGN:
        kinds = ("NON_GMV_MAX", "GMV_MAX")
    elif one.region not in ("US", "JP"):
        kinds = ("ORGANIC", "ADS")
    return {
        "sales": {
            "gmv": {
                "overall": one.money(lambda day: day.gmv),
                "breakdowns": [{"type": name, "gmv": one.money(by_source(name))} for name in SOURCES],
            },
            "gross_revenue": {
                "overall": one.money(one.gross),
                "breakdowns": [  # no advertisements here: everything came without them
                    {"type": name, "percentage": "1.0000" if place == 0 else "0.0000"} for place, name in enumerate(kinds)
                ],
            },
            "orders_count": one.count(lambda day: day.orders),
            "sku_orders_count": one.count(lambda day: day.sku_orders),
            "items_sold": one.count(lambda day: day.items),
            "refunds": one.money(lambda day: day.refunds),
            "avg_customers_count": one.daily(lambda day: len(day.buyers)),
        },
        "traffic": {
            "avg_visitors": seen.visitors // days,
            "avg_page_views": seen.page_views // days,
            "avg_conversation_rate": rate(one.count(lambda day: len(day.buyers)), seen.visitors),
        },
    }


def view_2024(one: Interval) -> dict[str, Any]:
    """202405."""
    seen, days = one.visits(), max(1, len(one.days))
    currency = one.money(lambda day: day.gmv)["currency"]
    shares = {name: one.visits(name) for name in SOURCES}

    def parts(take: Callable[[str], int]) -> list[dict[str, Any]]:
        return [{"type": name, "amount": take(name)} for name in SOURCES]

    return {
        "gmv": one.money(lambda day: day.gmv),
        "gmv_breakdowns": [
            {"type": name, "amount": one.money(by_source(name))["amount"], "currency": currency} for name in SOURCES
        ],
        "orders": one.count(lambda day: day.orders),
        "sku_orders": one.count(lambda day: day.sku_orders),
        "units_sold": one.count(lambda day: day.items),
        "avg_order_value": one.average(lambda day: day.gmv, lambda day: day.orders),
        "refunds": one.money(lambda day: day.refunds),
        "cancellations_and_returns": one.count(lambda day: day.withdrawn),
        "buyers": one.buyers(),
        "buyer_breakdowns": parts(one.buyers),
        "product_impressions": seen.impressions,
        "product_impression_breakdowns": parts(lambda name: shares[name].impressions),
        "product_page_views": seen.page_views,
        "product_page_view_breakdowns": parts(lambda name: shares[name].page_views),
        "avg_product_page_visitors": seen.visitors // days,
        "avg_product_page_visitor_breakdowns": parts(lambda name: shares[name].visitors // days),
    }


def view_2026(one: Interval) -> dict[str, Any]:
    """202609. Content is attributed what it shows; other products of the same orders are its indirect GMV."""
    seen, days = one.visits(), max(1, len(one.days))
    nothing = one.money(lambda _day: 0)
    card = one.money(by_source(CARD))
    own_card = one.money(by_channel(CARD, SELLER, direct=True))
    sales: dict[str, Any] = {
        "gmv": one.money(lambda day: day.gmv),
        "gmv_with_tax": one.money(lambda day: day.gmv + day.tax),
        "gmv_with_tiktok_co_funding": one.money(one.cofunded),
        "tax": one.money(lambda day: day.tax),
        "shipping_fees": one.money(lambda day: day.shipping),
        "refunds": one.money(lambda day: day.refunds),
        "orders_count": one.count(lambda day: day.orders),
        "sku_orders_count": one.count(lambda day: day.sku_orders),
        "items_sold": one.count(lambda day: day.items),
        "customers_count": one.buyers(),
        "cancellations_and_returns": one.count(lambda day: day.withdrawn),
        "avg_order_value": one.average(lambda day: day.gmv, lambda day: day.orders),
        "avg_sku_order_value": one.average(lambda day: day.gmv, lambda day: day.sku_orders),
        "product_card_attributed_gmv": card,
    }
    for kind in (LIVE, VIDEO):
        for who, prefix in (("", ""), (CREATOR, "creator_"), (SELLER, "seller_")):
            name = f"{prefix}{kind.lower()}"
            shown, beside = by_channel(kind, who, direct=True), by_channel(kind, who, direct=False)
            sales[f"{name}_attributed_gmv"], sales[f"{name}_indirect_gmv"] = one.money(shown), one.money(beside)
            sales[f"{name}_gmv"] = one.money(_both(shown, beside))
    contents = [
        {
            "channel": who,
            "content_type": kind,
            "gmv": sales[f"{who.lower()}_{kind.lower()}_gmv"],
            "indirect_gmv": sales[f"{who.lower()}_{kind.lower()}_indirect_gmv"],
        }
        for kind in (LIVE, VIDEO)
        for who in (CREATOR, SELLER)
    ]
    shop_tab = {"search_attributed": nothing, "shop_tab_attributed": own_card, "others": nothing}
    return {
        "sales": sales,
        "traffic": {
            "avg_visitors": seen.visitors // days,
            "avg_page_views": seen.page_views // days,
            "avg_conversation_rate": rate(one.count(lambda day: len(day.buyers)), seen.visitors),
            "product_impressions": seen.impressions,
            "product_clicks": seen.page_views,
            "unique_product_impressions": seen.visitors + seen.clicks,
            "unique_clicks": seen.clicks,
        },
        "breakdowns": {
            "seller_product_card_gmv": own_card,
            "affiliate_product_card_attributed_gmv": one.money(by_channel(CARD, CREATOR, direct=True)),
            "content_breakdown": contents,
            "shop_tab_and_search": shop_tab,
        },
    }


def _both(first: Take, second: Take) -> Take:
    return lambda day: first(day) + second(day)


SHOP_VIEWS: dict[str, Callable[[Interval], dict[str, Any]]] = {
    "202405": view_2024,
    "202509": view_2025,
    "202609": view_2026,
}
