"""Buyers who come by themselves: at a rate, in bursts, and what they do afterwards.

Most pay within seconds, some never do, some think better of it during the hold, some move house. Everything they do later is
an entry on the world's clock. `step` is called often by the server; it never waits.
"""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import Any

from shoplatch.errors import InvalidRequest, NotFound, ShoplatchError
from shoplatch.simulator import second_thoughts
from shoplatch.simulator.creators import attribution, crowds
from shoplatch.simulator.orders import act, place
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.products import bundles
from shoplatch.simulator.state.creators import Content
from shoplatch.simulator.state.goods import Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

RATE_MAX = 60_000.0  # orders a minute
BURST_MAX = 100_000
STEP_ORDERS_MAX = 150  # of one step, so that calls are answered between two steps
_PLANNED_FOR = {
    "pay": ("UNPAID",),
    "cancel": ("UNPAID", "ON_HOLD"),
    "change_address": ("ON_HOLD", "AWAITING_SHIPMENT"),
    "request_cancel": ("AWAITING_SHIPMENT",),
    "ship": ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"),
}
PROFILES = ("steady", "daily", "flash_sale", "spike", "live")
SPIKE_PER_MINUTE = 30_000.0  # 500 orders a second
_PROFILE_S = {"flash_sale": 600, "spike": 10, "live": 3_600}  # how long they last; the others go on
_FLASH_PEAK = 20.0  # times the rate when the sale opens
# Share of a day's orders per hour of virtual UTC time, times 24: quiet nights, a lunch hill, an evening peak.
_DAILY = (0.5, 0.35, 0.25, 0.2, 0.2, 0.3, 0.5, 0.75, 0.95, 1.05, 1.1, 1.2,
          1.35, 1.25, 1.1, 1.05, 1.1, 1.25, 1.5, 1.8, 2.0, 1.85, 1.4, 1.0)  # fmt: skip
_LAG_S = 5.0  # what the rate may owe after a pause; the rest is forgotten


