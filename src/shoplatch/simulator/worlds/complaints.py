"""The after-sales past of the demo world: every state of cancellations and requests, each reached by its own steps.

A story is a kind of request and what happened so many hours ago, oldest first. The clock plays it as it plays everything
else, so histories, deadlines and money are earned, not written.
"""

from __future__ import annotations

import random
from typing import Any

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import cancel_requests
from shoplatch.simulator.orders.placing import Terms, place
from shoplatch.simulator.orders.reasons import listed
from shoplatch.simulator.return_refund import act, decisions
from shoplatch.simulator.return_refund.decisions import Decision
from shoplatch.simulator.second_thoughts import complain
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.traffic import pick_cart

HOUR_S, DAY_S = 3_600, 86_400
JUST_NOW = 0.005  # hours: 18 seconds, so that the money is still on its way
_STEP, _CANCEL, _SPECIAL = "history.request", "history.cancellation", "history.special"

Steps = tuple[tuple[float, str], ...]
STORIES: tuple[tuple[str, Steps], ...] = (
    ("REFUND", ((7, "ask"),)),
    ("REFUND", ((30, "ask"), (20, "REJECT_REFUND"))),
    ("REFUND", ((40, "ask"), (30, "REJECT_REFUND"), (22, "dispute"))),
    ("REFUND", ((90, "ask"), (70, "REJECT_REFUND"), (60, "dispute"), (30, "support_seller"))),
    ("REFUND", ((22, "ask"), (10, "OFFER_PARTIAL_REFUND"))),
    ("REFUND", ((60, "ask"), (50, "OFFER_PARTIAL_REFUND"), (33, "accept_offer"))),
    ("REFUND", ((26, "ask"), (JUST_NOW, "APPROVE_REFUND"))),
    ("REFUND", ((50, "ask"), (41, "APPROVE_REFUND"))),
    ("REFUND", ((44, "ask"), (30, "withdraw"))),
    ("REFUND", ((25, "ask"), (15, "edit"))),
    ("RETURN_AND_REFUND", ((5, "ask"),)),
    ("RETURN_AND_REFUND", ((29, "ask"), (11, "APPROVE_RETURN"))),
    ("RETURN_AND_REFUND", ((60, "ask"), (50, "APPROVE_RETURN"), (30, "ship_back"))),
    ("RETURN_AND_REFUND", ((90, "ask"), (80, "APPROVE_RETURN"), (66, "ship_back"), (9, "arrive"))),
    (
        "RETURN_AND_REFUND",
        ((99, "ask"), (90, "APPROVE_RETURN"), (77, "ship_back"), (26, "arrive"), (8, "REJECT_RECEIVED_PACKAGE")),
    ),
    (
        "RETURN_AND_REFUND",
        ((96, "ask"), (88, "APPROVE_RETURN"), (70, "ship_back"), (40, "arrive"), (20, "APPROVE_RECEIVED_PACKAGE")),
    ),
    ("RETURN_AND_REFUND", ((32, "ask"), (24, "REJECT_RETURN"))),
    ("REPLACEMENT", ((6, "ask"),)),
    ("REPLACEMENT", ((20, "ask"), (9, "REJECT_REPLACEMENT"))),
    ("REPLACEMENT", ((30, "ask"), (17, "APPROVE_REPLACEMENT"))),
    ("REPLACEMENT", ((40, "ask"), (25, "ISSUE_REPLACEMENT_REFUND"))),
    ("REPLACEMENT", ((16, "ask"), (3, "withdraw"))),
    ("EXCHANGE", ((8, "ask"),)),
    ("EXCHANGE", ((45, "ask"),)),
    ("EXCHANGE", ((28, "ask"), (12, "withdraw"))),
    ("EXCHANGE", ((36, "ask"), (18, "ISSUE_EXCHANGE_REFUND"))),
)
CANCELLATIONS: tuple[Steps, ...] = (
    ((6, "ask"),),
    ((20, "ask"), (5, "reject")),
    ((18, "ask"), (JUST_NOW, "approve")),
    ((26, "ask"), (9, "approve")),
    ((14, "ask"), (4, "withdraw")),
)
SPECIAL: tuple[tuple[int, dict[str, Any]], ...] = (  # hours ago, terms
    (70, {"order_type": "PRE_ORDER", "release_date": 8 * DAY_S}),
    (60, {"order_type": "MADE_TO_ORDER", "handling_days": 5}),
    (50, {"order_type": "BACK_ORDER", "handling_days": 4}),
    (44, {"sample_payer": "SELLER"}),
    (30, {"gift": True}),
    (20, {"order_type": "ZERO_LOTTERY"}),
    (2, {"unpaid": True}),
)


