"""Scopes wanted, granted and used, side by side: what is missing, and what was granted and never needed.

Wanted is the least set for what this installation does, or for a code base; granted is what sellers gave; used is what the
call log shows. It recommends; it switches nothing off.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.accounts import permissions
from shoplatch.accounts.connections import Connection
from shoplatch.accounts.permissions import Least
from shoplatch.catalog import reader
from shoplatch.errors import NotFound
from shoplatch.store import usage as table
from shoplatch.store.engine import Store

DAYS = 30


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One scope of one grant. `verdict`: needed (wanted and granted), missing (wanted, not granted), unused (granted,
    neither wanted nor called), extra (granted and called, but not wanted by us: somebody calls it on purpose)."""

    scope: str
    name: str
    area: str
    sensitive: bool
    wanted: bool
    granted: bool
    calls: int
    last_used_at: datetime | None
    verdict: str
    operations: tuple[str, ...]  # what it is wanted for


@dataclass(frozen=True, slots=True)
class GrantUse:
    """One grant with its scopes. `since`: how far the call log was looked at."""

    connection_id: str
    seller: str
    app_key: str
    created_at: datetime
    since: datetime
    lines: tuple[ScopeLine, ...]
    refused: tuple[str, ...]  # operations that TikTok Shop refused for want of a scope

    def of(self, verdict: str) -> tuple[str, ...]:
        """The scopes with a verdict."""
        return tuple(line.scope for line in self.lines if line.verdict == verdict)

    @property
    def young(self) -> bool:
        """The grant is younger than the stretch looked at: what was not used yet may still be."""
        return self.created_at > self.since


async def grant_uses(
    store: Store, connections: Sequence[Connection], *, now: datetime, days: int = DAYS, wanted: Least | None = None
) -> list[GrantUse]:
    """Every active grant of a seller with its scopes, set against `wanted` (what this installation does, unless given)."""
    wanted, since = wanted or permissions.needed_here(), now - timedelta(days=days)
    async with store.begin() as conn:
        rows = await table.used(conn, since)
    by_connection: dict[str, list[table.UsedRow]] = {}
    for row in rows:
        by_connection.setdefault(row.connection_id, []).append(row)
    return [
        _use(one, wanted, by_connection.get(one.id, []), since) for one in connections if one.active and one.kind == "seller"
    ]


def _use(one: Connection, wanted: Least, rows: Sequence[table.UsedRow], since: datetime) -> GrantUse:
    granted = set(one.granted_scopes)
    calls = _by_scope(rows, granted, wanted)
    known = permissions.scope_facts()
    lines = []
    for scope in sorted({*granted, *wanted.scopes}):
        fact, (number, last) = known.get(scope), calls.get(scope, (0, None))
        is_wanted, is_granted = scope in wanted.scopes, scope in granted
        verdict = "missing" if not is_granted else "needed" if is_wanted else "extra" if number else "unused"
        lines.append(
            ScopeLine(
                scope,
                fact.name if fact else scope,
                permissions.area_of_scope(scope),
                bool(fact and fact.sensitive),
                is_wanted,
                is_granted,
                number,
                last,
                verdict,
                wanted.why.get(scope, ()),
            )
        )
    refused = tuple(row.operation for row in rows if row.refused)
    return GrantUse(one.id, one.seller_name, one.app_key, one.created_at, since, tuple(lines), refused)


def _by_scope(
    rows: Sequence[table.UsedRow], granted: Collection[str], wanted: Least
) -> Mapping[str, tuple[int, datetime | None]]:
    """Calls per scope: those of an operation count for the scope that opened it, a wanted one before others."""
    found: dict[str, tuple[int, datetime | None]] = {}
    for row in rows:
        try:
            rule = reader.scope_rule(reader.operation(row.operation))
        except NotFound:  # an operation of an older catalog
            continue
        opened_by = [scope for scope in rule.scopes if scope in granted]
        opened_by.sort(key=lambda scope: scope not in wanted.scopes)
        if opened_by:
            calls, last = found.get(opened_by[0], (0, None))
            later = row.last_at if last is None or row.last_at > last else last
            found[opened_by[0]] = (calls + row.calls, later)
    return found
