"""A server that speaks just enough of PostgreSQL's protocol to be taken for version 14."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VERSION = "14.2"
_SSL, _GSS = 80877103, 80877104


def _message(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack(">I", len(content) + 4) + content


def _setting(name: str, value: str) -> bytes:
    return _message(b"S", name.encode() + b"\0" + value.encode() + b"\0")


_READY = _message(b"Z", b"I")
_COLUMN = _message(b"T", struct.pack(">H", 1) + b"answer\0" + struct.pack(">IHIhIH", 0, 0, 25, -1, 0xFFFFFFFF, 0))
_SAID = ((b"version()", f"PostgreSQL {VERSION} on a machine of long ago"), (b"show ", "on"))


def _rows(query: bytes) -> bytes:
    """One row where it asks for the version or a setting, none for everything else."""
    text = next((said.encode() for words, said in _SAID if words in query.lower()), None)
    row = b"" if text is None else _message(b"D", struct.pack(">HI", 1, len(text)) + text)
    return row + _message(b"C", b"SELECT 1\0")


class _Old(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while True:
            size, code = struct.unpack(">II", self.rfile.read(8))
            self.rfile.read(size - 8)
            if code not in (_SSL, _GSS):
                break
            self.wfile.write(b"N")
        settings = (("server_version", VERSION), ("server_encoding", "UTF8"), ("client_encoding", "UTF8"),
                    ("standard_conforming_strings", "on"), ("TimeZone", "UTC"), ("DateStyle", "ISO"))  # fmt: skip
        greeting = _message(b"R", struct.pack(">I", 0)) + b"".join(_setting(*one) for one in settings)
        self.wfile.write(greeting + _message(b"K", struct.pack(">II", 1, 1)) + _READY)
        query = b""
        while kind := self.rfile.read(1):
            content = self.rfile.read(struct.unpack(">I", self.rfile.read(4))[0] - 4)
            if kind == b"X":
                return
            query = content if kind in b"QP" else query
            answers = {b"Q": _COLUMN + _rows(query) + _READY, b"P": _message(b"1", b""), b"B": _message(b"2", b""),
                       b"D": _COLUMN, b"E": _rows(query), b"S": _READY, b"C": _message(b"3", b"")}  # fmt: skip
            self.wfile.write(answers.get(kind, b""))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no fault of ours."""


@contextmanager
def ancient_postgres() -> Iterator[str]:
    """Run it; gives host and port."""
    server = _Server(("127.0.0.1", 0), _Old)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
