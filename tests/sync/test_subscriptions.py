"""TikTok Shop is asked for exactly the webhooks we want, at our address, and what is not ours is left alone."""

import pytest

from shoplatch.errors import NotFound
from shoplatch.sync.subscriptions import WANTED_TOPICS, Subscriptions, by_hand, subscribe, wanted
from tests.sync.conftest import APP, House, seal
from tests.sync.little_shop import LittleShop

OURS = f"https://shoplatch.example/webhooks/tiktok/{APP}"


async def ask(
    house: House, shop_id: str, *, public_url: str = "https://shoplatch.example/", take_over: bool = False
) -> Subscriptions:
    return await subscribe(house.store, house.access, seal, house.clock, shop_id, public_url, take_over=take_over)


def test_every_topic_we_want_can_be_switched_on_by_a_call() -> None:
    assert set(wanted().values()) == set(WANTED_TOPICS)
    assert wanted()["ORDER_STATUS_CHANGE"] == 1


async def test_what_is_missing_is_registered_and_the_second_time_nothing_is_sent(house: House, shop: LittleShop) -> None:
    found = await ask(house, shop.shop_id)
    assert (set(found.set), found.kept, found.complete) == (set(wanted()), [], True)
    assert shop.webhooks == dict.fromkeys(wanted(), OURS)
    sent = shop.calls["PUT /event/202309/webhooks"]
    again = await ask(house, shop.shop_id)
    assert (again.set, set(again.kept)) == ([], set(wanted()))
    assert shop.calls["PUT /event/202309/webhooks"] == sent


async def test_when_our_address_changes_ours_are_moved(house: House, shop: LittleShop) -> None:
    await ask(house, shop.shop_id, public_url="https://old.example")
    await ask(house, shop.shop_id)
    assert set(shop.webhooks.values()) == {OURS}


async def test_an_address_of_somebody_else_is_reported_and_moved_only_when_asked(house: House, shop: LittleShop) -> None:
    shop.webhooks["ORDER_STATUS_CHANGE"] = "https://erp.example/hook"
    found = await ask(house, shop.shop_id)
    assert found.foreign == {"ORDER_STATUS_CHANGE": "https://erp.example/hook"}
    assert not found.complete
    assert shop.webhooks["ORDER_STATUS_CHANGE"] == "https://erp.example/hook"
    await ask(house, shop.shop_id, take_over=True)
    assert shop.webhooks["ORDER_STATUS_CHANGE"] == OURS


async def test_a_topic_that_is_refused_is_named_and_the_others_are_registered(house: House, shop: LittleShop) -> None:
    def only_the_third(path: str, count: int) -> None:
        shop.refuse = {path: (401, 105005)} if path.startswith("PUT") and count == 3 else {}

    shop.before = only_the_third
    found = await ask(house, shop.shop_id)
    assert len(found.refused) == 1
    assert len(found.set) == len(wanted()) - 1


async def test_a_look_changes_nothing_and_what_somebody_switched_off_is_drift(house: House, shop: LittleShop) -> None:
    await ask(house, shop.shop_id)
    del shop.webhooks["ORDER_STATUS_CHANGE"]
    sent = shop.calls["PUT /event/202309/webhooks"]
    found = await subscribe(
        house.store, house.access, seal, house.clock, shop.shop_id, "https://shoplatch.example", only_look=True
    )
    assert (found.missing, found.complete) == (["ORDER_STATUS_CHANGE"], False)
    assert shop.calls["PUT /event/202309/webhooks"] == sent
    await ask(house, shop.shop_id)
    shop.webhooks["PRODUCT_CREATION"] = "https://old.example/webhooks/tiktok/" + APP
    again = await ask(house, shop.shop_id)
    assert (again.set, again.drifted) == (["PRODUCT_CREATION"], 1)


def test_what_only_partner_center_turns_on_is_known_by_name() -> None:
    assert by_hand()[71] == "INVENTORY_CHANGED_BY_SHOP"
    assert not set(by_hand()) & set(WANTED_TOPICS)


async def test_a_shop_that_is_not_connected_says_so(house: House) -> None:
    with pytest.raises(NotFound):
        await ask(house, "999")
