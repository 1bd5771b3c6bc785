"""What the product list of 202605 says of each channel is what its orders say; no part is more than the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.simulator import orders
from shoplatch.simulator.creators import attribution
from shoplatch.simulator.creators.people import official
from shoplatch.simulator.markets import MARKETS
from shoplatch.simulator.state.creators import LIVE
from shoplatch.simulator.state.money import Commission
from tests.simulator_analytics.test_content_numbers import Stall
from tests.simulator_money.money_world import DAY

SALES = ("attributed_orders", "attributed_sku_orders", "attributed_sold_items", "estimated_customers")
LISTED = "get_shop_product_performance_list"
Sums = dict[str, Any]


def recounted(stall: Stall) -> dict[tuple[str, str], Sums]:
    """(product id, block) -> what the orders of the list say of it; "total" is a block too."""
    made = {one.id: one for one in stall.made}
    sums: dict[tuple[str, str], Sums] = defaultdict(lambda: {**dict.fromkeys(SALES, 0), "gmv": Decimal(), "buyers": set()})
    for row in stall.desk.call("order.get_order_list", stall.shop, query={"page_size": "100"}, body={})["orders"]:
        if not row.get("paid_time"):
            continue
        shown = made.get(stall.led.get(row["id"], ""))
        own = shown is not None and shown.creator == official(stall.shop).open_id
        kind = "product_card" if shown is None else "live" if shown.kind == LIVE else "video"
        for product_id in {line["product_id"] for line in row["line_items"]}:
            lines = [line for line in row["line_items"] if line["product_id"] == product_id]
            blocks = ["total"]
            if shown is None and row["id"] not in stall.shop.purse.commissions:
                blocks.append("seller_product_card")
            elif shown is None:
                blocks.append("affiliate_total")
            elif product_id in shown.product_ids:
                blocks += [f"seller_{kind}"] if own else [f"affiliate_{kind}", "affiliate_total"]
            for block in blocks:
                one = sums[product_id, block]
                one["gmv"] += sum((Decimal(line["sale_price"]) for line in lines), Decimal())
                one["attributed_orders"] += 1
                one["attributed_sku_orders"] += len({line["sku_id"] for line in lines})
                one["attributed_sold_items"] += len(lines)
                one["buyers"].add(row["user_id"])
                one["estimated_customers"] = len(one["buyers"])
    return sums


def check_channels(region: str, seed: int) -> None:
    stall = Stall(region, seed)
    for sku in stall.desk.skus(stall.shop)[:2]:
        by_link = orders.place(stall.world, stall.shop, [(sku.id, 2)])
        stall.shop.purse.commissions[by_link.id] = Commission(100_000)  # of a creator's link: no content behind it
    stall.desk.wind(2 * DAY)
    truth = recounted(stall)
    rows = stall.call(LISTED, page_size="100", **stall.span())["products"]
    assert {row["id"] for row in rows} == {product_id for product_id, _ in truth}
    for row in rows:
        whole, mine = row["total_performance"], truth[row["id"], "total"]
        assert Decimal(whole["gmv"]["amount"]) == mine["gmv"]
        assert [whole[name] for name in ("orders", "sku_orders", "items_sold", "estimated_customers")] == [
            mine[name] for name in SALES
        ]
        for name in ("seller_live", "seller_video", "seller_product_card", "affiliate_total"):
            block, mine = row[f"{name}_performance"], truth[row["id"], name]
            assert Decimal(block["attributed_gmv"]["amount"]) == mine["gmv"], (name, region, seed)
            assert {one: block[one] for one in SALES} == {one: mine[one] for one in SALES}, (name, region, seed)
            assert block["product_clicks"] <= whole["product_clicks"]
            assert bool(block["unique_clicks"]) or not mine["buyers"]
        live, video = row["affiliate_live_performance"], row["affiliate_video_performance"]
        assert Decimal(live["live_attributed_gmv"]["amount"]) == truth[row["id"], "affiliate_live"]["gmv"]
        assert Decimal(video["attributed_video_gmv"]["amount"]) == truth[row["id"], "affiliate_video"]["gmv"]
        tab, card = row["shop_tab_performance"], row["seller_product_card_performance"]
        assert (tab["shop_tab_gmv"], tab["shop_tab_sold_items"]) == (card["attributed_gmv"], card["attributed_sold_items"])


@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=2)
def test_each_channel_of_a_product_sold_what_its_orders_say(region: str, seed: int) -> None:
    check_channels(region, seed)


@pytest.mark.long
@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=40)
def test_each_channel_of_a_product_sold_what_its_orders_say_over_many_seeds(region: str, seed: int) -> None:
    check_channels(region, seed)


def test_a_product_says_how_often_it_was_shown_anew() -> None:
    stall = Stall(days=2)
    shown = Counter(product_id for one in stall.made for product_id in one.product_ids)
    rows = stall.call(LISTED, page_size="100", **stall.span())["products"]
    for row in rows:
        counts = (
            row["seller_live_performance"]["new_live_count"],
            row["affiliate_live_performance"]["new_live_count"],
            row["affiliate_video_performance"]["new_video_count"],
        )
        assert sum(counts) == shown[row["id"]]
    assert any(row["affiliate_video_performance"]["new_video_count"] for row in rows)


def test_what_was_never_paid_is_in_no_figure_of_its_session() -> None:
    stall = Stall(days=1)
    (own,) = [one for one in stall.made if one.kind == LIVE and one.creator == official(stall.shop).open_id]
    asked: dict[str, Any] = {"account_type": "OFFICIAL_ACCOUNTS", "page_size": "100", **stall.span()}

    def told() -> tuple[Any, ...]:
        (row,) = stall.call("get_shop_live_performance_list", **asked)["live_stream_sessions"]
        minutes = stall.call("get_shop_live_minute_performance", live_id=own.id)["performance"]["overall"]
        products = stall.call("get_shop_live_products_performance_list", live_id=own.id)["products"]
        sold = [(one["id"], one["sales"]["direct_gmv"], one["sales"]["items_sold"]) for one in products]
        sales = row["sales_performance"]
        return (
            sales["live_gmv"],
            sales["live_attributed_sku_orders"],
            minutes["gmv"],
            sorted(sold, key=lambda one: str(one[0])),
        )

    before = told()
    unpaid = orders.place(stall.world, stall.shop, [(stall.desk.skus(stall.shop)[0].id, 3)], pay=False)
    attribution.attribute(stall.world, stall.shop, unpaid, own)
    assert told() == before
