"""The audit log as rows: appended one at a time under a lock, so that each can name the one before. Nothing changes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection

_COLUMNS = rows.columns(schema.audit_log)
_SELECT = f"SELECT {rows.listed(_COLUMNS)} FROM audit_log"
_APPEND = f"INSERT INTO audit_log ({rows.listed(_COLUMNS)}) VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)})"
_LOCK = 0x41554454  # "AUDT"
FIRST_HASH = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the log."""

    n: int
    at: datetime
    actor: str
    act: str
    subject: str
    outcome: str  # done | refused
    detail: str
    address: str
    hash: bytes
    seal: bytes


async def append(conn: Connection, make: Callable[[int, bytes], AuditRow]) -> AuditRow:
    """Write the next row: `make` gets its number and the hash of the row before. Others wait until this transaction ends."""
    await fetch.run(conn, "SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = await fetch.one(conn, AuditRow, f"{_SELECT} ORDER BY n DESC LIMIT 1")
    row = make(last.n + 1 if last else 1, bytes(last.hash) if last else FIRST_HASH)
    await fetch.run(conn, _APPEND, asdict(row))
    return row


async def after(conn: Connection, n: int, limit: int) -> list[AuditRow]:
    """Rows behind a number, oldest first."""
    return await fetch.every(conn, AuditRow, f"{_SELECT} WHERE n > %s ORDER BY n LIMIT %s", [n, limit])


async def newest(
    conn: Connection, *, before: int | None, limit: int, act: str = "", actor: str = "", refused: bool = False
) -> list[AuditRow]:
    """Rows for reading, newest first: below a number, of a kind of act (its first word too), of an actor, refusals alone."""
    where, values = ["true"], list[object]()
    if before is not None:
        where.append("n < %s")
        values.append(before)
    if act:
        where.append("(act = %s OR act LIKE %s)")
        values += [act, act.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + ".%"]
    if actor:
        where.append("actor = %s")
        values.append(actor)
    if refused:
        where.append("outcome = 'refused'")
    return await fetch.every(
        conn, AuditRow, f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY n DESC LIMIT %s", [*values, limit]
    )
