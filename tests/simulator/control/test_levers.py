"""The control as a whole: described in OpenAPI and answering so, keeping the world in copies, telling the calls it got."""

from __future__ import annotations

import hmac
import json
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from jsonschema import Draft202012Validator

from shoplatch.simulator import coverage, ledger
from shoplatch.simulator.levers import LEVERS
from shoplatch.simulator.openapi import document
from shoplatch.simulator.switches import Switches
from shoplatch.simulator.truth import truth
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import Request, send

ORDERS = "/order/202309/orders/search"


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk()
    yield made
    await made.site.webhooks.stop()


# OpenAPI


async def test_the_description_is_served_and_is_openapi(desk: ControlDesk) -> None:
    told = await desk.done("GET", "openapi.json")
    OpenAPI.model_validate(told)
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {f"/_sim/{lever.path}" for lever in LEVERS}


def test_every_schema_in_it_is_a_schema_and_every_reference_leads_somewhere() -> None:
    told = document("http://127.0.0.1")
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    text = json.dumps(told)
    for name in told["components"]["schemas"]:
        text = text.replace(f'"#/components/schemas/{name}"', "")
    assert "#/components/schemas/" not in text
    ids = [operation["operationId"] for path in told["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids)) == len(LEVERS)


@pytest.mark.parametrize(
    "lever", [one for one in LEVERS if one.method == "GET" and "{" not in one.path], ids=lambda x: x.path
)
async def test_every_plain_question_is_answered_as_described(desk: ControlDesk, lever: Any) -> None:
    assert set(lever.gives) <= set(await desk.done("GET", lever.path))


async def test_a_path_that_is_none_and_a_method_that_does_not_fit_name_what_would(desk: ControlDesk) -> None:
    assert "chaos" in (await desk.control("GET", "chaoss")).json["error"]
    assert "GET or POST" in (await desk.control("PUT", "clock")).json["error"]


# Who may ask


async def test_elsewhere_the_token_opens_the_control_and_the_refusal_names_real_options() -> None:
    desk = ControlDesk(control_token="0123456789abcdef")
    asked = Request("GET", "/_sim/truth", {}, headers={"host": "sim.example.com"})
    told = await send(desk.site, asked, client="203.0.113.9")
    assert told.status == 403
    assert "--control-token-file" in told.json["error"]
    assert "--token-file" in told.json["error"]
    asked.headers["x-simulator-token"] = "0123456789abcdef"
    assert (await send(desk.site, asked, client="203.0.113.9")).status == 200


# Request log


async def test_the_log_shows_the_string_that_was_signed_without_the_secret(desk: ControlDesk) -> None:
    await desk.call("POST", ORDERS, body={"order_status": "UNPAID"}, page_size="20")
    (noted,) = (await desk.done("GET", "requests"))["requests"]
    assert (noted["operation"], noted["status"], noted["code"]) == ("order.get_order_list", 200, 0)
    assert desk.app.secret not in json.dumps(noted)
    assert desk.token not in json.dumps(noted)
    whole = noted["string_to_sign"].replace("{app_secret}", desk.app.secret).encode()
    assert hmac.new(desk.app.secret.encode(), whole, sha256).hexdigest() == noted["query"]["sign"]


async def test_a_refused_signature_can_be_found_and_compared(desk: ControlDesk) -> None:
    await desk.call("POST", ORDERS, body={}, page_size="20")
    await desk.call("POST", ORDERS, body={}, page_size="20", secret="not the secret")
    (noted,) = (await desk.done("GET", "requests", code="106001"))["requests"]
    assert noted["n"] == 2
    assert noted["string_to_sign"].startswith(f"{{app_secret}}{ORDERS}app_key{desk.app.key}page_size20")
    assert (await desk.done("GET", "requests", after="2"))["requests"] == []


async def test_secrets_of_the_token_endpoints_are_hidden(desk: ControlDesk) -> None:
    query = {
        "app_key": desk.app.key,
        "app_secret": desk.app.secret,
        "auth_code": "TTP_code",
        "grant_type": "authorized_code",
    }
    await send(desk.site, Request("GET", "/api/v2/token/get", query))
    (noted,) = (await desk.done("GET", "requests"))["requests"]
    assert (noted["query"]["app_secret"], noted["query"]["auth_code"]) == ("***", "***")


async def test_a_secret_sent_where_it_does_not_belong_is_hidden_as_well(desk: ControlDesk) -> None:
    await desk.call("POST", ORDERS, body={}, page_size="20", app_secret=desk.app.secret)
    shown = json.dumps(await desk.done("GET", "requests"))
    assert "app_secret***" in shown
    assert desk.app.secret not in shown


async def test_a_large_body_is_counted_not_kept_and_the_log_is_bounded(desk: ControlDesk) -> None:
    await desk.call("POST", ORDERS, body={"create_time_ge": 0, "filler": "x" * 20_000}, page_size="20")
    (noted,) = (await desk.done("GET", "requests"))["requests"]
    assert "not kept" in noted["body"]
    assert (await desk.done("DELETE", "requests"))["cleared"]
    assert (await desk.done("GET", "requests"))["requests"] == []


# Snapshots


async def test_a_world_comes_back_with_orders_stock_tokens_and_its_moment(desk: ControlDesk) -> None:
    await desk.done("POST", "orders", {})
    before, then = truth(desk.world), desk.world.clock.now()
    assert (await desk.done("POST", "snapshots", {"name": "calm"}))["now"] == then
    await desk.done("POST", "orders", {})
    await desk.done("POST", "clock", {"advance_s": 9_000})
    assert truth(desk.world) != before
    await desk.done("POST", "snapshots/calm/restore")
    assert truth(desk.world) == before
    assert desk.world.clock.now() == then
    assert (await desk.call("POST", ORDERS, body={}, page_size="20")).data["total_count"] == 1


async def test_it_can_come_back_twice_and_goes_on_living(desk: ControlDesk) -> None:
    await desk.done("POST", "snapshots", {"name": "empty"})
    for _ in range(2):
        placed = await desk.done("POST", "orders", {})
        await desk.done("POST", "clock", {"advance_s": 3_700})
        assert (await desk.done("GET", "orders"))["orders"][0]["status"] == "AWAITING_SHIPMENT"
        await desk.done("POST", "snapshots/empty/restore")
        assert (await desk.done("GET", "orders"))["orders"] == []
        assert placed["order_id"] not in desk.shop.orders or desk.world.shops[desk.shop.id] is not desk.shop


async def test_a_copy_travels_as_text_to_another_simulator(desk: ControlDesk) -> None:
    await desk.done("POST", "orders", {})
    await desk.done("POST", "snapshots", {"name": "calm"})
    text = (await desk.control("GET", "snapshots/calm")).body
    assert text.count(b"\n") > 1_000
    other = ControlDesk("empty")
    await other.done("POST", "snapshots/theirs", raw=text)
    await other.done("POST", "snapshots/theirs/restore")
    assert truth(other.world)["by_shop"] == truth(desk.world)["by_shop"]


async def test_webhooks_that_waited_wait_again_and_answers_to_forgotten_ones_change_nothing(desk: ControlDesk) -> None:
    desk.app.webhook_url = "https://app.example.com/hook"
    await desk.done("POST", "snapshots", {"name": "before"})
    await desk.done("POST", "orders", {})
    assert desk.site.webhooks.waiting > 0
    await desk.done("POST", "snapshots", {"name": "after"})
    await desk.done("POST", "snapshots/before/restore")
    assert desk.site.webhooks.waiting == 0
    await desk.done("POST", "snapshots/after/restore")
    assert desk.site.webhooks.waiting > 0
    desk.site.webhooks.start()
    assert (await desk.done("POST", "deliveries/drain"))["waiting"] == 0


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 65])
async def test_a_name_that_is_none_is_refused(desk: ControlDesk, name: str) -> None:
    assert (await desk.control("POST", "snapshots", {"name": name})).status == 400


