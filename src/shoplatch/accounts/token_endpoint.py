"""Talks to TikTok's token endpoints on behalf of an app, and copes with an answer that got lost.

Asking a second time is safe on both endpoints: a code works once, and after a rotation the old refresh token works for a
short grace or is refused (platform.md section 3.3). So a lost answer is asked for again before anyone is told. It stores
nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from shoplatch.accounts.apps import App
from shoplatch.accounts.clocks import Clocks
from shoplatch.client import auth
from shoplatch.client.auth import Tokens
from shoplatch.errors import OutcomeUnknown, Retriable, ShoplatchError
from shoplatch.transport import HttpRequest

Sleep = Callable[[float], Awaitable[None]]
TIMEOUT_S = 10.0
PAUSES_S = (0.5, 2.0)
"""The waits between three attempts. All of it stays well below the lease of a refresh."""


INVALID_CREDENTIALS = 36009004  # key or secret, said before code or token is looked at


class LostThenRefused(ShoplatchError):
    """An answer was lost, and asking again was refused: the first request did happen, and what it gave is gone."""


class TokenEndpoint:
    """The two token calls, for one app at a time."""

    def __init__(self, clocks: Clocks, sleep: Sleep) -> None:
        self._clocks = clocks
        self._sleep = sleep

    async def exchange(self, app: App, secrets: Sequence[str], code: str) -> Tokens:
        """Trade the code of a consent for tokens. `secrets`: what the app may be known by now, the likeliest first.

        Raises:
            LostThenRefused: the answer got lost and the code is spent.
            ShoplatchError: TikTok's refusal, sorted by recovery, or no connection.
        """
        return await self._with_each(
            app, secrets, lambda secret: auth.token_get_request(app.auth_url, app.app_key, secret, code), code
        )

    async def refresh(self, app: App, secrets: Sequence[str], refresh_token: str) -> Tokens:
        """Trade a refresh token for a new pair. `secrets` as above.

        Raises:
            LostThenRefused: the answer got lost and the refresh token no longer works.
            ShoplatchError: TikTok's refusal, sorted by recovery, or no connection.
        """
        return await self._with_each(
            app,
            secrets,
            lambda secret: auth.token_refresh_request(app.auth_url, app.app_key, secret, refresh_token),
            refresh_token,
        )

    async def _with_each(
        self, app: App, secrets: Sequence[str], request: Callable[[str], HttpRequest], credential: str
    ) -> Tokens:
        """While an app changes its secret TikTok may take either: a refusal of the one spends nothing of the other."""
        hidden = (*secrets, credential)
        for secret in secrets[:-1]:
            try:
                return await self._ask(app, request(secret), hidden)
            except LostThenRefused:
                raise
            except ShoplatchError as refused:
                if refused.code != INVALID_CREDENTIALS:
                    raise
        return await self._ask(app, request(secrets[-1]), hidden)

    async def _ask(self, app: App, request: HttpRequest, hidden: tuple[str, ...]) -> Tokens:
        lost: OutcomeUnknown | None = None
        for pause_s in (*PAUSES_S, None):
            try:
                answer = await self._clocks.transport_for(app).send(request, timeout_s=TIMEOUT_S)
                return auth.read_tokens(answer, now=self._clocks.clock_for(app).now(), secrets=hidden)
            except OutcomeUnknown as failure:
                lost = failure
            except Retriable:
                if lost is not None and pause_s is None:
                    raise lost from None
                if pause_s is None:
                    raise
            except ShoplatchError as refusal:
                if lost is None:
                    raise
                raise LostThenRefused(
                    refusal.what, code=refusal.code, request_id=refusal.request_id, next_step=refusal.next_step
                ) from refusal
            if pause_s is not None:
                await self._sleep(pause_s)
        raise lost or OutcomeUnknown("The token endpoint was not asked")


async def real_sleep(seconds: float) -> None:
    """Wait in real time; what a running installation uses."""
    await asyncio.sleep(seconds)
