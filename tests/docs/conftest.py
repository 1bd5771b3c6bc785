"""What the examples of the documentation run against: real simulators, and a real platform connected to one of them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, simulator
from tests.leftovers import loggers_put_back


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """The simulator that programs of the documentation call."""
    with simulator(tmp_path_factory.mktemp("desk"), world="demo", seed=3) as running:
        yield running


@pytest.fixture(scope="session")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """Another one, whose clock the documentation winds by days: tokens of the first would end."""
    with simulator(tmp_path_factory.mktemp("driven"), world="demo", seed=4) as running:
        yield running


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, desk: Simulator, postgres_url: str) -> Iterator[Running]:
    """A platform that serves, connected to the first simulator, its backfill done."""
    folder = tmp_path_factory.mktemp("house")
    ready = folder / "simulator.json"
    ready.write_text(json.dumps(desk.ready))
    database = f"docs_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        conn.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    try:
        url = urlunsplit(urlsplit(postgres_url)._replace(path=f"/{database}"))
        with platform(folder, SHOPLATCH_DATABASE_URL=url) as running:
            address = running.url
            running.environment["SHOPLATCH_PUBLIC_URL"] = address
            running.connect(desk, ready)
            yield running
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as conn:
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


@pytest.fixture
def workplace(tmp_path: Path, desk: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder with the ready file in it, as a reader has it who follows the page."""
    (tmp_path / "simulator.json").write_text(json.dumps(desk.ready))
    monkeypatch.chdir(tmp_path)
    with loggers_put_back():  # a program of a page may be a server, which sets them up
        yield tmp_path
