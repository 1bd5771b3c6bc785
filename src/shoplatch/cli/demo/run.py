"""The demo, step by step. Every step is what a person would do by hand with the other commands."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shoplatch.app import Platform
from shoplatch.cli.demo.children import Child, json_in
from shoplatch.cli.demo.figures import Figures, Verdict, count, settle
from shoplatch.cli.demo.place import Place, Ports, place
from shoplatch.cli.demo.screen import Screen
from shoplatch.cli.frame import FINE, INTERRUPTED, NO
from shoplatch.cli.headless import approve, point_here
from shoplatch.cli.show import as_json
from shoplatch.cli.sign_in import link
from shoplatch.cli.sim.control import Control
from shoplatch.clock import Clock, SystemClock
from shoplatch.config import apart, load
from shoplatch.errors import Fatal, ShoplatchError
from shoplatch.store.read import slice_progress
from shoplatch.transport import AsyncHttpTransport, HttpRequest

START_WITHIN_S = 90.0
BACKFILL_WITHIN_S = 300.0
LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller of the demo asked for."""

    for_s: float | None
    json: bool
    rate: float
    burst: int
    port: int | None
    home: Path | None
    seed: int


def demo(wanted: Wanted) -> int:
    """Run the demo to its end; gives the exit code. Leaves no process behind, whatever happens."""
    clock = SystemClock()
    screen = Screen(clock, json=wanted.json)
    with place(wanted.home, seed=wanted.seed) as here:
        return asyncio.run(_stoppable(_Demo(wanted, here, screen, clock)))


async def _stoppable(played: _Demo) -> int:
    """SIGTERM and Ctrl-C end the demo where it stands; what was started is stopped on the way out."""
    task = asyncio.ensure_future(played.play())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return played.code_when_stopped


class _Demo:
    def __init__(self, wanted: Wanted, here: Place, screen: Screen, clock: Clock) -> None:
        self._wanted = wanted
        self._here = here
        self._screen = screen
        self._clock = clock
        self.code_when_stopped = INTERRUPTED

    async def play(self) -> int:
        """Start, connect, fill, live; compare at the end where an end was asked for."""
        self._screen.title("Shoplatch demo: a simulated TikTok Shop, and the platform connected to it")
        if self._here.anew:
            self._screen.say("  The last demo in this folder was killed; it starts anew.", style="yellow")
        async with contextlib.AsyncExitStack() as stack:
            ready, address, children = await self._start(stack)
            options = load(home=self._here.home, environment=apart(self._here.home, public_url=address))
            platform = await Platform.open(options)
            stack.push_async_callback(platform.close)
            control = stack.enter_context(Control(ready["base_url"]))
            await self._connect(platform, ready, address)
            await self._fill(platform)
            return await self._live(platform, control, address, children)

    async def _start(self, stack: contextlib.AsyncExitStack) -> tuple[dict[str, Any], str, tuple[Child, Child]]:
        """Both processes at once; but a world that goes on sends webhooks at once, so there the platform comes first."""
        here, wanted = self._here, self._wanted
        port = wanted.port or here.ports.platform
        server = self._child(stack, "platform", ["--home", str(here.home), "serve", "--port", str(port)])
        simulator = None if here.goes_on else self._child(stack, "simulator", self._simulator_arguments())
        with self._screen.step("platform", "starting: PostgreSQL, web, worker") as said:
            note = await server.wait_for(json_in(here.home / "serve.json"), within_s=START_WITHIN_S)
            address = str(note["address"])
            await self._wait_until_ready(server, address)
            said.append(f"{address}  PostgreSQL, web, worker")
        with self._screen.step("simulator", "starting") as said:
            simulator = simulator or self._child(stack, "simulator", self._simulator_arguments())
            ready = await simulator.wait_for(json_in(here.ready_file), within_s=START_WITHIN_S)
            said.append(f"{ready['base_url']}  world demo, seed {wanted.seed}")
        here.remember(Ports(simulator=_port(ready["base_url"]), platform=_port(address)))
        return ready, address, (simulator, server)

    def _child(self, stack: contextlib.AsyncExitStack, name: str, arguments: list[str]) -> Child:
        environment = apart(self._here.home)
        child = Child(name, arguments, log=self._here.log(name), environment=environment, clock=self._clock)
        stack.callback(child.stop)
        return child

    def _simulator_arguments(self) -> list[str]:
        here = self._here
        kept = ["--state", str(here.state_file)] if here.kept else []
        world = ["--world", "demo", "--seed", str(self._wanted.seed), "--ready-file", str(here.ready_file)]
        return ["simulator", "--port", str(here.ports.simulator), *world, *kept]

    async def _wait_until_ready(self, server: Child, address: str) -> None:
        async with AsyncHttpTransport(connections_max=1) as transport:

            async def answers() -> bool | None:
                with contextlib.suppress(ShoplatchError):
                    answer = await transport.send(HttpRequest("GET", f"{address}/readyz"), timeout_s=5)
                    return True if answer.status == 200 else None
                return None

            await server.wait_for(answers, within_s=START_WITHIN_S)

    async def _connect(self, platform: Platform, ready: dict[str, Any], address: str) -> None:
        with self._screen.step("connect", "OAuth") as said:
            app = await platform.accounts.add_app(
                name="Demo", app_key=ready["app_key"], app_secret=ready["app_secret"], service_id=ready["service_id"],
                environment="simulator", base_url=ready["base_url"],
            )  # fmt: skip
            await asyncio.to_thread(point_here, app, address)
            consent = await platform.accounts.consent_link(app.app_key)
            if await asyncio.to_thread(approve, consent.url, address) is not None:
                raise Fatal("The platform did not take the consent", next_step="Its log says why.")
            shops = await platform.accounts.shops()
            said.append("by OAuth: " + ", ".join(f"{shop.name} ({shop.region})" for shop in shops))

    async def _fill(self, platform: Platform) -> None:
        shop_ids = [shop.id for shop in await platform.accounts.shops()]
        began = self._clock.monotonic()
        with self._screen.step("backfill", "reading") as said:
            while True:
                async with platform.store.begin() as conn:
                    streams = await slice_progress(conn, shop_ids)
                rows = sum(one.rows_read or 0 for one in streams)
                rate = rows / max(0.1, self._clock.monotonic() - began)
                lines = [_stream_line(streams, name) for name in dict.fromkeys(one.stream for one in streams)]
                done = ", ".join(lines) + (f", {rate:,.0f} a second" if rows and not self._here.goes_on else "")
                if streams and all(one.done + one.failed == one.slices for one in streams):
                    break
                if self._clock.monotonic() - began > BACKFILL_WITHIN_S:
                    raise Fatal("The backfill did not end in time", next_step=f"Look at {self._here.log('platform')}.")
                self._screen.move(f"{'backfill':<11} {done or 'reading'}")
                await asyncio.sleep(0.2)
            said.append(done)

    async def _live(self, platform: Platform, control: Control, address: str, children: tuple[Child, ...]) -> int:
        wanted = self._wanted
        began = self._clock.monotonic()
        traffic: dict[str, object] = {"orders_per_minute": wanted.rate, "running": True}
        if wanted.burst:
            traffic["burst"] = wanted.burst
        await asyncio.to_thread(control.post, "traffic", traffic)
        await self._invite(platform, address)
        try:
            with self._screen.moving("orders arriving"):
                while wanted.for_s is None or self._clock.monotonic() - began < wanted.for_s:
                    for child in children:
                        child.check()
                    self._screen.move(_status_line(await count(platform, control), ends=wanted.for_s is not None))
                    await asyncio.sleep(LOOK_EVERY_S)
        except asyncio.CancelledError:
            self._screen.say("Stopping.")
            raise
        return await self._judge(platform, control, address)

    async def _invite(self, platform: Platform, address: str) -> None:
        say = self._screen.say
        say()
        say("  Open the console (this link works once, within 15 minutes):")
        say(f"  {link(address, await platform.accounts.people.issue_link())}", style="bold")
        say()
        if self._wanted.for_s is None:
            self.code_when_stopped = FINE  # without --for, Ctrl-C is the planned end
            say(f"  Another link: shoplatch --home {self._here.home} sign-in", style="dim")
            say("  Ctrl-C stops everything" + ("." if self._here.kept else " and removes it."), style="dim")
            say()

    async def _judge(self, platform: Platform, control: Control, address: str) -> int:
        """Stop the buyers, let everything arrive, compare, say what came of it."""
        await asyncio.to_thread(control.post, "traffic", {"running": False})
        with self._screen.step(
            "compare", "the buyers have stopped; everything arrives, then every field is compared"
        ) as said:
            verdict = await settle(platform, control)
            said.append(f"{verdict.compared:,} objects, {len(verdict.differences):,} differences")
        self._screen.say(_ending(verdict), style="green" if verdict.agree else "red")
        if self._wanted.json:
            as_json(_report(verdict, address), one_line=True)
        return FINE if verdict.agree else NO


