"""Who a developer is: registration on the right site, documents, staff, access to the API."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator.partner.portals import facts
from shoplatch.simulator.partner.verification import SIZE_MAX_BYTES
from tests.simulator.partner.partner_desk import DAY_S, PDF, PartnerDesk


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("empty")
    yield made
    await made.site.webhooks.stop()


async def test_the_app_of_the_worlds_has_an_approved_developer_and_is_published(desk: PartnerDesk) -> None:
    (first,) = (await desk.done("GET", "partner/developers"))["developers"]
    assert first["verification"]["state"] == "approved"
    assert first["api_access"]["state"] == "granted"
    (app,) = first["apps"]
    assert (app["app_key"], app["state"], app["kind"]) == (desk.app.key, "published", "custom")
    assert {row["scope"] for row in app["scopes"] if row["state"] == "granted"} == set(desk.app.scopes)
    assert desk.app.secret not in str(first)


async def test_a_seller_developer_takes_name_country_and_address_from_the_shop(desk: PartnerDesk) -> None:
    made = await desk.done("POST", "partner/developers", {"portal": "us", "kind": "seller_developer"})
    assert (made["country"], made["company"], made["email"]) == ("US", "Fernlight Ltd", "shops@fernlight.example")
    assert desk.world.shops[made["shop_id"]].region == "US"
    assert made["verification"]["state"] == "draft"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"portal": "eu", "kind": "seller_developer"}, "/partner-center/row"),
        ({"portal": "row", "kind": "seller_developer", "shop_id": "7495880000000000202"}, "/partner-center/us"),
        ({"portal": "mars", "kind": "isv"}, "row, us, eu"),
        ({"portal": "row", "kind": "wizard"}, "seller_developer, isv"),
        ({"portal": "row", "kind": "isv", "company": "Nori", "email": "a@b.example"}, "country"),
        ({"portal": "row", "kind": "isv", "company": "Nori", "email": "a@b.example", "country": "XX"}, "not a country"),
        ({"portal": "row", "kind": "isv", "company": "Nori", "email": "nobody", "country": "GB"}, "not an e-mail"),
        ({"portal": "row", "kind": "isv", "company": "N", "email": "a@b.example", "country": "GB"}, "2 to 120"),
        ({"portal": "us", "kind": "seller_developer", "email": "else@where.example"}, "shops@fernlight.example"),
        ({"portal": "row", "kind": "seller_developer"}, "has an account on this site already"),
    ],
)
async def test_a_registration_that_cannot_be_says_why_and_where_to_go(
    desk: PartnerDesk, body: dict[str, str], says: str
) -> None:
    told = await desk.control("POST", "partner/developers", body)
    assert told.status in (400, 404, 409)
    assert says in told.json["error"]
    assert len(desk.world.partner.developers) == 1


async def test_the_owner_of_a_shop_that_is_not_active_cannot_register(desk: PartnerDesk) -> None:
    for shop in desk.world.shops.values():
        shop.active = False
    told = await desk.control("POST", "partner/developers", {"portal": "us", "kind": "seller_developer"})
    assert told.status == 409
    assert "not active" in told.json["error"]


def test_every_market_belongs_to_exactly_one_site() -> None:
    listed = [country for portal in facts().portals.values() for country in portal.countries]
    assert sorted(listed) == sorted(facts().countries)


async def test_documents_are_handed_in_and_approved_by_staff(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    early = await desk.control("POST", f"partner/developers/{developer}/submit")
    assert early.status == 409
    assert "business_registration" in early.json["error"]
    told = await desk.handed_in(developer)
    assert told["verification"]["state"] == "in_review"
    assert {row["state"] for row in told["verification"]["documents"]} == {"in_review"}
    assert (await desk.control("POST", f"partner/developers/{developer}/submit")).status == 409
    told = await desk.done("POST", f"partner/developers/{developer}/review", {"decision": "approve"})
    assert told["verification"]["state"] == "approved"
    assert {row["state"] for row in told["verification"]["documents"]} == {"accepted"}


async def test_staff_come_to_it_by_themselves_after_the_days_of_the_switch(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    await desk.handed_in(developer)
    await desk.days(2)
    assert desk.world.partner.developers[developer].verification.state == "in_review"
    await desk.days(1)
    assert desk.world.partner.developers[developer].verification.state == "approved"


async def test_a_rejected_document_is_replaced_and_the_account_approved(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    await desk.handed_in(developer, identity_document="passport-expired.pdf")
    await desk.days(3)
    told = (await desk.done("GET", f"partner/developers/{developer}"))["verification"]
    assert told["state"] == "rejected"
    assert "expired" in told["reason"]
    states = {row["kind"]: row["state"] for row in told["documents"]}
    assert states == {"business_registration": "accepted", "identity_document": "rejected", "proof_of_address": "accepted"}
    assert told["missing"] == ["identity_document"]
    assert (await desk.control("POST", f"partner/developers/{developer}/submit")).status == 409
    await desk.upload(developer, "identity_document", "passport.pdf")
    await desk.done("POST", f"partner/developers/{developer}/submit")
    await desk.days(3)
    assert desk.world.partner.developers[developer].verification.state == "approved"


async def test_staff_ask_for_more_and_get_it(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    await desk.handed_in(developer)
    body = {"decision": "request_more", "reason": "Tax papers, please.", "kinds": ["tax_certificate"]}
    told = (await desk.done("POST", f"partner/developers/{developer}/review", body))["verification"]
    assert (told["state"], told["reason"], told["missing"]) == ("more_requested", "Tax papers, please.", ["tax_certificate"])
    await desk.upload(developer, "tax_certificate")
    told = (await desk.done("POST", f"partner/developers/{developer}/submit"))["verification"]
    assert told["state"] == "in_review"
    await desk.done("POST", f"partner/developers/{developer}/review", {"decision": "approve"})


async def test_the_date_of_an_earlier_round_decides_nothing(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    await desk.handed_in(developer)
    await desk.days(2)
    await desk.done("POST", f"partner/developers/{developer}/review", {"decision": "reject", "reason": "Not this one."})
    await desk.handed_in(developer)
    await desk.days(1)  # the first round would have ended now
    assert desk.world.partner.developers[developer].verification.state == "in_review"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"%PDF-" + b"x" * SIZE_MAX_BYTES, "big.pdf", "larger than 10 MB"),
        (b"%PDF-", "empty.pdf", "nearly so"),
        (b"MZ" + b"\0" * 200, "passport.pdf", "neither PDF, JPEG nor PNG"),
        (b"<svg onload=alert(1)>" + b" " * 200, "x.png", "neither PDF, JPEG nor PNG"),
        (PDF, "", "no usable name"),
        (PDF, "a" * 300 + ".pdf", "no usable name"),
        (PDF, "line\nbreak.pdf", "no usable name"),
    ],
)
async def test_a_file_that_is_none_of_the_kinds_is_refused(desk: PartnerDesk, content: bytes, name: str, says: str) -> None:
    developer = await desk.registered()
    body = {"kind": "identity_document", "file_name": name, "content_base64": base64.b64encode(content).decode()}
    told = await desk.control("POST", f"partner/developers/{developer}/documents", body)
    assert (told.status, says in told.json["error"]) == (400, True)
    assert desk.world.partner.developers[developer].documents == {}


async def test_a_file_name_keeps_no_path(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    told = await desk.upload(developer, "identity_document", "../../etc\\passwd.pdf")
    assert told["verification"]["documents"][0]["file_name"] == "passwd.pdf"


async def test_a_refusal_needs_a_reason_and_a_decision_something_to_decide(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    path = f"partner/developers/{developer}/review"
    assert (await desk.control("POST", path, {"decision": "approve"})).status == 409
    await desk.handed_in(developer)
    assert (await desk.control("POST", path, {"decision": "reject"})).status == 400
    assert (await desk.control("POST", path, {"decision": "shrug"})).status == 400
    assert desk.world.partner.developers[developer].verification.state == "in_review"
    await desk.done("POST", path, {"decision": "approve"})
    assert (await desk.control("POST", path, {"decision": "approve"})).status == 409


async def test_api_access_comes_after_verification_and_may_be_refused(desk: PartnerDesk) -> None:
    developer = await desk.registered()
    path = f"partner/developers/{developer}/api-access"
    assert (await desk.control("POST", path)).status == 409
    await desk.handed_in(developer)
    await desk.done("POST", f"partner/developers/{developer}/review", {"decision": "approve"})
    assert (await desk.done("POST", path))["api_access"]["state"] == "requested"
    told = await desk.done("POST", f"{path}/review", {"decision": "reject", "reason": "Say what you build."})
    assert (told["api_access"]["state"], told["api_access"]["reason"]) == ("rejected", "Say what you build.")
    assert (await desk.done("POST", path))["api_access"]["state"] == "requested"
    await desk.days(1)
    assert desk.world.partner.developers[developer].api_access.state == "granted"
    assert (await desk.control("POST", path)).status == 409


async def test_accounts_of_one_site_are_listed_by_site(desk: PartnerDesk) -> None:
    made = await desk.registered(portal="us", country="US")
    listed = (await desk.done("GET", "partner/developers", portal="us"))["developers"]
    assert [one["id"] for one in listed] == [made]
    assert (await desk.control("GET", "partner/developers/1")).status == 404


async def test_test_shops_open_live_180_days_and_can_be_renewed(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    path = f"partner/developers/{developer}/test-shops"
    made = await desk.done("POST", path, {"country": "GB", "products": 2})
    shop = desk.world.shops[made["shop_id"]]
    assert (shop.test_shop, shop.active, len(shop.products)) == (True, True, 2)
    assert {kind.type for kind in shop.warehouses.values()} == {"SALES_WAREHOUSE", "RETURN_WAREHOUSE"}
    await desk.days(1)
    assert {product.status for product in shop.products.values()} == {"ACTIVATE"}
    await desk.done("POST", "orders", {"shop_id": shop.id})
    await desk.days(178)
    assert shop.active
    told = await desk.done("POST", f"{path}/{shop.id}/renew")
    assert told["expires_at"] == desk.world.clock.now() + 180 * DAY_S
    await desk.days(2)
    assert shop.active
    await desk.days(180)
    assert not shop.active
    await desk.done("POST", f"{path}/{shop.id}/renew")
    assert shop.active


@pytest.mark.parametrize("country", ["JP", "MY", "PH", "SG", "TH", "VN", "ID"])
async def test_test_shops_of_every_market_sell(desk: PartnerDesk, country: str) -> None:
    developer = await desk.admitted()
    made = await desk.done("POST", f"partner/developers/{developer}/test-shops", {"country": country, "products": 3})
    await desk.days(1)
    placed = await desk.done("POST", "orders", {"shop_id": made["shop_id"]})
    assert placed["status"] in ("ON_HOLD", "AWAITING_SHIPMENT")


async def test_test_shops_are_ten_at_most_and_of_the_markets_that_have_them(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    path = f"partner/developers/{developer}/test-shops"
    for body, says in (({"country": "US"}, "/partner-center/us"), ({"country": "BR"}, "no test shops")):
        told = await desk.control("POST", path, body)
        assert says in told.json["error"]
    for _ in range(10):
        await desk.done("POST", path, {"country": "GB", "products": 0})
    assert (await desk.control("POST", path, {"country": "GB"})).status == 409