def plan(world: World, now: int) -> None:
    """Put every story of every shop on the clock, ending now."""
    chance = random.Random(f"{world.seed}:complaints")
    told: dict[str, str] = {}  # story -> the request or order it is about
    world.happenings[_STEP] = lambda world, payload: _step(world, chance, told, payload)
    world.happenings[_CANCEL] = lambda world, payload: _cancel_step(world, chance, told, payload)
    world.happenings[_SPECIAL] = lambda world, payload: _special(world, chance, payload)
    for shop in world.shops.values():
        for number, (kind, steps) in enumerate(STORIES):
            for hours, step in steps:
                moment = now - int(hours * HOUR_S) - (number if hours > 1 else 0)
                world.clock.at(moment, _STEP, shop=shop.id, story=f"{shop.id}:{number}", request=kind, step=step)
        for number, steps in enumerate(CANCELLATIONS):
            for hours, step in ((steps[0][0] + 2, "place"), *steps):
                world.clock.at(now - int(hours * HOUR_S), _CANCEL, shop=shop.id, story=f"{shop.id}:c{number}", step=step)
        for hours, terms in SPECIAL:
            world.clock.at(now - hours * HOUR_S, _SPECIAL, shop=shop.id, terms=terms)


def _step(world: World, chance: random.Random, told: dict[str, str], payload: dict[str, Any]) -> None:
    shop, story, step = world.shops[payload["shop"]], payload["story"], payload["step"]
    if step == "ask":
        request = _asked(world, shop, payload["request"], chance)
        if request is not None:
            told[story] = request.id
        return
    request = shop.returns.get(told.get(story, ""))
    if request is None:
        return
    try:
        if step.isupper():
            decisions.decide(world, shop, request, _decision(shop, request, step))
        else:
            act(world, shop, request, step)
    except (Refused, Conflict):  # its carrier or the clock was faster
        return


def _asked(world: World, shop: Shop, kind: str, chance: random.Random) -> ReturnOrder | None:
    free = [
        order
        for order in shop.orders.live()
        if order.status == "DELIVERED" and not order.window_over and not any(line.return_id for line in order.lines)
    ]
    free = [order for order in free if not order.sample_payer]  # there is no money to ask for
    free = [order for order in free if not any(line.returned for line in order.lines)]
    if not free:
        return None
    return complain(world, shop, chance.choice(free), kind, chance)


def _decision(shop: Shop, request: ReturnOrder, name: str) -> Decision:
    if name.startswith("REJECT"):
        return Decision(name, reason=decisions.reject_reasons(shop, request, name)[0], comment="We looked into it.")
    return Decision(name, amount=max(1, request.refund.total // 3))


def _cancel_step(world: World, chance: random.Random, told: dict[str, str], payload: dict[str, Any]) -> None:
    shop, story, step = world.shops[payload["shop"]], payload["story"], payload["step"]
    if step == "place":  # an order of its own, which nobody ships
        cart = pick_cart(shop, chance)
        if cart:
            told[story] = place(world, shop, cart).id
        return
    order = shop.orders.get(told.get(story, ""))
    if order is None:
        return
    if step == "ask":
        cancel_requests.request(world, shop, order)
        return
    record = shop.cancellations[order.cancel_request_id]
    if step == "approve":
        cancel_requests.approve(world, shop, record)
    elif step == "reject":
        cancel_requests.reject(world, shop, record, listed(shop, "cancel", "seller_reject")[0], "It is packed already.")
    else:
        cancel_requests.withdraw(world, shop, record)


def _special(world: World, chance: random.Random, payload: dict[str, Any]) -> None:
    shop, given = world.shops[payload["shop"]], dict(payload["terms"])
    cart = pick_cart(shop, chance)
    pay = not given.pop("unpaid", False)
    if given.pop("gift", False):
        others = [sku.id for sku in shop.skus.values() if sku.available > 50 and sku.id not in dict(cart)]
        cart = [*cart, (others[0], 1)]
        given["gift_sku_ids"] = frozenset(others[:1])
    if "release_date" in given:
        given["release_date"] += world.clock.now()
    if not cart or market(shop.region).region not in ("GB", "US"):
        return
    try:
        place(world, shop, cart, pay=pay, terms=Terms(**given))
    except (Conflict, InvalidRequest):  # nothing left, or sold only together with something else
        return
