"""The Shop Performance Score of a shop (analytics 202606): overview, metrics, one in detail, its problems, what is worst.

A day that was told may change: a review or a return counts where its order was delivered. A metric without anything to count
has no score and weighs nothing. `locale` changes nothing: texts are English.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shoplatch.simulator.analytics.days import midnight
from shoplatch.simulator.analytics.paging import cut_rows
from shoplatch.simulator.analytics.score_cases import Case, Metric, cases, rules
from shoplatch.simulator.analytics.score_views import PROBLEMS, TOPS
from shoplatch.simulator.analytics.spans import NOT_FOUND, latest_day
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.catalogue import catalogue
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

NO_DATA = "NOT_ENOUGH_DATA"
SCORE_MAX, _POOR_SCORE = 5.0, 2.0
_TREND_MAX = 90
_WORDS = {"EXCELLENT": "Excellent", "GOOD": "Good", "FAIR": "Fair", "POOR": "Poor", NO_DATA: "Not enough data"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One metric over a span."""

    metric: Metric
    low: int
    high: int
    found: Sequence[Case]

    @property
    def over(self) -> float:
        """What is counted: cases, or hours."""
        return sum(one.amount for one in self.found if one.counts)

    @property
    def value(self) -> float | None:
        """A percentage, or hours; None of nothing."""
        if not self.found:
            return None
        return self.over / len(self.found) * (100 if self.metric.unit == "PERCENT" else 1)

    @property
    def score(self) -> float | None:
        """5 at the excellent threshold and beyond, 2 at the poor one, 0 where it is twice as far off."""
        if self.value is None:
            return None
        excellent, poor = self.metric.excellent, self.metric.poor
        away = (self.value - excellent) / (poor - excellent)
        lost = 3 * away if away <= 1 else 3 + _POOR_SCORE * (away - 1)
        return min(SCORE_MAX, max(0.0, SCORE_MAX - lost))

    @property
    def status(self) -> str:
        """By the thresholds."""
        if self.score is None:
            return NO_DATA
        return "EXCELLENT" if self.score >= SCORE_MAX else "POOR" if self.score <= _POOR_SCORE else "GOOD"

    def view(self) -> dict[str, Any]:
        """What every answer says of a metric."""
        return {
            "metric_code": self.metric.code,
            "dimension": self.metric.dimension,
            "value": _number(self.value),
            "value_unit": self.metric.unit,
            "score": _score(self.score),
            "status": self.status,
            "status_text": _WORDS[self.status],
            "benchmarks": {
                "excellent_threshold": _number(self.metric.excellent),
                "poor_threshold": _number(self.metric.poor),
            },
            **_span(self.low, self.high),
        }

    def reasons(self) -> list[tuple[str, int]]:
        """What went wrong, the most frequent first."""
        return sorted(
            Counter(one.why for one in self.found if one.bad and one.why).items(), key=lambda row: (-row[1], row[0])
        )


def get_overview(world: World, ask: Ask) -> dict[str, Any]:
    """The score, what it is made of, what it unlocks and what costs most."""
    shop, known, found = ask.own_shop, rules(), _all(world, ask.own_shop)
    dimensions, parts = [], []
    for one in known.dimensions:
        scores = [each.score for each in found if each.metric.dimension == one.name and each.score is not None]
        mean = sum(scores) / len(scores) if scores else None
        tier = _tier(mean)
        dimensions.append(
            {
                "name": one.name,
                "score": _score(mean),
                "status": tier,
                "status_text": _WORDS[tier],
                "weight": f"{one.weight:.2f}",
            }
        )
        if mean is not None:
            parts.append((mean, one.weight))
    whole = sum(mean * weight for mean, weight in parts) / sum(weight for _, weight in parts) if parts else None
    reached, tier = whole or 0.0, _tier(whole)
    return {
        "sps_score": _score(whole),
        "sps_tier": tier,
        "sps_tier_text": _WORDS[tier],
        "peer_percentile": f"{reached / SCORE_MAX:.2f}",
        "dimensions": dimensions,
        "benefits": [
            {
                "benefit_name": one.name,
                "is_unlocked": whole is not None and whole >= one.since,
                "unlock_score": _score(one.since),
            }
            for one in known.benefits
        ],
        "primary_category": _category(shop),
        "top_issues": _issues(found),
        "update_time": found[0].high,
        **_span(found[0].low, found[0].high),
    }


def get_metrics(world: World, ask: Ask) -> dict[str, Any]:
    """Every metric."""
    rows = []
    for one in _all(world, ask.own_shop):
        reasons = one.reasons()
        rows.append({**one.view(), "metric_name": one.metric.name, "top_reason_text": reasons[0][0] if reasons else ""})
    return {"metrics": rows}


