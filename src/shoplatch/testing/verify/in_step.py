"""Checks that what an integration knows is what the platform has: orders, money, stock."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check


def _read(top: BenchTop) -> None:
    if not top.synced[0]:
        raise Skipped(f"it could not read everything: {top.synced[1]}")


@check("data.sync", "It reads everything when it is asked to", fix="See what it said; the checks of its calls say why.")
def sync(top: BenchTop) -> str:
    if not top.synced[0] and any(one["code"] for one in top.calls()):
        raise Skipped("its calls were refused; the checks of its calls say why")
    if not top.synced[0]:
        raise Failed(top.synced[1])
    return top.synced[1]


@check("data.orders_complete", "It knows every order", fix="Read all pages, and keep what you do not understand.")
def complete(top: BenchTop) -> str:
    _read(top)
    missing = [one for one in top.orders if top.known(one) is None]
    if missing:
        near = [one for one in missing if top.known(str(int(float(one)))) is not None]
        cause = (
            "ids are read as floating-point numbers and lose their last digits"
            if near
            else "orders were not read or not kept"
        )
        raise Failed(f"{len(missing)} of {len(top.orders)} are unknown, {missing[0]} among them", cause)
    return f"{len(top.orders)} of {len(top.orders)}"


def _odd(top: BenchTop, fault: str, what: str) -> str:
    """Orders of an answer that is odd are read all the same."""
    _read(top)
    top.needs("data.orders_complete")
    top.webhooks(on=False)
    order = top.place(1)[0]
    top.chaos(operation="order.get_order_list", fault=fault)
    top.sync()
    top.calm()
    top.webhooks(on=True)
    if not top.synced[0]:
        raise Failed(f"{what}: {top.synced[1]}", "it falls over what it does not know")
    if top.known(order) is None:
        raise Failed(f"{what}: it does not know {order}", "it drops what it does not know")
    top.sync()
    return "kept"


@check(
    "data.unknown_status",
    "An order with a status it does not know is kept",
    fix="Keep unknown values as text; new ones come.",
)
def unknown_status(top: BenchTop) -> str:
    return _odd(top, "unknown_status", "Orders had the status A_STATUS_OF_THE_FUTURE")


@check("data.unknown_fields", "Fields it does not know do no harm", fix="Ignore fields you do not know.")
def unknown_fields(top: BenchTop) -> str:
    return _odd(top, "unknown_fields", "Orders had a field of the future")


@check("data.missing_fields", "Fields that are missing do no harm", fix="Expect that any field but ids may be missing.")
def missing_fields(top: BenchTop) -> str:
    return _odd(top, "missing_fields", "Orders had no buyer's message, no avatar, no delivery option")


@check("data.order_status", "It has the status of every order", fix="Keep the status of the order, not of the event.")
def status(top: BenchTop) -> str:
    _read(top)
    for one in top.orders:
        known = top.known(one)
        if known is not None and known.get("status") != top.truth(one)["status"]:
            raise Failed(f"{one} is {top.truth(one)['status']}, the integration has {known.get('status')}")
    return f"{len(top.orders)} equal"


@check(
    "data.order_total",
    "It has every order's total, to the cent",
    fix="Take amounts as text into exact decimals, never into floats.",
)
def total(top: BenchTop) -> str:
    _read(top)
    compared = 0
    for one in top.orders:
        known = top.known(one) or {}
        if known.get("total") is None:
            continue
        wanted = Decimal(top.truth(one)["payment"]["total_amount"])
        try:
            found = Decimal(str(known["total"]))
        except InvalidOperation:
            raise Failed(f"{one}: {known['total']!r} is no amount") from None
        if found != wanted:
            raise Failed(
                f"{one}: the total is {wanted}, the integration has {found}", "money is rounded or summed as floats"
            )
        compared += 1
    if not compared:
        raise Skipped("the adapter names no total")
    return f"{compared} equal"


@check("data.order_currency", "It has every order's currency", fix="Keep the currency beside each amount.")
def currency(top: BenchTop) -> str:
    _read(top)
    held = [(one, known["currency"]) for one in top.orders if (known := top.known(one) or {}).get("currency") is not None]
    if not held:
        raise Skipped("the adapter names no currency")
    for one, found in held:
        if found != top.truth(one)["payment"]["currency"]:
            raise Failed(f"{one}: the integration has {found}")
    return f"{len(held)} equal"


@check(
    "data.stock", "It has what can be sold of a SKU", fix="Take the available quantity; committed units are sold already."
)
def stock(top: BenchTop) -> str:
    _read(top)
    question = top.integration.adapter.stock
    if question is None:
        raise Skipped("the adapter has no [stock]")
    for one in top.orders[:5]:
        sku = top.sku_of(one)
        known, wanted = top.integration.know(question, sku), top.stock(sku)
        if known is None:
            raise Failed(f"It does not know the SKU {sku}", "products or stock are not read whole")
        if int(known.get("available") or 0) != wanted:
            raise Failed(
                f"SKU {sku}: {wanted} can be sold, the integration has {known.get('available')}",
                "committed units are counted",
            )
    return "five SKUs equal"
