"""Counts calls per second for each app, shop and operation, and per hour for development shops (platform.md section 7).

The platform's real limits are dynamic and unknown; the documented 50 a second stands in, or the bands a 2026 text advises.
Seconds and hours are those of the wall, because a limit protects the machine and a wound clock does not make it faster.
"""

from __future__ import annotations

from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.clock import Clock
from shoplatch.errors import ConfigError

DOCUMENTED_PER_SECOND = 50
HEAVY, WRITE, READ, LIGHT = 1, 3, 10, 20  # the upper ends of the advised starting rates
_HEAVY_AREAS = frozenset({"analytics", "data_reconciliation"})
_HEAVY_VERBS = ("create", "edit", "partial_edit", "upload", "replicate", "publish", "import")


class RateLimit:
    """A window of one second, and one of an hour for development shops."""

    def __init__(self, setting: str, clock: Clock) -> None:
        self._clock = clock
        self._second = -1
        self._counts: dict[tuple[str, str, str], int] = {}
        self._hour = -1
        self._calls_of_test_shop: dict[str, int] = {}
        self.change(setting)

    def admits(self, app_key: str, shop_id: str, operation: Operation) -> bool:
        """Count one call; False when the second is full."""
        limit = self.per_second
        if limit is None:
            if self.setting != "advised":
                return True
            limit = advised(operation)
        second = int(self._clock.monotonic())
        if second != self._second:
            self._second = second
            self._counts.clear()
        key = (app_key, shop_id, operation.id)
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        return count <= limit

    def admits_test_shop(self, shop_id: str, quota: int) -> bool:
        """Count one call of a development shop, over all operations; False when the hour is full."""
        hour = self._clock.seconds() // 3600
        if hour != self._hour:
            self._hour = hour
            self._calls_of_test_shop.clear()
        count = self._calls_of_test_shop.get(shop_id, 0) + 1
        self._calls_of_test_shop[shop_id] = count
        return count <= quota

    def change(self, setting: str) -> None:
        """Raises ConfigError for anything but off, documented, advised or a positive whole number."""
        self.per_second = _per_second(setting)
        self.setting = setting

    def told(self) -> dict[str, Any]:
        """The setting, and the one number it means if it means one."""
        return {"setting": self.setting, "per_second": self.per_second}


def advised(operation: Operation) -> int:
    """The band of an operation: heavy writes and analytics 1, writes 3, reads and searches 10, light and batch reads 20."""
    if operation.domain in _HEAVY_AREAS:
        return HEAVY
    if not operation.read:
        verb = operation.capability.partition(".")[2]
        return HEAVY if operation.domain == "product" and verb.startswith(_HEAVY_VERBS) else WRITE
    return READ if operation.pagination is not None or operation.method != "GET" else LIGHT


def _per_second(setting: str) -> int | None:
    if setting in ("off", "advised"):
        return None
    if setting == "documented":
        return DOCUMENTED_PER_SECOND
    if setting.isascii() and setting.isdigit() and int(setting) > 0:
        return int(setting)
    raise ConfigError(
        f"The rate limit {setting!r} cannot be read",
        next_step="Use off, documented, advised, or a whole number of calls per second.",
    )
