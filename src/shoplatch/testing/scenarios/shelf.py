"""Answers the questions of the steps from the store of a platform: the same read side that REST and the console use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from shoplatch.app import Platform
from shoplatch.store import read, streams
from shoplatch.store.read import listing
from shoplatch.store.read.kinds import kind_of
from shoplatch.store.read.listing import Wanted
from shoplatch.sync.grants import grant_of

ROWS_MAX = 200


class Shelf:
    """The rows of one shop."""

    def __init__(self, platform: Platform, shop_id: str) -> None:
        self._platform = platform
        self._shop_id = shop_id

    async def one(self, kind: str, key: str) -> Mapping[str, Any] | None:
        """A row by its id with its parts, also one that has a tombstone."""
        async with self._platform.store.begin() as conn:
            return await listing.one(conn, kind_of(kind), self._shop_id, [key])

    async def many(self, kind: str, **equal: str) -> list[Mapping[str, Any]]:
        """The rows of a kind with these values."""
        async with self._platform.store.begin() as conn:
            if kind == "packages" and "order_ids" in equal:
                return list(await listing.packages_of(conn, self._shop_id, equal["order_ids"]))
            wanted = Wanted((self._shop_id,), {name: [value] for name, value in equal.items()})
            found, _ = await listing.page(conn, kind_of(kind), wanted, limit=ROWS_MAX)
        return list(found)

    async def changes(self, kind: str, object_id: str) -> list[Mapping[str, Any]]:
        """What the change feed told of an object."""
        async with self._platform.store.begin() as conn:
            return list(await listing.told(conn, kind_of(kind), self._shop_id, object_id, None))

    async def connection(self) -> Mapping[str, Any]:
        """The grant of the shop."""
        grant = await grant_of(self._platform.store, self._shop_id)
        async with self._platform.store.begin() as conn:
            row = next(one for one in await read.shops(conn) if one.id == self._shop_id)
        return {**asdict(row), "state": grant.state if grant is not None else row.state}

    async def stream(self, name: str) -> Mapping[str, Any] | None:
        """How a stream stands."""
        async with self._platform.store.begin() as conn:
            states = await streams.states(conn, [self._shop_id])
        found = next((one for one in states if one.stream == name), None)
        return None if found is None else {**asdict(found), "late": found.late(self._platform.clock.now())}

    async def differences(self, ids: frozenset[str]) -> list[str]:
        """What a comparison with TikTok Shop finds about these objects."""
        found = await self._platform.sync.diff([self._shop_id])
        return [str(one) for one in found.differences if ids & set(one.object_id.split("/"))]
