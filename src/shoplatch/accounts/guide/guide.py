"""The front of the guide: choose a path, look, note, go on. Everything is kept, so it can be left and taken up anywhere.

Two ways are open at once to the same state: the console's pages and `shoplatch setup`. It decides which checks a step has
and when a step may be entered; what a check looks at is in the files beside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import check_credentials, hosts_for
from shoplatch.accounts.credentials import try_credentials
from shoplatch.accounts.guide import addresses, calls, facts, grants, keys, portal
from shoplatch.accounts.guide.choosing import cheap, check_path, same
from shoplatch.accounts.guide.look import Addresses, Look, Reach, Sleep
from shoplatch.accounts.guide.results import Evidence, Result, StepStatus, judge_all
from shoplatch.accounts.guide.standing import Status, Tried
from shoplatch.accounts.token_endpoint import real_sleep
from shoplatch.clock import Clock, FollowingClock
from shoplatch.errors import Conflict, InvalidRequest, NotFound, ShoplatchError
from shoplatch.store import guide as table
from shoplatch.store.engine import Store
from shoplatch.store.guide import GuideRow
from shoplatch.transport import AsyncTransport
from shoplatch.transport.reach import reach

Check = Callable[[Look], Awaitable[Result]]
CHECKS: dict[str, Check] = {
    "portal_account": portal.portal_account,
    "verification": portal.verification,
    "api_access": portal.api_access,
    "redirect_address": addresses.redirect_address,
    "webhook_address": addresses.webhook_address,
    "app_created": portal.app_created,
    "app_redirect": portal.app_redirect,
    "app_webhook": portal.app_webhook,
    "scopes_applied": portal.scopes_applied,
    "app_published": portal.app_published,
    "clock": keys.clock,
    "key_known": keys.key_known,
    "secret_signs": keys.secret_signs,
    "sealed": keys.sealed,
    "redirect_reached": addresses.redirect_reached,
    "webhook_reached": addresses.webhook_reached,
    "consent_link": grants.consent_link,
    "first_callback": grants.first_callback,
    "scopes_granted": grants.scopes_granted,
    "allow_list": calls.allow_list,
    "call_shops": calls.call_shops,
    **{check: calls.call_in(check) for check in calls.CHECKS},
    "webhook_topics": calls.webhook_topics,
    "webhook_round_trip": calls.webhook_round_trip,
}
MAIN = "main"
NOTE_MAX, FILE_MAX, PURPOSE_MAX, GUIDES_MAX = 2_000, 200, 2_000, 50
FRESH_S = 3.0


class Guide:
    """The walks through the eight steps of this installation."""

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        transport: AsyncTransport,
        clock: Clock,
        *,
        public_url: str,
        reach: Reach = reach,
        sleep: Sleep = real_sleep,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._transport = transport
        self._clock = clock
        self._reach = reach
        self._sleep = sleep
        self.addresses = Addresses(public_url.rstrip("/"))

    async def choose(
        self,
        *,
        kind: str,
        market: str,
        app_type: str = "custom",
        simulator: str | None = None,
        has_app: bool = False,
        guide_id: str = MAIN,
    ) -> Status:
        """Begin a path, or change it: what was found and noted for another one is forgotten.

        `simulator` is the address of a running simulator; without it the path leads to TikTok Shop. `has_app`: somebody
        brings a key and begins at step 6.

        Raises:
            InvalidRequest: there is no such kind or market, or this kind of developer has no such apps.
            ConfigError: the address is no simulator's.
        """
        check_path(kind, market, app_type, guide_id)
        there = await self._developers_at(simulator) if simulator else None
        now = self._clock.now()
        async with self._store.begin() as conn:
            known = await table.get(conn, guide_id)
            if known is None and len(await table.every(conn)) >= GUIDES_MAX:
                raise Conflict(f"There are {GUIDES_MAX} paths already", next_step="Change one of them.")
            path = GuideRow(
                id=guide_id, kind=kind, market=market, app_type=app_type,
                environment="simulator" if simulator else "production",
                base_url=simulator.rstrip("/") if simulator else None,
                start="credentials" if has_app else None, app_key=None, developer_id=None, developers_before=None,
                purpose=known.purpose if known else "",
                created_at=known.created_at if known else now, updated_at=now,
            )  # fmt: skip
            if known is not None and same(known, path):
                path = replace(
                    path, app_key=known.app_key, developer_id=known.developer_id, developers_before=known.developers_before
                )
            else:
                path = replace(path, developers_before=there)
                await table.drop_results(conn, guide_id)
                await table.drop_all_evidence(conn, guide_id)
            await table.save(conn, path)
        return await self.status(guide_id)

    async def paths(self) -> list[GuideRow]:
        """Every path, oldest first."""
        async with self._store.begin() as conn:
            return await table.every(conn)

    async def status(self, guide_id: str = MAIN) -> Status:
        """How a path stands, from what was found last; asks nobody.

        Raises:
            NotFound: no path was chosen yet.
        """
        async with self._store.begin() as conn:
            path = await table.get(conn, guide_id)
            if path is None:
                raise NotFound(
                    "No path is chosen yet: seller developer or ISV, market, custom or public app",
                    next_step="Choose on the page Setup guide, or with `shoplatch setup begin`.",
                )
            found = await table.results(conn, guide_id)
            noted = await table.evidence(conn, guide_id)
        results = {
            row.check_id: Result(row.check_id, row.tone, row.said, row.small, row.do, row.at)  # type: ignore[arg-type]  # the tones we wrote
            for row in found
        }
        evidence = {row.step: Evidence(row.note, row.dated, row.file_name, row.by, row.at) for row in noted}
        app = await self._look(path).app()
        return Status(path, judge_all(results, evidence, start=path.start), app)

    async def check(self, step_id: str, *, only: Sequence[str] = (), guide_id: str = MAIN) -> Status:
        """Look at a step anew, or at some of its checks.

        Raises:
            NotFound: no such step or check, or no path.
            Conflict: the step before is not done.
        """
        status = await self.status(guide_id)
        step = self._enter(status, step_id).step
        if unknown := set(only) - set(step.checks):
            raise NotFound(f"Step {step.title!r} has no check {sorted(unknown)[0][:64]!r}")
        await self._run(status.path, only or step.checks)
        return await self.status(guide_id)

    async def check_all(self, guide_id: str = MAIN) -> Status:
        """Look at every step that may be entered, in order; stops at the first that is locked."""
        status = await self.status(guide_id)
        for number in range(len(status.steps)):
            if status.steps[number].state == "locked":
                break
            await self._run(status.path, status.steps[number].step.checks)
            status = await self.status(guide_id)
        return status

    async def freshen(self, step_id: str, *, guide_id: str = MAIN) -> Status:
        """The status, after looking anew at what costs next to nothing: for pages that stay open while somebody decides."""
        status = await self.status(guide_id)
        # A step that is locked may just have been opened: by a callback, or by what somebody did in another window.
        for one in {status.current.number: status.current, status.step(step_id).number: status.step(step_id)}.values():
            quick, seen = cheap(status.path, one.step), one.checked_at
            fresh = seen is not None and (self._clock.now() - seen).total_seconds() < FRESH_S
            if quick and not fresh and status.step(one.step.id).state != "locked":
                await self._run(status.path, quick)
                status = await self.status(guide_id)
        return status

    async def mark(
        self,
        step_id: str,
        *,
        by: str,
        note: str = "",
        dated: date | None = None,
        file_name: str = "",
        guide_id: str = MAIN,
    ) -> Status:
        """Note that a step is done, with what shows it. Steps that a machine can prove are not taken on trust.

        Raises:
            InvalidRequest: the step proves itself, or the note says nothing or too much.
            Conflict: the step before is not done.
        """
        status = await self.status(guide_id)
        step = self._enter(status, step_id).step
        if not step.evidence or status.path.environment == "simulator":
            raise InvalidRequest(
                f"Step {step.title!r} is looked at by machine and cannot be marked by hand",
                next_step="Let it check itself; what is missing is said there.",
            )
        note, file_name = note.strip(), file_name.strip()
        if not (note or file_name or dated):
            raise InvalidRequest("The note is empty", next_step=f"Say what shows it: {step.evidence.lower()}.")
        if len(note) > NOTE_MAX or len(file_name) > FILE_MAX or not file_name.isprintable():
            raise InvalidRequest("The note is too long", next_step=f"Keep it below {NOTE_MAX} characters.")
        if dated is not None and dated > self._clock.now().date():
            raise InvalidRequest(f"{dated} lies in the future", next_step="Give the day on which it was done.")
        async with self._store.begin() as conn:
            row = table.EvidenceRow(step_id, note, dated, file_name, by, self._clock.now())
            await table.save_evidence(conn, guide_id, row)
        await self._accounts.audit.note("setup.marked", step_id, actor=by, detail=note[:200])
        return await self.status(guide_id)

    async def unmark(self, step_id: str, *, by: str, guide_id: str = MAIN) -> Status:
        """Take a note back. Raises NotFound where there is none."""
        facts.step(step_id)
        async with self._store.begin() as conn:
            if not await table.drop_evidence(conn, guide_id, step_id):
                raise NotFound(f"Step {step_id!r} has no note")
        await self._accounts.audit.note("setup.unmarked", step_id, actor=by)
        return await self.status(guide_id)

    async def describe(self, purpose: str, *, guide_id: str = MAIN) -> Status:
        """Say in the user's own words what the app does; it goes into the evidence pack."""
        status = await self.status(guide_id)
        if len(purpose) > PURPOSE_MAX:
            raise InvalidRequest("That is too long", next_step=f"Keep it below {PURPOSE_MAX} characters.")
        async with self._store.begin() as conn:
            await table.save(conn, replace(status.path, purpose=purpose.strip(), updated_at=self._clock.now()))
        return await self.status(guide_id)

    async def enter_key(
        self, *, app_key: str, app_secret: str, service_id: str, name: str = "", guide_id: str = MAIN
    ) -> Tried:
        """Step 6: try a key and a secret, and seal them if the platform accepts them. A wrong one is kept nowhere.

        Raises:
            InvalidRequest: they cannot be what they claim to be, or are swapped.
            Conflict: the step before is not done.
        """
        status = await self.status(guide_id)
        self._enter(status, "credentials")
        path = status.path
        app_key, app_secret, service_id = app_key.strip(), app_secret.strip(), service_id.strip()
        check_credentials(app_key, app_secret, service_id)
        market = facts.market(path.market).consent
        hosts = hosts_for(path.environment, market, path.base_url)
        clock = FollowingClock(self._clock) if path.environment == "simulator" else self._clock
        verdict = await try_credentials(self._transport, clock, hosts, app_key, app_secret)
        refused = "wrong" in (verdict.key, verdict.secret) or verdict.key == "unreachable"
        if not refused:
            await self._accounts.add_app(
                name=name, app_key=app_key, app_secret=app_secret, service_id=service_id, market=market,
                environment=path.environment, base_url=path.base_url,
            )  # fmt: skip
            path = replace(path, app_key=app_key, updated_at=self._clock.now())
        look = self._look(path)
        look.verdict = verdict
        found = [keys.of_clock(look, verdict), keys.of_key(look, verdict), keys.of_secret(look, verdict)]
        found.append(await keys.sealed(look) if not refused else look.todo("sealed", "Sealed in the vault", "not yet"))
        async with self._store.begin() as conn:
            await table.save(conn, path)
            await table.save_results(conn, path.id, [_row(one) for one in found])
        return Tried(not refused, verdict, tuple(found))

    async def adopt(self, app_key: str, *, guide_id: str = MAIN) -> Status:
        """Walk on with an app that is registered here already. Raises NotFound, InvalidRequest where it does not fit."""
        app, status = await self._accounts.app(app_key), await self.status(guide_id)
        if app.environment != status.path.environment:
            raise InvalidRequest(
                f"{app_key} is an app for {app.environment}, and this path leads to {status.path.environment}",
                next_step="Choose a path that fits the app.",
            )
        start = status.path.start or "credentials"
        async with self._store.begin() as conn:
            await table.save(conn, replace(status.path, app_key=app_key, start=start, updated_at=self._clock.now()))
        return await self.status(guide_id)

    async def use_developer(self, developer_id: str, *, guide_id: str = MAIN) -> Status:
        """Walk on with an account that is at the simulator already. Raises NotFound where it is not, or does not fit."""
        status = await self.status(guide_id)
        if developer_id not in {one.get("id") for one in await self._look(status.path).fitting()}:
            raise NotFound(f"There is no account {developer_id[:64]!r} of this kind on this site")
        async with self._store.begin() as conn:
            await table.save(conn, replace(status.path, developer_id=developer_id, updated_at=self._clock.now()))
        return await self.check("account", guide_id=guide_id)

    async def developers(self, guide_id: str = MAIN) -> list[tuple[str, str]]:
        """Accounts at the simulator that fit the path: id and name."""
        look = self._look((await self.status(guide_id)).path)
        return [(str(one.get("id")), f"{one.get('company')} ({one.get('email')})") for one in await look.fitting()]

    async def _developers_at(self, simulator: str) -> list[str]:
        """The accounts that are there before a path begins: a walk starts with none of them."""
        hosts_for("simulator", "ROW", simulator)
        now = self._clock.now()
        path = GuideRow("", "", "", "", "simulator", simulator.rstrip("/"), None, None, None, None, "", now, now)
        return [str(one.get("id")) for one in await self._look(path).developers()]

    def _enter(self, status: Status, step_id: str) -> StepStatus:
        one = status.step(step_id)
        if one.state == "locked":
            before = status.steps[one.number - 2]
            raise Conflict(
                f"Step {one.number}, {one.step.title.lower()}, comes after step {before.number}",
                next_step=f"Finish step {before.number} first: {before.step.title}.",
            )
        return one

    async def _run(self, path: GuideRow, checks: Sequence[str]) -> None:
        look = self._look(path)
        found = [await self._one(look, check) for check in checks]
        async with self._store.begin() as conn:
            await table.save_results(conn, path.id, [_row(one) for one in found])

    async def _one(self, look: Look, check: str) -> Result:
        try:
            return await CHECKS[check](look)
        except ShoplatchError as failure:  # a check that cannot be made says why, and the others go on
            return look.bad(check, failure.what, failure.next_step or "Try again.", facts.check_title(check))

    def _look(self, path: GuideRow) -> Look:
        return Look(
            path, self._store, self._accounts, self._transport, self._reach, self._clock, self._sleep, self.addresses
        )


def _row(found: Result) -> table.ResultRow:
    if found.at is None:
        raise InvalidRequest("A result without its time")
    return table.ResultRow(found.check, found.tone, found.text, found.small, found.do, found.at)


__all__ = ["CHECKS", "MAIN", "Guide", "Status", "Tried"]
