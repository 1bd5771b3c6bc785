"""A seller authorizes: the link that starts it, and the callback that ends it.

What defends it: a state works once, for thirty minutes, for one app, and only its hash is stored; it is spent before
anything else happens, so of two callbacks with the same state one wins. An intent is written before TikTok is asked. It
knows no web framework: it takes the parameters of the callback and gives a result or an error that says what to do next.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shoplatch.accounts.apps import App, Apps
from shoplatch.accounts.connections import KINDS, Connections, connection_id_of
from shoplatch.accounts.shops import Shop, Shops
from shoplatch.accounts.tickets import hash_of, new_ticket
from shoplatch.accounts.token_endpoint import LostThenRefused, TokenEndpoint
from shoplatch.accounts.tokens import TokenKeeper
from shoplatch.client.auth import Tokens
from shoplatch.clock import Clock
from shoplatch.errors import Conflict, Fatal, InvalidRequest, OutcomeUnknown, Reauthorize, ShoplatchError
from shoplatch.store import connections as table
from shoplatch.store import consents
from shoplatch.store.engine import Store

STATE_LIFE = timedelta(minutes=30)
"""As long as TikTok's own auth code lives (platform.md section 3.2)."""
KEPT_FOR = timedelta(days=1)  # a state that is over is kept a while, to be able to say so
CODE_MAX_CHARS = 1024
CODE_INVALID = 36004004
_AGAIN = "Open a new consent link (`shoplatch connect`, or Connect a shop in the console) and let the seller confirm again."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Consent:
    """A link for the seller, good until `expires_at`. The link holds the state, so it is not shown in reprs."""

    url: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Connected:
    """What a finished consent gave. `problem` says what is still missing, where the shops could not be read yet."""

    connection_id: str
    seller_name: str
    shops: tuple[Shop, ...]
    reauthorized: bool
    problem: str | None = None


class Oauth:
    """Consent links and callbacks."""

    def __init__(
        self,
        store: Store,
        apps: Apps,
        connections: Connections,
        keeper: TokenKeeper,
        shops: Shops,
        endpoint: TokenEndpoint,
        *,
        clock: Clock,
    ) -> None:
        self._store = store
        self._apps = apps
        self._connections = connections
        self._keeper = keeper
        self._shops = shops
        self._endpoint = endpoint
        self._clock = clock

    async def consent_link(self, app_key: str) -> Consent:
        """Start: a link with a fresh state, good for thirty minutes and one use.

        Raises:
            NotFound: no app has this key.
        """
        app = await self._apps.get(app_key)
        now, ticket = self._clock.now(), new_ticket()
        async with self._store.begin() as conn:
            await consents.drop_expired_states(conn, now - KEPT_FOR)
            await consents.new_state(conn, ticket.hash, app_key, now, now + STATE_LIFE)
        return Consent(app.consent_address(ticket.text), now + STATE_LIFE)

    async def finish(self, params: Mapping[str, str]) -> Connected:
        """End: check the callback, exchange the code, save the grant, read its shops.

        Unknown parameters are ignored. A state is spent by being shown, whatever comes of it.

        Raises:
            InvalidRequest: no state, a state that is not ours, or one of another app; no code.
            Conflict: the state was used before.
            Reauthorize: the seller refused, the state or the code is too old, or the code is spent.
            ShoplatchError: TikTok cannot be reached or refuses the app; by recovery.
        """
        state = params.get("state") or ""
        if not state:
            raise _no_state(params)
        app = await self._spend(state, params.get("app_key"))
        code = _code_in(params)
        connection_id, reauthorized, seller_name = await self._exchange(app, code)
        self._keeper.forget(connection_id)
        try:
            shops, problem = tuple(await self._shops.refresh(connection_id, after_consent=True)), None
        except ShoplatchError as failure:
            # The grant is saved; its shops are read again by the periodic task.
            _log.warning("Connected, but the shops of %s could not be read yet: %s", connection_id, failure)
            shops, problem = (), str(failure)
        if not shops and problem is None:
            problem = "The grant is saved, and TikTok lists no shop for it yet"
        return Connected(connection_id, seller_name, shops, reauthorized, problem)

    async def _spend(self, state: str, named_app: str | None) -> App:
        """Use up the state and give the app it was made for."""
        now, hashed = self._clock.now(), hash_of(state)
        async with self._store.begin() as conn:
            before = await consents.state(conn, hashed)
            app_key = await consents.use_state(conn, hashed, now)
        if before is None:
            raise InvalidRequest("The callback carries a state that was not issued here", next_step=_AGAIN)
        if before.expires_at <= now:
            raise Reauthorize("This consent link is older than 30 minutes", next_step=_AGAIN)
        if app_key is None:
            raise Conflict("This consent was already finished, and a callback counts once", next_step=_AGAIN)
        if named_app and named_app != app_key:
            raise InvalidRequest(
                f"The callback is for the app {named_app[:64]!r}, and its state was made for {app_key}",
                next_step=_AGAIN,
            )
        return await self._apps.get(app_key)

    async def _exchange(self, app: App, code: str) -> tuple[str, bool, str]:
        """Intent, exchange, save: in this order, so that dying anywhere leaves a trace."""
        secrets = await self._apps.secrets_of(app.app_key)
        async with self._store.begin() as conn:
            intent = await consents.begin_intent(
                conn, app_key=app.app_key, connection_id=None, kind="exchange", token_version=None, now=self._clock.now()
            )
        try:
            tokens = await self._endpoint.exchange(app, secrets, code)
            if not tokens.open_id or not tokens.refresh_token:
                raise Fatal("TikTok's answer names no seller or carries no refresh token", next_step=_AGAIN)
        except ShoplatchError as failure:
            outcome = "unknown" if isinstance(failure, OutcomeUnknown | LostThenRefused) else "refused"
            async with self._store.begin() as conn:
                await consents.finish_intent(conn, intent, outcome, failure.what, self._clock.now())
            raise _explained(failure) from failure
        return await self._save(app, tokens, intent)

    async def _save(self, app: App, tokens: Tokens, intent: int) -> tuple[str, bool, str]:
        kind = KINDS.get(tokens.user_type or 0, "seller")
        connection_id = connection_id_of(app.app_key, kind, tokens.open_id)
        now = self._clock.now()
        pair = self._connections.sealed(connection_id, tokens)
        async with self._store.begin() as conn:
            known = await table.get(conn, connection_id)
            await table.save(
                conn,
                id=connection_id,
                app_key=app.app_key,
                kind=kind,
                open_id=tokens.open_id,
                seller_name=tokens.seller_name,
                seller_base_region=tokens.seller_base_region or None,
                granted_scopes=tokens.granted_scopes,
                now=now,
                **pair,
            )
            await consents.finish_intent(conn, intent, "saved", None, now)
        return connection_id, known is not None, tokens.seller_name


