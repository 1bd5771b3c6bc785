"""Values that may show up nowhere, and the search for them in every spelling a leak could have."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib
from collections.abc import Iterator
from urllib.parse import quote

from shoplatch.sync.streams import packing
from shoplatch.sync.streams.packing import Damaged

KEPT = b"\x28\xb5\x2f\xfd"  # what was kept of an answer begins so
HEX_RUN = re.compile(rb"\\x([0-9a-f]{16,})")  # bytes in a plain dump
SHORTEST = 6  # shorter values turn up by chance


class Canaries:
    """Planted values by name. A value that is too short to be told from chance is refused."""

    def __init__(self) -> None:
        self._spellings: dict[bytes, str] = {}
        self._wanted: re.Pattern[bytes] | None = None

    def plant(self, name: str, value: str) -> None:
        assert len(value) >= SHORTEST, f"{name} is too short to be looked for"
        plain = value.encode()
        for spelled in (
            plain,
            quote(value, safe="").encode(),
            html.escape(value).encode(),
            json.dumps(value)[1:-1].encode(),
            base64.b64encode(plain).rstrip(b"="),
            plain.hex().encode(),
        ):
            self._spellings[spelled] = name
        self._wanted = None

    def plant_bytes(self, name: str, value: bytes) -> None:
        """Something that is bytes by nature: also looked for as hex and base64."""
        for spelled in (value, value.hex().encode(), base64.b64encode(value).rstrip(b"=")):
            self._spellings[spelled] = name
        self._wanted = None

    def few(self, values: set[str], *, of: tuple[str, ...]) -> Canaries:
        """For large haystacks: of the names that begin so only these values, and all others."""
        chosen = Canaries()
        chosen._spellings = {
            spelled: name
            for spelled, name in self._spellings.items()
            if not name.startswith(of) or spelled.decode(errors="replace") in values
        }
        return chosen

    @property
    def names(self) -> set[str]:
        return set(self._spellings.values())

    def found_in(self, haystack: bytes | str) -> list[str]:
        """The names of the values that are in there, whatever their spelling; compressed and dumped bytes are opened."""
        data = haystack.encode() if isinstance(haystack, str) else haystack
        if not self._spellings:
            return []
        self._wanted = self._wanted or re.compile(b"|".join(map(re.escape, self._spellings)))
        found = {self._spellings[hit[0]] for layer in _layers(data) for hit in self._wanted.finditer(layer)}
        return sorted(found)


def _layers(data: bytes) -> Iterator[bytes]:
    """The data itself, and what is packed inside: bytes of a dump, and whatever of them was compressed."""
    yield data
    packed = [bytes.fromhex(run[1][: len(run[1]) // 2 * 2].decode()) for run in HEX_RUN.finditer(data)]
    for layer in (data, *packed):
        try:
            yield _opened(layer)
        except (zlib.error, Damaged):
            if layer is not data:
                yield layer


def _opened(layer: bytes) -> bytes:
    """What was kept of an answer, or what anything else compressed."""
    return packing.unpacked(layer) if layer.startswith(KEPT) else zlib.decompress(layer)
