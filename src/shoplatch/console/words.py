"""How values read on a page: times in a shop's zone, spans, delays, money, counts. Pure; no page knows another way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY = 60, 3600, 86400


@cache
def _regions() -> dict[str, object]:
    return dict(json.loads((files(__package__) / "regions.json").read_bytes()))


def zone_of(region: str) -> str:
    """The IANA name of the zone a shop of this country lives by; UTC where the country is not listed."""
    zones = _regions()["zones"]
    return str(zones.get(region, "UTC")) if isinstance(zones, dict) else "UTC"


def currency_of(region: str) -> str:
    """The currency shops of this country sell in; "" where the country is not listed."""
    currencies = _regions()["currencies"]
    return str(currencies.get(region, "")) if isinstance(currencies, dict) else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a shop is: its zone and its clock's moment."""

    zone: str
    now: datetime

    def local(self, moment: datetime) -> datetime:
        """The moment on the wall clock of this place."""
        return moment.astimezone(ZoneInfo(self.zone))

    def day_start(self, days_ago: int = 0) -> datetime:
        """Midnight of today, or of so many days ago, as an aware moment of this place."""
        today = self.local(self.now).date() - timedelta(days=days_ago)
        return datetime(today.year, today.month, today.day, tzinfo=ZoneInfo(self.zone))

    def same_time(self, days_ago: int) -> datetime:
        """The same wall-clock time so many days ago (a week may be 167 or 169 hours long)."""
        here = self.local(self.now)
        return datetime.combine(here.date() - timedelta(days=days_ago), here.time(), ZoneInfo(self.zone))


def short(moment: datetime | None, place: Place) -> str:
    """The time as short as it stays clear: today 14:04:51, this week Sat 21:17, this year 3 Nov 14:05, else 3 Nov 2025."""
    if moment is None:
        return "–"
    here, now = place.local(moment), place.local(place.now)
    if here.date() == now.date():
        return f"{here:%H:%M:%S}"
    if abs((here.date() - now.date()).days) < 7:
        return f"{here:%a %H:%M}"
    return f"{here.day} {here:%b %H:%M}" if here.year == now.year else f"{here.day} {here:%b %Y}"


def full(moment: datetime | None, place: Place) -> str:
    """The whole time with its zone: Sun 22 Nov 2026 14:05:12 PST."""
    if moment is None:
        return "not yet"
    here = place.local(moment)
    return f"{here:%a} {here.day} {here:%b %Y %H:%M:%S %Z}"


def span(seconds: float) -> str:
    """A stretch of time in its two largest units: 40 s, 12 min, 1 h 52 min, 3 days."""
    whole = int(abs(seconds))
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return f"{whole // MINUTE} min"
    if whole < DAY:
        hours, minutes = whole // HOUR, whole % HOUR // MINUTE
        return f"{hours} h {minutes} min" if minutes and hours < 10 else f"{hours} h"
    days = whole // DAY
    return "1 day" if days == 1 else f"{days:,} days"


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, in words; "never" for None."""
    if moment is None:
        return "never"
    seconds = (now - moment).total_seconds()
    return "just now" if seconds < 2 else f"{span(seconds)} ago"


def until(moment: datetime | None, now: datetime) -> str:
    """How long until then, or how long past."""
    if moment is None:
        return "–"
    seconds = (moment - now).total_seconds()
    return f"in {span(seconds)}" if seconds >= 0 else f"{span(seconds)} late"


def delay(seconds: float | None) -> str:
    """A measured delay with as many digits as mean something: 0.21 s, 4.1 s, 3 min; a dash when nothing was measured."""
    if seconds is None:
        return "–"
    if seconds < 0.0995:
        return f"{max(seconds, 0.0):.3f} s"
    if seconds < 0.995:
        return f"{seconds:.2f} s"
    return f"{seconds:.1f} s" if seconds < MINUTE else span(seconds)


def amount(value: Decimal | None, currency: str | None) -> str:
    """An amount with the decimals of its currency, without the currency's name; a dash where there is none."""
    if value is None:
        return "–"
    whole = currency in _without_cents() and value == value.to_integral_value()
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    exact = Decimal(text.replace(",", ""))
    return (text if exact == value else f"{value:,f}").replace("-", "−")


@cache
def _without_cents() -> frozenset[str]:
    listed = _regions()["currencies_without_cents"]
    return frozenset(str(name) for name in listed) if isinstance(listed, list) else frozenset()


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 order, 1,204 orders."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(value: date | None) -> str:
    """A day: 3 Nov 2026."""
    return f"{value.day} {value:%b %Y}" if value is not None else "–"


def settled_day(moment: datetime | None) -> str:
    """The UTC day that ends at a moment: what a statement is about."""
    return day((moment.astimezone(UTC) - timedelta(seconds=1)).date()) if moment is not None else "–"


_SPELLED = {"gmv": "GMV", "gpm": "GPM", "ctr": "CTR", "sku": "SKU", "skus": "SKUs", "id": "id", "ids": "ids", "cod": "COD",
            "rts": "RTS", "tts": "TTS", "sla": "SLA", "ec": "e-commerce", "im": "chat", "est": "estimated",
            "avg": "average", "conversation": "conversion"}  # fmt: skip


def label(column: str) -> str:
    """The name of a column as people read it: gmv → GMV, refund_total → Refund total, product_id → Product id."""
    spelled = dict(_SPELLED) if column == "avg_conversation_rate" else {**_SPELLED, "conversation": "conversation"}
    said = " ".join(spelled.get(word, word) for word in column.split("_"))
    return said[:1].upper() + said[1:]


def change(now: Decimal | int, before: Decimal | int) -> tuple[str, str]:
    """How much more or less, in percent (as a factor from ten times on), and whether that is up or down ("" when equal)."""
    if not before:
        return "", ""
    percent = (Decimal(now) - Decimal(before)) / Decimal(before) * 100
    if abs(percent) < Decimal("0.05"):
        return "±0 %", ""
    if percent >= 900:
        return f"×{Decimal(now) / Decimal(before):,.0f}", "up"
    text = f"{percent:+,.0f} %" if abs(percent) >= 100 else f"{percent:+.1f} %"
    return text.replace("-", "−"), "up" if percent > 0 else "down"
