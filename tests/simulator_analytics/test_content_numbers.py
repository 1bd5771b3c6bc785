"""Videos and LIVE sessions sell what their orders say, add up to the shop's days, and count views as they do."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.simulator import orders
from shoplatch.simulator.creators import attribution, content
from shoplatch.simulator.creators.people import creators_of, official
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.state.creators import LIVE, VIDEO, Content
from shoplatch.simulator.state.parties import Shop
from tests.simulator_analytics.test_shop_numbers import span, today
from tests.simulator_money.money_world import DAY, HOUR
from tests.simulator_shop.shop_world import Desk

NOT_FOUND = 28001007


class Stall:
    """A shop with a video and a LIVE session of a creator, a session of its own, and buyers led by them."""

    def __init__(self, region: str = "GB", seed: int = 7, *, days: int = 5) -> None:
        self.desk = Desk(seed=seed)
        self.world, self.shop = self.desk.world, self.desk.shop("US" if region == "US" else "GB")
        self.shop.region = region
        self.chance = random.Random(f"{region}/{seed}")
        self.led: dict[str, str] = {}  # order id -> content id
        self.made: list[Content] = []
        maker = creators_of(self.world, region)[3]
        for _ in range(days):
            some = [product.id for product in self.shop.products.values()]
            self.made.append(self._post(maker, VIDEO, some[:1]))
            self.made.append(self._post(maker, LIVE, some[:2]))
            self.made.append(self._post(official(self.shop), LIVE, some))
            for _ in range(6):
                self._buy()
                self.desk.wind(self.chance.randrange(60, 1_200))
            self.desk.wind(DAY)
        while self.hour() != 12:
            self.desk.wind(HOUR)

    def hour(self) -> int:
        return datetime.fromtimestamp(self.world.clock.now(), market(self.shop.region).zone).hour

    def _post(self, by: Any, kind: str, product_ids: list[str]) -> Content:
        return content.post(self.world, self.shop, by, kind, product_ids, title="Creams", minutes=120)

    def _buy(self) -> None:
        skus = self.chance.sample(self.desk.skus(self.shop), 2)
        cart = [(sku.id, self.chance.randrange(1, 3)) for sku in skus]
        order = orders.place(self.world, self.shop, cart, pay=self.chance.random() < 0.85)
        if self.chance.random() < 0.2:
            orders.act(self.world, self.shop, order, "cancel")
        brought = attribution.content_of(self.shop, order.id)
        live = [one for one in self.made[-3:] if content.is_on(one, self.world.clock.now())]
        if brought is None and live and self.chance.random() < 0.7:
            brought = self.chance.choice(live)
            attribution.attribute(self.world, self.shop, order, brought)
        if brought is not None:
            self.led[order.id] = brought.id

    def span(self) -> dict[str, str]:
        now = today(self.desk, self.shop)
        return span(now - timedelta(12), now)

    def call(self, name: str, **asked: Any) -> dict[str, Any]:
        path = {key: asked.pop(key) for key in ("video_id", "live_id") if key in asked}
        return self.desk.call(f"analytics.{name}", self.shop, query=asked, **path)

    def truth(self) -> dict[str, dict[str, Decimal]]:
        """Content id -> direct and indirect GMV, counted from the orders the API lists."""
        sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: {"direct": Decimal(), "indirect": Decimal()})
        by_id = {one.id: one for one in self.made}
        for order_id, content_id in self.led.items():
            row = self.desk.call("order.get_order_detail", self.shop, query={"ids": order_id})["orders"][0]
            for line in row["line_items"] if row.get("paid_time") else ():
                part = "direct" if line["product_id"] in by_id[content_id].product_ids else "indirect"
                sums[content_id][part] += Decimal(line["sale_price"])
        return sums


def whole(part: dict[str, Decimal]) -> Decimal:
    return part["direct"] + part["indirect"]


def check_content(region: str, seed: int) -> None:
    stall = Stall(region, seed)
    truth, asked = stall.truth(), stall.span()
    assert len(stall.led) > 5
    videos = stall.call("get_shop_video_performance_list", page_size="100", **asked)["videos"]
    for row in videos:
        mine = truth[row["id"]]
        assert (Decimal(row["attributed_gmv"]["amount"]), Decimal(row["indirect_gmv"]["amount"])) == (
            mine["direct"],
            mine["indirect"],
        )
        parts = stall.call("get_shop_video_product_performance_list", video_id=row["id"], page_size="100", **asked)
        assert sum(Decimal(one["gmv"]["amount"]) for one in parts["products"]) == Decimal(row["gmv"]["amount"])
    lives = []
    for kind in ("OFFICIAL_ACCOUNTS", "AFFILIATE_ACCOUNTS"):
        found = stall.call("get_shop_live_performance_list", account_type=kind, page_size="100", **asked)
        lives += found["live_stream_sessions"]
    assert {row["id"] for row in lives} == {one.id for one in stall.made if one.kind == LIVE}
    for row in lives:
        assert Decimal(row["sales_performance"]["live_gmv"]["amount"]) == whole(truth[row["id"]])
    (shop,) = stall.call("get_shop_performance", **asked)["performance"]["intervals"]
    kinds = {one.id: one.kind for one in stall.made}
    for kind, name in ((VIDEO, "video"), (LIVE, "live")):
        mine = [truth[content_id] for content_id in truth if kinds[content_id] == kind]
        assert Decimal(shop["sales"][f"{name}_gmv"]["amount"]) == sum(map(whole, mine), Decimal())
        assert Decimal(shop["sales"][f"{name}_indirect_gmv"]["amount"]) == sum((one["indirect"] for one in mine), Decimal())
    card = Decimal(shop["sales"]["product_card_attributed_gmv"]["amount"])
    assert card + sum(map(whole, truth.values()), Decimal()) == Decimal(shop["sales"]["gmv"]["amount"])


@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=3)
def test_content_sells_what_its_orders_say_and_adds_up_to_the_shop(region: str, seed: int) -> None:
    check_content(region, seed)


@pytest.mark.long
@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=60)
def test_content_sells_what_its_orders_say_over_many_seeds(region: str, seed: int) -> None:
    check_content(region, seed)


def test_days_add_up_to_the_span_and_views_never_fall() -> None:
    stall = Stall()
    asked = stall.span()
    for kind, views, gmv in (("video", "video_views", "video_gmv"), ("live", "views", "live_gmv")):
        name = f"get_shop_{kind}_performance_overview"
        (at_once,) = stall.call(name, **asked)["performance"]["intervals"]
        daily = stall.call(name, granularity="1D", **asked)["performance"]["intervals"]
        assert len(daily) == 12
        assert min(row[views] for row in daily) >= 0
        assert sum(row[views] for row in daily) == at_once[views] > 0
        assert sum(Decimal(row[gmv]["amount"]) for row in daily) == Decimal(at_once[gmv]["amount"])


def test_minutes_add_up_to_their_session_and_are_told_of_own_accounts_after_the_end() -> None:
    stall = Stall(days=1)
    own = next(one for one in stall.made if one.kind == LIVE and one.creator == official(stall.shop).open_id)
    rows, token = [], ""
    while True:
        page = stall.call("get_shop_live_minute_performance", live_id=own.id, **({"page_token": token} if token else {}))
        rows += page["performance"]["intervals"]
        token = page["next_page_token"]
        if not token:
            break
    assert len(rows) == page["total_count"] == 120
    overall = page["performance"]["overall"]
    assert sum(Decimal(row["sales"]["gmv"]["amount"]) for row in rows) == Decimal(overall["gmv"]["amount"])
    assert sum(row["sales"]["items_sold"] for row in rows) == overall["items_sold"]
    assert sum(row["traffic"]["views"] for row in rows) == content.views(own, stall.world.clock.now())
    assert min(row["traffic"]["product_clicks"] for row in rows) >= 0
    other = next(one for one in stall.made if one.kind == LIVE and one is not own)
    code = stall.desk.refusal("analytics.get_shop_live_minute_performance", stall.shop, live_id=other.id)
    assert code == NOT_FOUND
    running = stall._post(official(stall.shop), LIVE, own.product_ids)
    assert stall.desk.refusal("analytics.get_shop_live_minute_performance", stall.shop, live_id=running.id) == NOT_FOUND


def test_interactions_are_told_of_the_sellers_own_accounts_alone() -> None:
    stall = Stall(days=1)
    for kind, told in (("OFFICIAL_ACCOUNTS", True), ("AFFILIATE_ACCOUNTS", False)):
        for version in ("@202509", ""):
            found = stall.call(f"get_shop_live_performance_list{version}", account_type=kind, **stall.span())
            assert [("interaction_performance" in row) for row in found["live_stream_sessions"]] == [told]


def test_today_is_told_at_once_and_a_day_later_under_its_date() -> None:
    stall = Stall(days=1)
    stall._post(official(stall.shop), LIVE, [product.id for product in stall.shop.products.values()])
    stall._buy()
    now = today(stall.desk, stall.shop)
    asked = span(now, now + timedelta(1))
    for name in ("get_shop_live_performance_overview", "get_shop_video_performance_overview"):
        live = stall.call(name, today="true", **asked)
        assert live["performance"]["intervals"][0]["start_date"] == now.isoformat()
        assert date.fromisoformat(live["latest_available_date"]) < now
    not_ready = stall.call("get_shop_live_performance_overview", granularity="1D", **asked)
    assert not_ready["performance"]["intervals"] == []


def test_money_that_goes_back_soon_changes_the_orders_day_and_later_money_its_own() -> None:
    desk = Desk()
    shop: Shop = desk.shop()
    first, second = (orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)]) for _ in range(2))
    sold_on = today(desk, shop)
    desk.wind(DAY + 12 * HOUR)

    def refunds(day: date) -> Decimal:
        (row,) = desk.call("analytics.get_shop_performance", shop, query=span(day, day + timedelta(1)))["performance"][
            "intervals"
        ]
        return Decimal(row["sales"]["refunds"]["amount"])

    assert refunds(sold_on) == 0
    orders.act(desk.world, shop, first, "cancel")
    desk.wind(DAY)
    restated = refunds(sold_on)
    assert restated > 0, "a day that was told has changed"
    desk.world.switches.set("analytics_restated_days", 0)
    assert refunds(sold_on) == 0
    assert refunds(sold_on + timedelta(1)) == restated
    desk.world.switches.set("analytics_restated_days", 1)
    orders.act(desk.world, shop, second, "cancel")
    desk.wind(2 * DAY)
    assert refunds(sold_on) == restated
    assert refunds(sold_on + timedelta(2)) + refunds(sold_on + timedelta(3)) > 0
