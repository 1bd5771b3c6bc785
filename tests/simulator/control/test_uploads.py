"""What was uploaded is served again, byte for byte, at the address the upload gave; the rest has a stand-in or is told."""

from __future__ import annotations

import base64

from shoplatch.simulator import saving
from shoplatch.simulator.ask import Upload
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.shelved import KEPT_MAX_BYTES, Shelved
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator_shop.aftersales_world import another, approve, asked
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk

PDF = b"%PDF-1.7 a certificate"


async def fetched(desk: ControlDesk, url: str) -> tuple[int, str, bytes]:
    told = await desk.control("GET", url.partition("/_sim/")[2])
    return told.status, told.headers["content-type"], told.body


async def test_every_upload_with_an_address_can_be_fetched_again() -> None:
    desk, shops = ControlDesk(), Desk()
    shops.world = desk.world
    shop, picture, video = desk.shop, png(640, 640), b"\0\0\0\x18ftypmp42 moving"
    image = {"data": Upload("a.png", "image/png", picture)}
    paper = {"data": Upload("p.pdf", "application/pdf", PDF), "name": "p.pdf"}
    film = {"data": Upload("v.mp4", "video/mp4", video), "name": "v.mp4"}
    calls = [
        ("product.upload_product_image", None, image, ("image/png", picture)),
        ("product.upload_product_file", None, paper, ("application/pdf", PDF)),
        ("product.upload_product_file", None, film, ("video/mp4", video)),
        ("fulfillment.upload_proof_of_delivery_image", shop, image, ("image/png", picture)),
        ("fulfillment.upload_proof_of_delivery_file", shop, paper, ("application/pdf", PDF)),
        ("customer_service.upload_image_for_buyer_messages", shop, image, ("image/png", picture)),
    ]
    for operation, where, form, expected in calls:
        url = shops.call(operation, where, form=form)["url"]
        assert await fetched(desk, url) == (200, *expected), operation
    uri = shops.call("product.upload_product_image", None, form=image)["uri"]
    rows = [{"uri": uri, "optimization_mode": ["WHITE_BACKGROUND"]}]
    (better,) = shops.call("product.optimize_images", shop, body={"images": rows})["images"]
    assert (await fetched(desk, better["optimized_url"]))[2] == picture
    await desk.site.webhooks.stop()


async def test_invoices_and_return_labels_lie_below_files_as_well() -> None:
    desk, shops = ControlDesk(), Desk()
    shops.world, shop = desk.world, desk.shop
    shop.region = "BR"
    order = another(shops, shop, "AWAITING_SHIPMENT")
    xml = b"<?xml version='1.0'?><nfeProc><infNFe Id='NFe" + b"7" * 44 + b"'/></nfeProc>"
    row = {"file": base64.b64encode(xml).decode(), "file_type": "XML", "order_ids": [order.id]}
    body = {"invoices": [{**row, "package_id": order.package_ids[0]}]}
    assert shops.call("fulfillment.upload_invoice", shop, body=body) == {}
    assert await fetched(desk, f"/_sim/files/invoice-{order.package_ids[0]}") == (200, "application/xml", xml)
    shop.region = "GB"
    request = asked(shops, shop, another(shops, shop, "DELIVERED"), "RETURN_AND_REFUND", shipment_type="BUYER_ARRANGE")
    approve(shops, shop, request, "APPROVE_RETURN")
    form = {"return_provider_id": network("GB").carriers[0].id, "tracking_number": "R1"}
    label = {"return_shipping_label": Upload("l.pdf", "application/pdf", PDF)}
    query = {"return_ids": request.id}
    shops.call("return_refund.upload_return_shipping_information", shop, query=query, form={**form, **label})
    assert await fetched(desk, f"/_sim/files/return-{request.id}") == (200, "application/pdf", PDF)
    await desk.site.webhooks.stop()


async def test_what_nobody_uploaded_is_a_stand_in_or_a_sentence() -> None:
    desk = ControlDesk()
    assert (await fetched(desk, "/_sim/images/tos-simulator-i-fernlight/01-front"))[:2] == (200, "image/svg+xml")
    told = await desk.control("GET", "files/v09e40f40000")
    assert told.status == 404
    assert "no such file" in told.json["error"]
    await desk.site.webhooks.stop()


async def test_an_upload_is_no_page_of_the_control() -> None:
    desk = ControlDesk()
    desk.world.shelved.keep("files/page", b"<script>alert(1)</script>")
    told = await desk.control("GET", "files/page")
    assert told.headers["content-type"] == "application/octet-stream"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in told.headers["content-security-policy"]
    await desk.site.webhooks.stop()


def test_uploads_are_part_of_a_saved_world() -> None:
    desk = Desk()
    desk.world.shelved.keep("files/one", PDF)
    saved = saving.parse(saving.snapshot(desk.world), "here")
    assert saved.shelved == {"files/one": PDF}


def test_when_there_is_no_more_room_the_oldest_go() -> None:
    shelved, half = Shelved(), b"x" * (KEPT_MAX_BYTES // 2)
    for name in ("a", "b", "c"):
        shelved.keep(name, half)
    assert list(shelved.files) == ["b", "c"]
    shelved.keep("too large", b"x" * (KEPT_MAX_BYTES + 1))
    assert list(shelved.files) == ["b", "c"]
    shelved.keep_also("d", "b")
    assert list(shelved.files) == ["c", "d"]
