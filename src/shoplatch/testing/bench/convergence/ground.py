"""What the storm goes over: a simulator and a platform in processes of their own, connected by the real consent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import apart, load
from shoplatch.errors import Fatal
from shoplatch.store.embedded import Postgres
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.spent import spent_by
from shoplatch.transport import HttpRequest

START_WITHIN_S = 120.0
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
            shop_ids = await connect(platform, shop)
            here = Ground(shop, home, platform, shop_ids)
            await _filled(here)
            yield here
        finally:
            await platform.close()


async def connect(platform: Platform, shop: Desk, *, follow: bool = True) -> tuple[str, ...]:
    """Add the app and authorize it; the shops. `follow`: webhooks and backfill begin, as after any consent."""
    await platform.accounts.add_app(
        name="Bench",
        app_key=shop.app_key,
        app_secret=shop.app_secret,
        service_id=shop.service_id,
        market="ROW",
        environment="simulator",
        base_url=shop.base_url,
    )
    return await consent(platform, shop, follow=follow)


async def consent(platform: Platform, shop: Desk, *, follow: bool = True) -> tuple[str, ...]:
    """The seller says yes; the shops."""
    asked = await platform.accounts.consent_link(shop.app_key)
    answer = await platform.transport.send(HttpRequest("GET", asked.url, (("accept", "*/*"),)), timeout_s=30)
    params = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    finished = await (platform.finish_consent if follow else platform.accounts.finish_consent)(params)
    return tuple(one.id for one in finished.shops)


@contextlib.contextmanager
def served(folder: Path, home: Path) -> Any:
    """`shoplatch serve` on a free port; stopped afterwards, its database removed. Gives its address. It leaves with us,
    however we end, and Ctrl-C in the terminal is ours to handle."""
    command = [sys.executable, "-m", "shoplatch", "--home", str(home), "serve", "--port", "0", "--tether"]
    environment = apart(home) | {"SHOPLATCH_LOG_LEVEL": "warning"}
    with (folder / "platform.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=environment, start_new_session=True
        )
    try:
        yield _address(home, process, folder / "platform.log")
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(OSError):
            Postgres(home).erase()


def _address(home: Path, process: subprocess.Popen[bytes], log: Path) -> str:
    limit = _clock.monotonic() + START_WITHIN_S
    while _clock.monotonic() < limit:
        with contextlib.suppress(OSError, ValueError, KeyError):
            address = str(json.loads((home / "serve.json").read_text())["listening"])
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return address
        try:
            code = process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        raise Fatal(f"the platform ended with {code} before it was ready: {log.read_text(errors='replace')[-500:]}")
    raise Fatal(f"the platform was not ready within {START_WITHIN_S:.0f} s")


async def _filled(here: Ground) -> None:
    limit = _clock.monotonic() + FILL_WITHIN_S
    while _clock.monotonic() < limit:
        if all([(await here.platform.sync.progress(one)).done for one in here.shop_ids]):
            return
        await asyncio.sleep(0.5)
    raise Fatal(f"the first backfill did not end within {FILL_WITHIN_S:.0f} s")
