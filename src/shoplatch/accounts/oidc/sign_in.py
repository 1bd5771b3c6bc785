"""The way to the identity provider and back: authorization code with PKCE, in one browser, once.

What belongs to a sign-in that was begun (state, nonce, verifier, where to go afterwards) travels in a cookie that the vault
sealed: nothing is kept here for a stranger who only begins, and nobody else's browser can end it. A state is spent before
anything else happens, so a way back that is walked twice is refused, whatever came of the first.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec

from shoplatch.accounts.oidc.id_token import claims_of, header_of
from shoplatch.accounts.oidc.provider import Discovery, Metadata, Provider
from shoplatch.accounts.oidc.sign_out import SignOut
from shoplatch.accounts.oidc.who import Came, Identity, identity_of, welcome
from shoplatch.accounts.people import SESSION_LIFE
from shoplatch.accounts.tickets import hash_of, new_ticket, same
from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, Conflict, InvalidRequest, Reauthorize
from shoplatch.store import oidc as table
from shoplatch.store import people as people_table
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncTransport

LIFE = timedelta(minutes=10)
WANTED_MAX_CHARS = 1_000
COOKIE_MAX_CHARS = 4_000
CODE_MAX_CHARS = 4_096
_OWNER, _FIELD = "oidc", "begun"
AGAIN = "Begin again on the sign-in page."


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, and what it has to hold meanwhile (a cookie; sealed)."""

    url: str = field(repr=False)
    cookie: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came, the new session (none where an account was only linked), and where to go."""

    came: Came
    session: str | None = field(repr=False)
    wanted: str
    leaving: str | None = field(default=None, repr=False)  # what the browser holds to sign out at the provider; sealed


class _Slip(msgspec.Struct):
    """What the cookie holds."""

    state: str
    nonce: str
    verifier: str
    issuer: str
    client_id: str
    ends_at: float
    wanted: str
    person_id: str | None = None


class SignIn:
    """Sign-in by one identity provider."""

    def __init__(self, provider: Provider, store: Store, vault: Vault, clock: Clock, transport: AsyncTransport) -> None:
        self.provider = provider
        self.discovery = Discovery(provider, transport, clock)
        self.out = SignOut(self.discovery, store, vault, clock)
        self._store = store
        self._vault = vault
        self._clock = clock

    async def begin(self, wanted: str = "/", *, person_id: str | None = None) -> Begun:
        """The provider's page, for somebody to sign in there. `person_id`: to link that account to somebody signed in here.

        Raises:
            ConfigError: the provider says something that does not fit the settings.
            Retriable: it does not answer.
        """
        metadata, provider = await self.discovery.metadata(), self.provider
        slip = _Slip(
            state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48),
            issuer=provider.issuer, client_id=provider.client_id, ends_at=(self._clock.now() + LIFE).timestamp(),
            wanted=wanted[:WANTED_MAX_CHARS], person_id=person_id,
        )  # fmt: skip
        challenge = base64.urlsafe_b64encode(hashlib.sha256(slip.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code", "client_id": provider.client_id, "redirect_uri": provider.callback,
            "scope": " ".join(provider.scopes), "state": slip.state, "nonce": slip.nonce,
            "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        joint = "&" if "?" in metadata.authorization_endpoint else "?"
        sealed = self._vault.seal(msgspec.json.encode(slip).decode(), owner=_OWNER, field=_FIELD)
        cookie = base64.urlsafe_b64encode(sealed).decode()
        return Begun(f"{metadata.authorization_endpoint}{joint}{urlencode(asked)}", cookie)

    async def finish(self, params: Mapping[str, str], cookie: str | None, *, instead_of: str | None = None) -> SignedIn:
        """What to do with the way back: check it, trade the code, check the token, open a session (always a new one).

        Raises:
            InvalidRequest: it was not begun here, or not in this browser.
            Conflict: it was walked before, or the account belongs to somebody else here.
            Reauthorize: the provider or the person said no, a token does not hold, or nobody here is meant.
            ConfigError, Retriable: the provider's settings or its silence.
        """
        slip = self._slip(cookie)
        state = params.get("state", "")
        if slip is None or not same(hash_of(state), hash_of(slip.state)):
            raise InvalidRequest("This sign-in was not begun in this browser, or is over", next_step=AGAIN)
        await self._spend(slip)
        metadata = await self.discovery.metadata()
        _check_way_back(params, slip, self.provider, metadata)
        identity, token = await self._identity(params["code"], slip, metadata)
        async with self._store.begin() as conn:
            now = self._clock.now()
            came = await welcome(conn, identity, self.provider, now, link_to=slip.person_id)
            if slip.person_id is not None:
                return SignedIn(came, None, slip.wanted)
            session = new_ticket()
            if instead_of:
                await people_table.end_session(conn, hash_of(instead_of))
            await people_table.save_token(conn, session.hash, "session", came.id, now, now + SESSION_LIFE)
        leaving = self.out.slip(session.text, token) if metadata.end_session_endpoint else None
        return SignedIn(came, session.text, slip.wanted, leaving)

    def _slip(self, cookie: str | None) -> _Slip | None:
        """What this browser began and may still end; None for anything else."""
        if not cookie or len(cookie) > COOKIE_MAX_CHARS:
            return None
        try:
            text = self._vault.unseal(base64.urlsafe_b64decode(cookie), owner=_OWNER, field=_FIELD)
            slip = msgspec.json.decode(text, type=_Slip)
        except (ConfigError, ValueError, binascii.Error, msgspec.MsgspecError):
            return None
        return slip if slip.ends_at > self._clock.now().timestamp() else None

    async def _spend(self, slip: _Slip) -> None:
        now = self._clock.now()
        async with self._store.begin() as conn:
            first = await table.spend(conn, hash_of(slip.state), now, now + LIFE)
        if not first:
            raise Conflict("This sign-in was already finished, and a way back counts once", next_step=AGAIN)

    async def _identity(self, code: str, slip: _Slip, metadata: Metadata) -> tuple[Identity, str]:
        """Who it is, and the token that says so."""
        tokens = await self.discovery.exchange(code, slip.verifier)
        token, access = tokens.get("id_token"), tokens.get("access_token")
        kid = header_of(token).get("kid")
        keys = await self.discovery.keys(kid if isinstance(kid, str) else None)
        claims = claims_of(
            str(token), keys, issuer=self.provider.issuer, client_id=self.provider.client_id, nonce=slip.nonce,
            now=self._clock.seconds(), algorithms=metadata.algorithms,
            access_token=access if isinstance(access, str) else "",
        )  # fmt: skip
        return identity_of(claims, await self._more(claims, access), self.provider), str(token)

    async def _more(self, claims: Mapping[str, Any], access: object) -> Mapping[str, Any]:
        """What the token leaves out and the provider tells when asked; only about the one whom the token names."""
        wanted = ["email", *([self.provider.role_claim.partition(".")[0]] if self.provider.role_claim else [])]
        if not isinstance(access, str) or not access or all(name in claims for name in wanted):
            return {}
        said = await self.discovery.userinfo(access)
        return said if said.get("sub") == claims["sub"] else {}


def _check_way_back(params: Mapping[str, str], slip: _Slip, provider: Provider, metadata: Metadata) -> None:
    """Refuse what another provider sent, or what brings no code."""
    if (slip.issuer, slip.client_id) != (provider.issuer, provider.client_id):
        raise InvalidRequest("The identity provider was changed meanwhile", next_step=AGAIN)
    told = params.get("iss")
    if (told is not None or metadata.tells_issuer) and told != provider.issuer:
        raise InvalidRequest(
            "The way back comes from another identity provider than the one that was asked", next_step=AGAIN
        )
    if params.get("error"):
        said = "".join(one for one in params["error"] if one.isalnum() or one in "_-")[:60]
        raise Reauthorize(f"The identity provider {provider.shown} said no ({said})", next_step=AGAIN)
    code = params.get("code", "")
    if not code or len(code) > CODE_MAX_CHARS or not code.isprintable():
        raise InvalidRequest("The way back carries no usable code", next_step=AGAIN)
