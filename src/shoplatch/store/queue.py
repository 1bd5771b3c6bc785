"""Durable jobs, known by name: queued in the caller's transaction or at once, run by any worker, run again when one dies.

A job is coarse (a slice, a sweep, a retry), never one event, and may run twice. The library underneath stays underneath:
other rooms see names, arguments and errors of ours. Its own clock ticks here, that of the database's machine; when something
is due is decided by rows.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import itertools
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any, TypeAlias

import procrastinate
from procrastinate import exceptions, jobs, manager, periodic, retry

from shoplatch.errors import (
    ConfigError,
    Conflict,
    Fatal,
    InvalidRequest,
    NotFound,
    PermissionMissing,
    RateLimited,
    Reauthorize,
    Unreachable,
)
from shoplatch.store import fetch
from shoplatch.store.engine import Connection, Store, driver
from shoplatch.store.trouble import explained

Job: TypeAlias = Callable[..., Awaitable[object]]

# A worker says every 2 s that it lives; after 6 s of silence any other, looking every 1.5 s, takes its jobs back.
HEARTBEAT_S = 2.0
SILENT_S = 6.0
LOOK_S = 1.5
POLL_S = 1.0
POOL_MAX = 4
RETRY_FIRST_S = 2.0
RETRY_MAX_S = 600.0
# A job that was running each time its worker died has killed it: it is not handed to the next for ever.
DEATHS_MAX = 10
# A retry or a beat that lies further ahead than any may is from before the clock was set back: every so often one looks.
SET_BACK_LOOK_S = 30.0
_RETRY_AHEAD_S = RETRY_MAX_S * 1.25 + 60.0
_RETRIES_AHEAD = (
    "UPDATE procrastinate_jobs SET scheduled_at = statement_timestamp() WHERE status = 'todo' AND attempts > 0 "
    "AND scheduled_at > statement_timestamp() + make_interval(secs => %(ahead_s)s)"
)
_BEATS_AHEAD = (
    "UPDATE procrastinate_workers SET last_heartbeat = statement_timestamp() "
    "WHERE last_heartbeat > statement_timestamp() + make_interval(secs => %(ahead_s)s)"
)
# Trying these again changes nothing.
_FINAL = (ConfigError, Conflict, Fatal, InvalidRequest, NotFound, PermissionMissing, Reauthorize)
_log = logging.getLogger(__name__)


class Queue:
    """The jobs of this installation. Register tasks and schedules first, then open, then defer and run."""

    def __init__(self, store: Store) -> None:
        connector = procrastinate.PsycopgConnector(kwargs=store.parameters, min_size=1, max_size=POOL_MAX)
        self._app = procrastinate.App(connector=connector)
        self._app.job_manager = _Jobs(connector)
        self._connector = connector
        self._schedules = periodic.PeriodicRegistry()  # type: ignore[no-untyped-call]  # the library's own has no types

    def task(self, name: str, *, retries: int = 5, queue: str = "default") -> Callable[[Job], Job]:
        """Register `async def job(**args)` under a name; returns it unchanged.

        A failure is tried again up to `retries` times, after 2, 4, 8 ... seconds, or as long as a rate limit asks (at most
        10 minutes), unless its kind says that trying again is useless.
        """

        def register(job: Job) -> Job:
            @functools.wraps(job)
            async def run(**args: Any) -> None:
                args.pop("timestamp", None)  # the library adds it to what a schedule queues
                await job(**args)

            self._app.task(name=name, queue=queue, retry=_Backoff(retries))(run)
            return job

        return register

    def periodic(self, name: str, cron: str, /, **args: Any) -> None:
        """Queue a registered task by a schedule: five fields, or six with seconds last. Over all workers once per tick, and
        not while the one before still waits.

        Raises:
            NotFound: no task has this name.
        """
        task = self._app.tasks.get(name)
        if task is None:
            raise NotFound(f"No job is called {name!r}, so it cannot be scheduled")
        for registry in (self._app.periodic_registry, self._schedules):
            schedule = registry.periodic_decorator(
                cron=cron, periodic_id=cron, queueing_lock=f"periodic {name} {cron}", task_kwargs=dict(args)
            )
            schedule(task)

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Hold the queue's own connections; needed for `defer` without `conn`, and for `run`."""
        async with _translated():
            await self._app.open_async()
        try:
            yield
        finally:
            await self._app.close_async()

    async def defer(
        self,
        name: str,
        /,
        *,
        conn: Connection | None = None,
        once: str | None = None,
        lock: str | None = None,
        at: datetime | None = None,
        priority: int = 0,
        **args: Any,
    ) -> int | None:
        """Queue a job; its number. None: a job already waits under `once`, and nothing was queued.

        `conn`: queued if and when its transaction is kept. `lock`: jobs under the same lock run one after the other.
        `at`: not before. Higher `priority` goes first. `args` are JSON.
        """
        if "timestamp" in args:
            raise InvalidRequest("A job cannot have an argument called timestamp; the scheduler uses that name")
        options: dict[str, Any] = {"queueing_lock": once, "lock": lock, "schedule_at": at, "priority": priority}
        if conn is None:
            async with _translated():
                return await self._defer(name, options, args)
        raw = await driver(conn)
        # A refusal must not spoil the caller's transaction. A plain savepoint: the driver's own would commit an idle one.
        await raw.execute("SAVEPOINT before_defer")
        async with _translated():
            number = await self._defer(name, {**options, "connection": raw}, args)
        await raw.execute("ROLLBACK TO before_defer" if number is None else "RELEASE before_defer")
        return number

    async def run(self, stop: asyncio.Event, *, concurrency: int = 4, grace_s: float = 20.0) -> None:
        """Work until `stop` is set: up to `concurrency` jobs at a time. Jobs in hand get `grace_s` to end; what is left is
        cancelled and queued again.

        Raises:
            Unreachable: the database went away; run again.
        """
        working = asyncio.create_task(
            self._app.run_worker_async(
                concurrency=concurrency,
                install_signal_handlers=False,
                shutdown_graceful_timeout=grace_s,
                delete_jobs="successful",
                fetch_job_polling_interval=POLL_S,
                update_heartbeat_interval=HEARTBEAT_S,
                stalled_worker_timeout=SILENT_S,
            ),
            name="jobs",
        )
        reviving = asyncio.create_task(self._revive(), name="stalled jobs")
        stopping = asyncio.create_task(stop.wait(), name="stop of jobs")
        ticking = asyncio.create_task(_Schedules(self._schedules).worker(), name="schedules of jobs")
        tasks = (working, reviving, stopping, *((ticking,) if self._schedules.periodic_tasks else ()))
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (*tasks, ticking):
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        failures = [end for end in ended if isinstance(end, Exception)]
        if failures:
            raise _ours(failures[0]) from failures[0]
        if not stop.is_set():
            raise Unreachable("The job worker lost the database")

    async def revive_stalled(self) -> int:
        """Queue again what dead workers were running; how many jobs."""
        async with _translated():
            stalled = list(await self._app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_S))
            for job in stalled:
                if job.attempts >= DEATHS_MAX:
                    _log.error("job %s %s was running each time its worker died; it is given up", job.id, job.task_name)
                    settling = self._app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=False)
                else:
                    _log.warning("job %s %s is queued again: its worker died", job.id, job.task_name)
                    settling = self._app.job_manager.retry_job(job)
                with contextlib.suppress(exceptions.ConnectorException):  # another worker was faster
                    await settling
        return len(stalled)

    async def counts(self, conn: Connection) -> dict[str, int]:
        """How many jobs there are, by state: todo, doing, failed, cancelled, aborted. Done ones are not kept."""
        asked = await (await driver(conn)).execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
        return dict(await asked.fetchall())

    async def last_beat(self, conn: Connection) -> datetime | None:
        """When any worker last said that it lives, by the clock of the database's machine; None: none is registered.

        A worker that stops leaves the register, one that is killed stays in it until another removes it.
        """
        asked = await (await driver(conn)).execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        row = await asked.fetchone()
        return row[0] if row is not None else None

    async def forget(self, conn: Connection, before: datetime) -> int:
        """Remove jobs that failed or were cancelled, all of whose history lies before a time; how many."""
        return await fetch.run(
            conn,
            "DELETE FROM procrastinate_jobs AS j WHERE status NOT IN ('todo', 'doing') "
            "AND NOT EXISTS (SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id AND e.at >= %s)",
            [before],
        )

    async def _defer(self, name: str, options: dict[str, Any], args: dict[str, Any]) -> int | None:
        try:
            return await self._app.configure_task(name, **options).defer_async(**args)
        except exceptions.AlreadyEnqueued:
            return None

    async def recover_times(self) -> None:
        """Let retries come now that lie further ahead than any may, and let beats count from now that lie ahead: the clock
        was set back since. What was asked for at a time of its own stays."""
        async with _translated():
            await self._connector.execute_query_async(_RETRIES_AHEAD, ahead_s=_RETRY_AHEAD_S)
            await self._connector.execute_query_async(_BEATS_AHEAD, ahead_s=60.0)

    async def _revive(self) -> None:
        looks = int(SET_BACK_LOOK_S / LOOK_S)
        for look in itertools.count():
            if look % looks == 0:
                await self.recover_times()
            await asyncio.sleep(LOOK_S)
            await self.revive_stalled()


