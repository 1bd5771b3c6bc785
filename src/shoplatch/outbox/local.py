"""A listener's source in the database of this installation: what arrived, and events of what changed."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from shoplatch.outbox.feed import made_of
from shoplatch.outbox.listen import Item, Place, Portion, Wanted
from shoplatch.store import changes, forwarding
from shoplatch.store.engine import Store

PORTION = 100
SecretsOf = Callable[[str], Awaitable[Sequence[str] | None]]


class LocalSource:
    """This installation's own database. `secrets_of` gives the app secrets that hold now, the newest first."""

    def __init__(self, store: Store, secrets_of: SecretsOf, wanted: Wanted, *, portion: int = PORTION) -> None:
        self._store = store
        self._secrets_of = secrets_of
        self._wanted = wanted
        self._portion = portion

    async def start(self, since: datetime | None) -> Place:
        async with self._store.raw() as conn:
            place = Place(await forwarding.newest(conn), await changes.newest(conn))
            if since is None:
                return place
            return Place(
                await forwarding.since(conn, "inbox", since) or place.webhooks,
                await forwarding.since(conn, "changes", since) or place.events,
            )

    async def next(self, place: Place) -> Portion:
        items: list[Item] = []
        if "webhook" in self._wanted.kinds:
            place = await self._webhooks(place, items)
        if "event" in self._wanted.kinds:
            place = await self._events(place, items)
        return Portion(tuple(items), place)

    async def _webhooks(self, place: Place, items: list[Item]) -> Place:
        async with self._store.raw() as conn:
            found = await forwarding.read(conn, place.webhooks, self._portion)
        for row in found:
            place = replace(place, webhooks=row.position)
            if row.body is None or not self._wanted.webhook(row.type, row.shop_id):
                continue
            headers = {"content-type": "application/json", "authorization": await self._mark(row.app_key, row.body)}
            items.append(
                Item("webhook", row.dedupe_key, str(row.type), row.shop_id, row.received_at, place, headers, row.body)
            )
        return place

    async def _mark(self, app_key: str, body: bytes) -> str:
        secrets = await self._secrets_of(app_key) or ()
        return hmac.digest(secrets[0].encode(), app_key.encode() + body, "sha256").hex() if secrets else ""

    async def _events(self, place: Place, items: list[Item]) -> Place:
        async with self._store.raw() as conn:
            found = await changes.read(conn, place.events, self._portion)
            made = {one.change_n: one for one in await made_of(conn, found)} if found else {}
        for row in found:
            place = replace(place, events=row.position)
            event = made[row.position.n]
            if self._wanted.event(event.type, row.shop_id):
                headers = {"content-type": "application/json"}
                items.append(Item("event", event.id, event.type, row.shop_id, event.at, place, headers, event.body))
        return place
