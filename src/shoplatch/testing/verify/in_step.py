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
        words = top.integration.last_words()
        raise Failed(f"{top.synced[1]}. Its last words: {words[-600:]}" if words else top.synced[1])
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


@check("data.sku_ids", "Ids of SKUs are kept whole", fix="Ids are text: past 2^53 a number loses its last digits.")
def sku_ids(top: BenchTop) -> str:
    _read(top)
    skus = sorted({top.sku_of(one) for one in top.orders[:5]})
    for sku in skus:
        if top.asked("stock", sku) is None and top.asked("stock", str(int(float(sku)))) is not None:
            raise Failed(f"It knows {int(float(sku))} instead of {sku}", "ids are read as floating-point numbers")
    return f"{len(skus)} ids of {len(skus[0])} digits"


@check(
    "data.products",
    "It knows every product on sale",
    fix="Read all pages of products, and keep title and price as they are.",
)
def products(top: BenchTop) -> str:
    _read(top)
    pages = top.client.pages("product.search_products", status="ACTIVATE")
    wanted = [one for page in pages for one in page.reply.data["products"]]
    for one in wanted:
        known = top.asked("product", one["id"])
        if known is None:
            raise Failed(f"It does not know the product {one['id']}", "products are not read whole")
        if known.get("title") not in (None, one["title"]):
            raise Failed(f"Product {one['id']} is {one['title']!r}, the integration has {known['title']!r}")
    return f"{len(wanted)} products"


@check(
    "data.order_lines", "It has one line for each unit", fix="A line of an order is one unit: keep lines by their own id."
)
def lines(top: BenchTop) -> str:
    _read(top)
    compared = 0
    for one in top.orders[-3:]:
        known, wanted = top.known(one) or {}, len(top.truth(one)["line_items"])
        if known.get("lines") is None:
            continue
        if int(known["lines"]) != wanted:
            raise Failed(f"{one} has {wanted} lines, the integration has {known['lines']}", "lines are merged by SKU")
        compared += 1
    if not compared:
        raise Skipped("the adapter names no lines")
    return f"{compared} orders equal"


@check(
    "data.stock", "It has what can be sold of a SKU", fix="Take the available quantity; committed units are sold already."
)
def stock(top: BenchTop) -> str:
    _read(top)
    top.needs("data.sku_ids")
    for one in top.orders[:5]:
        sku = top.sku_of(one)
        known, wanted = top.asked("stock", sku), top.stock(sku)
        if known is None:
            raise Failed(f"It does not know the SKU {sku}", "products or stock are not read whole")
        if int(known.get("available") or 0) != wanted:
            raise Failed(
                f"SKU {sku}: {wanted} can be sold, the integration has {known.get('available')}",
                "committed units are counted",
            )
    return "five SKUs equal"