class Traffic:
    """The stream of buyers of one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = random.Random(f"{world.seed}:traffic")
        self._rate = 0.0
        self._profile = "steady"
        self._profile_began = 0.0
        self._profile_s = 0
        self._running = False
        self._shop_ids: tuple[str, ...] = ()
        self._burst = 0
        self._next = 0.0  # wall seconds at which the next buyer comes
        self._placed = 0
        self._turned_away = 0
        self._crowds: dict[str, Content] = {}  # shop id -> what everybody looks at

    def configure(
        self,
        *,
        orders_per_minute: float | None = None,
        burst: int | None = None,
        running: bool | None = None,
        shops: Collection[str] | None = None,
        profile: str | None = None,
        profile_s: int | None = None,
        **others: object,
    ) -> dict[str, Any]:
        """Change what is given: the rate, how many to place at once, on or off, in which shops (none: all), and the profile.

        `steady` keeps the rate; `daily` bends it by the hour of virtual time; `flash_sale` multiplies it by 20 and lets that
        fade within `profile_s`; `spike` is 500 orders a second for `profile_s`, brought by a video that goes viral; `live`
        is a LIVE session of `profile_s` that brings up to 20 times the rate, by who watches. The last three end as steady.

        Raises:
            InvalidRequest: a number is out of range, or there is no such setting; nothing was changed.
            NotFound: there is no such shop.
        """
        _check("orders_per_minute", orders_per_minute, (int, float), RATE_MAX)
        _check("burst", burst, int, BURST_MAX)
        _check("profile_s", profile_s, int, 86_400)
        if profile is not None and profile not in PROFILES:
            raise InvalidRequest(f"There is no traffic profile {profile!r}", next_step=f"Known: {', '.join(PROFILES)}.")
        if running is not None and not isinstance(running, bool):
            raise InvalidRequest("running is true or false")
        if others:
            raise InvalidRequest(f"{sorted(others)[0]!r} is not a setting of the traffic")
        unknown = sorted(set(shops or ()) - set(self._world.shops))
        if unknown:
            raise NotFound(f"There is no shop {unknown[0]}")
        if shops is not None:
            self._shop_ids = tuple(shops)
        if orders_per_minute is not None:
            self._rate = float(orders_per_minute)
        if running is not None:
            self._running = running
        if profile is not None:
            self._profile, self._profile_began = profile, self._wall()
            self._profile_s = profile_s or _PROFILE_S.get(profile, 0)
            self._crowds = self._gather(profile)
        if orders_per_minute is not None or running is not None or profile is not None:
            self._next = self._wall() + self._gap()
        self._burst = min(BURST_MAX, self._burst + (burst or 0))
        return self.status()

    def step(self) -> int:
        """Let everyone in who is due, at most STEP_ORDERS_MAX; how many orders were placed."""
        came = 0
        while came < STEP_ORDERS_MAX and self._someone_is_due():
            came += self._visit()
        return came

    def status(self) -> dict[str, Any]:
        """The settings, and what came of them."""
        return {
            "orders_per_minute": self._rate,
            "profile": self._profile,
            "now_per_minute": round(self.rate_now(), 2) if self._running else 0.0,
            "running": self._running,
            "burst_left": self._burst,
            "shops": list(self._shop_ids) or list(self._world.shops),
            "placed": self._placed,
            "turned_away": self._turned_away,
        }

    def _someone_is_due(self) -> bool:
        if self._burst:
            self._burst -= 1
            return True
        if not self._running or not self.rate_now() or self._next > self._wall():
            return False
        self._next = max(self._next, self._wall() - _LAG_S) + self._gap()
        return True

    def _visit(self) -> int:
        shop = self._world.shops[self._chance.choice(self._shop_ids or tuple(self._world.shops))]
        content = self._crowds.get(shop.id) if self._profile_s else None
        cart = crowds.cart_for(shop, content, self._chance) if content is not None else []
        led = content if cart else None  # sold out: buyers look for something else, by themselves
        cart = cart or pick_cart(shop, self._chance)
        if not cart:
            self._turned_away += 1
            return 0
        try:
            order_and_go_on(self._world, shop, cart, self._chance, content=led)
        except ShoplatchError:  # someone else took the last unit
            self._turned_away += 1
            return 0
        self._placed += 1
        return 1

    def rate_now(self) -> float:
        """Orders a minute at this moment, by rate and profile."""
        since = self._wall() - self._profile_began
        if self._profile_s and since >= self._profile_s:
            self._profile, self._profile_s = "steady", 0
        if self._profile == "spike":
            return SPIKE_PER_MINUTE
        if self._profile == "daily":
            return min(RATE_MAX, self._rate * _DAILY[self._world.clock.now() % 86_400 // 3_600])
        if self._profile == "live":
            return min(RATE_MAX, self._rate * crowds.times_at(since / self._profile_s))
        if self._profile == "flash_sale":
            times: float = max(1.0, _FLASH_PEAK * 0.5 ** (5 * since / self._profile_s))
            return min(RATE_MAX, self._rate * times)
        return self._rate

    def _gather(self, profile: str) -> dict[str, Content]:
        """The content behind a spike, in every shop that takes part."""
        if profile not in crowds.KINDS:
            return {}
        shops = [self._world.shops[shop_id] for shop_id in self._shop_ids or tuple(self._world.shops)]
        found = {shop.id: crowds.gather(self._world, shop, profile, self._profile_s) for shop in shops}
        return {shop_id: content for shop_id, content in found.items() if content is not None}

    def _gap(self) -> float:
        rate = self.rate_now()
        return self._chance.expovariate(rate / 60) if rate else 0.0

    def _wall(self) -> float:
        return self._world.clock.wall.monotonic()


def _check(name: str, value: object, kinds: type | tuple[type, ...], limit: float) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value <= limit:  # type: ignore[operator]
        raise InvalidRequest(f"{name} must be a number between 0 and {limit:.0f}")


def pick_cart(shop: Shop, chance: random.Random) -> list[tuple[str, int]]:
    """One to three SKUs that one warehouse can send together, mostly one unit each; [] when the shop has nothing."""
    skus = list(shop.skus.values())
    cart: dict[str, int] = {}
    wanted = chance.choices((1, 2, 3), (70, 22, 8))[0]
    for _ in range(12):
        if len(cart) == wanted or not skus:
            break
        sku = chance.choice(skus)
        if _in_stock(shop, sku):
            more = {**cart, sku.id: 2 if chance.random() < 0.12 else 1}
            cart = more if _sent_together(shop, more) else cart
    return list(cart.items())


def order_and_go_on(
    world: World, shop: Shop, cart: list[tuple[str, int]], chance: random.Random, *, content: Content | None = None
) -> str:
    """Place an order, brought by this content or by chance by some other, and plan what its buyer does next; its id."""
    order = place(world, shop, cart, pay=False)
    if content is not None:
        attribution.attribute(world, shop, order, content)
    else:
        attribution.consider(world, shop, order)
    mood = chance.random()
    if mood < 0.03:
        return order.id  # forgets to pay; the payment window ends it
    if mood < 0.05:
        world.clock.after(chance.randrange(20, 300), "buyer.acts", shop=shop.id, order=order.id, action="cancel")
        return order.id
    pays_after = 0 if chance.random() < 0.5 else chance.randrange(1, 9)
    if pays_after == 0:
        act(world, shop, order, "pay")
    else:
        world.clock.after(pays_after, "buyer.acts", shop=shop.id, order=order.id, action="pay")
    later = pays_after + chance.randrange(10, 3_000)
    if mood < 0.09:
        world.clock.after(later, "buyer.acts", shop=shop.id, order=order.id, action="cancel")
    elif mood < 0.12:
        world.clock.after(later, "buyer.acts", shop=shop.id, order=order.id, action="change_address")
    elif mood < 0.14:
        second_thoughts.plan_request(world, shop, order, chance)
    elif mood > 0.9:
        second_thoughts.plan_regret(world, shop, order, chance)
    return order.id


def register(world: World) -> None:
    """Teach the world what buyers and the shop's own people do when their moment comes."""
    world.happenings["buyer.acts"] = _planned_act
    world.happenings["seller.ships"] = _planned_act
    second_thoughts.register(world)


def _sent_together(shop: Shop, cart: dict[str, int]) -> bool:
    """Whether some warehouse has all of it; a shop offers no cart that it could not send."""
    levels = ((bundles.stock_of(shop, shop.skus[sku_id]), units) for sku_id, units in cart.items())
    places = ({place for place, level in held.items() if level.available >= units} for held, units in levels)
    return bool(set.intersection(*places))


def _in_stock(shop: Shop, sku: Sku) -> bool:
    return bundles.free(shop, sku) > 2 and on_sale(shop, sku)


def _planned_act(world: World, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    order = shop.orders.get(payload["order"])
    action = payload["action"]
    if order is None or order.status not in _PLANNED_FOR[action]:  # it may have gone another way meanwhile
        return
    if action == "ship" and order.cancel_request_id and second_thoughts.grant_before_shipping(world, shop, order):
        return
    if action == "request_cancel" and order.cancel_request_id:
        return
    act(world, shop, order, action)
