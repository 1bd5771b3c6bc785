"""Geometry of the small charts that are drawn on the server: numbers in, shares and positions out. It draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = Decimal | int | float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins (percent of the width), how high it and the one behind it are (0 to 1), and its words."""

    x: float
    share: float
    ghost: float
    title: str
    now: bool = False
    peak: str = ""  # written above the bar
    anchor: str = "middle"  # which end of that text stands over the bar


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line at a round value."""

    share: float
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the base line."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Everything `parts.bars` needs. `step` is the width of one slot in percent."""

    bars: tuple[Bar, ...]
    rules: tuple[Rule, ...]
    ticks: tuple[Tick, ...]
    step: float


def spark(numbers: Sequence[Number], *, width: float = 72, height: float = 22) -> str:
    """The `points` of a polyline through the numbers; empty when there is nothing to see (fewer than two, or all zero)."""
    if len(numbers) < 2 or not any(numbers):
        return ""
    most, least = float(max(numbers)), min(0.0, float(min(numbers)))
    across, up = width / (len(numbers) - 1), (height - 4) / ((most - least) or 1)
    return " ".join(f"{i * across:.1f},{height - 2 - (float(n) - least) * up:.1f}" for i, n in enumerate(numbers))


def bars(
    numbers: Sequence[Number],
    behind: Sequence[Number],
    *,
    titles: Sequence[str],
    ticks: Sequence[tuple[int, str]],
    now: int | None = None,
    peak: str = "",
) -> BarChart:
    """Bars with paler ones behind them to compare with, both on one scale from zero. `peak` is written over the highest."""
    top = _round_up(max([float(n) for n in (*numbers, *behind)], default=0))
    step = 100 / max(len(numbers), 1)
    highest = max(range(len(numbers)), key=lambda i: numbers[i]) if any(numbers) else None
    drawn = tuple(
        Bar(
            x=round(i * step, 3),
            share=float(number) / top,
            ghost=float(behind[i]) / top if i < len(behind) else 0.0,
            title=titles[i],
            now=i == now,
            peak=peak if i == highest else "",
            anchor="start" if i < len(numbers) * 0.15 else "end" if i > len(numbers) * 0.85 else "middle",
        )
        for i, number in enumerate(numbers)
    )
    rules = tuple(Rule(part, f"{top * part:,.0f}" if top >= 4 else f"{top * part:,.2f}") for part in (0.5, 1.0))
    marks = tuple(
        Tick(round(at * step, 3), text, "start" if at == 0 else "end" if at >= len(numbers) else "middle")
        for at, text in ticks
    )
    return BarChart(drawn, rules, marks, step)


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten that leaves some air above the value."""
    if value <= 0:
        return 1.0
    scale = 1.0
    while scale * 10 <= value:
        scale *= 10
    while scale > value:
        scale /= 10
    return next(scale * step for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15) if scale * step >= value * 1.08)
