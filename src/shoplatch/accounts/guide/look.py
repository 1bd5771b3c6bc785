"""What a check may look at: the path that was chosen, this installation, and the simulator's Partner Center if there is one.

Made anew for each round of checks; what is asked of the simulator is asked once in a round.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.connections import Connection
from shoplatch.accounts.credentials import Verdict
from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.results import Result
from shoplatch.clock import Clock
from shoplatch.errors import NotFound, ShoplatchError
from shoplatch.store.engine import Store
from shoplatch.store.guide import GuideRow
from shoplatch.transport import AsyncTransport, HttpRequest
from shoplatch.transport.reach import Reached

TIMEOUT_S = 10.0
Reach = Callable[[str], Awaitable[Reached]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the world reaches this installation."""

    public_url: str
    redirect_path: str = "/oauth/callback"
    webhook_prefix: str = "/webhooks/tiktok/"

    @property
    def redirect_url(self) -> str:
        """What belongs into the app's Redirect URL."""
        return self.public_url + self.redirect_path

    def webhook_url(self, app_key: str | None) -> str:
        """What belongs into the app's Webhook URL."""
        return f"{self.public_url}{self.webhook_prefix}{app_key or '<app key>'}"


@dataclass(slots=True)
class Look:
    """One round of checks."""

    path: GuideRow
    store: Store
    accounts: Accounts
    transport: AsyncTransport
    reach: Reach
    clock: Clock
    sleep: Sleep
    addresses: Addresses
    verdict: Verdict | None = field(default=None, repr=False)  # of the key and secret, once they were tried in this round
    _asked: bool = False
    _partner: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def market(self) -> facts.Market:
        """The market of the path."""
        return facts.market(self.path.market)

    @property
    def simulated(self) -> bool:
        """Whether everything happens at a simulator."""
        return self.path.environment == "simulator"

    async def app(self) -> App | None:
        """The app of the path, once its key is known here."""
        if not self.path.app_key:
            return None
        try:
            return await self.accounts.app(self.path.app_key)
        except NotFound:
            return None

    async def connections(self) -> list[Connection]:
        """The grants of the path's app, newest first; working ones before the others."""
        mine = [one for one in await self.accounts.connections() if one.app_key == self.path.app_key]
        mine.reverse()
        return sorted(mine, key=lambda one: not one.active)

    # --- the simulator's Partner Center ---

    async def developer(self) -> Mapping[str, Any] | None:
        """The developer of the path: the one chosen, the one with our app, else the newest that is newer than it."""
        every = await self.developers()
        if self.path.developer_id:
            return next((one for one in every if one.get("id") == self.path.developer_id), None)
        with_app = [one for one in every if any(app.get("app_key") == self.path.app_key for app in one.get("apps", ()))]
        found = with_app or [one for one in self._new(every) if self.fits(one)]
        return found[-1] if found else None

    async def elsewhere(self) -> Mapping[str, Any] | None:
        """A new account on another site or of the other kind, where there is none that fits."""
        found = self._new(await self.developers())
        return found[-1] if found else None

    async def fitting(self) -> list[Mapping[str, Any]]:
        """Every account that would do: of the kind of the path, on its site."""
        return [one for one in await self.developers() if self.fits(one)]

    def fits(self, developer: Mapping[str, Any]) -> bool:
        """Whether a developer is of the path's kind and on its site."""
        return developer.get("portal") == self.market.portal and developer.get("kind") == self.path.kind

    def _new(self, developers: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        before = set(self.path.developers_before or ())
        return [one for one in developers if one.get("id") not in before]

    async def partner_app(self) -> Mapping[str, Any] | None:
        """The app as the simulator's Partner Center shows it: ours by its key, else the newest of the developer."""
        developer = await self.developer()
        apps: list[Mapping[str, Any]] = list(developer.get("apps", ())) if developer else []
        ours = [one for one in apps if self.path.app_key and one.get("app_key") == self.path.app_key]
        found = ours if self.path.app_key else apps
        return found[-1] if found else None

    async def developers(self) -> list[Mapping[str, Any]]:
        """Every developer of the simulator, oldest first; none where it does not answer or has no Partner Center."""
        if not self._asked:
            self._asked, self._partner = True, await self.ask_simulator("partner/developers")
        told = self._partner
        listed = told.get("developers") if told else None
        return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []

    async def ask_simulator(self, path: str, body: object = None) -> dict[str, Any] | None:
        """A lever of the simulator's control, read (without a body) or pulled; None where nothing useful came back."""
        if not self.simulated or not self.path.base_url:
            return None
        method = "GET" if body is None else "POST"
        content = None if body is None else msgspec.json.encode(body)
        request = HttpRequest(method, f"{self.path.base_url}/_sim/{path}", (("content-type", "application/json"),), content)
        try:
            answer = await self.transport.send(request, timeout_s=TIMEOUT_S)
            said = msgspec.json.decode(answer.body) if answer.status == 200 else None
        except (ShoplatchError, msgspec.DecodeError):
            return None
        return said if isinstance(said, dict) else None

    # --- results ---

    def good(self, check: str, text: str, small: str = "") -> Result:
        """It is as it should be."""
        return Result(check, "good", text, small, "", self.clock.now())

    def warn(self, check: str, text: str, small: str = "", do: str = "") -> Result:
        """It works, and somebody should look."""
        return Result(check, "warn", text, small, do, self.clock.now())

    def wait(self, check: str, text: str, small: str = "", do: str = "") -> Result:
        """It is in somebody else's hands."""
        return Result(check, "wait", text, small, do, self.clock.now())

    def bad(self, check: str, text: str, do: str, small: str = "") -> Result:
        """It is wrong; `do` says what cures it."""
        return Result(check, "bad", text, small, do, self.clock.now())

    def todo(self, check: str, text: str, small: str = "") -> Result:
        """It could not be looked at yet, and why."""
        return Result(check, "todo", text, small, "", self.clock.now())
