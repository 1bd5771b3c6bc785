"""Servers in processes of their own, for benches: each on a free port of this machine, stopped at the end."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import uvicorn

from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.testing.bench.spent import pin

START_WITHIN_S = 30.0
_clock = SystemClock()


async def no_op(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Reads the request, answers 200 and does nothing: the ceiling."""
    if scope["type"] != "http":
        return
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def serve(application: Any, ready: Path, *, around: AbstractAsyncContextManager[Any] | None = None) -> None:
    """Serve on a free port and write the port to a file once it accepts; `around` is a context to live in."""
    config = uvicorn.Config(application, host="127.0.0.1", port=0, log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)

    async def alive() -> None:
        async with around or nullcontext():
            serving = asyncio.create_task(server.serve())
            while not server.started and not serving.done():  # noqa: ASYNC110  # uvicorn says it by a flag alone
                await asyncio.sleep(0.01)
            if server.started:
                ready.write_text(  # noqa: ASYNC240  # once, before anything is measured
                    json.dumps({"port": server.servers[0].sockets[0].getsockname()[1]})
                )
            await serving

    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(alive())


@contextmanager
def started(module: str, *arguments: str, core: int | None = None) -> Iterator[int]:
    """Run `python -m module READY-FILE arguments`, on one core if told so, and give the port it serves on."""
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder:
        ready = Path(folder) / "ready.json"
        process = subprocess.Popen([sys.executable, "-m", module, str(ready), *arguments])
        if core is not None:
            pin(process.pid, core)
        try:
            yield _wait_for(ready, process, module)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(ready: Path, process: subprocess.Popen[bytes], module: str) -> int:
    limit = _clock.monotonic() + START_WITHIN_S
    while _clock.monotonic() < limit:
        if process.poll() is not None:
            raise Fatal(f"{module} ended with {process.returncode} before it served")
        if ready.exists() and (text := ready.read_text()):
            return int(json.loads(text)["port"])
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
    raise Fatal(f"{module} did not serve within {START_WITHIN_S:.0f} s")


if __name__ == "__main__":
    serve(no_op, Path(sys.argv[1]))
