"""Orders that are more than a cart that was paid: pre-orders, cash on delivery, samples, gifts, bundles (section 8)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import orders
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.state.goods import Part
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.aftersales_world import DAY, HOUR, sent_back
from tests.simulator_shop.shop_world import Desk


def open_shop(region: str) -> tuple[Desk, Shop]:
    desk = Desk()
    shop = desk.shop(region if region in ("GB", "US") else "GB")
    shop.region, shop.carriers_come = region, False
    return desk, shop


def placed(desk: Desk, shop: Shop, terms: Terms, units: int = 1, **more: Any) -> Order:
    first, second = desk.skus(shop)[:2]
    return orders.place(desk.world, shop, [(first.id, units), (second.id, 1)], terms=terms, **more)


def row_of(desk: Desk, shop: Shop, order: Order) -> dict[str, Any]:
    row: dict[str, Any] = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    return row


@pytest.mark.parametrize("region", ["US", "GB", "JP"])
def test_a_pre_order_stays_on_hold_until_its_release_and_is_charged_a_day_before(region: str) -> None:
    desk, shop = open_shop(region)
    release = desk.world.clock.now() + 10 * DAY
    order = placed(desk, shop, Terms(order_type="PRE_ORDER", release_date=release))
    row = row_of(desk, shop, order)
    assert (row["status"], row["order_type"], row["release_date"]) == ("ON_HOLD", "PRE_ORDER", release)
    assert {line["sku_type"] for line in row["line_items"]} == {"PRE_ORDER"}
    assert "paid_time" not in row
    assert desk.statuses_told(order.id) == ["ON_HOLD"]
    desk.wind(9 * DAY)
    assert (order.status, order.paid_time) == ("ON_HOLD", release - DAY)
    desk.wind(DAY)
    assert (order.status, order.released_time) == ("AWAITING_SHIPMENT", release)
    profile = market(region)
    assert order.rts_sla_time == profile.working_days_after(release, 1)
    assert order.shipping_due_time == profile.working_days_after(release, 5)


def test_a_pre_order_cancelled_before_it_is_charged_gives_nothing_back() -> None:
    desk, shop = open_shop("US")
    order = placed(desk, shop, Terms(order_type="PRE_ORDER", release_date=desk.world.clock.now() + 10 * DAY))
    orders.act(desk.world, shop, order, "cancel")
    record = next(iter(shop.cancellations.values()))
    assert (record.status, record.refund) == ("CANCELLATION_REQUEST_COMPLETE", 0)
    assert all(sku.committed == 0 for sku in desk.skus(shop))


@pytest.mark.parametrize("kind", ["MADE_TO_ORDER", "BACK_ORDER"])
def test_what_has_to_be_made_first_has_its_handling_time_before_every_deadline(kind: str) -> None:
    desk, shop = open_shop("US")
    order = placed(desk, shop, Terms(order_type=kind, handling_days=6))
    orders.act(desk.world, shop, order, "release")
    profile, row = market("US"), row_of(desk, shop, order)
    assert row["handling_duration"] == {"days": "6", "type": "BUSINESS_DAY"}
    assert order.rts_sla_time == profile.working_days_after(order.released_time, 6)
    assert order.shipping_due_time == profile.working_days_after(order.released_time, 10)
    assert order.delivery_sla_time == profile.working_days_after(order.released_time, 11)
    assert order.shipping_due_time < order.collection_due_time < order.delivery_due_time
    desk.wind(order.shipping_due_time - desk.world.clock.now())
    assert (order.status, order.cancelled_by) == ("CANCELLED", "SYSTEM")


@pytest.mark.parametrize("region", MARKETS)
def test_cash_is_paid_at_the_door_in_south_east_asia_and_nowhere_else(region: str) -> None:
    desk, shop = open_shop(region)
    terms = Terms(cash_on_delivery=True)
    if region not in ("ID", "MY", "PH", "SG", "TH", "VN"):
        with pytest.raises(InvalidRequest):
            placed(desk, shop, terms)
        return
    order = placed(desk, shop, terms)
    assert desk.statuses_told(order.id) == ["ON_HOLD"]  # payment is skipped
    row = row_of(desk, shop, order)
    assert (row["is_cod"], row["payment_method_name"]) == (True, "Cash on delivery")
    while order.status != "DELIVERED":
        assert order.paid_time == 0
        orders.act(desk.world, shop, order, "forward")
    assert order.paid_time == order.delivery_time


def test_a_cancelled_cash_order_gives_no_money_back() -> None:
    desk, shop = open_shop("TH")
    order = placed(desk, shop, Terms(cash_on_delivery=True))
    orders.act(desk.world, shop, order, "cancel")
    assert [record.refund for record in shop.cancellations.values()] == [0]


@pytest.mark.parametrize(
    ("terms", "flag"),
    [(Terms(sample_payer="SELLER"), "is_sample_order"), (Terms(order_type="ZERO_LOTTERY"), "")],
)
def test_samples_and_lottery_prizes_cost_nothing_and_take_stock(terms: Terms, flag: str) -> None:
    desk, shop = open_shop("US")
    order = placed(desk, shop, terms)
    row = row_of(desk, shop, order)
    assert row["payment"]["total_amount"] == "0.00"
    assert not flag or row[flag] is True
    assert sum(sku.committed for sku in desk.skus(shop)) == 2


def test_a_gift_comes_along_for_nothing_and_shows_what_it_would_cost() -> None:
    desk, shop = open_shop("GB")
    gift = desk.skus(shop)[1]
    order = placed(desk, shop, Terms(gift_sku_ids=frozenset({gift.id})))
    bought, given = row_of(desk, shop, order)["line_items"]
    assert (bought["is_gift"], given["is_gift"]) == (False, True)
    assert (given["sale_price"], given["gift_retail_price"]) == ("0.00", "12.99")
    detail = desk.call("order.get_order_price_details", shop, order_id=order.id)
    assert (detail["sku_gift_original_price"], detail["sku_gift_net_price"]) == ("12.99", "0.00")
    with pytest.raises(InvalidRequest):
        placed(desk, shop, Terms(gift_sku_ids=frozenset(sku.id for sku in desk.skus(shop)[:2])))


def test_a_virtual_bundle_takes_the_stock_of_its_components_and_gives_it_back() -> None:
    desk, shop = open_shop("US")
    bundle, second, third = desk.skus(shop)[:3]
    parts = (Part(third.product_id, third.id, third.seller_sku, 2), Part(second.product_id, second.id, second.seller_sku, 1))
    terms = Terms(bundles={bundle.id: parts})
    order = orders.place(desk.world, shop, [(bundle.id, 3)], terms=terms)
    assert [sku.committed for sku in (bundle, second, third)] == [0, 3, 6]
    line = row_of(desk, shop, order)["line_items"][0]
    assert [(row["sku_id"], row["sku_count"]) for row in line["combined_listing_skus"]] == [(third.id, 2), (second.id, 1)]
    orders.act(desk.world, shop, order, "cancel")
    assert [sku.committed for sku in (bundle, second, third)] == [0, 0, 0]
    shipped = orders.place(desk.world, shop, [(bundle.id, 1)], terms=terms)
    orders.act(desk.world, shop, shipped, "release")
    orders.act(desk.world, shop, shipped, "ship")
    assert [sku.available + sku.committed for sku in (bundle, second, third)] == [1000, 999, 998]
    too_many = {bundle.id: (Part(third.product_id, third.id, "", 400),)}
    with pytest.raises(Conflict):
        orders.place(desk.world, shop, [(bundle.id, 2)], terms=Terms(bundles=too_many))
    with pytest.raises(NotFound):
        orders.place(desk.world, shop, [(bundle.id, 1)], terms=Terms(bundles={bundle.id: (Part("1", "1", "", 1),)}))


@pytest.mark.parametrize(
    "wrong",
    [
        Terms(order_type="SUBSCRIPTION"),
        Terms(order_type="PRE_ORDER"),
        Terms(release_date=1),
        Terms(handling_days=3),
        Terms(order_type="MADE_TO_ORDER"),
    ],
)
def test_terms_that_contradict_themselves_are_refused_and_nothing_is_placed(wrong: Terms) -> None:
    desk, shop = open_shop("US")
    with pytest.raises(InvalidRequest):
        placed(desk, shop, wrong)
    assert len(shop.orders) == 0
    assert all(sku.committed == 0 for sku in desk.skus(shop))


@pytest.mark.parametrize(
    ("region", "days", "fits"), [("US", 60, True), ("GB", 60, False), ("GB", 30, True), ("US", 2, False)]
)
def test_a_release_lies_as_far_ahead_as_the_market_allows(region: str, days: int, fits: bool) -> None:
    desk, shop = open_shop(region)
    terms = Terms(order_type="PRE_ORDER", release_date=desk.world.clock.now() + days * DAY)
    if fits:
        assert placed(desk, shop, terms).status == "ON_HOLD"
    else:
        with pytest.raises(InvalidRequest):
            placed(desk, shop, terms)


def test_market_fees_are_part_of_the_total_where_the_switch_says() -> None:
    desk, shop = open_shop("ID")
    order = placed(desk, shop, Terms())
    with_fees = row_of(desk, shop, order)["payment"]
    assert with_fees["buyer_service_fee"] == "1000"
    desk.world.switches.set("market_fees_in_total", value=False)
    without = row_of(desk, shop, order)["payment"]
    assert int(with_fees["total_amount"]) - int(without["total_amount"]) == 1000


@pytest.mark.parametrize("version", ["", "@202511"])
def test_what_was_in_a_blind_box_is_reported_and_shows_on_the_order(version: str) -> None:
    desk, shop = open_shop("US")
    box, inside = desk.skus(shop)[:2]
    order = placed(desk, shop, Terms(blind_box_sku_ids=frozenset({box.id})))
    boxed, other = order.lines
    result = {
        "blind_result_product_id": inside.product_id,
        "blind_result_sku_id": inside.id,
        "blind_open_time": 1_762_782_183_118,
    }
    call = f"order.update_the_blind_box_opening_results{version}"
    body = {"main_order_id": order.id, "blind_box_results": [{"order_line_id": other.id, **result}]}
    assert desk.refusal(call, shop, body=body) == 21001001
    assert desk.refusal(call, shop, body={**body, "main_order_id": "1"}) == 10002014
    desk.call(call, shop, body={**body, "blind_box_results": [{"order_line_id": boxed.id, **result}]})
    lines = row_of(desk, shop, order)["line_items"]
    assert [line["is_unboxing_item"] for line in lines] == [True, False]
    assert lines[0]["unboxing_case_list"] == [{"unbox_sku": inside.id, "unbox_sku_type": "NORMAL"}]


def test_a_design_to_print_is_found_by_the_number_its_line_shows() -> None:
    desk, shop = open_shop("US")
    sku = desk.skus(shop)[0]
    order = placed(desk, shop, Terms(print_on_demand_sku_ids=frozenset({sku.id})))
    line = row_of(desk, shop, order)["line_items"][0]
    asked = {"order_line_id": line["id"], "product_id": sku.product_id, "sku_id": sku.id}
    body = {"main_order_id": order.id, "query_order_lines": [{**asked, "pod_order_data_id": line["pod_info_id"]}]}
    found = desk.call("order.search_pod_customization_details", shop, body=body)["pod_details"]
    assert [row["order_line_id"] for row in found] == [line["id"]]
    body["query_order_lines"] = [{**asked, "pod_order_data_id": "1"}]
    assert desk.call("order.search_pod_customization_details", shop, body=body)["pod_details"] == []


def test_the_privileged_detail_adds_the_mail_address_and_spells_the_last_state_its_own_way() -> None:
    desk, shop = open_shop("US")
    order = placed(desk, shop, Terms(sample_payer="SELLER"))
    orders.act(desk.world, shop, order, "release")
    row = desk.call("order.get_privileged_order_detail", shop, query={"ids": order.id})["orders"][0]
    assert (row["sample_order_payer"], row["recipient_address"]["email"]) == ("SELLER", order.buyer.email)
    orders.act(desk.world, shop, order, "cancel")
    row = desk.call("order.get_privileged_order_detail", shop, query={"ids": order.id})["orders"][0]
    assert row["status"] == "CALCELLED"


MARKET_FACTS = {  # platform.md sections 8, 13 and 24
    "US": ("USD", "America/Los_Angeles", "arranged", "while_shipping", 259_200),
    "GB": ("GBP", "Europe/London", "paid", "while_shipping", 259_200),
    **dict.fromkeys(("DE", "ES", "FR", "IE", "IT"), ("EUR", None, "paid", "while_shipping", None)),
    "JP": ("JPY", "Asia/Tokyo", "paid", "before_shipping", None),
    "BR": ("BRL", "America/Sao_Paulo", "paid", "before_shipping", None),
    "MX": ("MXN", "America/Mexico_City", "paid", "before_shipping", None),
    "ID": ("IDR", "Asia/Jakarta", "paid", "before_shipping", 259_200),
    "MY": ("MYR", "Asia/Kuala_Lumpur", "paid", "before_shipping", 259_200),
    "PH": ("PHP", "Asia/Manila", "paid", "before_shipping", 259_200),
    "SG": ("SGD", "Asia/Singapore", "paid", "before_shipping", 259_200),
    "TH": ("THB", "Asia/Bangkok", "paid", "before_shipping", 259_200),
    "VN": ("VND", "Asia/Ho_Chi_Minh", "paid", "before_shipping", 259_200),
}


@pytest.mark.parametrize("region", MARKETS)
def test_an_order_of_every_market_goes_its_way_in_its_currency(region: str) -> None:
    currency, zone, package_moment, split, window = MARKET_FACTS[region]
    desk, shop = open_shop(region)
    profile = market(region)
    assert zone in (None, str(profile.zone))
    assert profile.rules.tracking_correction_window_s == window
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 2), (desk.skus(shop)[1].id, 1)])
    assert (order.status, bool(order.package_ids)) == ("ON_HOLD", package_moment == "paid")
    assert "recipient_address" not in row_of(desk, shop, order)
    desk.wind(HOUR)
    row = row_of(desk, shop, order)
    assert (row["status"], row["payment"]["currency"]) == ("AWAITING_SHIPMENT", currency)
    assert ("." in row["payment"]["total_amount"]) == (profile.decimals == 2)
    due = [order.rts_sla_time, order.shipping_due_time, order.collection_due_time, order.delivery_due_time]
    assert due == sorted(due)
    attributes = desk.call("fulfillment.get_order_split_attributes", shop, query={"order_ids": order.id})
    assert attributes["split_attributes"][0]["can_split"] is (split == "before_shipping")
    for status in ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"):
        orders.act(desk.world, shop, order, "forward")
        assert order.status == status


@pytest.mark.parametrize(("region", "together"), [("BR", True), ("TH", True), ("MX", True), ("JP", False)])
def test_units_of_one_sku_stay_together_where_the_market_says(region: str, together: bool) -> None:
    desk, shop = open_shop(region)
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 2), (desk.skus(shop)[1].id, 1)])
    groups = [{"id": str(at), "order_line_item_ids": [line.id]} for at, line in enumerate(order.lines)]
    orders.act(desk.world, shop, order, "release")
    call, body = "fulfillment.confirm_order_split", {"splittable_groups": groups}
    if together:
        assert desk.refusal(call, shop, body=body, order_id=order.id) == 21011036
    else:
        assert len(desk.call(call, shop, body=body, order_id=order.id)["packages"]) == 3


def test_every_fact_of_a_market_names_its_source_and_how_far_to_trust_it() -> None:
    for region in MARKETS:
        for name, fact in market(region).facts.items():
            assert fact.source.startswith("platform.md section "), f"{region} {name}"
            assert fact.confidence != "unknown" or fact.note or name in _PLAIN_CHOICES, f"{region} {name} has no word why"


_PLAIN_CHOICES = {name for name in market("US").facts if name.endswith(("_days", "_s", "when_tiktok_ships"))} | {
    "seller_cancel_awaiting_collection"
}


@pytest.mark.parametrize("region", ["US", "GB"])
def test_a_tiktok_warehouse_sends_and_receives_by_itself(region: str) -> None:
    desk, shop = open_shop(region)
    order = placed(desk, shop, Terms(by_tiktok=True))
    orders.act(desk.world, shop, order, "release")
    row = row_of(desk, shop, order)
    assert (row["fulfillment_type"], row["shipping_type"]) == ("FULFILLMENT_BY_TIKTOK", "TIKTOK")
    address = row["recipient_address"]
    assert "name" not in address if shop.region == "US" else "*" in address["name"]
    if region == "GB":
        body = {"handover_method": "DROP_OFF"}
        refused = desk.refusal("fulfillment.ship_package", shop, body=body, package_id=order.package_ids[0])
    else:
        refused = desk.refusal("fulfillment.create_packages@202309", shop, body={"order_id": order.id})
    assert refused == 21008025
    desk.wind(6 * HOUR)
    assert order.status == "AWAITING_COLLECTION"
    document = {"document_type": "SHIPPING_LABEL"}
    call = "fulfillment.get_package_shipping_document"
    assert desk.refusal(call, shop, query=document, package_id=order.package_ids[0]) == 21008043
    for action in ("collect", "deliver"):
        orders.act(desk.world, shop, order, action)
    request = sent_back(desk, shop, order)
    for decision, name in (("APPROVE_RECEIVED_PACKAGE", "approve"), ("REJECT_RECEIVED_PACKAGE", "reject")):
        asked_for = {"decision": decision, "reject_reason": "any"} if name == "reject" else {"decision": decision}
        code = desk.refusal(f"return_refund.{name}_return", shop, body=asked_for, return_id=request.id)
        assert code == 25011026
    desk.wind(2 * DAY)
    assert request.status == "RETURN_OR_REFUND_REQUEST_SUCCESS"


def test_an_order_without_hold_is_ready_to_ship_at_once() -> None:
    desk, shop = open_shop("US")
    order = placed(desk, shop, Terms(free=True, without_hold=True))
    assert (order.status, row_of(desk, shop, order)["is_on_hold_order"]) == ("AWAITING_SHIPMENT", False)
