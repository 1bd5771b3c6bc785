"""The log of calls to TikTok Shop: what was asked, when, and what came of it. No secrets; parameters where that is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection

_WRITTEN = rows.columns(schema.api_calls, without=("id", "parameters"))
_APPENDED = (*_WRITTEN, "parameters")
_APPEND = (
    f"INSERT INTO api_calls ({rows.listed(_APPENDED)}) "
    f"SELECT {rows.listed(_APPENDED, 'r.')} FROM {rows.recordset(schema.api_calls, _APPENDED)}"
)
# Every operation that was called, by a walk from one name to the next: as many steps as there are names.
_NAMES = """
WITH RECURSIVE names AS (
    (SELECT operation FROM api_calls ORDER BY operation LIMIT 1)
    UNION ALL
    SELECT (SELECT operation FROM api_calls WHERE operation > names.operation ORDER BY operation LIMIT 1)
    FROM names WHERE names.operation IS NOT NULL
)
SELECT operation FROM names WHERE position(lower(%s) IN lower(operation)) > 0
"""
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
    parameters: Mapping[str, Any] | None = field(default=None, kw_only=True, repr=False)  # written; read by `parameters_of`


@dataclass(frozen=True, slots=True)
class Logged(CallRow):
    """One line of the log with its number."""

    id: int


@dataclass(frozen=True, slots=True)
class Which:
    """What to look for; None leaves a thing open. `shop_ids` None is every call, those of no shop too.

    `operation` is part of a name. `outcome`: ok, failed (a code other than 0, or no answer), slow (2 s and more).
    """

    shop_ids: Sequence[str] | None = None
    operation: str | None = None
    code: int | None = None
    status: int | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    operation: str


@dataclass(frozen=True, slots=True)
class _Parameters:
    parameters: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Group:
    """Calls of one operation: how many, how many were refused or not answered, and how long they took (milliseconds)."""

    operation: str
    calls: int
    failed: int
    retries: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    max_ms: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """Calls of one operation that came back with the same code and status; both None where nothing came back."""

    operation: str
    code: int | None
    status: int | None
    calls: int
    shops: int
    first_at: datetime
    last_at: datetime
    example: int


SLOW_MS = 2_000
GATHERED_MAX = 50_000
"""How many lines figures are made of, the newest: a page that is drawn again every few seconds reads no whole history."""
_FAILED = "(code IS NULL OR code <> 0)"
_OUTCOMES = {"ok": "code = 0", "failed": _FAILED, "slow": f"elapsed_ms >= {SLOW_MS}"}
_LOGGED = f"SELECT id, {rows.listed(_WRITTEN)} FROM api_calls"


async def append(conn: Connection, calls: Sequence[CallRow]) -> None:
    """Write calls, many in one statement."""
    if calls:
        await fetch.run(
            conn, _APPEND, {"rows": rows.as_json([{name: getattr(call, name) for name in _APPENDED} for call in calls])}
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


async def find(
    conn: Connection, which: Which, *, limit: int, before: int | None = None, after: int | None = None
) -> list[Logged]:
    """Lines of the log, the newest first; older than the line `before`, newer than the line `after`."""
    where, values = await _where(conn, which)
    for name, sign, number in (("before", "<", before), ("after", ">", after)):
        if number is not None:
            where.append(f"(at, id) {sign} (SELECT at, id FROM api_calls WHERE id = %({name})s)")
            values[name] = number
    wanted = f"{_LOGGED} WHERE {' AND '.join(where)} ORDER BY at DESC, id DESC LIMIT %(limit)s"
    return await fetch.every(conn, Logged, wanted, {**values, "limit": limit})


async def of_number(conn: Connection, number: int) -> Logged | None:
    """One line of the log."""
    return await fetch.one(conn, Logged, f"{_LOGGED} WHERE id = %s", [number])


async def parameters_of(conn: Connection, number: int) -> Mapping[str, Any] | None:
    """What a line asked, as `client.keeping` tells it; None where that was not kept."""
    found = await fetch.one(conn, _Parameters, "SELECT parameters FROM api_calls WHERE id = %s", [number])
    return found.parameters if found is not None else None


async def groups(conn: Connection, which: Which, limit: int = 100) -> list[Group]:
    """Calls by operation, the most called first. Latency counts answers alone."""
    where, values = await _where(conn, which)
    spent = "percentile_cont({}) WITHIN GROUP (ORDER BY elapsed_ms)"
    statement = f"""
    SELECT operation, count(*) AS calls, count(*) FILTER (WHERE {_FAILED}) AS failed,
           count(*) FILTER (WHERE attempt > 1) AS retries,
           {spent.format(0.5)} AS p50_ms, {spent.format(0.95)} AS p95_ms, {spent.format(0.99)} AS p99_ms,
           max(elapsed_ms) AS max_ms, max(at) AS last_at
    FROM {_newest(where)} GROUP BY operation ORDER BY calls DESC, operation LIMIT %(limit)s
    """
    return await fetch.every(conn, Group, statement, {**values, "limit": limit})


async def troubles(conn: Connection, which: Which, limit: int = 100) -> list[Trouble]:
    """What went wrong, gathered by operation, code and status, the most frequent first."""
    where, values = await _where(conn, which)
    statement = f"""
    SELECT operation, code, status, count(*) AS calls, count(DISTINCT shop_id) AS shops,
           min(at) AS first_at, max(at) AS last_at, max(id) AS example
    FROM {_newest([*where, _FAILED])}
    GROUP BY operation, code, status ORDER BY calls DESC, operation LIMIT %(limit)s
    """
    return await fetch.every(conn, Trouble, statement, {**values, "limit": limit})


def _newest(where: Sequence[str]) -> str:
    return f"(SELECT * FROM api_calls WHERE {' AND '.join(where)} ORDER BY at DESC LIMIT {GATHERED_MAX}) AS newest"


async def _where(conn: Connection, which: Which) -> tuple[list[str], dict[str, object]]:
    """Conditions of ours, and the values from outside beside them."""
    where: list[str] = ["true"]
    values: dict[str, object] = {}
    if which.operation:  # names are few, lines many
        where.append("operation = ANY(%(operations)s)")
        values["operations"] = [one.operation for one in await fetch.every(conn, _Name, _NAMES, [which.operation])]
    for name, condition, value in (
        ("shops", "shop_id = ANY(%(shops)s)", list(which.shop_ids) if which.shop_ids is not None else None),
        ("code", "code = %(code)s", which.code),
        ("status", "status = %(status)s", which.status),
        ("since", "at >= %(since)s", which.since),
        ("until", "at < %(until)s", which.until),
    ):
        if value is not None:
            where.append(condition)
            values[name] = value
    if which.outcome is not None:
        where.append(_OUTCOMES[which.outcome])
    return where, values
