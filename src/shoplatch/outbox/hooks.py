"""Outbound webhooks as people use them: add an endpoint, change its secret, pause it, try it, send again what it missed.

Who may do so, and the line in the audit log, are the caller's business. Secrets are shown once, when they are made.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from shoplatch.clock import Clock
from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.outbox import bodies, kinds, sign
from shoplatch.outbox.address import parted, shown
from shoplatch.outbox.attempt import Attempts, Sender
from shoplatch.outbox.deliver import Deliverer
from shoplatch.outbox.feed import Feed
from shoplatch.outbox.guard import Guard
from shoplatch.store.engine import Store
from shoplatch.store.hooks import deliveries, endpoints, messages, snapshots, tallies
from shoplatch.store.hooks.deliveries import Attempt, Backlog, Claimed, Delivery
from shoplatch.store.hooks.endpoints import Endpoint
from shoplatch.store.hooks.tallies import Tally

ENDPOINTS_MAX = 100
LABEL_MAX_CHARS = 100
DESCRIPTION_MAX_CHARS = 1_000
LIMITS = {"rate_per_s": 1_000, "at_once": 64, "timeout_s": 30}  # each from 1 to this
OVERLAP = timedelta(hours=24)
OVERLAP_MAX = timedelta(days=30)
SECRET_FIELD, QUERY_FIELD = "hook_secret", "hook_query"
_AGAIN_PORTION = 1_000


class Vault(Protocol):
    """What seals secrets; `accounts.vault.Vault`."""

    def seal(self, text: str, *, owner: str, field: str) -> bytes: ...
    def unseal(self, sealed: bytes, *, owner: str, field: str) -> str: ...
    def fingerprint(self, secret: str) -> str: ...


Note = Callable[..., Awaitable[None]]  # of the audit log


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a test event."""

    delivery: int
    id: str
    attempt: Attempt

    @property
    def arrived(self) -> bool:
        """The receiver took it."""
        return self.attempt.error is None


