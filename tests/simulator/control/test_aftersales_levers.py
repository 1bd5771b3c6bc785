"""Buyers, carriers and the platform's staff act through the control; what they did shows in truth and lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.simulator.control.control_desk import ControlDesk

RETURN = "RETURN_AND_REFUND"


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk()
    yield made
    await made.site.webhooks.stop()


async def placed(desk: ControlDesk, status: str, **more: Any) -> str:
    order = await desk.done("POST", "orders", {"status": status, **more})
    return str(order["order_id"])


async def test_a_buyer_returns_and_the_platform_decides(desk: ControlDesk) -> None:
    order_id = await placed(desk, "DELIVERED")
    before = (await desk.done("GET", "truth"))["returns"]
    made = await desk.done("POST", "returns", {"order_id": order_id, "type": RETURN, "shipment_type": "BUYER_ARRANGE"})
    assert (made["status"], made["next_action"]) == ("RETURN_OR_REFUND_REQUEST_PENDING", "SELLER_RESPOND_RETURN")
    path = f"returns/{made['return_id']}"
    assert (await desk.done("POST", f"{path}/silence"))["status"] == "AWAITING_BUYER_SHIP"
    assert (await desk.done("POST", f"{path}/ship_back"))["status"] == "BUYER_SHIPPED_ITEM"
    assert (await desk.done("POST", f"{path}/arrive"))["next_action"] == "SELLER_RESPOND_RECEIVE_PACKAGE"
    listed = await desk.done("GET", "returns", limit="1", status="BUYER_SHIPPED_ITEM")
    assert [row["return_id"] for row in listed["returns"]] == [made["return_id"]]
    assert (await desk.done("GET", "truth"))["returns"] == before + 1


async def test_a_buyer_asks_to_cancel_and_takes_it_back(desk: ControlDesk) -> None:
    order_id = await placed(desk, "AWAITING_SHIPMENT")
    await desk.done("POST", f"orders/{order_id}/request_cancel")
    listed = await desk.done("GET", "cancellations", limit="1")
    record = listed["cancellations"][0]
    assert (record["order_id"], record["type"], record["status"]) == (
        order_id,
        "BUYER_CANCEL",
        "CANCELLATION_REQUEST_PENDING",
    )
    closed = await desk.done("POST", f"cancellations/{record['cancel_id']}/withdraw")
    assert closed["status"] == "CANCELLATION_REQUEST_CANCEL"


async def test_an_order_is_placed_on_special_terms(desk: ControlDesk) -> None:
    now = (await desk.done("GET", "clock"))["now"]
    order_id = await placed(desk, "ON_HOLD", order_type="PRE_ORDER", release_date=now + 9 * 86_400)
    await desk.done("POST", f"orders/{order_id}/cancel")
    sample = await placed(desk, "AWAITING_SHIPMENT", sample_payer="SELLER")
    assert sample != order_id


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("returns", {"order_id": "1"}, 404),
        ("returns/1/withdraw", {}, 404),
        ("cancellations/1/withdraw", {}, 404),
        ("cancellations/1/explode", {}, 400),
        ("orders", {"cash_on_delivery": True}, 400),
        ("orders", {"bundles": {"1": [{"sku_id": "2"}]}}, 404),
    ],
)
async def test_what_does_not_exist_or_fit_is_told_in_a_sentence(
    desk: ControlDesk, path: str, body: dict[str, Any], status: int
) -> None:
    answer = await desk.control("POST", path, body)
    assert answer.status == status
    assert answer.json["error"]


async def test_a_complaint_the_platform_would_refuse_has_its_code(desk: ControlDesk) -> None:
    order_id = await placed(desk, "ON_HOLD")
    answer = await desk.control("POST", "returns", {"order_id": order_id})
    assert (answer.status, answer.json["code"]) == (409, 25001003)
    other = await placed(desk, "DELIVERED")
    made = await desk.done("POST", "returns", {"order_id": other})
    answer = await desk.control("POST", f"returns/{made['return_id']}/arrive")
    assert answer.status == 409
