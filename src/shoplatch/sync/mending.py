"""Writes TikTok Shop's truth over ours, object by object where the database refuses one of them: the others are mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shoplatch.errors import ShoplatchError
from shoplatch.store import aside
from shoplatch.store.engine import Store
from shoplatch.sync.sides import Side, Theirs


async def mend(store: Store, shop_id: str, side: Side, wrong: Sequence[Theirs], gone: Sequence[str], now: datetime) -> None:
    """Mend these objects in one transaction; what cannot be kept is set aside by name."""
    refused: dict[str, str] = {}
    async with store.begin() as conn:

        async def kept(theirs: Sequence[Theirs], ids: Sequence[str]) -> ShoplatchError | None:
            return await aside.refusal(conn, lambda: side.mend(conn, shop_id, list(theirs), list(ids), now))

        if await kept(wrong, gone) is not None:
            for one in wrong:
                if (why := await kept([one], [])) is not None:
                    refused[f"{side.kind} {side.key(one)}"] = str(why)
            for one in gone:
                if (why := await kept([], [one])) is not None:
                    refused[f"{side.kind} {one}"] = str(why)
        await aside.note(conn, shop_id, refused, now)