def _no_state(params: Mapping[str, str]) -> ShoplatchError:
    if _refusal_in(params):
        return Reauthorize("The seller refused, and no consent was started here", next_step=_AGAIN)
    if params.get("code"):
        return InvalidRequest(
            "This authorization was not started here: it carries no state, as after an install from TikTok's app store",
            next_step="Nothing was linked. Sign in and start from here, so that we know who asks: " + _AGAIN,
        )
    return InvalidRequest("This is no callback of TikTok Shop: it carries neither code nor state", next_step=_AGAIN)


def _code_in(params: Mapping[str, str]) -> str:
    """The code of the callback.

    Raises:
        Reauthorize: the seller refused: any `error`, or the text null for a code (platform.md section 3.2).
        InvalidRequest: there is no code that could be one.
    """
    if _refusal_in(params):
        raise Reauthorize("The seller refused the authorization", next_step=_AGAIN)
    code = params.get("code", "")
    if not code or len(code) > CODE_MAX_CHARS or not code.isprintable():
        raise InvalidRequest("The callback carries no usable code", next_step=_AGAIN)
    return code


def _refusal_in(params: Mapping[str, str]) -> bool:
    return bool(params.get("error")) or params.get("code", "").strip().lower() == "null"


def _explained(failure: ShoplatchError) -> ShoplatchError:
    """Say what an exchange that failed means for the person in front of the browser."""
    evidence = {"code": failure.code, "request_id": failure.request_id, "next_step": _AGAIN}
    if isinstance(failure, LostThenRefused):
        return Reauthorize("TikTok's answer was lost on the way and the code is spent, so nothing was saved", **evidence)  # type: ignore[arg-type]  # the evidence every error takes
    if failure.code == CODE_INVALID:
        return Reauthorize("TikTok no longer accepts this code: it was used before or is older than 30 minutes", **evidence)  # type: ignore[arg-type]  # as above
    return failure
