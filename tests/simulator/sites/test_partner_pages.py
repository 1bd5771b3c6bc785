"""Partner Center as a person walks it: the same rules as the control, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.simulator.partner.partner_desk import PDF, PURPOSE, PartnerDesk
from tests.simulator.sites.visitor import Visitor

DOCUMENTS = ("business_registration", "identity_document", "proof_of_address")


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("empty")
    yield made
    await made.site.webhooks.stop()


@pytest.fixture
def visitor(desk: PartnerDesk) -> Visitor:
    return Visitor(desk.site)


async def registered(visitor: Visitor) -> str:
    """An ISV on the rest-of-world site; the address of its account."""
    await visitor.open("/partner-center/row")
    await visitor.press("Register as app developer", company="Nori Works", email="dev@nori.example", country="GB")
    return visitor.path.split("?")[0]


async def approved(visitor: Visitor) -> str:
    """The same with access to the API."""
    account = await registered(visitor)
    for kind in DOCUMENTS:
        await visitor.press("Upload", kind=kind, file=(f"{kind}.pdf", PDF))
    await visitor.press("Submit for verification")
    await visitor.press("Approve")
    await visitor.press("Register for API access")
    await visitor.press("Approve")
    return account


async def test_from_registration_to_a_published_app_with_its_secret(visitor: Visitor, desk: PartnerDesk) -> None:
    account = await registered(visitor)
    assert "3 documents missing" in visitor.text
    for kind in DOCUMENTS:
        name = "passport-expired.pdf" if kind == "identity_document" else f"{kind}.pdf"
        await visitor.press("Upload", kind=kind, file=(name, PDF))
    assert "In review" in await visitor.press("Submit for verification")
    told = await visitor.press("Let 3 days pass")
    assert "Rejected: The document has expired" in told
    await visitor.press("Upload", kind="identity_document", file=("passport.pdf", PDF))
    await visitor.press("Submit for verification")
    assert "Verified." in await visitor.press("Approve")
    await visitor.press("Register for API access")
    assert "Granted." in await visitor.press("Let 1 day pass")

    assert "cannot be changed afterwards" in await visitor.open(f"{account}/apps")
    await visitor.press("Create app", name="Nori link", kind="custom", market="GB")
    app = visitor.path.split("?")[0]
    await visitor.open(f"{app}/settings")
    await visitor.press("Save", redirect_url="http://127.0.0.1:9/back", webhook_url="https://nori.example/hook")
    await visitor.open(f"{app}/scopes")
    wanted = ["seller.authorization.info", "seller.order.info", "seller.order.ext_ref.read"]
    refused = await visitor.press("Switch on", status=400, scope=wanted)
    assert "need a reason" in refused
    await visitor.press("Switch on", scope=wanted, purpose=PURPOSE)
    await visitor.press("Refuse", scope="seller.order.ext_ref.read", reason="Not for an ERP.")
    assert "Refused: Not for an ERP." in visitor.text
    await visitor.press("Approve", scope="seller.order.info")
    await visitor.open(app)
    assert "Published" in await visitor.press("Publish")
    key = app.rsplit("/", 1)[1]
    made = desk.world.apps[key]
    assert made.scopes == ["seller.authorization.info", "seller.order.info"]
    assert made.secret in visitor.text
    before = made.secret
    await visitor.press("Reset app secret")
    assert before not in visitor.text
    assert made.secret in visitor.text


async def test_what_was_typed_stays_after_a_refusal(visitor: Visitor) -> None:
    await visitor.open("/partner-center/row")
    told = await visitor.press("Register as app developer", status=400, company="Nori Works", email="nobody")
    assert "not an e-mail address" in told
    assert 'value="Nori Works"' in visitor.html


async def test_the_staff_page_asks_for_more_and_gets_it(visitor: Visitor) -> None:
    await registered(visitor)
    for kind in DOCUMENTS:
        await visitor.press("Upload", kind=kind, file=(f"{kind}.pdf", PDF))
    await visitor.press("Submit for verification")
    assert "needs a reason" in await visitor.press("Ask for more", status=400)
    told = await visitor.press("Ask for more", reason="Tax papers, please.", kinds="tax_certificate")
    assert "More is needed: Tax papers, please." in told
    await visitor.press("Upload", kind="tax_certificate", file=("tax.pdf", PDF))
    await visitor.press("Submit for verification")
    assert "Verified." in await visitor.press("Approve")


async def test_no_file_and_a_wrong_file_are_told(visitor: Visitor) -> None:
    await registered(visitor)
    assert "No file was chosen" in await visitor.press("Upload", status=400, file=("", b""))
    told = await visitor.press("Upload", status=400, file=("a.pdf", b"<script>" + b" " * 99))
    assert "neither PDF, JPEG nor PNG" in told


async def test_the_wrong_site_explains_itself_and_leads_to_the_right_one(visitor: Visitor, desk: PartnerDesk) -> None:
    (developer,) = desk.world.partner.developers
    told = await visitor.open(f"/partner-center/eu/developers/{developer}", status=404)
    assert "accounts are separate per site" in told
    assert 'href="/partner-center/row"' in visitor.html
    await visitor.open("/partner-center/mars", status=404)


async def test_a_public_app_is_reviewed_on_its_page(visitor: Visitor) -> None:
    account = await approved(visitor)
    await visitor.open(f"{account}/apps")
    await visitor.press("Create app", name="Nori for all", kind="public", market="GB")
    app = visitor.path.split("?")[0]
    assert "lacks a redirect URL and a scope" in await visitor.press("Submit for review", status=409)
    await visitor.open(f"{app}/settings")
    await visitor.press("Save", redirect_url="https://nori.example/back")
    await visitor.open(f"{app}/scopes")
    await visitor.press("Switch on", scope="seller.product.basic")
    await visitor.open(app)
    await visitor.press("Submit for review")
    assert "Rejected: No privacy page." in await visitor.press("Reject", reason="No privacy page.")
    await visitor.press("Submit for review")
    assert "Published" in await visitor.press("Let 14 days pass")


async def test_topics_addresses_and_the_switch_are_saved(visitor: Visitor, desk: PartnerDesk) -> None:
    (developer,) = desk.world.partner.developers
    app = f"/partner-center/row/developers/{developer}/apps/{desk.app.key}"
    await visitor.open(f"{app}/webhooks")
    await visitor.press("Save topics", topic=["1", "11", "36"])
    assert desk.app.webhook_topics == {1, 11, 36}
    await visitor.open(f"{app}/settings")
    assert "not an address" in await visitor.press("Save", status=400, ip_allow_list="here")
    await visitor.open(f"{app}/settings")
    await visitor.press("Save", ip_allow_list="203.0.113.7\n10.0.0.0/8, 192.0.2.1", enabled=[])
    assert desk.app.ip_allow_list == ["203.0.113.7", "10.0.0.0/8", "192.0.2.1"]
    assert desk.app.enabled is False


async def test_the_log_shows_what_was_sent_and_sends_it_again(visitor: Visitor, desk: PartnerDesk) -> None:
    desk.app.webhook_url = "https://nori.example/hook"
    desk.site.webhooks.start()
    await desk.done("POST", "trigger", {"topic": 1, "shop_id": desk.shop.id})
    await desk.done("POST", "deliveries/drain")
    (developer,) = desk.world.partner.developers
    await visitor.open(f"/partner-center/row/developers/{developer}/apps/{desk.app.key}/webhooks")
    assert "delivered" in visitor.text
    await visitor.press("Resend")
    await desk.done("POST", "deliveries/drain")
    (delivery,) = desk.world.deliveries.values()
    assert [one.kind for one in delivery.attempts] == ["first", "resend"]


async def test_a_test_shop_is_opened_and_renewed(visitor: Visitor, desk: PartnerDesk) -> None:
    account = await approved(visitor)
    await visitor.open(f"{account}/test-shops")
    assert "1 of 10" in await visitor.press("Open test shop", country="GB", products="1")
    assert "is a whole number" in await visitor.press("Open test shop", status=400, country="GB", products="many")
    await visitor.open(f"{account}/test-shops")
    await visitor.press("Renew")
    assert sum(shop.test_shop for shop in desk.world.shops.values()) == 1
