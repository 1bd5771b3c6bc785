"""An installation of ours for a bench: opened in a folder of its own, connected to a simulator by the real consent link."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import load
from shoplatch.store.embedded import Postgres
from shoplatch.sync.backfill import Backfill
from shoplatch.testing.bench.desk import Desk
from shoplatch.transport import HttpRequest

_clock = SystemClock()


async def opened(home: Path) -> Platform:
    """The installation of a folder; nobody can reach it from outside."""
    environment = {"SHOPLATCH_PUBLIC_URL": "http://127.0.0.1:9", "SHOPLATCH_LOG_LEVEL": "error"}
    return await Platform.open(load(home=home, environment=environment))


def backfill_of(platform: Platform, *, days: int | None, rows_max: int) -> Backfill:
    """The backfill of an installation, without a queue: the bench runs the slices itself."""
    return Backfill(platform.store, platform.accounts, platform.vault.seal, _clock, _no_queue, days=days, rows_max=rows_max)


@contextlib.asynccontextmanager
async def installation(home: Path) -> AsyncIterator[Platform]:
    """The installation of a folder, and the end of its database afterwards."""
    try:
        platform = await opened(home)
        try:
            yield platform
        finally:
            await platform.close()
    finally:
        await asyncio.to_thread(Postgres(home).erase)


async def connect(platform: Platform, shop: Desk) -> None:
    """Add the app and authorize it, by the real consent link."""
    await platform.accounts.add_app(
        name="Bench",
        app_key=shop.app_key,
        app_secret=shop.app_secret,
        service_id=shop.service_id,
        market="ROW",
        environment="simulator",
        base_url=shop.base_url,
    )
    consent = await platform.accounts.consent_link(shop.app_key)
    answer = await platform.transport.send(HttpRequest("GET", consent.url, (("accept", "*/*"),)), timeout_s=30)
    await platform.accounts.finish_consent(dict(parse_qsl(urlsplit(answer.headers["location"]).query)))


async def _no_queue(*_: object, **__: object) -> None:
    """Slices are run one by one."""
