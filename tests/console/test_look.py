"""House rules of the look: no inline script or style, a short script, colours that can be read, words that fit."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from shoplatch import look
from shoplatch.console import words
from shoplatch.look import draw
from shoplatch.look.rows import with_names

SRC = Path(look.__file__).parents[1]
TEMPLATES = sorted([*SRC.glob("console/templates/*.html"), *SRC.glob("look/parts/*.html")])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_script_or_style(path: Path) -> None:
    """The content policy forbids both: what is inline would simply not run."""
    markup = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    assert not re.search(r"<script(?![^>]*\bsrc=)", markup)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", markup)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", markup), "nothing from outside"


def test_live_js_stays_a_page_that_can_be_read_at_once() -> None:
    assert len(look.live().decode().splitlines()) <= 150


def test_the_first_visit_weighs_little() -> None:
    assert len(look.css()) + len(look.live()) + len(look.icon()) < 60_000


def tokens() -> dict[str, tuple[str, str]]:
    """Each colour token with its light and its dark value."""
    found = re.findall(r"--([\w-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)", look.css().decode())
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    *product(("ink", "ink-2", "ink-3", "accent-ink", "bad", "warn", "good"), ("panel", "bg", "raised")),
    *((name, f"{name}-soft") for name in ("good", "warn", "bad", "info")),
    ("accent-ink", "accent-soft"),
    ("on-accent", "accent"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_the_contrast_of_wcag_aa(ink: str, ground: str, theme: int) -> None:
    assert contrast(tokens()[ink][theme], tokens()[ground][theme]) >= 4.5


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (6720, "1 h 52 min"),
        (3600, "1 h"),
        (86400 * 3 + 5, "3 days"),
        (86400, "1 day"),
    ],
)
def test_a_span_reads_in_its_two_largest_units(seconds: float, text: str) -> None:
    assert words.span(seconds) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (Decimal("1234.5"), "GBP", "1,234.50"),
        (Decimal(50000), "IDR", "50,000"),
        (Decimal("-2"), "USD", "−2.00"),
        (Decimal("0.125"), "USD", "0.125"),
        (None, "USD", "–"),
    ],
)
def test_amounts_keep_every_digit_they_have(value: Decimal | None, currency: str, text: str) -> None:
    assert words.amount(value, currency) == text


def test_a_day_starts_at_midnight_of_the_shop_even_when_clocks_change() -> None:
    after_change = words.Place("Europe/London", datetime(2026, 10, 25, 12, tzinfo=UTC))  # clocks went back that night
    assert after_change.day_start().astimezone(UTC) == datetime(2026, 10, 24, 23, tzinfo=UTC)
    assert after_change.same_time(7).astimezone(UTC) == datetime(2026, 10, 18, 11, tzinfo=UTC)
    assert after_change.now - after_change.same_time(7) == timedelta(days=7, hours=1)


def test_bars_share_one_scale_and_leave_room_above_the_highest() -> None:
    chart = draw.bars([0, 50, 100], [200, 0, 0], titles=["a", "b", "c"], ticks=[(0, "0")], peak="100")
    assert max(bar.share for bar in chart.bars) == pytest.approx(max(bar.ghost for bar in chart.bars) / 2)
    assert all(bar.share < 1 and bar.ghost < 1 for bar in chart.bars)
    assert [bar.peak for bar in chart.bars] == ["", "", "100"]


def test_a_spark_of_nothing_is_nothing() -> None:
    assert draw.spark([]) == draw.spark([0, 0, 0]) == draw.spark([5]) == ""
    assert draw.spark([0, 10]) == "0.0,20.0 72.0,2.0"


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (108, 100, ("+8.0 %", "up")),
        (50, 100, ("−50.0 %", "down")),
        (100, 100, ("±0 %", "")),
        (5, 0, ("", "")),
        (3000, 100, ("×30", "up")),
        (350, 100, ("+250 %", "up")),
    ],
)
def test_a_change_is_said_in_the_measure_that_is_read_at_once(now: int, before: int, said: tuple[str, str]) -> None:
    assert words.change(now, before) == said


def test_every_cell_of_a_table_says_its_column_where_the_heading_has_no_room() -> None:
    rows = (
        '<tbody><tr data-key="a"><td>1</td><td class="num">2</td></tr>'
        '<tr><td colspan="2">all</td></tr><tr><td>3</td></tr></tbody>'
    )
    assert with_names(rows, ["Order", "Items &amp; more"]) == (
        '<tbody><tr data-key="a"><td data-label="Order">1</td><td class="num" data-label="Items &amp; more">2</td></tr>'
        '<tr><td colspan="2">all</td></tr><tr><td data-label="Order">3</td></tr></tbody>'
    )
