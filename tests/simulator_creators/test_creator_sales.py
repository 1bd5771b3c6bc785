"""A creator's sale from the video to the statement: what is estimated, what is paid, who sees it, to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shoplatch.simulator import creator_desk, orders
from shoplatch.simulator.creators import attribution
from shoplatch.simulator.creators.content import minutes, views
from shoplatch.simulator.state.creators import SampleRule
from tests.simulator_creators.creator_world import CreatorDesk
from tests.simulator_shop.aftersales_world import approve, asked

PAGE = {"page_size": "100"}
DAY_S = 86_400
SELLERS = "affiliate_seller.search_seller_affiliate_orders"
CREATORS = "affiliate_creator.search_creator_affiliate_orders"


def sku_of(desk: CreatorDesk, who: str = "seller", name: str = SELLERS) -> dict[str, Any]:
    found: dict[str, Any] = desk.by(who, name, query=PAGE, body={})["orders"][0]
    return {**found["skus"][0], "order_status": found["status"]}


def fees_of(desk: CreatorDesk, order_id: str, leaf: str = "affiliate_commission_amount") -> int:
    """What the statements took off for the order, minor units."""
    shop = desk.shop()
    rows = [row for one in shop.purse.statements.live() for row in one.transactions if row.order_id == order_id]
    return -sum(sku.fee.get(leaf, 0) for row in rows for sku in row.skus)


def pence(amount: dict[str, str]) -> int:
    return int(Decimal(amount["amount"]) * 100)


def test_an_order_of_a_video_owes_what_was_agreed_and_is_paid_with_its_settlement() -> None:
    desk = CreatorDesk()
    order = desk.sold(desk.video(desk.promoted(rate=1_500)), units=3)
    before = sku_of(desk)
    assert (before["settlement_status"], before["order_status"]) == ("To-SETTLE", "PROCESSING")
    assert before["estimated_commission_base"]["amount"] == "25.05"
    assert before["estimated_paid_commission"]["amount"] == "3.76"
    assert before["actual_paid_commission"]["amount"] == "0.00"
    desk.push(order, "DELIVERED")
    desk.wind(20 * DAY_S)
    after, earned = sku_of(desk), sku_of(desk, "creator", CREATORS)
    assert (after["settlement_status"], after["order_status"]) == ("SETTLED", "COMPLETED")
    assert pence(after["actual_paid_commission"]) == fees_of(desk, order.id) == 376
    assert earned["actual_commission"] == after["actual_paid_commission"]
    assert earned["order_status"] == "SETTLED"


def test_what_goes_back_lowers_what_is_paid_and_not_what_was_estimated() -> None:
    desk = CreatorDesk()
    order = desk.sold(desk.video(desk.promoted(rate=2_000)), units=2)
    desk.push(order, "DELIVERED")
    approve(desk, desk.shop(), asked(desk, desk.shop(), order, "REFUND", lines=1), "APPROVE_REFUND")
    desk.wind(20 * DAY_S)
    sku = sku_of(desk)
    assert (sku["quantity"], sku["refunded_quantity"], sku["fully_return"]) == (2, 1, "No")
    assert pence(sku["estimated_paid_commission"]) == 334
    assert pence(sku["actual_paid_commission"]) == fees_of(desk, order.id) == 167


def test_a_refund_after_the_settlement_takes_its_commission_back() -> None:
    desk = CreatorDesk()
    order = desk.sold(desk.video(desk.promoted(rate=2_000)))
    desk.shop().purse.terms = [{"settle_days": 1}]
    desk.push(order, "DELIVERED")
    desk.wind(3 * DAY_S)
    assert fees_of(desk, order.id) == 167
    approve(desk, desk.shop(), asked(desk, desk.shop(), order, "REFUND"), "APPROVE_REFUND")
    desk.wind(10 * DAY_S)
    sku = sku_of(desk)
    assert pence(sku["actual_paid_commission"]) == fees_of(desk, order.id) == 0
    assert (sku["settlement_status"], sku["fully_return"]) == ("INELIGIBLE", "Yes")


def test_a_cancelled_order_owes_nothing_and_an_unpaid_one_waits() -> None:
    desk = CreatorDesk()
    video = desk.video(desk.promoted())
    waiting = creator_desk.lead(desk.world, creator_desk.Led(content_id=video, pay=False))
    assert sku_of(desk)["settlement_status"] == "AWAITING PAYMENT"
    orders.act(desk.world, desk.shop(), desk.shop().orders[waiting["order_id"]], "cancel")
    assert sku_of(desk)["settlement_status"] == "INELIGIBLE"
    assert sku_of(desk)["order_status"] == "CANCELLED"


def test_only_products_on_terms_earn_when_a_cart_holds_others_too() -> None:
    desk = CreatorDesk()
    agreed = desk.promoted()
    other = desk.shop().products[desk.live()].skus[0]
    content = desk.shop().affiliate.contents[desk.video(agreed)]
    cart = [(desk.shop().products[agreed].skus[0].id, 1), (other.id, 1)]
    order = orders.place(desk.world, desk.shop(), cart)
    attribution.attribute(desk.world, desk.shop(), order, content)
    desk.push(order, "DELIVERED")
    desk.wind(20 * DAY_S)
    found = desk.by("seller", SELLERS, query=PAGE, body={})["orders"][0]["skus"]
    assert [sku["product_id"] for sku in found] == [agreed]
    assert fees_of(desk, order.id) == pence(found[0]["actual_paid_commission"])


def test_the_target_rate_wins_over_the_open_one_and_a_lower_one_waits_for_a_day() -> None:
    desk = CreatorDesk()
    product_id = desk.open_product(rate=1_000)
    terms = {
        "name": "For one",
        "end_time": str(desk.world.clock.now() + 30 * DAY_S),
        "free_sample_rule": {"has_free_sample": False, "is_sample_approval_exempt": False},
        "seller_contact_info": {"email": "a@b.example"},
        "creator_user_open_ids": [desk.creator],
    }
    rows = [{"id": product_id, "target_commission_rate": 3_000}]
    made = desk.by("seller", "affiliate_seller.create_target_collaboration", body={**terms, "products": rows})
    taken = {"add_type": "PRODUCT_ID", "product_ids": [product_id]}
    assert desk.by("creator", "affiliate_creator.add_showcase_products", body=taken) == {}
    video = desk.video(product_id)
    desk.sold(video)
    assert sku_of(desk)["commission_rate"] == "3000"
    lower = {**terms, "products": [{"id": product_id, "commission_rate": 2_000}]}
    target = made["target_collaboration"]["id"]
    desk.by("seller", "affiliate_seller.update_target_collaboration", body=lower, target_collaboration_id=target)
    desk.wind(60)
    desk.sold(video)
    assert sku_of(desk)["commission_rate"] == "3000"
    desk.wind(DAY_S)
    desk.sold(video)
    assert sku_of(desk)["commission_rate"] == "2000"
    desk.by("seller", "affiliate_seller.remove_target_collaboration", body={}, target_collaboration_id=target)
    desk.wind(60)
    desk.sold(video)
    assert sku_of(desk)["commission_rate"] == "1000"


def test_a_removed_open_collaboration_earns_until_the_end_that_was_answered() -> None:
    desk = CreatorDesk()
    product_id = desk.promoted()
    video = desk.video(product_id)
    ended = desk.by("seller", "affiliate_seller.remove_open_collaboration", body={}, product_id=product_id)
    desk.sold(video)
    desk.wind(ended["terminated_effective_time"] - desk.world.clock.now() + 1)
    desk.sold(video)
    found = desk.by("seller", SELLERS, query=PAGE, body={})
    assert found["total_count"] == 1
    assert len(desk.shop().affiliate.contents[video].brought) == 2
    again = {"product_id": product_id, "commission_rate": 500}
    assert desk.by("seller", "affiliate_seller.create_open_collaboration", body=again)["open_collaboration"]["id"]


def test_an_agency_shares_what_its_campaign_sold() -> None:
    desk = CreatorDesk()
    now = desk.world.clock.now()
    body = {
        "name": "Autumn",
        "description": "For small brands",
        "commission_rate": 1_500,
        "contact_info": {"email": "hello@harbour.example"},
        "registration_start_time": now,
        "registration_end_time": now + 5 * DAY_S,
        "campaign_start_time": now,
        "campaign_end_time": now + 60 * DAY_S,
    }
    campaign = desk.by("partner", "affiliate_partner.create_affiliate_partner_campaign", body=body)["campaign_id"]
    product_id = desk.live()
    named = {"campaign_id": campaign, "product_id": product_id}
    desk.by("partner", "affiliate_partner.publish_affiliate_partner_campaign", body={}, campaign_id=campaign)
    creator_desk.enter(desk.world, creator_desk.Entering(campaign, product_id, 2_000))
    verdict = {"review_result": "APPROVE"}
    desk.by("partner", "affiliate_partner.review_affiliate_partner_campaign_product", body=verdict, **named)
    rate = {"creator_commission_rate": 1_400}
    name = "affiliate_partner.generate_affiliate_partner_campaign_product_link"
    link = desk.by("partner", name, body=rate, **named)["product_promotion_link"]
    taken = {"add_type": "PRODUCT_LINK", "product_link": link}
    assert desk.by("creator", "affiliate_creator.add_showcase_products", body=taken) == {}
    order = desk.sold(desk.video(product_id), units=2)
    desk.push(order, "DELIVERED")
    desk.wind(20 * DAY_S)
    row = desk.by("partner", "affiliate_partner.search_tap_affiliate_orders", query=PAGE, body={})["sku_orders"][0]
    assert (row["id"], row["settle_status"]) == (order.id, "SETTLED")
    paid = fees_of(desk, order.id), fees_of(desk, order.id, "affiliate_partner_commission_amount")
    assert (pence(row["actual_creator_standard_commission"]), pence(row["actual_partner_standard_commission"])) == paid
    assert paid == (234, 100)


def test_a_live_session_counts_minute_by_minute_and_its_orders_belong_to_one_minute_each() -> None:
    desk = CreatorDesk()
    product_id = desk.promoted()
    wish = creator_desk.Posting(desk.creator, [product_id], shop_id=desk.shop().id, kind="LIVE", minutes=30)
    live = desk.shop().affiliate.contents[creator_desk.post(desk.world, wish)["content_id"]]
    placed = []
    for _ in range(3):
        desk.wind(420)
        placed.append(desk.sold(live.id).id)
    desk.wind(3_600)
    rows = minutes(live, desk.world.clock.now())
    assert [row.index for row in rows] == list(range(30))
    assert [order_id for row in rows for order_id in row.order_ids] == placed
    assert views(live, desk.world.clock.now()) == sum(row.entered for row in rows) >= 3 * live.views_per_order


def test_a_sample_goes_from_the_application_to_content_by_its_order_and_the_clock() -> None:
    desk = CreatorDesk()
    product_id = desk.promoted()
    next(iter(desk.shop().affiliate.opens.values())).samples = SampleRule(active=True, quota=1)
    made = creator_desk.ask_for_sample(desk.world, creator_desk.SampleWish(desk.creator, product_id))
    application = desk.shop().affiliate.applications[made["application_id"]]
    approve_it = {"review_result": "APPROVE"}
    name = "affiliate_seller.review_a_sample_application"
    assert desk.by("seller", name, body=approve_it, application_id=application.id) == {}
    assert desk.refused("seller", name, body=approve_it, application_id=application.id) == 16015001
    order = desk.shop().orders[application.order_id]
    assert order.sample_payer == "SELLER"
    desk.push(order, "DELIVERED")
    desk.wind(DAY_S)
    assert application.status == "CONTENT_PENDING"
    desk.video(product_id)
    assert application.status == "COMPLETED"
    told = [event.data["new_status"] for event in desk.told if event.topic == 56]
    assert told == ["PENDING", "AWAITING_SHIPMENT", "SHIPPED", "CONTENT_PENDING", "COMPLETED"]


def test_silence_ends_an_application_and_a_sample_without_content_is_overdue() -> None:
    desk = CreatorDesk()
    product_id = desk.promoted()
    next(iter(desk.shop().affiliate.opens.values())).samples = SampleRule(active=True, quota=5)
    wish = creator_desk.SampleWish(desk.creator, product_id)
    silent = desk.shop().affiliate.applications[creator_desk.ask_for_sample(desk.world, wish)["application_id"]]
    desk.wind(8 * DAY_S)
    assert silent.status == "OVERDUE_CANCELLED"
    granted = desk.shop().affiliate.applications[creator_desk.ask_for_sample(desk.world, wish)["application_id"]]
    body = {"review_result": "APPROVE"}
    desk.by("seller", "affiliate_seller.review_a_sample_application", body=body, application_id=granted.id)
    desk.push(desk.shop().orders[granted.order_id], "DELIVERED")
    desk.wind(20 * DAY_S)
    assert (granted.status, granted.fulfillment_status) == ("UNFULFILL_CANCELLED", "OVERDUE")
