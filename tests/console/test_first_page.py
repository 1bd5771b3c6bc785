"""What the first page costs: counted, not timed. Little is asked, little is sent, nothing is made while somebody waits."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from jinja2 import Environment
from sqlalchemy import event
from sqlalchemy.sql.compiler import SQLCompiler

from shoplatch.console import build
from tests.console.conftest import Opened, sign_in, visitor
from tests.console.house import HouseOfTests
from tests.console.seeding import Seeded

QUESTIONS_MAX = 24
FIRST_BYTES_MAX = 20_000  # page, style sheet and script together, as they travel: one and a half round trips


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How many statements and templates are made from their source meanwhile."""
    made = {"statements": 0, "templates": 0}
    compiled, parsed = SQLCompiler.__init__, Environment.compile

    def statement(self: SQLCompiler, *given: Any, **more: Any) -> None:
        made["statements"] += 1
        compiled(self, *given, **more)

    def template(self: Environment, *given: Any, **more: Any) -> Any:
        made["templates"] += 1
        return parsed(self, *given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(SQLCompiler, "__init__", statement)
        patched.setattr(Environment, "compile", template)
        yield made


async def test_the_first_person_waits_for_nothing_to_be_made(
    house: HouseOfTests, seeded: Seeded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server draws the page once by itself when it starts. Later pages ask with the same statements."""
    app = build(house)
    async with app.router.lifespan_context(app), visitor(app) as person:
        (warming,) = (task for task in asyncio.all_tasks() if task.get_name() == "first page")
        await warming
        await sign_in(person, house)
        with counted(monkeypatch) as made:
            assert (await person.get("/")).status_code == 200
    assert made == {"statements": 0, "templates": 0}


async def test_the_overview_asks_little_and_sends_little(house: HouseOfTests, page: Opened, seeded: Seeded) -> None:
    asked: list[str] = []
    engine = house.store._engine.sync_engine  # the only place where all statements pass

    def hear(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    html = await page("/")
    event.remove(engine, "before_cursor_execute", hear)
    assert 5 < len(asked) <= QUESTIONS_MAX, asked
    sheet, script = (
        re.search(pattern, html) for pattern in (r'href="(/assets/look.css[^"]*)', r'src="(/assets/live.js[^"]*)')
    )
    assert sheet is not None
    assert script is not None
    parts = [html, *[await page(found[1]) for found in (sheet, script)]]
    assert sum(len(zlib.compress(part.encode(), 5)) for part in parts) < FIRST_BYTES_MAX


async def test_nothing_stands_between_the_page_and_its_first_paint_but_one_style_sheet(page: Opened, seeded: Seeded) -> None:
    html = await page("/")
    assert len(re.findall(r"<link[^>]*stylesheet", html)) == 1
    scripts = re.findall(r"<script[^>]*>", html)
    assert scripts
    assert all("defer" in one or "async" in one for one in scripts), scripts
    head = html.partition("</head>")[0]
    assert "//" not in re.sub(r"http-equiv[^>]*", "", head).replace("<!--", ""), "nothing from another host"
    assert "@import" not in await page(re.findall(r'href="(/assets/look.css[^"]*)', html)[0])
