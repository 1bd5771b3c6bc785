"""What a scenario plays on: a fresh simulated shop, a real client beside it, and what was noted on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shoplatch.client import Client
from shoplatch.client.auth import read_tokens, token_refresh_request
from shoplatch.errors import Reauthorize, ShoplatchError
from shoplatch.testing.desk.inbox import Webhook
from shoplatch.testing.desk.playground import Playground
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.scenarios.reading import Table
from shoplatch.transport import HttpTransport

ENDED = 105002
_NAMED = re.compile(r"<([a-z][a-z ]*)>")


class Unmet(AssertionError):
    """An expectation that does not hold, or a step that cannot be done; the sentence says what is there instead."""


class Stage:
    """One scenario's world. Steps read and change it."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self.shop: TikTokShop = playground.fresh()
        self.region = "GB"
        self.noted: dict[str, Any] = {}
        self.answer: Any = None
        self.refusal: ShoplatchError | None = None
        self._client: Client | None = None
        self._looker: Client | None = None

    @property
    def shop_id(self) -> str:
        """The shop the scenario is about."""
        return str(self._told_shop()["id"])

    def open(self, region: str, world: str = "stocked") -> None:
        """A fresh world, and one of its shops."""
        self.close()
        self.shop, self.region = self._playground.fresh(world), region
        self._told_shop()

    @property
    def client(self) -> Client:
        """A client of the shop; calls go over HTTP."""
        if self._client is None:
            self._client = self._opened(self.shop.access_token)
        return self._client

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One lever of the simulator."""
        try:
            return self.shop.ask(method, path, body)
        except ShoplatchError as failure:
            raise Unmet(f"the simulator refuses: {failure}") from None

    def call(self, operation: str, parameters: dict[str, Any]) -> None:
        """Call an operation as the app; answer or refusal is kept for the expectations that follow."""
        self.answer, self.refusal = None, None
        try:
            self.answer = self.client.call(operation, **parameters).data
        except ShoplatchError as failure:
            self.refusal = failure

    def look(self, operation: str, **parameters: Any) -> Any:
        """Ask for the expectations' own sake: with a token of their own once the app's has ended."""
        try:
            return (self._looker or self.client).call(operation, **parameters).data
        except Reauthorize as ended:
            if ended.code != ENDED:
                raise
        self._looker = self._opened(self._fresh_token())
        return self._looker.call(operation, **parameters).data

    def order(self) -> dict[str, Any]:
        """The order the scenario is about, as the API gives it now."""
        orders: list[dict[str, Any]] = self.look("order.get_order_detail", ids=[self.named("order")])["orders"]
        return orders[0]

    def webhooks(self, topic: int) -> list[Webhook]:
        """Those of a topic that came so far, once nothing is on its way."""
        self.ask("POST", "deliveries/drain")
        return [one for one in self.shop.inbox.all() if one.topic == topic]

    def note(self, name: str, value: Any) -> None:
        """Remember something for the steps that follow; `<name>` stands for it there."""
        self.noted[name] = value

    def named(self, name: str) -> Any:
        """What was noted under a name.

        Raises:
            Unmet: nothing was.
        """
        if name not in self.noted:
            raise Unmet(f"nothing is known as {name!r} yet; known are {', '.join(sorted(self.noted)) or 'no names'}")
        return self.noted[name]

    def filled(self, text: str) -> str:
        """A text with each `<name>` replaced by what was noted."""
        return _NAMED.sub(lambda found: str(self.named(found[1])), text)

    def parameters(self, table: Table) -> dict[str, Any]:
        """A table of two columns as parameters: values are JSON where they can be read so, else text."""
        return {row[0]: _value(self.filled(row[1])) for row in table}

    def close(self) -> None:
        """Give the client's connections back."""
        for client in (self._client, self._looker):
            if client is not None:
                client.close()
        self._client = self._looker = None

    def _opened(self, token: str) -> Client:
        shop, cipher = self.shop, str(self._told_shop()["cipher"])
        return Client(shop.app_key, shop.app_secret, token, base_url=shop.base_url, shop_cipher=cipher, attempts_max=1)

    def _fresh_token(self) -> str:
        shop = self.shop
        asked = token_refresh_request(shop.auth_url, shop.app_key, shop.app_secret, shop.refresh_token)
        with HttpTransport(connections_max=1) as transport:
            tokens = read_tokens(transport.send(asked, timeout_s=10.0))
        shop.ready["refresh_token"] = tokens.refresh_token
        return tokens.access_token

    def _told_shop(self) -> dict[str, Any]:
        for one in self.shop.shops:
            if one["region"] == self.region:
                return dict(one)
        raise Unmet(f"this world has no shop in {self.region}; it has {', '.join(one['region'] for one in self.shop.shops)}")


@contextmanager
def stage_on(playground: Playground) -> Iterator[Stage]:
    """A fresh stage."""
    stage = Stage(playground)
    try:
        yield stage
    finally:
        stage.close()


def at(document: Any, path: str) -> Any:
    """The value at a dotted path, list places by number (`orders.0.status`).

    Raises:
        Unmet: there is no such place; the sentence says what is there.
    """
    here = document
    for n, part in enumerate(path.split(".")):
        known = here if isinstance(here, dict) else dict(enumerate(here)) if isinstance(here, list) else {}
        key: Any = int(part) if isinstance(here, list) and part.isdecimal() else part
        if key not in known:
            above = ".".join(path.split(".")[:n]) or "the answer"
            raise Unmet(f"{above} has no {part!r}; it has {', '.join(map(str, known)) or 'nothing'}")
        here = known[key]
    return here


def _value(text: str) -> Any:
    """A cell of a table. Digits stay text: ids are text, and the client turns counts into numbers where wanted."""
    if text[:1] in ("{", "[") or text in ("true", "false", "null"):
        return json.loads(text)
    return text
