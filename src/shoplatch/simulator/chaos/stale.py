"""Stale reads: the world as it was before the last write, kept only while a rule asks for it (it costs time per write).

Or as it was at a moment that was held: a replica that lags while buyers, carriers and time go on changing the world.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.simulator import saving
from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.state.world import World


class Yesterday:
    """The state before the last write, or of the moment that is held."""

    def __init__(self) -> None:
        self._content: bytes | None = None
        self._world: World | None = None
        self.held = False

    @property
    def known(self) -> bool:
        """Whether a write was seen."""
        return self._content is not None

    def keep(self, world: World) -> None:
        """Remember the world; called before a write takes effect. A moment that is held stays."""
        if not self.held:
            self._content, self._world = saving.snapshot(world), None

    def hold(self, world: World) -> None:
        """Stale reads are answered as of now, until another moment is held or it is forgotten."""
        self.held = False
        self.keep(world)
        self.held = True

    def forget(self) -> None:
        """Let go of it."""
        self._content = self._world = None
        self.held = False

    def answer(self, behaviour: Handler, world: World, ask: Ask) -> dict[str, Any]:
        """What the behaviour would have answered then; as now, if nothing was written since."""
        if self._content is None:
            return behaviour(world, ask)
        if self._world is None:
            self._world = saving.twin(self._content, world)
        then = self._world
        shop = None if ask.shop is None else then.shops.get(ask.shop.id, ask.shop)
        return behaviour(then, msgspec.structs.replace(ask, shop=shop))
