"""Where shipping documents are fetched: addresses that hold for 24 hours and need no token (platform.md section 13).

A document is made when it is fetched; what stands on it is `labels.py`'s.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from shoplatch.simulator.fulfillment.labels import Parcel, as_pdf, as_png, as_zpl, note
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Package
from shoplatch.simulator.state.world import World

FOLDER = "/_sim/documents/"
LIFE_S = 86_400
_TYPES = {"pdf": "application/pdf", "png": "image/png", "zpl": "application/zpl"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it is sent."""

    content_type: str
    content: bytes = field(repr=False)


def document_url(world: World, shop_id: str, package: Package, kind: str, size: str, form: str = "pdf") -> str:
    """Where a document of this package can be fetched for the next 24 hours; `form` is pdf, png or zpl."""
    return _url(world, shop_id, package.id, kind, size, form)


def bundle_url(world: World, shop: Shop, bundle_id: str) -> str:
    """Where the label of a bundle of the first mile can be fetched for the next 24 hours."""
    return _url(world, shop.id, bundle_id, "BUNDLE", "A6", "pdf")


def document(world: World, path: str) -> Document | None:
    """The document behind such an address; None when it is not one of ours or its time is over."""
    name, _, form = path.removeprefix(FOLDER).rpartition(".")
    whole, _, seal = name.rpartition("-")
    parts = whole.split("-")
    if form not in _TYPES or seal != _seal(world, f"{whole}.{form}") or len(parts) != 5:
        return None
    shop = world.shops.get(parts[0])
    if shop is None or world.clock.now() > int(parts[4]):
        return None
    content = _content(shop, parts[1], parts[2], parts[3], form)
    return None if content is None else Document(_TYPES[form], content)


def _content(shop: Shop, thing_id: str, kind: str, size: str, form: str) -> bytes | None:
    if kind == "BUNDLE":
        bundle = shop.dispatch.bundles.get(thing_id)
        if bundle is None:
            return None
        said = [f"Handover {bundle.handover_method}", *(f"Order {order_id}" for order_id in bundle.member_ids)]
        return note(f"Bundle {bundle.id}", said)
    package = shop.packages.get(thing_id)
    if package is None:
        return None
    parcel = Parcel(shop, package)
    if form == "zpl":
        return as_zpl(parcel, size)
    return as_png(parcel) if form == "png" else as_pdf(parcel, kind, size)


def _url(world: World, shop_id: str, thing_id: str, kind: str, size: str, form: str) -> str:
    until = world.clock.now() + LIFE_S
    name = f"{shop_id}-{thing_id}-{kind}-{size}-{until}"
    return f"{world.base_url}{FOLDER}{name}-{_seal(world, f'{name}.{form}')}.{form}"


def _seal(world: World, name: str) -> str:
    # Keeps addresses from being guessed; the world's seed is no secret worth more than that.
    return hashlib.blake2s(f"{world.seed}:{name}".encode(), digest_size=10).hexdigest()
