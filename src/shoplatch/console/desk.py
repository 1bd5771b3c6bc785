"""Where every page begins: which shops there are, which are chosen, what time it is there, and how a page is rendered.

Pages are functions `(desk, ask) -> Shown`; they read, decide what to show, and leave the words to templates. This file
knows no page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from shoplatch import look
from shoplatch.accounts.people import Person
from shoplatch.catalog import reader
from shoplatch.clock import Clock
from shoplatch.console import words
from shoplatch.console.access import may
from shoplatch.console.house import House
from shoplatch.console.radar import ApiChanges
from shoplatch.console.simulators import Simulators, World
from shoplatch.console.trials import Trials
from shoplatch.console.words import Place
from shoplatch.errors import NotFound
from shoplatch.store import read

SOON = timedelta(hours=2)  # an order this near to its ship-by time needs someone
ASSETS = {
    "look.css": (look.css, "text/css; charset=utf-8"),
    "live.js": (look.live, "text/javascript; charset=utf-8"),
    "icon.svg": (look.icon, "image/svg+xml"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for a page, freed of the framework, so that the live stream can ask for the same page again."""

    path: str
    parts: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    person: Person | None = None
    theme: str = ""

    @property
    def sight(self) -> tuple[str, ...]:
        """What who asks may see: two with the same sight may be shown the same drawing."""
        if self.person is None:
            return ()
        shops = ("every shop",) if self.person.shops is None else self.person.shops
        return (*sorted(self.person.rights), "|", self.person.name if self.path.startswith("/account") else "", *shops)

    def link(self, path: str | None = None, **changes: str | int | None) -> str:
        """An address with this request's query, changed; None takes a parameter out."""
        merged = {**(self.query if path is None else {}), **changes}
        kept = {k: v for k, v in merged.items() if v not in (None, "")}
        return (path or self.path) + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its template and what goes in. Blocks of the template whose names start with `live_` can be sent alone."""

    template: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ShopView:
    """A shop with its place, as pages use it."""

    row: read.ShopRow
    place: Place

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def days_left(self) -> int | None:
        """Whole days until the grant ends; None where it does not end within fifty years."""
        end = self.row.refresh_expires_at
        days = (end - self.place.now).days if end else None
        return None if days is None or days > 365 * 50 else days


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around itself."""

    shops: tuple[ShopView, ...]
    chosen: tuple[ShopView, ...]
    one: ShopView | None  # the single chosen shop, None for all
    worlds: tuple[World, ...]
    environments: tuple[str, ...]
    waiting: tuple[read.Awaiting, ...]  # orders to ship, per chosen shop
    failed: int  # events that could not be worked, of the whole house
    place: Place  # where the clock of the page is: the chosen shop's, or the first one's
    limited: bool = False  # who asks may see some shops only

    @property
    def connections(self) -> frozenset[str]:
        """The grants of the shops that may be seen."""
        return frozenset(shop.row.connection_id for shop in self.shops)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the chosen shops."""
        return tuple(shop.id for shop in self.chosen)

    @property
    def moments(self) -> dict[str, datetime]:
        """Each chosen shop's own moment."""
        return {shop.id: shop.place.now for shop in self.chosen}

    @property
    def whole_house(self) -> bool:
        """All shops are chosen, so events that name no shop belong here too."""
        return self.one is None and not self.limited

    @property
    def late(self) -> int:
        """Orders past their ship-by time."""
        return sum(of.late for of in self.waiting)

    @property
    def zones(self) -> int:
        """How many zones the chosen shops live in; times name theirs where it is more than one."""
        return len({shop.place.zone for shop in self.chosen})

    def shop(self, shop_id: str | None) -> ShopView | None:
        """A shop by id, chosen or not."""
        return next((shop for shop in self.shops if shop.id == shop_id), None)

    def place_of(self, shop_id: str | None) -> Place:
        """The place of a shop; the page's own for one we do not know."""
        shop = self.shop(shop_id)
        return shop.place if shop else self.place


def topic_names() -> dict[int, str]:
    """Names of webhook topics by number (platform.md section 19)."""
    return {number: topic.name for number, topic in reader.topics().items()}


