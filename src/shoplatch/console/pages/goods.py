"""Products and stock as lists."""

from __future__ import annotations

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.store import read

PAGE = 50


async def products(desk: Desk, ask: Ask) -> Shown:
    """Products that TikTok Shop serves, newest first."""
    async with desk.reading(ask) as (conn, frame):
        rows = await read.products(conn, frame.ids, text=_text(ask), after=_after(ask), limit=PAGE + 1)
    older = f"{rows[PAGE - 1].id}.{rows[PAGE - 1].shop_id}" if len(rows) > PAGE else ""
    return Shown("products.html", {"frame": frame, "rows": rows[:PAGE], "older": older, "text": _text(ask)})


async def inventory(desk: Desk, ask: Ask) -> Shown:
    """Stock of every SKU over all warehouses."""
    async with desk.reading(ask) as (conn, frame):
        rows = await read.inventory(conn, frame.ids, text=_text(ask), after=_after(ask), limit=PAGE + 1)
    older = f"{rows[PAGE - 1].sku_id}.{rows[PAGE - 1].shop_id}" if len(rows) > PAGE else ""
    return Shown("inventory.html", {"frame": frame, "rows": rows[:PAGE], "older": older, "text": _text(ask)})


def _text(ask: Ask) -> str:
    return ask.query.get("q", "").strip()[:100]


def _after(ask: Ask) -> tuple[str, str] | None:
    first, dot, second = ask.query.get("after", "").partition(".")
    return (first, second) if dot else None