class Hooks:
    """The endpoints of this installation and their deliveries."""

    def __init__(self, store: Store, vault: Vault, clock: Clock, sender: Sender, guard: Guard, *, note: Note) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._guard = guard
        self._note = note
        self.feed = Feed(store, clock)
        self._attempts = Attempts(
            store, clock, sender, secrets=self.secrets_of, query=self.query_of, personal=self._personal, told=self._told
        )

    def deliverer(self, **options: Any) -> Deliverer:
        """A worker of this process."""
        owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        return Deliverer(
            self._store, self.feed, self._attempts, self._clock, owner=owner, tidy=self.seal_addresses, **options
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Make events and deliver them until `stop` is set."""
        await self.deliverer().run(stop)

    # --- endpoints ---

    async def all(self) -> list[Endpoint]:
        """Every endpoint, oldest first."""
        async with self._store.raw() as conn:
            return await endpoints.every(conn)

    async def get(self, id: str) -> Endpoint:  # noqa: A002  # the column's name
        """One endpoint. Raises NotFound."""
        async with self._store.raw() as conn:
            found = await endpoints.get(conn, id)
        if found is None:
            raise NotFound(f"There is no endpoint {id[:60]!r}", next_step="`shoplatch hooks list` shows those there are.")
        return found

    async def backlogs(self) -> Mapping[str, Backlog]:
        """What waits and failed, by endpoint."""
        async with self._store.raw() as conn:
            return await deliveries.backlogs(conn)

    async def add(
        self,
        url: str,
        *,
        by: str,
        label: str = "",
        types: Sequence[str] = (),
        shop_ids: Sequence[str] | None = None,
        personal: bool = False,
        backfill: bool = False,
        secret: str | None = None,
        description: str = "",
        **limits: int | None,
    ) -> tuple[Endpoint, str]:
        """A new endpoint, and its secret, which is not shown again. It gets what changes from now on.

        `limits`: `rate_per_s`, `at_once`, `timeout_s`; None: no limit of its own. What stands in the address behind the
        question mark is sealed.

        Raises:
            InvalidRequest: the address may not be one, there is no such type of event, the secret is none, or a limit is.
            Conflict: there are as many as there may be.
        """
        self._guard.check_url(url)
        wanted, given, now = kinds.check(types), secret or sign.new_secret(), self._clock.now()
        sign.check_secret(given)
        id_ = "ep_" + secrets.token_hex(8)
        (short, sealed), kept = self._sealed(id_, url), _limits(limits)
        endpoint = Endpoint(
            id_, short, label.strip()[:LABEL_MAX_CHARS], wanted, list(shop_ids) if shop_ids is not None else None,
            personal, backfill, "active", "", self._vault.seal(given, owner=id_, field=SECRET_FIELD),
            self._vault.fingerprint(given), None, None, by, now, now,
            sealed_query=sealed, description=description.strip()[:DESCRIPTION_MAX_CHARS],
            rate_per_s=kept.get("rate_per_s"), at_once=kept.get("at_once"), timeout_s=kept.get("timeout_s"),
        )  # fmt: skip
        async with self._store.raw() as conn:
            if len(await endpoints.every(conn)) >= ENDPOINTS_MAX:
                raise Conflict(f"There are {ENDPOINTS_MAX} endpoints already", next_step="Remove one that is not needed.")
            await endpoints.add(conn, endpoint)
        return endpoint, given

    async def change(self, id: str, **values: Any) -> Endpoint:  # noqa: A002
        """Set `url`, `label`, `description`, `types`, `shop_ids`, `personal`, `backfill`, `rate_per_s`, `at_once` or
        `timeout_s`; what is left out stays. What waits goes to the new address, at once.

        Raises:
            NotFound: there is no such endpoint.
            InvalidRequest: as `add`; or the address has a sign for a hidden part (?…), but is another one.
        """
        before = await self.get(id)
        made: dict[str, object] = {name: values[name] for name in ("shop_ids", "personal", "backfill") if name in values}
        if "url" in values and values["url"] != shown(before.url):
            if values["url"].endswith(shown("?")):
                raise InvalidRequest(
                    "What stands behind the question mark is sealed and not known here",
                    next_step="Give it anew with the new address, or leave the question mark out.",
                )
            self._guard.check_url(values["url"])
            made["url"], made["sealed_query"] = self._sealed(id, values["url"])
            made |= {"failures": 0, "failing_since": None, "rest_until": None}  # what failed was another address
        if "types" in values:
            made["kinds"] = kinds.check(values["types"])
        for name, most in (("label", LABEL_MAX_CHARS), ("description", DESCRIPTION_MAX_CHARS)):
            if name in values:
                made[name] = values[name].strip()[:most]
        made |= _limits({name: values[name] for name in LIMITS if name in values})
        if made:
            async with self._store.raw() as conn:
                await endpoints.change(conn, id, self._clock.now(), **made)
                if "url" in made:
                    await deliveries.hasten(conn, id, self._clock.now())
        return await self.get(id)

    async def rotate(self, id: str, *, overlap: timedelta = OVERLAP) -> str:  # noqa: A002
        """A new secret; the one before signs beside it for `overlap`. Raises NotFound, InvalidRequest."""
        if not timedelta() <= overlap <= OVERLAP_MAX:
            raise InvalidRequest(f"Two secrets sign at most {OVERLAP_MAX.days} days", next_step="Give a shorter time.")
        endpoint, fresh, now = await self.get(id), sign.new_secret(), self._clock.now()
        before = endpoint.sealed_secret if overlap else None
        async with self._store.raw() as conn:
            await endpoints.change(
                conn, id, now,
                sealed_secret=self._vault.seal(fresh, owner=id, field=SECRET_FIELD),
                secret_fingerprint=self._vault.fingerprint(fresh),
                sealed_secret_before=before, secret_before_until=now + overlap if before else None,
            )  # fmt: skip
        return fresh

    async def pause(self, id: str, reason: str = "") -> None:  # noqa: A002
        """Send nothing for now; events gather. Raises NotFound, Conflict."""
        await self._stand(id, "paused", reason or "paused by hand", before=("active",))

    async def resume(self, id: str) -> None:  # noqa: A002
        """Send again, what gathered first. Raises NotFound, Conflict."""
        await self._stand(id, "active", "", before=("paused", "disabled"))

    async def remove(self, id: str) -> None:  # noqa: A002
        """Forget an endpoint with its deliveries. Raises NotFound."""
        await self.get(id)
        async with self._store.raw() as conn:
            await endpoints.remove(conn, id)

    def secrets_of(self, endpoint: Endpoint) -> list[str]:
        """The secrets that sign now, the newest first. Raises ConfigError."""
        now, sealed = self._clock.now(), [endpoint.sealed_secret]
        if endpoint.sealed_secret_before and endpoint.secret_before_until and endpoint.secret_before_until > now:
            sealed.append(endpoint.sealed_secret_before)
        return [self._vault.unseal(bytes(one), owner=endpoint.id, field=SECRET_FIELD) for one in sealed]

    def query_of(self, endpoint: Endpoint) -> str | None:
        """What stands in its address behind the question mark. Raises ConfigError."""
        if endpoint.sealed_query is None:
            return None
        return self._vault.unseal(bytes(endpoint.sealed_query), owner=endpoint.id, field=QUERY_FIELD)

    async def seal_addresses(self) -> int:
        """Seal what still stands open in addresses that were kept before such parts were sealed; how many."""
        done = 0
        async with self._store.raw() as conn:
            for id_, url in await endpoints.with_open_query(conn):
                short, sealed = self._sealed(id_, url)
                done += sealed is not None and await endpoints.seal_query(conn, id_, url, short, sealed)
        return done

    def _sealed(self, id: str, url: str) -> tuple[str, bytes | None]:  # noqa: A002
        short, query = parted(url)
        return short, self._vault.seal(query, owner=id, field=QUERY_FIELD) if query is not None else None

    # --- deliveries ---

    async def deliveries(self, **which: Any) -> list[Delivery]:
        """Deliveries, newest first; `which` as `store.hooks.deliveries.newest` takes it."""
        async with self._store.raw() as conn:
            return await deliveries.newest(conn, **which)

    async def delivery(self, n: int) -> tuple[Delivery, bytes, list[Attempt]]:
        """One delivery, its body without personal data, its attempts. Raises NotFound."""
        async with self._store.raw() as conn:
            found = await deliveries.one(conn, n)
        if found is None:
            raise NotFound(f"There is no delivery {n}", next_step="`shoplatch hooks deliveries` lists them.")
        return found

    async def try_out(self, id: str) -> Tried:  # noqa: A002
        """Send a test event at once and say what came back; it is not tried again. Raises NotFound."""
        endpoint, now = await self.get(id), self._clock.now()
        made = bodies.test_message(id, secrets.token_hex(16), now)
        async with self._store.raw() as conn:
            await messages.write(conn, [made], [(id, made.id)], now + timedelta(hours=1))  # nobody else sends it meanwhile
            found = await deliveries.newest(conn, endpoint_id=id, type=kinds.TEST, limit=1)
        claimed = Claimed(found[0].n, 0, made.object_id, made.id, made.type, None, made.kind, made.object_id, made.body)
        _, attempt, ended = await self._attempts.make(endpoint, claimed, retries=False)
        async with self._store.raw() as conn:
            await tallies.add(conn, id, {ended: Tally(1, attempt.elapsed_ms)})
        return Tried(found[0].n, made.id, attempt)

    async def retry(self, numbers: Sequence[int]) -> int:
        """Send single deliveries again, delivered ones too, under their old ids; how many."""
        async with self._store.raw() as conn:
            states = ("failed", "delivered", "waiting")
            put = await deliveries.again(conn, self._clock.now(), ns=numbers, states=states)
            await endpoints.ring(conn)
        return len(put)

    async def recover(
        self,
        id: str,  # noqa: A002
        since: datetime,
        until: datetime | None = None,
        *,
        delivered: bool = False,
    ) -> tuple[int, int]:
        """Send again what failed since a time, and what was never made for this endpoint (it was turned off, or not there
        yet); with `delivered` also what arrived. Repeats carry their old ids. How many failed ones, how many new ones.

        Raises:
            NotFound: there is no such endpoint.
        """
        endpoint, end = await self.get(id), until or self._clock.now()
        states = ("failed", "delivered") if delivered else ("failed",)
        put, after = 0, 0
        while True:
            async with self._store.raw() as conn:
                portion = await deliveries.again(
                    conn, self._clock.now(), endpoint_id=id, states=states, since=since, until=end, after=after,
                    limit=_AGAIN_PORTION,
                )  # fmt: skip
                await endpoints.ring(conn)
            put += len(portion)
            if len(portion) < _AGAIN_PORTION:
                return put, await self.feed.recover(endpoint, since, end)
            after = portion[-1]

    # --- handed to what delivers ---

    async def _stand(self, id: str, state: str, reason: str, *, before: Sequence[str]) -> None:  # noqa: A002
        endpoint = await self.get(id)
        async with self._store.raw() as conn:
            if not await endpoints.stand(conn, id, state, reason, self._clock.now(), before=before):
                raise Conflict(
                    f"Endpoint {id} is {endpoint.state}", next_step="`shoplatch hooks list` shows how each stands."
                )

    async def _personal(self, shop_id: str, kind: str, object_id: str) -> Mapping[str, object]:
        async with self._store.raw() as conn:
            said, sealed = await snapshots.personal_of(conn, shop_id, kind, object_id)
        if sealed is None:
            return said
        plain = self._vault.unseal(sealed, owner=f"{shop_id}/{object_id}", field="recipient")
        return {**said, "recipient": msgspec.json.decode(plain)}

    async def _told(self, act: str, subject: str, detail: str) -> None:
        await self._note(act, subject, actor="worker", detail=detail)


def shows_people(before: Endpoint, values: Mapping[str, Any]) -> bool:
    """Whether a change lets personal data go where it did not go: for those alone who may see it."""
    elsewhere = "url" in values and values["url"] != shown(before.url)
    goes = values.get("personal", before.personal)
    return bool(goes) and (elsewhere or not before.personal)


def _limits(given: Mapping[str, int | None]) -> dict[str, int | None]:
    for name, value in given.items():
        if name not in LIMITS:
            raise InvalidRequest(f"There is no limit {name[:60]!r}", next_step=f"Give {', '.join(LIMITS)}.")
        if value is not None and not 1 <= value <= LIMITS[name]:
            raise InvalidRequest(f"{name} cannot be {value}", next_step=f"Give 1 to {LIMITS[name]:,}, or none.")
    return dict(given)
