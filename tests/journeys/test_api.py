"""The API over real HTTP, asked what schemathesis thinks of from its own description: every answer has to fit it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.schemas import OpenApiSchema

from shoplatch.accounts.roles import RIGHTS
from shoplatch.api import build
from shoplatch.api.rates import Rates
from shoplatch.clock import SetClock
from shoplatch.store.engine import Store
from shoplatch.store.read.kinds import KIND_OF
from tests.api.conftest import filled, token_of
from tests.api.house import NOW, estate_on
from tests.databases import fresh_database, with_database

__all__ = ["filled"]
CHECKS = [
    schemathesis.checks.not_a_server_error, schemathesis.specs.openapi.checks.status_code_conformance,
    schemathesis.specs.openapi.checks.content_type_conformance,
    schemathesis.specs.openapi.checks.response_schema_conformance,
    schemathesis.specs.openapi.checks.response_headers_conformance,
]  # fmt: skip
FEW = ("returns", "stock_levels")


@dataclass(frozen=True)
class Served:
    """An API that answers, and a token that opens all of it."""

    url: str
    token: str


@pytest.fixture(scope="module")
def served(postgres_url: str, filled: str) -> Iterator[Served]:
    ready: list[Served] = []
    servers: list[uvicorn.Server] = []
    begun = threading.Event()

    async def serve(url: str) -> None:
        async with await Store.open(url, pool_max=5) as store, estate_on(store, SetClock(NOW)) as estate:
            token = await token_of(estate, "owner", list(RIGHTS))
            gate = build(estate, rates=Rates(estate.clock, per_s=1e9, burst=1e9))
            with socket.create_server(("127.0.0.1", 0)) as listener:
                server = uvicorn.Server(uvicorn.Config(gate, loop="none", lifespan="off", log_config=None, ws="none"))
                ready.append(Served(f"http://127.0.0.1:{listener.getsockname()[1]}", token))
                servers.append(server)
                begun.set()  # the socket listens already: who is quick waits a moment
                await server.serve(sockets=[listener])

    with fresh_database(postgres_url, filled) as name:
        thread = threading.Thread(target=lambda: asyncio.run(serve(with_database(postgres_url, name))))
        thread.start()
        try:
            assert begun.wait(60)
            yield ready[0]
        finally:
            servers[0].should_exit = True
            thread.join(30)


@pytest.fixture(scope="module")
def described(served: Served) -> OpenApiSchema:
    return schemathesis.openapi.from_dict(httpx2.get(f"{served.url}/api/openapi.json", timeout=300).json())


def ask(described: OpenApiSchema, served: Served, *, examples: int, mode: GenerationMode, few: bool) -> list[str]:
    """Ask every operation (or some), and say what did not fit."""
    wrong, asked = [], 0
    for found in described.get_all_operations():
        operation = found.ok()
        family = operation.path.split("/")[2]
        if few and family in KIND_OF and family not in FEW:
            continue

        @settings(
            max_examples=examples, database=None, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck), derandomize=False,
        )  # fmt: skip
        @given(operation.as_strategy(generation_mode=mode))
        def one(case: Case) -> None:
            nonlocal asked
            asked += 1
            answer = case.call(base_url=served.url, headers={"authorization": f"Bearer {served.token}"})
            case.validate_response(answer, checks=CHECKS)

        try:
            one()
        except Exception as failure:  # all of them are told at the end
            wrong.append(f"{operation.method} {operation.path}: {failure}"[:1500])
        except BaseExceptionGroup as failures:
            wrong.append(f"{operation.method} {operation.path}: {failures.exceptions}"[:1500])
    assert asked > 20
    return wrong


@pytest.mark.filterwarnings("default")  # of the asking library's own
def test_what_the_description_allows_is_answered_as_it_says(described: OpenApiSchema, served: Served) -> None:
    assert ask(described, served, examples=1, mode=GenerationMode.POSITIVE, few=True) == []


@pytest.mark.long
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_every_answer_fits_the_description(
    described: OpenApiSchema, served: Served, mode: GenerationMode
) -> None:
    assert ask(described, served, examples=10, mode=mode, few=False) == []
