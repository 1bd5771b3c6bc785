"""What goes into a TikTok warehouse and out of it to other channels: by the clock, with what is short, told and charged."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from shoplatch.errors import Conflict
from shoplatch.simulator import fbt_levers, money, orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.fbt import papers
from shoplatch.simulator.fbt_levers import Difference, Found
from shoplatch.simulator.money import auditing
from tests.simulator_fbt.fbt_world import CONSIGNEE, DAY, FbtDesk, check


def statuses(own: FbtDesk, number: str) -> list[str]:
    return [event.data["order_status"] for event in own.desk.told if event.topic == 21 and number in str(event.data)]


def test_an_inbound_order_is_counted_by_the_clock() -> None:
    own = FbtDesk()
    goods_id = own.goods()
    (inbound_id,) = own.confirmed(own.plan({goods_id: 9}), "ONE_HUB")
    own.ship(inbound_id)
    assert own.inventory()[goods_id]["in_transit"] == 9
    own.desk.wind(4 * DAY)
    check(own.shop)
    own.desk.wind(5 * DAY)
    assert own.inventory()[goods_id]["available_quantity"] == 9
    assert own.inventory()[goods_id]["in_transit"] == 0
    told = ["TO_BE_RECEIVED", "ARRIVE_HUB", "RECEIVING", "PARTIALLY_RECEIVED", "RECEIVED"]
    assert statuses(own, inbound_id) == told
    check(own.shop)


def test_what_is_short_and_broken_is_told_apart() -> None:
    own = FbtDesk()
    goods_id = own.goods()
    inbound_ids = own.confirmed(own.plan({goods_id: 20}))
    for inbound_id in inbound_ids:
        own.ship(inbound_id)
    fbt_levers.differ(own.world, inbound_ids[0], Difference(short={goods_id: 2}, broken={goods_id: 3}))
    own.desk.wind(9 * DAY)
    detail = own.call("get_fbt_inbound_order_details", order_ids=inbound_ids[0])["inbound_orders"][0]
    (row,) = detail["inbound_goods_lot_receive_item_details"]
    counted = [row[f"{name}_count"] for name in ("planned", "normal_received", "defective_received", "total_received")]
    assert counted == [20, 15, 3, 18]
    assert own.inventory()[goods_id]["unfulfillable_quantity"] == 3
    check(own.shop)
    with pytest.raises(Conflict):
        fbt_levers.differ(own.world, inbound_ids[0], Difference())


def test_an_inbound_order_can_be_called_off_until_it_is_counted() -> None:
    own = FbtDesk()
    goods_id = own.goods()
    (inbound_id,) = own.confirmed(own.plan({goods_id: 9}), "ONE_HUB")
    own.ship(inbound_id)
    own.call("cancel_inbound_order", {"order_id": inbound_id, "cancel_reason": "Sold elsewhere"})
    assert own.inventory()[goods_id]["in_transit"] == 0
    own.desk.wind(9 * DAY)
    assert statuses(own, inbound_id) == ["TO_BE_RECEIVED", "CANCELLED"]
    with pytest.raises(Refused):
        own.call("cancel_inbound_order", {"order_id": inbound_id, "cancel_reason": "Again"})


def test_a_plan_keeps_its_key_and_cannot_be_confirmed_twice() -> None:
    own = FbtDesk()
    goods_id = own.goods()
    plan_id = own.plan({goods_id: 9}, idempotent_key="k")
    assert own.plan({goods_id: 5}, idempotent_key="k") == plan_id
    own.confirmed(plan_id)
    with pytest.raises(Refused):
        own.confirmed(plan_id)


def test_the_allocation_takes_its_time_where_the_switch_says_so() -> None:
    own = FbtDesk()
    own.world.switches.set("fbt_placement_s", 30)
    plan_id = own.plan({own.goods(): 9})
    found = own.call("list_available_inbound_methods", {"plan_id": plan_id})["available_inbound_method_list"][0]
    asked = {"plan_id": plan_id, "inbound_method": "D2FC"}
    asked["estimate_arrival_time"] = found["available_time_window_list"][0]
    assert own.call("get_inbound_method_detail", asked)["placement_task_status"] == "Executing"
    own.desk.wind(30)
    assert own.call("get_inbound_method_detail", asked)["placement_task_status"] == "Succeed"


def test_labels_are_a_pdf_with_a_page_for_each_carton_and_end_after_a_day() -> None:
    own = FbtDesk()
    goods_id = own.goods()
    (inbound_id,) = own.confirmed(own.plan({goods_id: 9}), "ONE_HUB")
    printed = own.call("print_inbound_order_labels", {"order_id": inbound_id})
    path = urlsplit(printed["download_url"]).path
    sheet = papers.document(own.world, path)
    assert sheet is not None
    assert sheet.content.startswith(b"%PDF-1.4")
    assert sheet.content.count(b"/Type /Page ") == 3  # a carton, a barcode, the list
    assert papers.document(own.world, path.replace("-012-", "-01-")) is None
    own.desk.wind(DAY + 1)
    assert papers.document(own.world, path) is None


def test_an_order_of_another_channel_is_sent_by_the_clock_and_told() -> None:
    own = FbtDesk()
    goods_id = own.stocked(10)
    order_id = own.send({goods_id: 3})
    assert own.inventory()[goods_id]["reserved_quantity"] == 3
    assert own.send({goods_id: 3}) == order_id
    own.desk.wind(5 * DAY)
    (one,) = own.call("get_fbt_mcf_order_status", mcf_order_id=order_id)["mcf_order"]["consign_orders"]
    assert one["status"] == "COMPLETED"
    assert one["tracking_number"]
    told = [event.data["mcf_order"]["consign_orders"][0]["status"] for event in own.desk.told if event.topic == 58]
    assert told == ["SHIPPED", "HANDOVER", "COMPLETED"]
    assert own.inventory()[goods_id]["total_quantity"] == 7
    check(own.shop)


def test_an_order_of_another_channel_is_called_off_whole_or_not_at_all() -> None:
    own = FbtDesk()
    goods_id = own.stocked(10)
    order_id = own.send({goods_id: 3})
    own.call("cancel_fbt_mcf_order", {"mcf_order_id": order_id})
    assert own.inventory()[goods_id]["available_quantity"] == 10
    sent = own.send({goods_id: 2}, "channel-2")
    own.desk.wind(DAY)
    with pytest.raises(Refused):
        own.call("cancel_fbt_mcf_order", {"mcf_order_id": sent})
    fbt_levers.befall(own.world, sent, "returned")
    assert own.inventory()[goods_id]["total_quantity"] == 10
    check(own.shop)


def test_what_is_not_there_or_not_sent_that_far_is_refused_and_changes_nothing() -> None:
    own = FbtDesk()
    goods_id = own.stocked(4)
    abroad = CONSIGNEE | {"address": CONSIGNEE["address"] | {"country_code": "US"}}  # type: ignore[operator]
    for goods, more in (({goods_id: 9}, {}), ({goods_id: 1}, {"consignee": abroad}), ({"1": 1}, {})):
        with pytest.raises(Refused):
            own.send(goods, "refused", **more)
    assert own.inventory()[goods_id]["available_quantity"] == 4
    assert not own.shop.fbt.mcf_orders


def test_a_warehouse_that_counts_again_is_believed() -> None:
    own = FbtDesk()
    goods_id = own.stocked(4)
    fbt_levers.adjust(own.world, Found(goods_id, normal=-1, defective=1, type="INVENTORY_STATUS_ADJUSTMENT_ORDER"))
    assert own.inventory()[goods_id]["available_quantity"] == 3
    check(own.shop)
    with pytest.raises(Conflict):
        fbt_levers.adjust(own.world, Found(goods_id, normal=-9))


def test_fees_are_booked_and_the_accounts_close() -> None:
    own = FbtDesk()
    money.override(own.shop, {"settle_days": 2})
    own.stocked(30, method="ONE_HUB")
    order = orders.place(own.world, own.shop, [(own.sku().id, 2)])
    own.desk.wind(45 * DAY)
    rows = [row for one in own.shop.purse.statements.live() for row in one.transactions]
    (sold,) = [row for row in rows if row.order_id == order.id]
    assert sum(sku.extra["fbt_fulfillment_fee_amount"] for sku in sold.skus) == -(189 + 60)
    service = [row.adjustment for row in rows if row.type == "FBT_WAREHOUSE_SERVICE_FEE"]
    assert service[:2] == [-30 * 12, -28 * 3]  # by the hub, then a month's storage of what is left
    assert auditing.overview(own.world, own.shop)["closes"]
