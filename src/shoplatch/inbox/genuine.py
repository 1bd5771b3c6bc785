"""Says whether a webhook was signed with a secret of its app: `Authorization` = hex HMAC-SHA256(secret, app_key + body).

Fact: platform.md section 19. Several secrets may hold for one app while it changes over. Secrets are asked for through a
function and remembered for a short while, because this runs for every webhook; it never stores or shows one.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from shoplatch.clock import Clock

KNOWN_FOR_S = 30.0  # how long secrets are remembered
ASK_AGAIN_AFTER_S = 2.0  # after a bad signature or for an unknown app: at most one question in this time
APPS_MAX = 1_000  # strangers may name any app key; they must not fill the memory
_KEY_MAX = 64

SecretsOf = Callable[[str], Awaitable[Sequence[str] | None]]


class Verifier(Protocol):
    """Checks one webhook."""

    async def __call__(self, app_key: str, body: bytes, given: str) -> bool | None:
        """True: genuine. False: not signed by the app. None: there is no such app."""


class SignedBySecret:
    """The verifier for TikTok's scheme.

    `secrets_of(app_key)` gives the secrets that hold now, newest first; None or an empty list means "no such app". What it
    raises passes through: while secrets cannot be read nobody can be told that a signature is wrong.
    """

    def __init__(self, secrets_of: SecretsOf, clock: Clock) -> None:
        self._secrets_of = secrets_of
        self._clock = clock
        self._known: dict[str, tuple[float, tuple[bytes, ...]]] = {}

    async def __call__(self, app_key: str, body: bytes, given: str) -> bool | None:
        known = self._known.get(app_key)
        if known is None:
            if not app_key or len(app_key) > _KEY_MAX or not app_key.isascii():
                return None
            known = await self._ask(app_key)
        asked_at, secrets = known
        now = self._clock.monotonic()
        if not (0 <= now - asked_at <= KNOWN_FOR_S):
            asked_at, secrets = await self._ask(app_key)
        if _signed(app_key, body, given, secrets):
            return True
        if now - asked_at > ASK_AGAIN_AFTER_S:  # the secret may have been changed, or the app added, a moment ago
            _, secrets = await self._ask(app_key)
            if _signed(app_key, body, given, secrets):
                return True
        return False if secrets else None

    async def _ask(self, app_key: str) -> tuple[float, tuple[bytes, ...]]:
        secrets = tuple(secret.encode() for secret in await self._secrets_of(app_key) or ())
        if len(self._known) >= APPS_MAX:
            self._known.clear()
        self._known[app_key] = (self._clock.monotonic(), secrets)
        return self._known[app_key]


def _signed(app_key: str, body: bytes, given: str, secrets: tuple[bytes, ...]) -> bool:
    """Compares with every secret, in constant time, without stopping at the first that fits."""
    if not given.isascii():
        return False
    message = app_key.encode() + body
    fits = False
    for secret in secrets:
        fits |= hmac.compare_digest(hmac.digest(secret, message, "sha256").hex(), given)
    return fits
