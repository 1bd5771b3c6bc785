"""Connections: who let us in, for what, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shoplatch.accounts.lifecycle import life_of
from shoplatch.accounts.roles import SETUP
from shoplatch.console.desk import Ask, Desk, Frame, Shown
from shoplatch.console.leaves import leaf_of
from shoplatch.store import read
from shoplatch.store.links import LinkRow

LEAF = 50  # grants at a time


async def connections(desk: Desk, ask: Ask) -> Shown:
    """Every grant, those that need someone first."""
    async with desk.reading(ask) as (conn, frame):
        rows = [
            _seen(row, frame) for row in await read.connections(conn) if not frame.limited or row.id in frame.connections
        ]
        keys = [row.app_key for row in rows]
        leaf = leaf_of(ask, rows, lambda row: " ".join((row.seller_name, row.app_key, *row.shops)), LEAF)
        apps = [app for app in await read.apps(conn) if not frame.limited or app.app_key in keys]
    clocks = {app.app_key: (await desk.clock_of(app.app_key, app.environment, app.api_url)).now() for app in apps}
    lives = {row.id: life_of(row, clocks[row.app_key]) for row in leaf.rows}
    values: dict[str, object] = {
        "frame": frame,
        "rows": leaf.rows,
        "leaf": leaf,
        "clocks": clocks,
        "apps": apps,
        "lives": lives,
        "granted": frozenset(keys),
    }
    values |= {"links": [], "installs": [], "setup": False}
    if ask.person is not None and ask.person.may(SETUP):
        now = desk.house.clock.now()
        values["links"] = [link for link in await desk.house.accounts.links.all() if _open(link, now)]
        values["installs"] = [one for one in await desk.house.accounts.installs.all() if one.state == "waiting"]
        values["setup"] = True
    return Shown("connections.html", values)


def _open(link: LinkRow, now: datetime) -> bool:
    return link.revoked_at is None and link.uses < link.uses_max and link.expires_at > now


def _seen(row: read.ConnectionRow, frame: Frame) -> read.ConnectionRow:
    """A grant with the shops that may be seen: one grant may cover others too."""
    if not frame.limited:
        return row
    return replace(row, shops=tuple(shop.name for shop in frame.shops if shop.row.connection_id == row.id))
