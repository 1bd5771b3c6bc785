"""A simulated TikTok Shop as a test sees it: where it is, what opens it, and its control."""

from __future__ import annotations

import json
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from shoplatch.testing.desk.inbox import Inbox


class Loop(Protocol):
    """How the simulator is asked."""

    def run(self, work: Coroutine[Any, Any, Any]) -> Any: ...

    async def run_async(self, work: Coroutine[Any, Any, Any]) -> Any: ...

    async def pull(self, method: str, path: str, body: bytes, query: dict[str, str]) -> Any: ...


class TikTokShop:
    """One fresh shop. `ready` has everything; the attributes are what clients usually take."""

    def __init__(self, ready: dict[str, Any], inbox: Inbox, loop: Loop) -> None:
        self.ready = ready
        self.inbox = inbox
        self._loop = loop

    base_url = property(lambda self: str(self.ready["base_url"]), doc="Where the API answers, without a slash at the end.")
    auth_url = property(lambda self: str(self.ready["auth_url"]), doc="Where tokens are got.")
    app_key = property(lambda self: str(self.ready["app_key"]), doc="The app's key.")
    app_secret = property(lambda self: str(self.ready["app_secret"]), doc="The app's secret.")
    service_id = property(lambda self: str(self.ready["service_id"]), doc="For authorization links.")
    access_token = property(lambda self: str(self.ready["access_token"]), doc="A living access token.")
    refresh_token = property(lambda self: str(self.ready["refresh_token"]), doc="Its refresh token.")
    auth_code = property(lambda self: str(self.ready["auth_code"]), doc="A code that can be exchanged once.")
    shop_id = property(lambda self: str(self.ready["shop_id"]), doc="The GB shop.")
    shop_cipher = property(lambda self: str(self.ready["shop_cipher"]), doc="The cipher of the GB shop.")
    shops = property(lambda self: list(self.ready["shops"]), doc="All shops of the grant: id, cipher, code, name, region.")

    def shop_in(self, region: str) -> dict[str, str]:
        """The shop of the grant in a market: id, cipher, code, name, region. Raises KeyError where there is none."""
        found = next((shop for shop in self.shops if shop["region"] == region), None)
        if found is None:
            raise KeyError(f"no shop in {region}: there are {', '.join(shop['region'] for shop in self.shops)}")
        return dict(found)

    def __repr__(self) -> str:
        return f"TikTokShop({self.base_url!r}, world={self.ready['world']!r})"

    def ask(self, method: str, path: str, /, body: Any = None, **query: object) -> Any:
        """One lever of the control: `shop.ask("GET", "truth")`, `shop.ask("POST", "switches", {...})`."""
        return self._loop.run(self._asked(method, path, body, query))

    async def ask_async(self, method: str, path: str, /, body: Any = None, **query: object) -> Any:
        """The same without blocking the test's own loop, which may have to answer webhooks meanwhile."""
        return await self._loop.run_async(self._asked(method, path, body, query))

    def webhooks_to(self, url: str, *, topics: list[int] | None = None) -> None:
        """Send webhooks to a receiver of yours; they are still kept for `assert_webhook`."""
        settings: dict[str, Any] = {"webhook_url": url}
        self.ask("POST", f"apps/{self.app_key}", settings | ({"webhook_topics": topics} if topics is not None else {}))

    def redirects_to(self, url: str) -> None:
        """Where consent returns to."""
        self.ask("POST", f"apps/{self.app_key}", {"redirect_url": url})

    def trigger(self, topic: int | str, *, shop_id: str | None = None, **changes: Any) -> dict[str, Any]:
        """Send one webhook of a topic, filled from the world; `changes` by field, or `**{"skus[0].status": ...}`."""
        wanted: dict[str, Any] = {"topic": topic, "set": changes, "anyway": True}
        told: dict[str, Any] = self.ask("POST", "trigger", wanted | ({"shop_id": shop_id} if shop_id else {}))
        return told

    def snapshot(self, name: str) -> None:
        """Keep a copy of the world, for as long as this test."""
        self.ask("POST", "snapshots", {"name": name})

    def restore(self, name: str) -> None:
        """Bring the world back to a copy."""
        self.ask("POST", f"snapshots/{name}/restore")

    def requests(self, path: str = "") -> list[dict[str, Any]]:
        """The calls that came so far, oldest first, those whose path or operation holds a text."""
        told: list[dict[str, Any]] = self.ask("GET", "requests", path=path, limit=2_000)["requests"]
        return told

    async def _asked(self, method: str, path: str, body: Any, query: dict[str, object]) -> Any:
        text = {name: str(value) for name, value in query.items() if value is not None}
        return await self._loop.pull(method, path, b"" if body is None else json.dumps(body).encode(), text)
