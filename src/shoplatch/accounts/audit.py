"""The audit log: who did what and what was refused, in a chain that shows when somebody changed it.

Each row's hash covers the row and the hash before it, so a row that is changed, taken out or put in breaks the chain from
there on. Each hash is also sealed by the vault: whoever has the database alone can compute a new chain, and cannot seal it.
What the chain cannot show by itself is a cut at its end; `verify` takes a head that was noted elsewhere for that.

Secrets never enter it: callers hand in names, ids and sentences. It never stops the work it is about.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import msgspec

from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, ShoplatchError
from shoplatch.store import audit as table
from shoplatch.store.audit import FIRST_HASH, AuditRow
from shoplatch.store.engine import Store
from shoplatch.store.rows import storable_text

TEXT_MAX = 500
BATCH = 1_000
QUIET_S = 10.0
_REPEATED_MAX = 1_000
_OWNER = "audit"
Outcome = Literal["done", "refused"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the chain found. `broken_at`: the first row that does not fit, and `why`."""

    rows: int
    head: str  # the newest hash, to be noted somewhere else
    broken_at: int | None
    why: str

    @property
    def ok(self) -> bool:
        """The log is as it was written."""
        return self.broken_at is None


class Audit:
    """Writes the log and proves it."""

    def __init__(self, store: Store, vault: Vault, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._repeated: OrderedDict[tuple[str, str, str], tuple[float, int]] = OrderedDict()

    async def note(
        self, act: str, subject: str, *, actor: str, outcome: Outcome = "done", detail: str = "", address: str = ""
    ) -> None:
        """Write one row. A database that does not take it is logged: the act itself has happened and stays.

        The same refusal again and again from one place is one row each ten seconds, which says how many there were.
        """
        if outcome == "refused":
            told = self._count(act, subject, address)
            if told is None:
                return
            detail = f"{detail} {told}".strip()
        try:
            async with self._store.begin() as conn:
                await table.append(
                    conn,
                    lambda n, before: self._row(
                        n, before, self._clock.now(), [actor, act, subject, outcome, detail, address]
                    ),
                )
        except ShoplatchError as failure:
            _log.error("a line of the audit log was lost (%s of %s by %s): %s", act, subject, actor or "a stranger", failure)

    async def read(
        self, *, before: int | None = None, limit: int = 100, act: str = "", actor: str = "", refused: bool = False
    ) -> list[AuditRow]:
        """Rows for people, newest first."""
        async with self._store.begin() as conn:
            return await table.newest(
                conn, before=before, limit=max(1, min(limit, BATCH)), act=act, actor=actor, refused=refused
            )

    async def verify(self, head: str | None = None) -> Verified:
        """Walk the whole chain. `head`: a hash that was noted before; it has to be in the chain still."""
        n, before, seen = 0, FIRST_HASH, head is None
        while True:
            async with self._store.begin() as conn:
                batch = await table.after(conn, n, BATCH)
            for row in batch:
                why = self._wrong(row, n + 1, before)
                if why:
                    return Verified(n, before.hex(), row.n, why)
                n, before = row.n, bytes(row.hash)
                seen = seen or before.hex() == head
            if len(batch) < BATCH:
                break
        if not seen:
            return Verified(n, before.hex(), n + 1, "the noted head is not in the log any more: its end was cut off")
        return Verified(n, before.hex(), None, "")

    def _wrong(self, row: AuditRow, n: int, before: bytes) -> str:
        if row.n != n:
            return f"row {n} is missing"
        expected = _hash(n, before, row.at, [row.actor, row.act, row.subject, row.outcome, row.detail, row.address])
        if bytes(row.hash) != expected:
            return "the row does not fit its hash: it, or the one before, was changed"
        try:
            sealed = self._vault.unseal(bytes(row.seal), owner=_OWNER, field=str(n))
        except ConfigError as refused:
            return f"its seal does not open: {refused.what}"
        return "" if sealed == expected.hex() else "its seal is of another row"

    def _row(self, n: int, before: bytes, at: datetime, texts: list[str]) -> AuditRow:
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        kept = [storable_text(text)[:TEXT_MAX] for text in texts]
        made = _hash(n, before, at, kept)
        actor, act, subject, outcome, detail, address = kept
        seal = self._vault.seal(made.hex(), owner=_OWNER, field=str(n))
        return AuditRow(n, at, actor, act, subject, outcome, detail, address, made, seal)

    def _count(self, act: str, subject: str, address: str) -> str | None:
        """None: this refusal was written a moment ago; else how many were not, to be told with this one."""
        key, now = (act, subject, address), self._clock.monotonic()
        at, more = self._repeated.get(key, (now - QUIET_S, 0))
        if now - at < QUIET_S:
            self._repeated[key] = (at, more + 1)
            return None
        self._repeated[key] = (now, 0)
        self._repeated.move_to_end(key)
        while len(self._repeated) > _REPEATED_MAX:
            self._repeated.popitem(last=False)
        return f"({more} more like it since)" if more else ""


def _hash(n: int, before: bytes, at: datetime, texts: list[str]) -> bytes:
    spelled = msgspec.json.encode([n, before.hex(), at.astimezone(UTC).isoformat(), *texts])
    return hashlib.sha256(spelled).digest()
