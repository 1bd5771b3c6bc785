"""Every code of the gateway and of authorization that is known with high confidence can be provoked: one case for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from shoplatch.catalog import reader
from shoplatch.simulator.asgi import BODY_MAX_BYTES
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.refusals import status_of
from shoplatch.simulator.tokens import DAY_S
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import Request, Told, granted, request, send

SHOPS, ORDERS, UPLOAD = "/authorization/202309/shops", "/order/202309/orders/search", "/product/202309/images/upload"
Case = Callable[[ControlDesk], Awaitable[Told]]
CASES: dict[int, Case] = {}


def case(code: int) -> Callable[[Case], Case]:
    def keep(provoke: Case) -> Case:
        CASES[code] = provoke
        return provoke

    return keep


async def shops(desk: ControlDesk, **more: Any) -> Told:
    return await desk.call("GET", SHOPS, **{"cipher": None, **more})


async def orders(desk: ControlDesk, **more: Any) -> Told:
    return await desk.call("POST", ORDERS, **{"body": {}, "page_size": "20", **more})


async def tokens(desk: ControlDesk, end: str, **query: str) -> Told:
    grant = {"get": "authorized_code", "refresh": "refresh_token"}[end]
    given = {"app_key": desk.app.key, "app_secret": desk.app.secret, "grant_type": grant, **query}
    return await send(desk.site, Request("GET", f"/api/v2/token/{end}", given))


def the_grant(desk: ControlDesk) -> Any:
    return next(iter(desk.world.grants.values()))


@case(0)
async def _(desk: ControlDesk) -> Told:
    return await orders(desk)


@case(101000)
async def _(desk: ControlDesk) -> Told:
    return await orders(desk, cipher="GCP_nobody")


@case(105001)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", f"sellers/{desk.shop.seller_open_id}/deauthorize")
    return await orders(desk)


@case(105002)
async def _(desk: ControlDesk) -> Told:
    desk.world.clock.jump_to(desk.world.clock.now() + 7 * DAY_S)
    return await orders(desk)


@case(105005)
async def _(desk: ControlDesk) -> Told:
    the_grant(desk).scopes.remove("seller.order.info")
    return await orders(desk)


@case(106001)
async def _(desk: ControlDesk) -> Told:
    return await orders(desk, secret="wrong")


@case(106013)
async def _(desk: ControlDesk) -> Told:
    return await orders(desk, cipher=None)


@case(36004001)
async def _(desk: ControlDesk) -> Told:
    refresh = next(iter(the_grant(desk).refresh_tokens))
    desk.world.clock.jump_to(the_grant(desk).ends_at + 1)
    return await tokens(desk, "refresh", refresh_token=refresh)


@case(36004004)
async def _(desk: ControlDesk) -> Told:
    return await tokens(desk, "get", auth_code="GCP_used")


@case(36004005)
async def _(desk: ControlDesk) -> Told:
    return await tokens(desk, "refresh", refresh_token="GCP_nobody")


@case(36009002)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", "rate-limit", {"rate_limit": "1"})
    await orders(desk)
    return await orders(desk)


@case(36009003)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", "faults", {"calls": {"internal_error": 1.0}})
    return await orders(desk)


@case(36009004)
async def _(desk: ControlDesk) -> Told:
    return await orders(desk, app_key="nobody")


@case(36009007)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", "chaos", {"fault": "timeout"})
    return await orders(desk)


@case(36009009)
async def _(desk: ControlDesk) -> Told:
    return await desk.call("GET", "/order/202309/nothing/here")


@case(36009010)
async def _(desk: ControlDesk) -> Told:
    return await desk.call("DELETE", ORDERS)


@case(36009014)
async def _(desk: ControlDesk) -> Told:
    return await desk.call("POST", "/order/209901/orders/search", body={})


@case(36009021)
async def _(desk: ControlDesk) -> Told:
    asked = request("POST", ORDERS, token=desk.token, at=desk.world.clock.now())
    asked.headers["content-length"] = str(BODY_MAX_BYTES + 1)
    return await send(desk.site, asked)


@case(36009022)
async def _(desk: ControlDesk) -> Told:
    made = request(
        "POST",
        ORDERS,
        token=desk.token,
        at=desk.world.clock.now(),
        cipher=desk.shop.cipher,
        secret=desk.app.secret,
        app_key=desk.app.key,
        body=[1],
        page_size="20",
    )
    return await send(desk.site, made)


@case(36009023)
async def _(desk: ControlDesk) -> Told:
    return await desk.call("POST", UPLOAD, cipher=None, body={"data": "x"})


@case(36009033)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", f"apps/{desk.app.key}", {"ip_allow_list": ["203.0.113.0/24"]})
    return await orders(desk)


@case(36009037)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", f"shops/{desk.shop.id}", {"test_shop": True})
    await desk.done("POST", "switches", {"test_shop_calls_per_hour": 2})
    await orders(desk)
    await orders(desk)
    return await orders(desk)


@case(36009043)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", f"shops/{desk.shop.id}", {"active": False})
    return await orders(desk)


@case(36009044)
async def _(desk: ControlDesk) -> Told:
    await desk.done("POST", f"sellers/{desk.shop.seller_open_id}", {"active": False})
    return await orders(desk)


def known() -> list[int]:
    facts = (reader.error(code) for code in reader.error_codes())
    return [fact.code for fact in facts if fact and fact.confidence == "high" and fact.area in ("gateway", "oauth")]


def test_there_is_a_case_for_every_such_code() -> None:
    assert set(CASES) == set(known())


@pytest.mark.parametrize("code", known())
async def test_a_code_is_provoked_with_its_status_and_words(code: int) -> None:
    desk = ControlDesk("empty")
    told = await CASES[code](desk)
    fact = reader.error(code)
    assert fact is not None
    assert told.code == code
    assert told.status == status_of(Refused(code), desk.site.switches)
    assert told.status in fact.http_statuses or code == 36009010
    assert told.json["message"].startswith(fact.message_prefix or "")


async def test_a_listed_address_may_call_and_an_ipv6_one_too() -> None:
    desk = ControlDesk("empty")
    await desk.done("POST", f"apps/{desk.app.key}", {"ip_allow_list": ["127.0.0.0/8", "2001:db8::1"]})
    assert (await orders(desk)).code == 0
    assert (await desk.control("POST", f"apps/{desk.app.key}", {"ip_allow_list": ["here"]})).status == 400


async def test_the_quota_of_a_development_shop_is_over_all_operations_and_begins_anew_with_the_hour() -> None:
    desk = ControlDesk("empty")
    await desk.done("POST", f"shops/{desk.shop.id}", {"test_shop": True})
    await desk.done("POST", "switches", {"test_shop_calls_per_hour": 1})
    assert (await orders(desk)).code == 0
    assert (await desk.call("GET", "/logistics/202309/warehouses")).code == 36009037
    desk.wall.advance(3_600)
    assert (await orders(desk)).code == 0


async def test_the_advised_bands_slow_heavy_calls_more_than_light_ones() -> None:
    desk = ControlDesk("empty", rate_limit="advised")
    assert [(await orders(desk)).code for _ in range(11)] == [0] * 10 + [36009002]
    hooks = [(await desk.call("GET", "/event/202309/webhooks")).code for _ in range(21)]
    assert hooks == [0] * 20 + [36009002]


# Creators and partners


async def consent(desk: ControlDesk, path: str, **query: str) -> Told:
    return await send(desk.site, Request("GET", path, query, headers={"accept": "*/*"}))


async def authorized(desk: ControlDesk, path: str, **query: str) -> dict[str, Any]:
    told = await consent(desk, path, state="s1", **query)
    assert told.status == 302
    back = dict(part.split("=", 1) for part in told.headers["location"].partition("?")[2].split("&"))
    assert back["state"] == "s1"
    return (await tokens(desk, "get", auth_code=back["code"])).data


async def test_a_creator_authorizes_by_its_own_link_without_an_end_and_may_leave_scopes_out() -> None:
    desk = ControlDesk("empty")
    pair = await authorized(desk, "/alliance/creator/auth", app_key=desk.app.key, scopes="creator.showcase.read")
    assert (pair["user_type"], pair["granted_scopes"]) == (1, ["creator.showcase.read"])
    assert pair["refresh_token_expire_in"] > 4_800_000_000
    products = "/affiliate_creator/202405/showcases/products"
    read = await desk.call("GET", products, token=pair["access_token"], cipher=None, origin="SHOWCASE", page_size="10")
    assert read.code == 0
    added = await desk.call("POST", f"{products}/add", token=pair["access_token"], cipher=None, body={})
    assert added.code == 105005


async def test_a_creators_link_wants_a_state() -> None:
    desk = ControlDesk("empty")
    told = await consent(desk, "/alliance/creator/auth", app_key=desk.app.key)
    assert (told.status, told.code) == (400, 36009004)
    assert "'state' is required" in told.json["message"]


async def test_a_creator_who_leaves_is_told_by_webhook_20_and_the_token_is_dead() -> None:
    desk = ControlDesk("empty")
    pair = await authorized(desk, "/alliance/creator/auth", app_key=desk.app.key)
    desk.app.webhook_url = "https://app.example.com/hook"
    desk.app.webhook_topics = {20}
    await desk.done("POST", f"sellers/{pair['open_id']}/deauthorize")
    (delivery,) = desk.world.deliveries.values()
    assert (delivery.topic, f'"creator_open_id":"{pair["open_id"]}"' in delivery.body) == (20, True)
    told = await desk.call("GET", "/affiliate_creator/202405/profiles", token=pair["access_token"], cipher=None)
    assert told.code == 105001


async def test_a_partner_reads_its_assets_and_calls_with_their_cipher() -> None:
    desk = ControlDesk("empty")
    pair = await authorized(desk, "/open/authorize", service_id=desk.app.service_id, account="partner")
    assert pair["user_type"] == 3
    told = await desk.call("GET", "/authorization/202405/category_assets", token=pair["access_token"], cipher=None)
    asset = told.data["category_assets"][0]["cipher"]
    head = reader.operation("affiliate_partner.get_affiliate_partner_campaign_list")
    needed = {
        node.name: str((node.enum or (node.example or "1",))[0])
        for node in head.query
        if node.is_required and "cipher" not in node.name
    }
    asked = {"token": pair["access_token"], "cipher": None, **needed}
    assert (await desk.call(head.method, head.path, category_asset_cipher=asset, **asked)).code == 0
    assert (await desk.call(head.method, head.path, category_asset_cipher="TTP_no", **asked)).code == 101000
    assert (await desk.call(head.method, head.path, **asked)).code == 106013


async def test_a_sellers_token_opens_nothing_of_creators() -> None:
    desk = ControlDesk("empty")
    told = await desk.call("GET", "/affiliate_creator/202405/profiles", cipher=None)
    assert told.code == 101000


async def test_the_page_for_a_creator_offers_scopes_to_untick_and_no_duration() -> None:
    desk = ControlDesk("empty")
    query = {"app_key": desk.app.key, "state": "s1"}
    page = (
        await send(desk.site, Request("GET", "/alliance/creator/auth", query, headers={"accept": "text/html"}))
    ).body.decode()
    assert 'name="scope" value="creator.showcase.read" checked' in page
    assert "duration_days" not in page
    form = urlencode(
        [("app_key", desk.app.key), ("state", "s1"), ("decision", "approve"), ("scope", "creator.showcase.read")]
    )
    told = await send(desk.site, Request("POST", "/alliance/creator/auth", {}, form.encode(), {"accept": "text/html"}))
    assert told.status == 302
    (code,) = desk.world.auth_codes.values()
    assert code.scopes == ["creator.showcase.read"]


def test_tokens_repeat_with_the_seed_and_differ_from_each_other() -> None:
    one, two = ControlDesk("empty"), ControlDesk("empty")
    assert one.token == two.token
    assert granted(one.world, one.app.key, one.shop.seller_open_id) != one.token
