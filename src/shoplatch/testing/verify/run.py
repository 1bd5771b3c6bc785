"""Runs the checks: starts a simulated shop and the integration, places orders, looks at one thing after another."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack

from shoplatch.clock import Clock, SystemClock
from shoplatch.errors import NotFound, ShoplatchError
from shoplatch.testing.desk.playground import playground
from shoplatch.testing.verify import (
    areas,
    calling,
    consenting,
    enduring,
    following,
    in_step,
    odd,
    paging,
    receiving,
    renewing,
    settling,
    several,
    writing,
)
from shoplatch.testing.verify.adapter import NAMES, Adapter
from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import CHECKS, Check, Failed, Follows, Skipped, Verdict
from shoplatch.testing.verify.integration import running
from shoplatch.testing.verify.ourselves import Ourselves

ORDERS = 45  # more than two pages of the usual size
GROUPS = (
    "calls", "areas", "data", "paging", "webhooks", "shops", "events", "errors", "tokens", "writes", "money", "consent",
    "grant",
)  # fmt: skip
"""In this order: what comes later needs what comes before, and the last takes the grant away."""
_ROOMS = (
    calling, areas, paging, in_step, odd, several, receiving, following, enduring, renewing, writing, settling, consenting,
)  # fmt: skip # importing them registers their checks
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
        shop.ready |= {"port": str(_free_port())}
        own = Ourselves(shop)
        stack.callback(own.close)
        names = {name: str(shop.ready[name]) for name in NAMES}
        integration = stack.enter_context(running(adapter, names, clock, time.sleep))
        top = BenchTop(shop, integration, own, clock, time.sleep)
        _prepare(top)
        return [_judged(top, one, tell) for one in checks]


def _prepare(top: BenchTop) -> None:
    """Orders of several states in every shop, one of two units, and one reading of everything."""
    with top.unheard():
        orders = top.place(ORDERS)
        for n, status in enumerate(("AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED")):
            top.advance(orders[n], status)
        top.place(1, lines=[{"sku_id": top.sku_of(orders[0]), "quantity": 2}])
        if top.integration.adapter.every_shop:
            top.abroad += [top.place_in(str(top.elsewhere["id"])) for _ in range(2)]
        if top.integration.adapter.sync is not None:
            top.sync()


def _judged(top: BenchTop, one: Check, tell: Tell | None) -> Verdict:
    began, after = top.clock.monotonic(), top.mark
    state, evidence, cause = "passed", "", ""
    top.exhibits = []
    try:
        evidence = one.look(top) or ""
    except Skipped as skipped:
        state, evidence = "skipped", str(skipped)
        if isinstance(skipped, Follows):
            top.follows.add(one.name)
    except Failed as failed:
        state, evidence, cause = "failed", failed.evidence, failed.cause
    except ShoplatchError as failure:
        state, evidence = "failed", str(failure)
    took = round((top.clock.monotonic() - began) * 1000, 1)
    if state == "failed":
        top.failed.add(one.name)
        _mended(top)
    fix = "" if state == "passed" else one.fix
    if not top.exhibits and state != "skipped":
        top.show(sorted(top.calls(after=after), key=lambda call: not call["code"]))  # what was refused comes first
    verdict = Verdict(one.name, one.group, one.title, state, evidence, cause, fix, took, tuple(top.exhibits))
    if tell is not None:
        tell(verdict)
    return verdict


def _mended(top: BenchTop) -> None:
    """What one check left behind is not the next one's fault."""
    top.calm()
    top.webhooks(on=True)
    if top.integration.adapter.sync is not None and not top.synced[0]:
        top.sync()


def _free_port() -> int:
    """A port that was free a moment ago, for the integration to listen on."""

    async def asked() -> int:
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = int(server.sockets[0].getsockname()[1])
        server.close()
        await server.wait_closed()
        return port

    return asyncio.run(asked())
