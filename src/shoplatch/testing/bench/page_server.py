"""A server that answers everything with one file: `python -m ... READY-FILE FILE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from shoplatch.testing.bench.servers import serve


class OnePage:
    """Reads the request and sends the file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]

    async def __call__(self, _scope: Any, receive: Any, send: Any) -> None:
        more = True
        while more:
            more = (await receive()).get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await send({"type": "http.response.body", "body": self._content})


if __name__ == "__main__":
    serve(OnePage(Path(sys.argv[2]).read_bytes()), Path(sys.argv[1]))
