"""Units are never made, lost or sold twice."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from shoplatch.errors import ShoplatchError
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.orders import parcels
from shoplatch.simulator.products import stock
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk, product_body

STEPS = 10_000
_HELD = ("UNPAID", "AWAITING_SHIPMENT")


def test_placing_cancelling_and_shipping_move_units_between_the_buckets() -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]
    start = sku.available
    order = orders.place(desk.world, shop, [(sku.id, 3)], pay=False)
    assert (sku.available, sku.committed) == (start - 3, 3)
    orders.act(desk.world, shop, order, "cancel")
    assert (sku.available, sku.committed) == (start, 0)
    order = orders.place(desk.world, shop, [(sku.id, 2)])
    orders.act(desk.world, shop, order, "release")
    assert (sku.available, sku.committed) == (start - 2, 2)
    orders.act(desk.world, shop, order, "ship")
    assert (sku.available, sku.committed) == (start - 2, 0)


def test_every_change_is_told_with_its_snapshot_and_deltas() -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]
    order = orders.place(desk.world, shop, [(sku.id, 2)])
    orders.act(desk.world, shop, order, "cancel")
    told = [event.data for event in desk.told if event.topic == 71]
    assert [data["change_detail"][0]["trigger_source"] for data in told] == ["order_created", "order_canceled"]
    for data in told:
        snapshot = data["quantity_snapshot_after_change"]
        assert snapshot["total_quantity"] == snapshot["total_available_quantity"] + snapshot["total_committed_quantity"]
        assert (data["shop_id"], data["sku_id"]) == (int(shop.id), int(sku.id))
    assert len({data["event_id"] for data in told}) == 2


def test_the_seller_sets_absolute_quantities_in_every_warehouse_of_the_sku() -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]
    orders.place(desk.world, shop, [(sku.id, 4)])
    rows = [{"warehouse_id": warehouse_id, "quantity": 50} for warehouse_id in sku.stock]
    body = {"skus": [{"id": sku.id, "inventory": rows}]}
    assert desk.call("product.update_inventory", shop, body=body, product_id=sku.product_id) == {}
    found = desk.call("product.inventory_search", shop, body={"sku_ids": [sku.id]})["inventory"][0]["skus"][0]
    assert (found["total_available_quantity"], found["total_committed_quantity"]) == (100, 4)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([0], 12052516),  # one warehouse of two
        (["7305880000000000999", 0, 1], 12052097),
    ],
)
def test_a_sku_that_cannot_be_set_is_named_and_left_alone(rows: list[Any], code: int) -> None:
    desk = Desk()
    shop = desk.shop()
    sku = desk.skus(shop)[0]
    before = sku.available
    held = list(sku.stock)
    inventory = [{"warehouse_id": held[row] if isinstance(row, int) else row, "quantity": 9} for row in rows]
    body = {"skus": [{"id": sku.id, "inventory": inventory}]}
    errors = desk.call("product.update_inventory", shop, body=body, product_id=sku.product_id)["errors"]
    assert errors[0]["detail"]["sku_id"] == sku.id
    assert errors[0]["detail"]["extra_errors"][0]["code"] == code
    assert sku.available == before


def test_sku_ids_win_over_product_ids_and_unknown_ones_are_left_out() -> None:
    desk = Desk()
    shop = desk.shop()
    first, other = desk.skus(shop)[0], desk.skus(shop)[-1]
    body = {"sku_ids": [first.id, "1729000000000000009"], "product_ids": [other.product_id]}
    found = desk.call("product.inventory_search", shop, body=body)["inventory"]
    assert [row["product_id"] for row in found] == [first.product_id]
    assert [sku["id"] for sku in found[0]["skus"]] == [first.id]


def test_ten_thousand_random_steps_keep_every_identity() -> None:
    desk = Desk()
    chance = random.Random(20261118)
    shops = list(desk.world.shops.values())
    set_by_hand: Counter[str] = Counter({sku.id: sku.available for shop in shops for sku in desk.skus(shop)})
    for step in range(STEPS):
        _random_step(desk, chance.choice(shops), chance, set_by_hand)
        if step % 500 == 0:
            _check_identities(desk, set_by_hand)
    _check_identities(desk, set_by_hand)
    statuses = sum((shop.orders.by_status() for shop in shops), Counter())
    assert len(statuses) == 9, f"the walk did not reach every state: {statuses}"


def _random_step(desk: Desk, shop: Shop, chance: random.Random, set_by_hand: Counter[str]) -> None:
    live = list(shop.orders.live())[-60:]
    deed = chance.random()
    try:
        if deed < 0.25 or not live:
            cart = [(sku.id, chance.randrange(1, 4)) for sku in chance.sample(desk.skus(shop), chance.randrange(1, 4))]
            orders.place(desk.world, shop, cart, pay=chance.random() < 0.5)
        elif deed < 0.70:
            orders.act(
                desk.world, shop, chance.choice(live), chance.choice(("forward", "forward", "cancel", "change_address"))
            )
        elif deed < 0.80:
            order = chance.choice(live)
            lines = parcels.open_lines(order)
            if order.status in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING") and len(lines) > 1:
                parcels.arrange(desk.world, shop, order, lines[:1], parcels.chosen_shipment(desk.world, shop))
        elif deed < 0.86:
            _cancel_some(desk, shop, chance.choice(live), chance)
        elif deed < 0.92:
            sku = chance.choice(desk.skus(shop))
            quantity = {warehouse_id: chance.randrange(0, 900) for warehouse_id in sku.stock}
            set_by_hand[sku.id] += sum(quantity.values()) - sku.available
            rows = [{"warehouse_id": one, "quantity": units} for one, units in quantity.items()]
            _set(desk, shop, sku.id, rows)
        else:
            desk.wind(chance.randrange(1, 20_000))
    except (ShoplatchError, Refused):
        pass  # refused: the identities have to hold all the same


def _set(desk: Desk, shop: Shop, sku_id: str, rows: list[dict[str, Any]]) -> None:
    sku = shop.skus[sku_id]
    for row in rows:
        stock.set_available(desk.world, shop, sku, row["warehouse_id"], row["quantity"])


def _cancel_some(desk: Desk, shop: Shop, order: Any, chance: random.Random) -> None:
    reason = "seller_cancel_reason_out_of_stock" + ("_uk" if shop.region == "GB" else "")
    some = [line.id for line in order.lines if line.status != "CANCELLED"][: chance.randrange(1, 3)]
    body = {"order_id": order.id, "cancel_reason": reason, "order_line_item_ids": some}
    desk.call("return_refund.cancel_order", shop, body=body)


def _check_identities(desk: Desk, set_by_hand: Counter[str]) -> None:
    for shop in desk.world.shops.values():
        held: Counter[tuple[str, str]] = Counter()
        gone: Counter[str] = Counter()
        for order in shop.orders.live():
            for line in order.lines:
                if line.status in _HELD:
                    held[line.sku_id, order.warehouse_id] += 1
                elif line.left_stock:
                    gone[line.sku_id] += 1
            _check_order(shop, order)
        for sku in desk.skus(shop):
            for warehouse_id, buckets in sku.stock.items():
                assert buckets.available >= 0
                assert buckets.committed == held[sku.id, warehouse_id]
            assert sku.available + sku.committed + gone[sku.id] == set_by_hand[sku.id]
        assert shop.orders.by_status() == Counter(order.status for order in shop.orders.live())
        _check_packages(shop)
        assert shop.packages.by_status() == Counter(package.status for package in shop.packages.live())


def _check_packages(shop: Shop) -> None:
    inside: dict[str, set[str]] = {}
    for order in shop.orders.live():
        for line in order.lines:
            if line.package_id and line.status != "CANCELLED":
                inside.setdefault(line.package_id, set()).add(line.id)
    for package in shop.packages.live():
        if package.status != "CANCELLED":
            assert set(package.line_ids) == inside[package.id]


def _check_order(shop: Shop, order: Any) -> None:
    states = {line.status for line in order.lines}
    assert (order.status == "CANCELLED") == (states == {"CANCELLED"})
    if order.status in ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"):
        assert not states & {"UNPAID", "AWAITING_SHIPMENT"}
    for line in order.lines:
        if line.status != "CANCELLED" and line.package_id:
            package = shop.packages[line.package_id]
            assert line.id in package.line_ids
            assert package.status == line.package_status


def test_a_product_whose_warehouses_are_all_empty_is_not_sold() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    body = product_body(desk.world, shop, "Sold out before it began")
    for sku in body["skus"]:
        sku["inventory"] = [{**row, "quantity": 1} for row in sku["inventory"]]
    desk.call("product.create_product", shop, body=body)
    desk.wind(60)
    sku = desk.skus(shop)[0]
    orders.place(desk.world, shop, [(sku.id, 1)])
    orders.place(desk.world, shop, [(sku.id, 1)])
    with pytest.raises(ShoplatchError):
        orders.place(desk.world, shop, [(sku.id, 1)])
    assert sku.available == 0
