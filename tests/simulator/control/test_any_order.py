"""Whatever is asked of the control, it answers with a sentence: no fault inside, no hang, and the world goes on."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.simulator.chaos.effects import NAMED
from shoplatch.simulator.levers import LEVERS, Lever
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import Request, request, send

NESTED = 100_000
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1, 7, 10**6, 2**53, 2**63, -(2**70), 0.0, 0.5, 1.0, -0.1, 1e308, "", " ", "a", "0", "-1", "ü" * 40,
    "x" * 3_000, "../../etc/passwd", "%00", "order_status", "skus[0].status", "UNPAID", "forward", [], {}, [[]], [None],
    {"a": {"b": [1]}}, ["a", 1], {"": ""},
)  # fmt: skip
RAW = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"\xff\xfe",
    b"[" * NESTED,
    b'{"a":' * NESTED,
    b"{}" * 2,
    b"1e999",
    b'{"now":1e999}',
)


class Attacker:
    """Makes orders for one desk: right ones, nearly right ones and nonsense."""

    def __init__(self, desk: ControlDesk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        world, shop = desk.world, desk.shop
        self.known: list[str] = [
            shop.id, desk.app.key, shop.seller_open_id, "chaos-1", "a", "nothing", "-1", "",
            *list(shop.orders._live)[:3], *list(shop.products)[:2], *list(world.deliveries)[:2],
            *list(shop.cancellations._live)[:2], *list(shop.returns._live)[:2],
        ]  # fmt: skip

    def path(self, lever: Lever) -> str:
        parts = [self.part(name) if name.startswith("{") else name for name in lever.path.split("/")]
        return "/".join(parts)

    def part(self, name: str) -> str:
        if name == "{action}":
            return self.chance.choice(
                ["pay", "cancel", "ship", "forward", "withdraw", "silence", "take_down", "x", "__class__"]
            )
        return self.chance.choice(self.known) or "x"

    def body(self, lever: Lever) -> dict[str, Any]:
        if lever.takes is None:
            return {}
        if isinstance(lever.takes, type):
            names = [one.encode_name for one in msgspec.structs.fields(lever.takes)]
        else:
            names = [*lever.takes.get("properties", {"a": {}})]
        return {name: self.value(name) for name in names if self.chance.random() < 0.6}

    def value(self, name: str) -> Any:
        likely: dict[str, Callable[[], Any]] = {
            "operation": lambda: self.chance.choice([head.id for head in reader.heads()][:40]),
            "fault": lambda: self.chance.choice(sorted(NAMED)),
            "topic": lambda: self.chance.choice([1, 3, "ORDER_STATUS_CHANGE", 12, 68, 999]),
            "set": lambda: {self.chance.choice(["order_status", "skus[0].status", "data.order_id", "a..b", "[0]", "skus"]):
                            self.chance.choice(ODD)},
            "shop_id": lambda: self.desk.shop.id,
            "profile": lambda: self.chance.choice(["steady", "daily", "flash_sale", "spike"]),
            "burst": lambda: self.chance.choice([0, 1, 5, -1, 10**9, 1.5]),
            "advance_s": lambda: self.chance.choice([0, 1, 3_600, -5, 10**12]),
        }  # fmt: skip
        if name in likely and self.chance.random() < 0.7:
            return likely[name]()
        return self.chance.choice([*ODD, *self.known])


async def attack(seed: int, count: int) -> None:
    desk = ControlDesk()
    for _ in range(3):
        await desk.done("POST", "orders", {})
    attacker = Attacker(desk, seed)
    chance = attacker.chance
    levers = [lever for lever in LEVERS if lever.path not in ("deliveries/drain",)]
    for _ in range(count):
        lever = chance.choice(levers)
        method = lever.method if chance.random() < 0.95 else chance.choice(["GET", "POST", "DELETE", "PATCH"])
        raw = chance.choice(RAW) if chance.random() < 0.15 else json.dumps(attacker.body(lever)).encode()
        query = {name: str(chance.choice(ODD)) for name in lever.query if chance.random() < 0.4}
        path = attacker.path(lever)
        told = await send(desk.site, Request(method, f"/_sim/{path}", query, raw, {"host": "127.0.0.1"}))
        said = f"{method} {path} {query} {raw[:300]!r}: {told.status} {told.body[:300]!r}"
        assert told.status in (200, 400, 403, 404, 409), said
        assert desk.world.tally.inner_faults == 0, said
        assert told.status == 200 or json.loads(told.body)["error"], said
    await desk.done("DELETE", "chaos")
    assert (await desk.done("GET", "truth"))["world"] == "stocked"


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 12))])
async def test_whatever_is_ordered_is_answered_with_a_sentence(seed: int) -> None:
    await attack(seed, 600)


@pytest.mark.parametrize(
    "header", [b"[" * NESTED, b"code=" + b"[" * NESTED, b"truncate=nan", b"latency_ms=1e999", b"=", b",,,"]
)
async def test_no_header_makes_a_call_fail_inside(header: bytes) -> None:
    desk = ControlDesk()
    asked = request(
        "POST", "/order/202309/orders/search", token=desk.token, at=desk.world.clock.now(), cipher=desk.shop.cipher,
        body={}, secret=desk.app.secret, app_key=desk.app.key, page_size="5",
    )  # fmt: skip
    asked.headers["x-simulator-chaos"] = header.decode()
    told = await send(desk.site, asked)
    assert desk.world.tally.inner_faults == 0
    assert told.json["code"] in (0, 36009004)
