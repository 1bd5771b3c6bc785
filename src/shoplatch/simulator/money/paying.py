"""Money on its way to the seller: statements into payments or into the balance, and out to the bank.

A market with payments sends each statement's payable to the bank, small or negative ones together with later ones; the
others fill a balance, from which the seller withdraws. Movements of the balance are the withdrawals operation's rows:
SETTLE comes in, WITHDRAW goes out, REVERSE comes back from a bank that refused (platform.md section 15).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.money.sums import payable_of
from shoplatch.simulator.money.terms import DAY_S, MILLION, Terms, exchange_ppm
from shoplatch.simulator.state.money import Payment, Statement, Withdrawal
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_UNIT = (1, 10, 100)  # minor units of one whole
BALANCE_TYPES = ("WITHDRAW", "TRANSFER")  # what can be asked for from outside


@cache
def decimals() -> dict[str, int]:
    """Decimals of every currency of a market."""
    return {market(region).currency: market(region).decimals for region in MARKETS}


def move_on(world: World, shop: Shop, terms: Terms, at: int, written: Iterable[Statement]) -> Payment | None:
    """What a day's end does to the money of a shop, with the statements just written; the payment that begins."""
    _end_payments(shop, at)
    _end_withdrawals(world, shop, at)
    for statement in written:
        _move(world, shop, "SETTLE", payable_of(statement), at, of_id=statement.id)
    if terms.facts.payments:
        return _pay(world, shop, terms, at)
    for one in (shop.purse.statements[statement_id] for statement_id in shop.purse.unpaid):
        shop.purse.statements.turn(one, "SETTLED")
        one.payment_time = at
    shop.purse.unpaid = []
    every = terms.facts.withdraw_every_days
    if every and at - shop.purse.withdrawn_at >= every * DAY_S and shop.purse.balance >= terms.payment_from:
        withdraw(world, shop, terms, shop.purse.balance, at)
    return None


def withdraw(world: World, shop: Shop, terms: Terms, amount: int, at: int, *, will_fail: bool = False) -> Withdrawal:
    """Send something of the balance to the bank.

    Raises:
        InvalidRequest: the balance does not hold that much.
    """
    purse = shop.purse
    if not 0 < amount <= purse.balance:
        raise InvalidRequest(f"The balance holds {terms.market.text(max(0, purse.balance))}", shop=shop.id)
    purse.withdrawn_at = at
    return _move(world, shop, "WITHDRAW", amount, at, ends_at=at + terms.facts.bank_days * DAY_S, will_fail=will_fail)


def transfer(world: World, shop: Shop, amount: int, at: int) -> Withdrawal:
    """The platform puts something into the balance or takes it out."""
    return _move(world, shop, "TRANSFER", amount, at)


def exchanged(amount: int, source: str, target: str, rate_ppm: int) -> int:
    """An amount in another currency's minor units, halves up."""
    scale, into = MILLION * _UNIT[decimals()[source]], _UNIT[decimals()[target]]
    return (2 * amount * rate_ppm * into + scale) // (2 * scale)


def amount_text(amount: int, currency: str) -> str:
    """Minor units of any market's currency as text."""
    places = decimals()[currency]
    if not places:
        return str(amount)
    sign, whole = ("-", -amount) if amount < 0 else ("", amount)
    return f"{sign}{whole // 10**places}.{whole % 10**places:0{places}d}"


def payout_currency(world: World, shop: Shop, terms: Terms) -> str:
    """The bank's currency: that of the seller's own country for shops across a border."""
    if terms.facts.payout_currency:
        return terms.facts.payout_currency
    if shop.seller_type != "CROSS_BORDER" or shop.seller_open_id not in world.sellers:
        return terms.market.currency
    home = world.sellers[shop.seller_open_id].base_region
    return market(home).currency if home in MARKETS else terms.market.currency


def _pay(world: World, shop: Shop, terms: Terms, at: int) -> Payment | None:
    purse = shop.purse
    ripe = [
        one
        for one in (purse.statements[statement_id] for statement_id in purse.unpaid)
        if one.statement_time + terms.facts.payment_after_days * DAY_S <= at
    ]
    settlement = sum(one.sums["settlement"] for one in ripe)
    reserve = sum(one.sums["reserve"] for one in ripe)
    before = settlement + reserve
    if before < max(1, terms.payment_from):
        return None  # grouped with what comes later
    source, target = terms.market.currency, payout_currency(world, shop, terms)
    rate = exchange_ppm(world.seed, source, target, at // DAY_S)
    payment = Payment(
        id=world.new_id("3458"),
        status="PROCESSING",
        create_time=at,
        ends_at=at + terms.facts.bank_days * DAY_S,
        statement_ids=[one.id for one in ripe],
        settlement=settlement,
        reserve=reserve,
        rate_ppm=rate,
        amount=exchanged(before, source, target, rate),
        currency=target,
    )
    purse.payments.add(payment)
    for one in ripe:
        one.payment_id = payment.id
        if one.status != "PROCESSING":
            purse.statements.turn(one, "PROCESSING")
    paid = set(payment.statement_ids)
    purse.unpaid = [statement_id for statement_id in purse.unpaid if statement_id not in paid]
    _move(world, shop, "WITHDRAW", before, at, ends_at=payment.ends_at, of_id=payment.id)
    return payment


def _end_payments(shop: Shop, at: int) -> None:
    purse = shop.purse
    waiting = [mark[1] for mark in purse.payments.marks("create_time", None, None, descending=False, status="PROCESSING")]
    for payment in (purse.payments[payment_id] for payment_id in waiting):
        if payment.ends_at > at:
            continue
        status = "FAILED" if payment.will_fail else "PAID"
        purse.payments.turn(payment, status)
        payment.paid_time = 0 if payment.will_fail else payment.ends_at
        for one in (purse.statements[statement_id] for statement_id in payment.statement_ids):
            purse.statements.turn(one, status)
            one.payment_time = payment.paid_time
            if payment.will_fail:
                purse.unpaid.append(one.id)  # goes along with the next payment


def _end_withdrawals(world: World, shop: Shop, at: int) -> None:
    book = shop.purse.withdrawals
    waiting = [mark[1] for mark in book.marks("create_time", None, None, descending=False, status="PROCESSING")]
    for one in (book[withdrawal_id] for withdrawal_id in waiting):
        payment = shop.purse.payments.get(one.of_id)
        failed = one.will_fail or (payment is not None and payment.will_fail)
        if one.ends_at <= at:
            book.turn(one, "FAILED" if failed else "SUCCESS")
            if failed:
                _move(world, shop, "REVERSE", one.amount, at, of_id=one.id)


def _move(
    world: World, shop: Shop, kind: str, amount: int, at: int, *, ends_at: int = 0, will_fail: bool = False, of_id: str = ""
) -> Withdrawal:
    one = Withdrawal(
        id=world.new_id("3460"),
        type=kind,
        status="PROCESSING" if ends_at > at else "SUCCESS",
        create_time=at,
        amount=amount,
        ends_at=ends_at or at,
        will_fail=will_fail,
        of_id=of_id,
    )
    shop.purse.withdrawals.add(one)
    shop.purse.balance += -amount if kind == "WITHDRAW" else amount
    return one
