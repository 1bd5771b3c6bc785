"""An amount and its currency, as two fields of the wire, made one exact value. Rounds nothing, converts nothing."""

from __future__ import annotations

from msgspec import Struct

from shoplatch.errors import InvalidRequest
from shoplatch.values import Money, decimal


def money_of(amount: str | None, currency: str | None) -> Money | None:
    """The amount with its currency, or None where either is missing.

    Raises:
        InvalidRequest: the text is not a number.
    """
    value = decimal(amount)
    return Money(value, currency) if value is not None and currency else None


class Amount(Struct, frozen=True, gc=False, kw_only=True):
    """An object of the wire that is one sum: `amount` beside `currency`."""

    @property
    def money(self) -> Money | None:
        """The sum as exact Money; None where the platform left a part out.

        Raises:
            InvalidRequest: the text is not a number.
        """
        return money_of(getattr(self, "amount", None), getattr(self, "currency", None))


class Amounts(Struct, frozen=True, gc=False, kw_only=True):
    """An object of the wire with sums in several fields, all in its one `currency`."""

    def money(self, field: str) -> Money | None:
        """One sum as exact Money; None where the platform left it out.

        Raises:
            InvalidRequest: there is no such field, or its text is not a number.
        """
        if field == "currency" or field not in self.__struct_fields__:
            raise InvalidRequest(f"{field} is not an amount of {type(self).__qualname__}")
        return money_of(getattr(self, field), getattr(self, "currency", None))
