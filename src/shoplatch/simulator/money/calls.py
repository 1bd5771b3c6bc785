"""The finance operations of every version: one purse behind them all (platform.md section 15)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.markets import market
from shoplatch.simulator.money import booking, older_views, views
from shoplatch.simulator.money.around import HANDLERS as AROUND
from shoplatch.simulator.money.booking import Requests
from shoplatch.simulator.money.payout_views import payment_view, withdrawal_view
from shoplatch.simulator.money.terms import Terms, terms_of
from shoplatch.simulator.money.unsettled import Open, as_row, estimates, open_things
from shoplatch.simulator.money.unsettled import view as unsettled_view
from shoplatch.simulator.pages import Search, cut, offset_of, offset_token
from shoplatch.simulator.state.world import World

INVALID = 36009004
_PAGE = 20
_NEWEST_FIRST = True  # the description has no sort_order here
T = TypeVar("T")


def get_statements(_world: World, ask: Ask) -> dict[str, Any]:
    """The statements of a shop, oldest first unless told otherwise."""
    shop = ask.own_shop
    _sorted_by(ask, "statement_time")
    page = cut(
        shop.purse.statements,
        Search("statement_time", _descending(ask), *_span(ask, "statement_time"), ask.query.get("payment_status")),
        size=_size(ask),
        token=ask.query.get("page_token", ""),
        filters=_filters(ask),
        refusal=INVALID,
    )
    nets = terms_of(shop).nets
    rows = [older_views.statement(shop, one, nets=nets) for one in page.things]
    return {"statements": rows, "next_page_token": page.next_token}


def get_transactions_by_statement(world: World, ask: Ask) -> dict[str, Any]:
    """The rows of one statement, in order of the orders' creation."""
    shop = ask.own_shop
    _sorted_by(ask, "order_create_time")
    statement = shop.purse.statements.get(ask.path["statement_id"])
    if statement is None:
        raise Refused(INVALID, "Invalid request parameter. 'statement_id' names no statement of this shop.")
    older = ask.operation.version == "202309"
    listed = older_views.without_reserves(statement) if older else statement.transactions
    rows = sorted(listed, key=lambda row: (row.order_create_time, row.id), reverse=_descending(ask))
    some, token = _cut(ask, rows)
    if older:
        told = older_views.statement_rows(shop, statement, some, nets=terms_of(shop).nets)
    else:
        told = views.statement_rows(world, shop, statement, some)
    return told | {"total_count": len(rows), "next_page_token": token}


def get_transactions_by_order(world: World, ask: Ask) -> dict[str, Any]:
    """Everything booked of one order; nothing before it is settled."""
    shop = ask.own_shop
    order = shop.orders.get(ask.path["order_id"])
    if order is None:
        raise Refused(INVALID, "Invalid request parameter. 'order_id' names no order of this shop.")
    found = booking.rows_of(shop, order.id)
    if ask.operation.version == "202309":
        return older_views.order_rows(shop, order, found, nets=terms_of(shop).nets)
    return views.order_rows(world, shop, order, found)


def get_payments(_world: World, ask: Ask) -> dict[str, Any]:
    """The payments of a shop; none in markets that fill a balance instead."""
    shop = ask.own_shop
    _sorted_by(ask, "create_time")
    page = cut(
        shop.purse.payments,
        Search("create_time", _descending(ask), *_span(ask, "create_time")),
        size=_size(ask),
        token=ask.query.get("page_token", ""),
        filters=_filters(ask),
        refusal=INVALID,
    )
    rows = [payment_view(shop, one) for one in page.things]
    return fit(ask.operation, {"payments": rows, "next_page_token": page.next_token})


def get_withdrawals(_world: World, ask: Ask) -> dict[str, Any]:
    """Movements of the balance by type, the newest first."""
    shop, wanted = ask.own_shop, set(ask.list_of("types"))
    if not wanted:
        raise Refused(INVALID, "Invalid request parameter. 'types' is required.")
    page = cut(
        shop.purse.withdrawals,
        Search("create_time", _NEWEST_FIRST, *_span(ask, "create_time"), keep=lambda one: one.type in wanted),
        size=_size(ask),
        token=ask.query.get("page_token", ""),
        filters=_filters(ask),
        refusal=INVALID,
    )
    rows = [withdrawal_view(market(shop.region), one) for one in page.things]
    return {"withdrawals": rows, "total_count": page.total, "next_page_token": page.next_token}


def get_unsettled_transactions(world: World, ask: Ask) -> dict[str, Any]:
    """What waits to be settled, as estimates; the span is one of the orders' creation."""
    shop, terms, requests = ask.own_shop, terms_of(ask.own_shop), Requests(ask.own_shop)
    _sorted_by(ask, "order_create_time")
    span, now = _span(ask, "search_time"), world.clock.now()
    moment = now if world.switches.unsettled_rows_leave == "when_due" else 0
    key = ("unsettled", shop.id, span, _descending(ask), moment, world.switches.charges_are)
    things, sums = world.rendered.known(key, partial(_forecast, world, ask, terms, requests))
    some, token = _cut(ask, things)
    rows = [unsettled_view(world, shop, thing, as_row(shop, thing, terms, requests), terms) for thing in some]
    return {"transactions": rows, "total_count": len(things), "next_page_token": token, **sums}


def _forecast(world: World, ask: Ask, terms: Terms, requests: Requests) -> tuple[list[Open], dict[str, str]]:
    """Everything asked for in its order, and its sums: every page of one reading has the same."""
    shop, (low, high) = ask.own_shop, _span(ask, "search_time")
    things = [
        thing
        for thing in open_things(world, shop)
        if (low is None or thing.create_time >= low) and (high is None or thing.create_time < high)
    ]
    things.sort(key=lambda thing: (thing.create_time, thing.id), reverse=_descending(ask))
    return things, estimates(world, shop, things, terms, requests)


def _cut(ask: Ask, rows: Sequence[T]) -> tuple[Sequence[T], str]:
    filters = {**_filters(ask), "path": dict(ask.path)}
    began, size = offset_of(ask.query.get("page_token", ""), filters, INVALID), _size(ask)
    ended = began + size
    return rows[began:ended], offset_token(ended, filters) if ended < len(rows) else ""


def _sorted_by(ask: Ask, name: str) -> None:
    if ask.query.get("sort_field") != name:
        raise Refused(INVALID, f"Invalid request parameter. 'sort_field' takes {name}.")


def _descending(ask: Ask) -> bool:
    return ask.query.get("sort_order", "ASC") == "DESC"


def _size(ask: Ask) -> int:
    return int(ask.query.get("page_size", _PAGE))


def _span(ask: Ask, name: str) -> tuple[int | None, int | None]:
    low, high = ask.query.get(f"{name}_ge"), ask.query.get(f"{name}_lt")
    return (int(low) if low else None, int(high) if high else None)


def _filters(ask: Ask) -> dict[str, str]:
    return {name: value for name, value in ask.query.items() if name not in ("page_token", "page_size")}


HANDLERS: dict[str, Handler] = {
    "finance.get_statements": get_statements,
    "finance.get_transactions_by_statement": get_transactions_by_statement,
    "finance.get_transactions_by_order": get_transactions_by_order,
    "finance.get_payments": get_payments,
    "finance.get_seller_financial_transactions": get_withdrawals,
    "finance.get_unsettled_transactions": get_unsettled_transactions,
    **AROUND,
}
