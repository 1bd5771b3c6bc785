"""Live pages: what changed is sent, once, to every tab that shows it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import httpx2
import pytest

from shoplatch.accounts.people import Person
from shoplatch.accounts.roles import rights_of
from shoplatch.clock import SystemClock
from shoplatch.console import live
from shoplatch.console.desk import Ask, Desk
from shoplatch.console.live import Hub, Tab, event, hand_over
from shoplatch.console.web import PAGES
from shoplatch.errors import NotFound, Unreachable
from tests.console.house import HouseOfTests
from tests.console.seeding import Seeded


class Shown:
    """A page whose live part counts how often it was drawn."""

    def __init__(self) -> None:
        self.mark = 0
        self.text = "first"
        self.drawn: list[str] = []
        self.broken = False

    async def pulse(self) -> object:
        if self.broken:
            raise Unreachable("the database does not answer")
        return self.mark

    async def draw(self, ask: Ask) -> dict[str, str]:
        self.drawn.append(ask.path)
        return {"live_a": f'<p id="live_a">{self.text}</p>', "live_b": '<p id="live_b">same</p>'}


async def yes() -> bool:
    return True


async def take(stream: AsyncIterator[bytes], wanted: str) -> str:
    """The next message that holds these words."""
    async with asyncio.timeout(10):
        async for message in stream:
            if wanted in message.decode():
                return message.decode()
    raise AssertionError(f"the stream ended without {wanted}")


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
async def hub(shown: Shown) -> AsyncIterator[Hub]:
    opened = Hub(shown.pulse, shown.draw, SystemClock(), "v1")
    yield opened
    await opened.close()


async def test_a_tab_gets_each_part_and_then_only_what_changes(hub: Hub, shown: Shown) -> None:
    stream = hub.stream(Ask("/"), yes)
    assert "first" in await take(stream, "live_a")
    await take(stream, "live_b")
    shown.text, shown.mark = "second", 1
    assert "second" in await take(stream, "event: swap")
    await stream.aclose()


async def test_many_tabs_of_one_page_cost_one_drawing(hub: Hub, shown: Shown) -> None:
    streams = [hub.stream(Ask("/"), yes) for _ in range(20)]
    await asyncio.gather(*(take(stream, "live_b") for stream in streams))
    assert hub.tabs == 20
    assert len(shown.drawn) <= 3, "not one per tab"
    for stream in streams:
        await stream.aclose()
    assert hub.tabs == 0


async def test_nothing_is_drawn_when_nobody_looks(hub: Hub, shown: Shown) -> None:
    stream = hub.stream(Ask("/"), yes)
    await take(stream, "live_b")
    await stream.aclose()
    await asyncio.sleep(0)
    drawn = len(shown.drawn)
    shown.mark = 5
    await asyncio.sleep(0.7)  # more than one look of the watcher
    assert len(shown.drawn) == drawn


def test_a_slow_tab_gets_the_newest_state_and_no_backlog() -> None:
    tab = Tab(Ask("/"))
    for number in range(100):
        hand_over(tab, {"live_a": f"state {number}"})
    assert tab.waiting == {"live_a": "state 99"}


def test_an_event_keeps_every_line_of_its_data() -> None:
    assert event("swap", "<p>\n one\n</p>") == b"event: swap\ndata: <p>\ndata:  one\ndata: </p>\n\n"


async def test_a_stream_ends_with_its_session(shown: Shown) -> None:
    async def no() -> bool:
        return False

    quick = Hub(shown.pulse, shown.draw, SystemClock(), "v1", session_s=0.0)
    stream = quick.stream(Ask("/"), no)
    assert "signed out" in await take(stream, "event: bye")
    with pytest.raises(StopAsyncIteration):
        await anext(stream)
    await quick.close()


async def test_the_live_address_refuses_what_is_not_a_live_page(
    owner: httpx2.AsyncClient, stranger: httpx2.AsyncClient
) -> None:
    assert (await owner.get("/live?of=/sign-in")).status_code == 404
    assert (await owner.get("/live?of=//evil.example")).status_code == 404
    owner.cookies.clear()
    assert (await owner.get("/live?of=/")).status_code == 401


async def test_every_live_part_is_one_element_named_like_the_part(house: HouseOfTests, seeded: Seeded) -> None:
    desk = Desk(house)
    order = f"/orders/{next(iter(seeded.orders))}/{seeded.orders[next(iter(seeded.orders))][0].order['id']}"
    await house.accounts.people.all()  # makes the first owner
    somebody = Person("1", "owner", "owner", None, rights_of("owner"))
    known = {"shop": order.split("/")[2], "order": order.split("/")[3], "n": "1", "step": "account"}
    for path, page in PAGES.items():
        parts = {name: known.get(name, "1") for name in re.findall(r"{(\w+)", path)}
        ask = Ask(re.sub(r"{(\w+)[^}]*}", lambda found: known.get(found[1], "1"), path), parts, person=somebody)
        try:
            shown = await page(desk, ask)
        except NotFound:
            assert set(parts) - {"shop", "order", "step"}, path  # a thing that this shop does not have
            continue
        fragments = desk.fragments(shown, ask)
        assert {"live_footer", "live_light"} <= set(fragments), path
        whole = desk.page(await page(desk, ask), ask)
        for name, html in fragments.items():
            assert re.match(rf'<\w+ [^>]*id="{name}"', html), (path, name)
            assert f'id="{name}"' in whole, (path, name)
    assert live.TICK_S >= 0.5, "at most two looks a second"
