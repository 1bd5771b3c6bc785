"""The console on real rooms: a real store, real accounts and vault; only the network beneath is played."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.guide.guide import Guide
from shoplatch.accounts.oauth import Connected
from shoplatch.accounts.oidc.sign_in import SignIn
from shoplatch.accounts.review import Review
from shoplatch.accounts.vault import Vault
from shoplatch.app import weak_points
from shoplatch.clock import Clock
from shoplatch.config import DatabaseOptions, Options, VaultOptions, WebOptions
from shoplatch.errors import Unreachable
from shoplatch.outbox.guard import Guard
from shoplatch.outbox.hooks import Hooks
from shoplatch.store.engine import Store
from shoplatch.transport import HttpRequest, HttpResponse
from shoplatch.transport.reach import Reached
from tests.outbox.receiver import Receiver

KEY = bytes(range(32))  # the same for every house, because a seeded database is copied for many tests
PUBLIC = "http://127.0.0.1:8400"


class Wire:
    """The network: a simulator whose time is `simulated`, or nobody at all."""

    def __init__(self, simulated: datetime | None = None) -> None:
        self.simulated = simulated
        self.asked: list[str] = []

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.asked.append(request.url)
        if self.simulated is None or not request.url.endswith("/_sim/clock"):
            raise Unreachable("nobody answers there")
        return HttpResponse(200, {"date": format_datetime(self.simulated, usegmt=True)}, b'{"world": "demo"}')


@dataclass(frozen=True)
class Said:
    """What `ready` answers."""

    checks: Mapping[str, str]

    @property
    def ok(self) -> bool:
        return all(said == "ok" for said in self.checks.values())


class Door:
    """The counts a webhook door keeps."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter({"200": 12, "401": 1})


async def reached(url: str) -> Reached:
    """Every name leads to this machine and every port is open."""
    return Reached(urlsplit(url).hostname or "", "open", ("127.0.0.1",), private=True)


@dataclass
class HouseOfTests:
    """What `console.build` needs, from real rooms."""

    options: Options
    clock: Clock
    store: Store
    accounts: Accounts
    transport: Wire
    door: Door = field(default_factory=Door)
    checks: dict[str, str] = field(default_factory=lambda: {"database": "ok", "vault": "ok"})
    oidc: SignIn | None = None
    receiver: Receiver = field(default_factory=Receiver)

    async def ready(self) -> Said:
        return Said(self.checks)

    @property
    def guide(self) -> Guide:
        public_url = self.options.web.public_url
        return Guide(self.store, self.accounts, self.transport, self.clock, public_url=public_url, reach=reached)

    @property
    def hooks(self) -> Hooks:
        return Hooks(self.store, Vault(KEY), self.clock, self.receiver, Guard(), note=self.accounts.audit.note)

    @property
    def review(self) -> Review:
        return Review(self.store, self.accounts, self.clock, weak_points(self.options))

    async def finish_consent(self, params: Mapping[str, str], *, browser: str | None = None) -> Connected:
        if params.get("code") and not params.get("state"):
            return await self.accounts.install_arrived(params)
        return await self.accounts.finish_consent(params, browser=browser)

    async def confirm_install(self, id: str, by: str) -> Connected:  # noqa: A002  # the column's name
        return await self.accounts.confirm_install(id, by)

    def at(self, **web: object) -> HouseOfTests:
        """The same house with other web settings."""
        return replace(self, options=replace(self.options, web=replace(self.options.web, **web)))


@asynccontextmanager
async def house_on(store: Store, clock: Clock, wire: Wire | None = None, *, port: int = 8400) -> AsyncIterator[HouseOfTests]:
    """A house on this store."""
    wire, vault = wire or Wire(), Vault(KEY)
    with TemporaryDirectory(prefix="house-") as folder:
        home = Path(folder)
        options = Options(
            home=home,
            database=DatabaseOptions(home=home),
            vault=VaultOptions(home=home),
            web=WebOptions(port=port, public_url=f"http://127.0.0.1:{port}", metrics_token="t" * 20),
        )
        async with await Accounts.open(store, vault, clock=clock, transport=wire) as accounts:
            yield HouseOfTests(options, clock, store, accounts, wire)