def _port(address: str) -> int:
    return urlsplit(address).port or 0


def _stream_line(streams: list[Any], name: str) -> str:
    of = [one for one in streams if one.stream == name]
    read, expected = sum(one.rows_read or 0 for one in of), sum(one.rows_expected or 0 for one in of)
    return f"{read:,} of {expected:,} {name}" if expected > read else f"{read:,} {name}"


def _status_line(now: Figures, *, ends: bool) -> str:
    delay = f", worked {now.delay_p50_s:.2f} s after arrival" if now.delay_p50_s is not None else ""
    stop = "" if ends else "   Ctrl-C stops"
    here = f"orders {now.orders_here:,} here, {now.orders_there:,} in the simulator"
    return f"{here}   webhooks {now.webhooks_received:,} of {now.webhooks_sent:,}{delay}{stop}"


def _ending(verdict: Verdict) -> str:
    now = verdict.figures
    if verdict.agree:
        again = f", {verdict.resent:,} of them sent again" if verdict.resent else ""
        return f"  The store and the simulator agree: {now.orders_here:,} orders, {now.webhooks_received:,} webhooks{again}."
    return (
        f"  They do not agree: {now.orders_here:,} orders here, {now.orders_there:,} in the simulator; "
        f"{now.webhooks_received:,} webhooks of {now.webhooks_sent:,}, {now.webhooks_waiting:,} waiting, "
        f"{now.webhooks_failed:,} failed; {len(verdict.differences):,} differences."
    )


def _report(verdict: Verdict, address: str) -> dict[str, object]:
    now = verdict.figures
    return {
        "orders_in_simulator": now.orders_there,
        "orders_in_store": now.orders_here,
        "webhooks_sent": now.webhooks_sent,
        "webhooks_received": now.webhooks_received,
        "discrepancies": len(verdict.differences),
        "console_url": address,
        "agree": verdict.agree,
        "compared": verdict.compared,
        "drained_s": round(verdict.drained_s, 2),
        "webhooks_waiting": now.webhooks_waiting,
        "webhooks_failed": now.webhooks_failed,
        "webhooks_resent": verdict.resent,
        "webhook_delay_p50_s": now.delay_p50_s,
        "webhook_delay_p99_s": now.delay_p99_s,
        "differences": [asdict(one) for one in verdict.differences[:20]],
        "not_compared": verdict.not_compared,
    }
