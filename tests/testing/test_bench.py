"""The benches' own parts: a bench that counts wrongly is worse than none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.testing import bench
from shoplatch.testing.bench.load import load, prepared
from shoplatch.testing.bench.result import Result, percentile

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def test_an_unknown_bench_names_the_known_ones() -> None:
    with pytest.raises(NotFound, match="ingest"):
        bench.run("speed")


def test_a_load_goes_to_this_machine_only() -> None:
    with pytest.raises(InvalidRequest, match=r"127\.0\.0\.1 only"):
        asyncio.run(load("192.0.2.1", 80, [prepared("GET", "/", b"")]))


def test_a_percentile_is_a_value_that_was_seen() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert percentile(values, 0.5) == 3.0
    assert percentile(values, 0.99) == 5.0
    assert percentile([], 0.99) == 0.0


def test_a_prepared_request_is_whole() -> None:
    request = prepared("POST", "/x?a=1", b"body", [("X-One", "1")])
    head, _, body = request.partition(b"\r\n\r\n")
    assert body == b"body"
    assert head.split(b"\r\n")[0] == b"POST /x?a=1 HTTP/1.1"
    assert b"Content-Length: 4" in head
    assert b"X-One: 1" in head


def test_a_result_holds_what_the_contract_of_the_command_names() -> None:
    result = Result("ingest", "webhooks/s", 3, {"no-op": 10}, 0.3)
    assert set(result.as_json()) == {"name", "unit", "ours", "against", "ratio", "conditions"}


def test_every_bench_that_is_listed_exists() -> None:
    from importlib import import_module

    for name in bench.BENCHES:
        assert callable(import_module(f"shoplatch.testing.bench.{name}").run)
