"""Worlds to start a simulator with: `empty`, `stocked`, `demo`, `million`. Same seed and same clock start, same world."""

from __future__ import annotations

from collections.abc import Callable

from shoplatch.errors import ConfigError
from shoplatch.simulator import money, shop_life
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds import demo, million, shelves
from shoplatch.simulator.worlds.parties import settle_in

_FILL: dict[str, Callable[[World], None]] = {
    "empty": lambda _: None,
    "stocked": shelves.open_shops,
    "demo": demo.fill,
    "million": million.fill,
}
NAMES = tuple(_FILL)


def build(name: str, seed: int, clock: SimClock) -> World:
    """A world with one app, one seller and its GB and US shop, filled as the name says.

    Raises:
        ConfigError: there is no world of that name.
    """
    world = shell(name, seed, clock)
    settle_in(world)
    _FILL[name](world)
    money.begin(world)
    return world


def shell(name: str, seed: int, clock: SimClock) -> World:
    """A world that knows what everything does and has nothing in it: for one that was written down to be put into.

    Raises:
        ConfigError: there is no world of that name.
    """
    if name not in _FILL:
        raise ConfigError(f"There is no world {name!r}", next_step=f"Worlds: {', '.join(NAMES)}.")
    world = World(name, seed, clock)
    shop_life.install(world)
    world.happenings["seller.ships_part"] = demo.ship_part
    return world
