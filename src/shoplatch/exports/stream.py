"""All rows of one kind as lines, for who reads them over HTTP: of one moment, in steady memory, without personal data."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime

from shoplatch.exports.columns import Columns
from shoplatch.exports.lines import lines_of
from shoplatch.store.read.flow import Scope, Snapshot
from shoplatch.store.read.kinds import Kind

MEDIA = {"jsonl": "application/jsonl", "csv": "text/csv"}


async def streamed(
    moment: Snapshot, kind: Kind, scope: Scope, form: str, *, as_of: datetime | None = None
) -> AsyncGenerator[bytes, None]:
    """The lines of a kind, the head first."""
    lines = lines_of(form, Columns(kind, personal=False).shapes[:-2])
    rows = moment.every(kind, scope) if as_of is None else moment.believed(kind, scope, as_of)
    async with aclosing(rows) as flow:
        yield lines.head()
        async for portion in flow:
            yield lines.body(row[:-1] for row in portion.rows)
