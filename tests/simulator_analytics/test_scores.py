"""The Shop Performance Score follows from orders, reviews, requests and chats, and says what stands behind each metric."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.analytics.score_cases import rules
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import place
from shoplatch.simulator.return_refund import Wanted, open_request
from shoplatch.simulator.return_refund import act as act_on
from shoplatch.simulator.return_refund.eligibility import reason_names
from shoplatch.simulator.return_refund.return_fees import fault_of
from shoplatch.simulator.state.around import Review
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.talks import Conversation, Session
from tests.simulator_money.money_world import DAY, HOUR, open_desk, traded
from tests.simulator_shop.aftersales_world import approve
from tests.simulator_shop.shop_world import Desk

CODES = tuple(one.code for one in rules().metrics)


def metrics(desk: Desk, shop: Shop) -> dict[str, dict[str, Any]]:
    return {row["metric_code"]: row for row in desk.call("analytics.get_sps_metrics", shop)["metrics"]}


def rule(desk: Desk, shop: Shop, code: str) -> tuple[str, str]:
    told = desk.call("analytics.get_sps_metric_diagnosis", shop, metric_code=code)["calculation_rule"]
    return told["numerator_value"], told["denominator_value"]


def problems(desk: Desk, shop: Shop, code: str) -> list[dict[str, Any]]:
    answer = desk.call("analytics.get_sps_metric_problem_details", shop, query={"page_size": "100"}, metric_code=code)
    (rows,) = [value for value in answer.values() if isinstance(value, list)]
    assert answer["total_count"] == len(rows)
    return list(rows)


def brought(desk: Desk, shop: Shop, status: str = "DELIVERED") -> Order:
    """An order of one unit in that state."""
    order = place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    while order.status != status:
        orders.act(desk.world, shop, order, "forward")
    return order


def opened() -> tuple[Desk, Shop]:
    """A shop whose parcels move by hand."""
    desk, shop = open_desk("GB")
    shop.carriers_come = False
    return desk, shop


def test_a_shop_that_sold_nothing_has_no_score() -> None:
    desk, shop = open_desk("GB")
    told = desk.call("analytics.get_sps_overview", shop)
    assert (told["sps_score"], told["sps_tier"]) == ("", "NOT_ENOUGH_DATA")
    assert not any(one["is_unlocked"] for one in told["benefits"])
    assert told["top_issues"]["issues"] == []
    assert {row["status"] for row in metrics(desk, shop).values()} == {"NOT_ENOUGH_DATA"}


def test_each_metric_counts_what_its_name_says() -> None:
    desk, shop = opened()
    fine, disliked, broken, mind = (brought(desk, shop) for _ in range(4))
    lost = brought(desk, shop, "IN_TRANSIT")
    for order, stars in ((fine, 5), (disliked, 1)):
        product_id = order.lines[0].product_id
        shop.around.reviews[order.id] = Review(order.id, product_id, stars, f"{stars}!", 0, "TIKTOK_SHOP", order_id=order.id)
    names = reason_names(shop, "REFUND", "BUYER", "DELIVERED")
    faulty = next(one for one in names if fault_of(one) == "seller")
    back = open_request(desk.world, shop, broken, Wanted("REFUND", "BUYER", faulty, broken.lines))
    desk.wind(6 * HOUR)
    approve(desk, shop, back, "APPROVE_REFUND")
    names = reason_names(shop, "RETURN_AND_REFUND", "BUYER", "DELIVERED")
    changed = next(one for one in names if fault_of(one) == "change_of_mind")
    other = open_request(desk.world, shop, mind, Wanted("RETURN_AND_REFUND", "BUYER", changed, mind.lines))
    approve(desk, shop, other, "APPROVE_RETURN")
    for deed in ("ship_back", "arrive"):
        act_on(desk.world, shop, other, deed)
    approve(desk, shop, other, "APPROVE_RECEIVED_PACKAGE")
    forgotten = place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    regretted = place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    orders.act(desk.world, shop, regretted, "cancel")
    desk.wind(24 * DAY)
    assert (forgotten.status, forgotten.cancelled_by) == ("CANCELLED", "SYSTEM")
    assert (lost.status, lost.cancelled_by) == ("CANCELLED", "SYSTEM")
    assert rule(desk, shop, "NRR") == ("1", "4")
    assert rule(desk, shop, "NBFR") == ("1", "4")
    assert rule(desk, shop, "SFCR") == ("1", "7"), (
        "what was lost on its way is the carrier's, what a buyer regrets the buyer's"
    )
    assert rule(desk, shop, "OTDR") == ("4", "5")
    assert rule(desk, shop, "AHT") == ("6.00", "2")
    assert metrics(desk, shop)["AHT"]["value"] == "3.00"
    assert [row["order_id"] for row in problems(desk, shop, "NRR")] == [disliked.id]
    assert [row["order_id"] for row in problems(desk, shop, "NBFR")] == [broken.id]
    assert [row["order_id"] for row in problems(desk, shop, "SFCR")] == [forgotten.id]
    (late,) = problems(desk, shop, "OTDR")
    assert (late["order_id"], late["actual_deliver_time"]) == (lost.id, 0)
    assert late["expect_deliver_time"] <= lost.cancel_time
    desk.wind(30 * DAY)
    assert {row["status"] for row in metrics(desk, shop).values()} == {"NOT_ENOUGH_DATA"}, "a month later all of it is over"


def test_chats_count_by_what_buyers_say_of_them() -> None:
    desk, shop = open_desk("GB")
    now = desk.world.clock.now()
    for number, points in enumerate((5, 4, 2, 1, 0)):
        session = Session(f"s{number}", now, "ASSIGNED", end_time=now + HOUR, asked_at=now, satisfaction_score=points)
        talk = Conversation(f"c{number}", f"b{number}", f"Buyer {number}", now, now, sessions=[session])
        shop.talks.conversations[talk.id] = talk
    desk.wind(2 * DAY)
    assert rule(desk, shop, "IM_DSAT") == ("2", "4")
    assert {row["customer_rating"] for row in problems(desk, shop, "IM_DSAT")} == {1, 2}
    assert metrics(desk, shop)["IM_DSAT"]["status"] == "POOR"


def test_the_score_falls_with_what_goes_wrong_and_unlocks_less() -> None:
    desk, shop = opened()
    some = [brought(desk, shop) for _ in range(4)]
    desk.wind(2 * DAY)
    before = desk.call("analytics.get_sps_overview", shop)
    assert (before["sps_score"], before["sps_tier"]) == ("5.0", "EXCELLENT")
    assert all(one["is_unlocked"] for one in before["benefits"])
    assert before["top_issues"]["issues"] == []
    for order in some[:2]:
        product_id = order.lines[0].product_id
        shop.around.reviews[order.id] = Review(order.id, product_id, 2, "No", 0, "TIKTOK_SHOP", order_id=order.id)
    desk.wind(60)
    after = desk.call("analytics.get_sps_overview", shop)
    assert float(after["sps_score"]) < 4
    assert [one["metric_code"] for one in after["top_issues"]["issues"]] == ["NRR"]
    assert not all(one["is_unlocked"] for one in after["benefits"])
    ((top,),) = [
        value
        for value in desk.call("analytics.get_sps_metric_top_items", shop, metric_code="NRR").values()
        if isinstance(value, list)
    ]
    assert (top["delivered_order_count"], top["negative_order_count"]) == (4, 2)


@pytest.mark.parametrize(("region", "seed"), [("US", 3), ("ID", 4)])
def test_what_is_told_follows_from_the_orders_of_the_list(region: str, seed: int) -> None:
    desk, shop = traded(region, seed, orders=25, days=10, rest=15)
    profile = market(region)
    told = metrics(desk, shop)["SFCR"]
    low, high = told["start_evaluation_time"], told["end_evaluation_time"]
    assert datetime.fromtimestamp(high, profile.zone).hour == 0
    assert timedelta(29, 3_600 * 23) <= timedelta(seconds=high - low) <= timedelta(30, 3_600)
    page = desk.call("order.get_order_list", shop, query={"page_size": "100"}, body={})
    rows = [row for row in page["orders"] if not row["is_sample_order"] and not row["is_replacement_order"]]
    arrived = [row for row in rows if low <= row.get("delivery_time", 0) < high]
    paid = [row for row in rows if low <= row.get("paid_time", 0) < high]
    assert int(rule(desk, shop, "NRR")[1]) == int(rule(desk, shop, "NBFR")[1]) == len(arrived) > 0
    assert int(rule(desk, shop, "SFCR")[1]) == len(paid) > 0
    called_off = [
        row for row in paid if row["status"] == "CANCELLED" and row["cancellation_initiator"] in ("SELLER", "SYSTEM")
    ]
    assert int(rule(desk, shop, "SFCR")[0]) == len([row for row in called_off if not row.get("collection_time")])
    for code in CODES:
        answer = desk.call("analytics.get_sps_metric_diagnosis", shop, query={"trend_duration_days": "12"}, metric_code=code)
        points = answer["trend"]["data_points"]
        assert len(points) == 12
        assert points[-1]["value"] == answer["value"], "the last day of the trend is the value"
        bad = Counter(row.get("order_id") for row in problems(desk, shop, code))
        assert sum(one["count"] for one in answer["distribution_details"]) <= max(len(bad), sum(bad.values()))


def test_an_unknown_metric_and_a_trend_of_years_are_refused() -> None:
    desk, shop = open_desk("GB")
    for query in ({"trend_duration_days": "0"}, {"trend_duration_days": "91"}):
        code = desk.refusal("analytics.get_sps_metric_diagnosis", shop, query=query, metric_code="NRR")
        assert code == 36009004
    assert desk.refusal("analytics.get_sps_metric_top_items", shop, metric_code="SFCR") == 28001007
    assert desk.refusal("analytics.get_sps_metric_diagnosis", shop, metric_code="XYZ") == 28001007
