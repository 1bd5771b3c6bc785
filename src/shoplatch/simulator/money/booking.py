"""What is booked of an order: its rows in statements, the requests behind them, and what a row should have said.

Look-ups over one shop's purse; the day's account is `closing`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shoplatch.simulator.fbt.fees import fees_of
from shoplatch.simulator.money.terms import Terms
from shoplatch.simulator.money.worth import added, worth
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.money import Commission, SkuWorth, Statement, Transaction
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order

ORDER, RESERVE = "ORDER", "RESERVE"


def commission_of(shop: Shop, order: Order) -> Commission | None:
    """What the order owes a creator; None where no creator brought the buyer. Whoever attributes orders writes it down."""
    return shop.purse.commissions.get(order.id)


def fbt_fees_of(shop: Shop, order: Order) -> int:
    """What fulfilment by TikTok charges beside the carrier, in minor units."""
    return fees_of(shop, order)


class Requests:
    """The refund and return requests of a shop by order, read once."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._found: Mapping[str, Sequence[ReturnOrder]] | None = None

    def of(self, order: Order) -> Sequence[ReturnOrder]:
        """The requests of an order, oldest first."""
        if not any(line.returned for line in order.lines):
            return ()
        if self._found is None:
            found: dict[str, list[ReturnOrder]] = {}
            for request in self._shop.returns.live():
                found.setdefault(request.order_id, []).append(request)
            self._found = found
        return self._found.get(order.id, ())


def worth_now(shop: Shop, order: Order, terms: Terms, requests: Requests) -> list[SkuWorth]:
    """What the order comes to as it stands."""
    return worth(
        order,
        terms,
        requests=requests.of(order),
        commission=commission_of(shop, order),
        fbt=fbt_fees_of(shop, order),
    )


def has_open_request(order: Order) -> bool:
    """Whether a refund or return of it is not decided, or its money not yet back."""
    return any(line.return_id for line in order.lines)


def is_booked(shop: Shop, order_id: str) -> bool:
    """Whether the order was settled; one that came out of a long past was settled there."""
    return order_id in shop.purse.booked or order_id in shop.orders.thawed


def rows_of(shop: Shop, order_id: str) -> Iterator[tuple[Statement, Transaction]]:
    """The rows of an order over all statements, oldest first."""
    for statement_id in shop.purse.booked.get(order_id, ()):
        statement = shop.purse.statements.get(statement_id)
        if statement is not None:
            for row in statement.transactions:
                if row.type == ORDER and row.order_id == order_id:
                    yield statement, row


def booked_worth(shop: Shop, order_id: str, terms: Terms) -> list[SkuWorth]:
    """What was booked of an order so far, faults of the accounts left aside."""
    known = shop.purse.truth.get(order_id)
    if known is not None:
        return known
    sums: list[SkuWorth] = []
    if order_id in shop.orders.thawed and shop.orders.archive is not None:
        past = shop.orders.archive.make(order_id)
        sums = worth(past, terms) if past is not None else []
    for _, row in rows_of(shop, order_id):
        sums = added(sums, row.skus) if sums else row.skus
    return sums