def get_diagnosis(world: World, ask: Ask) -> dict[str, Any]:
    """How one metric came about, and how it went."""
    one = _asked_for(world, ask)
    reasons, bad = one.reasons(), sum(case.bad for case in one.found)
    days = int(ask.query.get("trend_duration_days") or rules().trend_days)
    if not 1 <= days <= _TREND_MAX:
        raise Refused(36009004, f"Invalid request parameter. 'trend_duration_days' lies between 1 and {_TREND_MAX}.")
    last = latest_day(world, ask.own_shop)
    points = []
    for back in range(days - 1, -1, -1):
        day = last - timedelta(back)
        points.append(
            {"record_date": day.isoformat(), "value": _number(_measured(world, ask.own_shop, one.metric, back).value)}
        )
    counted = f"{one.over:.2f}" if one.metric.unit == "HOURS" else str(int(one.over))
    return {
        **one.view(),
        "calculation_rule": {
            "numerator_label": one.metric.counted,
            "numerator_value": counted,
            "denominator_label": one.metric.among,
            "denominator_value": str(len(one.found)),
        },
        "distribution_details": [
            {"name": why, "count": count, "percent": f"{100 * count / bad:.2f}"} for why, count in reasons
        ],
        "trend": {"data_points": points},
        "analyses": [
            {
                "summaries": [f"{one.metric.name}: {_WORDS[one.status].lower()}"],
                "details": [f"{why}: {count}" for why, count in reasons[:3]],
            }
        ],
    }


def get_problems(world: World, ask: Ask) -> dict[str, Any]:
    """Every problem behind one metric, the latest first; one row for each unit that a row of the metric names."""
    one = _asked_for(world, ask)
    name, rows_of = PROBLEMS[one.metric.code]
    rows = [row for case in reversed(one.found) if case.bad for row in rows_of(case)]
    return {"metric_code": one.metric.code, **cut_rows(ask, name, rows, lambda row: row)}


def get_top_items(world: World, ask: Ask) -> dict[str, Any]:
    """What one metric owes most to: products, or carriers."""
    one = _asked_for(world, ask)
    if one.metric.code not in TOPS:
        raise Refused(NOT_FOUND, "This metric has no items.")
    name, rows_of = TOPS[one.metric.code]
    rows = rows_of(world, ask.own_shop, one.found)
    return {"metric_code": one.metric.code, name: rows, "total_count": len(rows)}


def _all(world: World, shop: Shop) -> list[Measured]:
    return [_measured(world, shop, metric) for metric in rules().metrics]


def _measured(world: World, shop: Shop, metric: Metric, back: int = 0) -> Measured:
    """A metric over the days that are ready, or as it was so many days ago."""
    profile = market(shop.region)
    end = latest_day(world, shop) + timedelta(1 - back)
    low, high = midnight(profile, end - timedelta(rules().days)), midnight(profile, end)
    found: list[Case] = world.rendered.known(("score", shop.id, metric.code), lambda: cases(shop, metric.code))
    return Measured(metric, low, high, [one for one in found if low <= one.at < high])


def _asked_for(world: World, ask: Ask) -> Measured:
    metric = next((one for one in rules().metrics if one.code == ask.path["metric_code"]), None)
    if metric is None:
        raise Refused(NOT_FOUND, "There is no such metric.")
    return _measured(world, ask.own_shop, metric)


def _issues(found: Sequence[Measured]) -> dict[str, Any]:
    wrong = sorted(
        (one for one in found if one.status in ("GOOD", "POOR")), key=lambda one: (one.score or 0.0, one.metric.code)
    )
    issues = [
        {
            "rank": rank,
            "metric_code": one.metric.code,
            "metric_name": one.metric.name,
            "description": f"{one.metric.name} is {_number(one.value)}, excellent is {_number(one.metric.excellent)}",
            "percentile": f"{(one.score or 0.0) / SCORE_MAX:.2f}",
            **_span(one.low, one.high),
        }
        for rank, one in enumerate(wrong, 1)
    ]
    return {"summary": f"{len(issues)} of {len(found)} metrics can be better", "issues": issues}


def _category(shop: Shop) -> dict[str, str]:
    """The one most products on sale are in."""
    counts = Counter(one.category_id for one in shop.products.values() if one.status == "ACTIVATE")
    best = min(counts, key=lambda one: (-counts[one], one), default="")
    known = catalogue().category(best)
    return {"category_id": best or "0", "category_name": known.name if known is not None else ""}


def _tier(score: float | None) -> str:
    if score is None:
        return NO_DATA
    return next(one.name for one in rules().tiers if score >= one.since)


def _span(low: int, high: int) -> dict[str, int]:
    return {"evaluate_duration_days": rules().days, "start_evaluation_time": low, "end_evaluation_time": high}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _score(score: float | None) -> str:
    return "" if score is None else f"{score:.1f}"


HANDLERS: dict[str, Handler] = {
    "analytics.get_sps_overview": get_overview,
    "analytics.get_sps_metrics": get_metrics,
    "analytics.get_sps_metric_diagnosis": get_diagnosis,
    "analytics.get_sps_metric_problem_details": get_problems,
    "analytics.get_sps_metric_top_items": get_top_items,
}
