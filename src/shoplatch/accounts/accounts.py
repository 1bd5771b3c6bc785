"""The front of the room: who let us in, and the clients that follow. It wires the parts and adds nothing of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Self

from shoplatch.accounts.apps import OVERLAP, App, Apps
from shoplatch.accounts.audit import Audit
from shoplatch.accounts.budgets import SharedBudget
from shoplatch.accounts.call_log import CallLog
from shoplatch.accounts.clients import Clients
from shoplatch.accounts.clocks import Clocks
from shoplatch.accounts.connections import Connection, Connections
from shoplatch.accounts.credentials import Verdict, try_credentials
from shoplatch.accounts.exchange import Exchanges
from shoplatch.accounts.hosts import PRODUCTION, Hosts
from shoplatch.accounts.installs import Installs
from shoplatch.accounts.links import ConnectLinks
from shoplatch.accounts.oauth import Connected, Consent, Oauth
from shoplatch.accounts.people import People
from shoplatch.accounts.recovery import LostConsent, Recovery
from shoplatch.accounts.shops import Shop, Shops
from shoplatch.accounts.token_endpoint import Sleep, TokenEndpoint, real_sleep
from shoplatch.accounts.tokens import TokenKeeper
from shoplatch.accounts.vault import Vault
from shoplatch.client.async_client import AsyncClient
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Budget
from shoplatch.clock import Clock
from shoplatch.errors import NotFound
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncTransport


class Accounts:
    """Apps, consent, tokens, shops, people and ready clients of this installation.

    Make it with `await Accounts.open(...)`; `close()` writes the rest of the call log and leaves store and transport to
    whoever opened them.
    """

    def __init__(
        self,
        store: Store,
        vault: Vault,
        *,
        clock: Clock,
        transport: AsyncTransport,
        sleep: Sleep = real_sleep,
        budget: Budget | None = None,
        keep_parameters: bool = False,
    ) -> None:
        self._registry = Apps(store, vault, clock)
        self._clocks = Clocks(clock, transport)
        self._connections = Connections(store, vault, clock)
        endpoint = TokenEndpoint(self._clocks, sleep)
        self._keeper = TokenKeeper(
            store, self._registry, self._connections, endpoint, clock=clock, clocks=self._clocks, sleep=sleep
        )
        self.call_log = CallLog(store, clock, keep_parameters=keep_parameters)
        self._clients = Clients(
            store,
            self._registry,
            self._connections,
            self._keeper,
            self._clocks,
            self.call_log,
            sleep,
            budget=budget or SharedBudget(store, clock),
            breaker=Breaker(clock),
        )
        self._shops = Shops(store, self._connections, self._clients.for_connection, clock)
        exchanges = Exchanges(store, vault, self._registry, self._connections, endpoint, clock=clock)
        self._oauth = Oauth(store, self._registry, self._keeper, self._shops, exchanges, clock=clock)
        self.links = ConnectLinks(store, self._registry, clock)
        self.installs = Installs(store, self._registry, exchanges, clock=clock)
        self._recovery = Recovery(
            store, self._registry, self._connections, self._keeper, self._shops, exchanges, clock=clock
        )
        self.audit = Audit(store, vault, clock)
        self.people = People(store, clock)
        self._vault = vault

    @classmethod
    async def open(
        cls,
        store: Store,
        vault: Vault,
        *,
        clock: Clock,
        transport: AsyncTransport,
        sleep: Sleep = real_sleep,
        budget: Budget | None = None,
        keep_parameters: bool = False,
    ) -> Self:
        """Open, after proving that the master key fits this database. Calls share their rate over all processes, unless
        another budget is given. With `keep_parameters` the call log keeps what was asked, without secrets and personal data.

        Raises:
            ConfigError: the master key does not fit; the sentence says which file to restore.
        """
        accounts = cls(
            store, vault, clock=clock, transport=transport, sleep=sleep, budget=budget, keep_parameters=keep_parameters
        )
        await accounts.check_key()
        return accounts

    async def check_key(self) -> None:
        """Raises ConfigError unless the master key fits this database."""
        await self._registry.check_key()

    def start(self) -> None:
        """Begin to write the call log and to hear of changed grants, in the background of the running loop."""
        self.call_log.start()
        self._keeper.listen()

    async def close(self) -> None:
        """Let refreshes under way end, and write what waits in the call log."""
        await self._keeper.drain()
        await self.call_log.stop()

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # --- apps ---

    async def add_app(
        self,
        *,
        name: str,
        app_key: str,
        app_secret: str,
        service_id: str,
        market: str = "ROW",
        environment: str = PRODUCTION,
        base_url: str | None = None,
    ) -> App:
        """Register an app or update it; its secret is sealed and never shown again. See `Apps.add`."""
        return await self._registry.add(
            name=name,
            app_key=app_key,
            app_secret=app_secret,
            service_id=service_id,
            market=market,
            environment=environment,
            base_url=base_url,
        )

    async def apps(self) -> list[App]:
        """Every app, oldest first."""
        return await self._registry.all()

    async def app(self, app_key: str) -> App:
        """One app. Raises NotFound."""
        return await self._registry.get(app_key)

    async def webhook_secrets(self, app_key: str) -> tuple[str, ...]:
        """The secrets a webhook of this app may be signed with, newest first; empty where there is no such app."""
        return await self._registry.webhook_secrets(app_key)

    async def rotate_secret(self, app_key: str, app_secret: str, *, overlap: timedelta = OVERLAP) -> App:
        """Take a new secret for an app; the old one counts beside it for `overlap`. Raises NotFound, InvalidRequest."""
        return await self._registry.rotate_secret(app_key, app_secret, overlap=overlap)

    async def end_overlaps(self) -> int:
        """Forget every replaced secret whose overlap is over; how many. For a periodic task."""
        return await self._registry.end_overlaps()

    async def retire_secret(self, app_key: str) -> App:
        """Stop accepting webhooks signed with the secret before the last. Raises NotFound."""
        return await self._registry.retire(app_key)

    async def try_app(self, app_key: str) -> Verdict:
        """Ask the platform whether the key and the sealed secret of an app still fit. Raises NotFound."""
        app = await self._registry.get(app_key)
        hosts = Hosts(app.api_url, app.auth_url, app.consent_url)
        clock, transport = self._clocks.clock_for(app), self._clocks.transport_for(app)
        return await try_credentials(transport, clock, hosts, app_key, await self._registry.secret_of(app_key))

    async def clock_for(self, app_key: str) -> Clock:
        """The clock of an app: the simulator's for a simulator app, ours for production. Raises NotFound."""
        return self._clocks.clock_for(await self._registry.get(app_key))

    def skews(self) -> Mapping[str, float]:
        """Production apps whose replies show that this machine's clock is wrong, in seconds."""
        return self._clocks.skews()

    # --- consent ---

    async def consent_link(
        self, app_key: str, *, browser: str | None = None, kind: str = "seller", link_id: str | None = None
    ) -> Consent:
        """A link for the seller: one use, thirty minutes. `browser`: what the browser that begins it holds, and has to show
        at the end; None for a link to send to somebody. Raises NotFound."""
        return await self._oauth.consent_link(app_key, browser=browser, kind=kind, link_id=link_id)

    async def finish_consent(self, params: Mapping[str, str], *, browser: str | None = None) -> Connected:
        """What to do with the parameters of the callback. See `Oauth.finish` for what it raises."""
        return await self._oauth.finish(params, browser=browser)

    async def install_arrived(self, params: Mapping[str, str]) -> Connected:
        """What to do with a callback that has a code and no state: an install from TikTok's app store. See `Installs`."""
        return await self._oauth.linked(await self.installs.arrived(params))

    async def confirm_install(self, id: str, by: str) -> Connected:  # noqa: A002  # the column's name
        """Link an install that waits. Raises NotFound, Reauthorize."""
        return await self._oauth.linked(await self.installs.confirm(id, by))

    async def lost_consents(self) -> list[LostConsent]:
        """Consents of the last days that sellers gave and that were lost on our side."""
        return await self._recovery.lost_consents()

    # --- connections and shops ---

    async def connections(self) -> list[Connection]:
        """Every connection, oldest first."""
        return await self._connections.all()

    async def connection(self, connection_id: str) -> Connection:
        """One connection. Raises NotFound."""
        return await self._connections.get(connection_id)

    async def shops(self, connection_id: str | None = None) -> list[Shop]:
        """Every shop, or those of one connection."""
        return await self._shops.all(connection_id)

    async def shop(self, shop_id: str) -> Shop:
        """One shop. Raises NotFound."""
        return await self._shops.get(shop_id)

    async def refresh_shops(self, connection_id: str) -> list[Shop]:
        """Read the shops of a grant from TikTok again."""
        return await self._shops.refresh(connection_id)

    async def read_shops_again(self) -> int:
        """Read the shops of grants that nobody looked at for a day; for a periodic task. How many grants."""
        return await self._shops.read_again()

    async def deauthorized(
        self, app_key: str, *, shop_id: str | None = None, open_id: str | None = None, message: str = ""
    ) -> bool:
        """Act on webhook 6 or 20: by shop, or by the seller or creator who granted. False where no such grant ended: it is
        unknown here or still works.

        Raises:
            Retriable, OutcomeUnknown: TikTok could not be asked; hand the event in again later.
        """
        ended = [
            await self._shops.deauthorized(connection, message=message, shop_id=shop_id)
            for connection in await self._named(app_key, shop_id, open_id)
        ]
        return any(ended)

    async def end_told(
        self, app_key: str, ends_at: datetime, *, shop_id: str | None = None, open_id: str | None = None
    ) -> None:
        """Take note of webhook 7: TikTok says when a grant will end. Nothing stops for it."""
        for connection in await self._named(app_key, shop_id, open_id):
            await self._connections.end_told(connection, ends_at)

    async def _named(self, app_key: str, shop_id: str | None, open_id: str | None) -> list[Connection]:
        if shop_id is None:
            return await self._connections.of_open_id(app_key, open_id or "")
        try:
            found = await self._connections.get((await self._shops.get(shop_id)).connection_id)
        except NotFound:
            return []
        return [found] if found.app_key == app_key else []

    # --- calls ---

    async def client_for_shop(self, shop_id: str) -> AsyncClient:
        """A ready client for one shop. Raises NotFound, Reauthorize."""
        return await self._clients.of_shop(shop_id, self._shops.get)

    async def client_for_connection(self, connection_id: str) -> AsyncClient:
        """A ready client without a shop. Raises NotFound, Reauthorize."""
        return await self._clients.for_connection(connection_id)

    async def access_token(self, connection_id: str) -> str:
        """A token that works now. Raises NotFound, Reauthorize, Retriable."""
        return await self._keeper.access_token(connection_id)

    def seal(self, text: str, *, owner: str, field: str) -> bytes:
        """Seal a text for its place in the database."""
        return self._vault.seal(text, owner=owner, field=field)

    # --- now and then ---

    async def refresh_due(self) -> int:
        """Renew what is near its end; for a periodic task, safe in many processes."""
        return await self._recovery.refresh_due()

    async def recover_intents(self) -> int:
        """Pick up what dead processes left half-done; for a periodic task every ten seconds, safe in many processes."""
        return await self._recovery.recover_intents()
