"""What machines ask: is it alive, is it ready, what are its figures."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from shoplatch.console.desk import Desk
from shoplatch.console.guard import LOOPBACK
from shoplatch.console.hook_figures import hook_figures
from shoplatch.console.live import Hub
from shoplatch.outbox.standing import Standing, standings
from shoplatch.store import read

Answers = Counter[str]
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def router(desk: Desk, hub: Hub, answers: Answers) -> APIRouter:
    """`/healthz`, `/readyz` and `/metrics`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/healthz")
    async def healthz() -> Response:
        """The process answers; nothing else is looked at."""
        return PlainTextResponse("ok\n")

    @routes.get("/readyz")
    async def readyz() -> Response:
        """Every part that work depends on, by name; 503 if one of them fails."""
        ready = await desk.house.ready()
        return JSONResponse({"ok": ready.ok, "checks": dict(ready.checks)}, 200 if ready.ok else 503)

    @routes.get("/metrics")
    async def metrics(request: Request) -> Response:
        """Figures in Prometheus' format, for loopback or for who has the token."""
        if not may_read(request, desk.house.options.web.metrics_token):
            return PlainTextResponse(
                "Ask from this machine, or with `Authorization: Bearer <SHOPLATCH_METRICS_TOKEN>`.\n", 403
            )
        async with desk.house.store.begin() as conn:
            counters = await read.counters(conn)
        now = desk.house.clock.now()
        async with desk.house.store.raw() as raw:
            outgoing = await standings(raw, now)
        registry = CollectorRegistry()
        registry.register(_Figures(counters, hub.tabs, answers, desk.house.door.counts))
        registry.register(_Outgoing(outgoing, now))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return routes


def may_read(request: Request, token: str | None) -> bool:
    """A bearer token decides where one is sent; else the caller has to be this machine, not somebody behind its proxy."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return hmac.compare_digest(given.strip().encode(), token.encode())
    near = request.client is not None and request.client.host in LOOPBACK
    return near and not any(name in request.headers for name in FORWARDED)


class _Figures:
    """One reading, handed to the exposition."""

    def __init__(self, store: read.Counters, tabs: int, answers: Counter[str], door: Counter[str]) -> None:
        self._store = store
        self._tabs = tabs
        self._answers = answers
        self._door = door

    def collect(self) -> Iterator[Metric]:
        """Every figure with its help text."""
        store = self._store
        for name, text, value in (
            ("shoplatch_inbox_waiting", "Events received and not yet worked.", store.inbox_waiting),
            ("shoplatch_inbox_failed", "Events that could not be worked.", store.inbox_failed),
            ("shoplatch_connections_active", "Grants that work.", store.connections_active),
            ("shoplatch_connections_total", "Grants, whatever their state.", store.connections_total),
            ("shoplatch_backfill_slices_waiting", "Backfill slices still to do.", store.slices_waiting),
            ("shoplatch_backfill_slices_failed", "Backfill slices that failed.", store.slices_failed),
            ("shoplatch_live_pages", "Open live pages of this process.", self._tabs),
        ):
            yield GaugeMetricFamily(name, text, value=value)
        yield _by_status("shoplatch_console_answers", "Answers of the console by status.", self._answers)
        yield _by_status("shoplatch_webhook_answers", "Answers of the webhook door by outcome.", self._door)


class _Outgoing:
    """What outgoing webhooks came to."""

    def __init__(self, found: Sequence[Standing], now: datetime) -> None:
        self._found = found
        self._now = now

    def collect(self) -> Iterator[Metric]:
        """Every figure with its help text."""
        return hook_figures(self._found, self._now)


def _by_status(name: str, text: str, counts: Counter[str]) -> Metric:
    family = CounterMetricFamily(name, text, labels=["status"])
    for label, number in sorted(counts.items()):
        family.add_metric([label], number)
    return family
