"""What a scenario plays on: a simulated shop, a real client beside it, the store of a platform, and what was noted."""

from __future__ import annotations

import contextlib
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from shoplatch.client import Client
from shoplatch.client.auth import read_tokens, token_refresh_request
from shoplatch.errors import Reauthorize, ShoplatchError
from shoplatch.testing.desk.inbox import Webhook
from shoplatch.testing.desk.playground import Playground
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.scenarios.exhibits import KEPT_MAX, Exhibit, Unmet, exhibit, told
from shoplatch.testing.scenarios.reading import Table
from shoplatch.testing.scenarios.store_side import Facts, Judge, Kept, Lookup, StoreSide
from shoplatch.transport import HttpTransport

ENDED = 105002
SETTLED = "Nothing is on its way any more. `shoplatch diff` says whether the store differs from TikTok Shop, and why."
_NAMED = re.compile(r"<([a-z][a-z ]*)>")


class Arrivals(Protocol):
    """The webhooks that were sent to whoever is looked at."""

    def all(self) -> list[Webhook]:
        """Everything since the scenario began, in order."""


class Shop(Protocol):
    """A simulated shop and its levers: a fresh one, or one that a platform is connected to."""

    @property
    def ready(self) -> dict[str, Any]: ...
    @property
    def inbox(self) -> Arrivals: ...
    @property
    def shops(self) -> list[dict[str, Any]]: ...
    @property
    def base_url(self) -> str: ...
    @property
    def app_key(self) -> str: ...
    @property
    def app_secret(self) -> str: ...
    @property
    def access_token(self) -> str: ...

    def ask(self, method: str, path: str, /, body: Any = None, **query: object) -> Any:
        """One lever of the control."""

    def fresh_token(self) -> str:
        """A token that works now, whatever became of `access_token`."""

    def let_in_again(self) -> None:
        """Undo that the seller took the grant back."""


class Ground(Protocol):
    """Where scenarios are played: each opens a scene of its own."""

    store: StoreSide | None

    def scene(self, world: str) -> Shop:
        """A shop to play in; `world` is one the simulator knows."""


class FreshShop:
    """A shop of a playground: nobody else has ever been in it."""

    def __init__(self, shop: TikTokShop) -> None:
        self._shop = shop

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shop, name)

    def fresh_token(self) -> str:
        """By the refresh token of the ready file."""
        shop = self._shop
        asked = token_refresh_request(shop.auth_url, shop.app_key, shop.app_secret, shop.refresh_token)
        with HttpTransport(connections_max=1) as transport:
            tokens = read_tokens(transport.send(asked, timeout_s=10.0))
        shop.ready["refresh_token"] = tokens.refresh_token
        return tokens.access_token

    def let_in_again(self) -> None:
        """Nobody comes after."""


class FreshGround:
    """A fresh world of a playground for each scenario; there is no store."""

    store: StoreSide | None = None

    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    def scene(self, world: str) -> Shop:
        """A new world."""
        shop: Any = FreshShop(self._playground.fresh(world))  # what it does not say itself, the shop says
        return shop  # type: ignore[no-any-return]  # the shop's members are found as they are asked for


