"""How payments and movements of the balance look on the wire."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.money.paying import amount_text
from shoplatch.simulator.state.money import Payment, Withdrawal
from shoplatch.simulator.state.parties import Shop

BANK_ACCOUNT_STARS = 11


def payment_view(shop: Shop, one: Payment) -> dict[str, Any]:
    """A payment: amount = (settlement + reserve) x exchange rate, the rate with six decimals."""
    profile = market(shop.region)

    def own(amount: int) -> dict[str, str]:
        return {"value": profile.text(amount), "currency": profile.currency}

    view: dict[str, Any] = {
        "id": one.id,
        "status": one.status,
        "create_time": one.create_time,
        "amount": {"value": amount_text(one.amount, one.currency), "currency": one.currency},
        "settlement_amount": own(one.settlement),
        "reserve_amount": own(one.reserve),
        "payment_amount_before_exchange": own(one.settlement + one.reserve),
        "exchange_rate": f"{one.rate_ppm // 1_000_000}.{one.rate_ppm % 1_000_000:06d}",
        "bank_account": "*" * BANK_ACCOUNT_STARS + shop.id[-4:],
    }
    if one.paid_time:
        view["paid_time"] = one.paid_time
    return view


def withdrawal_view(profile: Market, one: Withdrawal) -> dict[str, Any]:
    """A movement of the balance."""
    return {
        "id": one.id,
        "type": one.type,
        "status": one.status,
        "amount": profile.text(one.amount),
        "currency": profile.currency,
        "create_time": one.create_time,
    }
