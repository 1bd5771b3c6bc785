"""Stale reads: the world as it was before the last write, kept only while a rule asks for it (it costs time per write)."""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.simulator import saving
from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.state.world import World


class Yesterday:
    """The state before the last write."""

    def __init__(self) -> None:
        self._content: bytes | None = None
        self._world: World | None = None

    @property
    def known(self) -> bool:
        """Whether a write was seen."""
        return self._content is not None

    def keep(self, world: World) -> None:
        """Remember the world; called before a write takes effect."""
        self._content, self._world = saving.snapshot(world), None

    def forget(self) -> None:
        """Let go of it."""
        self._content = self._world = None

    def answer(self, behaviour: Handler, world: World, ask: Ask) -> dict[str, Any]:
        """What the behaviour would have answered then; as now, if nothing was written since."""
        if self._content is None:
            return behaviour(world, ask)
        if self._world is None:
            self._world = saving.twin(self._content, world)
        then = self._world
        shop = None if ask.shop is None else then.shops.get(ask.shop.id, ask.shop)
        return behaviour(then, msgspec.structs.replace(ask, shop=shop))
