"""Shipping documents over the wire: the address an operation gives is answered without a token, with the right type."""

from __future__ import annotations

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.fulfillment.documents import document_url
from tests.simulator.control.control_desk import ControlDesk


@pytest.mark.parametrize(
    ("form", "content_type", "first"),
    [("pdf", "application/pdf", b"%PDF-1.4"), ("png", "image/png", b"\x89PNG"), ("zpl", "application/zpl", b"^XA")],
)
async def test_a_document_is_served_at_its_address_for_a_day(form: str, content_type: str, first: bytes) -> None:
    desk = ControlDesk()
    order = orders.place(desk.world, desk.shop, [(next(iter(desk.shop.skus)), 1)])
    for action in ("release", "ship"):
        orders.act(desk.world, desk.shop, order, action)
    package = desk.shop.packages[order.package_ids[0]]
    url = document_url(desk.world, desk.shop.id, package, "SHIPPING_LABEL", "A6", form)
    path = url.removeprefix(desk.world.base_url).removeprefix("/_sim/")
    told = await desk.control("GET", path)
    assert told.status == 200
    assert told.headers["content-type"] == content_type
    assert told.body.startswith(first)
    assert (await desk.control("GET", path.replace("A6", "A5"))).status == 404
    desk.world.clock.advance(86_401, desk.world.happen)
    assert (await desk.control("GET", path)).status == 404
    await desk.site.webhooks.stop()
