"""Reads one HTTP/1.1 answer from bytes as they come, in whatever pieces. Pure: both transports feed it.

It is stricter than a browser: what could be read in two ways is no answer. Compressed bodies are unpacked, every length has
a limit, and an answer that broke off never counts as one (RFC 9112, sections 4 to 7).
"""

from __future__ import annotations

import re
import zlib

from shoplatch.transport.messages import BODY_MAX_BYTES, HttpResponse

HEAD_MAX_BYTES = 64 * 1024
HEADERS_MAX = 100
INTERIM_MAX = 8  # answers of the kind "100 Continue" before the real one
_STATUS = re.compile(rb"HTTP/1\.([0-9]) ([1-9][0-9]{2})(?: .*)?")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;.*)?")


class Broken(Exception):
    """What came is no answer, or not the whole of one."""


class TooLarge(Exception):
    """The body is larger than BODY_MAX_BYTES."""


class Reading:
    """The state of one answer: hand it bytes with `feed` until that gives True, or `ended` where the other side closes."""

    def __init__(self, method: str) -> None:
        self._method = method
        self._buffer = bytearray()
        self._body = bytearray()
        self._status = 0
        self._headers: dict[str, str] = {}
        self._left: int | None = None  # bytes of the body, or of the chunk, that are still to come
        self._chunked = self._trailing = False
        self._interim = 0
        self.closes = False  # whether the connection ends with this answer

    @property
    def status(self) -> int:
        """The status; 0 before the head is there."""
        return self._status

    @property
    def headers(self) -> dict[str, str]:
        """The headers; none before the head is there."""
        return self._headers

    @property
    def body(self) -> bytes:
        """What has come of the body so far, packed as it came."""
        return bytes(self._body)

    def feed(self, came: bytes) -> bool:
        """Take more bytes; True where the answer is complete.

        Raises:
            Broken: this is no answer.
            TooLarge: the body is too large, or says that it will be.
        """
        if not self._status:
            self._buffer += came
            came = b""
            if not self._final_head():
                return False
        if self._chunked:
            self._buffer += came
            return self._chunks()
        if came:
            self._body += came
        else:
            self._body += self._buffer
            self._buffer.clear()
        return self._measured()

    def ended(self) -> None:
        """The other side has closed: right where only that ends the body.

        Raises:
            Broken: the answer was not complete.
        """
        if not self._status or self._chunked or self._left is not None:
            raise Broken("the answer broke off")

    def answer(self) -> HttpResponse:
        """The answer, its body unpacked.

        Raises:
            Broken: the compressed body is none.
            TooLarge: it is too large when unpacked.
        """
        return HttpResponse(self._status, self._headers, _unpacked(self._headers.get("content-encoding", ""), self._body))

    def _final_head(self) -> bool:
        """Whether the head of the real answer has come; those before it are passed over."""
        while self._head():
            if self._status:
                return True
        return False

    def _head(self) -> bool:
        """Read one head, if all of it is there."""
        end = _END.search(self._buffer)
        if end is None or end.start() > HEAD_MAX_BYTES:
            if len(self._buffer) > HEAD_MAX_BYTES:
                raise Broken("the head of the answer is too large")
            return False
        lines = bytes(self._buffer[: end.start()]).split(b"\n")
        del self._buffer[: end.end()]
        status = _STATUS.fullmatch(lines[0].removesuffix(b"\r"))
        if status is None:
            raise Broken("the answer is not HTTP/1")
        number = int(status[2])
        if number < 200 and number != 101:
            self._interim += 1
            if self._interim > INTERIM_MAX:
                raise Broken("interim answers do not end")
            return True
        self._headers = _headers(lines[1:])
        self._status = number
        self._frame(persistent=status[1] != b"0")
        return True

    def _frame(self, *, persistent: bool) -> None:
        """How long the body is, and whether the connection outlives it."""
        headers = self._headers
        said = {word.strip().lower() for word in headers.get("connection", "").split(",")}
        self.closes = "close" in said or not (persistent or "keep-alive" in said) or self._status == 101
        length, coding = headers.get("content-length"), headers.get("transfer-encoding")
        if self._method == "HEAD" or self._status in (101, 204, 304) or (self._method == "CONNECT" and self._status < 300):
            self._left = 0
        elif coding is not None:
            if coding.strip().lower() != "chunked":
                raise Broken("the answer is coded in a way nobody asked for")
            self._chunked = True
            self.closes = self.closes or length is not None  # told twice: what follows is not trusted
        elif length is not None:
            told = {one.strip() for one in length.split(",")}
            text = told.pop()
            if told or not (text.isdecimal() and text.isascii() and len(text) < 16):
                raise Broken("the length of the answer is none")
            self._left = int(text)
            if self._left > BODY_MAX_BYTES:
                raise TooLarge
        else:
            self.closes = True

    def _measured(self) -> bool:
        """Whether a body without chunks is complete."""
        size = len(self._body)
        if size > BODY_MAX_BYTES:
            raise TooLarge
        if self._left is None:
            return False
        if size > self._left:  # bytes nobody asked for: they are not the next answer's
            del self._body[self._left :]
            self.closes = True
        return size >= self._left

    def _chunks(self) -> bool:
        """Read as many chunks as are there; True after the last one and its trailer."""
        while True:
            if self._left is None:
                line = self._line()
                if line is None:
                    return False
                if not self._trailing:
                    self._begin(line)
                elif not line:
                    self.closes = self.closes or bool(self._buffer)
                    return True
                continue
            if len(self._buffer) < self._left + 2:
                return False
            if self._buffer[self._left : self._left + 2] != b"\r\n":
                raise Broken("a chunk is longer than it says")
            self._body += self._buffer[: self._left]
            del self._buffer[: self._left + 2]
            self._left = None

    def _begin(self, line: bytes) -> None:
        """The size of the next chunk; the last one has none, and only a trailer after it."""
        size = _SIZE.fullmatch(line)
        if size is None:
            raise Broken("a chunk has no size")
        left = int(size[1], 16)
        if len(self._body) + left > BODY_MAX_BYTES:
            raise TooLarge
        self._trailing, self._left = not left, left or None

    def _line(self) -> bytes | None:
        """The next whole line, without its end."""
        end = self._buffer.find(b"\n")
        if end < 0:
            if len(self._buffer) > HEAD_MAX_BYTES:
                raise Broken("a chunk does not begin")
            return None
        line = bytes(self._buffer[:end]).removesuffix(b"\r")
        del self._buffer[: end + 1]
        return line


def _headers(lines: list[bytes]) -> dict[str, str]:
    """Names in lower case; what comes twice is joined by commas."""
    if len(lines) > HEADERS_MAX:
        raise Broken("the answer has too many headers")
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        text = line.decode("latin-1").removesuffix("\r")
        if text[:1] in (" ", "\t") and last:  # a folded line: obsolete, and still seen
            found[last] = f"{found[last]} {text.strip()}"
            continue
        name, colon, value = text.partition(":")
        if not colon or _NAME.fullmatch(name) is None:
            raise Broken("a header of the answer is none")
        last = name.lower()
        value = value.strip()
        found[last] = f"{found[last]}, {value}" if last in found else value
    return found


def _unpacked(encoding: str, body: bytearray) -> bytes:
    if encoding.lower() not in ("gzip", "x-gzip", "deflate") or not body:
        return bytes(body)
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # either header
    try:
        found = unpacking.decompress(body, BODY_MAX_BYTES + 1)
    except zlib.error as broken:
        raise Broken("the compressed body is none") from broken
    if len(found) > BODY_MAX_BYTES:
        raise TooLarge
    if not unpacking.eof:
        raise Broken("the compressed body was cut off")
    return found
