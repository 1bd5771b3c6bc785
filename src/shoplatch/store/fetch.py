"""Rows of a statement as one of our own types: its fields are the names of the columns asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from psycopg.rows import class_row

from shoplatch.store.engine import Connection, driver

T = TypeVar("T")
Parameters = Sequence[object] | Mapping[str, object]


async def every(conn: Connection, kind: type[T], statement: str, parameters: Parameters = ()) -> list[T]:
    """All rows of a statement of ours (never text from outside: values go into `parameters`)."""
    async with (await driver(conn)).cursor(row_factory=class_row(kind)) as cursor:
        await cursor.execute(statement.encode(), parameters)
        return await cursor.fetchall()


async def one(conn: Connection, kind: type[T], statement: str, parameters: Parameters = ()) -> T | None:
    """The first row, or None."""
    async with (await driver(conn)).cursor(row_factory=class_row(kind)) as cursor:
        await cursor.execute(statement.encode(), parameters)
        return await cursor.fetchone()


async def run(conn: Connection, statement: str, parameters: Parameters = ()) -> int:
    """Run a statement; how many rows it touched."""
    cursor = await (await driver(conn)).execute(statement.encode(), parameters)
    return cursor.rowcount
