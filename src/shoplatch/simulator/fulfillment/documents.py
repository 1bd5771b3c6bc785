"""Shipping documents: a small valid PDF, made when it is fetched; the address holds 24 hours (platform.md section 13)."""

from __future__ import annotations

import hashlib

from shoplatch.simulator.state.sales import Package
from shoplatch.simulator.state.world import World

FOLDER = "/_sim/documents/"
LIFE_S = 86_400
_POINTS = {"A6": (298, 420), "A5": (420, 595), "A4": (595, 842)}


def document_url(world: World, shop_id: str, package: Package, kind: str, size: str) -> str:
    """Where a document of this package can be fetched for the next 24 hours, without a token."""
    until = world.clock.now() + LIFE_S
    name = f"{shop_id}-{package.id}-{kind}-{size}-{until}"
    return f"{world.base_url}{FOLDER}{name}-{_seal(world, name)}.pdf"


def document(world: World, path: str) -> bytes | None:
    """The PDF behind the path of `document_url`; None when it is not one of ours or its time is over."""
    name = path.removeprefix(FOLDER).removesuffix(".pdf")
    whole, _, seal = name.rpartition("-")
    parts = whole.split("-")
    if seal != _seal(world, whole) or len(parts) != 5 or world.clock.now() > int(parts[4]):
        return None
    shop = world.shops.get(parts[0])
    package = shop.packages.get(parts[1]) if shop else None
    if package is None:
        return None
    lines = [
        "SIMULATED DOCUMENT - NOT FOR SHIPPING",
        parts[2].replace("_", " "),
        f"Package {package.id}",
        f"Carrier {package.provider_name}",
        f"Tracking {package.tracking_number}",
        *(f"Order {order_id}" for order_id in package.order_ids[:20]),
    ]
    return pdf(lines, _POINTS.get(parts[3], _POINTS["A6"]))


def pdf(lines: list[str], size: tuple[int, int]) -> bytes:
    """One page of plain text in Helvetica; `size` in points."""
    shown = " T* ".join(f"({line.translate(_ESCAPES)}) Tj" for line in lines)
    content = f"BT /F1 10 Tf 14 TL 24 {size[1] - 40} Td {shown} ET".encode("latin-1", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R" % size
        + b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})


def _seal(world: World, name: str) -> str:
    # Keeps addresses from being guessed; the world's seed is no secret worth more than that.
    return hashlib.blake2s(f"{world.seed}:{name}".encode(), digest_size=10).hexdigest()
