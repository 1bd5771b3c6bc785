"""The simulator's own outgoing HTTP: posts webhooks to receivers, over one connection pool, and measures the answer.

It neither signs nor retries nor decides what an answer means.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import aiohttp

from shoplatch.clock import Clock

CONNECTIONS_MAX = 100


@dataclass(frozen=True, slots=True)
class WireAnswer:
    """What came back. `status` is None without an answer; `error` then says why. Elapsed is wall time."""

    status: int | None
    elapsed_ms: float
    body_empty: bool = True
    error: str = ""


class Wire(Protocol):
    """Posts one body and waits for the answer, never longer than `limit_s`; never raises for what a receiver does."""

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        """The answer of the receiver, or why there is none."""

    async def close(self) -> None:
        """Give the connections back."""


class HttpWire:
    """Real HTTP. Follows no redirects and no proxies: a receiver is called as it was written down."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        session = self._session
        if session is None:
            session = self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS_MAX))
        began = self._clock.monotonic()
        try:
            async with session.post(
                url, data=body, headers=headers, allow_redirects=False, timeout=aiohttp.ClientTimeout(total=limit_s)
            ) as answer:
                empty = not await answer.content.read(1)
                return WireAnswer(answer.status, self._since(began), empty)
        except TimeoutError:
            return WireAnswer(None, self._since(began), error=f"no answer within {limit_s:g} s")
        except (aiohttp.ClientError, OSError, ValueError) as failure:
            return WireAnswer(None, self._since(began), error=f"{type(failure).__name__}: {failure}"[:200])

    def _since(self, began: float) -> float:
        return round((self._clock.monotonic() - began) * 1000, 1)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
