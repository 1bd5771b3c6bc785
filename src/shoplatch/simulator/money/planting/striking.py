"""Lets planted faults strike at the step of a close they are made for, one after the other, each once.

A fault that finds nothing to strike today stays armed for the next day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator.money.day import Day
from shoplatch.simulator.money.planting import of_accounts, of_parts, of_rows
from shoplatch.simulator.money.planting.kinds import kinds
from shoplatch.simulator.money.planting.targets import Effect
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.state.money import Plant
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

EFFECTS: Mapping[str, Effect] = {**of_parts.EFFECTS, **of_rows.EFFECTS, **of_accounts.EFFECTS}
ARMED, STRUCK = "armed", "struck"


def strike(stage: str, day: Day) -> None:
    """Let the armed faults of a stage strike."""
    if stage == "statement":
        _locate(day)
    for plant in day.shop.purse.plants:
        if plant.state == ARMED and kinds()[plant.kind].stage == stage and EFFECTS[plant.kind](day, plant):
            plant.state, plant.struck_at = STRUCK, day.at
            if stage == "statement" and day.statement is not None:
                plant.statement_id = day.statement.id


def _locate(day: Day) -> None:
    """Tell the faults of today's rows in which statement they came."""
    rows = {row.id for row in day.statement.transactions} if day.statement is not None else set()
    for one in day.shop.purse.plants:
        if one.struck_at == day.at and one.transaction_id in rows and day.statement is not None:
            one.statement_id = day.statement.id


def plant(world: World, shop: Shop, kind: str, *, order_id: str = "", size: int = 0) -> Plant:
    """Arm a fault; it strikes at the next close that has something for it.

    Raises:
        InvalidRequest: there is no such kind, or it knows no size.
        NotFound: the shop has no such order.
    """
    known = kinds().get(kind)
    if known is None:
        raise InvalidRequest(f"There is no kind of fault {kind!r}", next_step="GET /_sim/money/kinds lists them.")
    if size < 0 or (size and not known.size):
        raise InvalidRequest(f"{kind} takes {known.size or 'no size'}")
    if order_id and shop.orders.get(order_id) is None:
        raise NotFound(f"There is no order {order_id}", shop=shop.id)
    made = Plant(world.new_id("9100"), kind, world.clock.now(), order_id=order_id, size=size)
    shop.purse.plants.append(made)
    return made


def uproot(shop: Shop) -> int:
    """Take every fault away that has not struck yet; how many there were."""
    kept = [one for one in shop.purse.plants if one.state == STRUCK]
    gone = len(shop.purse.plants) - len(kept)
    shop.purse.plants = kept
    return gone


def told(shop: Shop, one: Plant) -> dict[str, Any]:
    """The truth about a fault."""
    known, text = kinds()[one.kind], terms_of(shop).market.text
    ids = ("order_id", "statement_id", "transaction_id", "payment_id", "other_id")
    return {
        "id": one.id,
        "kind": one.kind,
        "state": one.state,
        "shop_id": shop.id,
        "planted_at": one.planted_at,
        "struck_at": one.struck_at or None,
        **{name: getattr(one, name) for name in ids if getattr(one, name)},
        "field": one.field,
        "true": one.true,
        "shown": one.shown,
        "effect": text(one.effect),
        "currency": terms_of(shop).market.currency,
        "check": known.check,
        "finding": known.does,
    }
