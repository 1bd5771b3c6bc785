"""The benches' own parts: a bench that counts wrongly is worse than none."""

from __future__ import annotations

import asyncio
import hmac
import os
from collections.abc import Awaitable, Callable
from hashlib import sha256

import jsonschema
import pytest

from shoplatch.catalog import reader
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import in_shape
from shoplatch.testing import bench
from shoplatch.testing.bench import prism
from shoplatch.testing.bench.load import load, prepared
from shoplatch.testing.bench.openapi import document
from shoplatch.testing.bench.result import Result, percentile
from shoplatch.testing.bench.spent import Spent, spent_by
from shoplatch.testing.bench.storm_receiver import Counts, Listener
from tests.each import each

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
        assert callable(import_module(f"shoplatch.testing.bench.{name.replace('-', '_')}").run)


ORDERS = [head.id for head in reader.heads() if head.domain in ("order", "return_refund")]


@each(ORDERS)
def test_the_document_for_other_mock_servers_describes_an_answer_the_simulator_gives(operation_id: str) -> None:
    operation = reader.operation(operation_id)
    answer = {"code": 0, "message": "Success", "request_id": "1", "data": in_shape.example(operation)}
    described = document({operation.id: (operation, answer)})
    told = described["paths"][operation.path][operation.method.lower()]
    reply = told["responses"]["200"]["content"]["application/json"]
    jsonschema.validate(reply["example"], reply["schema"])
    assert {"app_key", "sign", "timestamp"} <= {one["name"] for one in told["parameters"] if one["required"]}
    assert {one.name for one in operation.query} <= {one["name"] for one in told["parameters"]}


def test_a_mock_server_that_was_named_and_is_none_is_said() -> None:
    with pytest.raises(NotFound, match="not a command"):
        prism.find("/nowhere/prism")


def test_a_process_says_what_it_spent() -> None:
    here = spent_by(os.getpid())
    assert here.cpu_s > 0
    assert here.resident_bytes > 1_000_000
    assert spent_by(2**31 - 1) == Spent()


class Wrote:
    """A transport that keeps what was written."""

    def __init__(self) -> None:
        self.said = b""

    def write(self, data: bytes) -> None:
        self.said += data


def test_the_receiver_of_a_storm_counts_every_webhook_once_and_sees_a_wrong_signature() -> None:
    counts = Counts("key", "secret")
    listener, transport = Listener(counts), Wrote()
    listener.connection_made(transport)  # type: ignore[arg-type]  # all it is asked for
    sent = b""
    for n, secret in enumerate(("secret", "secret", "not the secret")):
        body = b'{"type":1,"tts_notification_id":"%019d","data":{}}' % (n // 2)
        sign = hmac.new(secret.encode(), b"key" + body, sha256).hexdigest().encode()
        sent += b"POST / HTTP/1.1\r\nauthorization: %b\r\ncontent-length: %d\r\n\r\n%b" % (sign, len(body), body)
    for at in range(0, len(sent), 50):
        listener.data_received(sent[at : at + 50])
    assert transport.said.count(b"200 OK") == 3
    assert (counts.came, counts.wrong, len(counts.notifications)) == (3, 1, 2)
    listener.data_received(b"GET / HTTP/1.1\r\n\r\n")
    assert b'"distinct": 2' in transport.said
