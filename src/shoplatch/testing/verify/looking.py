"""A client that only looks: whatever could change something at the platform is refused before it is sent."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog import reader
from shoplatch.client.async_client import AsyncClient
from shoplatch.clock import Clock
from shoplatch.errors import InvalidRequest
from shoplatch.testing.verify.checks import Exhibit

EXHIBITS_MAX = 3


class Looking:
    """Asks, and keeps what was asked as exhibits: no tokens, no personal data, nothing but what is needed to ask again."""

    def __init__(self, client: AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self.exhibits: list[Exhibit] = []
        self.offset_s: float | None = None  # the platform's clock against ours, by its last answer

    async def ask(self, operation: str, **parameters: Any) -> dict[str, Any]:
        """The `data` of a read.

        Raises:
            InvalidRequest: the operation writes; nothing was sent.
            ShoplatchError: as the client.
        """
        fact = reader.operation(operation)
        if not fact.read:
            raise InvalidRequest(f"{operation} may change something, and this verification only looks")
        began = self._clock.monotonic()
        reply = await self._client.call(operation, **parameters)
        took_ms = (self._clock.monotonic() - began) * 1000
        if reply.server_date is not None:
            self.offset_s = (reply.server_date - self._clock.now()).total_seconds()
        if len(self.exhibits) < EXHIBITS_MAX:
            asked = f"{fact.method} {fact.path}  {parameters or ''}".rstrip()
            self.exhibits.append(
                Exhibit(
                    asked,
                    answer=f"HTTP {reply.status}, code {reply.code}, request {reply.request_id}",
                    took_ms=round(took_ms, 1),
                )
            )
        return reply.data
