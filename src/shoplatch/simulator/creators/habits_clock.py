"""When creators look for something to promote: once a day, from the first agreement on. Before it nothing falls due."""

from __future__ import annotations

from shoplatch.simulator.state.world import World

DAY = "creators.day"
DAY_S = 86_400


def wake(world: World) -> None:
    """Let creators look around from the next midnight (UTC) on; nothing where they already do."""
    if not world.affiliates.awake:
        world.affiliates.awake = True
        now = world.clock.now()
        world.clock.at(now - now % DAY_S + DAY_S, DAY)
