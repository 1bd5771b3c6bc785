"""One shop's day while it is being closed: what its steps and the planted faults hand to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shoplatch.simulator.money.booking import Requests
from shoplatch.simulator.money.terms import Terms
from shoplatch.simulator.state.money import Payment, Statement, Transaction
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World


@dataclass(slots=True)
class Day:
    """The rows so far, then the statement made of them, then the payment."""

    world: World
    shop: Shop
    terms: Terms
    at: int  # 00:00 UTC after the day
    requests: Requests
    rows: list[Transaction] = field(default_factory=list)
    statement: Statement | None = None
    second: Statement | None = None  # a planted double of it
    payment: Payment | None = None
    settle: Callable[[Order], Transaction] | None = None  # books an order now, as the close does

    def text(self, amount: int) -> str:
        """An amount as the platform writes it."""
        return self.terms.market.text(amount)
