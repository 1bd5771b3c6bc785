"""Apps of Partner Center: made, set up, permitted, published, and who may authorize them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shoplatch.simulator import saving, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.state.parties import Seller, Shop
from tests.simulator.partner.partner_desk import PURPOSE, PartnerDesk, scope_of
from tests.simulator.platform.desk_world import Request, Told, send

SHOPS, PRODUCT = "/authorization/202309/shops", "seller.product.basic"
ORDERS, PROMOTION, SERVICE = "seller.order.info", "seller.promotion.info", "seller.customer_service"
EXTERNAL = "seller.order.ext_ref.read"


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("empty")
    yield made
    await made.site.webhooks.stop()


def second_seller(desk: PartnerDesk) -> Seller:
    """Another seller with a GB shop."""
    seller = desk.world.sellers["open-two"] = Seller("open-two", "Alm", "GB", email="alm@alm.example")
    desk.world.shops["7495000000000000003"] = Shop(
        "7495000000000000003", "GBLC01", "GCP_other", "Alm GB", "GB", "LOCAL", "open-two"
    )
    return seller


async def consent(desk: PartnerDesk, service_id: str, seller: str) -> Told:
    """The headless approval by one seller."""
    query = {"service_id": service_id, "approve": "1", "seller": seller, "state": "abc"}
    return await send(desk.site, Request("GET", "/open/authorize", query))


async def tokens_of(desk: PartnerDesk, app: dict[str, Any], seller: str) -> dict[str, Any]:
    """Consent and exchange."""
    agreed = await consent(desk, app["service_id"], seller)
    assert agreed.status == 302, agreed.body
    code = agreed.headers["location"].split("code=")[1].split("&")[0]
    query = {
        "app_key": app["app_key"],
        "app_secret": desk.world.apps[app["app_key"]].secret,
        "auth_code": code,
        "grant_type": "authorized_code",
    }
    return (await send(desk.site, Request("GET", "/api/v2/token/get", query))).data


async def test_an_app_is_made_after_access_was_granted_with_key_secret_and_service_id(desk: PartnerDesk) -> None:
    waiting = await desk.registered()
    refused = await desk.control("POST", f"partner/developers/{waiting}/apps", {"name": "Early", "market": "GB"})
    assert refused.status == 409
    developer = await desk.admitted(email="two@nori.example")
    app = await desk.app_of(developer)
    assert (app["state"], app["kind"], app["markets"]) == ("draft", "custom", ["GB"])
    assert app["app_key"].isalnum()
    assert app["app_key"] == app["app_key"].lower()
    assert len(app["service_id"]) == 19
    assert {row["state"] for row in app["scopes"]} == {"not_asked"}
    secret = await desk.done("GET", f"partner/developers/{developer}/apps/{app['app_key']}/secret")
    assert len(secret["app_secret"]) == 40
    assert secret["secret_fingerprint"] == app["secret_fingerprint"]
    assert secret["app_secret"] not in str(await desk.done("GET", "partner/developers"))


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ({"market": "US"}, "/partner-center/us"),
        ({"market": "DE"}, "/partner-center/eu"),
        ({"market": ""}, "target market is missing"),
        ({"kind": "secret"}, "custom or public"),
        ({"category": "magic"}, "connector"),
        ({"seller_type": "BIG"}, "CROSS_BORDER"),
        ({"name": " "}, "2 to 80"),
        ({"redirect_url": "javascript:alert(1)"}, "not an http or https address"),
    ],
)
async def test_an_app_that_cannot_be_leaves_nothing_behind(desk: PartnerDesk, plan: dict[str, str], says: str) -> None:
    developer = await desk.admitted()
    given = {"name": "Nori link", "market": "GB", **plan}
    told = await desk.control("POST", f"partner/developers/{developer}/apps", given)
    assert told.status == 400
    assert says in told.json["error"]
    assert len(desk.world.apps) == len(desk.world.partner.listings) == 1


async def test_a_seller_developer_makes_custom_apps_only(desk: PartnerDesk) -> None:
    developer = await desk.admitted("seller_developer", "us")
    body = {"name": "Ours", "kind": "public"}
    told = await desk.control("POST", f"partner/developers/{developer}/apps", body)
    assert "custom apps only" in told.json["error"]
    assert (await desk.app_of(developer, market=""))["markets"] == ["US"]


async def test_lasting_choices_cannot_be_changed(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    path = f"partner/developers/{developer}/apps/{app['app_key']}"
    for name in ("kind", "category", "market", "seller_type"):
        assert (await desk.control("POST", path, {name: "other"})).status == 400


async def test_settings_change_what_is_named_and_a_wrong_one_changes_nothing(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    path = f"partner/developers/{developer}/apps/{app['app_key']}"
    told = await desk.done("POST", path, {"topics": {"5": False, "11": True}, "webhook_url": "https://nori.example/hook"})
    assert (told["topics"]["5"], told["topics"]["11"], told["topics"]["1"]) == (False, True, True)
    for wrong in (
        {"topics": {"9999": True}},
        {"topics": {"x": True}},
        {"ip_allow_list": ["here"]},
        {"webhook_url": "ftp://x"},
    ):
        assert (await desk.control("POST", path, {"name": "Changed", **wrong})).status == 400
    assert (await desk.done("GET", path))["name"] == "Nori link"


async def test_public_scopes_are_on_at_once_and_the_others_are_reviewed(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    path = f"partner/developers/{developer}/apps/{app['app_key']}/scopes"
    told = await desk.done("POST", path, {"scopes": [PRODUCT]})
    assert scope_of(told, PRODUCT)["state"] == "granted"
    refused = await desk.control("POST", path, {"scopes": ["seller.finance.info", EXTERNAL]})
    assert refused.status == 400
    assert EXTERNAL in refused.json["error"]
    told = await desk.done("POST", path, {"scopes": [EXTERNAL, ORDERS, PROMOTION], "purpose": PURPOSE})
    assert {scope_of(told, name)["state"] for name in (EXTERNAL, ORDERS, PROMOTION)} == {"in_review"}
    assert scope_of(told, "seller.finance.info")["state"] == "not_asked"
    assert desk.world.apps[app["app_key"]].scopes == [PRODUCT]
    body = {"scope": EXTERNAL, "decision": "refuse", "reason": "Not needed for an ERP."}
    told = await desk.done("POST", f"{path}/review", body)
    assert scope_of(told, EXTERNAL)["state"] == "refused"
    assert scope_of(told, EXTERNAL)["reason"] == "Not needed for an ERP."
    await desk.days(3)
    told = await desk.done("GET", f"partner/developers/{developer}/apps/{app['app_key']}")
    states = {name: scope_of(told, name)["state"] for name in (EXTERNAL, ORDERS, PROMOTION)}
    assert states == {EXTERNAL: "refused", ORDERS: "granted", PROMOTION: "granted"}
    told = await desk.done("POST", path, {"scopes": [EXTERNAL], "purpose": PURPOSE})
    assert scope_of(told, EXTERNAL)["state"] == "in_review"


async def test_which_scopes_are_reviewed_is_a_switch_where_sources_disagree(desk: PartnerDesk) -> None:
    await desk.done("POST", "switches", {"sensitive_scopes_need_review": False, "promotion_scopes_need_review": False})
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    path = f"partner/developers/{developer}/apps/{app['app_key']}/scopes"
    told = await desk.done("POST", path, {"scopes": [ORDERS, PROMOTION]})
    assert scope_of(told, ORDERS)["state"] == scope_of(told, PROMOTION)["state"] == "granted"


async def test_customer_service_is_for_apps_of_its_category(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    body = {"scopes": [SERVICE], "purpose": PURPOSE}
    for category, status in (("erp", 409), ("customer_service", 200)):
        app = await desk.app_of(developer, category=category)
        told = await desk.control("POST", f"partner/developers/{developer}/apps/{app['app_key']}/scopes", body)
        assert told.status == status


async def test_a_scope_switched_off_stays_in_the_grants_that_have_it(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.published(developer)
    told = await tokens_of(desk, app, desk.shop.seller_open_id)
    path = f"partner/developers/{developer}/apps/{app['app_key']}/scopes"
    await desk.done("POST", path, {"drop": [PRODUCT], "scopes": ["seller.finance.info"]})
    again = await tokens_of(desk, app, desk.shop.seller_open_id)
    assert PRODUCT in told["granted_scopes"]
    assert PRODUCT not in again["granted_scopes"]
    assert "seller.finance.info" in again["granted_scopes"]


async def test_a_custom_app_is_published_at_once_and_a_public_one_after_its_review(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    for kind, category, state in (("custom", "erp", "published"), ("custom", "connector", "in_review"),
                                  ("public", "erp", "in_review")):  # fmt: skip
        app = await desk.app_of(developer, kind=kind, category=category)
        path = f"partner/developers/{developer}/apps/{app['app_key']}"
        early = await desk.control("POST", f"{path}/publish")
        assert "lacks a scope" in early.json["error"]
        await desk.done("POST", f"{path}/scopes", {"scopes": [PRODUCT]})
        assert (await desk.done("POST", f"{path}/publish"))["state"] == state
        assert (await desk.control("POST", f"{path}/publish")).status == 409
    told = await desk.done("POST", f"{path}/review", {"decision": "reject", "reason": "The privacy page is missing."})
    assert (told["state"], told["reason"]) == ("rejected", "The privacy page is missing.")
    assert (await desk.done("POST", f"{path}/publish"))["state"] == "in_review"
    await desk.days(14)
    assert (await desk.done("GET", path))["state"] == "published"


async def test_an_app_for_us_sellers_waits_for_the_data_review_too(desk: PartnerDesk) -> None:
    developer = await desk.admitted(portal="us", country="US")
    app = await desk.app_of(developer, kind="public", market="US")
    path = f"partner/developers/{developer}/apps/{app['app_key']}"
    await desk.done("POST", f"{path}/scopes", {"scopes": [PRODUCT]})
    await desk.done("POST", f"{path}/publish")
    await desk.days(29)
    assert (await desk.done("GET", path))["state"] == "in_review"
    await desk.days(1)
    assert (await desk.done("GET", path))["state"] == "published"


async def test_a_draft_is_authorized_by_test_shops_of_its_developer_alone(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    path = f"partner/developers/{developer}"
    await desk.done("POST", f"{path}/apps/{app['app_key']}/scopes", {"scopes": ["seller.authorization.info"]})
    refused = await consent(desk, app["service_id"], desk.shop.seller_open_id)
    assert "not published yet" in refused.json["message"]
    mine = await desk.done("POST", f"{path}/test-shops", {"country": "GB", "products": 0})
    assert (await tokens_of(desk, app, mine["seller_open_id"]))["seller_base_region"] == "GB"
    other = await desk.admitted(email="three@nori.example")
    theirs = await desk.done("POST", f"partner/developers/{other}/test-shops", {"country": "GB", "products": 0})
    assert (await consent(desk, app["service_id"], theirs["seller_open_id"])).status != 302


async def test_a_custom_app_is_not_authorized_by_a_second_seller(desk: PartnerDesk) -> None:
    two = second_seller(desk)
    developer = await desk.admitted()
    app = await desk.published(developer)
    await tokens_of(desk, app, desk.shop.seller_open_id)
    refused = await consent(desk, app["service_id"], two.open_id)
    assert refused.status != 302
    assert "custom app" in refused.json["message"]
    assert (await consent(desk, app["service_id"], desk.shop.seller_open_id)).status == 302  # again by the same one
    await desk.done("POST", "switches", {"custom_app_sellers_max": 2})
    assert (await consent(desk, app["service_id"], two.open_id)).status == 302
    await desk.done("POST", "switches", {"custom_app_sellers_max": 1})
    await desk.done("POST", f"sellers/{desk.shop.seller_open_id}/deauthorize", {"app_key": app["app_key"]})
    await desk.done("POST", "clock", {"advance_s": 1_801})  # the unused codes are gone too
    assert (await consent(desk, app["service_id"], two.open_id)).status == 302


async def test_two_sellers_cannot_consent_to_a_custom_app_before_one_of_them_is_exchanged(desk: PartnerDesk) -> None:
    two = second_seller(desk)
    developer = await desk.admitted()
    app = await desk.published(developer)
    assert (await consent(desk, app["service_id"], desk.shop.seller_open_id)).status == 302
    assert "custom app" in (await consent(desk, app["service_id"], two.open_id)).json["message"]
    await desk.done("POST", "clock", {"advance_s": 1_801})  # the code that was not used is gone
    assert (await consent(desk, app["service_id"], two.open_id)).status == 302


async def test_a_public_app_is_authorized_by_many_once_it_is_published(desk: PartnerDesk) -> None:
    two = second_seller(desk)
    developer = await desk.admitted()
    app = await desk.published(developer, kind="public")
    for seller in (desk.shop.seller_open_id, two.open_id):
        assert (await tokens_of(desk, app, seller))["open_id"] == seller


async def test_a_seller_developers_app_is_for_the_own_shops(desk: PartnerDesk) -> None:
    two = second_seller(desk)
    refused = await consent(desk, desk.app.service_id, two.open_id)
    assert "own shops" in refused.json["message"]


async def test_a_grant_covers_the_shops_in_the_target_market(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.published(developer)
    await tokens_of(desk, app, desk.shop.seller_open_id)
    (grant,) = [one for one in desk.world.grants.values() if one.app_key == app["app_key"]]
    assert [desk.world.shops[shop_id].region for shop_id in grant.shop_ids] == ["GB"]
    await desk.done("POST", "switches", {"grants_outside_target_market": True})
    await tokens_of(desk, app, desk.shop.seller_open_id)
    assert [desk.world.shops[shop_id].region for shop_id in grant.shop_ids] == ["GB", "US"]


async def test_a_seller_without_a_shop_in_the_target_market_is_refused(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.published(developer, market="JP")
    refused = await consent(desk, app["service_id"], desk.shop.seller_open_id)
    assert "Region restriction" in refused.json["message"]


@pytest.mark.parametrize("grace", [0, 3600])
async def test_a_rotated_secret_replaces_the_old_one_at_once_or_after_the_grace(desk: PartnerDesk, grace: int) -> None:
    await desk.done("POST", "switches", {"replaced_app_secret_grace_s": grace})
    old = desk.app.secret
    (developer,) = desk.world.partner.developers
    told = await desk.done("POST", f"partner/developers/{developer}/apps/{desk.app.key}/secret")
    new = told["app_secret"]
    assert new != old
    assert desk.world.partner.listings[desk.app.key].secret_rotated_at == desk.world.clock.now()

    async def code(secret: str) -> int:
        return (await desk.call("GET", SHOPS, secret=secret, cipher=None)).code

    async def token_code(secret: str) -> int:
        query = {"app_key": desk.app.key, "app_secret": secret, "refresh_token": "x", "grant_type": "refresh_token"}
        return (await send(desk.site, Request("GET", "/api/v2/token/refresh", query))).code

    assert await code(new) == 0
    assert await code(old) == (0 if grace else 106001)
    assert await token_code(old) == (36004005 if grace else 36009004)
    await desk.done("POST", "clock", {"advance_s": grace + 1})
    assert await code(old) == 106001
    assert await token_code(old) == 36009004
    assert await code(new) == 0


async def test_the_allow_list_of_addresses_is_enforced_by_the_gate(desk: PartnerDesk) -> None:
    (developer,) = desk.world.partner.developers
    path = f"partner/developers/{developer}/apps/{desk.app.key}"
    await desk.done("POST", path, {"ip_allow_list": ["203.0.113.0/24"]})
    assert (await desk.call("GET", SHOPS, cipher=None)).code == 36009033
    await desk.done("POST", path, {"ip_allow_list": ["203.0.113.0/24", "127.0.0.1"]})
    assert (await desk.call("GET", SHOPS, cipher=None)).code == 0


async def test_the_log_of_deliveries_is_the_apps_own(desk: PartnerDesk) -> None:
    (developer,) = desk.world.partner.developers
    path = f"partner/developers/{developer}/apps/{desk.app.key}"
    await desk.done("POST", path, {"webhook_url": "https://nori.example/hook"})
    await desk.done("POST", "trigger", {"topic": 1, "shop_id": desk.shop.id})
    assert [row["topic"] for row in (await desk.done("GET", f"{path}/deliveries"))["deliveries"]] == [1]
    other = await desk.admitted()
    app = await desk.app_of(other)
    told = await desk.done("GET", f"partner/developers/{other}/apps/{app['app_key']}/deliveries")
    assert told["deliveries"] == []
    assert (await desk.control("GET", f"partner/developers/{other}/apps/{desk.app.key}/deliveries")).status == 404


async def test_another_developers_app_is_not_there(desk: PartnerDesk) -> None:
    other = await desk.admitted()
    for method, rest in (("GET", ""), ("GET", "/secret"), ("POST", "/secret"), ("POST", "/publish"), ("POST", "/scopes")):
        path = f"partner/developers/{other}/apps/{desk.app.key}{rest}"
        assert (await desk.control(method, path, {} if method == "POST" else None)).status == 404


async def test_all_of_it_is_kept_in_snapshots_and_reviews_go_on_after(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    path = f"partner/developers/{developer}/apps/{app['app_key']}"
    await desk.done("POST", f"{path}/scopes", {"scopes": [ORDERS], "purpose": PURPOSE})
    before = await desk.done("GET", "partner/developers")
    await desk.done("POST", "snapshots", {"name": "here"})
    await desk.days(3)
    assert scope_of(await desk.done("GET", path), ORDERS)["state"] == "granted"
    await desk.done("POST", "snapshots/here/restore")
    assert await desk.done("GET", "partner/developers") == before
    await desk.days(3)
    assert scope_of(await desk.done("GET", path), ORDERS)["state"] == "granted"


def test_a_state_file_from_before_partner_center_keeps_the_app_published() -> None:
    desk = PartnerDesk("empty")
    content = saving.snapshot(desk.world)
    saved = saving.parse(content, "it")
    saved.partner = None
    world = worlds.build("empty", 1, SimClock(desk.wall))
    saving.restore(saved, world)
    assert world.partner.listings[desk.app.key].review.state == "published"


def test_the_same_seed_makes_the_same_partner_center() -> None:
    first, second = (saving.snapshot(PartnerDesk("empty").world) for _ in range(2))
    assert first == second
