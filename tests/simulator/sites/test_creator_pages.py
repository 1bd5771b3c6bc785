"""The creator pages of Seller Center: what creators sold, on which terms, and samples that are decided on there."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator import creator_desk
from shoplatch.simulator.creators.earnings import earned_by
from shoplatch.simulator.creators.people import creators_of, known
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import SampleRule
from shoplatch.simulator.state.parties import Shop
from tests.simulator.partner.partner_desk import PartnerDesk
from tests.simulator.sites.visitor import Visitor


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("demo")
    yield made
    await made.site.webhooks.stop()


def first(desk: PartnerDesk) -> tuple[Shop, Visitor]:
    return next(iter(desk.world.shops.values())), Visitor(desk.site)


async def test_sales_and_content_are_told_as_they_were_attributed(desk: PartnerDesk) -> None:
    shop, visitor = first(desk)
    await visitor.open(f"/seller-center/{shop.id}/creators")
    last = list(earned_by(shop))[-1]
    assert last.order.id in visitor.text
    assert known(desk.world, last.attribution.creator).username in visitor.text
    assert market(shop.region).text(last.skus[0].estimated.standard + last.skus[0].estimated.ads) in visitor.text
    await visitor.open(f"/seller-center/{shop.id}/creators/content")
    newest = list(shop.affiliate.contents.values())[-1]
    assert newest.title in visitor.text


async def test_a_product_is_opened_to_creators_and_closed_again(desk: PartnerDesk) -> None:
    shop, visitor = first(desk)
    taken = {one.product_id for one in shop.affiliate.opens.values()}
    product = next(one for one in shop.products.values() if one.status == "ACTIVATE" and one.id not in taken)
    await visitor.open(f"/seller-center/{shop.id}/creators/collaborations")
    await visitor.press("Open to creators", product=product.id, percent="12")
    made = list(shop.affiliate.opens.values())[-1]
    assert (made.product_id, made.rate, made.ends_at) == (product.id, 1_200, 0)
    await visitor.press("End", product=product.id)
    assert made.ends_at > desk.world.clock.now()


async def test_a_sample_is_granted_or_turned_down(desk: PartnerDesk) -> None:
    shop, visitor = first(desk)
    person = creators_of(desk.world, shop.region)[30]
    asked = []
    for opened in [one for one in shop.affiliate.opens.values() if shop.products[one.product_id].status == "ACTIVATE"][-2:]:
        opened.samples = SampleRule(active=True, quota=9)
        wish = creator_desk.SampleWish(person.open_id, opened.product_id)
        asked.append(creator_desk.ask_for_sample(desk.world, wish)["application_id"])
    await visitor.open(f"/seller-center/{shop.id}/creators/samples")
    for application_id, button in zip(asked, ("Grant", "Turn down"), strict=True):
        await visitor.press(button, application=application_id)
    states = [shop.affiliate.applications[one].status for one in asked]
    assert states == ["AWAITING_SHIPMENT", "REJECT_CANCELLED"]
