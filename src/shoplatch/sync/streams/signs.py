"""How the amounts of a settlement row add up, found row by row (platform.md section 15).

TikTok's formulae add charges in some versions and subtract them in others, their samples contradict them, and what counts as
a fee differs by market. So every known identity is tried; the convention that closes is kept with the row, and a row that
none closes is marked, not dropped. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
ADDED, SUBTRACTED, EITHER, NONE, UNTESTED = "added", "subtracted", "either", "none", "untested"

# In the order they are named in: the first that closes names the row.
_ADDED = (
    ("settlement = revenue + shipping + fee + adjustment", ("revenue", "shipping", "fee", "adjustment")),
    ("settlement = net_sales + shipping + fee + adjustment", ("net_sales", "shipping", "fee", "adjustment")),
    ("settlement = revenue + fee + adjustment", ("revenue", "fee", "adjustment")),
    ("settlement = revenue + shipping + fee", ("revenue", "shipping", "fee")),
    ("settlement = net_sales + fee + adjustment", ("net_sales", "fee", "adjustment")),
)
_SUBTRACTED = (
    ("settlement = revenue - shipping - fee - adjustment", ("revenue", "shipping", "fee", "adjustment")),
    ("settlement = revenue - shipping - fee", ("revenue", "shipping", "fee")),
    ("settlement = net_sales - shipping - fee - adjustment", ("net_sales", "shipping", "fee", "adjustment")),
    ("settlement = revenue - fee - adjustment", ("revenue", "fee", "adjustment")),
)


@dataclass(frozen=True, slots=True)
class Convention:
    """How a row closes: `sign` is added, subtracted, either, none or untested; `identity` is the formula."""

    sign: str
    identity: str | None

    def columns(self) -> dict[str, str | None]:
        """As the tables keep it."""
        return {"sign_convention": self.sign, "identity": self.identity}


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of one row as stated; None where TikTok states none."""

    settlement: Decimal | None
    revenue: Decimal | None = None
    net_sales: Decimal | None = None
    fee: Decimal | None = None
    shipping: Decimal | None = None
    adjustment: Decimal | None = None


def convention(row: Amounts) -> Convention:
    """By which identity a row closes.

    "either": its charges are zero, so both do. "untested": it states no settlement (a reserve), so nothing has to close.
    """
    stated = (row.revenue, row.net_sales, row.fee, row.shipping, row.adjustment)
    if row.settlement is None or all(one is None for one in stated):
        return Convention(UNTESTED, None)
    added = _first(row, _ADDED, 1)
    subtracted = _first(row, _SUBTRACTED, -1)
    if added and subtracted:
        return Convention(EITHER, added) if _no_charges(row) else Convention(ADDED, added)
    if added:
        return Convention(ADDED, added)
    return Convention(SUBTRACTED, subtracted) if subtracted else Convention(NONE, None)


def _first(row: Amounts, identities: tuple[tuple[str, tuple[str, ...]], ...], sign: int) -> str | None:
    """The formula that closes; one whose base (revenue or net sales) is not stated says nothing."""
    for formula, (base, *charges) in identities:
        start = getattr(row, base)
        if start is None and base == "net_sales":
            continue
        if row.settlement == (start or ZERO) + sign * sum((getattr(row, one) or ZERO for one in charges), ZERO):
            return formula
    return None


def _no_charges(row: Amounts) -> bool:
    return not any((row.fee, row.shipping, row.adjustment))
