"""How a grant stands, in one word, one sentence and one next step. Pure: it decides nothing and changes nothing.

The dates of a grant are TikTok's, and now and then odd: missing, zero, far ahead, or past while the grant still works
(platform.md section 3.3). So a date never stops anything; only TikTok's refusal does. A date warns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

NOTICE = timedelta(days=30)
"""From when on a grant counts as expiring: as long ahead as TikTok's own daily notice (webhook 7, section 3.4)."""
NO_END_FROM = timedelta(days=50 * 365)  # ends near the year 2124 were seen: no end by time
Word = Literal["active", "expiring", "needs_reauthorization", "deauthorized"]


class Standing(Protocol):
    """The part of a connection that this needs."""

    @property
    def app_key(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def refresh_expires_at(self) -> datetime | None: ...
    @property
    def end_told(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Life:
    """`ends_at`: when the grant ends as far as anybody said; None where it has no end by time."""

    word: Word
    said: str
    next_step: str
    ends_at: datetime | None = None


def life_of(grant: Standing, now: datetime, *, notice: timedelta = NOTICE) -> Life:
    """How a grant stands at a moment of its platform's time."""
    again = f"Let the seller authorize again: `shoplatch connect {grant.app_key}`, or Connections in the console."
    if grant.state == "deauthorized":
        said = f"The grant was taken back: {grant.reason or 'TikTok Shop says so'}"
        return Life("deauthorized", said, f"Nothing is called any more. To come back, {_lower(again)}")
    if grant.state == "needs_reauthorization":
        return Life("needs_reauthorization", grant.reason or "The grant cannot be renewed", again)
    ends_at = end_of(grant, now)
    if ends_at is None:
        return Life("active", "Works, with no end by time", "")
    if ends_at <= now:
        said = f"Works, although TikTok said that it ended on {ends_at:%Y-%m-%d}"
        return Life("expiring", said, again, ends_at)
    if ends_at - now <= notice:
        days = (ends_at - now).days
        said = f"Ends in {days} day{'' if days == 1 else 's'}, on {ends_at:%Y-%m-%d}" if days else "Ends within a day"
        return Life("expiring", said, again, ends_at)
    return Life("active", f"Works until {ends_at:%Y-%m-%d}", "", ends_at)


def end_of(grant: Standing, now: datetime) -> datetime | None:
    """The end of a grant: what webhook 7 told last, else what came with the tokens; None for none, or one far ahead."""
    ends_at = grant.end_told or grant.refresh_expires_at
    return None if ends_at is None or ends_at - now >= NO_END_FROM else ends_at


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
