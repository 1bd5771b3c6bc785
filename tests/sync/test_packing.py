"""What TikTok Shop sent is kept packed, each object by itself, with dictionaries that never change."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import msgspec
import pytest
import zstandard

from shoplatch.catalog import reader
from shoplatch.simulator.in_shape import example
from shoplatch.sync.streams import orders, packing

ADLER = 883269621
SHA256 = {
    "orders": "b379bf00da99aec95b28d7d859d6d9bafa32e1c561476ca4d04e481e94ff48a5",
    "objects": "611f69d9c5c108fb654fcc595c4c530b51c2789e0d9824ade346406a3dce0baa",
}
ORDER = example(reader.operation(orders.SEARCH))["orders"][0]
PLAIN = msgspec.json.encode(ORDER)


def former(plain: bytes) -> bytes:
    """As orders were kept before: zlib with words of its own."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 13, 5, zlib.Z_DEFAULT_STRATEGY, packing._former_words())
    return packer.compress(plain) + packer.flush()


@pytest.mark.parametrize("old", [zlib.compress, former, zstandard.compress])
def test_what_was_kept_in_another_way_is_read_as_before(old: Callable[[bytes], bytes]) -> None:
    assert packing.unpacked(old(PLAIN)) == PLAIN


@pytest.mark.parametrize("way", [packing.packed, packing.packed_object])
def test_what_is_packed_is_unpacked_in_any_thread_and_small(
    way: Callable[[bytes], bytes],
) -> None:
    made = [msgspec.json.encode({**ORDER, "id": str(n), "seller_note": "é" * n}) for n in range(300)]
    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(way, made))
        assert list(threads.map(packing.unpacked, kept)) == made
    assert len(kept[0]) < len(zstandard.compress(made[0]))


@pytest.mark.parametrize("family", list(packing.DICTIONARIES))
def test_a_dictionary_is_the_one_that_was_packed_with(family: str) -> None:
    numbered = packing.DICTIONARIES[family]
    content = (files("shoplatch.sync.streams") / numbered.file).read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256[family]  # kept objects name it: a better one is added beside
    assert zstandard.ZstdCompressionDict(content).dict_id() == numbered.number
    assert zlib.adler32(packing._former_words()) == ADLER


@pytest.mark.parametrize("family", list(packing.DICTIONARIES))
def test_a_dictionary_names_no_person(family: str) -> None:
    content = (files("shoplatch.sync.streams") / packing.DICTIONARIES[family].file).read_bytes()
    found = {one.split(b'"')[1].decode() for one in re.findall(rb'"[a-z_0-9]+":', content)}
    personal = {path.rpartition(".")[2].removesuffix("[]") for path in reader.pii_paths(orders.SEARCH)}
    assert len(found) > 50
    assert not personal & found


@pytest.mark.parametrize(
    "kept", [b"", b"no stream of any kind", packing.packed(b"[1]" * 9)[:-3], b"\x28\xb5\x2f\xfd" + bytes(20)]
)
def test_damaged_bytes_are_named(kept: bytes) -> None:
    with pytest.raises(packing.Damaged, match="cannot be unpacked"):
        packing.unpacked(kept)


def test_bytes_of_a_dictionary_that_is_not_here_are_named() -> None:
    other = zstandard.train_dictionary(1024, [b'{"id":"%d","status":"x"}' % n for n in range(900)], dict_id=49_999)
    with pytest.raises(packing.Damaged, match="49999"):
        packing.unpacked(zstandard.ZstdCompressor(dict_data=other).compress(b'{"id":"5","status":"x"}'))
