"""Chaos on order: each effect does what it says, to the calls a rule means and to no others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import worlds
from shoplatch.simulator.asgi import HANG_UP, Site
from shoplatch.simulator.chaos.effects import NAMED, Effect, effect_in_header
from shoplatch.simulator.chaos.rules import Rules
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.wire import WireAnswer
from tests.simulator.platform.desk_world import Request, Told, granted, request, wall
from tests.simulator.platform.test_webhooks import GivenWire

ORDERS, DETAIL, STOCK = "/order/202309/orders/search", "/order/202507/orders", "/product/202309/inventory/search"
ACTIVATE, DEACTIVATE = "/product/202309/products/activate", "/product/202309/products/deactivate"


class Sent:
    """What a caller saw on the wire."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.hung_up = False

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])

    @property
    def told(self) -> Told:
        headers = {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}
        return Told(self.messages[0]["status"], headers, self.body)


class Desk:
    """A site over a stocked world whose pauses are counted instead of waited for."""

    def __init__(self) -> None:
        self.wall = wall()
        self.world: World = worlds.build("stocked", 1, SimClock(self.wall))
        self.paused: list[float] = []

        async def pause(seconds: float) -> None:
            self.paused.append(seconds)

        wire = GivenWire(lambda _: WireAnswer(200, 1.0))
        self.site = Site(self.world, SimulatorOptions(rate_limit="off"), wire, pause)
        self.app = next(iter(self.world.apps.values()))
        self.shop: Shop = next(iter(self.world.shops.values()))
        self.token = granted(self.world, self.app.key, self.shop.seller_open_id)

    async def call(self, method: str, path: str, *, chaos: str = "", shop: Shop | None = None, **asked: Any) -> Sent:
        made = request(
            method,
            path,
            token=self.token,
            at=self.world.clock.now(),
            cipher=(shop or self.shop).cipher,
            secret=self.app.secret,
            app_key=self.app.key,
            **asked,
        )
        if chaos:
            made.headers["x-simulator-chaos"] = chaos
        return await self.send(made)

    async def send(self, made: Request) -> Sent:
        sent = Sent()

        async def hang_up() -> None:
            sent.hung_up = True

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": made.body, "more_body": False}

        async def take(message: Any) -> None:
            sent.messages.append(message)

        headers = {**made.headers, **({"content-length": str(len(made.body))} if made.body else {})}
        scope = {
            "type": "http",
            "method": made.method,
            "path": made.path,
            "query_string": made.query_string.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 50000),
            "extensions": {HANG_UP: hang_up},
        }
        await self.site(scope, receive, take)
        return sent

    async def control(self, method: str, path: str, body: Any = None) -> Told:
        raw = json.dumps(body).encode() if body is not None else b""
        return (await self.send(Request(method, f"/_sim/{path}", {}, raw, {"host": "127.0.0.1"}))).told

    async def rule(self, **wanted: Any) -> dict[str, Any]:
        told = await self.control("POST", "chaos", wanted)
        assert told.status == 200, told.body
        return told.json

    async def codes(self, count: int, **asked: Any) -> list[int]:
        return [(await self.search(**asked)).told.code for _ in range(count)]

    async def search(self, **asked: Any) -> Sent:
        return await self.call("POST", ORDERS, body={}, page_size="20", **asked)

    def on_sale(self, count: int) -> list[str]:
        return [product.id for product in self.shop.products.values() if product.status == "ACTIVATE"][:count]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    yield made
    await made.site.webhooks.stop()


# Which calls


async def test_without_rules_nothing_goes_wrong_and_no_call_is_marked(desk: Desk) -> None:
    sent = await desk.search()
    assert sent.told.code == 0
    assert "x-simulator-chaos" not in sent.told.headers


async def test_every_third_call_of_one_operation_is_struck_and_no_other_operation(desk: Desk) -> None:
    await desk.rule(operation="order.get_order_list", code=36009003, every=3)
    assert await desk.codes(6) == [0, 0, 36009003, 0, 0, 36009003]
    assert (await desk.call("POST", STOCK, body={"product_ids": desk.on_sale(1)})).told.code == 0


async def test_the_nth_call_and_at_most_so_many_times(desk: Desk) -> None:
    await desk.rule(operation="order.*", fault="rate_limited", nth=2)
    assert await desk.codes(4) == [0, 36009002, 0, 0]
    await desk.control("DELETE", "chaos")
    await desk.rule(operation="order.*", fault="rate_limited", times=2)
    assert await desk.codes(4) == [36009002, 36009002, 0, 0]


