"""The platform, opened for the length of one command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from shoplatch.app import Platform
from shoplatch.cli.home import settings_as_served
from shoplatch.config import make_home

T = TypeVar("T")


def with_platform(work: Callable[[Platform], Awaitable[T]]) -> T:
    """Open the platform, do `work`, close it. Starts the embedded database where nothing runs yet.

    Raises:
        ConfigError: a setting is wrong, or the database cannot be reached.
    """
    options = settings_as_served()
    make_home(options.home)

    async def run() -> T:
        platform = await Platform.open(options)
        try:
            return await work(platform)
        finally:
            await platform.close()

    return asyncio.run(run())
