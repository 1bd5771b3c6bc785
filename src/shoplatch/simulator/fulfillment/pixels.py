"""A label as a picture: bars and capital letters in a grey PNG, for SHIPPING_LABEL_PICTURE."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

# Five columns for each character, the lowest bit on top; what is missing here is drawn as a blank.
_GLYPHS = {
    "A": "7c1211127c", "B": "7f49494936", "C": "3e41414122", "D": "7f4141413e", "E": "7f49494941", "F": "7f09090901",
    "G": "3e41415132", "H": "7f0808087f", "I": "00417f4100", "J": "2040413f01", "K": "7f08142241", "L": "7f40404040",
    "M": "7f021c027f", "N": "7f0408107f", "O": "3e4141413e", "P": "7f09090906", "Q": "3e4151215e", "R": "7f09192946",
    "S": "2649494932", "T": "01017f0101", "U": "3f4040403f", "V": "1f2040201f", "W": "7f2018207f", "X": "6314081463",
    "Y": "0304780403", "Z": "6151494543", "0": "3e5149453e", "1": "00427f4000", "2": "7249494946", "3": "2141494d33",
    "4": "1814127f10", "5": "2745454539", "6": "3c4a494931", "7": "4121110907", "8": "3649494936", "9": "464949291e",
    "-": "0808080808", ".": "0060600000", ",": "0080600000", "/": "2010080402", ":": "0036360000", "&": "3649562050",
}  # fmt: skip
_COLUMNS = {letter: bytes.fromhex(drawn)[:5] for letter, drawn in _GLYPHS.items()}


class Sheet:
    """A white sheet of pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(b"\xff" * width) for _ in range(height)]

    def box(self, x: int, y: int, width: int, height: int) -> None:
        """A black box, cut off at the edges."""
        left, right = max(x, 0), min(x + width, self.width)
        for row in self._rows[max(y, 0) : max(y + height, 0)]:
            row[left:right] = bytes(max(right - left, 0))

    def text(self, x: int, y: int, said: str, *, scale: int = 2) -> None:
        """A line of capital letters, seven pixels high at scale 1."""
        for at, letter in enumerate(said.upper()):
            for column, bits in enumerate(_COLUMNS.get(letter, b"")):
                for row in range(8):
                    if bits >> row & 1:
                        self.box(x + (at * 6 + column) * scale, y + row * scale, scale, scale)

    def bars(self, x: int, y: int, widths: Sequence[int], *, module: int, height: int) -> None:
        """A barcode: bar, space, bar ... of so many modules."""
        for at, width in enumerate(widths):
            if at % 2 == 0:
                self.box(x, y, width * module, height)
            x += width * module

    def png(self) -> bytes:
        """The picture, eight bits of grey."""
        raw = b"".join(b"\0" + bytes(row) for row in self._rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
