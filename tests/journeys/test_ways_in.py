"""A call reaches the simulator by a short or a long way through the server; what comes back is the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from shoplatch.client import signing
from shoplatch.clock import SystemClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.server import SimulatorServer

SEARCH = "/order/202309/orders/search"


@dataclass
class Caller:
    """Raw requests to one simulator."""

    ready: dict[str, Any]
    server: SimulatorServer

    @property
    def port(self) -> int:
        return int(self.ready["base_url"].rpartition(":")[2])

    def target(self, path: str, body: bytes | None, **query: str) -> str:
        ready = self.ready
        pairs = [*query.items(), ("app_key", ready["app_key"]), ("timestamp", str(SystemClock().seconds()))]
        pairs.append(("shop_cipher", ready["shop_cipher"]))
        pairs.append(("sign", signing.sign(path, pairs, body, ready["app_secret"])))
        return path + "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)

    def request(self, method: str, target: str, body: bytes = b"", *more: str, version: str = "1.1") -> bytes:
        lines = [f"{method} {target} HTTP/{version}", "host: 127.0.0.1", f"x-tts-access-token: {self.ready['access_token']}"]
        lines += ["content-type: application/json", *more]
        if not any(line.startswith("transfer-encoding") for line in more):
            lines.append(f"content-length: {len(body)}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    async def talk(self, *sent: bytes, answers: int = 1) -> list[tuple[int, dict[str, str], bytes]]:
        """Write everything over one connection and read so many answers."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for part in sent:
            writer.write(part)
            await writer.drain()
        told = [await one_answer(reader) for _ in range(answers)]
        writer.close()
        return told


async def one_answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ")[1])
    if status == 100:
        return await one_answer(reader)
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    return status, headers, await reader.readexactly(int(headers.get("content-length", "0")))


@asynccontextmanager
async def simulator() -> AsyncIterator[Caller]:
    server = SimulatorServer(SimulatorOptions(port=0, world="demo", rate_limit="off"))
    ready = await server.start()
    try:
        yield Caller(ready.told, server)
    finally:
        await server.stop()


def told(answer: tuple[int, dict[str, str], bytes]) -> tuple[int, dict[str, str], Any]:
    """Without what differs from call to call."""
    status, headers, body = answer
    envelope = json.loads(body)
    envelope.pop("request_id")
    return status, {name: value for name, value in headers.items() if name not in ("date", "connection")}, envelope


async def test_a_call_is_answered_alike_by_every_way_in() -> None:
    async with simulator() as caller:
        body = b'{"order_status":"DELIVERED"}'
        target = caller.target(SEARCH, body, page_size="5")
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:7], body[7:])) + b"0\r\n\r\n"
        plain = caller.request("POST", target, body)
        ways = [
            await caller.talk(plain),
            await caller.talk(plain[:40], plain[40:-5], plain[-5:]),
            await caller.talk(caller.request("POST", target, b"", "transfer-encoding: chunked") + chunks),
            await caller.talk(caller.request("POST", target, body, "connection: close")),
            await caller.talk(caller.request("POST", target, body, "expect: 100-continue")),
            await caller.talk(caller.request("POST", target.replace("/orders/", "/%6Frders/"), body)),
        ]
        answers = [told(way[0]) for way in ways]
        assert answers[0][0] == 200
        assert len(answers[0][2]["data"]["orders"]) == 5
        assert all(answer == answers[0] for answer in answers[1:])


async def test_calls_sent_in_one_go_are_answered_in_order() -> None:
    async with simulator() as caller:
        first = caller.request("POST", caller.target(SEARCH, b"{}", page_size="1"), b"{}")
        slow = caller.request("GET", "/_sim/clock")
        wrong = caller.request("GET", "/order/202309/nothing")
        got = await caller.talk(first + slow + wrong + first, answers=4)
        assert [status for status, _, _ in got] == [200, 200, 404, 200]
        assert "orders" in json.loads(got[0][2])["data"]
        assert "offset_s" in json.loads(got[1][2])
        assert "orders" in json.loads(got[3][2])["data"]


async def test_a_body_above_the_limit_is_refused_by_either_way() -> None:
    async with simulator() as caller:
        target = caller.target(SEARCH, None, page_size="1")
        for more in ((), ("connection: close",)):
            head = caller.request("POST", target, b"", *more).replace(b"content-length: 0", b"content-length: 5000000")
            (answer,) = await caller.talk(head)
            assert answer[0] == 413
            assert json.loads(answer[2])["code"] == 36009021


async def test_calls_that_shall_go_wrong_do_so_by_either_way() -> None:
    async with simulator() as caller:
        target = caller.target(SEARCH, b"{}", page_size="1")
        (struck,) = await caller.talk(caller.request("POST", target, b"{}", "x-simulator-chaos: rate_limited"))
        assert struck[0] == 429
        assert caller.server.site is not None
        caller.server.site.answering.chaos.add({"fault": "internal_error", "times": 1}, now=0)
        got = await caller.talk(*[caller.request("POST", target, b"{}")] * 2, answers=2)
        assert [json.loads(body)["code"] for _, _, body in got] == [36009003, 0]


async def test_many_calls_over_many_connections_are_all_answered() -> None:
    async with simulator() as caller:
        request = caller.request("POST", caller.target(SEARCH, b"{}", page_size="2"), b"{}")
        got = await asyncio.gather(*(caller.talk(*[request] * 10, answers=10) for _ in range(8)))
        assert {status for answers in got for status, _, _ in answers} == {200}
        assert caller.server.site is not None
        assert caller.server.site.world.tally.requests_by_code == {"0": 80}
