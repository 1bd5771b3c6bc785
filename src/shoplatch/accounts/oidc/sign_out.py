"""Leaving, in both directions: from here to the provider (OpenID Connect RP-Initiated Logout 1.0), and from the provider to
here (Back-Channel Logout 1.0), so that an account which ends or signs out there has no open session here.

The token that brought somebody in is what the provider wants to see again. It travels sealed in a cookie of the browser it
belongs to and is kept nowhere else; one that is too long for a cookie is left out, and the provider asks a question more.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import msgspec

from shoplatch.accounts.oidc.id_token import LOGOUT_OLDEST_S, SKEW_S, header_of, logout_of
from shoplatch.accounts.oidc.provider import Discovery
from shoplatch.accounts.tickets import hash_of, same
from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, Conflict, Retriable
from shoplatch.store import oidc as table
from shoplatch.store import people as people_table
from shoplatch.store.engine import Store

COOKIE_MAX_CHARS = 4_000
TOKEN_MAX_CHARS = 2_400  # sealed and spelled for a cookie it becomes half as long again, and browsers take 4,096
_OWNER, _FIELD = "oidc", "leaving"


class _Slip(msgspec.Struct):
    """What the cookie holds: which session it belongs to, and the token; "" where that was too long."""

    session: str
    token: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Whose sessions a provider ended, and how many; nobody where the account is nobody's here."""

    name: str
    sessions: int


class SignOut:
    """Leaving by one identity provider."""

    def __init__(self, discovery: Discovery, store: Store, vault: Vault, clock: Clock) -> None:
        self._discovery = discovery
        self._store = store
        self._vault = vault
        self._clock = clock

    def slip(self, session: str, token: str) -> str:
        """What the browser has to hold to leave at the provider too; sealed."""
        slip = _Slip(hash_of(session), token if len(token) <= TOKEN_MAX_CHARS else "")
        sealed = self._vault.seal(msgspec.json.encode(slip).decode(), owner=_OWNER, field=_FIELD)
        return base64.urlsafe_b64encode(sealed).decode()

    async def way_out(self, session: str, cookie: str | None) -> str | None:
        """Where a browser that ends `session` here can sign out at the provider; None where the session did not come from
        there, or the provider offers no such address or does not answer."""
        slip = self._opened(cookie)
        if slip is None or not same(slip.session, hash_of(session)):
            return None
        try:
            address = (await self._discovery.metadata()).end_session_endpoint
        except (ConfigError, Retriable):
            return None
        if not address:
            return None
        asked = {"client_id": self._discovery.provider.client_id, **({"id_token_hint": slip.token} if slip.token else {})}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    async def told(self, token: str) -> Ended:
        """The provider says that an account has signed out or is gone: every session of whom it belongs to ends.

        Raises:
            Reauthorize: the token does not hold, or names no account.
            Conflict: it was sent before.
            ConfigError, Retriable: the provider's settings, or its silence.
        """
        kid = header_of(token).get("kid")
        metadata, provider = await self._discovery.metadata(), self._discovery.provider
        claims = logout_of(
            token, await self._discovery.keys(kid if isinstance(kid, str) else None), issuer=provider.issuer,
            client_id=provider.client_id, now=self._clock.seconds(), algorithms=metadata.algorithms,
        )  # fmt: skip
        now = self._clock.now()
        async with self._store.begin() as conn:
            until = now + timedelta(seconds=LOGOUT_OLDEST_S + 2 * SKEW_S)
            if not await table.spend(conn, hash_of(f"logout {claims['jti']}"), now, until):
                raise Conflict("This sign-out was told before, and counts once")
            person = await table.linked(conn, provider.issuer, claims["sub"])
            if person is None:
                return Ended("", 0)
            return Ended(person.name, await people_table.end_sessions(conn, person.id))

    def _opened(self, cookie: str | None) -> _Slip | None:
        if not cookie or len(cookie) > COOKIE_MAX_CHARS:
            return None
        try:
            text = self._vault.unseal(base64.urlsafe_b64decode(cookie), owner=_OWNER, field=_FIELD)
            return msgspec.json.decode(text, type=_Slip)
        except (ConfigError, ValueError, binascii.Error, msgspec.MsgspecError):
            return None
