"""Walks through the setup guide: the path that was chosen, what the checks found last, what people noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection

_COLUMNS = rows.columns(schema.guides)
_SAVE = (
    f"INSERT INTO guides ({rows.listed(_COLUMNS)}) VALUES ({', '.join(f'%({name})s' for name in _COLUMNS)}) "
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f'"{name}" = excluded."{name}"' for name in _COLUMNS if name not in ("id", "created_at"))
)
_RESULT = """
INSERT INTO guide_results (guide_id, check_id, tone, said, small, "do", at)
VALUES (%(guide_id)s, %(check_id)s, %(tone)s, %(said)s, %(small)s, %(do)s, %(at)s)
ON CONFLICT (guide_id, check_id) DO UPDATE
SET tone = excluded.tone, said = excluded.said, small = excluded.small, "do" = excluded."do", at = excluded.at
WHERE guide_results.at <= excluded.at
"""
_EVIDENCE = """
INSERT INTO guide_evidence (guide_id, step, note, dated, file_name, "by", at)
VALUES (%(guide_id)s, %(step)s, %(note)s, %(dated)s, %(file_name)s, %(by)s, %(at)s)
ON CONFLICT (guide_id, step) DO UPDATE
SET note = excluded.note, dated = excluded.dated, file_name = excluded.file_name, "by" = excluded."by", at = excluded.at
"""


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A path that was chosen."""

    id: str
    kind: str  # seller_developer | isv
    market: str
    app_type: str  # custom | public
    environment: str  # production | simulator
    base_url: str | None
    start: str | None
    app_key: str | None
    developer_id: str | None
    developers_before: list[str] | None
    purpose: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What a check found last."""

    check_id: str
    tone: str
    said: str
    small: str
    do: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What somebody noted about a step."""

    step: str
    note: str
    dated: date | None
    file_name: str
    by: str
    at: datetime


async def save(conn: Connection, guide: GuideRow) -> None:
    """Keep a path, or change the one with this id."""
    await fetch.run(conn, _SAVE, asdict(guide))


async def get(conn: Connection, guide_id: str) -> GuideRow | None:
    """One path."""
    return await fetch.one(conn, GuideRow, f"SELECT {rows.listed(_COLUMNS)} FROM guides WHERE id = %s", [guide_id])


async def every(conn: Connection) -> list[GuideRow]:
    """All paths, oldest first."""
    return await fetch.every(conn, GuideRow, f"SELECT {rows.listed(_COLUMNS)} FROM guides ORDER BY created_at, id")


async def results(conn: Connection, guide_id: str) -> list[ResultRow]:
    """What each check found last."""
    return await fetch.every(
        conn,
        ResultRow,
        'SELECT check_id, tone, said, small, "do", at FROM guide_results WHERE guide_id = %s ORDER BY check_id',
        [guide_id],
    )


async def save_results(conn: Connection, guide_id: str, found: Sequence[ResultRow]) -> None:
    """Keep what checks found; of two looks at once the later one stays."""
    for one in sorted(found, key=lambda row: row.check_id):
        await fetch.run(conn, _RESULT, {"guide_id": guide_id, **asdict(one)})


async def drop_results(conn: Connection, guide_id: str) -> None:
    """Forget what checks found: the path has changed."""
    await fetch.run(conn, "DELETE FROM guide_results WHERE guide_id = %s", [guide_id])


async def evidence(conn: Connection, guide_id: str) -> list[EvidenceRow]:
    """What was noted."""
    return await fetch.every(
        conn,
        EvidenceRow,
        'SELECT step, note, dated, file_name, "by", at FROM guide_evidence WHERE guide_id = %s ORDER BY step',
        [guide_id],
    )


async def save_evidence(conn: Connection, guide_id: str, noted: EvidenceRow) -> None:
    """Keep a note on a step; it replaces the one before."""
    await fetch.run(conn, _EVIDENCE, {"guide_id": guide_id, **asdict(noted)})


async def drop_evidence(conn: Connection, guide_id: str, step: str) -> bool:
    """Take a note back; whether there was one."""
    statement = "DELETE FROM guide_evidence WHERE guide_id = %s AND step = %s"
    return await fetch.run(conn, statement, [guide_id, step]) > 0


async def drop_all_evidence(conn: Connection, guide_id: str) -> None:
    """Forget every note: the path has changed."""
    await fetch.run(conn, "DELETE FROM guide_evidence WHERE guide_id = %s", [guide_id])


@dataclass(frozen=True, slots=True)
class Arrival:
    """A webhook that came and whose signature was right."""

    n: int
    type: int
    sent_at: datetime | None
    received_at: datetime


async def newest_arrival(conn: Connection, app_key: str) -> Arrival | None:
    """The last webhook that arrived for an app."""
    statement = "SELECT n, type, sent_at, received_at FROM inbox WHERE app_key = %s ORDER BY n DESC LIMIT 1"
    return await fetch.one(conn, Arrival, statement, [app_key])
