"""The open database: pools of connections, transactions, and errors turned into ours. It holds no query.

Two ways in, one database: `begin()` for statements written with the tables of schema.py, `raw()` for the hot paths that
write many rows at once. Functions of this room say which they take; those that write rows take either.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any, Self, TypeAlias

import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from shoplatch.errors import Fatal
from shoplatch.store.address import check_server, connect_parameters
from shoplatch.store.revision import marked
from shoplatch.store.trouble import translated

RawConnection: TypeAlias = psycopg.AsyncConnection[Any]
Connection: TypeAlias = AsyncConnection | RawConnection

POOL_WAIT_S = 10.0
POOL_WAITING_MAX = 2000
SINGLE_MAX = 2


class Store:
    """The one database, open. Make it with `await Store.open(url)`, close it with `await store.close()`."""

    def __init__(
        self,
        parameters: dict[str, Any],
        pool: AsyncConnectionPool[RawConnection],
        single: AsyncConnectionPool[RawConnection],
        engine: AsyncEngine,
    ) -> None:
        self._parameters = parameters
        self._pool = pool
        self._single = single
        self._engine = engine

    @classmethod
    async def open(cls, url: str, *, pool_max: int = 10, name: str = "shoplatch") -> Self:
        """Connect, look at the server, open the pools (of at most `pool_max` connections; two for single statements).

        `name` is what the server shows this process as, with what its code knows (`revision.py`).

        Raises:
            ConfigError: the address is wrong, or the server is too old or keeps text in another encoding than UTF-8.
            Unreachable: nobody answers there.
        """
        parameters = connect_parameters(url, name=name)
        parameters["application_name"] = marked(parameters["application_name"])
        async with translated():
            async with await psycopg.AsyncConnection.connect(**parameters) as conn:
                check_server(conn.info)
            pool: AsyncConnectionPool[RawConnection] = AsyncConnectionPool(
                kwargs=parameters,
                min_size=1,
                max_size=pool_max,
                max_waiting=POOL_WAITING_MAX,
                timeout=POOL_WAIT_S,
                reconnect_timeout=60,
                check=AsyncConnectionPool.check_connection,
                open=False,
                name=name,
            )
            single: AsyncConnectionPool[RawConnection] = AsyncConnectionPool(
                kwargs={**parameters, "autocommit": True},
                min_size=0,
                max_size=SINGLE_MAX,
                max_waiting=POOL_WAITING_MAX,
                timeout=POOL_WAIT_S,
                open=False,
                name=f"{name}, single statements",
            )
            await pool.open()
            await single.open()
        return cls(parameters, pool, single, engine_on(parameters, pool_max=pool_max))

    async def close(self) -> None:
        """Close every connection; again is the same."""
        await self._pool.close()
        await self._single.close()
        await self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction: kept at the end of the block, undone if it raises.

        Raises:
            ShoplatchError: by recovery, as trouble.py decides.
        """
        async with translated(), self._engine.begin() as conn:
            yield conn

    @contextlib.asynccontextmanager
    async def raw(self) -> AsyncIterator[RawConnection]:
        """A connection of the driver in a transaction: kept at the end of the block, undone if it raises."""
        async with translated(), self._pool.connection() as conn:
            yield conn

    @contextlib.asynccontextmanager
    async def single(self) -> AsyncIterator[RawConnection]:
        """A connection of the driver where each statement is a transaction of its own: one round trip instead of three.

        For one statement that is whole by itself, on a hot path. The connection is not looked at first: one that was lost
        since its last use makes this statement fail, and the next one has a new connection.
        """
        async with translated(), self._single.connection() as conn:
            yield conn

    @contextlib.asynccontextmanager
    async def listen(self, channel: str) -> AsyncIterator[Bell]:
        """Hear what is notified on a channel from now on. Holds a connection of its own until the block ends."""
        async with translated(), await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True) as conn:
            await conn.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
            yield Bell(conn)

    async def ping(self) -> None:
        """Raises Unreachable or ConfigError unless the database answers."""
        async with self.raw() as conn:
            await conn.execute("SELECT 1")

    @property
    def parameters(self) -> dict[str, Any]:
        """What the driver connects with, password included; for queue.py, which brings a pool of its own."""
        return dict(self._parameters)


class Bell:
    """A channel we listen on."""

    def __init__(self, conn: RawConnection) -> None:
        self._conn = conn

    async def wait(self, timeout_s: float) -> bool:
        """True as soon as somebody rings, False after `timeout_s`. A ring while nobody waited counts.

        Raises:
            Unreachable: the connection was lost; listen again.
        """
        async with translated():
            async for _ in self._conn.notifies(timeout=timeout_s, stop_after=1):
                return True
        return False


def engine_on(parameters: dict[str, Any], *, pool_max: int) -> AsyncEngine:
    """SQLAlchemy over connections made with these parameters; it never sees the address."""

    async def connect(*_: object, **__: object) -> RawConnection:
        return await psycopg.AsyncConnection.connect(**parameters)

    return create_async_engine(
        "postgresql+psycopg://",
        async_creator=connect,
        pool_size=pool_max,
        max_overflow=0,
        pool_timeout=POOL_WAIT_S,
        pool_pre_ping=True,
        hide_parameters=True,
    )


async def driver(conn: Connection) -> RawConnection:
    """The driver's own connection beneath either kind, inside the same transaction."""
    if isinstance(conn, psycopg.AsyncConnection):
        return conn
    beneath = (await conn.get_raw_connection()).driver_connection
    if not isinstance(beneath, psycopg.AsyncConnection):
        raise Fatal(f"The connection is a {type(beneath).__name__}, not one of psycopg")
    return beneath
