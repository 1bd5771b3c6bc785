"""How many people looked before some bought: visitors, page views and impressions of a day, made from the day's buyers.

The world keeps no visits. They follow from who bought and from the seed, the same for the same day: two to five of a hundred
visitors buy, a day without buyers has few visitors. Confidence: unknown, a choice.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visits:
    """Who looked on one day, or in one hour."""

    visitors: int
    page_views: int
    impressions: int
    clicks: int

    def __add__(self, other: Visits) -> Visits:
        return Visits(
            self.visitors + other.visitors,
            self.page_views + other.page_views,
            self.impressions + other.impressions,
            self.clicks + other.clicks,
        )


NOBODY = Visits(0, 0, 0, 0)


def visits(seed: int, place: str, buyers: int) -> Visits:
    """The visits at a place (a shop and its day, hour or source) where so many bought."""
    drawn = hashlib.blake2b(f"{seed}:visits:{place}".encode(), digest_size=8).digest()
    visitors = buyers * (20 + drawn[0] % 31) + drawn[1] % 7
    page_views = visitors * (14 + drawn[2] % 20) // 10
    impressions = page_views * (8 + drawn[3] % 9)
    return Visits(visitors, page_views, impressions, max(buyers, visitors + visitors * (drawn[4] % 5) // 10))


def rate(part: int, whole: int) -> str:
    """A share with four decimals; 0 of nothing."""
    return f"{part / whole:.4f}" if whole else "0"
