"""The whole simulator in memory: answers, consent, token endpoints, event operations, control."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.simulator import in_shape
from shoplatch.simulator.asgi import BODY_MAX_BYTES, Site, build
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.wire import WireAnswer
from tests.simulator.platform.desk_world import APP_KEY, APP_SECRET, Request, Told, granted, request, send, small_world, wall
from tests.simulator.platform.test_webhooks import GivenWire

GB, US = "GCP_cipherGB", "TTP_cipherUS"
SHOPS = "/authorization/202309/shops"
HOOKS = "/event/202309/webhooks"
HTML = {"accept": "text/html,application/xhtml+xml"}


class Desk:
    """A site over a small world, with a receiver that acknowledges."""

    def __init__(self, **options: Any) -> None:
        self.wall = wall()
        self.world = small_world(self.wall)
        self.wire = GivenWire(lambda _: WireAnswer(200, 1.0))
        self.site: Site = build(self.world, SimulatorOptions(rate_limit="off", **options), wire=self.wire)
        self.site.webhooks.start()
        self.token = granted(self.world)

    async def api(self, method: str, path: str, **asked: Any) -> Told:
        given: dict[str, Any] = {"token": self.token, "at": self.world.clock.now(), **asked}
        return await send(self.site, request(method, path, **given))

    async def get(self, path: str, query: dict[str, str] | None = None, **more: Any) -> Told:
        headers = {"host": "127.0.0.1:8765", **more.pop("headers", {})}
        return await send(self.site, Request("GET", path, query or {}, headers=headers), **more)

    async def post(self, path: str, body: Any = None, **more: Any) -> Told:
        headers = {"host": "127.0.0.1:8765", "content-type": "application/json", **more.pop("headers", {})}
        raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return await send(self.site, Request("POST", path, {}, raw, headers), **more)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    yield made
    await made.site.webhooks.stop()


# Answers


async def test_an_answer_is_an_envelope_at_virtual_time(desk: Desk) -> None:
    desk.world.clock.jump_to(desk.world.clock.now() + 86_400)
    told = await desk.api("GET", SHOPS)
    assert list(told.json) == ["code", "message", "request_id", "data"]
    assert (told.status, told.code, told.json["message"]) == (200, 0, "Success")
    assert told.json["request_id"][:14] == "20260102000000"
    assert int(told.json["request_id"][14:], 16) > 0
    assert len(told.json["request_id"]) == 32
    assert told.headers["content-type"].startswith("application/json")
    assert parsedate_to_datetime(told.headers["date"]).timestamp() == desk.world.clock.now()
    assert told.headers["x-simulator-answer"] == "stateful"


async def test_the_shops_of_a_grant_are_those_of_the_seller(desk: Desk) -> None:
    shops = (await desk.api("GET", SHOPS)).data["shops"]
    assert [(shop["region"], shop["cipher"], shop["seller_type"]) for shop in shops] == [
        ("GB", GB, "CROSS_BORDER"),
        ("US", US, "CROSS_BORDER"),
    ]
    active = (await desk.api("GET", "/seller/202309/shops")).data["shops"]
    assert [shop["region"] for shop in active] == ["GB", "US"]


async def test_a_gate_refusal_carries_null_data(desk: Desk) -> None:
    told = await desk.api("GET", SHOPS, app_key="nobody")
    assert (told.status, told.code) == (400, 36009004)
    assert told.json["data"] is None


def without_behaviour() -> Operation:
    """Some operation that nobody has given a behaviour, with a number among its query parameters."""
    for head in reader.heads():
        found = reader.operation(head.id)
        if head.capability in HANDLERS or head.method != "GET" or found.other_ciphers or found.path_params:
            continue
        if any(node.type == "integer" and node.required is not True for node in found.query):
            return found
    raise AssertionError("every such operation has a behaviour")


def needed(operation: Operation) -> dict[str, str]:
    """Values for its required query parameters."""
    made = {node.name: in_shape.value_of(node) for node in operation.query if node.is_required}
    return {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in made.items()}


async def test_an_operation_without_behaviour_is_answered_in_shape_and_marked(desk: Desk) -> None:
    found = without_behaviour()
    cipher = "" if found.shop_cipher == "none" else GB
    told = await desk.api("GET", found.path, cipher=cipher, **needed(found))
    assert told.headers["x-simulator-answer"] == "in-shape", told.body
    assert told.data == in_shape.example(found)


async def test_in_shape_operations_are_still_judged(desk: Desk) -> None:
    found = without_behaviour()
    number = next(node.name for node in found.query if node.type == "integer" and node.required is not True)
    cipher = "" if found.shop_cipher == "none" else GB
    told = await desk.api("GET", found.path, cipher=cipher, **{**needed(found), number: "many"})
    assert (told.status, told.code) == (400, 36009004)


async def test_an_unknown_path_is_the_platforms_404_json(desk: Desk) -> None:
    told = await desk.get("/nothing/here")
    assert (told.status, told.code) == (404, 36009009)


async def test_a_body_over_the_cap_is_refused_unread(desk: Desk) -> None:
    asked = request("POST", "/order/202309/orders/search", token=desk.token, at=0)
    asked.headers["content-length"] = str(BODY_MAX_BYTES + 1)
    asked.body = b"{}"
    told = await send(desk.site, asked)
    assert (told.status, told.code) == (413, 36009021)


async def test_a_body_that_grows_past_the_cap_without_saying_so_is_refused(desk: Desk) -> None:
    asked = request("POST", "/order/202309/orders/search", token=desk.token, at=0)
    asked.headers |= {"transfer-encoding": "chunked", "content-length": ""}
    del asked.headers["content-length"]
    asked.body = b" " * (BODY_MAX_BYTES + 1)
    asked.headers["content-length"] = "10"  # a lie
    assert (await send(desk.site, asked)).code == 36009021


async def test_answers_are_counted_by_code(desk: Desk) -> None:
    await desk.api("GET", SHOPS)
    await desk.api("GET", SHOPS, token="GCP_nobody")
    assert desk.world.tally.requests_by_code == {"0": 1, "105001": 1}


async def test_an_ordered_fault_refuses_a_good_call(desk: Desk) -> None:
    await desk.post("/_sim/faults", {"calls": {"rate_limited": 1.0}})
    told = await desk.api("GET", SHOPS)
    assert (told.status, told.code, told.headers["retry-after"]) == (429, 36009002, "1")
    await desk.post("/_sim/faults", {"calls": {"rate_limited": 0.0, "unavailable": 1.0}})
    assert (await desk.api("GET", SHOPS)).status == 503


# Consent and tokens


async def consent(desk: Desk, path: str = "/oauth/authorize", headers: dict[str, str] | None = None, **query: str) -> Told:
    return await desk.get(path, {"app_key": APP_KEY, "state": "s&1", **query}, headers=headers or {})


def sent_back(told: Told) -> dict[str, list[str]]:
    assert told.status == 302
    assert told.headers["location"].startswith("https://app.example.com/back?")
    return parse_qs(urlsplit(told.headers["location"]).query)


async def test_without_a_browser_the_link_approves_and_the_code_buys_tokens(desk: Desk) -> None:
    back = sent_back(await consent(desk))
    assert (back["state"], back["app_key"]) == (["s&1"], [APP_KEY])
    query = {"app_key": APP_KEY, "app_secret": APP_SECRET, "auth_code": back["code"][0], "grant_type": "authorized_code"}
    told = await desk.get("/api/v2/token/get", query)
    assert (told.status, told.json["message"]) == (200, "success")
    answer = await desk.api("GET", SHOPS, token=told.data["access_token"])
    assert len(answer.data["shops"]) == 2
    again = await desk.get("/api/v2/token/get", query)
    assert (again.status, again.code) == (200, 36004004)
    assert "data" not in again.json
    renewed = await desk.get(
        "/api/v2/token/refresh",
        {
            "app_key": APP_KEY,
            "app_secret": APP_SECRET,
            "refresh_token": told.data["refresh_token"],
            "grant_type": "refresh_token",
        },
    )
    assert renewed.data["refresh_token"] != told.data["refresh_token"]


async def test_the_link_by_service_id_leads_to_the_same_app(desk: Desk) -> None:
    told = await desk.get("/open/authorize", {"service_id": "7300000000000000001", "state": "x"})
    assert sent_back(told)["state"] == ["x"]


async def test_a_refusal_comes_back_as_code_null_with_the_error(desk: Desk) -> None:
    back = sent_back(await consent(desk, deny="1"))
    assert (back["code"], back["error"], back["state"]) == (["null"], ["auth_denied"], ["s&1"])
    await desk.post("/_sim/switches", {"refusal_error": "access_denied"})
    assert sent_back(await consent(desk, deny="1"))["error"] == ["access_denied"]


async def test_a_browser_gets_the_page_with_scopes_in_words_durations_and_the_mark(desk: Desk) -> None:
    desk.world.apps[APP_KEY].scopes = ["seller.order.info", "seller.nobody.knows"]
    desk.world.apps[APP_KEY].name = "<Desk> & co"
    told = await consent(desk, headers=HTML)
    page = told.body.decode()
    assert told.status == 200
    assert "Simulated." in page
    assert "&lt;Desk&gt; &amp; co" in page
    assert next(scope.description for scope in reader.scopes() if scope.scope == "seller.order.info") in page
    assert "seller.nobody.knows" in page
    assert "sensitive" in page
    assert "Nori GB (GB), Nori US (US)" in page
    assert 'value="365" selected' in page
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert "style=" not in page


async def decided(desk: Desk, **form: str) -> Told:
    raw = urlencode({"app_key": APP_KEY, "state": "s", **form}).encode()
    headers = {**HTML, "content-type": "application/x-www-form-urlencoded"}
    return await desk.post("/oauth/authorize", raw, headers=headers)


async def test_the_form_decides_for_the_chosen_seller_and_duration(desk: Desk) -> None:
    back = sent_back(await decided(desk, decision="approve", seller="open-two", duration_days="30"))
    (code,) = [held for held in desk.world.auth_codes.values() if held.code == back["code"][0]]
    assert (code.seller_open_id, code.grant_ends_at) == ("open-two", desk.world.clock.now() + 30 * 86_400)
    assert sent_back(await decided(desk, decision="refuse"))["code"] == ["null"]


@pytest.mark.parametrize("days", ["0", "-3", "many", "999999", "²"])
async def test_a_duration_that_makes_no_sense_is_refused(desk: Desk, days: str) -> None:
    assert (await decided(desk, decision="approve", duration_days=days)).status == 400


async def test_an_inactive_seller_cannot_authorize(desk: Desk) -> None:
    desk.world.sellers["open-one"].active = False
    told = await consent(desk)
    assert (told.status, told.code) == (401, 36009044)
    page = await decided(desk, decision="approve", seller="open-one")
    assert page.status == 400
    assert "Inactive authorization state" in page.body.decode()


async def test_an_unknown_app_is_a_page_for_a_browser_and_json_for_others(desk: Desk) -> None:
    assert (await consent(desk, app_key="nobody")).code == 36009004
    page = await consent(desk, app_key="nobody", headers=HTML)
    assert (page.status, page.headers["content-type"]) == (400, "text/html; charset=utf-8")


async def test_a_redirect_address_keeps_its_own_query(desk: Desk) -> None:
    desk.world.apps[APP_KEY].redirect_url = "https://app.example.com/back?tenant=7#top"
    back = await consent(desk)
    assert back.headers["location"].startswith("https://app.example.com/back?tenant=7&app_key=")
    assert back.headers["location"].endswith("#top")


async def test_deauthorizing_through_the_api_ends_the_shop_and_is_told(desk: Desk) -> None:
    desk.world.apps[APP_KEY].webhook_url = "https://app.example.com/hook"
    assert (await desk.api("DELETE", "/authorization/202403/shops", cipher=US)).code == 0
    await desk.site.webhooks.drain()
    assert [(body["type"], body["shop_id"]) for body in desk.wire.bodies] == [(6, "7495000000000000002")]
    assert (await desk.api("DELETE", "/authorization/202403/shops", cipher=US)).code == 105001
    assert (await desk.api("DELETE", "/authorization/202403/shops", cipher=GB)).code == 0
    told = await desk.api("GET", SHOPS)
    assert (told.status, told.code) == (401, 105001)


# Event operations


async def test_webhook_addresses_are_set_listed_changed_and_deleted_per_shop(desk: Desk) -> None:
    body = {"event_type": "ORDER_STATUS_CHANGE", "address": "https://hooks.example.com/a"}
    assert (await desk.api("PUT", HOOKS, cipher=GB, body=body)).data == {}
    desk.wall.advance(10)
    await desk.api("PUT", HOOKS, cipher=GB, body={**body, "address": "http://127.0.0.1:9/b"})
    listed = (await desk.api("GET", HOOKS, cipher=GB)).data
    assert listed["total_count"] == 1
    (hook,) = listed["webhooks"]
    assert (hook["address"], hook["update_time"] - hook["create_time"]) == ("http://127.0.0.1:9/b", 10)
    assert (await desk.api("GET", HOOKS, cipher=US)).data == {"total_count": 0, "webhooks": []}
    for _ in range(2):  # deleting what is not set succeeds
        assert (await desk.api("DELETE", HOOKS, cipher=GB, body={"event_type": "ORDER_STATUS_CHANGE"})).code == 0
    assert (await desk.api("GET", HOOKS, cipher=GB)).data["total_count"] == 0


@pytest.mark.parametrize("event_type", [topic.subscribable_event_type for topic in reader.topics().values()])
async def test_each_subscribable_event_type_is_taken(desk: Desk, event_type: str | None) -> None:
    told = await desk.api(
        "PUT", HOOKS, cipher=GB, body={"event_type": event_type or "NOBODY", "address": "https://a.example"}
    )
    assert told.code == (0 if event_type else 36009004)


@pytest.mark.parametrize(
    "address", ["ftp://a.example", "hooks.example.com", "https://", "https://" + "a" * 250, "http://[::1"]
)
async def test_an_address_that_cannot_be_called_is_refused(desk: Desk, address: str) -> None:
    told = await desk.api("PUT", HOOKS, cipher=GB, body={"event_type": "PACKAGE_UPDATE", "address": address})
    assert (told.status, told.code) == (400, 36009004)


# Control


async def test_winding_the_clock_moves_virtual_time_and_delivers_what_is_due(desk: Desk) -> None:
    desk.world.apps[APP_KEY].webhook_url = "https://app.example.com/hook"
    before = desk.world.clock.now()
    told = await desk.post("/_sim/clock", {"advance_s": 340 * 86_400})
    assert told.json["now"] == before + 340 * 86_400
    assert told.json["drained"] is True
    assert {body["type"] for body in desk.wire.bodies} == {7}  # reminders of the grant's end
    shown = (await desk.get("/_sim/clock")).json
    assert (shown["offset_s"], shown["world"]) == (340 * 86_400, "by hand")


async def test_winding_shows_a_dead_receiver_the_whole_retry_table(desk: Desk) -> None:
    dead = GivenWire(lambda _: WireAnswer(503, 1.0))
    world = small_world(desk.wall)
    site = build(world, SimulatorOptions(rate_limit="off"), wire=dead)
    site.webhooks.start()
    world.apps[APP_KEY].webhook_url = "https://app.example.com/hook"
    granted(world)
    world.tell(1, world.shops["7495000000000000001"], {"order_id": "1"})
    raw = Request("POST", "/_sim/clock", {}, b'{"advance_s": 86400}', {"host": "localhost"})
    await send(site, raw)
    (delivery,) = world.deliveries.values()
    assert [each.at - delivery.created_at for each in delivery.attempts] == [0, 120, 1_920, 12_720, 55_920]
    assert delivery.state == "dropped"
    await site.webhooks.stop()


@pytest.mark.parametrize(
    "body", [{}, {"advance_s": -1}, {"advance_s": 1, "now": 2}, {"now": 5}, {"advance_s": "soon"}, {"advanced": 1}, b"{"]
)
async def test_a_clock_order_that_makes_no_sense_is_refused_in_words(desk: Desk, body: Any) -> None:
    before = desk.world.clock.now()
    told = await desk.post("/_sim/clock", body)
    assert told.status == 400
    assert told.json["error"].endswith(".")
    assert desk.world.clock.now() == before


async def test_deliveries_are_listed_filtered_and_resent(desk: Desk) -> None:
    desk.world.apps[APP_KEY].webhook_url = "https://app.example.com/hook"
    shop = desk.world.shops["7495000000000000001"]
    desk.world.tell(1, shop, {"order_id": "1"})
    desk.world.tell(4, shop, {"package_list": []})
    await desk.post("/_sim/deliveries/drain")
    listed = (await desk.get("/_sim/deliveries", {"topic": "1", "state": "delivered"})).json["deliveries"]
    assert [(each["topic"], each["data"]) for each in listed] == [(1, {"order_id": "1"})]
    assert (await desk.get("/_sim/deliveries", {"state": "waiting"})).json["deliveries"] == []
    assert len((await desk.get("/_sim/deliveries", {"limit": "1"})).json["deliveries"]) == 1
    await desk.post(f"/_sim/deliveries/{listed[0]['id']}/resend")
    await desk.post("/_sim/deliveries/drain")
    assert len((await desk.get(f"/_sim/deliveries/{listed[0]['id']}")).json["attempts"]) == 2
    assert (await desk.post("/_sim/deliveries/1/resend")).status == 404


async def test_an_app_is_changed_field_by_field(desk: Desk) -> None:
    path = f"/_sim/apps/{APP_KEY}"
    told = await desk.post(path, {"webhook_url": "http://127.0.0.1:9/hook", "webhook_topics": [1, 5]})
    assert (told.json["webhook_topics"], told.json["redirect_url"]) == ([1, 5], "https://app.example.com/back")
    for wrong in ({"webhook_url": "nowhere"}, {"webhook_topics": [999]}, {"secret": "x"}, {"scopes": "all"}):
        assert (await desk.post(path, wrong)).status == 400
    assert (await desk.post("/_sim/apps/nobody", {})).status == 404
    assert APP_SECRET not in (await desk.get("/_sim/apps")).body.decode()


async def test_a_seller_takes_the_grant_back_through_the_control(desk: Desk) -> None:
    told = await desk.post("/_sim/sellers/open-one/deauthorize", {"app_key": APP_KEY})
    assert told.json["ended"] == [{"app_key": APP_KEY, "shop_ids": ["7495000000000000001", "7495000000000000002"]}]
    assert (await desk.api("GET", SHOPS)).code == 105001
    assert (await desk.post("/_sim/sellers/open-one/deauthorize", {})).status == 404


async def test_shops_and_sellers_are_switched_off_and_on(desk: Desk) -> None:
    await desk.post("/_sim/shops/7495000000000000001", {"active": False})
    told = await desk.api("GET", HOOKS, cipher=GB)
    assert (told.status, told.code) == (401, 36009043)
    await desk.post("/_sim/shops/7495000000000000001", {"active": True})
    await desk.post("/_sim/sellers/open-one", {"active": False})
    assert (await desk.api("GET", HOOKS, cipher=GB)).code == 36009044


async def test_switches_are_listed_with_their_source_and_refuse_nonsense(desk: Desk) -> None:
    listed = (await desk.get("/_sim/switches")).json["switches"]
    assert {each["confidence"] for each in listed} == {"documented", "inferred", "unknown"}
    assert all(each["source"] and each["meaning"] for each in listed)
    for wrong in ({"nobody": 1}, {"status_of_expired_token": 500}, {"ack_needs_empty_body": 1}):
        assert (await desk.post("/_sim/switches", wrong)).status == 400


async def test_the_rate_limit_can_be_changed_while_it_runs(desk: Desk) -> None:
    assert (await desk.post("/_sim/rate-limit", {"rate_limit": "1"})).json["per_second"] == 1
    assert [(await desk.api("GET", SHOPS)).status for _ in range(2)] == [200, 429]
    assert (await desk.post("/_sim/rate-limit", {"rate_limit": "some"})).status == 400


async def test_the_coverage_adds_up(desk: Desk) -> None:
    told = (await desk.get("/_sim/coverage")).json
    assert told["stateful"] + told["in_shape"] == told["operations"] == 537
    assert "authorization.get_authorized_shops" in told["ids"]


async def test_the_truth_counts_tokens_and_webhooks(desk: Desk) -> None:
    await consent(desk)
    truth = (await desk.get("/_sim/truth")).json
    assert truth["token_exchanges"] == 0
    assert truth["webhooks_sent"] == 0
    assert truth["orders"] == 0


async def test_an_unknown_lever_lists_the_known_ones_and_a_wrong_verb_names_the_right(desk: Desk) -> None:
    told = await desk.get("/_sim/levers")
    assert told.status == 404
    assert "clock" in told.json["error"]
    wrong = await desk.post("/_sim/truth")
    assert wrong.status == 400
    assert "GET" in wrong.json["error"]


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("10.0.0.5", {}),
        ("", {}),
        ("127.0.0.1", {"host": "evil.example"}),
        ("127.0.0.1", {"origin": "https://evil.example"}),
        ("127.0.0.1", {"origin": "null"}),
        ("127.0.0.1", {"x-forwarded-for": "10.0.0.5"}),
        ("127.0.0.1", {"host": "[::1"}),
    ],
)
async def test_the_control_is_for_this_machine_alone(desk: Desk, client: str, headers: dict[str, str]) -> None:
    told = await desk.get("/_sim/truth", headers=headers, client=client)
    assert told.status == 403
    assert told.json["error"]


@pytest.mark.parametrize(
    ("client", "host"), [("::1", "[::1]:8765"), ("127.0.0.1", "localhost:1"), ("::ffff:127.0.0.1", "127.0.0.1")]
)
async def test_every_name_of_this_machine_will_do(desk: Desk, client: str, host: str) -> None:
    assert (await desk.get("/_sim/truth", headers={"host": host}, client=client)).status == 200


async def test_a_token_opens_the_control_from_elsewhere_and_a_wrong_one_does_not() -> None:
    desk = Desk(control_token="open sesame")
    far: dict[str, Any] = {"client": "10.0.0.5"}
    assert (await desk.get("/_sim/truth", headers={"x-simulator-token": "open sesame"}, **far)).status == 200
    assert (await desk.get("/_sim/truth", headers={"x-simulator-token": "open"}, **far)).status == 403
    await desk.site.webhooks.stop()


async def test_the_page_says_what_it_is_and_shows_no_secret(desk: Desk) -> None:
    assert (await desk.get("/")).headers["location"] == "/_sim/"
    told = await desk.get("/_sim/", headers=HTML)
    page = told.body.decode()
    assert told.status == 200
    assert "made-up shops" in page
    assert "Nori GB" in page
    assert APP_SECRET not in page
    assert desk.token not in page
    assert "style=" not in page
    assert (await desk.get("/_sim/")).json["world"]["name"] == "by hand"


@pytest.mark.parametrize("name", ["look.css", "simulated.css", "simulated.js"])
async def test_the_pages_assets_are_served_to_anyone(desk: Desk, name: str) -> None:
    told = await desk.get(f"/_sim/assets/{name}", client="10.0.0.5")
    assert told.status == 200
    assert told.body


async def test_no_other_file_is_served(desk: Desk) -> None:
    for name in ("control.html", "../asgi.py", "", "..%2fasgi.py"):
        assert (await desk.get(f"/_sim/assets/{name}")).status == 404


async def test_calls_are_served_while_a_long_way_is_wound(desk: Desk) -> None:
    winding = asyncio.create_task(desk.post("/_sim/clock", {"advance_s": 300 * 86_400, "wait": False}))
    told = await desk.api("GET", SHOPS)
    await winding
    assert told.code == 0
