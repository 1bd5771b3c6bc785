"""A platform beside the scenarios: connected to a simulator by real consent, told by webhooks over HTTP, with a worker.

One platform serves many scenarios: they share its world, which goes on from one to the next. It is judged once nothing is on
its way: every webhook answered, every event worked, and then, where an expectation still does not hold, once more after the
reads that the schedule would order.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import Options, apart, load
from shoplatch.errors import Fatal, Reauthorize
from shoplatch.store import read
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.serving import served
from shoplatch.testing.scenarios.connected import ConnectedShop, Run, consent, pointed_here
from shoplatch.testing.scenarios.exhibits import Unmet
from shoplatch.testing.scenarios.shelf import Shelf
from shoplatch.testing.scenarios.store_side import Facts, Judge, Lookup, StoreSide

QUIET_WITHIN_S = 90.0
LOOK_EVERY_S = 0.05
FILLED_WITHIN_S = 300.0
ASK_WITHIN_S = 600.0
_T = TypeVar("_T")
_clock = SystemClock()
# Kinds of rows that no webhook brings, and the streams that do.
_MONEY = ("statements", "statement_transactions", "order_transactions", "payments")
_READ: dict[str, tuple[str, ...]] = {
    "statements": _MONEY,
    "statement_transactions": _MONEY,
    "order_settlements": _MONEY,
    "order_transactions": _MONEY,
    "payments": _MONEY,
    "unsettled_transactions": ("unsettled_transactions",),
    "returns": ("returns", "return_records"),
    "return_records": ("returns", "return_records"),
    "cancellations": ("cancellations",),
    "package_details": ("package_details",),
    "stock_levels": (),
    "orders": (),
    "order_lines": (),
    "packages": (),
    "products": (),
    "skus": (),
}


class House:
    """A running installation whose shops are a simulator's. A ground for scenarios, and the store they are held against."""

    def __init__(self, platform: Platform, run: Run) -> None:
        self.platform = platform
        self._run = run
        self.store: StoreSide | None = self

    @property
    def home(self) -> Path:
        """Its data folder."""
        return self.platform.options.home

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Let the platform's own loop do something, and wait for it."""
        done: _T = self._run(work)
        return done

    def scene(self, world: str) -> ConnectedShop:
        """The shops of the connected simulator as they are now; the world is the one there is.

        Raises:
            NotFound: no shop of a simulator is connected.
            Unreachable: no worker runs, so nothing would ever be worked.
        """
        if world != "stocked":
            raise Unmet(f"a platform is connected to one world; {world} cannot be opened beside it")
        self.run(self.platform.check_worker())
        shop = ConnectedShop.of(self.platform, self._run)
        shop.begin()
        return shop

    def held(self, shop_id: str, asked: tuple[str, ...], lookup: Lookup, judge: Judge) -> Facts:
        """The facts for which `judge` raises nothing, once everything came that was on its way. Raises Unmet."""
        shelf = Shelf(self.platform, shop_id)
        for looked in (False, True):
            self._quiet(shop_id)
            facts: Facts = self.run(_asked(lookup, shelf))
            try:
                judge(facts)
            except Unmet:
                if looked:
                    raise
                self.run(self._read(shop_id, asked[0]))
            else:
                return facts
        raise Unmet("nothing was looked at")

    def _quiet(self, shop_id: str) -> None:
        """Until no webhook is on its way and no event waits.

        Raises:
            Unmet: that did not come to be.
        """
        until = _clock.monotonic() + QUIET_WITHIN_S
        ConnectedShop.of(self.platform, self._run).ask("POST", "deliveries/drain")
        while (waiting := self.run(self._waiting(shop_id))) > 0:
            if _clock.monotonic() > until:
                raise Unmet(
                    f"{waiting} webhooks still wait to be worked after {QUIET_WITHIN_S:.0f} s",
                    expected="0",
                    found=str(waiting),
                    where="inbox: state",
                    next_step="Look at `shoplatch webhooks list --state new` and at the log of the worker.",
                )
            self.run(asyncio.sleep(LOOK_EVERY_S))

    async def _waiting(self, shop_id: str) -> int:
        async with self.platform.store.begin() as conn:
            figures = await read.event_figures(conn, [shop_id], since=self.platform.clock.now(), none_too=True)
        return figures.waiting

    async def _read(self, shop_id: str, kind: str) -> None:
        """What the schedule would read next, now. A shop that let nobody in is not read."""
        with contextlib.suppress(Reauthorize):
            await self.platform.sync.read_changes(shop_id)
            streams = _READ.get(kind.partition(" ")[0])
            if streams != ():
                await self.platform.sync.read_streams(shop_id, only=streams or ())


async def _asked(lookup: Lookup, shelf: Shelf) -> Facts:
    return await lookup(shelf)


@contextlib.contextmanager
def house_started(folder: Path | None = None) -> Iterator[House]:
    """A simulator and a platform in processes of their own, connected, the first backfill read; stopped at the end.

    Raises:
        Fatal: one of them did not start.
    """
    with contextlib.ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shoplatch-scenarios-")))
        home = place / "home"
        shop = stack.enter_context(desk(place, world="stocked"))
        address = stack.enter_context(served(place, home))
        house = stack.enter_context(house_of(load(home=home, environment=apart(home, public_url=address))))
        house.run(_connected(house, shop))
        yield house


@contextlib.contextmanager
def house_of(options: Options) -> Iterator[House]:
    """A running installation, by its settings."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="house", daemon=True)
    thread.start()

    def run(work: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(work, loop).result(ASK_WITHIN_S)

    try:
        platform = run(Platform.open(options))
        try:
            yield House(platform, run)
        finally:
            run(platform.close())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _connected(house: House, shop: Desk) -> None:
    """Add the app, let the seller consent, and wait until everything was read once."""
    platform = house.platform
    await platform.accounts.add_app(
        name="Scenarios",
        app_key=shop.app_key,
        app_secret=shop.app_secret,
        service_id=shop.service_id,
        environment="simulator",
        base_url=shop.base_url,
    )
    await pointed_here(platform, shop.base_url, shop.app_key)
    await consent(platform, shop.app_key)
    await _filled(platform, [one.id for one in await platform.accounts.shops()])


async def _filled(platform: Platform, shop_ids: Sequence[str]) -> None:
    limit = _clock.monotonic() + FILLED_WITHIN_S
    while not all([(await platform.sync.progress(one)).done for one in shop_ids]):
        if _clock.monotonic() > limit:
            raise Fatal(f"the first backfill did not end within {FILLED_WITHIN_S:.0f} s")
        await asyncio.sleep(LOOK_EVERY_S * 4)
