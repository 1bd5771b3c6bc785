"""Microseconds for a page of 20 orders: call, signature, HTTP, decode, and every total and line read.

Both clients ask the same server on this machine, which answers with the same bytes, a page the simulator made. Ours is as
anybody makes it, with its rate budget; what the budget would wait is skipped on its clock, so that its work counts and its
patience does not. The other has no budget; ours without one is in the conditions, and so is the asynchronous one. Time to
the first call and the memory it takes are measured in fresh processes, imports included, each set against one that does
nothing.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from shoplatch.client import AsyncClient, Client, Reply, models
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SystemClock
from shoplatch.errors import ConfigError
from shoplatch.testing.bench import page_server, servers
from shoplatch.testing.bench.desk import desk
from shoplatch.testing.bench.result import Result

ROUNDS = 5
CALLS = 200
FIRST_CALLS = 5
_KEEPS = """
import sys
with open("/proc/self/status") as status:
    told = [line.split()[1] for line in status if line.startswith("VmRSS:")]
sys.stdout.write(told[0] if told else "0")
"""
_clock = SystemClock()

_OURS = """
from shoplatch.client import Client
with Client("key", "secret", "token", base_url={url!r}, shop_cipher="c") as shop:
    reply = shop.order.get_order_list(page_size=20)
    assert len(reply.items()) == 20 and reply.items()[0].typed.id
"""
_PEER = """
from tiktok_shop_api import TikTokShop
from tiktok_shop_api.generated.models import GetOrderListRequest
with TikTokShop("key", "secret", access_token="token", shop_cipher="c", base_url={url!r}) as shop:
    reply = shop.orders.get_order_list(body=GetOrderListRequest(), page_size=20)
    assert len(reply.data.orders) == 20
"""


def run(*, short: bool = False) -> Result:
    """In turns: ours, the peer."""
    if find_spec("tiktok_shop_api") is None:
        raise ConfigError("The peer of this bench is not installed", next_step="Run: make install")
    calls = CALLS // (10 if short else 1)
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder:
        page = Path(folder) / "page.json"
        page.write_bytes(_page(Path(folder)))
        with servers.started(page_server.__name__, str(page)) as port:
            url = f"http://127.0.0.1:{port}"
            pages = _per_page(url, calls)
            first_ours, first_peer = (_first_call(program.format(url=url)) for program in (_OURS, _PEER))
            kept_ours, kept_peer = (_memory(program.format(url=url)) for program in (_OURS, _PEER))
        size = page.stat().st_size
    return Result(
        "client",
        "µs per page of 20 orders",
        round(pages["default"] * 1e6),
        {"tiktok-shop-api": round(pages["peer"] * 1e6)},
        round(pages["peer"] / pages["default"], 2),
        {
            "without a budget": round(pages["no budget"] * 1e6),
            "without a budget, ratio": round(pages["peer"] / pages["no budget"], 2),
            "asynchronous": round(pages["asynchronous"] * 1e6),
            "asynchronous, ratio": round(pages["peer"] / pages["asynchronous"], 2),
            "first call ms, ours": round(first_ours * 1000),
            "first call ms, tiktok-shop-api": round(first_peer * 1000),
            "first call, ratio": round(first_peer / first_ours, 2),
            "memory after the first call MB, ours": round(kept_ours / 1e6, 1),
            "memory after the first call MB, tiktok-shop-api": round(kept_peer / 1e6, 1),
            "memory, ratio": round(kept_peer / kept_ours, 2) if kept_ours else None,
            "page bytes": size,
            "calls": calls * ROUNDS,
        },
    )


def _page(folder: Path) -> bytes:
    """A real page of 20 orders, as the simulator answers it."""
    with (
        desk(folder, world="demo") as shop,
        Client(
            shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher
        ) as client,
    ):
        reply = client.call("order.get_order_list", page_size=20)
    return b'{"code":0,"message":"Success","request_id":"20260101000000AAAAAAAAAAAAAAAAAA","data":' + reply.raw + b"}"


class _Skipping(SystemClock):
    """The machine's clock plus all the waits that were skipped."""

    def __init__(self) -> None:
        self._skipped_s = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped_s

    def skip(self, seconds: float) -> None:
        self._skipped_s += seconds

    async def skip_on_the_loop(self, seconds: float) -> None:
        self.skip(seconds)


def _per_page(url: str, calls: int) -> dict[str, float]:
    """Median seconds per page, by who asks for it, in turns."""
    from tiktok_shop_api import TikTokShop
    from tiktok_shop_api.generated.models import GetOrderListRequest

    clock = _Skipping()
    seconds: dict[str, list[float]] = {}
    with (
        Client("key", "secret", "token", base_url=url, shop_cipher="c", clock=clock, sleep=clock.skip) as default,
        Client("key", "secret", "token", base_url=url, shop_cipher="c", budget=Unlimited()) as free,
        TikTokShop("key", "secret", access_token="token", shop_cipher="c", base_url=url) as peer,
    ):
        body = GetOrderListRequest()

        def theirs() -> None:
            reply: Any = peer.orders.get_order_list(body=body, page_size=20)
            for order in reply.data.orders:
                _ = order.payment.total_amount, [line.id for line in order.line_items]

        steps: dict[str, Callable[[], None]] = {
            "default": lambda: _look(default.order.get_order_list(page_size=20)),
            "no budget": lambda: _look(free.order.get_order_list(page_size=20)),
            "peer": theirs,
        }
        for _ in range(ROUNDS):
            for name, step in steps.items():
                seconds.setdefault(name, []).append(_timed(step, calls))
            seconds.setdefault("asynchronous", []).append(asyncio.run(_timed_async(url, calls)))
    return {name: statistics.median(measured) for name, measured in seconds.items()}


def _look(reply: Reply[Any, models.Order]) -> None:
    """Every total and every line, as the peer has them after its call."""
    for order in reply.items():
        payment = order.typed.payment
        _ = payment and payment.total_amount, [line.id for line in order.typed.lines]


def _timed(step: Callable[[], None], calls: int) -> float:
    step()
    began = _clock.monotonic()
    for _ in range(calls):
        step()
    return (_clock.monotonic() - began) / calls


async def _timed_async(url: str, calls: int) -> float:
    clock = _Skipping()
    async with AsyncClient(
        "key", "secret", "token", base_url=url, shop_cipher="c", clock=clock, sleep=clock.skip_on_the_loop
    ) as shop:
        _look(await shop.order.get_order_list(page_size=20))
        began = _clock.monotonic()
        for _ in range(calls):
            _look(await shop.order.get_order_list(page_size=20))
        return (_clock.monotonic() - began) / calls


def _first_call(program: str) -> float:
    """Median seconds of a fresh process that makes one call, less that of a process that does nothing."""

    def once(source: str) -> float:
        began = _clock.monotonic()
        subprocess.run([sys.executable, "-c", source], check=True, timeout=60)
        return _clock.monotonic() - began

    return statistics.median(once(program) - once("") for _ in range(FIRST_CALLS))


def _memory(program: str) -> float:
    """Bytes a fresh process holds after one call, above one that does nothing; 0 where the system does not tell."""

    def once(source: str) -> float:
        ran = subprocess.run([sys.executable, "-c", source + _KEEPS], check=True, timeout=60, capture_output=True)
        return int(ran.stdout) * 1024

    if not Path("/proc/self/status").exists():
        return 0.0
    return max(once(program) - once(""), 0.0)
