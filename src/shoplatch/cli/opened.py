"""The platform, opened for the length of one command."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

from shoplatch.app import Platform
from shoplatch.cli.home import settings_as_served
from shoplatch.config import Options, make_home
from shoplatch.store.embedded import Postgres

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


@contextlib.contextmanager
def database_address(options: Options) -> Iterator[str]:
    """The address of this installation's database; the embedded one runs until the block ends."""
    if options.database.url is not None:
        yield options.database.url
        return
    postgres = Postgres(options.home)
    try:
        yield postgres.start()
    finally:
        postgres.stop()
