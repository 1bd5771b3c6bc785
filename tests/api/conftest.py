"""The API in memory: its application called directly with real tokens, over a store with rows of every kind."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from shoplatch.api.gate import Gate
from shoplatch.api.rates import Rates
from shoplatch.clock import SetClock
from shoplatch.store.engine import Store
from tests.api.house import NOW, Estate, estate_on
from tests.api.routes import Route, description, routes
from tests.api.rows import fill
from tests.databases import fresh_database, with_database


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture(scope="session")
def filled(postgres_url: str, _template: str) -> Iterator[str]:
    """The name of a database with a row or more of every kind, made once: tests get copies."""
    with fresh_database(postgres_url, _template) as name:
        _in_a_thread(_fill(with_database(postgres_url, name)))
        yield name


@pytest.fixture
def database_url(postgres_url: str, filled: str) -> Iterator[str]:
    """A copy of the test's own."""
    with fresh_database(postgres_url, filled) as name:
        yield with_database(postgres_url, name)


@pytest.fixture
async def estate(store: Store, clock: SetClock) -> AsyncIterator[Estate]:
    async with estate_on(store, clock) as opened:
        yield opened


def caller(estate: Estate, token: str = "", *, rates: Rates | None = None) -> httpx2.AsyncClient:
    """A program at the API with a token."""
    accounts, web = estate.accounts, estate.options.web
    rates = rates or Rates(estate.clock, per_s=1e9, burst=1e9)
    gate = Gate(lambda: estate.app, people=accounts.people, audit=accounts.audit, rates=rates, options=web)
    wire = httpx2.ASGITransport(app=gate)
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return httpx2.AsyncClient(transport=wire, base_url="http://127.0.0.1:8400", headers=headers)


async def token_of(estate: Estate, role: str, rights: list[str], shops: list[str] | None = None, *, days: int = 1) -> str:
    """A token of somebody new."""
    name = f"{role} {secrets.token_hex(3)}"
    await estate.accounts.people.add(name, role, shops)
    return await estate.accounts.people.make_token(name, "test", rights, days=days)


@pytest.fixture
async def owner(estate: Estate) -> AsyncIterator[httpx2.AsyncClient]:
    """An owner's program, with every right that a token can have."""
    async with caller(estate, await token_of(estate, "owner", ["look", "work", "audit"])) as client:
        yield client


async def _fill(url: str) -> None:
    async with await Store.open(url, pool_max=3) as store, estate_on(store, SetClock(NOW)) as estate:
        await fill(store, estate.accounts)


def _in_a_thread(work: Coroutine[object, object, None]) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def every_route() -> list[Route]:
    """The routes as the description has them; it needs no rooms beneath."""
    return list(routes(description()))
