"""A receiver for benches: checks signatures, answers 200 empty, counts: `python -m ... READY-FILE KEY SECRET`.

As lean as a receiver can be, so that it is never what the sender waits for. `GET` answers what it counted.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import cast

from shoplatch.testing.bench.load import loop_factory

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_AUTHORIZATION = re.compile(rb"\r\nauthorization: *([0-9a-f]*)", re.IGNORECASE)


class Counts:
    """What came in."""

    def __init__(self, app_key: str, secret: str) -> None:
        self._key = app_key.encode()
        self._secret = secret.encode()
        self.came = 0
        self.wrong = 0
        self.notifications: set[bytes] = set()

    def take(self, head: bytes, body: bytes) -> None:
        """Count one webhook."""
        self.came += 1
        shown = _AUTHORIZATION.search(head)
        expected = hmac.digest(self._secret, self._key + body, sha256).hex().encode()
        if shown is None or not hmac.compare_digest(shown[1], expected):
            self.wrong += 1
        at = body.find(b'"tts_notification_id":"')
        self.notifications.add(body[at + 23 : at + 42])

    def told(self) -> bytes:
        """The answer to GET."""
        body = json.dumps({"came": self.came, "wrong": self.wrong, "distinct": len(self.notifications)}).encode()
        return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)


class Listener(asyncio.Protocol):
    """One connection of the sender."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._held = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's transports are no subclasses of asyncio's

    def data_received(self, data: bytes) -> None:
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0 and self._transport is not None:
            head = self._held[:end]
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if len(self._held) < end + 4 + length:
                return
            body, self._held = self._held[end + 4 : end + 4 + length], self._held[end + 4 + length :]
            if head.startswith(b"GET "):
                self._transport.write(self._counts.told())
                continue
            self._counts.take(head, body)
            self._transport.write(_OK)


async def receive(ready: Path, app_key: str, secret: str) -> None:
    """Listen on a free port until the process is stopped."""
    counts = Counts(app_key, secret)
    server = await asyncio.get_running_loop().create_server(lambda: Listener(counts), "127.0.0.1", 0)
    ready.write_text(json.dumps({"port": server.sockets[0].getsockname()[1]}))  # noqa: ASYNC240  # once, at the start
    await server.serve_forever()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(receive(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
