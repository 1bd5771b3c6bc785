"""What figures by day have in common: money with its currency, counts, rates, and the day they are of."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json, Unreadable
from shoplatch.sync.streams.spec import At, flat


def within(source: Json, *path: str) -> Json:
    """A nested object; empty where it is missing."""
    for name in path:
        source = fields.inner(source, name)
    return source


def money(source: Json, *paths: str) -> Decimal | None:
    """The first amount that is stated, each path dotted, at its end an object {amount, currency}."""
    for path in paths:
        value = fields.amount(within(source, *path.split(".")), "amount")
        if value is not None:
            return value
    return None


def currency(source: Json, *paths: str) -> str | None:
    """The currency of the first amount that names one."""
    found = (fields.text(within(source, *path.split(".")), "currency") for path in paths)
    return next((one for one in found if one), None)


def number(source: Json, *paths: str) -> int | None:
    """The first count that is stated, by dotted path; None where none is."""
    for path in paths:
        *way, last = path.split(".")
        holder = within(source, *way)
        if holder.get(last) not in (None, ""):
            return fields.count(holder, last)
    return None


def rate(source: Json, *paths: str) -> Decimal | None:
    """The first rate that is stated, as an exact number; one written with a percent sign too."""
    for path in paths:
        *way, last = path.split(".")
        text = fields.text(within(source, *way), last)
        if text:
            return fields.amount({last: text.removesuffix("%")}, last)
    return None


def day(at: At) -> dict[str, Any]:
    """The day that was asked for.

    Raises:
        Unreadable: none was.
    """
    if at.day is None:
        raise Unreadable("figures by day came without a day", shop=at.shop_id)
    return {"start_date": at.day, "end_date": at.day + timedelta(days=1), "latest_available_date": at.available}


def metrics(source: Json) -> dict[str, str]:
    """Every figure by its path."""
    return flat(source)
