"""Counts calls per second for each app, shop and operation (platform.md section 7).

The platform's real limits are dynamic and unknown; the documented 50 a second stands in. Seconds are wall seconds, because
a limit protects the machine and a wound clock does not make it faster.
"""

from __future__ import annotations

from shoplatch.clock import Clock
from shoplatch.errors import ConfigError

DOCUMENTED_PER_SECOND = 50


class RateLimit:
    """A window of one second."""

    def __init__(self, setting: str, clock: Clock) -> None:
        self.per_second = _per_second(setting)
        self._clock = clock
        self._second = -1
        self._counts: dict[tuple[str, str, str], int] = {}

    def admits(self, app_key: str, shop_id: str, operation_id: str) -> bool:
        """Count one call; False when the second is full."""
        if self.per_second is None:
            return True
        second = int(self._clock.monotonic())
        if second != self._second:
            self._second = second
            self._counts.clear()
        key = (app_key, shop_id, operation_id)
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        return count <= self.per_second

    def change(self, setting: str) -> None:
        """Raises ConfigError for anything but off, documented or a positive whole number."""
        self.per_second = _per_second(setting)


def _per_second(setting: str) -> int | None:
    if setting == "off":
        return None
    if setting == "documented":
        return DOCUMENTED_PER_SECOND
    if setting.isascii() and setting.isdigit() and int(setting) > 0:
        return int(setting)
    raise ConfigError(
        f"The rate limit {setting!r} cannot be read", next_step="Use off, documented, or a whole number of calls per second."
    )