class Desk:
    """Holds what pages share."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.simulators = Simulators(house.transport, house.clock)
        self.trials = Trials(house.options.home, house.clock)
        self.changes = ApiChanges(house.options.home, house.store, house.clock)
        self._clocks: dict[tuple[str, str], Clock] = {}
        self.templates = look.templates("shoplatch.console")
        self.version = sha256(b"".join(read_asset() for read_asset, _ in ASSETS.values())).hexdigest()[:10]
        self.templates.filters |= {
            "short": words.short, "full": words.full, "span": words.span, "ago": words.ago, "until": words.until,
            "delay": words.delay, "amount": words.amount, "count": words.count,
            "day": words.day, "settled_day": words.settled_day, "label": words.label,
        }  # fmt: skip
        self.templates.tests["allowed_for"] = lambda path, person: may(person, path)
        self.templates.globals |= {"may": may, "assets": self.version, "topics": topic_names()}
        for name in ("parts", "order_parts", "setup_parts", "hook_parts", "trial_parts"):
            self.templates.globals[name] = self.templates.get_template(f"{name}.html").module

    @asynccontextmanager
    async def reading(self, ask: Ask) -> AsyncIterator[tuple[read.Reading, Frame]]:
        """A transaction to read a page in, and the page's frame.

        Simulators are asked for their time before it opens: nobody waits for the network inside a transaction.

        Raises:
            NotFound: the address names a shop that is not connected here.
        """
        async with self.house.store.begin() as conn:
            rows = [row for row in await read.shops(conn) if ask.person is None or ask.person.sees(row.id)]
        worlds = [await self._world(row) for row in {row.api_url: row for row in rows}.values()]
        shops = tuple([ShopView(row, Place(words.zone_of(row.region), await self._now(row))) for row in rows])
        async with self.house.store.begin() as conn:
            yield conn, await self._frame(conn, ask, shops, tuple(world for world in worlds if world is not None))

    async def clock_of(self, app_key: str, environment: str, api_url: str) -> Clock:
        """The clock that holds for an app; asked for once, because each app keeps one as long as its address stays."""
        if environment != "simulator":
            return self.house.clock
        key = (app_key, api_url)
        if key not in self._clocks:
            self._clocks[key] = await self.house.accounts.clock_for(app_key)
        return self._clocks[key]

    async def _now(self, shop: read.ShopRow) -> datetime:
        return (await self.clock_of(shop.app_key, shop.environment, shop.api_url)).now()

    async def _world(self, shop: read.ShopRow) -> World | None:
        if shop.environment != "simulator":
            return None
        return await self.simulators.world(shop.api_url, await self.clock_of(shop.app_key, shop.environment, shop.api_url))

    async def _frame(self, conn: read.Reading, ask: Ask, shops: tuple[ShopView, ...], worlds: tuple[World, ...]) -> Frame:
        wanted = ask.parts.get("shop") or ask.query.get("shop") or ""
        one = next((shop for shop in shops if shop.id == wanted), None)
        if wanted and one is None:
            raise NotFound(f"Shop {wanted} is not connected here", next_step="Choose a shop from the list at the top.")
        chosen = (one,) if one else shops
        waiting = await read.awaiting(conn, {shop.id: shop.place.now for shop in chosen}, soon=SOON)
        limited = ask.person is not None and ask.person.shops is not None
        figures = await read.counters(conn)
        return Frame(
            shops=shops,
            chosen=chosen,
            one=one or (shops[0] if len(shops) == 1 else None),
            worlds=worlds,
            environments=tuple(sorted({shop.row.environment for shop in shops})),
            waiting=tuple(waiting),
            failed=0 if limited else figures.inbox_failed,
            limited=limited,
            place=chosen[0].place if chosen else Place("UTC", self.house.clock.now()),
        )

    def page(self, shown: Shown, ask: Ask) -> str:
        """The whole page."""
        return self.templates.get_template(shown.template).render(self._values(shown, ask))

    def fragments(self, shown: Shown, ask: Ask) -> dict[str, str]:
        """The live parts of a page by name; each is one element whose id is that name."""
        template = self.templates.get_template(shown.template)
        context = template.new_context(self._values(shown, ask))
        for name, block in self.templates.get_template("page.html").blocks.items():
            context.blocks.setdefault(name, []).append(block)
        live = [name for name in context.blocks if name.startswith("live_")]
        return {name: "".join(context.blocks[name][0](context)).strip() for name in live}

    def _values(self, shown: Shown, ask: Ask) -> dict[str, object]:
        return {"ask": ask, "wall": self.house.clock.now(), "frame": None, **shown.values}
