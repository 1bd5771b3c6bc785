"""Checks of what an integration makes of answers that are odd: what is new, what is missing, what is masked."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from shoplatch.testing.verify.bench_top import SEARCH, BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check

MASKED = "M*** S***"


def _read(top: BenchTop) -> None:
    if not top.synced[0]:
        raise Skipped(f"it could not read everything: {top.synced[1]}")


def _odd(top: BenchTop, what: str, cause: str = "it drops what it does not know", **rule: Any) -> str:
    """Orders of an answer that is odd are read all the same."""
    _read(top)
    top.needs("data.orders_complete")
    with top.unheard():
        order = top.place(1)[0]
        top.chaos(operation=SEARCH, **rule)
        top.sync()
        top.calm()
    if not top.synced[0]:
        raise Failed(f"{what}: {top.synced[1]}", "it falls over what it does not know")
    if top.known(order) is None:
        raise Failed(f"{what}: it does not know {order}", cause)
    top.sync()
    return "kept"


@check(
    "data.unknown_status",
    "An order with a status it does not know is kept",
    fix="Keep unknown values as text; new ones come.",
)
def unknown_status(top: BenchTop) -> str:
    return _odd(top, "Orders had the status A_STATUS_OF_THE_FUTURE", fault="unknown_status")


@check("data.unknown_fields", "Fields it does not know do no harm", fix="Ignore fields you do not know.")
def unknown_fields(top: BenchTop) -> str:
    return _odd(top, "Orders had a field of the future", fault="unknown_fields")


@check("data.missing_fields", "Fields that are missing do no harm", fix="Expect that any field but ids may be missing.")
def missing_fields(top: BenchTop) -> str:
    return _odd(top, "Orders had no buyer's message, no avatar, no delivery option", fault="missing_fields")


@check("data.null_fields", "Fields that are null do no harm", fix="Read null as nothing, wherever it stands.")
def null_fields(top: BenchTop) -> str:
    nothing = {f"orders.*.{name}": None for name in ("buyer_message", "seller_note", "cancel_reason")}
    return _odd(top, "Buyer's message, seller's note and reason to cancel were null", alter=nothing)


@check(
    "data.missing_money",
    "An amount that is missing is not zero",
    fix="Nobody said is not nothing: keep what was known, or keep the amount empty.",
)
def missing_money(top: BenchTop) -> str:
    _read(top)
    top.needs("data.order_total")
    order = top.orders[0]
    with top.unheard():
        top.chaos(operation=SEARCH, drop=["orders.*.payment"])
        top.sync()
        said, known = top.synced, top.known(order) or {}
        top.calm()
        top.sync()
    if not said[0]:
        raise Failed(f"Orders had no payment: {said[1]}", "it falls over what it does not know")
    shown, wanted = known.get("total"), Decimal(top.truth(order)["payment"]["total_amount"])
    if shown is not None and _amount(shown) != wanted:
        raise Failed(f"{order}: the answer had no amount, the integration has {shown}", "nothing said is taken for zero")
    return f"it has {'nothing' if shown is None else shown}"


@check(
    "data.masked",
    "A masked value never replaces a whole one",
    fix="Where an answer masks what you know whole (***), keep what you know.",
)
def masked(top: BenchTop) -> str:
    _read(top)
    order = top.orders[0]
    whole = (top.known(order) or {}).get("recipient")
    if whole is None:
        raise Skipped("the adapter names no recipient")
    with top.unheard():
        top.chaos(operation=SEARCH, alter={"orders.*.recipient_address.name": MASKED})
        top.sync()
        shown = (top.known(order) or {}).get("recipient")
        top.calm()
        top.sync()
    if shown == MASKED:
        raise Failed(f"It knew the recipient of {order} and now has {MASKED}", "a masked value replaced a whole one")
    return "the whole one stays"


def _amount(text: object) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None
