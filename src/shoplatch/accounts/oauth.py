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
from shoplatch.accounts.exchange import AGAIN, Exchanges, Saved
from shoplatch.accounts.shops import Shop, Shops
from shoplatch.accounts.tickets import hash_of, new_ticket, same
from shoplatch.accounts.tokens import TokenKeeper
from shoplatch.clock import Clock
from shoplatch.errors import Conflict, InvalidRequest, Reauthorize, ShoplatchError
from shoplatch.store import consents, links
from shoplatch.store.engine import Store

STATE_LIFE = timedelta(minutes=30)
"""As long as TikTok's own auth code lives (platform.md section 3.2)."""
KEPT_FOR = timedelta(days=1)  # a state that is over is kept a while, to be able to say so
CODE_MAX_CHARS = 1024
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
    waiting: bool = False  # it came from TikTok's app store, and a person here has to confirm it first


class Oauth:
    """Consent links and callbacks."""

    def __init__(
        self,
        store: Store,
        apps: Apps,
        keeper: TokenKeeper,
        shops: Shops,
        exchanges: Exchanges,
        *,
        clock: Clock,
    ) -> None:
        self._store = store
        self._apps = apps
        self._keeper = keeper
        self._shops = shops
        self._exchanges = exchanges
        self._clock = clock

    async def consent_link(
        self, app_key: str, *, browser: str | None = None, kind: str = "seller", link_id: str | None = None
    ) -> Consent:
        """Start: a link with a fresh state, good for thirty minutes and one use.

        `browser` is a secret that the browser which begins keeps; the callback then counts in that browser alone, so that
        nobody can be made to finish what somebody else began. None: the link is to be sent to a seller.

        Raises:
            NotFound: no app has this key.
            InvalidRequest: there is no such kind of account; a seller, a creator or a partner consents.
        """
        app = await self._apps.get(app_key)
        app.consent_address("", kind)
        now, ticket = self._clock.now(), new_ticket()
        async with self._store.begin() as conn:
            await consents.drop_expired_states(conn, now - KEPT_FOR)
            bound = None if browser is None else hash_of(browser)
            await consents.new_state(conn, ticket.hash, app_key, now, now + STATE_LIFE, browser_hash=bound, link_id=link_id)
        return Consent(app.consent_address(ticket.text, kind), now + STATE_LIFE)

    async def finish(self, params: Mapping[str, str], *, browser: str | None = None) -> Connected:
        """End: check the callback, exchange the code, save the grant, read its shops.

        Unknown parameters are ignored. A state is spent by being shown, whatever comes of it.

        Raises:
            InvalidRequest: no state, a state that is not ours, one of another app or of another browser; no code.
            Conflict: the state was used before.
            Reauthorize: the seller refused, the state or the code is too old, or the code is spent.
            ShoplatchError: TikTok cannot be reached or refuses the app; by recovery.
        """
        state = params.get("state") or ""
        if not state:
            raise _no_state(params)
        app, code, intent = await self._begin(state, params, browser)
        saved = await self._exchanges.keep(app, await self._exchanges.ask(app, code, intent), intent)
        return await self.linked(saved)

    async def linked(self, saved: Saved) -> Connected:
        """What follows a grant that is in the database now: its shops are read. A failure of that undoes nothing."""
        connection_id = saved.connection_id
        self._keeper.forget(connection_id)
        if saved.waiting:
            return Connected(connection_id, saved.seller_name, (), reauthorized=False, waiting=True)
        try:
            shops, problem = tuple(await self._shops.refresh(connection_id, after_consent=True)), None
        except ShoplatchError as failure:
            # The grant is saved; its shops are read again by the periodic task.
            _log.warning("Connected, but the shops of %s could not be read yet: %s", connection_id, failure)
            shops, problem = (), str(failure)
        if not shops and problem is None and await self._shops.has_shops(connection_id):
            problem = "The grant is saved, and TikTok lists no shop for it yet"
        return Connected(connection_id, saved.seller_name, shops, saved.reauthorized, problem)

    async def _begin(self, state: str, params: Mapping[str, str], browser: str | None) -> tuple[App, str, int]:
        """Use up the state and note the exchange, as one: a process that dies between the two leaves no seller unheard."""
        now, hashed = self._clock.now(), hash_of(state)
        code, intent = "", 0
        async with self._store.begin() as conn:
            before = await consents.state(conn, hashed)
            app_key = await consents.use_state(conn, hashed, now)
            wrong = _wrong(before, app_key, params, now, browser)
            link_id = before.link_id if before is not None else None
            if wrong is None and link_id is not None and not await links.claim(conn, link_id):
                wrong = Reauthorize("The link this began with was used or taken back meanwhile", next_step=AGAIN)
            if wrong is None and app_key is not None:
                code = params["code"]
                intent = await self._exchanges.begin(conn, app_key, code, link_id=link_id)
        if wrong is not None or app_key is None:
            raise wrong or InvalidRequest("The callback carries a state that was not issued here", next_step=AGAIN)
        return await self._apps.get(app_key), code, intent


def _wrong(
    before: consents.StateRow | None, app_key: str | None, params: Mapping[str, str], now: datetime, browser: str | None
) -> ShoplatchError | None:
    """Why a callback is not followed; None where it is. `app_key`: of the state, where it was good until now."""
    if before is None:
        return InvalidRequest("The callback carries a state that was not issued here", next_step=AGAIN)
    if before.expires_at <= now:
        return Reauthorize("This consent link is older than 30 minutes", next_step=AGAIN)
    if app_key is None:
        return Conflict("This consent was already finished, and a callback counts once", next_step=AGAIN)
    if before.browser_hash is not None and not same(before.browser_hash, hash_of(browser or "")):
        return InvalidRequest("This consent was begun in another browser, and ends there alone", next_step=AGAIN)
    named = params.get("app_key")
    if named and named != app_key:
        return InvalidRequest(
            f"The callback is for the app {named[:64]!r}, and its state was made for {app_key}", next_step=AGAIN
        )
    return _unusable(params)


def _no_state(params: Mapping[str, str]) -> ShoplatchError:
    if _refusal_in(params):
        return Reauthorize("The seller refused, and no consent was started here", next_step=AGAIN)
    if params.get("code"):
        return InvalidRequest(
            "This authorization was not started here: it carries no state, as after an install from TikTok's app store",
            next_step="Nothing was linked. Sign in and start from here, so that we know who asks: " + AGAIN,
        )
    return InvalidRequest("This is no callback of TikTok Shop: it carries neither code nor state", next_step=AGAIN)


def _unusable(params: Mapping[str, str]) -> ShoplatchError | None:
    """Why there is no code: the seller refused (any `error`, or the text null; platform.md section 3.2), or it is none."""
    if _refusal_in(params):
        return Reauthorize("The seller refused the authorization", next_step=AGAIN)
    code = params.get("code", "")
    if not code or len(code) > CODE_MAX_CHARS or not code.isprintable():
        return InvalidRequest("The callback carries no usable code", next_step=AGAIN)
    return None


def _refusal_in(params: Mapping[str, str]) -> bool:
    return bool(params.get("error")) or params.get("code", "").strip().lower() == "null"
