"""Analytics equal what anybody counts from the orders the API lists: by payment day, in the shop's time zone ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.simulator import orders
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.orders import place
from shoplatch.simulator.state.around import Review
from shoplatch.simulator.state.parties import Shop
from tests.simulator_money.money_world import DAY, HOUR, open_desk, traded
from tests.simulator_shop.aftersales_world import approve, asked, sent_back
from tests.simulator_shop.shop_world import Desk

VERSIONS = ("@202405", "@202509", "")
SKU_VERSIONS = ("@202406", "")


def today(desk: Desk, shop: Shop) -> date:
    return datetime.fromtimestamp(desk.world.clock.now(), market(shop.region).zone).date()


def traded_until_noon(region: str, seed: int, *, sold_orders: int, days: int) -> tuple[Desk, Shop]:
    """A shop after some days of trade, at an hour at which yesterday is ready."""
    desk, shop = traded(region, seed, orders=sold_orders, days=days, rest=2)
    while datetime.fromtimestamp(desk.world.clock.now(), market(region).zone).hour != 12:
        desk.wind(HOUR)
    return desk, shop


def span(first: date, end: date, **more: str) -> dict[str, str]:
    return {"start_date_ge": first.isoformat(), "end_date_lt": end.isoformat(), **more}


def sold(desk: Desk, shop: Shop) -> Mapping[date, list[dict[str, Any]]]:
    """What was paid for on each day, from the order list."""
    found: dict[date, list[dict[str, Any]]] = defaultdict(list)
    token = ""
    while True:
        query = {"page_size": "100", **({"page_token": token} if token else {})}
        page = desk.call("order.get_order_list", shop, query=query, body={})
        for row in page["orders"]:
            if row.get("paid_time") and not row["is_sample_order"] and not row["is_replacement_order"]:
                found[datetime.fromtimestamp(row["paid_time"], market(shop.region).zone).date()].append(row)
        token = page["next_page_token"]
        if not token:
            return found


def goods(rows: list[dict[str, Any]]) -> Decimal:
    return sum((Decimal(line["sale_price"]) for row in rows for line in row["line_items"]), Decimal())


@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=4)
def test_every_day_is_what_its_orders_say_in_every_version_and_market(region: str, seed: int) -> None:
    every_day(region, seed)


@pytest.mark.long
@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=40)
def test_every_day_is_what_its_orders_say_over_many_seeds(region: str, seed: int) -> None:
    every_day(region, seed)


def every_day(region: str, seed: int) -> None:
    desk, shop = traded_until_noon(region, seed, sold_orders=30, days=10)
    by_day, now = sold(desk, shop), today(desk, shop)
    first = now - timedelta(13)
    asked_for = span(first, now, granularity="1D")
    for version in VERSIONS:
        told = desk.call(f"analytics.get_shop_performance{version}", shop, query=asked_for)
        rows = told["performance"]["intervals"]
        assert [row["start_date"] for row in rows] == [(first + timedelta(n)).isoformat() for n in range(13)]
        for row in rows:
            here = by_day.get(date.fromisoformat(row["start_date"]), [])
            sales = row.get("sales", row)
            gmv = sales["gmv"].get("overall", sales["gmv"])
            assert Decimal(gmv["amount"]) == goods(here), (version, row["start_date"])
            assert gmv["currency"] == market(region).currency
            assert sales.get("orders_count", sales.get("orders")) == len(here)
            lines = [line for one in here for line in one["line_items"]]
            assert sales.get("items_sold", sales.get("units_sold")) == len(lines)
            pairs = {(one["id"], line["sku_id"]) for one in here for line in one["line_items"]}
            assert sales.get("sku_orders_count", sales.get("sku_orders")) == len(pairs)
    assert sum(len(rows) for rows in by_day.values()) > 15


def test_all_days_together_are_their_sum_and_buyers_count_once() -> None:
    desk, shop = traded_until_noon("GB", 4, sold_orders=25, days=8)
    by_day, now = sold(desk, shop), today(desk, shop)
    whole = [row for rows in by_day.values() for row in rows]
    (told,) = desk.call("analytics.get_shop_performance", shop, query=span(now - timedelta(20), now))["performance"][
        "intervals"
    ]
    sales = told["sales"]
    assert (told["start_date"], told["end_date"]) == ((now - timedelta(20)).isoformat(), now.isoformat())
    assert Decimal(sales["gmv"]["amount"]) == goods(whole)
    assert sales["customers_count"] == len({row["user_id"] for row in whole})
    assert Decimal(sales["shipping_fees"]["amount"]) == sum(Decimal(row["payment"]["shipping_fee"]) for row in whole)
    assert Decimal(sales["tax"]["amount"]) == sum(Decimal(row["payment"]["tax"]) for row in whole)
    assert Decimal(sales["gmv_with_tax"]["amount"]) == goods(whole) + Decimal(sales["tax"]["amount"])
    parts = ("product_card_attributed_gmv", "video_attributed_gmv", "live_attributed_gmv")
    assert sum(Decimal(sales[name]["amount"]) for name in parts) == goods(whole)
    (older,) = desk.call("analytics.get_shop_performance@202509", shop, query=span(now - timedelta(20), now))["performance"][
        "intervals"
    ]
    gross = goods(whole) + sum(
        Decimal(row["payment"]["shipping_fee"]) + Decimal(row["payment"]["platform_discount"]) for row in whole
    )
    assert Decimal(older["sales"]["gross_revenue"]["overall"]["amount"]) == gross
    assert sum(Decimal(one["percentage"]) for one in older["sales"]["gross_revenue"]["breakdowns"]) == 1


def test_a_cancelled_and_a_refunded_order_stay_in_gmv_and_their_money_is_a_refund() -> None:
    desk, shop = open_desk("GB")
    sku = desk.skus(shop)[0]
    gone = place(desk.world, shop, [(sku.id, 1)])
    orders.act(desk.world, shop, gone, "cancel")
    back = place(desk.world, shop, [(sku.id, 2)])
    while back.status != "DELIVERED":
        orders.act(desk.world, shop, back, "forward")
    request = asked(desk, shop, back, "REFUND")
    approve(desk, shop, request, "APPROVE_REFUND")
    paid_on = today(desk, shop)
    desk.wind(2 * DAY)
    (told,) = desk.call("analytics.get_shop_performance@202509", shop, query=span(paid_on, paid_on + timedelta(1)))[
        "performance"
    ]["intervals"]
    assert told["sales"]["orders_count"] == 2
    assert (
        Decimal(told["sales"]["gmv"]["overall"]["amount"])
        == Decimal(sum(line.sale_price for one in (gone, back) for line in one.lines)) / 100
    )
    refund = sum(one.refund for one in shop.cancellations.live()) + request.refund.total
    assert Decimal(told["sales"]["refunds"]["amount"]) == Decimal(refund) / 100


def test_skus_add_up_to_the_shop_and_are_found_sorted_and_filtered() -> None:
    desk, shop = traded_until_noon("US", 8, sold_orders=25, days=8)
    now = today(desk, shop)
    days = span(now - timedelta(15), now)
    (whole,) = desk.call("analytics.get_shop_performance", shop, query=days)["performance"]["intervals"]
    for version in SKU_VERSIONS:
        name = f"analytics.get_shop_sku_performance_list{version}"
        told = desk.call(name, shop, query={**days, "page_size": "100"})
        amounts = [Decimal(row["gmv"]["amount"]) for row in told["skus"]]
        assert sum(amounts) == Decimal(whole["sales"]["gmv"]["amount"])
        assert amounts == sorted(amounts, reverse=True)
        assert sum(row["units_sold"] for row in told["skus"]) == whole["sales"]["items_sold"]
        few = desk.call(name, shop, query={**days, "page_size": "2", "sort_field": "units_sold", "sort_order": "ASC"})
        rest = desk.call(
            name,
            shop,
            query={
                **days,
                "page_size": "2",
                "sort_field": "units_sold",
                "sort_order": "ASC",
                "page_token": few["next_page_token"],
            },
        )
        listed = [row["units_sold"] for row in (*few["skus"], *rest["skus"])]
        assert listed == sorted(row["units_sold"] for row in told["skus"])[: len(listed)]
        for row in told["skus"]:
            detail = desk.call(
                f"analytics.get_shop_sku_performance_detail{version}", shop, query=days, sku_id=str(row["id"])
            )
            (one,) = detail["performance"]["intervals"]
            assert one["gmv"] == row["gmv"]
            assert sum(Decimal(part["amount"]) for part in one["gmv_breakdown"]) == Decimal(row["gmv"]["amount"])
    product = str(told["skus"][0]["product_id"])
    chosen = desk.call(
        "analytics.get_shop_sku_performance_list", shop, query={**days, "page_size": "50", "product_ids": product}
    )
    assert {str(row["product_id"]) for row in chosen["skus"]} == {product}
    inactive = desk.call(
        "analytics.get_shop_sku_performance_list",
        shop,
        query={**days, "page_size": "50", "product_status_filter": "INACTIVE"},
    )
    assert inactive["skus"] == []


def test_hours_add_up_to_the_day_and_today_ends_at_the_hour_that_is_over() -> None:
    desk, shop = open_desk("US")
    sku = desk.skus(shop)[0]
    for _ in range(30):
        place(desk.world, shop, [(sku.id, 1)])
        desk.wind(HOUR)
    now = datetime.fromtimestamp(desk.world.clock.now(), market("US").zone)
    for back in (0, 1):
        day = now.date() - timedelta(back)
        told = desk.call("analytics.get_shop_performance_per_hour", shop, date=day.isoformat())
        rows = told["performance"]["intervals"]
        assert [row["index"] for row in rows] == list(range(now.hour if back == 0 else 24))
        for name in ("items_sold", "visitors"):
            assert sum(row[name] for row in rows) == told["performance"]["overall"][name]
        assert sum(Decimal(row["gmv"]["amount"]) for row in rows) == Decimal(told["performance"]["overall"]["gmv"]["amount"])
        paid = [one for one in shop.orders.live() if datetime.fromtimestamp(one.paid_time, market("US").zone).date() == day]
        before = [one for one in paid if datetime.fromtimestamp(one.paid_time, market("US").zone).hour in range(len(rows))]
        assert told["performance"]["overall"]["items_sold"] == len(before) > 0
    for wrong in ((now.date() + timedelta(1)).isoformat(), (now.date() - timedelta(30)).isoformat(), "yesterday"):
        assert desk.refusal("analytics.get_shop_performance_per_hour", shop, date=wrong) == 28001022


def test_a_day_is_ready_some_hours_after_its_end_where_the_shop_is() -> None:
    desk, shop = open_desk("JP")
    place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    day = today(desk, shop)
    query = span(day, day + timedelta(1), granularity="1D")
    early = desk.call("analytics.get_shop_performance", shop, query=query)
    assert early["performance"]["intervals"] == []
    assert early["latest_available_date"] == (day - timedelta(1)).isoformat()
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=market("JP").zone).timestamp()) + DAY
    desk.wind(midnight + 6 * HOUR - 1 - desk.world.clock.now())
    assert desk.call("analytics.get_shop_performance", shop, query=query)["performance"]["intervals"] == []
    desk.wind(1)
    late = desk.call("analytics.get_shop_performance", shop, query=query)
    assert late["latest_available_date"] == day.isoformat()
    assert late["performance"]["intervals"][0]["sales"]["orders_count"] == 1
    assert early != late


def test_dollars_are_the_days_rate_and_wrong_dates_are_refused() -> None:
    desk, shop = open_desk("GB")
    place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    day = today(desk, shop)
    desk.wind(2 * DAY)
    query = span(day, day + timedelta(1))
    (own,) = desk.call("analytics.get_shop_performance", shop, query=query)["performance"]["intervals"]
    (dollars,) = desk.call("analytics.get_shop_performance", shop, query={**query, "currency": "USD"})["performance"][
        "intervals"
    ]
    rate = Decimal(dollars["sales"]["gmv"]["amount"]) / Decimal(own["sales"]["gmv"]["amount"])
    assert dollars["sales"]["gmv"]["currency"] == "USD"
    assert Decimal("1.2") < rate < Decimal("1.35")
    for first, end in ((day, day), (day + timedelta(1), day), (day, day + timedelta(9)), (day - timedelta(500), day)):
        assert desk.refusal("analytics.get_shop_performance", shop, query=span(first, end)) == 28001022
    assert desk.refusal("analytics.get_shop_sku_performance_detail", shop, query=query, sku_id="1") == 28001007
    both = {**query, "with_comparison": "true"}
    compared = desk.call("analytics.get_shop_performance@202405", shop, query=both)["performance"]["comparison_intervals"]
    assert [(row["start_date"], row["orders"]) for row in compared] == [((day - timedelta(1)).isoformat(), 0)]


def test_products_add_up_to_the_shop_in_every_version() -> None:
    desk, shop = traded_until_noon("GB", 6, sold_orders=25, days=8)
    now = today(desk, shop)
    days = span(now - timedelta(15), now)
    (whole,) = desk.call("analytics.get_shop_performance", shop, query=days)["performance"]["intervals"]
    skus = desk.call("analytics.get_shop_sku_performance_list", shop, query={**days, "page_size": "100"})["skus"]
    name = "analytics.get_shop_product_performance_list"
    old, middle, new = (desk.call(f"{name}{one}", shop, query={**days, "page_size": "100"})["products"] for one in VERSIONS)
    assert [str(row["id"]) for row in old] == [row["id"] for row in middle] == [row["id"] for row in new]
    for first, second, third in zip(old, middle, new, strict=True):
        total = third["total_performance"]
        assert first["gmv"] == second["overall_performance"]["gmv"] == total["gmv"]
        assert first["orders"] == second["overall_performance"]["orders"] == total["orders"]
        own = [row for row in skus if str(row["product_id"]) == third["id"]]
        assert Decimal(total["gmv"]["amount"]) == sum(Decimal(row["gmv"]["amount"]) for row in own)
        assert total["items_sold"] == sum(row["units_sold"] for row in own)
        taxed = Decimal(total["gmv_incl_tax"]["amount"])
        assert taxed == Decimal(total["gmv"]["amount"]) + Decimal(total["tax"]["amount"])
    sales = whole["sales"]
    for part in ("gmv", "refunds", "shipping_fees"):
        assert sum(Decimal(row["total_performance"][part]["amount"]) for row in new) == Decimal(sales[part]["amount"]), part
    amounts = [Decimal(row["gmv"]["amount"]) for row in old]
    assert amounts == sorted(amounts, reverse=True)


def test_a_product_in_detail_tells_its_days_its_returns_and_its_stars() -> None:
    desk, shop = open_desk("GB")
    sku = desk.skus(shop)[0]
    for status in ("cancel", "REFUND", "RETURN"):
        order = place(desk.world, shop, [(sku.id, 2)])
        if status == "cancel":
            orders.act(desk.world, shop, order, "cancel")
            continue
        while order.status != "DELIVERED":
            orders.act(desk.world, shop, order, "forward")
        if status == "REFUND":
            approve(desk, shop, asked(desk, shop, order, "REFUND", lines=1), "APPROVE_REFUND")
        else:
            approve(desk, shop, sent_back(desk, shop, order), "APPROVE_RECEIVED_PACKAGE")
    shop.around.reviews["1"] = Review("1", sku.product_id, 4, "Good", 0, "TIKTOK_SHOP")
    day = today(desk, shop)
    desk.wind(2 * DAY)
    query = span(day, day + timedelta(1))
    name = "analytics.get_shop_product_performance_detail"
    told = desk.call(name, shop, query=query, product_id=sku.product_id)["performance"]
    (one,) = told["intervals"]
    assert one["cancel_and_refunds"] == {"canceled": 2, "refunded": 1, "returned": 2, "replacements": 0}
    assert (one["sales"]["orders"], one["sales"]["items_sold"]) == (3, 6)
    gmv = Decimal(one["sales"]["gmv"]["amount"])
    assert gmv == sum(Decimal(part["sales"]["gmv"]["amount"]) for part in one["sales"]["breakdowns"]) > 0
    assert [(row["stars"], row["count"]) for row in told["ratings"] if row["count"]] == [("4_STAR", 1)]
    (older,) = desk.call(f"{name}@202405", shop, query=query, product_id=sku.product_id)["performance"]["intervals"]
    assert Decimal(older["gmv"]["amount"]) == gmv
    assert sum(part["amount"] for part in older["unit_sold_breakdowns"]) == older["units_sold"] == 6
    assert desk.refusal(name, shop, query=query, product_id="1") == 28001007
