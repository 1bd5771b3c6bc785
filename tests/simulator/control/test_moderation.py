"""The control plays the platform and the seller: products are judged, coupons are made."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from tests.simulator.control.control_desk import ControlDesk


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk()
    yield made
    await made.site.webhooks.stop()


def live(desk: ControlDesk) -> tuple[Shop, Product]:
    for shop in desk.world.shops.values():
        for product in shop.products.values():
            if product.status == "ACTIVATE":
                return shop, product
    raise AssertionError("nothing is on sale")


async def test_the_platform_freezes_a_product_and_lets_it_go(desk: ControlDesk) -> None:
    _, product = live(desk)
    for deed, status in (("freeze", "FREEZE"), ("unfreeze", "PLATFORM_DEACTIVATED")):
        told = await desk.done("POST", f"products/{product.id}/{deed}", {"reason": "Complaints"})
        assert (told["status"], product.status) == (status, status)
    wrong = await desk.control("POST", f"products/{product.id}/freeze", {})
    assert wrong.status == 409
    assert (await desk.control("POST", f"products/{product.id}/sing", {})).status == 400
    assert (await desk.control("POST", "products/17/freeze", {})).status == 404
    assert (await desk.control("POST", f"products/{product.id}/move_category", {"category_id": "1"})).status == 400


async def test_a_coupon_is_made_and_runs(desk: ControlDesk) -> None:
    shop, _ = live(desk)
    told = await desk.done("POST", "coupons", {"shop_id": shop.id, "title": "Hello", "percent": 10, "min_spend": "20.00"})
    assert told["status"] == "ONGOING"
    assert shop.coupons[told["coupon_id"]].min_spend == 2_000
    for terms in (
        {"title": "both", "percent": 10, "reduction": "1.00"},
        {"title": "neither"},
        {"title": "long", "percent": 5, "lasts_s": 10**9},
        {"title": "money", "reduction": "much"},
        {"title": "product", "percent": 5, "product_ids": ["17"]},
    ):
        assert (await desk.control("POST", "coupons", {"shop_id": shop.id, **terms})).status == 400