async def test_a_rule_for_one_shop_leaves_the_other_alone(desk: Desk) -> None:
    other = list(desk.world.shops.values())[1]
    await desk.rule(shop=other.id, fault="internal_error")
    assert await desk.codes(1) == [0]
    assert await desk.codes(1, shop=other) == [36009003]


async def test_a_rule_for_one_version_leaves_the_other_alone(desk: Desk) -> None:
    await desk.rule(operation="order.get_order_detail", version="202309", fault="unavailable")
    assert (await desk.call("GET", DETAIL, ids="1")).told.status == 200
    assert (await desk.call("GET", "/order/202309/orders", ids="1")).told.status == 503


async def test_a_window_is_virtual_time(desk: Desk) -> None:
    await desk.rule(fault="rate_limited", window_s=60)
    assert await desk.codes(1) == [36009002]
    desk.world.clock.jump_to(desk.world.clock.now() + 60)
    assert await desk.codes(1) == [0]


async def test_chance_is_seeded_so_a_run_repeats(desk: Desk) -> None:
    await desk.rule(fault="rate_limited", probability=0.4)
    first = await desk.codes(30)
    assert {0, 36009002} == set(first)
    await desk.control("DELETE", "chaos")
    await desk.rule(fault="rate_limited", probability=0.4)
    assert await desk.codes(30) == first


async def test_the_list_counts_what_matched_and_what_was_struck(desk: Desk) -> None:
    made = await desk.rule(operation="order.*", fault="rate_limited", every=2)
    await desk.codes(5)
    listed = (await desk.control("GET", "chaos")).json["rules"]
    assert [(rule["id"], rule["seen"], rule["struck"]) for rule in listed] == [(made["id"], 5, 2)]
    assert (await desk.control("DELETE", f"chaos/{made['id']}")).json == {"rules": []}
    assert (await desk.control("DELETE", f"chaos/{made['id']}")).status == 404


# What happens


async def test_a_refusal_carries_code_status_and_message_and_is_marked(desk: Desk) -> None:
    made = await desk.rule(code=36009003, status=502, message="Bad gateway.")
    told = (await desk.search()).told
    assert (told.status, told.code, told.json["message"]) == (502, 36009003, "Bad gateway.")
    assert told.headers["x-simulator-chaos"] == made["id"]


async def test_a_429_carries_retry_after(desk: Desk) -> None:
    await desk.rule(fault="rate_limited")
    told = (await desk.search()).told
    assert (told.status, told.headers["retry-after"]) == (429, "1")


async def test_an_expired_token_stays_expired_until_it_is_refreshed(desk: Desk) -> None:
    await desk.rule(fault="expired_token", times=1)
    assert await desk.codes(2) == [105002, 105002]
    desk.token = granted(desk.world, desk.app.key, desk.shop.seller_open_id)
    assert await desk.codes(1) == [0]


async def test_latency_comes_after_the_effect_and_the_answer_is_whole(desk: Desk) -> None:
    await desk.rule(latency_ms=800)
    sent = await desk.search()
    assert desk.paused == [0.8]
    assert sent.told.code == 0


async def test_a_truncated_answer_promises_more_than_it_sends_and_hangs_up(desk: Desk) -> None:
    await desk.rule(truncate=0.5)
    sent = await desk.search()
    whole = int(sent.told.headers["content-length"])
    assert len(sent.body) == whole // 2
    assert sent.hung_up
    with pytest.raises(ValueError, match=r"."):
        json.loads(sent.body)


async def test_a_connection_lost_after_a_write_leaves_the_write_done(desk: Desk) -> None:
    product = desk.on_sale(1)[0]
    await desk.rule(operation="product.deactivate_products", fault="lost_after")
    sent = await desk.call("POST", DEACTIVATE, body={"product_ids": [product]})
    assert (sent.messages, sent.hung_up) == ([], True)
    assert desk.shop.products[product].status == "SELLER_DEACTIVATED"


async def test_a_connection_lost_before_a_write_leaves_everything_as_it_was(desk: Desk) -> None:
    product = desk.on_sale(1)[0]
    await desk.rule(operation="product.deactivate_products", fault="lost_before")
    sent = await desk.call("POST", DEACTIVATE, body={"product_ids": [product]})
    assert (sent.messages, sent.hung_up) == ([], True)
    assert desk.shop.products[product].status == "ACTIVATE"


