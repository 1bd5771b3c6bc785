"""Prism, a mock server that answers from an OpenAPI document, run beside ours where it is installed.

It checks the shape of a request as ours does; signatures, tokens, scopes and state it does not know.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal, NotFound

START_WITHIN_S = 60.0
_clock = SystemClock()


def find(path: str | None) -> str | None:
    """The command: the one named, else the one on PATH, else None. Raises NotFound where a named one is none."""
    found = shutil.which(path or "prism")
    if found is None and path is not None:
        raise NotFound(f"{path} is not a command", next_step="Name the file `prism` itself: node_modules/.bin/prism.")
    return found


def version(command: str) -> str:
    """What it says about itself."""
    return subprocess.run([command, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout.strip()


@contextmanager
def mocking(command: str, document: dict[str, Any], folder: Path, *, silent: bool) -> Iterator[tuple[int, int]]:
    """Serve a document in one process, as it comes or without its log of requests; gives port and process id."""
    file, said = folder / "openapi.json", folder / f"prism-{'silent' if silent else 'as-it-comes'}.log"
    file.write_text(json.dumps(document))
    port = asyncio.run(_free_port())
    quiet = ("--verboseLevel", "silent") if silent else ()
    with said.open("wb") as log:
        process = subprocess.Popen(
            [command, "mock", "--port", str(port), "--host", "127.0.0.1", *quiet, str(file)], stdout=log, stderr=log
        )
    try:
        _wait_for(port, process, said)
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _free_port() -> int:
    server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    limit = _clock.monotonic() + START_WITHIN_S
    while _clock.monotonic() < limit:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError as answered:
            answered.close()
            return
        except OSError:
            pass
        else:
            return
        try:
            code = process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        raise Fatal(f"prism ended with {code} before it served: {log.read_text(errors='replace')[-500:]}")
    raise Fatal(f"prism did not serve within {START_WITHIN_S:.0f} s")
