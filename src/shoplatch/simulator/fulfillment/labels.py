"""What stands on shipping documents: the parcel's carrier, way, contents and barcodes, as PDF, PNG or ZPL.

The kinds are those of platform.md section 13. Every sheet says that it is simulated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from shoplatch.simulator.fulfillment.barcodes import code128
from shoplatch.simulator.fulfillment.paper import Page, pdf
from shoplatch.simulator.fulfillment.pixels import Sheet
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.places import Address
from shoplatch.simulator.state.sales import Line, Order, Package

WARNING = "SIMULATED DOCUMENT - NOT FOR SHIPPING"
POINTS = {"A6": (298, 420), "A5": (420, 595), "A4": (595, 842)}
_LINES_ON_A_PAGE = {"A6": 16, "A5": 28, "A4": 44}
_DOTS = {"A6": (812, 1218), "A5": (1182, 1678), "A4": (1678, 2374)}  # of a printer with 203 dots per inch
_PICTURE = (600, 846)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package with what a sheet about it needs."""

    shop: Shop
    package: Package

    @property
    def orders(self) -> list[Order]:
        """The orders in it."""
        return [self.shop.orders[order_id] for order_id in self.package.order_ids]

    @property
    def lines(self) -> list[tuple[Order, Line]]:
        """Its units with their orders, cancelled ones left out."""
        inside = set(self.package.line_ids)
        return [(o, line) for o in self.orders for line in o.lines if line.id in inside and line.status != "CANCELLED"]

    @property
    def sender(self) -> Address:
        """Where it starts."""
        return self.shop.warehouses[self.package.warehouse_id].address

    @property
    def recipient(self) -> Address:
        """Where it goes."""
        return self.orders[0].address


def as_pdf(parcel: Parcel, kind: str, size: str) -> bytes:
    """The document as a PDF of one or more pages."""
    makers = {
        "PACKING_SLIP": (_slip,),
        "SHIPPING_LABEL_AND_PACKING_SLIP": (_label, _slip),
        "HAZMAT_LABEL": (_hazmat,),
        "INVOICE_LABEL": (_invoice,),
    }
    pages = [page for maker in makers.get(kind, (_label,)) for page in maker(parcel, size)]
    return pdf(pages, f"{kind.replace('_', ' ').capitalize()} {parcel.package.id}")


def note(title: str, said: list[str]) -> bytes:
    """A PDF of one plain page: a heading and some lines."""
    page = Page(*POINTS["A6"])
    page.frame()
    page.text(16, 28, WARNING, size=8)
    page.text(16, 52, title, size=14, bold=True)
    for number, line in enumerate(said[:20]):
        page.text(16, 80 + 16 * number, line[:60])
    return pdf([page], title)


def as_zpl(parcel: Parcel, size: str) -> bytes:
    """The shipping label in the language of label printers (Brazil and Mexico)."""
    package, to = parcel.package, parcel.recipient
    width, height = _DOTS[size]
    said = (
        WARNING,
        package.provider_name,
        f"Package {package.id}",
        f"From {_zpl(parcel.sender.full)}",
        f"To {_zpl(to.name)}",
        _zpl(to.full),
        *(f"Order {order_id}" for order_id in package.order_ids[:10]),
    )
    rows = [f"^FO40,{40 + 50 * at}^A0N,30,30^FD{line}^FS" for at, line in enumerate(said)]
    code = f"^FO40,{60 + 50 * len(said)}^BY2^BCN,160,Y,N,N^FD{package.tracking_number}^FS"
    return "\n".join(("^XA", "^CI28", f"^PW{width}", f"^LL{height}", *rows, code, "^XZ", "")).encode()


