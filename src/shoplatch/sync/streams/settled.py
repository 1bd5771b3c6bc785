"""The amounts of a settlement row as every version names them, with the convention they close by."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json
from shoplatch.sync.streams.signs import Amounts, convention
from shoplatch.sync.streams.spec import flat

_FEE = ("fee_tax_amount", "fee_and_tax_amount", "fee_amount")  # 202501 rows, its order, 202309
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NO_MONEY = frozenset({"id", "quantity", "type", "status", "currency"})


def settled(source: Json, *, currency: str | None, prefix: str = "") -> dict[str, Any]:
    """The columns every settlement table shares. `prefix`: what the names begin with (`total_`)."""
    stated = Amounts(
        settlement=_amount(source, f"{prefix}settlement_amount"),
        revenue=_amount(source, f"{prefix}revenue_amount"),
        net_sales=_amount(source, f"{prefix}net_sales_amount"),
        fee=next((value for name in _FEE if (value := _amount(source, f"{prefix}{name}")) is not None), None),
        shipping=_amount(source, f"{prefix}shipping_cost_amount"),
        adjustment=_amount(source, f"{prefix}adjustment_amount"),
    )
    return {
        "currency": currency,
        "settlement_amount": stated.settlement,
        "revenue_amount": stated.revenue,
        "net_sales_amount": stated.net_sales,
        "fee_amount": stated.fee,
        "shipping_cost_amount": stated.shipping,
        "adjustment_amount": stated.adjustment,
        **convention(stated).columns(),
    }


def _amount(source: Json, name: str) -> Decimal | None:
    return fields.amount(source, name)


def amounts(source: Json) -> dict[str, str]:
    """Every single amount of a row by its path, as decimal text: TikTok adds some with most releases, none is lost."""
    return {path: text for path, text in flat(source).items() if _names_money(path) and _NUMBER.fullmatch(text)}


@lru_cache(maxsize=10_000)  # a row has some hundred names, and all rows the same
def _names_money(path: str) -> bool:
    last = path.rpartition(".")[2]
    return last not in _NO_MONEY and not last.endswith(("_id", "_time", "_count"))
