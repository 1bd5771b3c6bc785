"""Same seed, frozen clock, same serial calls: the same bytes, headers included."""

from __future__ import annotations

from typing import Any

from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import Request, send

ORDERS, DETAIL = "/order/202309/orders/search", "/order/202507/orders"


async def life() -> list[tuple[int, dict[str, str], bytes]]:
    """Some weeks of a shop, everything that was answered."""
    desk = ControlDesk("demo")
    desk.app.webhook_url = "https://app.example.com/hook"
    desk.site.webhooks.start()
    told: list[Any] = []
    told.append(await send(desk.site, Request("GET", "/open/authorize", {"service_id": desk.app.service_id})))
    code = dict(part.split("=") for part in told[0].headers["location"].partition("?")[2].split("&"))["code"]
    query = {"app_key": desk.app.key, "app_secret": desk.app.secret, "auth_code": code, "grant_type": "authorized_code"}
    told.append(await send(desk.site, Request("GET", "/api/v2/token/get", query)))
    desk.token = told[-1].data["access_token"]
    await desk.done("POST", "chaos", {"operation": "order.*", "code": 36009003, "probability": 0.3})
    for turn in range(12):
        placed = await desk.done("POST", "orders", {})
        told.append(await desk.call("POST", ORDERS, body={}, page_size="10"))
        told.append(await desk.call("GET", DETAIL, ids=placed["order_id"]))
        told.append(await desk.call("POST", "/product/202502/products/search", body={}, page_size="10"))
        told.append(await desk.call("GET", "/logistics/202309/warehouses"))
        told.append(await desk.call("POST", "/promotion/202309/activities/search", body={"page_size": 10}))
        told.append(await desk.control("POST", "clock", {"advance_s": 3_600 * turn}))
    told.append(await desk.control("GET", "truth"))
    told.append(await desk.control("GET", "deliveries", limit="1000"))
    await desk.site.webhooks.stop()
    return [(one.status, one.headers, one.body) for one in told]


async def test_two_lives_are_one() -> None:
    first, second = await life(), await life()
    assert len(first) > 70
    for number, (one, two) in enumerate(zip(first, second, strict=True)):
        assert one == two, number
