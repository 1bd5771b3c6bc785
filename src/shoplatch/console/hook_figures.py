"""The figures of outgoing webhooks in Prometheus' format, by the endpoint's id. No address is in them, and no name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import get_args

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily

from shoplatch.outbox.schedule import Breaker
from shoplatch.outbox.standing import Standing
from shoplatch.store.hooks.tallies import OUTCOMES, Tally

BREAKERS: tuple[Breaker, ...] = get_args(Breaker)
STATES = ("active", "paused", "disabled")


def hook_figures(found: Sequence[Standing], now: datetime) -> Iterator[Metric]:
    """Every figure with its help text."""
    attempts = CounterMetricFamily(
        "shoplatch_hook_attempts", "Attempts to deliver an event, by how they ended.", labels=["endpoint", "outcome"]
    )
    took = SummaryMetricFamily("shoplatch_hook_attempt_seconds", "How long attempts took.", labels=["endpoint"])
    waiting = GaugeMetricFamily("shoplatch_hook_waiting", "Events made and not yet taken.", labels=["endpoint"])
    failed = GaugeMetricFamily("shoplatch_hook_failed", "Events given up, of the last 30 days.", labels=["endpoint"])
    oldest = GaugeMetricFamily(
        "shoplatch_hook_oldest_seconds", "How long the oldest waiting event waits; 0: none does.", labels=["endpoint"]
    )
    in_a_row = GaugeMetricFamily(
        "shoplatch_hook_failures_in_a_row", "Attempts that failed one after the other.", labels=["endpoint"]
    )
    breaker = GaugeMetricFamily("shoplatch_hook_breaker", "1 for how the breaker stands.", labels=["endpoint", "state"])
    state = GaugeMetricFamily("shoplatch_hook_endpoint", "1 for how the endpoint stands.", labels=["endpoint", "state"])
    for one in found:
        id_ = [one.endpoint.id]
        made = [one.tallies.get(outcome, Tally()) for outcome in OUTCOMES]
        for outcome, tally in zip(OUTCOMES, made, strict=True):
            attempts.add_metric([*id_, outcome], tally.attempts)
        whole = sum(made, Tally())
        took.add_metric(id_, whole.attempts, whole.elapsed_ms / 1_000)
        waiting.add_metric(id_, one.backlog.waiting)
        failed.add_metric(id_, one.backlog.failed)
        oldest.add_metric(id_, one.oldest_s(now))
        in_a_row.add_metric(id_, one.endpoint.failures)
        for name in BREAKERS:
            breaker.add_metric([*id_, name], one.breaker == name)
        for stands in STATES:
            state.add_metric([*id_, stands], one.endpoint.state == stands)
    yield from (attempts, took, waiting, failed, oldest, in_a_row, breaker, state)
