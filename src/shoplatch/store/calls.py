"""The log of calls to TikTok Shop: what was asked, when, and what came of it. No bodies, no parameters, no secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection

_WRITTEN = rows.columns(schema.api_calls, without=("id",))
_APPEND = (
    f"INSERT INTO api_calls ({rows.listed(_WRITTEN)}) "
    f"SELECT {rows.listed(_WRITTEN, 'r.')} FROM {rows.recordset(schema.api_calls, _WRITTEN)}"
)
_SELECT = f"SELECT {rows.listed(_WRITTEN)} FROM api_calls"


@dataclass(frozen=True, slots=True)
class CallRow:
    """One attempt of one call."""

    at: datetime
    shop_id: str | None
    connection_id: str | None
    operation: str
    status: int | None  # of HTTP; None where no answer came
    code: int | None  # TikTok Shop's
    request_id: str | None
    elapsed_ms: int
    attempt: int


async def append(conn: Connection, calls: Sequence[CallRow]) -> None:
    """Write calls, many in one statement."""
    if calls:
        await fetch.run(
            conn, _APPEND, {"rows": rows.as_json([{name: getattr(call, name) for name in _WRITTEN} for call in calls])}
        )


async def of_request(conn: Connection, request_id: str) -> list[CallRow]:
    """The calls TikTok Shop answered with this request id, oldest first: one, or none."""
    return await fetch.every(conn, CallRow, f"{_SELECT} WHERE request_id = %s ORDER BY at, id LIMIT 20", [request_id])


async def failed_since(conn: Connection, since: datetime, limit: int) -> list[CallRow]:
    """The calls since a time that TikTok Shop refused or did not answer, the newest first."""
    failed = f"{_SELECT} WHERE at >= %s AND (code IS NULL OR code <> 0) ORDER BY at DESC, id DESC LIMIT %s"
    return await fetch.every(conn, CallRow, failed, [since, limit])


async def delete_before(conn: Connection, before: datetime, limit: int = 10_000) -> int:
    """Forget calls made before a time; how many. Call until it gives 0."""
    return await fetch.run(
        conn,
        "DELETE FROM api_calls WHERE id IN (SELECT id FROM api_calls WHERE at < %s ORDER BY at LIMIT %s)",
        [before, limit],
    )
