"""A console in memory: its application called directly, signed in like a browser, on a store of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx2
import pytest
from fastapi import FastAPI

from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.store.engine import Store
from tests.console.house import PUBLIC, HouseOfTests, house_on
from tests.console.seeding import Seeded, seed
from tests.databases import Databases, fresh_database, with_database

NOW = datetime(2026, 11, 22, 14, 5, 12, tzinfo=UTC)  # a Sunday; 14:05 in London, 06:05 in Los Angeles


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def house(store: Store, clock: SetClock) -> AsyncIterator[HouseOfTests]:
    async with house_on(store, clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def seeded_database(postgres_url: str, _template: str) -> Iterator[tuple[str, Seeded]]:
    """A database with a believable shop, made once: the tests that want one get copies. Its name, and what is in it."""
    with fresh_database(postgres_url, _template) as name:
        yield name, _in_a_thread(_seed(with_database(postgres_url, name)))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, postgres_url: str, _databases: Databases) -> Iterator[str]:
    """A database of the test's own: with a shop in it where the test asks for `seeded`, else empty."""
    if "seeded" in request.fixturenames:
        with fresh_database(postgres_url, request.getfixturevalue("seeded_database")[0]) as name:
            yield with_database(postgres_url, name)
    else:
        with _databases.one() as url:
            yield url


@pytest.fixture
def seeded(seeded_database: tuple[str, Seeded]) -> Seeded:
    """What is in the store; the store of this test holds it."""
    return seeded_database[1]


async def _seed(url: str) -> Seeded:
    async with await Store.open(url, pool_max=3) as store, house_on(store, SetClock(NOW)) as house:
        return await seed(store, house.accounts, NOW, per_day=20, days=8)


def _in_a_thread(work: Coroutine[object, object, Seeded]) -> Seeded:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def visitor(app: FastAPI, base: str = PUBLIC, **headers: str) -> httpx2.AsyncClient:
    """A browser at this address, not signed in; it follows no redirect by itself."""
    wire = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=wire, base_url=base, headers={"origin": base, **headers})


async def sign_in(client: httpx2.AsyncClient, house: HouseOfTests) -> None:
    """Use a one-time link as a person does."""
    link = await house.accounts.people.issue_link()
    answer = await client.post("/sign-in", data={"token": link})
    assert answer.status_code == 303, answer.text


@pytest.fixture
async def stranger(house: HouseOfTests) -> AsyncIterator[httpx2.AsyncClient]:
    async with visitor(build(house)) as client:
        yield client


@pytest.fixture
async def owner(house: HouseOfTests, stranger: httpx2.AsyncClient) -> httpx2.AsyncClient:
    await sign_in(stranger, house)
    return stranger


Opened = Callable[[str], Awaitable[str]]


@pytest.fixture
def page(owner: httpx2.AsyncClient) -> Opened:
    """The HTML of a page, for somebody who is signed in."""

    async def get(path: str) -> str:
        answer = await owner.get(path)
        assert answer.status_code == 200, (answer.status_code, answer.text[:500])
        return answer.text

    return get
