"""How what TikTok Shop sent is kept: JSON, compressed by Zstandard with a dictionary of what such objects are made of.

Each is packed by itself, so that it can be read, replaced and erased by itself; the dictionary is what makes that small, for
one order begins like the next. There is one for orders and one for everything else. A packed object names its dictionary by
number: a dictionary never changes, a better one is added with the next number (`tools/kept_words.py` makes them). What
earlier versions kept, by zlib with and without a dictionary, stays readable.
"""

from __future__ import annotations

import threading
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import zstandard

from shoplatch.errors import InvalidRequest

LEVEL = 1
_ZSTANDARD = b"\x28\xb5\x2f\xfd"  # how its frames begin; no stream of zlib does
_LARGEST = 64 * 1024 * 1024  # an answer's size at most, whatever a damaged head says


@dataclass(frozen=True, slots=True)
class Numbered:
    """A dictionary: its number, which packed objects name, and its file beside this one."""

    number: int
    file: str


# What is packed with now, and all that anything was ever packed with.
DICTIONARIES = {"orders": Numbered(40_001, "orders-1.zdict"), "objects": Numbered(50_001, "objects-1.zdict")}
_FILES = {one.number: one.file for one in DICTIONARIES.values()}


class Damaged(InvalidRequest):
    """Kept bytes cannot be unpacked."""


def packed(plain: bytes) -> bytes:
    """The bytes of an order, packed."""
    return _packer("orders").compress(plain)


def packed_object(plain: bytes) -> bytes:
    """The bytes of anything else, packed."""
    return _packer("objects").compress(plain)


def unpacked(kept: bytes) -> bytes:
    """The bytes again.

    Raises:
        Damaged: they are not what was packed, or were packed by a newer version with a dictionary that is not here.
    """
    kept = bytes(kept)
    try:
        return _of_frame(kept) if kept.startswith(_ZSTANDARD) else _of_stream(kept)
    except (zlib.error, zstandard.ZstdError, OSError) as broken:
        raise Damaged(f"A kept object cannot be unpacked: {broken}", next_step="Read it from TikTok Shop again.") from broken


def _of_frame(kept: bytes) -> bytes:
    head = zstandard.get_frame_parameters(kept)
    if head.content_size > _LARGEST:
        raise zstandard.ZstdError(f"it says that it is {head.content_size:,} bytes long")
    if head.dict_id and head.dict_id not in _FILES:
        raise zstandard.ZstdError(f"there is no dictionary {head.dict_id} here")
    return _unpacker(head.dict_id).decompress(kept, max_output_size=_LARGEST)


def _of_stream(kept: bytes) -> bytes:
    reader = zlib.decompressobj(zdict=_former_words())
    plain = reader.decompress(kept, _LARGEST)
    if not reader.eof:
        raise zlib.error("its end is missing")
    return plain


# A packer may be used by one thread at a time.
_own = threading.local()


def _packer(family: str) -> zstandard.ZstdCompressor:
    found: dict[str, zstandard.ZstdCompressor] = _own.__dict__.setdefault("packers", {})
    if family not in found:
        words = _words(DICTIONARIES[family].number)
        found[family] = zstandard.ZstdCompressor(level=LEVEL, dict_data=words)
    return found[family]


def _unpacker(number: int) -> zstandard.ZstdDecompressor:
    found: dict[int, zstandard.ZstdDecompressor] = _own.__dict__.setdefault("unpackers", {})
    if number not in found:
        found[number] = zstandard.ZstdDecompressor(dict_data=_words(number) if number else None)
    return found[number]


@cache
def _words(number: int) -> zstandard.ZstdCompressionDict:
    words = zstandard.ZstdCompressionDict((files(__package__) / _FILES[number]).read_bytes())
    words.precompute_compress(level=LEVEL)
    return words


@cache
def _former_words() -> bytes:
    """The dictionary of the zlib streams that orders were kept as."""
    return (files(__package__) / "order_words.json").read_bytes().rstrip()
