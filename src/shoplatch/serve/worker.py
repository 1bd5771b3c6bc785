"""The worker process: webhooks from the inbox, jobs from the queue, token refreshes. Serves nothing.

Each loop is kept alive on its own: a failure is logged, counted and tried again, and never takes the others down.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable

from shoplatch.app import Platform
from shoplatch.config import Options, make_home
from shoplatch.errors import ShoplatchError
from shoplatch.serve import logs
from shoplatch.serve.loop import run

GRANTS_EVERY_S = 10.0
KEYS_EVERY_S = 60.0
AGAIN_AFTER_S = (0.5, 1.0, 2.0, 5.0)
STOP_WITHIN_S = 6.0
JOB_GRACE_S = 4.0

log = logging.getLogger(__name__)


def worker(options: Options) -> None:
    """Work until a signal comes; then finish what is in hand.

    Raises:
        ConfigError: a setting is wrong.
    """
    make_home(options.home)
    logs.start(options.log, role="worker")
    run(_serve(options))


async def _serve(options: Options) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    platform = await Platform.open(options)
    try:
        await work(platform, stop)
    finally:
        await platform.close()


async def work(platform: Platform, stop: asyncio.Event) -> None:
    """Run every loop of the worker until `stop` is set."""
    loops = {
        "webhooks": lambda: platform.sync.run_lanes(stop),
        "jobs": lambda: platform.queue.run(stop, grace_s=JOB_GRACE_S),
        "grants": lambda: _grants(platform, stop),
        "keys": lambda: _keys(platform, stop),
        "hooks": lambda: platform.hooks.run(stop),
    }
    tasks = [asyncio.create_task(_keep(name, loop, stop), name=name) for name, loop in loops.items()]
    log.info("working: %s", ", ".join(loops))
    await stop.wait()
    _, late = await asyncio.wait(tasks, timeout=STOP_WITHIN_S)
    for task in late:
        log.warning("%s did not stop in time; what it held is taken up again after its lease", task.get_name())
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _keep(name: str, loop: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    failures = 0
    while not stop.is_set():
        try:
            await loop()
            failures = 0
        except Exception as failure:  # a worker that stops for one fault stops for all shops
            wait_s = AGAIN_AFTER_S[min(failures, len(AGAIN_AFTER_S) - 1)]
            failures += 1
            known = isinstance(failure, ShoplatchError)
            log.error("%s stopped (%s); again in %.1f s", name, failure if known else type(failure).__name__, wait_s,
                      exc_info=None if known else failure)  # fmt: skip
            await _pause(stop, wait_s)


async def _grants(platform: Platform, stop: asyncio.Event) -> None:
    """Renew tokens before they end, and settle exchanges that a crash left open."""
    while not stop.is_set():
        await platform.accounts.recover_intents()
        await platform.accounts.refresh_due()
        await _pause(stop, GRANTS_EVERY_S)


async def _keys(platform: Platform, stop: asyncio.Event) -> None:
    """Finish a change of the master key that was begun; forget app secrets and waiting installs whose time is over; look
    which shops each grant still covers; end an upgrade once no older process is left."""
    while not stop.is_set():
        await platform.upgrade.finish()
        await platform.rotation.tidy()
        await platform.accounts.end_overlaps()
        await platform.accounts.installs.expire()
        await platform.accounts.read_shops_again()
        await _pause(stop, KEYS_EVERY_S)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
