"""Passwords as they are kept, and how many are worked at a time."""

from __future__ import annotations

import asyncio

from shoplatch.accounts.passwords import fits, hashed


async def several() -> list[bool]:
    """More at once than are let through together, so that some have to wait."""
    kept = await hashed("a tree of seven birds")
    return list(await asyncio.gather(*(fits(word, kept) for word in ("a tree of seven birds", *["another one"] * 3))))


def test_those_who_wait_for_their_turn_get_it_in_every_event_loop() -> None:
    assert asyncio.run(several()) == [True, False, False, False]
    assert asyncio.run(several()) == [True, False, False, False]
