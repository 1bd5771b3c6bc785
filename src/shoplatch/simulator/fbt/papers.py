"""What is printed for an inbound order: carton labels, barcodes of its goods, its packing list; as one PDF.

Addresses hold for 24 hours and need no token, as those of shipping documents; a sheet is made when it is fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from shoplatch.simulator.fulfillment.barcodes import code128
from shoplatch.simulator.fulfillment.documents import LIFE_S, Document
from shoplatch.simulator.fulfillment.labels import POINTS, WARNING
from shoplatch.simulator.fulfillment.paper import Page, pdf
from shoplatch.simulator.state.fbt import Carton, Goods, Inbound
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

FOLDER = "/_sim/inbound-documents/"
_PAGES_MAX = 300
_ROWS_ON_A_PAGE = 24


def url(world: World, shop: Shop, made: Inbound, kinds: str, sheet: str) -> str:
    """Where the labels of an inbound order can be fetched; `kinds` are digits: 0 cartons, 1 barcodes, 2 packing list."""
    name = f"{shop.id}-{made.id}-{kinds}-{sheet}-{world.clock.now() + LIFE_S}"
    return f"{world.base_url}{FOLDER}{name}-{_seal(world, name)}.pdf"


def document(world: World, path: str) -> Document | None:
    """The sheets behind such an address; None when it is not one of ours or its time is over."""
    whole, _, seal = path.removeprefix(FOLDER).removesuffix(".pdf").rpartition("-")
    parts = whole.split("-")
    if not path.startswith(FOLDER) or len(parts) != 5 or seal != _seal(world, whole):
        return None
    shop = world.shops.get(parts[0])
    made = shop.fbt.inbounds.get(parts[1]) if shop is not None else None
    if shop is None or made is None or world.clock.now() > int(parts[4]):
        return None
    makers = (_cartons, _barcodes, _list)
    pages = [page for digit in parts[2] for page in makers[int(digit)](shop, made, parts[3])]
    return Document("application/pdf", pdf(pages[:_PAGES_MAX], f"Inbound order {made.number}"))


def _seal(world: World, name: str) -> str:
    return hashlib.blake2s(f"{world.seed}:inbound:{name}".encode(), digest_size=10).hexdigest()


def _cartons(shop: Shop, made: Inbound, sheet: str) -> Iterator[Page]:
    house = shop.fbt.houses[made.house_id]
    count = sum(one.quantity for one in made.cartons)
    numbered: list[tuple[Carton, str]] = [(one, number) for one in made.cartons for number in one.numbers]
    for at, (carton, number) in enumerate(numbered, 1):
        page = _page(sheet, f"Carton {at} of {count}")
        page.text(16, 74, f"To: {house.name}", size=10, bold=True)
        page.text(16, 90, house.address.full[:56])
        page.text(16, 110, f"Inbound order {made.number}")
        _bars(page, 126, number)
        for row, item in enumerate(carton.items[:8]):
            goods = shop.fbt.goods[item["goods_id"]]
            page.text(16, 214 + 14 * row, f"{item['quantity']} x {goods.name[:44]}")
        size = carton.measures
        page.text(
            16,
            340,
            f"{size['length']} x {size['width']} x {size['height']} {size['length_unit'].lower()},"
            f" {size['weight']} {size['weight_unit'].lower()}",
        )
        yield page


def _barcodes(shop: Shop, made: Inbound, _sheet: str) -> Iterator[Page]:
    for goods_id in made.planned():
        goods: Goods = shop.fbt.goods[goods_id]
        page = _page("A6", "FBT barcode")
        page.text(16, 80, goods.name[:48], size=11, bold=True)
        page.text(16, 98, goods.fields.get("reference_code", ""))
        _bars(page, 120, f"FBT{goods.id[-12:]}")
        yield page


def _list(shop: Shop, made: Inbound, _sheet: str) -> Iterator[Page]:
    rows = list(made.planned().items())
    for first in range(0, len(rows), _ROWS_ON_A_PAGE):
        page = _page("A5", f"Packing list of {made.number}")
        page.text(16, 70, f"{shop.name} to {shop.fbt.houses[made.house_id].name}")
        for at, (goods_id, units) in enumerate(rows[first : first + _ROWS_ON_A_PAGE]):
            goods = shop.fbt.goods[goods_id]
            page.text(16, 100 + 18 * at, f"{units:>7}  {goods.name[:56]}")
        yield page


def _page(sheet: str, title: str) -> Page:
    page = Page(*POINTS[sheet])
    page.frame()
    page.text(16, 24, WARNING, size=7)
    page.text(16, 50, title, size=16, bold=True)
    return page


def _bars(page: Page, y: float, text: str) -> None:
    widths = code128(text)
    module = min(1.6, (page.width - 40) / sum(widths))
    page.bars(20, y, widths, module=module, height=48)
    page.text(20, y + 62, text)
