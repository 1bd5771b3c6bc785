"""A webhook of any topic on demand: filled from the world, in the shape of the reference, with its documented oddities."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shoplatch.catalog import reader
from tests.simulator.control.control_desk import ControlDesk

TOPICS = sorted(reader.topics())
ADDRESS = "https://app.example.com/hook"


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk()
    made.app.webhook_url = ADDRESS
    made.site.webhooks.start()
    yield made
    await made.site.webhooks.stop()


async def fired(desk: ControlDesk, topic: int | str, **more: Any) -> dict[str, Any]:
    """Trigger and give the body that was sent."""
    told = await desk.done("POST", "trigger", {"topic": topic, "anyway": True, **more})
    await desk.site.webhooks.drain()
    (delivery,) = told["deliveries"]
    body: dict[str, Any] = json.loads(desk.world.deliveries[delivery["id"]].body)
    return body


def kinds(value: Any) -> Any:
    """The types of a value, all the way down."""
    if isinstance(value, dict):
        return {name: kinds(part) for name, part in value.items()}
    return [kinds(part) for part in value[:1]] if isinstance(value, list) else type(value).__name__


def test_there_are_45_topics_and_a_legacy_one() -> None:
    assert len(TOPICS) == 46
    assert 2 in TOPICS


@pytest.mark.parametrize("topic", TOPICS)
async def test_every_topic_is_sent_in_the_shape_of_its_example(desk: ControlDesk, topic: int) -> None:
    body = await fired(desk, topic)
    fact = reader.topics()[topic]
    assert body["type"] == topic
    assert kinds(body["data"]) == kinds(fact.example["data"])
    assert body[fact.entity_key]
    assert body["timestamp"] == desk.world.clock.now()


async def test_the_body_speaks_of_what_is_in_the_world(desk: ControlDesk) -> None:
    placed = await desk.done("POST", "orders", {})
    body = await fired(desk, "ORDER_STATUS_CHANGE")
    assert body["data"]["order_id"] == placed["order_id"]
    assert body["data"]["update_time"] == desk.world.clock.now()
    assert (await fired(desk, 15))["data"]["product_id"] in desk.shop.products


@pytest.mark.parametrize("topic", [5, 16, 37, 66])
async def test_ids_of_these_topics_are_numbers(desk: ControlDesk, topic: int) -> None:
    product = (await fired(desk, topic))["data"]["product_id"]
    assert isinstance(product, int)
    assert str(product) in desk.shop.products


async def test_stock_events_write_times_as_iso_and_one_of_them_ids_as_numbers(desk: ControlDesk) -> None:
    by_shop, by_seller = (await fired(desk, 71))["data"], (await fired(desk, 68))["data"]
    assert by_shop["occurred_at"] == "2026-01-01T00:00:00Z"
    assert by_seller["occurred_at"] == "2026-01-01T00:00:00.000000000Z"
    assert isinstance(by_shop["sku_id"], int)
    assert isinstance(by_seller["sku_id"], str)


async def test_topic_33_writes_its_time_as_text(desk: ControlDesk) -> None:
    assert (await fired(desk, 33))["data"]["create_time"] == str(desk.world.clock.now())


async def test_the_stock_event_can_be_flat_and_the_address_event_without_id(desk: ControlDesk) -> None:
    await desk.done("POST", "switches", {"inventory_event_is_flat": True, "address_event_has_id": False})
    flat = await fired(desk, 68)
    assert "data" not in flat
    assert flat["sku_id"] in desk.shop.skus
    assert "tts_notification_id" not in await fired(desk, 3)


async def test_fields_can_be_set_deep_inside_and_keep_their_type(desk: ControlDesk) -> None:
    body = await fired(
        desk, 50, set={"skus[0].status": "DELETED", "skus[1].sku_id": "77", "data.update_time": "5", "product_id": "9"}
    )
    assert body["data"]["skus"][0]["status"] == "DELETED"
    assert body["data"]["skus"][1]["sku_id"] == "77"
    assert (body["data"]["update_time"], body["data"]["product_id"]) == (5, "9")
    assert (await fired(desk, 1, set={"is_on_hold_order": "true"}))["data"]["is_on_hold_order"] is True
    assert (await fired(desk, 17, set={"creator_open_id": "me", "event.type": "REMOVE"}))["creator_open_id"] == "me"


@pytest.mark.parametrize(
    ("topic", "path", "words"),
    [
        (1, "order_statuz", "Did you mean order_status"),
        (50, "skus[0].stauts", "skus[].status"),
        (50, "skus[7].status", "gap"),
        (1, "update_time", "not a whole number"),
        (1, "is_on_hold_order", "neither true nor false"),
    ],
)
async def test_a_path_or_value_that_does_not_fit_is_an_error_and_nothing_is_sent(
    desk: ControlDesk, topic: int, path: str, words: str
) -> None:
    told = await desk.control("POST", "trigger", {"topic": topic, "set": {path: "soon"}, "anyway": True})
    assert told.status == 400
    assert words in told.json["error"]
    assert desk.world.deliveries == {}


@pytest.mark.parametrize(
    ("topic", "words"), [("ORDER_STATUS_CHANGED", "ORDER_STATUS_CHANGE"), (8, "Numbers"), ("x", "Numbers")]
)
async def test_a_topic_that_is_none_names_near_ones(desk: ControlDesk, topic: object, words: str) -> None:
    told = await desk.control("POST", "trigger", {"topic": topic})
    assert told.status == 404
    assert words in told.json["error"]


async def test_only_apps_that_asked_are_told_unless_it_is_a_test_push(desk: ControlDesk) -> None:
    assert (await desk.done("POST", "trigger", {"topic": 12}))["deliveries"] == []
    (push,) = (await desk.done("POST", "trigger", {"topic": 12, "anyway": True}))["deliveries"]
    assert push["url"] == ADDRESS
    assert len((await desk.done("POST", "trigger", {"topic": 1}))["deliveries"]) == 1


async def test_a_slow_consumer_gets_it_again_though_it_answered(desk: ControlDesk) -> None:
    await desk.done("POST", "faults", {"webhooks": {"slow_consumer": 1.0}})
    told = await desk.done("POST", "trigger", {"topic": 1})
    await desk.site.webhooks.drain()
    delivery = desk.world.deliveries[told["deliveries"][0]["id"]]
    assert (delivery.state, delivery.attempts[0].error) == ("waiting", "answered too late, on order")
    await desk.done("POST", "faults", {"webhooks": {"slow_consumer": 0.0}})
    await desk.done("POST", "clock", {"advance_s": 121})
    assert (delivery.state, len(delivery.attempts)) == ("delivered", 2)
