"""Every webhook that something can cause is caused, with the documented fields of the documented kinds (section 19)."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import coverage, moderation, orders, tokens
from shoplatch.simulator.products import shelf
from shoplatch.simulator.return_refund import act
from shoplatch.simulator.state.world import Event
from shoplatch.simulator.switches import Switches
from tests.each import each
from tests.simulator_creators.creator_reads import creators_life
from tests.simulator_creators.creator_world import CreatorDesk
from tests.simulator_fbt.fbt_world import fbt_reads
from tests.simulator_shop.aftersales_world import approve, asked
from tests.simulator_shop.product_world import product_reads
from tests.simulator_shop.service_world import service_reads
from tests.simulator_shop.shop_world import Desk, product_body

DAY = 86_400
_KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("integer|string", (int, str)),
    ("integer", (int,)),
    ("string", (str,)),
    ("boolean", (bool,)),
)
TOLD = [row["topic"] for row in coverage.webhooks() if row["told_by"] == "state"]


@cache
def told() -> dict[int, list[Event]]:
    """Every event of a busy life, by topic."""
    desk = Desk("demo")
    next(iter(desk.world.apps.values())).webhook_topics |= {2, 68}
    for reads in (product_reads, service_reads, fbt_reads):
        for _ in reads(desk):
            pass
    _goods(desk)
    _invoice(desk)
    _backwards(desk)
    _listings(desk)
    _grants(desk)
    desk.wind(95 * DAY)
    events: dict[int, list[Event]] = {}
    creators = CreatorDesk("empty")
    for _ in creators_life(creators):
        pass
    for event in (*desk.told, *creators.told):
        events.setdefault(event.topic, []).append(event)
    return events


def _goods(desk: Desk) -> None:
    shop = desk.shop("GB")
    product = next(one for one in shop.products.values() if one.status == "ACTIVATE")
    sku = product.skus[-1]  # a creator keeps units of the first
    for quantity in (9, 1):
        rows = [{"warehouse_id": one, "quantity": quantity} for one in sku.stock]
        body = {"skus": [{"id": sku.id, "inventory": rows}]}
        assert desk.call("product.update_inventory", shop, body=body, product_id=product.id) == {}
    whole = product_body(desk.world, shop, "With one variant left", package_weight={"value": "25", "unit": "KILOGRAM"})
    row = {"id": sku.id, "seller_sku": "ONLY-ONE", "sales_attributes": whole["skus"][0]["sales_attributes"]}
    desk.call("product.edit_product", shop, body={**whole, "skus": [row]}, product_id=product.id)
    shelf.move_category(desk.world, shop, product, "601481")


def _invoice(desk: Desk) -> None:
    """Brazil: the invoice of one parcel, processed; and two parcels of one recipient in one, in Thailand."""
    shop = desk.shop("GB")
    shop.region = "BR"
    order = orders.place(desk.world, shop, [(desk.skus(shop)[3].id, 1)])
    orders.act(desk.world, shop, order, "release")
    row = {"file": "PG5mZVByb2MvPg==", "file_type": "XML", "order_ids": [order.id], "package_id": order.package_ids[0]}
    assert desk.call("fulfillment.upload_invoice", shop, body={"invoices": [row]}) == {}
    desk.wind(60)
    shop.region = "TH"
    pair = [orders.place(desk.world, shop, [(desk.skus(shop)[3].id, 1)], buyer=order.buyer) for _ in range(2)]
    for one in pair:
        one.address = order.address
        orders.act(desk.world, shop, one, "release")
        orders.act(desk.world, shop, one, "change_address")
        one.address = order.address
    found = desk.call("fulfillment.search_combinable_packages", shop, query={"page_size": "50"})["combinable_packages"]
    rows = [{"id": row["id"]} for row in found if set(row["order_ids"]) == {one.id for one in pair}]
    desk.call("fulfillment.combine_package", shop, body={"combinable_packages": rows})
    shop.region = "GB"


def _backwards(desk: Desk) -> None:
    shop = desk.shop("US")
    sku = next(one for one in desk.skus(shop) if one.available > 50 and shop.products[one.product_id].status == "ACTIVATE")
    order = orders.place(desk.world, shop, [(sku.id, 2)])
    while order.status != "DELIVERED":
        orders.act(desk.world, shop, order, "forward")
    request = asked(desk, shop, order, "RETURN_AND_REFUND")
    approve(desk, shop, request, "APPROVE_RETURN")
    act(desk.world, shop, request, "ship_back")
    act(desk.world, shop, request, "arrive")
    approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")


def _listings(desk: Desk) -> None:
    """What the levers of the control do for Seller Center."""
    world, shop = desk.world, desk.shop("US")
    live = [one.id for one in shop.products.values() if one.status == "ACTIVATE"]
    made = moderation.combine(world, moderation.Members(live[:2], shop.id))
    family = made["combined_listing_id"]
    moderation.change_family(world, family, moderation.FamilyChange(product_ids=live[:3]))
    for product_id in live[1:3]:
        shelf.deactivate(world, shop, shop.products[product_id])
    assert shop.library.families[family].status == "SYSTEM_DEACTIVATED"
    assert moderation.change_family(world, family, moderation.FamilyChange(status="DELETED"))["status"] == "DELETED"
    known = next(iter(world.sellers[shop.seller_open_id].library.global_products))
    moderation.change_method(world, known, moderation.Method("LOCAL_REPLICATION"))
    shop.region = "ID"
    moderation.mirror(world, shop.id, moderation.Mirror("MIRRORED"))
    shop.region = "US"


def _grants(desk: Desk) -> None:
    """One grant near its end, one taken back, and a creator who leaves."""
    world = desk.world
    app = next(iter(world.apps.values()))
    tokens.install(world)
    accounts = {one.user_type: one for one in world.sellers.values()}
    ends = world.clock.now() + 20 * DAY
    for kind in (0, 1):
        tokens.first_pair(world, Switches(), app, accounts[kind], grant_ends_at=ends)
    desk.wind(3 * DAY)
    for grant in list(world.grants.values()):
        tokens.deauthorize(world, grant, [world.shops[one] for one in list(grant.shop_ids)])


def test_every_topic_has_a_cause_or_a_reason() -> None:
    rows = coverage.webhooks()
    assert [row["topic"] for row in rows] == sorted(reader.topics())
    assert all(bool(row.get("cause")) == (row["told_by"] == "state") != bool(row.get("reason")) for row in rows)


@each(TOLD)
def test_what_happens_is_told_with_the_documented_fields(topic: int) -> None:
    events = told().get(topic)
    assert events, f"nothing of topic {topic} happened"
    for event in events:
        judge(dict(reader.topics()[topic].data_fields), event.data, f"{topic}")


def test_nothing_else_is_told() -> None:
    assert set(told()) <= set(TOLD)


def test_levers_refuse_what_seller_center_would_not_offer() -> None:
    desk = Desk()
    world, gb, us = desk.world, desk.shop("GB"), desk.shop("US")
    ids = list(us.products)
    with pytest.raises(Conflict, match="only local US shops"):
        moderation.combine(world, moderation.Members(list(gb.products)[:2], gb.id))
    with pytest.raises(InvalidRequest):
        moderation.combine(world, moderation.Members(ids[:1]))
    with pytest.raises(NotFound):
        moderation.combine(world, moderation.Members([ids[0], "1"]))
    family = moderation.combine(world, moderation.Members(ids[:2]))["combined_listing_id"]
    with pytest.raises(Conflict, match="already"):
        moderation.combine(world, moderation.Members(ids[:2]))
    with pytest.raises(InvalidRequest):
        moderation.change_family(world, family, moderation.FamilyChange(status="FROZEN"))
    with pytest.raises(NotFound):
        moderation.change_family(world, "1", moderation.FamilyChange())
    with pytest.raises(Conflict, match="Indonesia"):
        moderation.mirror(world, gb.id, moderation.Mirror("MIRRORED"))
    with pytest.raises(NotFound):
        moderation.change_method(world, "1", moderation.Method("LOCAL_REPLICATION"))


def judge(kind: Any, value: Any, at: str) -> None:
    """Raise unless a value is of the documented kind; fields may be left out, none may be added."""
    if isinstance(kind, str):
        if kind.startswith("array<"):
            assert isinstance(value, list), at
            for part in value:
                judge(kind[6:-1], part, f"{at}[]")
            return
        if value is None and kind.endswith("|null"):
            return
        wanted = next(types for name, types in _KINDS if kind.startswith(name))
        assert isinstance(value, wanted), f"{at}: {value!r} is no {kind}"
    elif isinstance(kind, list):
        assert isinstance(value, list), at
        for part in value:
            judge(kind[0], part, f"{at}[]")
    elif "enum" in kind and "type" in kind:
        for part in value if isinstance(value, list) else [value]:
            assert part in kind["enum"], f"{at}: {part!r}"
    else:
        assert set(value) <= set(kind), f"{at} has {set(value) - set(kind)}"
        for name, part in value.items():
            judge(kind[name], part, f"{at}.{name}")
