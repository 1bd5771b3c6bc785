"""Worlds for one test after another: what takes long to build is built once, written down, and copied from then on.

A copy is the world as it was when it was built, at that moment of virtual time, so that each test begins alike. It shares
nothing with the others.
"""

from __future__ import annotations

from shoplatch.simulator import saving, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.state.world import World

WORTH_KEEPING_S = 0.05  # a world built faster is built each time
KEPT_MAX = 8


class Prepared:
    """The worlds of one process, by name and seed."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], bytes] = {}

    def world(self, name: str, seed: int, clock: SimClock) -> World:
        """A world of its own for whoever asks.

        Raises:
            ConfigError: there is no world of that name.
        """
        content = self._kept.get((name, seed))
        if content is not None:
            return _copied(content, clock)
        began = clock.wall.monotonic()
        built = worlds.build(name, seed, clock)
        kept_in_words = all(shop.orders.archive is None for shop in built.shops.values())
        if kept_in_words and clock.wall.monotonic() - began > WORTH_KEEPING_S:
            if len(self._kept) >= KEPT_MAX:
                del self._kept[next(iter(self._kept))]
            self._kept[name, seed] = saving.snapshot(built)
        return built


def _copied(content: bytes, clock: SimClock) -> World:
    saved = saving.parse(content, "The prepared world")
    world = worlds.shell(saved.name, saved.seed, clock)
    world.born_at = saved.born_at
    saving.restore(saved, world)
    clock.offset_s = saved.now - clock.wall.seconds()
    return world
