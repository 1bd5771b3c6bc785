"""Buyers who think again: some ask to cancel, some want their money back, send back, answer offers, or dispute.

Everything is an entry on the world's clock, begun by the traffic. What a seller has to decide is left to the seller, or to
time; only a parcel that is about to leave makes the shop's own people decide a cancellation first.
"""

from __future__ import annotations

import random
from typing import Any

from shoplatch.errors import Conflict
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.orders import cancel_requests
from shoplatch.simulator.orders.reasons import listed
from shoplatch.simulator.return_refund import Wanted, act, flow, open_request
from shoplatch.simulator.return_refund.eligibility import line_code, reason_names, start_code
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

HOUR_S, DAY_S = 3_600, 86_400
_KINDS, _WEIGHTS = ("REFUND", "RETURN_AND_REFUND", "REPLACEMENT", "EXCHANGE"), (4, 5, 1, 1)


def plan_request(world: World, shop: Shop, order: Order, chance: random.Random) -> None:
    """The buyer will ask to cancel some hours after the hold, if the order still waits then."""
    after = chance.randrange(2 * HOUR_S, 9 * HOUR_S)
    world.clock.after(after, "buyer.acts", shop=shop.id, order=order.id, action="request_cancel")


def plan_regret(world: World, shop: Shop, order: Order, chance: random.Random) -> None:
    """The buyer will not like what arrives."""
    world.clock.after(chance.randrange(3 * DAY_S, 8 * DAY_S), "buyer.regrets", shop=shop.id, order=order.id)


def register(world: World) -> None:
    """Teach the world what those buyers do when their moment comes."""
    world.happenings["buyer.regrets"] = _regrets
    world.happenings["buyer.follows"] = _follows


def grant_before_shipping(world: World, shop: Shop, order: Order) -> bool:
    """Whether the shop's people, about to ship, let the buyer go instead: seven times in ten; else they refuse and ship."""
    record = shop.cancellations[order.cancel_request_id]
    names = listed(shop, "cancel", "seller_reject")
    if world.chance.random() < 0.7 or not names:
        cancel_requests.approve(world, shop, record)
        return True
    cancel_requests.reject(world, shop, record, names[0])
    return False


def complain(world: World, shop: Shop, order: Order, kind: str, chance: random.Random) -> ReturnOrder | None:
    """A request about one unit or all that are free; None where the buyer may not have one of this kind."""
    lines = [line for line in order.lines if not line_code(line)]
    names = reason_names(shop, kind, "BUYER", order.status, world.switches)
    if not lines or not names or start_code(world, shop, order, kind, "BUYER"):
        return None
    lines = lines[:1] if chance.random() < 0.6 else lines
    way = chance.choice(("PLATFORM", "PLATFORM", "BUYER_ARRANGE"))
    skus = [sku.id for sku in shop.skus.values() if sku.product_id == lines[0].product_id and not sku.deleted]
    wanted = Wanted(
        kind,
        "BUYER",
        chance.choice(names),
        lines,
        shipment_type=way if kind == "RETURN_AND_REFUND" else "",
        wanted_sku_id=chance.choice(skus) if kind == "EXCHANGE" and skus else "",
    )
    try:
        return open_request(world, shop, order, wanted)
    except Refused:  # nothing left to exchange for
        return None


def _regrets(world: World, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    order = shop.orders.get(payload["order"])
    if order is None or order.status in ("COMPLETED", "CANCELLED"):
        return
    if order.status != "DELIVERED":
        world.clock.after(12 * HOUR_S, "buyer.regrets", **payload)
        return
    request = complain(world, shop, order, world.chance.choices(_KINDS, _WEIGHTS)[0], world.chance)
    if request is not None:
        world.clock.after(12 * HOUR_S, "buyer.follows", shop=shop.id, request=request.id)


def _follows(world: World, payload: dict[str, Any]) -> None:
    """Twice a day the buyer looks at the request, and does what is theirs to do."""
    shop = world.shops[payload["shop"]]
    request = shop.returns.get(payload["request"])
    if request is None or not flow.is_open(request) or flow.is_granted(request):
        return
    action = _next(request, world.chance)
    if action:
        try:
            act(world, shop, request, action)
        except Conflict:  # someone else was faster
            return
    world.clock.after(12 * HOUR_S, "buyer.follows", **payload)


def _next(request: ReturnOrder, chance: random.Random) -> str:
    mood = chance.random()
    if request.arbitration == "IN_PROGRESS":  # the platform's staff take some days
        return "" if mood < 0.8 else chance.choice(("support_buyer", "support_seller"))
    if request.status == flow.AWAITING_SHIP:
        return "ship_back" if request.shipment_type == "BUYER_ARRANGE" and mood < 0.6 else ""
    if request.status == flow.AWAITING_ANSWER:
        return "accept_offer" if mood < 0.6 else "decline_offer"
    if request.status.endswith("_REJECT") or request.status == flow.REFUSED_PARCEL:
        return "dispute" if mood < 0.5 and not request.arbitration else ""
    return "withdraw" if mood < 0.03 else ""