async def test_part_of_a_batch_fails_and_the_rest_takes_effect(desk: Desk) -> None:
    kept, failed = desk.on_sale(2)
    await desk.rule(operation="product.deactivate_products", partial=1)
    told = (await desk.call("POST", DEACTIVATE, body={"product_ids": [kept, failed]})).told
    assert told.code == 0
    assert [error["detail"] for error in told.data["errors"]] == [{"product_id": failed}]
    assert desk.shop.products[kept].status == "SELLER_DEACTIVATED"
    assert desk.shop.products[failed].status == "ACTIVATE"


async def test_all_of_a_batch_can_fail(desk: Desk) -> None:
    products = desk.on_sale(2)
    await desk.rule(partial=5)
    told = (await desk.call("POST", DEACTIVATE, body={"product_ids": products})).told
    assert len(told.data["errors"]) == 2
    assert {desk.shop.products[one].status for one in products} == {"ACTIVATE"}


async def test_a_partial_failure_leaves_calls_without_a_batch_alone(desk: Desk) -> None:
    await desk.rule(partial=1)
    assert (await desk.search()).told.code == 0
    assert (await desk.control("GET", "chaos")).json["rules"][0]["seen"] == 0


async def test_an_answer_can_hold_other_values_new_fields_and_fewer(desk: Desk) -> None:
    await desk.control("POST", "orders", {"shop_id": desk.shop.id})
    await desk.rule(
        operation="order.get_order_list",
        alter={
            "orders.*.status": "A_STATUS_OF_THE_FUTURE",
            "orders.0.new": {"deep": [1]},
            "no.such.way": 1,
            "orders.9.id": "x",
        },
        drop=["orders.*.buyer_message", "orders.*.payment.currency", "nothing.here"],
    )
    sent = await desk.search()
    (order,) = sent.told.data["orders"]
    assert (order["status"], order["new"]) == ("A_STATUS_OF_THE_FUTURE", {"deep": [1]})
    assert "buyer_message" not in order
    assert "currency" not in order["payment"]
    assert sent.told.headers["content-length"] == str(len(sent.body))
    assert (await desk.search(chaos="missing_fields")).told.data["orders"][0]["status"] != "A_STATUS_OF_THE_FUTURE"
    await desk.control("DELETE", "chaos")
    (order,) = (await desk.search()).told.data["orders"]
    assert order["status"] == "ON_HOLD"  # the world is as it was


async def test_a_stale_read_answers_as_before_the_last_write(desk: Desk) -> None:
    product = desk.on_sale(1)[0]

    async def status() -> str:
        told = (await desk.call("GET", f"/product/202309/products/{product}")).told
        return str(told.data["status"])

    rule = await desk.rule(fault="stale")
    assert await status() == "ACTIVATE"
    await desk.call("POST", DEACTIVATE, body={"product_ids": [product]})
    assert await status() == "ACTIVATE"
    await desk.control("DELETE", f"chaos/{rule['id']}")
    assert await status() == "SELLER_DEACTIVATED"


async def test_a_stale_list_misses_the_order_that_was_just_placed(desk: Desk) -> None:
    await desk.rule(operation="order.get_order_list", fault="stale")
    placed = (await desk.control("POST", "orders", {"shop_id": desk.shop.id})).json["order_id"]
    assert (await desk.search()).told.data["total_count"] == 0
    await desk.control("POST", "orders", {"shop_id": desk.shop.id})
    assert [order["id"] for order in (await desk.search()).told.data["orders"]] == [placed]


async def test_a_moment_that_is_held_stays_the_past_whatever_is_written_and_whatever_time_brings(desk: Desk) -> None:
    first = (await desk.control("POST", "orders", {"shop_id": desk.shop.id})).json["order_id"]
    assert (await desk.control("POST", "chaos/past")).json["held"] == desk.world.clock.now()
    await desk.rule(operation="order.get_order_list", fault="stale")
    for _ in range(2):
        await desk.control("POST", "orders", {"shop_id": desk.shop.id})
    await desk.control("POST", "clock", {"advance_s": 2 * 3_600, "wait": False})
    (told,) = (await desk.search()).told.data["orders"]
    assert (told["id"], told["status"]) == (first, "ON_HOLD")
    await desk.control("DELETE", "chaos")
    now = (await desk.search()).told.data
    assert (now["total_count"], {one["status"] for one in now["orders"]}) == (3, {"AWAITING_SHIPMENT"})


