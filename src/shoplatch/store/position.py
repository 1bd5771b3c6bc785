"""A place in a feed, by itself: who only hands places on (a listener of another installation) needs no database for it."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """How far a reader has come. Keep it, and hand it back."""

    xid: int
    n: int


START = Position(0, 0)