async def test_what_is_no_snapshot_is_refused_and_what_is_not_kept_is_named(desk: ControlDesk) -> None:
    assert (await desk.control("POST", "snapshots/x", raw=b"{}")).status == 400
    await desk.done("POST", "snapshots", {"name": "calm"})
    assert "Kept: calm" in (await desk.control("POST", "snapshots/storm/restore")).json["error"]
    assert (await desk.done("DELETE", "snapshots/calm")) == {"removed": "calm"}
    assert (await desk.done("GET", "snapshots"))["snapshots"] == []


# Orders and traffic


async def test_an_order_is_created_at_a_status_and_advanced_to_another(desk: ControlDesk) -> None:
    made = await desk.done("POST", "orders", {"status": "AWAITING_SHIPMENT"})
    assert made["status"] == "AWAITING_SHIPMENT"
    assert (await desk.done("POST", f"orders/{made['order_id']}/advance"))["status"] == "AWAITING_COLLECTION"
    told = await desk.done("POST", f"orders/{made['order_id']}/advance", {"status": "DELIVERED"})
    assert told["status"] == "DELIVERED"
    assert (await desk.control("POST", f"orders/{made['order_id']}/advance", {"status": "UNPAID"})).status == 409
    assert (await desk.done("POST", "orders", {"status": "CANCELLED"}))["status"] == "CANCELLED"


