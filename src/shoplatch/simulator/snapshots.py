"""Named copies of the world, to come back to: kept in memory, or handed out as text that can be committed.

Coming back brings everything that a state file holds, and the moment: the clock stands where it stood. Faults, switches,
traffic and the request log are the desk's and stay as they are.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError, InvalidRequest, NotFound
from shoplatch.simulator import saving, tokens, worlds
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.state.world import World
from shoplatch.simulator.webhooks import Webhooks

KEPT_MAX = 50
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class Snapshots:
    """The shelf of one simulator."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        self._world = world
        self._webhooks = webhooks
        self._kept: dict[str, bytes] = {}
        self._moments: dict[str, int] = {}

    def listed(self) -> list[dict[str, Any]]:
        """Name, moment and size of each, oldest first."""
        return [
            {"name": name, "now": self._moments[name], "size_bytes": len(content)} for name, content in self._kept.items()
        ]

    def take(self, name: str) -> dict[str, Any]:
        """Keep the world as it is now under a name; an earlier one of that name is replaced."""
        self._keep(name, saving.snapshot(self._world), self._world.clock.now())
        return self._told(name)

    def put(self, name: str, content: bytes) -> dict[str, Any]:
        """Keep a copy that was handed out before. Raises InvalidRequest if it is none."""
        try:
            saved = saving.parse(content, "What was sent")
        except ConfigError as broken:
            raise InvalidRequest(broken.what, next_step="Send what GET /_sim/snapshots/{name} gave.") from broken
        self._keep(name, content, saved.now)
        return self._told(name)

    def text(self, name: str) -> bytes:
        """A copy as indented JSON."""
        return msgspec.json.format(self._content(name), indent=1)

    def restore(self, name: str) -> dict[str, Any]:
        """Bring the world back to what it was. Webhooks on their way are forgotten, those that waited then wait again."""
        saved = saving.parse(self._content(name), f"The snapshot {name}")
        world = self._world
        if (saved.name, saved.seed, saved.born_at) != (world.name, world.seed, world.born_at):
            # Its history is made from the seed, so it has to be built where it was born.
            built = worlds.build(saved.name, saved.seed, SimClock(SetClock(datetime.fromtimestamp(saved.born_at, UTC))))
            world.name, world.seed, world.born_at, world.shops = built.name, built.seed, built.born_at, built.shops
        unknown = sorted({due.kind for due in saved.dues} - set(world.happenings))
        if unknown:
            raise InvalidRequest(
                f"The snapshot {name} waits for {unknown[0]!r}, which never happens here",
                next_step="It was made by another version; make it anew.",
            )
        saving.restore(saved, world)
        world.clock.offset_s = saved.now - world.clock.wall.seconds()
        world.grant_by_access_token.clear()
        tokens.install(world)
        self._webhooks.reload()
        return self._told(name)

    def remove(self, name: str) -> dict[str, Any]:
        """Forget one."""
        self._content(name)
        del self._kept[name], self._moments[name]
        return {"removed": name}

    def _keep(self, name: str, content: bytes, moment: int) -> None:
        if not _NAME.fullmatch(name):
            raise InvalidRequest(f"{name!r} cannot name a snapshot", next_step="Use up to 64 letters, digits, dot, dash, _.")
        if name not in self._kept and len(self._kept) >= KEPT_MAX:
            raise InvalidRequest(f"{KEPT_MAX} snapshots are kept already", next_step="Remove one first.")
        self._kept.pop(name, None)
        self._kept[name], self._moments[name] = content, moment

    def _content(self, name: str) -> bytes:
        if name not in self._kept:
            known = ", ".join(self._kept) or "none"
            raise NotFound(f"There is no snapshot {name!r}", next_step=f"Kept: {known}.")
        return self._kept[name]

    def _told(self, name: str) -> dict[str, Any]:
        return {"name": name, "now": self._moments[name], "size_bytes": len(self._kept[name])}