def as_png(parcel: Parcel) -> bytes:
    """The shipping label as a picture; its size is the same whatever was asked for."""
    package, to = parcel.package, parcel.recipient
    sheet = Sheet(*_PICTURE)
    sheet.text(24, 20, "SIMULATED - NOT FOR SHIPPING")
    sheet.text(24, 56, package.provider_name[:30], scale=3)
    widths = code128(package.tracking_number)
    module = max(1, (_PICTURE[0] - 48) // sum(widths))
    sheet.bars(24, 110, widths, module=module, height=140)
    sheet.text(24, 262, package.tracking_number)
    said = ("TO", to.name, to.line1, to.line2, to.town, to.postal_code, "", f"PACKAGE {package.id}")
    for number, line in enumerate((*said, *(f"ORDER {order_id}" for order_id in package.order_ids[:12]))):
        sheet.text(24, 310 + 26 * number, line[:45])
    return sheet.png()


def _label(parcel: Parcel, size: str) -> Iterator[Page]:
    package, to, sender = parcel.package, parcel.recipient, parcel.sender
    page = Page(*POINTS[size])
    page.frame()
    page.text(16, 24, WARNING, size=7)
    page.text(16, 46, package.provider_name, size=18, bold=True)
    page.text(16, 62, package.handover_method.replace("_", " "), size=8)
    page.rule(70)
    page.text(16, 84, f"From: {sender.name}", size=7)
    page.text(16, 94, sender.full[:70], size=7)
    page.rule(102)
    page.text(16, 120, to.name, size=13, bold=True)
    for number, line in enumerate(filter(None, (to.line1, to.line2, to.town, f"{to.postal_code} {to.region}"))):
        page.text(16, 136 + 14 * number, line[:48], size=11)
    page.rule(198)
    _barcode(page, 210, package.tracking_number, height=70)
    page.text(16, 294, package.tracking_number, size=11, bold=True)
    page.rule(304)
    weight = f"{package.weight['value']} {package.weight['unit']}" if package.weight else "not weighed"
    page.text(16, 320, f"Package {package.id}")
    page.text(16, 334, f"Items {len(parcel.lines)}   Weight {weight}")
    for number, order_id in enumerate(package.order_ids[:4]):
        page.text(16, 350 + 12 * number, f"Order {order_id}")
    if len(package.order_ids) > 4:
        page.text(16, 398, f"and {len(package.order_ids) - 4} more orders")
    yield page


def _slip(parcel: Parcel, size: str) -> Iterator[Page]:
    counted = Counter((order.id, line.sku_id) for order, line in parcel.lines)
    first = {(order.id, line.sku_id): line for order, line in reversed(parcel.lines)}
    rows = [(order_id, first[order_id, sku_id], units) for (order_id, sku_id), units in counted.items()]
    step = _LINES_ON_A_PAGE[size] // 2
    for start in range(0, max(len(rows), 1), step):
        page = Page(*POINTS[size])
        page.text(16, 24, WARNING, size=7)
        page.text(16, 46, "Packing slip", size=16, bold=True)
        page.text(16, 62, f"{parcel.shop.name}   Package {parcel.package.id}", size=8)
        page.rule(70)
        for number, (order_id, line, units) in enumerate(rows[start : start + step]):
            y = 88 + 38 * number
            page.text(16, y, f"{units} x {line.product_name}"[:52], bold=True)
            page.text(16, y + 11, f"{line.sku_name}   {line.seller_sku}"[:60], size=8)
            page.text(16, y + 21, f"Order {order_id}", size=7)
        yield page


def _hazmat(parcel: Parcel, _size: str) -> Iterator[Page]:
    page = Page(*POINTS["A4"])  # the only size of this kind
    page.frame(40)
    page.text(60, 90, WARNING, size=10)
    page.text(60, 150, "Dangerous goods in limited quantity", size=22, bold=True)
    page.text(60, 190, f"Package {parcel.package.id}   {parcel.package.tracking_number}", size=12)
    _barcode(page, 220, parcel.package.tracking_number, height=80)
    yield page


def _invoice(parcel: Parcel, _size: str) -> Iterator[Page]:
    invoice = parcel.shop.dispatch.invoices.get(parcel.package.id)
    page = Page(*POINTS["A6"])
    page.frame()
    page.text(16, 24, WARNING, size=7)
    page.text(16, 46, "DANFE simplificado", size=16, bold=True)
    page.text(16, 66, f"Pacote {parcel.package.id}")
    key = invoice.access_key if invoice else ""
    _barcode(page, 90, key or "0", height=60)
    page.text(16, 166, key, size=8)
    yield page


def _barcode(page: Page, y: float, text: str, *, height: float) -> None:
    widths = code128(text)
    margin = 24
    page.bars(margin, y, widths, module=min(2.0, (page.width - 2 * margin) / sum(widths)), height=height)


def _zpl(text: str) -> str:
    return text.replace("^", " ").replace("~", " ")
