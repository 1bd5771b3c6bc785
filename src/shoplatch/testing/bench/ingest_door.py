"""The webhook door alone in a process, for the ingest bench: `python -m ... READY-FILE DATABASE-URL-FILE`."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from shoplatch.clock import SystemClock
from shoplatch.inbox.door import Door
from shoplatch.inbox.genuine import SignedBySecret
from shoplatch.inbox.receive import GroupCommit, into
from shoplatch.store import inbox
from shoplatch.store.engine import Store
from shoplatch.testing.bench.servers import serve

APP_KEY = "benchkey00000"
APP_SECRET = "a secret of the bench alone"


class Opened:
    """The door, once the database is open."""

    def __init__(self) -> None:
        self.door: Door | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        assert self.door is not None
        await self.door(scope, receive, send)


async def secrets_of(app_key: str) -> list[str] | None:
    """The one app of the bench."""
    return [APP_SECRET] if app_key == APP_KEY else None


@asynccontextmanager
async def opened(place: Opened, url: str) -> AsyncIterator[None]:
    """Open the database and hang the door into its place."""
    clock = SystemClock()
    store = await Store.open(url)
    place.door = Door(GroupCommit(into(store)), SignedBySecret(secrets_of, clock), clock)
    try:
        yield
    finally:
        await place.door.close()
        await store.close()


async def states(store: Store) -> Mapping[str, int]:
    """How many webhooks are in the inbox, by state."""
    async with store.begin() as conn:
        return await inbox.counts(conn)


async def totals(store: Store) -> Mapping[str, int]:
    """How many webhooks are in the inbox, over all states, as `all`."""
    return {"all": sum((await states(store)).values())}


if __name__ == "__main__":
    place = Opened()
    serve(place, Path(sys.argv[1]), around=opened(place, Path(sys.argv[2]).read_text()))
