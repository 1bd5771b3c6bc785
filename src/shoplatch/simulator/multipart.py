"""Reads a multipart body into its parts. Sizes are capped before it gets here."""

from __future__ import annotations

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from shoplatch.simulator.ask import Refused, Upload

PARTS_MAX = 64


def parse_form(content_type: str, body: bytes) -> dict[str, str | Upload]:
    """Name -> text or file. Raises Refused 36009023 without a multipart content type, 36009022 for a broken body."""
    kind, parameters = parse_options_header(content_type)
    if kind != b"multipart/form-data":
        raise Refused(36009023, "This endpoint accepts multipart/form-data only.")
    boundary = parameters.get(b"boundary")
    if not boundary:
        raise Refused(36009022, "The content type names no boundary.")
    collected = _Parts()
    try:
        parser = MultipartParser(boundary, collected.callbacks())  # type: ignore[arg-type]  # a TypedDict of callbacks
        parser.write(body)
        parser.finalize()
    except (FormParserError, UnicodeDecodeError) as broken:
        raise Refused(36009022, "The body is not valid multipart/form-data.") from broken
    if not collected.ended:
        raise Refused(36009022, "The body ends before its last boundary.")
    return collected.form


class _Parts:
    """Gathers what the parser calls out."""

    def __init__(self) -> None:
        self.form: dict[str, str | Upload] = {}
        self.ended = False
        self._headers: dict[bytes, bytes] = {}
        self._field = b""
        self._value = b""
        self._content = bytearray()

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        if len(self.form) >= PARTS_MAX:
            raise Refused(36009022, f"The body has more than {PARTS_MAX} parts.")
        self._headers, self._content = {}, bytearray()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._content += data[start:end]

    def _end(self) -> None:
        _, named = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = named.get(b"name", b"").decode()
        if b"filename" in named:
            kind = self._headers.get(b"content-type", b"application/octet-stream").decode("latin-1")
            self.form[name] = Upload(named[b"filename"].decode(errors="replace"), kind, bytes(self._content))
        else:
            self.form[name] = self._content.decode()

    def _finish(self) -> None:
        self.ended = True
