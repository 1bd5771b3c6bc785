"""Events of one shop taken together: many bells about one object are folded into one, and each knows how it ended.

Pure but for `finish`, which writes the ends down in the transaction of whoever did the work, so that an event is done
exactly when what it led to is stored. What an event is about is for the handler to say (`Object`); nothing here knows
TikTok's topics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from shoplatch.store import inbox
from shoplatch.store.engine import Connection
from shoplatch.store.inbox import InboxRow

ATTEMPTS_MAX = 8  # with the delays below: given up after about 20 minutes, listed, and open to replay
_DELAYS_S = (2, 5, 15, 30, 60, 180, 600, 900)


class Object(NamedTuple):
    """What an event is about: the kind is the handler's word, the id TikTok's."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event that leads to nothing, and why: acknowledged, kept, never worked."""

    reason: str


def delay(attempts: int) -> timedelta:
    """How long an event rests after so many failed attempts."""
    return timedelta(seconds=_DELAYS_S[min(attempts, len(_DELAYS_S) - 1)])


class LeaseLost(Exception):
    """Somebody else holds the lane now: we were too slow, and what we do is done by them again."""


class Batch:
    """Events of one shop that are worked together. `objects` maps each object to the numbers of its events, oldest first.

    `owner` is who leases the shop's lane. Nothing is written for somebody who has lost the lease meanwhile (stood still,
    was cut off from the database), so that two never write for one shop at a time.
    """

    def __init__(self, shop_id: str, read: Iterable[tuple[InboxRow, Sequence[Object]]], *, owner: str | None = None) -> None:
        self.shop_id = shop_id
        self.owner = owner
        self.rows: list[InboxRow] = []
        self.objects: dict[Object, list[int]] = defaultdict(list)
        self._of_row: dict[int, Sequence[Object]] = {}
        for row, objects in read:
            self.rows.append(row)
            self._of_row[row.n] = objects
            for one in objects:
                self.objects[one].append(row.n)

    def ids(self, kind: str) -> list[str]:
        """The ids of one kind, each once, in the order their first bell rang."""
        return [one.id for one in self.objects if one.kind == kind]

    def latest(self, kind: str) -> dict[str, int]:
        """Object id to the number of the last event that rang for it: the cause of a change."""
        return {one.id: numbers[-1] for one, numbers in self.objects.items() if one.kind == kind}

    def each_alone(self) -> list[Batch]:
        """One batch per object, so that one that cannot be worked does not hold up the others.

        Events that name several objects together stay together.
        """
        groups: dict[frozenset[Object], list[InboxRow]] = defaultdict(list)
        for row in self.rows:
            groups[frozenset(self._of_row[row.n])].append(row)
        return [
            Batch(self.shop_id, [(row, self._of_row[row.n]) for row in rows], owner=self.owner) for rows in groups.values()
        ]

    async def hold(self, conn: Connection) -> None:
        """Make sure, for this transaction, that the shop's lane is still ours. First in it, so that no two wait in a ring.

        Raises:
            LeaseLost: it is not; nothing may be written.
        """
        if self.owner is not None and not await inbox.holds_lane(conn, self.shop_id, self.owner):
            raise LeaseLost

    async def finish(
        self,
        conn: Connection,
        now: datetime,
        *,
        left: Mapping[Object, str] | None = None,
        ignored: Mapping[Object, str] | None = None,
    ) -> None:
        """Write down how each event ended, in the caller's transaction.

        `left`: objects that could not be brought up to date, each with the reason; their events rest and come again.
        `ignored`: objects about which nothing is to be done, and why; an event about nothing else is ignored.
        """
        await self.hold(conn)
        left, ignored = left or {}, ignored or {}
        failed = {row.n: left[one] for row in self.rows for one in self._of_row[row.n] if one in left}
        reasons: dict[str | None, list[int]] = defaultdict(list)
        for row in self.rows:
            about = self._of_row[row.n]
            if row.n not in failed:
                reasons[ignored[about[0]] if about and all(one in ignored for one in about) else None].append(row.n)
        for reason, numbers in reasons.items():
            await inbox.finish(conn, numbers, "ignored" if reason else "done", now, reason=reason)
        await self.fail(conn, now, failed)

    async def fail(self, conn: Connection, now: datetime, failed: Mapping[int, str]) -> None:
        """Let events rest after a failed attempt; those that used up their attempts end as `failed`, with the reason."""
        await self.hold(conn)
        for row in self.rows:
            if row.n not in failed:
                continue
            again = None if row.attempts + 1 >= ATTEMPTS_MAX else now + delay(row.attempts)
            await inbox.fail(conn, [row.n], failed[row.n], again)
