"""Small values that every room shares: money and ids. Exact, immutable, and refused when they are nonsense."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from shoplatch.errors import InvalidRequest


def decimal(text: str | int | Decimal | None) -> Decimal | None:
    """A decimal string of the platform ("12.90") as an exact number; "" and None give None.

    Raises:
        InvalidRequest: the text is not a finite decimal number (a float is refused: it has already lost cents).
    """
    if text is None or text == "":
        return None
    if isinstance(text, float):
        raise InvalidRequest(f"{text!r} is a float; money travels as a decimal string")
    try:
        value = Decimal(text)
    except InvalidOperation as broken:
        raise InvalidRequest(f"{text!r} is not a decimal number") from broken
    if not value.is_finite():
        raise InvalidRequest(f"{text!r} is not a finite amount")
    return value


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency (ISO 4217). Two currencies never add."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise InvalidRequest(f"{self.currency} and {other.currency} cannot be summed")
        return Money(self.amount + other.amount, self.currency)

    def __str__(self) -> str:
        return f"{self.amount:,} {self.currency}"
