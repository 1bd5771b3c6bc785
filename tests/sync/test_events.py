"""Webhooks are bells: the object is read again, and event and rows are finished together or not at all."""

from typing import Any

import pytest

from shoplatch.store import orders as order_store
from shoplatch.transport import HttpRequest, HttpResponse
from tests.sync.conftest import APP, House
from tests.sync.little_shop import LittleShop

SEARCH_ORDERS = "POST /order/202309/orders/search"
DETAIL = "GET /order/202507/orders"
STOCK = "POST /product/202309/inventory/search"


async def one(house: House, query: str) -> Any:
    async with house.store.raw() as conn:
        return await (await conn.execute(query)).fetchone()


async def test_an_order_event_brings_the_order_its_stock_and_its_package(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A", "A"])
    shop.set_status("5", "AWAITING_COLLECTION")
    await house.ring(shop, 1, order_id="5", order_status="AWAITING_COLLECTION")
    assert await house.lanes().drain() == 1
    kept = await house.kept(shop)
    assert {row["id"]: row["status"] for row in kept["rows"]} == {"5": "AWAITING_COLLECTION", "P5": "PROCESSING"}
    assert kept["stock"] == [("A", 8, 0)]
    assert await house.inbox_states() == [("done", None)]


async def test_a_package_that_only_the_order_names_is_read_too(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    shop.set_status("5", "AWAITING_COLLECTION")
    order = shop.orders["5"]
    order["packages"] = [{"id": "P5"}]
    for line in order["line_items"]:
        del line["package_id"]
    await house.ring(shop, 1, order_id="5")
    await house.lanes().drain()
    assert {row["id"] for row in (await house.kept(shop))["rows"]} == {"5", "P5"}


async def test_the_claims_of_an_event_are_not_believed(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    await house.ring(shop, 1, order_id="5", order_status="COMPLETED", update_time=shop.now + 999)
    await house.lanes().drain()
    assert (await house.kept(shop))["rows"][0]["status"] == "UNPAID"


async def test_a_hundred_bells_for_one_order_are_one_read(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    for _ in range(100):
        await house.ring(shop, 1, order_id="5")
    assert await house.lanes().drain() == 100
    assert (shop.calls[DETAIL], shop.calls[STOCK]) == (1, 1)
    assert await one(house, "SELECT count(*) FROM changes WHERE kind = 'order'") == (1,)


async def test_fifty_orders_are_one_call(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 1000})
    for k in range(120):
        shop.order(f"5{k:03d}", ["A"])
        await house.ring(shop, 1, order_id=f"5{k:03d}")
    await house.lanes().drain()
    assert shop.calls[DETAIL] == 3
    assert await one(house, "SELECT count(*) FROM orders") == (120,)


async def test_a_change_names_the_event_that_rang_for_it(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    await house.ring(shop, 1, order_id="5")
    await house.lanes().drain()
    n = (await one(house, "SELECT n FROM inbox"))[0]
    assert await one(house, "SELECT cause, inbox_n, before, after FROM changes WHERE kind = 'order'") == (
        "webhook", n, None, "UNPAID",
    )  # fmt: skip


async def test_an_order_tiktok_leaves_out_rests_comes_again_and_ends_as_failed(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    shop.order("6", ["A"])
    shop.hidden.add("5")
    await house.ring(shop, 1, order_id="5")
    await house.ring(shop, 1, order_id="6")
    lanes = house.lanes()
    await lanes.drain()
    assert await house.inbox_states() == [("new", "TikTok Shop does not return it"), ("done", None)]
    for _ in range(20):
        house.clock.advance(1000)
        await lanes.drain()
    assert await house.inbox_states() == [("failed", "TikTok Shop does not return it"), ("done", None)]
    assert await one(house, "SELECT attempts FROM inbox ORDER BY n LIMIT 1") == (8,)


async def test_an_order_that_appears_late_is_stored_on_a_later_attempt(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    shop.hidden.add("5")
    await house.ring(shop, 1, order_id="5")
    await house.lanes().drain()
    shop.hidden.clear()
    house.clock.advance(30)
    await house.lanes().drain()
    assert await house.inbox_states() == [("done", None)]


async def test_one_order_that_cannot_be_kept_does_not_hold_up_the_others(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    for k in "123":
        shop.order(f"5{k}", ["A"])
        await house.ring(shop, 1, order_id=f"5{k}")
    shop.orders["52"]["payment"]["total_amount"] = "a lot"
    await house.lanes().drain()
    states = await house.inbox_states()
    assert [state for state, _ in states] == ["done", "new", "done"]
    assert "total_amount" in (states[1][1] or "")
    assert await one(house, "SELECT count(*) FROM orders") == (2,)


async def test_when_the_platform_is_away_events_wait_and_lose_no_attempt(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    await house.ring(shop, 1, order_id="5")
    shop.refuse[DETAIL] = (429, 36009002)
    for _ in range(30):
        await house.lanes().drain()
        house.clock.advance(60)
    assert await one(house, "SELECT state, attempts FROM inbox") == ("new", 0)
    shop.refuse.clear()
    await house.lanes().drain()
    assert await house.inbox_states() == [("done", None)]


async def test_rows_and_the_end_of_the_event_are_one_transaction(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    await house.ring(shop, 1, order_id="5")
    async with house.store.raw() as conn:  # the end of the event cannot be written
        await conn.execute("ALTER TABLE inbox ADD CONSTRAINT never_done CHECK (state <> 'done')")
    await house.lanes().drain()
    assert await one(house, "SELECT count(*) FROM orders") == (0,)
    assert (await house.inbox_states())[0][0] == "new"


async def test_a_product_event_brings_product_and_stock(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10, "B": 3})
    await house.ring(shop, 16, product_id=1)
    await house.lanes().drain()
    kept = await house.kept(shop)
    assert [sku["id"] for sku in kept["rows"][0]["skus"]] == ["A", "B"]
    assert kept["stock"] == [("A", 10, 0), ("B", 3, 0)]


@pytest.mark.parametrize("status", ["DELETED", "FREEZE"])
async def test_a_product_get_product_no_longer_serves_is_found_by_search(
    house: House, shop: LittleShop, status: str
) -> None:
    shop.product("1", {"A": 10})
    await house.ring(shop, 16, product_id="1")
    await house.lanes().drain()
    shop.products["1"] |= {"status": status, "update_time": shop.now}
    await house.ring(shop, 5, product_id="1")
    house.clock.advance(1)
    await house.lanes().drain()
    assert [state for state, _ in await house.inbox_states()] == ["done", "done"]
    expected = ("ACTIVATE", True) if status == "DELETED" else ("FREEZE", False)
    assert await one(house, "SELECT status, deleted_at IS NOT NULL FROM products") == expected


async def test_a_package_event_brings_packages_and_their_orders(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    shop.set_status("5", "AWAITING_COLLECTION")
    await house.ring(shop, 4, package_list=[{"package_id": "P5", "order_id_list": ["5"]}])
    await house.lanes().drain()
    assert {row["id"] for row in (await house.kept(shop))["rows"]} == {"5", "P5"}


async def test_a_stock_event_brings_the_stock_of_its_sku(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10, "B": 3})
    await house.ring(shop, 71, sku_id=1, product_id=1)
    await house.ring(shop, 71, sku_id="B", product_id="1")
    await house.lanes().drain()
    assert (await house.kept(shop))["stock"] == [("B", 3, 0)]


@pytest.mark.parametrize(("topic", "data"), [(99, {}), (0, {}), (19, {"size_chart_template_id": "1"})])
async def test_a_topic_we_do_not_use_is_acknowledged_with_a_reason(
    house: House, shop: LittleShop, topic: int, data: dict[str, str]
) -> None:
    await house.ring(shop, topic, **data)
    await house.lanes().drain()
    ((state, reason),) = await house.inbox_states()
    assert state == "ignored"
    assert reason


async def test_an_event_of_a_shop_we_do_not_know_is_ignored_and_nothing_is_called(house: House, shop: LittleShop) -> None:
    stranger = LittleShop("999")
    house.access.shops_by_id["999"] = stranger
    await house.ring(stranger, 1, order_id="5")
    await house.lanes().drain()
    assert await house.inbox_states() == [("ignored", "shop 999 is not connected")]
    assert not stranger.calls


async def test_an_event_that_names_nothing_ends_as_failed_and_says_why(house: House, shop: LittleShop) -> None:
    await house.ring(shop, 1, something="else")
    await house.lanes().drain()
    ((state, error),) = await house.inbox_states()
    assert state == "failed"
    assert "does not name" in (error or "")


async def test_after_a_deauthorization_nothing_is_called_any_more(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    house.access.on_told = lambda: house.set_state(shop, "deauthorized")
    await house.ring(shop, 1, order_id="5")
    await house.ring(shop, 6, message="the seller cancelled")
    await house.ring(shop, 3, order_id="5")
    await house.lanes().drain()
    assert house.access.told == [(APP, "749", None)]
    assert not shop.calls
    assert [state for state, _ in await house.inbox_states()] == ["ignored", "done", "ignored"]


async def test_a_grant_event_without_a_shop_goes_by_the_account(house: House) -> None:
    nobody = LittleShop("")
    await house.ring(nobody, 6, seller_open_id="o1", message="x")
    await house.ring(nobody, 20, creator_open_id="c1", cancel_time="1")
    await house.lanes().drain()
    assert house.access.told == [(APP, None, "o1"), (APP, None, "c1")]
    assert [state for state, _ in await house.inbox_states()] == ["done", "done"]


async def test_events_wait_while_the_seller_has_to_authorize_again(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    await house.set_state(shop, "needs_reauthorization")
    await house.ring(shop, 1, order_id="5")
    for _ in range(20):
        await house.lanes().drain()
        house.clock.advance(61)
    assert not shop.calls
    assert await one(house, "SELECT state, attempts FROM inbox") == ("new", 0)
    await house.set_state(shop, "active")
    await house.lanes().drain()
    assert await house.inbox_states() == [("done", None)]


async def test_a_notice_that_the_grant_will_end_is_kept_as_done(house: House, shop: LittleShop) -> None:
    await house.ring(shop, 7, message="soon", expiration_time="1769817600")
    await house.lanes().drain()
    assert await house.inbox_states() == [("done", None)]
    assert not shop.calls


async def test_a_full_recipient_survives_a_masked_one(house: House, shop: LittleShop) -> None:
    shop.product("1", {"A": 10})
    shop.order("5", ["A"])
    shop.set_status("5", "AWAITING_SHIPMENT")
    await house.ring(shop, 1, order_id="5")
    await house.lanes().drain()
    shop.now += 60
    shop.set_status("5", "COMPLETED")
    shop.orders["5"]["recipient_address"] = {"name": "A*** L**", "phone_number": "***"}
    await house.ring(shop, 1, order_id="5")
    house.clock.advance(60)
    await house.lanes().drain()
    async with house.store.begin() as conn:
        held = await order_store.recipient(conn, "749", "5")
    assert held is not None
    assert not held.masked
    assert b"Ann Lee" in held.sealed


async def test_a_row_of_the_feed_says_when_it_was_written_not_when_its_read_began(house: House, shop: LittleShop) -> None:
    """And its event ends at that moment: an arrival, the answers it led to and the row stand in the order they happened."""
    shop.product("170", {"170-0": 5})
    shop.order("1", ["170-0"])
    await house.ring(shop, 1, order_id="1")
    began, answered = house.clock.now(), shop.send

    async def slow(request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        house.clock.advance(3)  # every call takes three seconds
        return await answered(request, timeout_s=timeout_s)

    shop.send = slow  # type: ignore[method-assign]  # the far side of the wire, slower
    await house.lanes().drain()
    async with house.store.raw() as conn:
        rows = await (await conn.execute("SELECT DISTINCT at FROM changes")).fetchall()
        ends = await (await conn.execute("SELECT DISTINCT done_at FROM inbox")).fetchall()
    assert rows == ends == [(house.clock.now(),)]
    assert (house.clock.now() - began).total_seconds() >= 6
