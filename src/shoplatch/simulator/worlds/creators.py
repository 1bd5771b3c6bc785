"""What the demo shops have agreed with creators: open and target collaborations, samples. Creators do the rest."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.creators import agreements, habits_clock, samples
from shoplatch.simulator.creators.people import creators_of
from shoplatch.simulator.state.creators import SampleRule
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_KIND, _DECIDES = "history.agreed", "history.decides"
DAY_S, HOUR_S = 86_400, 3_600
OPEN = 12  # products in open collaborations
RATES = (800, 1_000, 1_200, 1_500, 2_000)
INVITED = 5


def plan(world: World, opened: int, now: int) -> None:
    """Agreements a day after the shops opened; the seller decides on samples once a day."""
    world.happenings |= {_KIND: _agree, _DECIDES: _decide}
    world.affiliates.awake = True
    world.clock.at(opened + DAY_S, _KIND)
    first = opened + DAY_S + HOUR_S
    world.clock.at(first - first % DAY_S, habits_clock.DAY)
    for day in range(2, (now - opened) // DAY_S):
        world.clock.at(opened + day * DAY_S + 10 * HOUR_S, _DECIDES)


def _agree(world: World, _payload: dict[str, Any]) -> None:
    now = world.clock.now()
    for shop in world.shops.values():
        live = [one.id for one in shop.products.values() if one.status == "ACTIVATE"]
        for number, product_id in enumerate(live[:OPEN]):
            made = agreements.open_to_all(world, shop, product_id, RATES[number % len(RATES)])
            if number < 6:
                made.samples = SampleRule(active=True, quota=10, followers_min=1_000)
        people = creators_of(world, shop.region)
        wanted = sorted(people, key=lambda one: -one.followers)[:INVITED]
        accounts = [one for one in people if one.open_id in world.sellers]
        agreements.invite(
            world,
            shop,
            name="Spring launch",
            message="We would love to have you with us.",
            end_time=now + 60 * DAY_S,
            free_sample=(True, False),
            contact={"email": "creators@fernlight.example"},
            creators=list(dict.fromkeys(one.open_id for one in (*accounts, *wanted))),
            products=dict.fromkeys(live[2:6], (2500, 1000)),
        )
        for account in accounts:
            for product_id in live[:4]:
                agreements.promote(world, shop, account.open_id, product_id)
        _early_birds(world, shop, live)


def _early_birds(world: World, shop: Shop, live: list[str]) -> None:
    """Some sell from the first day on, so that two weeks have something to tell."""
    for place, person in enumerate(creators_of(world, shop.region)[1:13]):
        for product_id in live[place % 6 : place % 6 + 3]:
            agreements.promote(world, shop, person.open_id, product_id)


def _decide(world: World, _payload: dict[str, Any]) -> None:
    """The seller grants most applications and ships them; every fifth is turned down."""
    for shop in world.shops.values():
        for application in list(shop.affiliate.applications.values()):
            if application.status != "PENDING":
                continue
            if int(application.id[-3:]) % 5 == 0:
                samples.reject(world, shop, application)
            elif samples.approve(world, shop, application):
                world.clock.after(4 * HOUR_S, "seller.ships", shop=shop.id, order=application.order_id, action="ship")
