"""The shops of a simulator that a platform is connected to: levers over HTTP, the platform's own token and webhooks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from shoplatch.accounts.connections import Connection
from shoplatch.app import Platform
from shoplatch.errors import InvalidRequest, NotFound, Reauthorize, Unreachable
from shoplatch.inbox.door import PREFIX
from shoplatch.testing.desk.inbox import Webhook
from shoplatch.transport import HttpRequest

TIMEOUT_S = 120.0
DELIVERIES_MAX = 1_000
CALLBACK = "/oauth/callback"


class Run(Protocol):
    """Has the platform's loop do something, and waits."""

    def __call__(self, work: Coroutine[Any, Any, Any], /) -> Any: ...


@dataclass(frozen=True)
class Grant:
    """What a scenario needs of a connection; the secret is the app's."""

    connection: Connection
    base_url: str
    app_secret: str
    shops: tuple[dict[str, Any], ...]


class ConnectedShop:
    """The shops of one grant. Calls are made with the token that the platform had when the scenario began."""

    def __init__(self, platform: Platform, run: Run, grant: Grant) -> None:
        self._platform = platform
        self._run = run
        self._grant = grant

    @classmethod
    def of(cls, platform: Platform, run: Run) -> ConnectedShop:
        """Those of the first simulator that let the platform in.

        Raises:
            NotFound: none did.
        """
        return cls(platform, run, run(_grant(platform)))

    base_url = property(lambda self: self._grant.base_url)
    app_key = property(lambda self: self._grant.connection.app_key)
    app_secret = property(lambda self: self._grant.app_secret)
    shops = property(lambda self: [dict(one) for one in self._grant.shops])
    ready = property(lambda self: {"open_id": self._grant.connection.open_id})

    @cached_property
    def access_token(self) -> str:
        """The token the platform has as the scenario begins: proven by a call, so that one that ended is renewed."""
        return self.fresh_token()

    @cached_property
    def inbox(self) -> Sent:
        """The webhooks since the first look at it."""
        return Sent(self)

    def begin(self) -> None:
        """From here on: the token of this moment, and the webhooks after it."""
        _ = self.inbox, self.access_token

    def fresh_token(self) -> str:
        """The token the platform has now."""
        return str(self._run(self._token()))

    def let_in_again(self) -> None:
        """The seller consents once more, as after any deauthorization."""
        self._run(consent(self._platform, self.app_key))

    def ask(self, method: str, path: str, /, body: Any = None, **query: object) -> Any:
        """One lever of the simulator. Raises ShoplatchError with its sentence."""
        return self._run(control(self._platform, self.base_url, method, path, body, **query))

    async def _token(self) -> str:
        client = await self._platform.accounts.client_for_connection(self._grant.connection.id)
        await client.call("authorization.get_authorized_shops")
        return await self._platform.accounts.access_token(self._grant.connection.id)


class Sent:
    """What was sent to the platform's app since the scenario began: the simulator's log of deliveries."""

    def __init__(self, shop: ConnectedShop) -> None:
        self._shop = shop
        self._before = {one["id"] for one in self._listed()}

    def all(self) -> list[Webhook]:
        """In the order they were made. `status` is what the platform's door answered."""
        own = [one for one in self._listed() if one["id"] not in self._before and one["sent"]]
        return [
            Webhook(
                b"", "", one["url"], (one["attempts"] or [{}])[-1].get("status"), {"type": one["topic"], "data": one["data"]}
            )
            for one in reversed(own)
        ]

    def _listed(self) -> list[dict[str, Any]]:
        found: Sequence[dict[str, Any]] = self._shop.ask("GET", "deliveries", limit=DELIVERIES_MAX)["deliveries"]
        return [one for one in found if one["app_key"] == self._shop.app_key]


async def _grant(platform: Platform) -> Grant:
    simulated = {one.app_key: one for one in await platform.accounts.apps() if one.environment == "simulator"}
    every = [one for one in await platform.accounts.connections() if one.app_key in simulated and one.kind == "seller"]
    if not every:
        raise NotFound(
            "No shop of a simulator is connected here",
            next_step="`shoplatch connect --simulator URL --ready-file FILE`; or let a platform be started with --platform.",
        )
    connection = sorted(every, key=lambda one: not one.active)[0]
    shops = [
        {"id": one.id, "cipher": one.cipher, "region": one.region, "name": one.name}
        for one in await platform.accounts.shops(connection.id)
    ]
    secret = (await platform.accounts.webhook_secrets(connection.app_key))[0]
    return Grant(connection, simulated[connection.app_key].api_url, secret, tuple(shops))


async def control(platform: Platform, base_url: str, method: str, path: str, body: Any = None, **query: object) -> Any:
    """One lever of a simulator, over HTTP.

    Raises:
        InvalidRequest: it refused; the sentence is its own.
        Unreachable: none answers there.
    """
    asked = urlencode({name: str(value) for name, value in query.items() if value is not None})
    url = f"{base_url}/_sim/{path}{f'?{asked}' if asked else ''}"
    content = None if body is None else json.dumps(body).encode()
    headers = (("content-type", "application/json"), ("accept", "application/json"))
    answer = await platform.transport.send(HttpRequest(method, url, headers, content), timeout_s=TIMEOUT_S)
    try:
        told = json.loads(answer.body)
    except ValueError:
        raise InvalidRequest(f"{path} answered {answer.status}, and no JSON") from None
    if answer.status >= 400:
        raise InvalidRequest(str(told.get("error", told))[:500])
    return told


async def pointed_here(platform: Platform, base_url: str, app_key: str) -> None:
    """Set the app's redirect and webhook address, as one does in Partner Center."""
    public = platform.options.web.public_url
    addresses = {"redirect_url": f"{public}{CALLBACK}", "webhook_url": f"{public}{PREFIX}{app_key}"}
    await control(platform, base_url, "POST", f"apps/{app_key}", addresses)


async def consent(platform: Platform, app_key: str) -> None:
    """The seller opens the link and says yes; the callback goes to the platform's own web server over HTTP.

    Raises:
        Reauthorize: the seller refused, or the callback was not taken.
    """
    asked = await platform.accounts.consent_link(app_key)
    accept = (("accept", "application/json"),)
    answer = await platform.transport.send(HttpRequest("GET", asked.url, accept), timeout_s=TIMEOUT_S)
    location = answer.headers.get("location", "")
    if not location:
        raise Reauthorize(f"The consent page answered {answer.status} instead of a redirect")
    taken = None
    with contextlib.suppress(Unreachable):
        taken = await platform.transport.send(HttpRequest("GET", location, accept), timeout_s=TIMEOUT_S)
    if taken is None:  # the web server does not run: this process takes the callback
        await platform.finish_consent(dict(parse_qsl(urlsplit(location).query)))
    elif taken.status >= 400:
        raise Reauthorize(f"The callback did not accept the consent (HTTP {taken.status})")
