"""Connections: who let us in, for what, and until when."""

from __future__ import annotations

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.store import read


async def connections(desk: Desk, ask: Ask) -> Shown:
    """Every grant, those that need someone first."""
    async with desk.reading(ask) as (conn, frame):
        rows = await read.connections(conn)
        apps = await read.apps(conn)
    clocks = {app.app_key: (await desk.clock_of(app.app_key, app.environment, app.api_url)).now() for app in apps}
    return Shown("connections.html", {"frame": frame, "rows": rows, "clocks": clocks, "apps": apps})
