"""Small PDF files, written by hand: text in the standard fonts, lines and bars on pages of any size (PDF 1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_ESCAPES = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\n": " ", "\r": " "})
_FONTS = ("Helvetica", "Helvetica-Bold")
_FIRST_PAGE = 3 + len(_FONTS)  # objects 1 and 2 are the catalog and the tree of pages, then come the fonts


@dataclass(slots=True)
class Page:
    """One page in points of 1/72 inch. Places are counted from the upper left corner."""

    width: int
    height: int
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, said: str, *, size: float = 9, bold: bool = False) -> None:
        """One line of text; characters outside Windows-1252 become question marks."""
        font = 2 if bold else 1
        self.drawn.append(f"BT /F{font} {size:g} Tf {x:g} {self.height - y:g} Td ({said.translate(_ESCAPES)}) Tj ET")

    def rule(self, y: float, *, margin: float = 14) -> None:
        """A line from margin to margin."""
        at = self.height - y
        self.drawn.append(f"0.8 w {margin:g} {at:g} m {self.width - margin:g} {at:g} l S")

    def frame(self, margin: float = 8) -> None:
        """A frame around everything."""
        self.drawn.append(f"1 w {margin:g} {margin:g} {self.width - 2 * margin:g} {self.height - 2 * margin:g} re S")

    def bars(self, x: float, y: float, widths: Sequence[int], *, module: float, height: float) -> None:
        """A barcode: bar, space, bar ... of so many modules; `module` and `height` in points."""
        for at, width in enumerate(widths):
            if at % 2 == 0:
                self.drawn.append(f"{x:.3f} {self.height - y - height:g} {width * module:.3f} {height:g} re f")
            x += width * module


def pdf(pages: Sequence[Page], title: str) -> bytes:
    """The file: the same pages give the same bytes."""
    kids = " ".join(f"{_FIRST_PAGE + 2 * number} 0 R" for number in range(len(pages)))
    fonts = " ".join(f"/F{number} {2 + number} 0 R" for number in range(1, len(_FONTS) + 1))
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    parts += [f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode() for name in _FONTS]
    for number, page in enumerate(pages):
        content = "\n".join(page.drawn).encode("cp1252", "replace")
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}]"
            f" /Contents {_FIRST_PAGE + 2 * number + 1} 0 R /Resources << /Font << {fonts} >> >> >>".encode()
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    parts.append(f"<< /Title ({title.translate(_ESCAPES)}) /Producer (Shoplatch simulator) >>".encode("cp1252", "replace"))
    return _file(parts)


def _file(parts: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(parts) + 1, len(parts))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
