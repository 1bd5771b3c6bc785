"""What the storm goes over: a simulator and a platform in processes of their own, connected by the real consent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import apart, load
from shoplatch.errors import Fatal
from shoplatch.testing.bench.consenting import connect
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.serving import served
from shoplatch.testing.bench.spent import spent_by

FILL_WITHIN_S = 300.0
ANSWER_WITHIN_S = 120.0
_clock = SystemClock()


@dataclass(frozen=True, slots=True)
class Ground:
    """The two sides. `platform` is this process's own door to the store that the platform's processes work on."""

    shop: Desk
    home: Path
    platform: Platform
    shop_ids: tuple[str, ...]

    def ask(
        self, path: str, body: dict[str, Any] | None = None, *, method: str | None = None, within_s: float = ANSWER_WITHIN_S
    ) -> dict[str, Any]:
        """One question or order to the simulator's control."""
        request = urllib.request.Request(
            f"{self.shop.base_url}/_sim/{path}",
            None if body is None else json.dumps(body).encode(),
            {"content-type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=within_s) as answer:
            told: dict[str, Any] = json.load(answer)
        return told

    def tell(self, path: str) -> bool:
        """Order something that may be refused, because the world went on meanwhile; whether it was done."""
        try:
            self.ask(path, {})
        except urllib.error.HTTPError as refused:
            if refused.code >= 500:
                raise
            return False
        return True

    def used(self, role: str) -> float | None:
        """CPU seconds of the web or the worker process as it is called now; None where it is down or nobody can say."""
        pid = self._pid(role)
        used = spent_by(pid).cpu_s if pid else 0.0
        return used or None

    def kill(self, role: str) -> bool:
        """kill -9 of the web or the worker process as it is called now; False where it is down already."""
        pid = self._pid(role)
        try:
            os.kill(pid, signal.SIGKILL) if pid else None
        except OSError:
            return False
        return bool(pid)

    def _pid(self, role: str) -> int:
        try:
            return int(json.loads((self.home / "serve.json").read_text())[role])
        except (OSError, ValueError, KeyError):
            return 0

    def strike_database(self, number: int) -> bool:
        """End PostgreSQL by a signal (SIGKILL: it crashes, SIGINT: it hangs up on everybody); it comes back by itself."""
        folder = json.loads((self.home / "postgres.json").read_text())["folder"]
        try:
            pid = int((self.home / folder / "data" / "postmaster.pid").read_text().splitlines()[0])
            os.kill(pid, number)
        except (OSError, ValueError, IndexError):
            return False
        return True


@contextlib.asynccontextmanager
async def ground(folder: Path, *, seed: int) -> AsyncIterator[Ground]:
    """Start both, connect them, and wait until the first backfill is through."""
    home = folder / "home"
    with desk(folder, world="demo", arguments=("--seed", str(seed))) as shop, served(folder, home) as address:
        options = load(home=home, environment=apart(home, public_url=address))
        platform = await Platform.open(options)
        try:
            connected = await connect(platform, shop, follow=True)
            here = Ground(shop, home, platform, tuple(one.id for one in connected.shops))
            await _filled(here)
            yield here
        finally:
            await platform.close()


async def _filled(here: Ground) -> None:
    limit = _clock.monotonic() + FILL_WITHIN_S
    while _clock.monotonic() < limit:
        if all([(await here.platform.sync.progress(one)).done for one in here.shop_ids]):
            return
        await asyncio.sleep(0.5)
    raise Fatal(f"the first backfill did not end within {FILL_WITHIN_S:.0f} s")
