"""From one master key to the next while everything runs: change the ring, seal every value anew, retire what nothing needs.

The ring is written before anything is sealed with its new key, and the former key opens until it is retired, so no process
meets a value it cannot open and a killed rotation is continued by the next one, or by the worker. Only who can write the key
source can change the ring; sealing anew works with any source.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.accounts.keyring import CURRENT, FORMER, Key, Ring, new_key, one_key, parse, text_of
from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, Conflict
from shoplatch.store import sealed
from shoplatch.store.engine import Store
from shoplatch.store.sealed import PLACES, Place, Resealed, SealedRow

BATCH = 200
PASSES_MAX = 5
KEEP_FORMER = timedelta(hours=1)
"""How long a former key is kept although nothing needs it: who sealed with it just before the change has written by then."""
SEEN_WITHIN = timedelta(seconds=3)
"""By then every process that runs has seen a change of the ring: each looks once a second."""
SHUT_NAMED_MAX = 20
Progress = Callable[[int, int], None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """One master key and how many sealed values need it. `role`: current, next, former, retired, unknown (in no ring)."""

    version: str
    role: str
    since: datetime | None
    values: int


@dataclass(frozen=True, slots=True)
class VaultStatus:
    """The ring against what lies in the database."""

    where: str
    keys: tuple[KeyStatus, ...]
    places: dict[str, int]  # column → sealed values in it
    values: int
    left: int  # sealed with another key than the current one

    @property
    def unknown(self) -> tuple[KeyStatus, ...]:
        """Keys that sealed something here and are in no ring of ours: those values stay shut."""
        return tuple(key for key in self.keys if key.role not in (CURRENT, FORMER, "next") and key.values)


@dataclass(slots=True)
class Turn:
    """What a rotation did. `shut`: values that did not open, with the reason; they were left as they are."""

    current: str
    changed_key: bool
    resealed: int = 0
    left: int = 0
    shut: list[str] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Retired:
    """What became of former keys: retired now, or kept and why; `kept_in` holds retired keys for old backups."""

    retired: tuple[str, ...]
    kept: dict[str, str]
    kept_in: str | None


class Rotation:
    """Changes, counts and retires the master keys of one installation."""

    def __init__(self, store: Store, vault: Vault, clock: Clock) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._noted: str | None = None

    async def status(self) -> VaultStatus:
        """The keys, and how many values each still holds. Reads every table of sealed values once."""
        ring = self._vault.reload()
        by_place = {str(place): await self._counts(place) for place in PLACES}
        held = _summed(by_place.values())
        async with self._store.begin() as conn:
            noted = {row.version: row for row in await sealed.keys(conn)}
        listed = [
            KeyStatus(key.name, key.role, key.since or _since(noted.get(key.name)), held[key.version]) for key in ring.keys
        ]
        known = {key.name for key in ring.keys}
        elsewhere = {version.hex(): count for version, count in held.items() if version.hex() not in known}
        for version in sorted({*elsewhere, *noted} - known):
            row = noted.get(version)
            retired = row.retired_at if row is not None else None
            listed.append(KeyStatus(version, "retired" if retired else "unknown", retired, elsewhere.get(version, 0)))
        places = {name: sum(counted.values()) for name, counted in by_place.items()}
        total = sum(places.values())
        return VaultStatus(self._vault.where, tuple(listed), places, total, total - held[ring.current.version])

    async def prepare(self, key: str | None = None) -> Key:
        """Make the next key known without using it, so that its file can be copied to every machine first.

        Raises:
            ConfigError: the ring is not ours to write, or the key is none or known.
            Conflict: another process is changing the ring.
        """
        coming = one_key(key if key is not None else new_key(), "the given key")
        await self._change(lambda ring: ring.prepared(coming))
        return coming

    async def rotate(self, key: str | None = None, progress: Progress | None = None) -> Turn:
        """Take the given, the prepared or a new key, and seal everything anew; continues what an earlier one left.

        Raises:
            ConfigError: the ring is not ours to write, or the key is none or known.
            Conflict: another process is changing the ring.
        """
        ring = self._vault.reload()
        unfinished = bool(ring.former) and (await self._left(ring)) > 0
        changes = key is not None or ring.next is not None or not unfinished
        if changes:
            given = one_key(key, "the given key") if key is not None else None
            ring = await self._change(lambda before: _turned(before, given, self._clock.now()))
            _log.info("Master key %s seals from now on; everything is sealed anew", ring.current.name)
        turn = await self.reseal(progress)
        turn.changed_key = changes
        return turn

    async def reseal(self, progress: Progress | None = None) -> Turn:
        """Seal every value anew that another than the current key sealed; nothing else is touched. Safe to run twice."""
        turn = Turn(self._vault.ring.current.name, changed_key=False)
        total = await self._left(self._vault.ring)
        for _ in range(PASSES_MAX):
            turn.shut.clear()
            before = turn.resealed
            for place in PLACES:
                await self._reseal(place, turn, lambda: progress(turn.resealed, total) if progress else None)
            turn.left = await self._left(self._vault.ring)
            if turn.left <= len(turn.shut) or turn.resealed == before:
                break
        return turn

    def seen_in_s(self) -> float:
        """Seconds until every process has seen the last change of the ring; before, a former key is still its only one."""
        changed = max((key.since for key in self._vault.reload().former if key.since), default=None)
        return max((changed + SEEN_WITHIN - self._clock.now()).total_seconds(), 0.0) if changed else 0.0

    async def retire(self, *, at_once: bool = False) -> Retired:
        """Take former keys that nothing needs out of the ring, an hour after they stopped sealing or `at_once`.

        Raises:
            ConfigError: the ring is not ours to write.
            Conflict: another process is changing the ring.
        """
        ring = self._vault.reload()
        held = _summed([await self._counts(place) for place in PLACES])
        kept: dict[str, str] = {}
        ready: list[Key] = []
        for key in ring.former:
            ends_at = (key.since or self._clock.now()) + KEEP_FORMER
            if held[key.version]:
                kept[key.name] = f"{held[key.version]:,} values are sealed with it"
            elif not at_once and self._clock.now() < ends_at:
                kept[key.name] = f"until {ends_at:%Y-%m-%d %H:%M} UTC, for writers that began before the change"
            else:
                ready.append(key)
        if not ready:
            return Retired((), kept, None)
        kept_in = self._vault.source.keep_retired(text_of(ready))
        gone = frozenset(key.version for key in ready)
        await self._change(lambda before: before.without(gone), retired=ready)
        return Retired(tuple(key.name for key in ready), kept, kept_in)

    async def tidy(self) -> None:
        """What the worker does about keys now and then: note which one seals, finish a rotation, retire what is over."""
        ring = self._vault.ring
        if self._noted != ring.current.name:
            async with self._store.begin() as conn:
                await sealed.note_key(conn, ring.current.name, self._clock.now(), current_since=ring.current.since)
            self._noted = ring.current.name
        if not ring.former:
            return
        turn = await self.reseal()
        if turn.resealed:
            _log.info("%d values were sealed anew with master key %s", turn.resealed, turn.current)
        try:
            done = await self.retire()
        except (ConfigError, Conflict) as not_now:
            _log.debug("Former keys stay: %s", not_now)
        else:
            for version in done.retired:
                _log.warning("Master key %s is retired; old backups need it from %s", version, done.kept_in)

    # --- the ring ---------------------------------------------------------------------------------------------------

    async def _change(self, how: Callable[[Ring], Ring], *, retired: Sequence[Key] = ()) -> Ring:
        """Change the ring while nobody else does: write it first, so that no value ever needs a key that is not kept."""
        async with self._store.begin() as conn:
            if not await sealed.hold_key_change(conn):
                raise Conflict("Another process is changing the master keys", next_step="Wait for it, then look again.")
            before = self._vault.reload()
            after, now = how(before), self._clock.now()
            text = after.text()
            parse(text, "the ring to be written")  # what could not be read again is never written
            self._vault.source.write(text)
            for key in after.keys:
                part = {"current_since": key.since} if key.role == CURRENT else {}
                await sealed.note_key(conn, key.name, now, **part)
                if key.role == FORMER:
                    await sealed.note_key(conn, key.name, now, former_since=key.since)
            for key in retired:
                await sealed.note_key(conn, key.name, now, retired_at=now)
        return self._vault.reload()

    # --- the values -------------------------------------------------------------------------------------------------

    async def _counts(self, place: Place) -> dict[bytes, int]:
        async with self._store.begin() as conn:
            return await sealed.counts(conn, place)

    async def _left(self, ring: Ring) -> int:
        held = _summed([await self._counts(place) for place in PLACES])
        return sum(held.values()) - held[ring.current.version]

    async def _reseal(self, place: Place, turn: Turn, told: Callable[[], None]) -> None:
        after: tuple[str, ...] | None = None
        while True:
            current = self._vault.ring.current.version
            async with self._store.begin() as conn:
                rows = await sealed.not_under(conn, place, current, after=after, limit=BATCH)
            if not rows:
                return
            fresh = [anew for row in rows if (anew := self._anew(place, row, turn)) is not None]
            if fresh:
                async with self._store.begin() as conn:
                    turn.resealed += await sealed.replace(conn, place, fresh)
            told()
            after = rows[-1].key
            await asyncio.sleep(0)  # others of this process get their turn between batches

    def _anew(self, place: Place, row: SealedRow, turn: Turn) -> Resealed | None:
        owner, field = place.owner_of(row.key), place.field_of(row.key)
        try:
            text = self._vault.unseal(row.sealed, owner=owner, field=field)
        except ConfigError as shut:
            if len(turn.shut) < SHUT_NAMED_MAX:
                turn.shut.append(f"{place} of {owner}: {shut.what}")
            return None
        fingerprint = self._vault.fingerprint(text) if place.fingerprint else None
        return Resealed(row.key, row.sealed, self._vault.seal(text, owner=owner, field=field), fingerprint)


def _turned(ring: Ring, given: Key | None, at: datetime) -> Ring:
    coming = given or ring.next or one_key(new_key(), "the new key")
    if coming.version == ring.current.version or any(coming.version == key.version for key in ring.former):
        raise ConfigError(
            f"Key {coming.name} is in the ring already, and a rotation takes one that never sealed here",
            next_step="Leave --key-file out and a new key is made.",
        )
    return ring.rotated(coming, at)


def _summed(counted: Iterable[Mapping[bytes, int]]) -> Counter[bytes]:
    total: Counter[bytes] = Counter()
    for one in counted:
        total.update(one)
    return total


def _since(row: sealed.KeyRow | None) -> datetime | None:
    return (row.current_since or row.first_seen) if row is not None else None
