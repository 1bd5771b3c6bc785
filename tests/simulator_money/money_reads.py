"""Every finance read of a world in which money has moved, for the comparison of answers with the official description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator import money_desk
from tests.simulator_shop.shop_world import Desk

_ROWS = {"sort_field": "order_create_time", "page_size": "50"}


def money_reads(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of all of them, in each version."""
    world = desk.world
    for kind in ("RECHARGE", "WITHDRAW", "REVERSE"):
        money_desk.book_flow(world, money_desk.Flow(kind, "50.00", "USD"))
    for shop in world.shops.values():
        adjusted = next(iter(shop.purse.booked))
        money_desk.adjust(world, money_desk.Notice("SHIPPING_FEE_COMPENSATION", "1.50", shop.id, adjusted))
        yield from _forecast(desk, shop)
    desk.wind(86_400)
    for shop in world.shops.values():
        listed = desk.call("finance.get_statements", shop, query={"sort_field": "statement_time", "page_size": "100"})
        yield "finance.get_statements", listed
        for one in listed["statements"]:
            for version in ("", "@202309"):
                name = f"finance.get_transactions_by_statement{version}"
                yield name, desk.call(name, shop, query=_ROWS, statement_id=one["id"])
        for order_id in list(shop.purse.booked)[:10]:
            for version in ("", "@202309"):
                name = f"finance.get_transactions_by_order{version}"
                yield name, desk.call(name, shop, order_id=order_id)
        for version in ("", "@202309"):
            name = f"finance.get_payments{version}"
            yield name, desk.call(name, shop, query={"sort_field": "create_time", "page_size": "5"})
        name = "finance.get_seller_financial_transactions"
        yield name, desk.call(name, shop, query={"types": "SETTLE,WITHDRAW", "page_size": "5"})
        yield "finance.get_tax_information", desk.call("finance.get_tax_information", shop)
    shop = desk.shop()
    name = "finance.get_trade_in_supplier_account_balance"
    yield name, desk.call(name, shop, query={"currency": "USD"})
    name = "finance.get_trade_in_account_transactions"
    yield name, desk.call(name, shop, query={"page_size": "5"})


def _forecast(desk: Desk, shop: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    name = "finance.get_unsettled_transactions"
    yield name, desk.call(name, shop, query={**_ROWS, "sort_order": "DESC"})
    yield name, desk.call(name, shop, query=_ROWS)
