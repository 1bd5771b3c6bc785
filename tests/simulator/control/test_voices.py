"""Buyers talk, rate, review and wish through the control, and the API tells the same."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator.routes import HANDLERS
from tests.simulator.control.control_desk import ControlDesk


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk()
    yield made
    await made.site.webhooks.stop()


async def test_a_buyer_writes_is_answered_and_rates(desk: ControlDesk) -> None:
    order = await desk.done("POST", "orders", {})
    said = await desk.done("POST", "messages", {"text": "Where is it?", "order_id": order["order_id"]})
    (row,) = (await desk.done("GET", "conversations"))["conversations"]
    assert (row["conversation_id"], row["unread"], row["open"]) == (said["conversation_id"], 1, True)
    rating = f"conversations/{said['conversation_id']}/rating"
    assert (await desk.control("POST", rating, {"score": 5})).status == 409
    shop = desk.site.world.shops[said["shop_id"]]
    shop.talks.conversations[said["conversation_id"]].sessions[-1].first_response_s = 30
    assert (await desk.done("POST", rating, {"score": 2, "reason": "Late"}))["satisfaction_score"] == 2
    assert (await desk.control("POST", rating, {"score": 6})).status == 400
    assert "customer_service.get_conversations" in HANDLERS


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("messages", {"text": ""}, 400),
        ("messages", {"type": "COUPON_CARD", "content": {"coupon_id": "1"}}, 400),
        ("messages", {"text": "Hello", "order_id": "1"}, 404),
        ("conversations/1/rating", {"score": 1}, 404),
        ("reviews", {"order_id": "1", "rating": 5}, 404),
        ("orders/1/wish", {"order_line_id": "1", "info": {}}, 404),
    ],
)
async def test_what_buyers_cannot_say_is_refused(desk: ControlDesk, path: str, body: dict[str, object], status: int) -> None:
    assert (await desk.control("POST", path, body)).status == status


async def test_buyers_review_what_arrived_and_wish_before_it_leaves(desk: ControlDesk) -> None:
    order_id = (await desk.done("POST", "orders", {}))["order_id"]
    shop = next(shop for shop in desk.site.world.shops.values() if shop.orders.get(order_id))
    line_id = shop.orders[order_id].lines[0].id
    wish = {"order_line_id": line_id, "info": {"engraving": "Ada"}}
    assert (await desk.done("POST", f"orders/{order_id}/wish", wish))["order_line_id"] == line_id
    assert shop.dispatch.wishes[line_id] == {"engraving": "Ada"}
    opinion = {"order_id": order_id, "rating": 4, "content": "Good"}
    assert (await desk.control("POST", "reviews", opinion)).status == 400
    await desk.done("POST", f"orders/{order_id}/advance", {"status": "DELIVERED"})
    told = await desk.done("POST", "reviews", opinion)
    assert (await desk.done("GET", "reviews"))["reviews"] == [told]
    assert (await desk.control("POST", f"orders/{order_id}/wish", wish)).status == 409
