"""What the database refuses to keep, set aside by name: one row that does not fit stops nothing else, and somebody is told.

Noted in the transaction of what was kept beside it. A sweep forgets the notes and makes anew those that still hold.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from shoplatch.errors import Conflict, InvalidRequest, ShoplatchError
from shoplatch.store import cursors
from shoplatch.store.engine import Connection, driver
from shoplatch.store.trouble import translated

STREAM = "aside"  # the cursor that holds the names
NAMES_MAX = 200  # that are told; more than that is no matter of single rows


async def refusal(conn: Connection, write: Callable[[], Awaitable[object]]) -> ShoplatchError | None:
    """Make writes that are kept or undone as one, within the caller's transaction; why the database refused them, if it did.

    Raises:
        ShoplatchError: what is no fault of the rows: the database is away, full, or somebody else writes the same.
    """
    raw = await driver(conn)
    await raw.execute("SAVEPOINT before_refusal")
    try:
        async with translated():
            await write()
    except (Conflict, InvalidRequest) as why:
        await raw.execute("ROLLBACK TO before_refusal")
        return why
    await raw.execute("RELEASE before_refusal")
    return None


async def note(conn: Connection, shop_id: str, refused: Mapping[str, str], now: datetime) -> None:
    """Remember what of a shop could not be kept: `order 123` to why."""
    if refused:
        known = await cursors.position(conn, shop_id, STREAM) or {}
        told = dict(list({**known, **refused}.items())[-NAMES_MAX:])
        await cursors.move(conn, shop_id, STREAM, told, now)


async def forget(conn: Connection, shop_id: str, now: datetime) -> None:
    """Forget the names: what is still refused will be noted again."""
    if await cursors.position(conn, shop_id, STREAM):
        await cursors.move(conn, shop_id, STREAM, {}, now)


async def noted(conn: Connection, shop_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """By shop: the names of what could not be kept, with why."""
    asked = await (await driver(conn)).execute(
        "SELECT shop_id, position FROM cursors WHERE shop_id = ANY(%s) AND stream = %s ORDER BY shop_id",
        [list(shop_ids), STREAM],
    )
    return {shop: found for shop, found in await asked.fetchall() if found}