class _Jobs(manager.JobManager):
    """The library's own, but for a job that is to run again while another already waits under its `once`: one is enough."""

    async def retry_job(self, job: jobs.Job, *args: Any, **kwargs: Any) -> None:
        try:
            await super().retry_job(job, *args, **kwargs)
        except exceptions.UniqueViolation:
            await self.finish_job(job, jobs.Status.FAILED, delete_job=True)


class _Schedules(periodic.PeriodicDeferrer):
    """Works beside the library's own, which queues nothing before the time it knew when the clock was set back. Whichever
    comes first queues a tick; the database lets it in once."""

    def get_previous_tasks(self, at: float) -> Iterable[periodic.TaskAtTime]:
        """As the library's; a tick that lies ahead is from before the clock was set back, and is forgotten."""
        self.last_defers = {which: last for which, last in self.last_defers.items() if last <= at}
        return super().get_previous_tasks(at)


class _Backoff(retry.BaseRetryStrategy):
    """Again later, doubling, with some chance in it so that many do not come back at once."""

    def __init__(self, retries: int) -> None:
        self._retries = retries

    def get_retry_decision(self, *, exception: BaseException, job: jobs.Job) -> retry.RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError | exceptions.JobAborted):
            return retry.RetryDecision(retry_in={"seconds": 0})  # cut off by a stop, not by a fault of its own
        if isinstance(exception, _FINAL) or job.attempts >= self._retries:
            return None
        asked_s = exception.retry_after_s or 0.0 if isinstance(exception, RateLimited) else 0.0
        wait_s = min(RETRY_MAX_S, max(asked_s, RETRY_FIRST_S * 2**job.attempts))
        return retry.RetryDecision(retry_in={"milliseconds": int(wait_s * random.uniform(1000, 1250))})


@contextlib.asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    try:
        yield
    except exceptions.ProcrastinateException as failure:
        raise _ours(failure) from failure


def _ours(failure: Exception) -> Exception:
    """The library's errors hide the driver's; ours say what to do."""
    if isinstance(failure, exceptions.AppNotOpen):
        return Fatal("The job queue was used before it was opened")
    if isinstance(failure, exceptions.ConnectorException):
        cause = failure.__cause__
        return explained(cause) if isinstance(cause, Exception) else Unreachable("The job queue lost the database")
    return failure
