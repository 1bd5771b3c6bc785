"""Money is exact, immutable, of one currency, and refused when it is nonsense."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.errors import InvalidRequest
from shoplatch.values import Money, decimal

amounts = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("written", "value"),
    [("12.90", "12.90"), ("0", "0"), ("-0.01", "-0.01"), ("1E+3", "1E+3"), (5, "5"), (Decimal("1.1"), "1.1")],
)
def test_a_decimal_text_is_read_exactly(written: str | int | Decimal, value: str) -> None:
    assert str(decimal(written)) == value


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_not_zero(nothing: str | None) -> None:
    assert decimal(nothing) is None


@pytest.mark.parametrize("nonsense", ["NaN", "Infinity", "-inf", "12,90", "12.90 GBP", "x", " ", "0x10", "1..2"])
def test_nonsense_is_refused_by_name(nonsense: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        decimal(nonsense)
    assert repr(nonsense) in str(refused.value)


def test_a_float_has_already_lost_cents() -> None:
    with pytest.raises(InvalidRequest, match="float"):
        decimal(0.1)  # type: ignore[arg-type]


@given(amounts)
def test_an_amount_comes_back_as_it_was_written(amount: Decimal) -> None:
    assert decimal(str(amount)) == amount


@given(amounts, amounts, amounts)
def test_adding_is_exact_whatever_the_order(one: Decimal, two: Decimal, three: Decimal) -> None:
    a, b, c = Money(one, "GBP"), Money(two, "GBP"), Money(three, "GBP")
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a


def test_two_currencies_never_add() -> None:
    with pytest.raises(InvalidRequest, match="GBP and USD"):
        Money(Decimal(1), "GBP") + Money(Decimal(1), "USD")


def test_money_does_not_change() -> None:
    money = Money(Decimal(1), "GBP")
    with pytest.raises(FrozenInstanceError):
        money.amount = Decimal(2)  # type: ignore[misc]


@pytest.mark.parametrize(("amount", "shown"), [("1234567.80", "1,234,567.80 IDR"), ("0", "0 IDR"), ("-5.1", "-5.1 IDR")])
def test_money_is_shown_with_its_currency(amount: str, shown: str) -> None:
    assert str(Money(Decimal(amount), "IDR")) == shown
