"""Runs the checks: starts a simulated shop and the integration, places orders, looks at one thing after another."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack

from shoplatch.client import Client
from shoplatch.client.auth import read_tokens, token_get_request
from shoplatch.clock import Clock, SystemClock
from shoplatch.errors import NotFound, ShoplatchError
from shoplatch.testing.desk.playground import playground
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.verify import calling, enduring, in_step, receiving
from shoplatch.testing.verify.adapter import NAMES, Adapter
from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import CHECKS, Check, Failed, Skipped, Verdict
from shoplatch.testing.verify.integration import running
from shoplatch.transport import HttpTransport

ORDERS = 45  # more than two pages of the usual size
GROUPS = ("calls", "data", "webhooks", "events", "errors", "tokens")
"""In this order: what comes later needs what comes before."""
_ROOMS = (calling, in_step, receiving, enduring)  # importing them registers their checks
Tell = Callable[[Verdict], None]


def chosen(only: Iterable[str]) -> list[Check]:
    """The checks whose name or group begins so; all without a choice.

    Raises:
        NotFound: no check begins so.
    """
    wanted = list(only)
    for word in wanted:
        if not any(one.name.startswith(word) for one in CHECKS):
            raise NotFound(f"No check begins with {word!r}", next_step="See `shoplatch verify --list`.")
    checks = sorted(CHECKS, key=lambda one: GROUPS.index(one.group))
    return [one for one in checks if not wanted or any(one.name.startswith(word) for word in wanted)]


def verify(
    adapter: Adapter, only: Sequence[str] = (), *, tell: Tell | None = None, clock: Clock | None = None
) -> list[Verdict]:
    """Verify an integration; each verdict is told as it is reached.

    Raises:
        ConfigError: the integration does not start.
        NotFound: no check has such a name.
    """
    checks, clock = chosen(only), clock or SystemClock()
    with ExitStack() as stack:
        running_shop = stack.enter_context(playground())
        shop = running_shop.fresh("stocked")
        shop.ready |= {"port": str(_free_port()), "own_token": _own_token(shop)}
        names = {name: str(shop.ready[name]) for name in NAMES}
        integration = stack.enter_context(running(adapter, names, clock, time.sleep))
        client = stack.enter_context(
            Client(
                shop.app_key, shop.app_secret, shop.ready["own_token"], base_url=shop.base_url, shop_cipher=shop.shop_cipher
            )
        )
        top = BenchTop(shop, integration, client, clock, time.sleep)
        _prepare(top)
        return [_judged(top, one, tell) for one in checks]


def _prepare(top: BenchTop) -> None:
    """Orders of several states, and one reading of everything."""
    top.webhooks(on=False)
    orders = top.place(ORDERS)
    for n, status in enumerate(("AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED")):
        top.advance(orders[n], status)
    if top.integration.adapter.sync is not None:
        top.sync()
    top.webhooks(on=True)


def _judged(top: BenchTop, one: Check, tell: Tell | None) -> Verdict:
    began = top.clock.monotonic()
    state, evidence, cause = "passed", "", ""
    try:
        evidence = one.look(top) or ""
    except Skipped as skipped:
        state, evidence = "skipped", str(skipped)
    except Failed as failed:
        state, evidence, cause = "failed", failed.evidence, failed.cause
    except ShoplatchError as failure:
        state, evidence = "failed", str(failure)
    if state == "failed":
        top.failed.add(one.name)
        _mended(top)
    took = round((top.clock.monotonic() - began) * 1000, 1)
    fix = "" if state == "passed" else one.fix
    verdict = Verdict(one.name, one.group, one.title, state, evidence, cause, fix, took)
    if tell is not None:
        tell(verdict)
    return verdict


def _mended(top: BenchTop) -> None:
    """What one check left behind is not the next one's fault."""
    top.calm()
    top.webhooks(on=True)
    if top.integration.adapter.sync is not None and not top.synced[0]:
        top.sync()


def _own_token(shop: TikTokShop) -> str:
    """A token of our own, so that our looking and the integration's calls are told apart."""
    asked = token_get_request(shop.auth_url, shop.app_key, shop.app_secret, shop.auth_code)
    with HttpTransport(connections_max=1) as transport:
        return read_tokens(transport.send(asked, timeout_s=10.0)).access_token


def _free_port() -> int:
    """A port that was free a moment ago, for the integration to listen on."""

    async def asked() -> int:
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = int(server.sockets[0].getsockname()[1])
        server.close()
        await server.wait_closed()
        return port

    return asyncio.run(asked())
