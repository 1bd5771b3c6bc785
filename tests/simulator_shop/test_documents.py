"""Shipping documents open in a reader of others, hold what they should, and their barcodes follow the standard."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from pypdf import PdfReader

from shoplatch.simulator.fulfillment.barcodes import code128
from shoplatch.simulator.fulfillment.documents import Document, document
from shoplatch.simulator.fulfillment.paper import Page, pdf
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Package
from tests.simulator_shop.shop_world import Desk
from tests.simulator_shop.test_shipping import waiting

ASK = "fulfillment.get_package_shipping_document"
KINDS = {
    ("SHIPPING_LABEL", "A6"): [(298, 420)],
    ("SHIPPING_LABEL", "A5"): [(420, 595)],
    ("PACKING_SLIP", "A6"): [(298, 420)],
    ("SHIPPING_LABEL_AND_PACKING_SLIP", "A6"): [(298, 420), (298, 420)],
    ("HAZMAT_LABEL", "A6"): [(595, 842)],
}


def arranged(region: str = "GB") -> tuple[Desk, Shop, Package]:
    desk, shop, order = waiting(region, "TIKTOK", units=3)
    desk.call("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0])
    return desk, shop, shop.packages[order.package_ids[0]]


def fetched(desk: Desk, shop: Shop, package: Package, **query: str) -> Document:
    url = desk.call(ASK, shop, query=query, package_id=package.id)["doc_url"]
    found = document(desk.world, url.removeprefix(desk.world.base_url))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def parcel() -> tuple[Desk, Shop, Package]:
    return arranged()


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
def test_each_kind_of_document_opens_in_a_pdf_reader(parcel: tuple[Desk, Shop, Package], kind: tuple[str, str]) -> None:
    desk, shop, package = parcel
    paper = fetched(desk, shop, package, document_type=kind[0], document_size=kind[1])
    assert paper.content_type == "application/pdf"
    pages = PdfReader(io.BytesIO(paper.content), strict=True).pages
    assert [(page.mediabox.width, page.mediabox.height) for page in pages] == KINDS[kind]
    said = "\n".join(page.extract_text() for page in pages)
    assert "SIMULATED DOCUMENT - NOT FOR SHIPPING" in said
    assert package.id in said
    if "LABEL" in kind[0]:
        assert package.tracking_number in said
    if "SLIP" in kind[0]:
        units = {line.sku_id: line for line in shop.orders[package.order_ids[0]].lines}
        assert all(line.seller_sku in said for line in units.values())
        assert f"2 x {shop.orders[package.order_ids[0]].lines[0].product_name[:30]}" in said


def test_a_document_fetched_twice_has_the_same_bytes(parcel: tuple[Desk, Shop, Package]) -> None:
    desk, shop, package = parcel
    first, second = (fetched(desk, shop, package, document_type="SHIPPING_LABEL") for _ in range(2))
    assert first.content == second.content


def test_the_label_as_a_picture_is_a_png_whose_pixels_hold_the_barcode(parcel: tuple[Desk, Shop, Package]) -> None:
    desk, shop, package = parcel
    paper = fetched(desk, shop, package, document_type="SHIPPING_LABEL_PICTURE", document_size="A5")
    assert paper.content_type == "image/png"
    width, height = struct.unpack(">II", paper.content[16:24])
    assert (width, height) == (600, 846)
    data_at = paper.content.index(b"IDAT")
    length = struct.unpack(">I", paper.content[data_at - 4 : data_at])[0]
    rows = zlib.decompress(paper.content[data_at + 4 : data_at + 4 + length])
    row = rows[150 * (width + 1) + 1 : 151 * (width + 1)]
    runs = [run for run in bytes(row).split(b"\xff") if run]
    widths = code128(package.tracking_number)
    module = len(runs[0]) // widths[0]
    assert [len(run) for run in runs] == [bar * module for bar in widths[::2]]


def test_zpl_is_for_brazil_and_mexico_and_invoices_labels_for_brazil(parcel: tuple[Desk, Shop, Package]) -> None:
    desk, shop, package = parcel
    zpl = {"document_type": "SHIPPING_LABEL", "document_format": "ZPL"}
    assert desk.refusal(ASK, shop, query=zpl, package_id=package.id) == 21008106
    assert desk.refusal(ASK, shop, query={"document_type": "INVOICE_LABEL"}, package_id=package.id) == 21008106
    shop.region = "MX"
    try:
        paper = fetched(desk, shop, package, **zpl)
        slip = {**zpl, "document_type": "PACKING_SLIP"}
        assert desk.refusal(ASK, shop, query=slip, package_id=package.id) == 21001001
    finally:
        shop.region = "GB"
    text = paper.content.decode()
    assert text.startswith("^XA")
    assert text.rstrip().endswith("^XZ")
    assert f"^BCN,160,Y,N,N^FD{package.tracking_number}^FS" in text


def test_a_label_that_is_still_rendered_is_polled(parcel: tuple[Desk, Shop, Package]) -> None:
    desk, shop, package = parcel
    desk.world.switches.label_rendering_s = 60
    query = {"document_type": "SHIPPING_LABEL"}
    assert desk.refusal(ASK, shop, query=query, package_id=package.id) == 11034037
    desk.world.switches.label_rendering_s = 0
    assert desk.call(ASK, shop, query=query, package_id=package.id)["doc_url"]


def test_nobody_guesses_another_form_of_a_document(parcel: tuple[Desk, Shop, Package]) -> None:
    desk, shop, package = parcel
    url = desk.call(ASK, shop, query={"document_type": "SHIPPING_LABEL"}, package_id=package.id)["doc_url"]
    path = url.removeprefix(desk.world.base_url)
    for other in (path.replace(".pdf", ".zpl"), path.replace("A6", "A5"), path.removesuffix(".pdf"), "/_sim/documents/"):
        assert document(desk.world, other) is None


def test_long_packing_slips_go_over_several_pages() -> None:
    pages = [Page(298, 420) for _ in range(3)]
    for number, page in enumerate(pages):
        page.text(20, 40, f"Page {number} costs £5 (five) \\ und mehr, 漢字")
    reader = PdfReader(io.BytesIO(pdf(pages, "Three (3)")), strict=True)
    assert [page.extract_text().split(" costs")[0] for page in reader.pages] == ["Page 0", "Page 1", "Page 2"]
    assert "£5 (five) \\ und mehr, ??" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == "Three (3)"


@pytest.mark.parametrize("text", ["12345678", "H123", "JD0123456789", "1Z 9-x"])
def test_barcodes_have_the_check_symbol_of_the_standard(text: str) -> None:
    widths = code128(text)
    pairs = text.isdigit()
    symbols = 1 + (len(text) // 2 if pairs else len(text)) + 1
    assert sum(widths) == 11 * symbols + 13
    assert len(widths) == 6 * symbols + 7
    assert widths[:6] == ([2, 1, 1, 2, 3, 2] if pairs else [2, 1, 1, 2, 1, 4])
    assert widths[-7:] == [2, 3, 3, 1, 1, 1, 2]
