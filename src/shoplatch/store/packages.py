"""Packages (parcels) as TikTok Shop states them, versioned like orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shoplatch.store import rows, schema
from shoplatch.store.engine import Connection, driver
from shoplatch.store.versions import Cause, Mirror, Version, Written

_mirror = Mirror("package", schema.packages)


async def write(conn: Connection, shop_id: str, batch: Sequence[rows.Row], *, cause: Cause) -> Written:
    """Write versions of packages of one shop. Keys are the columns of schema.packages; what is left out is null.

    Raises:
        InvalidRequest: a row has a column the table lacks; nothing of the batch was written.
    """
    versions_in = [_mirror.incoming(row) for row in batch]
    return (await _mirror.write(await driver(conn), shop_id, versions_in, cause)).written


async def mark_deleted(conn: Connection, shop_id: str, ids: Sequence[str], *, at: datetime, cause: Cause) -> int:
    """Put a tombstone on packages a read begun at `at` no longer found; how many had none."""
    return await _mirror.bury(conn, shop_id, ids, at, cause)


async def versions(conn: Connection, shop_id: str, ids: Sequence[str] | None = None) -> dict[str, Version]:
    """Which versions we hold: of these packages, or of all of the shop's."""
    return await _mirror.versions(conn, shop_id, ids)


async def count(conn: Connection, shop_id: str) -> int:
    """How many packages of the shop we hold, without tombstones."""
    return await _mirror.count(conn, shop_id)