async def test_a_spike_is_500_orders_a_second_and_ends(desk: ControlDesk) -> None:
    told = await desk.done("POST", "traffic", {"profile": "spike", "profile_s": 2, "running": True})
    assert told["now_per_minute"] == 30_000
    placed = 0
    for _ in range(60):
        desk.wall.advance(0.05)
        placed += desk.site.traffic.step()
    assert 700 <= desk.site.traffic.status()["placed"] + desk.site.traffic.status()["turned_away"] <= 1_300
    assert desk.site.traffic.status()["profile"] == "steady"


async def test_a_flash_sale_begins_twenty_fold_and_fades(desk: ControlDesk) -> None:
    await desk.done("POST", "traffic", {"profile": "flash_sale", "orders_per_minute": 6, "running": True})
    assert desk.site.traffic.rate_now() == 120
    desk.wall.advance(120)
    assert desk.site.traffic.rate_now() == 60
    desk.wall.advance(481)
    assert desk.site.traffic.rate_now() == 6


async def test_a_day_has_quiet_nights_and_busy_evenings(desk: ControlDesk) -> None:
    await desk.done("POST", "traffic", {"profile": "daily", "orders_per_minute": 10, "running": True})
    rates = []
    for _ in range(24):
        rates.append(desk.site.traffic.rate_now())
        desk.world.clock.jump_to(desk.world.clock.now() + 3_600)
    assert min(rates) < 3 < 15 < max(rates)
    assert sum(rates) / 24 == pytest.approx(10, rel=0.02)


# What it knows of itself


def test_coverage_counts_every_operation_once_and_in_shape_never_as_behaviour() -> None:
    told = coverage.told()
    assert told["stateful"] + told["in_shape"] == told["operations"] == len(told["rows"])
    assert len({row["id"] for row in told["rows"]}) == told["operations"]
    assert set(told["ids"]) == {row["id"] for row in told["rows"] if row["answer"] == "stateful"}
    assert any("refused" in row for row in told["rows"])


def test_the_ledger_holds_every_switch_once_and_every_entry_has_a_source() -> None:
    entries = ledger.entries(Switches())
    assert [one["switch"] for one in entries if one["switch"]] == list(Switches.__dataclass_fields__)
    assert len({one["behaviour"] for one in entries}) == len(entries)
    assert all(one["source"] and one["behaviour"] and one["area"] for one in entries)
    assert {one["confidence"] for one in entries} == {"documented", "inferred", "unknown"}
    assert len(ledger.written()) >= 60


async def test_ledger_and_switches_show_the_answer_in_force(desk: ControlDesk) -> None:
    await desk.done("POST", "switches", {"retry_after_sent": False})
    entries = (await desk.done("GET", "ledger"))["entries"]
    assert next(one["value"] for one in entries if one["switch"] == "retry_after_sent") is False


# What is kept of answers


async def test_a_read_after_a_write_a_lever_or_a_moment_is_never_an_old_one(desk: ControlDesk) -> None:
    async def seen(order_id: str) -> tuple[str, str]:
        listed = (await desk.call("POST", ORDERS, body={}, page_size="20")).data["orders"]
        detail = (await desk.call("GET", "/order/202507/orders", ids=order_id)).data["orders"]
        return next(one["status"] for one in listed if one["id"] == order_id), detail[0]["status"]

    order = (await desk.done("POST", "orders", {}))["order_id"]
    assert await seen(order) == ("ON_HOLD", "ON_HOLD")
    await desk.done("POST", "clock", {"advance_s": 3_700})
    assert await seen(order) == ("AWAITING_SHIPMENT", "AWAITING_SHIPMENT")
    packages = (await desk.call("GET", "/order/202507/orders", ids=order)).data["orders"][0]["packages"]
    shipped = await desk.call(
        "POST", f"/fulfillment/202309/packages/{packages[0]['id']}/ship", body={"handover_method": "DROP_OFF"}
    )
    assert shipped.code == 0
    assert await seen(order) == ("AWAITING_COLLECTION", "AWAITING_COLLECTION")
    await desk.done("POST", f"orders/{order}/collect")
    assert await seen(order) == ("IN_TRANSIT", "IN_TRANSIT")


async def test_both_versions_of_a_detail_keep_their_own_shape(desk: ControlDesk) -> None:
    order = (await desk.done("POST", "orders", {}))["order_id"]
    for _ in range(2):
        older = (await desk.call("GET", "/order/202309/orders", ids=order)).data["orders"][0]
        newer = (await desk.call("GET", "/order/202507/orders", ids=order)).data["orders"][0]
        assert "fulfillment_priority_level" in older
        assert "fulfillment_priority_level" not in newer
