"""A small world by hand, a signer of our own, and a way to ask the simulator without a socket."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from shoplatch.catalog import reader
from shoplatch.clock import SetClock
from shoplatch.simulator import tokens
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.state.parties import App, Seller, Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches

START = datetime(2026, 1, 1, tzinfo=UTC)
APP_KEY, APP_SECRET = "6f9k2mdesk", "0f3b9a7c5d2e4f60819adesk"
OTHER_KEY, OTHER_SECRET = "7h1x4other", "9d8c7b6a5f4e3d2c1b0aother"


def wall() -> SetClock:
    return SetClock(START)


def small_world(clock: SetClock | None = None) -> World:
    """Two apps; one seller with a GB and a US shop, another with a DE shop; nobody has granted anything."""
    world = World("by hand", 1, SimClock(clock or wall()))
    every_scope = [scope.scope for scope in reader.scopes()]
    world.apps[APP_KEY] = App(
        APP_KEY,
        APP_SECRET,
        "7300000000000000001",
        "Desk app",
        redirect_url="https://app.example.com/back",
        scopes=every_scope,
    )
    world.apps[OTHER_KEY] = App(
        OTHER_KEY,
        OTHER_SECRET,
        "7300000000000000002",
        "Other app",
        redirect_url="https://other.example.com/",
        scopes=every_scope,
    )
    world.sellers["open-one"] = Seller("open-one", "Nori", "GB")
    world.sellers["open-two"] = Seller("open-two", "Alm", "DE")
    for shop in (
        Shop("7495000000000000001", "GBCBA1", "GCP_cipherGB", "Nori GB", "GB", "CROSS_BORDER", "open-one"),
        Shop("7495000000000000002", "USCBA1", "TTP_cipherUS", "Nori US", "US", "CROSS_BORDER", "open-one"),
        Shop("7495000000000000003", "DELC01", "GCP_cipherDE", "Alm DE", "DE", "LOCAL", "open-two"),
    ):
        world.shops[shop.id] = shop
    tokens.install(world)
    return world


def granted(world: World, app_key: str = APP_KEY, open_id: str = "open-one") -> str:
    """An access token of a fresh grant."""
    pair = tokens.first_pair(
        world,
        Switches(),
        world.apps[app_key],
        world.sellers[open_id],
        grant_ends_at=world.clock.now() + 365 * tokens.DAY_S,
    )
    return str(pair["access_token"])


def sign(secret: str, path: str, query: Mapping[str, str], body: bytes) -> str:
    """The signature, written down once more from platform.md section 4."""
    joined = "".join(f"{key}{query[key]}" for key in sorted(query) if key not in ("sign", "access_token"))
    message = f"{secret}{path}{joined}".encode() + body + secret.encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


@dataclass
class Request:
    """An API call before it is sent. Fields can be bent to be wrong."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def query_string(self) -> str:
        return urlencode(self.query)


def request(
    method: str,
    path: str,
    *,
    token: str | None,
    at: int,
    cipher: str | None = None,
    body: Any = None,
    secret: str = APP_SECRET,
    app_key: str = APP_KEY,
    **query: str,
) -> Request:
    """A well-formed, signed call."""
    parameters = {"app_key": app_key, "timestamp": str(at), **query}
    if cipher is not None:
        parameters["shop_cipher"] = cipher
    raw = b"" if body is None else json.dumps(body).encode()
    parameters["sign"] = sign(secret, path, parameters, raw)
    headers = {"content-type": "application/json"}
    if token is not None:
        headers["x-tts-access-token"] = token
    return Request(method, path, parameters, raw, headers)


@dataclass(frozen=True)
class Told:
    """An answer of the simulator, read."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def code(self) -> int:
        return int(self.json["code"])

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.json["data"])


async def send(app: Any, asked: Request, *, client: str = "127.0.0.1") -> Told:
    """One request through the ASGI app, in memory."""
    headers = dict(asked.headers)
    if asked.body:
        headers.setdefault("content-length", str(len(asked.body)))
    scope = {
        "type": "http",
        "method": asked.method,
        "path": asked.path,
        "query_string": asked.query_string.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": (client, 50000),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def collect(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, collect)
    start, body = sent[0], sent[1]
    return Told(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body["body"])
