"""What an uploaded picture is: its size, read from its first bytes, and whether the platform takes it (section 11.4)."""

from __future__ import annotations

import re
import struct

from shoplatch.simulator.ask import Refused

SIZE_MAX = 10 * 1024 * 1024
_SIDES = {"MAIN_IMAGE": (300, 4_000), "SIZE_CHART_IMAGE": (1_024, 20_000)}
NOT_A_PICTURE, TOO_LARGE, RESOLUTION = 12038004, 12038005, 12019116


def read_picture(content: bytes, use_case: str) -> tuple[int, int]:
    """Width and height in pixels, as the platform keeps them.

    Raises:
        Refused: too large, of another format, or outside the pixel limits of its use.
    """
    if len(content) > SIZE_MAX:
        raise Refused(TOO_LARGE)
    size = _png(content) or _jpeg(content) or _bmp(content) or _webp(content) or _heic(content)
    if size is None:
        raise Refused(NOT_A_PICTURE)
    low, high = _SIDES.get(use_case, (100, 20_000))
    if not (low <= size[0] <= high and low <= size[1] <= high):
        raise Refused(RESOLUTION, f"The image must measure {low} to {high} pixels a side")
    if use_case in ("MAIN_IMAGE", "ATTRIBUTE_IMAGE") and not 3 / 4 <= size[0] / size[1] <= 4 / 3:
        side = min(size)  # a ratio outside 3:4..4:3 becomes a square
        return side, side
    return size


def _png(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _bmp(content: bytes) -> tuple[int, int] | None:
    if content[:2] != b"BM" or len(content) < 26:
        return None
    width, height = struct.unpack("<ii", content[18:26])
    return abs(width), abs(height)


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:
        return None
    if content[12:16] == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if content[12:16] == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(content: bytes) -> tuple[int, int] | None:
    if content[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _heic(content: bytes) -> tuple[int, int] | None:
    """The largest picture of the file: `ispe` boxes hold version and flags, width, height."""
    if content[4:8] != b"ftyp" or content[8:12] not in (b"heic", b"heix", b"mif1", b"msf1", b"hevc"):
        return None
    sizes = [
        struct.unpack(">II", content[found.end() + 4 : found.end() + 12])
        for found in re.finditer(b"ispe", content[:65_536])
        if found.end() + 12 <= len(content)
    ]
    return max(sizes, default=None)
