"""From an auth code to a saved grant: written down, asked for, saved; and taken up again where a process died in between.

The code is sealed into the intent before TikTok is asked, so that who follows a dead process can ask in its place: where the
code was not spent yet, the seller notices nothing. It judges no callback and knows no browser.
"""

from __future__ import annotations

from dataclasses import dataclass

from shoplatch.accounts.apps import App, Apps
from shoplatch.accounts.connections import KINDS, Connections, connection_id_of
from shoplatch.accounts.token_endpoint import LostThenRefused, TokenEndpoint
from shoplatch.accounts.vault import Vault
from shoplatch.client.auth import Tokens
from shoplatch.clock import Clock
from shoplatch.errors import Fatal, OutcomeUnknown, Reauthorize, ShoplatchError
from shoplatch.store import connections as table
from shoplatch.store import consents
from shoplatch.store.engine import Connection as StoreConnection
from shoplatch.store.engine import Store

CODE_INVALID = 36004004
AGAIN = "Open a new consent link (`shoplatch connect`, or Connect a shop in the console) and let the seller confirm again."
_CODE = "auth_code"


@dataclass(frozen=True, slots=True)
class Saved:
    """A grant that is in the database now. `reauthorized`: the same seller had granted before."""

    connection_id: str
    seller_name: str
    reauthorized: bool


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

    async def begin(self, conn: StoreConnection, app_key: str, code: str, *, link_id: str | None = None) -> int:
        """Write down, in the caller's transaction, that this code is about to be exchanged; the intent's number."""
        sealed = self._vault.seal(code, owner=app_key, field=_CODE)
        return await consents.begin_intent(
            conn,
            app_key=app_key,
            connection_id=None,
            kind="exchange",
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
            raise _explained(failure) from failure
        return tokens

    async def save(self, app: App, tokens: Tokens, intent: int) -> Saved:
        """Keep the grant and close the intent, as one."""
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
        return Saved(connection_id, tokens.seller_name, known is not None)

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
        return await self.save(app, tokens, intent.id)


def _explained(failure: ShoplatchError) -> ShoplatchError:
    """Say what an exchange that failed means for the person in front of the browser."""
    evidence = {"code": failure.code, "request_id": failure.request_id, "next_step": AGAIN}
    if isinstance(failure, LostThenRefused):
        return Reauthorize("TikTok's answer was lost on the way and the code is spent, so nothing was saved", **evidence)  # type: ignore[arg-type]  # the evidence every error takes
    if failure.code == CODE_INVALID:
        return Reauthorize("TikTok no longer accepts this code: it was used before or is older than 30 minutes", **evidence)  # type: ignore[arg-type]  # as above
    return failure
