"""The money levers of the control: terms, adjustments, withdrawals, and faults of the accounts with their truth.

Plain values in, plain values out, as for the rest of the desk. What is booked here comes with the next close of a day.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.money import around, auditing, paying, planting, terms
from shoplatch.simulator.money.shapes import types
from shoplatch.simulator.money.views import BY_STATEMENT
from shoplatch.simulator.state.money import Adjustment, Commission
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_ROWS = ("ORDER", "RESERVE")


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """A fault of the accounts to be planted."""

    kind: str
    shop_id: str | None = None  # the first one unless said otherwise
    order_id: str = ""  # strike this order and no other
    size: int = 0  # what it means hangs on the kind
    count: int = 1  # so many of it


class Notice(msgspec.Struct, forbid_unknown_fields=True):
    """Something on or off with the next statement."""

    type: str
    amount: str  # decimal text, negative for what the seller is charged
    shop_id: str | None = None
    order_id: str = ""


class Outgoing(msgspec.Struct, forbid_unknown_fields=True):
    """Something of the balance to the bank."""

    shop_id: str | None = None
    amount: str = ""  # decimal text; everything unless said
    fails: bool = False  # the bank will refuse it


class Transfer(msgspec.Struct, forbid_unknown_fields=True):
    """What the platform puts into the balance, or takes out."""

    amount: str
    shop_id: str | None = None


class Attribution(msgspec.Struct, forbid_unknown_fields=True):
    """A creator who brought an order, before it is settled."""

    order_id: str
    rate_ppm: int  # of what the goods cost the buyer, in millionths
    partner_rate_ppm: int = 0
    by_ads: bool = False


class Registration(msgspec.Struct, forbid_unknown_fields=True):
    """What the seller handed in to the tax office, and the answer."""

    shop_id: str | None = None
    tax_number: str = ""
    audit: str = ""  # PENDING_AUDIT, UNDER_AUDIT, APPROVED, REJECTED
    rejection_reason: str = ""
    business_name: str = ""


class Flow(msgspec.Struct, forbid_unknown_fields=True):
    """A flow of the trade-in account."""

    type: str  # RECHARGE, WITHDRAW, REVERSE
    amount: str
    currency: str
    open_id: str | None = None  # of this seller; the first one unless said


def overview(world: World) -> dict[str, Any]:
    """Where the money of every shop is, and whether its accounts close."""
    return {"shops": [auditing.overview(world, shop) for shop in world.shops.values()]}


def terms_told(world: World, shop_id: str) -> dict[str, Any]:
    """The terms a shop is settled on: each with its source, and what the shop has differently."""
    shop = shop_of(world, shop_id)
    rows = {name: msgspec.to_builtins(row) for name, row in terms.rows(shop.region).items()}
    return {"shop_id": shop.id, "region": shop.region, "terms": rows, "overrides": shop.purse.terms[-1]}


def change_terms(world: World, shop_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    """Settle a shop on other terms from the next close on."""
    terms.override(shop_of(world, shop_id), changes)
    return terms_told(world, shop_id)


def plant(world: World, wish: Wish) -> dict[str, Any]:
    """Arm faults; they strike at the next close that has something for them."""
    shop = _shop(world, wish.shop_id, wish.order_id)
    if not 1 <= wish.count <= 1_000:
        raise InvalidRequest("count lies between 1 and 1,000")
    made = [planting.plant(world, shop, wish.kind, order_id=wish.order_id, size=wish.size) for _ in range(wish.count)]
    return {"planted": [planting.told(shop, one) for one in made]}


def planted(world: World, *, shop_id: str | None, state: str | None) -> dict[str, Any]:
    """The truth about every planted fault, oldest first."""
    shops = [shop_of(world, shop_id)] if shop_id else list(world.shops.values())
    listed = [planting.told(shop, one) for shop in shops for one in shop.purse.plants if state in (None, one.state)]
    return {"faults": listed}


def uproot(world: World) -> dict[str, Any]:
    """Take away what has not struck yet."""
    return {"removed": sum(planting.uproot(shop) for shop in world.shops.values())}


def kinds() -> dict[str, Any]:
    """Every kind of fault that can be planted."""
    return {"kinds": [msgspec.to_builtins(one) for one in planting.kinds().values()]}


def adjust(world: World, notice: Notice) -> dict[str, Any]:
    """Announce an adjustment; it is unsettled until the day is closed."""
    shop = _shop(world, notice.shop_id, notice.order_id)
    known = sorted(types(BY_STATEMENT, "transactions") - set(_ROWS))
    if notice.type not in known:
        raise InvalidRequest(f"{notice.type!r} is not a type of adjustment", next_step=f"Types: {', '.join(known)}.")
    if notice.order_id and shop.orders.get(notice.order_id) is None:
        raise NotFound(f"There is no order {notice.order_id}", shop=shop.id)
    amount = _minor(shop, notice.amount)
    made = Adjustment(world.new_id("7239"), notice.type, amount, world.clock.now(), notice.order_id)
    shop.purse.pending.append(made)
    return {"adjustment_id": made.id, "shop_id": shop.id, "type": made.type, "amount": notice.amount}


def withdraw(world: World, wanted: Outgoing) -> dict[str, Any]:
    """The seller sends the balance, or a part of it, to the bank."""
    shop = shop_of(world, wanted.shop_id or next(iter(world.shops), ""))
    on = terms.terms_of(shop)
    amount = _minor(shop, wanted.amount) if wanted.amount else shop.purse.balance
    made = paying.withdraw(world, shop, on, amount, world.clock.now(), will_fail=wanted.fails)
    return {"withdrawal_id": made.id, "status": made.status, "amount": on.market.text(amount)}


def transfer(world: World, wanted: Transfer) -> dict[str, Any]:
    """The platform moves the balance."""
    shop = shop_of(world, wanted.shop_id or next(iter(world.shops), ""))
    made = paying.transfer(world, shop, _minor(shop, wanted.amount), world.clock.now())
    return {"withdrawal_id": made.id, "status": made.status, "amount": wanted.amount}


def attribute(world: World, wanted: Attribution) -> dict[str, Any]:
    """Write down who brought an order; its commission is a fee when it is settled."""
    shop = _shop(world, None, wanted.order_id)
    if not 0 < wanted.rate_ppm <= terms.MILLION or not 0 <= wanted.partner_rate_ppm <= terms.MILLION:
        raise InvalidRequest("A rate lies between 1 and 1,000,000 millionths")
    shop.purse.commissions[wanted.order_id] = Commission(wanted.rate_ppm, wanted.partner_rate_ppm, by_ads=wanted.by_ads)
    return {"order_id": wanted.order_id, "rate_ppm": wanted.rate_ppm}


def register_tax(world: World, wanted: Registration) -> dict[str, Any]:
    """Change what finance's tax information tells."""
    shop = shop_of(world, wanted.shop_id or next(iter(world.shops), ""))
    told = around.register_tax(
        shop,
        tax_number=wanted.tax_number,
        audit=wanted.audit,
        reason=wanted.rejection_reason,
        business_name=wanted.business_name,
    )
    return {"shop_id": shop.id, "tax": told}


def book_flow(world: World, wanted: Flow) -> dict[str, Any]:
    """Move the trade-in account of a seller."""
    open_id = wanted.open_id or next(iter(world.sellers), "")
    if open_id not in world.sellers:
        raise NotFound(f"There is no seller {open_id}", next_step="GET /_sim/sellers lists them.")
    return around.book_flow(world, world.sellers[open_id], wanted.type, wanted.amount, wanted.currency)


def _shop(world: World, shop_id: str | None, order_id: str) -> Shop:
    if shop_id or not order_id:
        return shop_of(world, shop_id or next(iter(world.shops), ""))
    found = next((shop for shop in world.shops.values() if shop.orders.get(order_id) is not None), None)
    if found is None:
        raise NotFound(f"There is no order {order_id}", next_step="GET /_sim/orders lists the newest.")
    return found


def _minor(shop: Shop, text: str) -> int:
    on = terms.terms_of(shop)
    try:
        return -on.market.minor(text[1:]) if text.startswith("-") else on.market.minor(text)
    except ValueError as wrong:
        raise InvalidRequest(str(wrong), shop=shop.id) from wrong
