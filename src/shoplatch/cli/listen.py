"""`shoplatch listen`: forwards webhooks to a program on this desk as they arrive, and goes on where it stopped."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter, deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from shoplatch.catalog import reader
from shoplatch.cli.home import settings_as_served
from shoplatch.cli.show import as_json, cell, say
from shoplatch.clock import SystemClock
from shoplatch.config import Options, make_home
from shoplatch.errors import InvalidRequest
from shoplatch.outbox import cursor
from shoplatch.outbox.listen import Forwarded, Forwarder, Interrupted, Kind, Source, Wanted
from shoplatch.outbox.remote import RemoteSource
from shoplatch.transport import AsyncHttpTransport

if TYPE_CHECKING:
    from rich.table import Table

Times = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])
ROWS = 15


@click.command(
    help="Forward webhooks to a program on your desk as they arrive, and go on where it stopped.\n\n"
    "TikTok Shop's come byte for byte with their own signature. Events of ours (--kind event) are signed with the secret "
    "that is shown. What could not be delivered waits; what comes twice has the same id.\n\n"
    "\b\nExamples:\n  shoplatch listen --forward http://127.0.0.1:3000/webhooks\n"
    "  shoplatch listen --forward http://127.0.0.1:3000/events --kind event --event order\n"
    "  shoplatch listen --forward http://127.0.0.1:3000/webhooks --url https://shop.example.com --token-stdin"
)
@click.option("--forward", "target", required=True, metavar="URL", help="Where to post to.")
@click.option("--kind", "kinds_", type=click.Choice(["webhook", "event"]), multiple=True, default=("webhook",),
              show_default=True, help="TikTok Shop's webhooks, our events, or both.")  # fmt: skip
@click.option("--topic", "topics", type=int, multiple=True, help="Only this topic, for example 1 (order status); often.")
@click.option("--event", "events", multiple=True, help="Only this event of ours, for example order; often.")
@click.option("--shop", "shops", metavar="SHOP", multiple=True, help="Only this shop: its id, code or name; often.")
@click.option("--since", type=Times, help="Begin with what came at or after this moment, UTC, instead of the kept place.")
@click.option("--name", default="default", show_default=True, help="Whose place is kept; several may listen at once.")
@click.option("--url", help="Listen to the installation at this address instead of the one of this data folder.")
@click.option("--token-stdin", is_flag=True, help="With --url: the API token, from standard input.")
@click.option("--once", is_flag=True, help="Forward what is there, then end.")
@click.option("--json", "json", is_flag=True, help="A JSON document a line.")
def command(
    target: str, kinds_: tuple[str, ...], topics: tuple[int, ...], events: tuple[str, ...], shops: tuple[str, ...],
    since: datetime | None, name: str, url: str | None, *, token_stdin: bool, once: bool, json: bool,
) -> None:  # fmt: skip
    parts = urlsplit(target)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.UsageError("--forward is an address such as http://127.0.0.1:3000/webhooks.")
    if (url is None) == token_stdin:
        raise click.UsageError("--url and --token-stdin belong together.")
    given: tuple[Kind, ...] = (
        ("webhook", "event") if len(set(kinds_)) == 2 else ("event",) if "event" in kinds_ else ("webhook",)
    )
    wanted = Wanted(given, frozenset(topics) or None, _types(events), frozenset(shops) or None)
    screen = Screen(json=json, target=target)
    begin = since.replace(tzinfo=UTC) if since else None
    options = settings_as_served()
    make_home(options.home)
    if url is not None:
        token = sys.stdin.readline().strip()
        if any(not one.isdigit() for one in shops):
            raise InvalidRequest("Another installation's shops are named by their ids", next_step="Give --shop as an id.")
        asyncio.run(_remote(options, url, token, wanted, target, begin, name, screen, once=once))
    else:
        from shoplatch.cli.listen_here import forward_here  # a second of start-up, which a listener elsewhere is spared

        forward_here(
            lambda source, transport: _forward(options, source, target, begin, name, screen, transport, once=once), wanted
        )


def _types(events: tuple[str, ...]) -> frozenset[str] | None:
    if not events:
        return None
    from shoplatch.outbox import kinds  # knows the tables: half a second, only where events are named

    return frozenset(kinds.check(events))


async def _remote(
    options: Options, url: str, token: str, wanted: Wanted, target: str, since: datetime | None, name: str, screen: Screen,
    *, once: bool,
) -> None:  # fmt: skip
    async with AsyncHttpTransport() as transport:
        source = RemoteSource(url, token, transport, wanted)
        await _forward(options, source, target, since, name, screen, transport, once=once)


async def _forward(
    options: Options, source: Source, target: str, since: datetime | None, name: str, screen: Screen,
    transport: AsyncHttpTransport, *, once: bool,
) -> None:  # fmt: skip
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    with cursor.held(options.home / "listen", name) as kept:
        if kept.place is None or since is not None:
            kept.place = await source.start(since)
        kept.save()
        forwarder = Forwarder(source, target, transport, SystemClock(), secret=kept.secret, keep=kept.keep, said=screen.said)
        screen.begin(name, kept.secret)
        try:
            await forwarder.run(kept.place, stop, once=once)
        finally:
            screen.end()


class Screen:
    """Says what is forwarded: a table that moves on a terminal, a line each elsewhere, JSON where a program reads."""

    def __init__(self, *, json: bool, target: str) -> None:
        self._json = json
        self._target = target
        self._last: deque[Forwarded] = deque(maxlen=ROWS)
        self._counts: Counter[str] = Counter()
        self._note = ""
        self._waits = ""
        self._live: object = None

    def begin(self, name: str, secret: str) -> None:
        """The first lines; the table where there is a terminal."""
        if self._json:
            as_json({"listening": name, "forward": self._target, "secret": secret}, one_line=True)
            return
        say(f"Forwarding to {self._target}; the place is kept as {name!r}. Ctrl-C ends it, and it goes on from there.")
        say(f"Events of ours are signed with {secret}")
        if sys.stdout.isatty():
            from rich.live import Live

            self._live = Live(get_renderable=self._drawn, refresh_per_second=4)
            self._live.start()

    def end(self) -> None:
        """The last line."""
        from rich.live import Live

        if isinstance(self._live, Live):
            self._live.stop()
        if not self._json:
            say(f"{self._counts['delivered']:,} delivered, {self._counts['refused']:,} refused.")

    def said(self, what: Forwarded | Interrupted) -> None:
        """One thing that happened."""
        if isinstance(what, Interrupted):
            self._note = f"the source does not answer ({what.why}); trying again"
            self._tell({"outcome": "interrupted", "why": what.why, "times": what.times}, self._note)
            return
        item, self._note = what.item, ""
        self._counts[what.outcome] += 1
        if what.outcome == "waiting":
            self._note = f"waiting for {self._target}: {what.why}"
            if self._waits == item.id:  # said once for each thing that waits
                return
            self._waits = item.id
        else:
            self._last.append(what)
        document = {
            "outcome": what.outcome, "kind": item.kind, "id": item.id, "about": item.about, "shop_id": item.shop_id,
            "at": item.at, "status": what.status, "tries": what.tries, "elapsed_ms": what.elapsed_ms, "why": what.why,
        }  # fmt: skip
        self._tell(document, self._note or " ".join(map(cell, _row(what))))

    def _tell(self, document: dict[str, object], line: str) -> None:
        if self._json:
            as_json(document, one_line=True)
        elif self._live is None:
            click.echo(line)

    def _drawn(self) -> Table:
        from rich.table import Table
        from rich.text import Text

        drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", caption_justify="left")
        for heading in ("arrived (UTC)", "what", "shop", "id", "answer", "took", ""):
            drawn.add_column(heading, no_wrap=True, overflow="ellipsis")
        for one in self._last:
            colour = "green" if one.outcome == "delivered" else "red"
            drawn.add_row(*(Text(cell(value), style=colour if at == 4 else "") for at, value in enumerate(_row(one))))
        done = f"{self._counts['delivered']:,} delivered, {self._counts['refused']:,} refused"
        drawn.caption = Text(f"{done}. {self._note or 'Listening.'}")
        return drawn


def _row(one: Forwarded) -> tuple[object, ...]:
    item = one.item
    topic = reader.topics().get(int(item.about)) if item.kind == "webhook" and item.about.isdigit() else None
    what = f"{item.about} {topic.name}" if topic else item.about
    again = f"after {one.tries} tries" if one.tries > 1 else ""
    return item.at, what, item.shop_id or "–", item.id, str(one.status), f"{one.elapsed_ms} ms", again
