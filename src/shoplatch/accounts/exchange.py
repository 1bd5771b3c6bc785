"""From an auth code to a saved grant: written down, asked for, saved; and taken up again where a process died in between.

The code is sealed into the intent before TikTok is asked, so that who follows a dead process can ask in its place: where the
code was not spent yet, the seller notices nothing. It judges no callback and knows no browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from shoplatch.accounts.apps import App, Apps
from shoplatch.accounts.connections import DEAUTHORIZED, KINDS, Connections, SealedPair, connection_id_of
from shoplatch.accounts.token_endpoint import LostThenRefused, TokenEndpoint
from shoplatch.accounts.vault import Vault
from shoplatch.client.auth import Tokens
from shoplatch.clock import Clock
from shoplatch.errors import Fatal, OutcomeUnknown, Reauthorize, ShoplatchError
from shoplatch.store import connections as table
from shoplatch.store import consents, installs, links, rows
from shoplatch.store.engine import Connection as StoreConnection
from shoplatch.store.engine import Store

CODE_INVALID = 36004004
AGAIN = "Open a new consent link (`shoplatch connect`, or Connect a shop in the console) and let the seller confirm again."
INSTALL_WAITS = timedelta(days=7)
_CODE = "auth_code"


@dataclass(frozen=True, slots=True)
class Saved:
    """A grant that is in the database now. `reauthorized`: the same seller had granted before. `waiting`: it is linked to
    nothing until a person confirms it."""

    connection_id: str
    seller_name: str
    reauthorized: bool
    waiting: bool = False


class Exchanges:
    """Trades codes for grants, in three steps that leave a trace wherever they stop."""

    def __init__(
        self, store: Store, vault: Vault, apps: Apps, connections: Connections, endpoint: TokenEndpoint, *, clock: Clock
    ) -> None:
        self._store = store
        self._vault = vault
        self._apps = apps
        self._connections = connections
        self._endpoint = endpoint
        self._clock = clock

    async def begin(
        self,
        conn: StoreConnection,
        app_key: str,
        code: str,
        *,
        kind: Literal["exchange", "install"] = "exchange",
        link_id: str | None = None,
    ) -> int:
        """Write down, in the caller's transaction, that this code is about to be exchanged; the intent's number."""
        sealed = self._vault.seal(code, owner=app_key, field=_CODE)
        return await consents.begin_intent(
            conn,
            app_key=app_key,
            connection_id=None,
            kind=kind,
            token_version=None,
            now=self._clock.now(),
            sealed_code=sealed,
            link_id=link_id,
        )

    async def ask(self, app: App, code: str, intent: int) -> Tokens:
        """Trade the code; a refusal closes the intent.

        Raises:
            Reauthorize: the code is spent or too old.
            ShoplatchError: TikTok cannot be reached or refuses the app; by recovery.
        """
        try:
            tokens = await self._endpoint.exchange(app, await self._apps.secrets_of(app.app_key), code)
            if not tokens.open_id or not tokens.refresh_token:
                raise Fatal("TikTok's answer names no seller or carries no refresh token", next_step=AGAIN)
        except ShoplatchError as failure:
            outcome = "unknown" if isinstance(failure, OutcomeUnknown | LostThenRefused) else "refused"
            async with self._store.begin() as conn:
                await consents.finish_intent(conn, intent, outcome, failure.what, self._clock.now())
                await links.give_back(conn, intent)
            raise _explained(failure) from failure
        return tokens

    async def keep(self, app: App, tokens: Tokens, intent: int, *, kind: str = "exchange") -> Saved:
        """Keep the grant and close the intent, as one. An `install` by somebody new waits for a person's yes instead."""
        whose = KINDS.get(tokens.user_type or 0, "seller")
        connection_id = connection_id_of(app.app_key, whose, tokens.open_id)
        now = self._clock.now()
        grant = _Grant(
            id=connection_id,
            app_key=app.app_key,
            kind=whose,
            open_id=tokens.open_id,
            seller_name=tokens.seller_name,
            seller_base_region=tokens.seller_base_region or None,
            granted_scopes=list(tokens.granted_scopes),
            **self._connections.sealed(connection_id, tokens),
        )
        async with self._store.begin() as conn:
            known = await table.get(conn, connection_id)
            waiting = kind == "install" and (known is None or known.state == DEAUTHORIZED)
            if waiting:
                named = rows.storable_text(tokens.seller_name)
                await installs.save(
                    conn, {**grant, "seller_name": named, "arrived_at": now, "expires_at": now + INSTALL_WAITS}
                )
            else:
                await table.save(conn, now=now, **grant)
            await consents.finish_intent(conn, intent, "saved", "waits for a person's yes" if waiting else None, now)
        return Saved(connection_id, tokens.seller_name, known is not None, waiting)

    async def resume(self, intent: consents.IntentRow) -> Saved | None:
        """Ask once more with the code that a dead process left. None: somebody else does, or no code was left.

        Raises:
            Reauthorize: the code was spent by the dead one, or is too old; the intent is closed.
            ShoplatchError: TikTok cannot be asked now; the intent stays open.
        """
        async with self._store.begin() as conn:
            if intent.sealed_code is None or not await consents.claim_intent(conn, intent, self._clock.now()):
                return None
        app = await self._apps.get(intent.app_key)
        code = self._vault.unseal(intent.sealed_code, owner=intent.app_key, field=_CODE)
        tokens = await self._endpoint.exchange(app, await self._apps.secrets_of(app.app_key), code)
        return await self.keep(app, tokens, intent.id, kind=intent.kind)


class _Grant(SealedPair):
    """The columns that a grant and an install share."""

    id: str
    app_key: str
    kind: str
    open_id: str
    seller_name: str
    seller_base_region: str | None
    granted_scopes: list[str]


def _explained(failure: ShoplatchError) -> ShoplatchError:
    """Say what an exchange that failed means for the person in front of the browser."""
    evidence = {"code": failure.code, "request_id": failure.request_id, "next_step": AGAIN}
    if isinstance(failure, LostThenRefused):
        return Reauthorize("TikTok's answer was lost on the way and the code is spent, so nothing was saved", **evidence)  # type: ignore[arg-type]  # the evidence every error takes
    if failure.code == CODE_INVALID:
        return Reauthorize("TikTok no longer accepts this code: it was used before or is older than 30 minutes", **evidence)  # type: ignore[arg-type]  # as above
    return failure
