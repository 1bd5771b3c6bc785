"""What was rendered stays rendered until something changes: bytes of views, for reads that ask for the same again.

Off unless a server runs the world, because the server alone knows every way a change can come. It lets go of everything
with each write, with each thing that falls due and with each second of virtual time (what an address shows depends on it).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import msgspec

KEPT_MAX = 5_000
KNOWN_MAX = 50
_encode = msgspec.json.encode


class Rendered:
    """The views of one world."""

    def __init__(self) -> None:
        self.on = False
        self._second = -1
        self._held: dict[tuple[str, str], msgspec.Raw] = {}
        self._known: dict[Hashable, Any] = {}

    def views(self, kind: str, ids: Sequence[str], now: int, make: Callable[[int], Any]) -> list[Any]:
        """The views of one kind of several things; `make` is asked for the nth that is not there."""
        if not self.on:
            return [make(n) for n in range(len(ids))]
        if now != self._second or len(self._held) + len(ids) > KEPT_MAX:
            self._second = now
            self._held.clear()
        held, found = self._held, []
        for n, thing_id in enumerate(ids):
            view = held.get((kind, thing_id))
            if view is None:
                view = held[(kind, thing_id)] = msgspec.Raw(_encode(make(n)))
            found.append(view)
        return found

    def known(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What was worked out under this key, as it is: for results that hang on the world and not on the second."""
        if not self.on:
            return make()
        if key not in self._known:
            if len(self._known) >= KNOWN_MAX:
                self._known.clear()
            self._known[key] = make()
        return self._known[key]

    def forget(self) -> None:
        """Something may have changed."""
        if self._held:
            self._held.clear()
        if self._known:
            self._known.clear()
