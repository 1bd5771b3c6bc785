"""Explain: what a code means, what a request id was, and why a signature is wrong. The engines are the terminal's own."""

from __future__ import annotations

import re

from shoplatch.client import explaining
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.pages.calls import seen
from shoplatch.store import calls as log

FOUND_MAX = 40
_REQUEST_ID = re.compile(r"20[0-9]{12}[0-9A-Fa-f]{12,40}")


async def explain(desk: Desk, ask: Ask) -> Shown:
    """The page: a field for a code, words or a request id, and one for a call that was refused."""
    what = ask.query.get("what", "").strip()[:200]
    async with desk.reading(ask) as (conn, frame):
        request = await log.of_request(conn, what) if _REQUEST_ID.fullmatch(what) else []
        request = [one for one in request if seen(ask, frame, one.shop_id)]
    code = int(what) if what.isascii() and what.isdecimal() and len(what) < 12 else None
    one = explaining.explanation(code) if code is not None else None
    many = []
    if what and code is None and not _REQUEST_ID.fullmatch(what):
        many = [found for found in map(explaining.explanation, explaining.named(what)[:FOUND_MAX]) if found is not None]
    for call in request:
        one = one or (explaining.explanation(call.code) if call.code else None)
    apps = [(app.app_key, app.name) for app in await desk.house.accounts.apps()]
    near = explaining.nearest(code) if code is not None and one is None else []
    values = {
        "frame": frame, "what": what, "one": one, "many": many, "request": request, "near": near, "apps": apps,
        "is_request": bool(_REQUEST_ID.fullmatch(what)), "told": None, "source": "", "wrong": "",
    }  # fmt: skip
    return Shown("explain.html", values)