class Stage:
    """One scenario's world. Steps read and change it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._shop: Shop | None = None
        self._store = ground.store
        self.region = "GB"
        self.noted: dict[str, Any] = {}
        self.answer: Any = None
        self.refusal: ShoplatchError | None = None
        self.kept: list[Kept] = []
        self._line = 0
        self._seen: deque[tuple[int, Exhibit]] = deque(maxlen=KEPT_MAX)
        self._undo: list[Callable[[], object]] = []
        self._client: Client | None = None
        self._looker: Client | None = None

    @property
    def shop(self) -> Shop:
        """The simulated shop; a stocked one where no step opened another."""
        if self._shop is None:
            self._shop = self._ground.scene("stocked")
        return self._shop

    @property
    def connected(self) -> bool:
        """Whether a platform is connected to this world, which goes on after the scenario."""
        return self._ground.store is not None

    @property
    def has_store(self) -> bool:
        """Whether expectations of the store can be looked at."""
        return self._store is not None

    @property
    def shop_id(self) -> str:
        """The shop the scenario is about."""
        return str(self._told_shop()["id"])

    def at_line(self, line: int) -> None:
        """The step that is played now."""
        self._line = line

    def open(self, region: str, world: str = "stocked") -> None:
        """A fresh world where there is no platform, and one of its shops."""
        self.close()
        self._shop, self.region = self._ground.scene(world), region
        self._told_shop()

    def afterwards(self, undo: Callable[[], object]) -> None:
        """What is to be set right when the scenario is over, where the world goes on."""
        if self.connected:
            self._undo.append(undo)

    # --- the store ---

    def held(self, asked: tuple[str, ...], lookup: Lookup, judge: Judge) -> Facts:
        """The facts of the store for which `judge` raises nothing. Raises Unmet."""
        if self._store is None:
            raise Unmet("there is no store here", next_step="Play it with a platform: `shoplatch scenario run --platform`.")
        looked: list[Facts] = []

        def judged(facts: Facts) -> None:
            looked[:] = [facts]
            judge(facts)

        try:
            return self._store.held(self.shop_id if self._shop else "", asked, lookup, judged)
        except Unmet as unmet:
            unmet.next_step = unmet.next_step or SETTLED
            raise
        finally:
            if looked:
                self.kept.append(Kept(self._line, dict(self.noted), asked, looked[0]))
                self.saw("rows", " ".join(asked), looked[0])

    def known(self, ask: Callable[[], Any]) -> Any:
        """What the platform says, for an expectation that holds the store against it; nothing where no shop is there."""
        return ask() if self._shop is not None else None

    # --- what was seen ---

    def saw(self, kind: str, title: str, body: object) -> None:
        """Lay something beside this step."""
        self._seen.append((self._line, exhibit(kind, title, body)))

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """What this step saw; what was seen last where it saw nothing."""
        own = tuple(one for line, one in self._seen if line == self._line)
        return own or tuple(one for _, one in list(self._seen)[-1:])

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
        said = self.answer if self.refusal is None else str(self.refusal)
        self.saw("call", f"{operation} {told(parameters)}".rstrip(), said)

    def look(self, operation: str, **parameters: Any) -> Any:
        """Ask for the expectations' own sake: with a token of their own once the app's has ended."""
        try:
            answer = (self._looker or self.client).call(operation, **parameters).data
        except Reauthorize as ended:
            if ended.code != ENDED:
                raise
            self._looker = self._opened(self.shop.fresh_token())
            answer = self._looker.call(operation, **parameters).data
        self.saw("call", f"{operation} {told(parameters)}".rstrip(), answer)
        return answer

    def order(self) -> dict[str, Any]:
        """The order the scenario is about, as the API gives it now."""
        orders: list[dict[str, Any]] = self.look("order.get_order_detail", ids=[self.named("order")])["orders"]
        return orders[0]

    def webhooks(self, topic: int) -> list[Webhook]:
        """Those of a topic that came so far, once nothing is on its way."""
        self.ask("POST", "deliveries/drain")
        every = self.shop.inbox.all()
        found = [one for one in every if one.topic == topic]
        self.saw("webhooks", f"topic {topic}, {len(found)} of {len(every)} webhooks", [one.body for one in found[-3:]])
        return found

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
        """Set right what has to be, and give the client's connections back."""
        while self._undo:
            with contextlib.suppress(Unmet):  # a rule that was used up is gone already
                self._undo.pop()()
        for client in (self._client, self._looker):
            if client is not None:
                client.close()
        self._client = self._looker = None

    def _opened(self, token: str) -> Client:
        shop, cipher = self.shop, str(self._told_shop()["cipher"])
        return Client(shop.app_key, shop.app_secret, token, base_url=shop.base_url, shop_cipher=cipher, attempts_max=1)

    def _told_shop(self) -> dict[str, Any]:
        for one in self.shop.shops:
            if one["region"] == self.region:
                return dict(one)
        raise Unmet(f"this world has no shop in {self.region}; it has {', '.join(one['region'] for one in self.shop.shops)}")


@contextmanager
def stage_on(ground: Playground | Ground) -> Iterator[Stage]:
    """A fresh stage."""
    stage = Stage(FreshGround(ground) if isinstance(ground, Playground) else ground)
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
