"""Shops in other markets: opened while it runs or at the start, covered by the grant, and living by their market's rules."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError
from shoplatch.simulator import money_desk, orders, saving, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.ready import begin
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds.branches import Branch, open_branch, open_yesterday
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import Request, send, wall

ELSEWHERE = [region for region in MARKETS if region not in ("GB", "US")]


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk("empty")
    yield made
    await made.site.webhooks.stop()


def world_with(*regions: str, name: str = "stocked") -> World:
    world = worlds.build(name, 1, SimClock(wall()))
    open_yesterday(world, regions)
    return world


async def test_a_shop_opened_while_it_runs_is_called_with_the_token_that_is_there(desk: ControlDesk) -> None:
    opened = await desk.done("POST", "shops", {"region": "br", "products": 3})
    assert (opened["region"], opened["auth_code"]) == ("BR", "")
    assert sorted(place["shipping_type"] for place in opened["warehouses"] if place["type"] == "SALES_WAREHOUSE") == [
        "SELLER",
        "TIKTOK",
    ]
    await desk.done("POST", "clock", {"advance_s": 60})
    told = await desk.call("GET", "/authorization/202309/shops", cipher=None)
    assert [shop["region"] for shop in told.json["data"]["shops"]] == ["GB", "US", "BR"]
    order = await desk.done("POST", "orders", {"shop_id": opened["id"], "status": "AWAITING_SHIPMENT"})
    detail = await desk.call("GET", "/order/202507/orders", ids=order["order_id"], cipher=opened["cipher"])
    row = detail.json["data"]["orders"][0]
    assert row["payment"]["currency"] == "BRL"
    ship = f"/fulfillment/202309/packages/{row['packages'][0]['id']}/ship"
    refused = await desk.call("POST", ship, body={}, cipher=opened["cipher"])
    assert refused.json["code"] == 21004006  # Brazil's invoice comes first


async def test_a_local_shop_has_an_account_of_its_own_and_the_code_of_its_consent(desk: ControlDesk) -> None:
    opened = await desk.done("POST", "shops", {"region": "JP", "seller_type": "LOCAL", "products": 0})
    assert (await desk.call("GET", "/seller/202309/shops", cipher=opened["cipher"])).json["code"] != 0
    query = {
        "app_key": desk.app.key,
        "app_secret": desk.app.secret,
        "auth_code": opened["auth_code"],
        "grant_type": "authorized_code",
    }
    pair = (await send(desk.site, Request("GET", "/api/v2/token/get", query))).json["data"]
    assert pair["seller_base_region"] == "JP"
    told = await desk.call("GET", "/authorization/202309/shops", token=pair["access_token"], cipher=None)
    assert [(shop["id"], shop["seller_type"]) for shop in told.json["data"]["shops"]] == [(opened["id"], "LOCAL")]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"region": "AQ"}, 400),
        ({"region": "GB"}, 409),  # the account has one there
        ({"region": "DE", "products": 99}, 400),
        ({"region": "DE", "seller_type": "OTHER"}, 400),
        ({}, 400),
    ],
)
async def test_what_cannot_be_opened_is_refused_and_nothing_is_left(
    desk: ControlDesk, asked: dict[str, Any], status: int
) -> None:
    before = len(desk.world.shops), len(desk.world.sellers)
    told = await desk.control("POST", "shops", asked)
    assert told.status == status, told.body
    assert (len(desk.world.shops), len(desk.world.sellers)) == before


def test_goods_are_on_sale_in_every_market_from_the_start() -> None:
    world = world_with(*ELSEWHERE)
    assert [shop["region"] for shop in begin(world, restored=False).told["shops"]] == ["GB", "US", *ELSEWHERE]
    for shop in world.shops.values():
        on_sale = [one for one in shop.products.values() if one.status == "ACTIVATE"]
        assert len(on_sale) > 20, shop.region
        least, most = market(shop.region).rules.title_length
        assert all(least <= len(one.title) <= most for one in on_sale), shop.region


def test_the_same_seed_opens_the_same_shops_and_a_state_file_keeps_them() -> None:
    once, again = world_with("ID", "DE"), world_with("ID", "DE")
    assert saving.snapshot(once) == saving.snapshot(again)
    restored = worlds.build("stocked", 1, SimClock(SetClock(once.clock.wall.now())))
    saving.restore(saving.parse(saving.snapshot(once), "kept"), restored)
    open_yesterday(restored, ("ID", "DE"))  # nothing: they are there
    assert [shop.region for shop in restored.shops.values()] == ["GB", "US", "ID", "DE"]


def test_a_market_that_is_none_is_named_and_an_empty_world_gets_no_goods() -> None:
    with pytest.raises(ConfigError, match="There is no market 'XX'"):
        world_with("DE", "XX")
    assert not next(one for one in world_with("DE", name="empty").shops.values() if one.region == "DE").products


def test_an_agency_works_in_a_new_market_and_local_accounts_may_have_a_second_shop_there() -> None:
    world = world_with("MX")
    partner = next(one for one in world.sellers.values() if one.user_type == 3)
    assert [asset.target_market for asset in partner.assets] == ["GB", "US", "MX"]
    shop, code = open_branch(world, Branch("MX", seller_type="LOCAL", products=1))
    assert code is not None
    assert code.seller_open_id == shop.seller_open_id != next(iter(world.sellers))


def test_orders_of_every_market_end_and_its_accounts_close() -> None:
    world = world_with(*ELSEWHERE)
    for shop in world.shops.values():
        sku = next(one for one in shop.skus.values() if one.available > 9)
        for _ in range(2):
            order = orders.place(world, shop, [(sku.id, 2)])
            while order.status != "DELIVERED":
                orders.act(world, shop, order, "forward")
    for _ in range(40):
        world.clock.advance(86_400, world.happen)
    told = money_desk.overview(world)["shops"]
    assert [one["region"] for one in told] == ["GB", "US", *ELSEWHERE]
    for one in told:
        assert (one["closes"], one["unsettled"]) == (True, 0), one
        assert one["transactions"] >= 2, one
        assert world.shops[one["shop_id"]].orders.by_status() == {"COMPLETED": 2}, one
