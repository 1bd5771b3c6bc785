"""Runs a server's program in the fastest event loop there is here."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


def run(program: Coroutine[object, object, T]) -> T:
    """Run `program` to its end in a loop of its own."""
    try:
        import uvloop
    except ImportError:  # Windows has none
        return asyncio.run(program)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(program)