async def test_the_answer_to_a_token_refresh_can_be_lost_after_it_took_effect(desk: Desk) -> None:
    await desk.rule(operation="token.refresh", fault="lost_after")
    grant = next(iter(desk.world.grants.values()))
    refresh = next(iter(grant.refresh_tokens))
    query = {"app_key": desk.app.key, "app_secret": desk.app.secret, "refresh_token": refresh, "grant_type": "refresh_token"}
    sent = await desk.send(Request("GET", "/api/v2/token/refresh", query))
    assert (sent.messages, sent.hung_up) == ([], True)
    assert desk.world.tally.token_refreshes == 1
    assert refresh in grant.spent_refresh_tokens


# The header


async def test_a_header_does_the_same_to_one_call(desk: Desk) -> None:
    told = (await desk.search(chaos="code=36009003, status=503")).told
    assert (told.status, told.code, told.headers["x-simulator-chaos"]) == (503, 36009003, "header")
    assert (await desk.search(chaos="slow")).told.code == 0
    assert desk.paused == [5.0]
    assert await desk.codes(1) == [0]


async def test_a_header_that_cannot_be_read_says_so(desk: Desk) -> None:
    told = (await desk.search(chaos="boom")).told
    assert (told.status, told.code) == (400, 36009004)
    assert "x-simulator-chaos" in told.json["message"]


async def test_a_stale_read_by_header_needs_a_rule_that_keeps_the_past(desk: Desk) -> None:
    assert "kept only while" in (await desk.search(chaos="stale")).told.json["message"]
    await desk.rule(fault="stale", probability=0)
    assert (await desk.search(chaos="stale")).told.code == 0


@pytest.mark.parametrize("name", NAMED)
def test_every_named_fault_can_be_asked_for_by_header(name: str) -> None:
    assert effect_in_header(name) == NAMED[name]


def test_names_and_fields_can_be_mixed_in_a_header() -> None:
    assert effect_in_header("rate_limited, latency_ms=20") == Effect(
        code=36009002, message="Slow down and try again.", latency_ms=20
    )


# Rules that cannot be


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "does nothing"),
        ({"operation": "order.*"}, "does nothing"),
        ({"fault": "fire"}, "There is no fault"),
        ({"operation": "order.get_order_lists", "code": 1}, "Did you mean order.get_order_list"),
        ({"probability": 2, "code": 1}, "between 0 and 1"),
        ({"nth": 0, "code": 1}, "at least 1"),
        ({"truncate": 3}, "between 0 and 1"),
        ({"status": 503}, "goes with a code"),
        ({"code": "x"}, "cannot be had"),
        ({"hang_up": "never"}, "cannot be had"),
        ({"colour": "red"}, "cannot be had"),
        ({"code": 1, "window_s": 0}, "positive"),
        ({"fault": ["rate_limited"]}, "There is no fault"),
        ({"code": 1, "since": 5, "until": 5}, "window is empty"),
        ({"code": 1, "operation": "order.get_order_list", "version": "209901"}, "It has: 202309"),
        ({"stale": True, "operation": "product.update_price"}, "reads nothing"),
        ({"partial": 1, "operation": "order.get_order_list"}, "no batch"),
        ({"expire_token": True, "operation": "token.get"}, "know neither"),
    ],
)
def test_a_rule_that_cannot_be_set_says_why(wanted: dict[str, Any], words: str) -> None:
    rules = Rules(1)
    with pytest.raises(InvalidRequest, match=words):
        rules.add(wanted, now=0)
    assert rules.listed() == []


async def test_a_rule_for_a_shop_that_is_not_there_is_refused(desk: Desk) -> None:
    told = await desk.control("POST", "chaos", {"fault": "slow", "shop": "1"})
    assert told.status == 404


def test_a_rule_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(NotFound):
        Rules(1).remove("c9")


async def test_many_calls_at_once_are_answered_each_with_its_own_fate(desk: Desk) -> None:
    await desk.rule(operation="order.*", latency_ms=10, every=2)
    answers = await asyncio.gather(*(desk.search() for _ in range(20)))
    assert [one.told.code for one in answers] == [0] * 20
    assert len(desk.paused) == 10
