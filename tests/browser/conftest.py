"""A real server on loopback and a real browser in front of it.

Where Chromium is missing the tests are skipped with the reason, unless SHOPLATCH_REQUIRE_BROWSER says that it must be
there. Chromium is looked for at SHOPLATCH_TEST_BROWSER, then where Debian puts it, then on the path.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.store.engine import Store
from tests.console.house import HouseOfTests, Wire, house_on
from tests.console.seeding import Seeded, seed
from tests.databases import fresh_database, with_database

NOW = datetime(2026, 11, 22, 14, 5, 12, tzinfo=UTC)
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
T = TypeVar("T")


class Standing(SetClock):
    """A clock whose date stands while spans run on, so that pages are the same every day and streams still beat."""

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass
class Site:
    """A running console."""

    url: str
    house: HouseOfTests
    seeded: Seeded
    loop: asyncio.AbstractEventLoop

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Do something in the server's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)


@pytest.fixture(scope="module")  # Playwright keeps a loop running in its thread; no asyncio test may share it
def browser() -> Iterator[Browser]:
    likely = ("/usr/bin/chromium", shutil.which("chromium"), shutil.which("google-chrome"))
    found = os.environ.get("SHOPLATCH_TEST_BROWSER") or next(
        (path for path in likely if path and Path(path).exists()),
        None,
    )  # fmt: skip
    if found is None:
        if os.environ.get("SHOPLATCH_REQUIRE_BROWSER"):
            pytest.fail("SHOPLATCH_REQUIRE_BROWSER is set and no Chromium was found")
        pytest.skip("no Chromium here: install it (Debian: apt-get install chromium) to run these tests")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(browser: Browser, postgres_url: str, _template: str) -> Iterator[Site]:
    """A console with a believable shop, answering on a free port."""
    with fresh_database(postgres_url, _template) as name, _Served(with_database(postgres_url, name)) as served:
        yield served


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: Site) -> dict[str, object]:
    """What a browser keeps after signing in with a one-time link."""
    context = browser.new_context()
    page = context.new_page()
    link = site.run(site.house.accounts.people.issue_link())
    page.goto(f"{site.url}/sign-in?token={link}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/")
    kept = dict(context.storage_state())
    context.close()
    return kept


@pytest.fixture
def page(browser: Browser, signed_in: dict[str, object]) -> Iterator[Page]:
    """A signed-in tab whose console stays clean: an error there (a broken policy too) fails the test."""
    context = browser.new_context(storage_state=signed_in, viewport={"width": 1440, "height": 900})  # type: ignore[arg-type]
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda fault: wrong.append(str(fault)))
    opened.set_default_timeout(20_000)
    yield opened
    context.close()
    assert wrong == []


class _Served:
    """The server in a thread with a loop of its own."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._site: Site | None = None
        self._server: uvicorn.Server | None = None

    def __enter__(self) -> Site:
        self._thread.start()
        assert self._ready.wait(120), "the server did not start"
        assert self._site is not None
        return self._site

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.should_exit = True
        self._thread.join(30)

    async def _serve(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            async with (
                await Store.open(self._database) as store,
                house_on(store, Standing(NOW), Wire(NOW), port=port) as house,
            ):
                seeded = await seed(store, house.accounts, NOW, environment="simulator", per_day=24, days=8)
                config = uvicorn.Config(build(house), log_level="error", timeout_graceful_shutdown=1)
                self._server = uvicorn.Server(config)
                self._site = Site(f"http://127.0.0.1:{port}", house, seeded, asyncio.get_running_loop())
                serving = asyncio.create_task(self._server.serve(sockets=[listener]))
                while not self._server.started:  # noqa: ASYNC110 - uvicorn gives no event for it
                    await asyncio.sleep(0.02)
                self._ready.set()
                await serving
