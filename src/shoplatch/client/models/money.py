"""An amount and its currency, as two fields of the wire, made one exact value. Rounds nothing, converts nothing."""

from __future__ import annotations

from shoplatch.values import Money, decimal


def money_of(amount: str | None, currency: str | None) -> Money | None:
    """The amount with its currency, or None where either is missing.

    Raises:
        InvalidRequest: the text is not a number.
    """
    value = decimal(amount)
    return Money(value, currency) if value is not None and currency else None
