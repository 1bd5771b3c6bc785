"""One PostgreSQL for the whole run, shared by its workers; an empty, migrated database for each test that asks for one.

`SHOPLATCH_TEST_DATABASE_URL` (a role that may create databases) uses another server instead of the embedded one.
"""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import sys
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql

from shoplatch.clock import SystemClock
from shoplatch.store.embedded import Postgres
from shoplatch.store.embedded.owners import held
from shoplatch.store.engine import Store
from shoplatch.store.migrations import migrate
from tests.databases import QUICK, Databases, dropped, made_database, with_database
from tests.leftovers import grown, holdings, left, settled, state

# How fast the machine is says nothing about the code: neither a slow example nor slow drawing fails a test.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing that is collected is garbage, and to walk it again and again costs a quarter of the collection. Nor does a
    test make garbage of those 800,000 objects: they are put aside before the first one."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


# What starts processes and waits for them: two such files side by side at the beginning fill the cores better than one of
# them alone at the end.
LONGEST_FIRST = ("journeys", "browser", "docs", "testing")


@pytest.hookimpl(trylast=True)  # after the order was made random
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first; within that, the order stays random."""
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.relative_to(here).parts[0] not in LONGEST_FIRST)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """Before all else that a test asks for and after it is gone: the process is as it was."""
    before = state()
    yield
    assert left(before, settled(before)) == [], "this test leaves something to those after it"


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_held() -> Iterator[None]:
    """The same for what our modules hold; it is too much to look at around each test."""
    before = holdings(sys.modules)
    yield
    assert list(grown(before, holdings(sys.modules))) == [], "these tests leave something to those after them"


# Vacuuming belongs to the superuser, and who may not stop it cannot drop the database it works in. Nothing of this server
# has to outlive the machine, and each database that is dropped waits for a checkpoint: with fsync that is a second of disk.
SETTINGS = {"autovacuum": "off", "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


@pytest.fixture(scope="session")
def _run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def postgres_url(_run_folder: Path) -> Iterator[str]:
    """The address of a running server; its own database is empty and belongs to nobody's test."""
    given = os.environ.get("SHOPLATCH_TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = Postgres(_run_folder / "postgres-home", settings=SETTINGS)
    try:
        yield server.start()
    finally:
        if server.stop():
            server.erase()


@pytest.fixture(scope="session")
def _template(postgres_url: str, _run_folder: Path) -> str:
    """The name of a database with our tables and no rows, made once per run."""
    with held(_run_folder / "template.lock", SystemClock(), 120):
        named = _run_folder / "template.name"
        name = named.read_text() if named.exists() else f"shoplatch_test_{secrets.token_hex(6)}"
        with psycopg.connect(postgres_url, autocommit=True) as conn:
            if not conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                conn.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
                _run(migrate(with_database(postgres_url, name)))
        named.write_text(name)
    return name


@pytest.fixture
def empty_database_url(postgres_url: str) -> Iterator[str]:
    """The address of a database without tables, dropped afterwards."""
    with psycopg.connect(postgres_url, autocommit=True) as server:
        name = made_database(server)
    try:
        yield with_database(postgres_url, name)
    finally:
        dropped(postgres_url, name)


@pytest.fixture(scope="session")
def _databases(postgres_url: str, _template: str) -> Iterator[Databases]:
    with Databases(postgres_url, _template, quick_copy=QUICK) as kept:
        yield kept


@pytest.fixture
def database_url(_databases: Databases) -> Iterator[str]:
    """The address of a database with our tables and no rows; emptied afterwards and used again."""
    with _databases.one() as url:
        yield url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open Store on a fresh database."""
    async with await Store.open(database_url, pool_max=5, name="shoplatch test") as opened:
        yield opened


def _run(work: Coroutine[object, object, None]) -> None:
    """In a thread of its own, because a test's event loop may be waiting around us."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
