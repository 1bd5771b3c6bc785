"""Connections: who let us in, for what, and until when."""

from __future__ import annotations

from dataclasses import replace

from shoplatch.console.desk import Ask, Desk, Frame, Shown
from shoplatch.store import read


async def connections(desk: Desk, ask: Ask) -> Shown:
    """Every grant, those that need someone first."""
    async with desk.reading(ask) as (conn, frame):
        rows = [_seen(row, frame) for row in await read.connections(conn) if not frame.limited or row.id in frame.connections]
        apps = [app for app in await read.apps(conn) if not frame.limited or app.app_key in {row.app_key for row in rows}]
    clocks = {app.app_key: (await desk.clock_of(app.app_key, app.environment, app.api_url)).now() for app in apps}
    return Shown("connections.html", {"frame": frame, "rows": rows, "clocks": clocks, "apps": apps})


def _seen(row: read.ConnectionRow, frame: Frame) -> read.ConnectionRow:
    """A grant with the shops that may be seen: one grant may cover others too."""
    if not frame.limited:
        return row
    return replace(row, shops=tuple(shop.name for shop in frame.shops if shop.row.connection_id == row.id))
