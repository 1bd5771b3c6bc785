"""Our own client beside the integration: what it asks is the truth, and its calls are told apart from theirs."""

from __future__ import annotations

from shoplatch.client import Client
from shoplatch.client.auth import Tokens, read_tokens, token_get_request, token_refresh_request
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.transport import HttpRequest, HttpTransport


class Ourselves:
    """A client with tokens of its own, by which its calls are known in the log."""

    def __init__(self, shop: TikTokShop) -> None:
        self._shop = shop
        self.tails: set[str] = set()  # of the access tokens, as the log shows them
        self.renewals: set[int] = set()  # calls of the log
        self._tokens = self._asked(token_get_request(shop.auth_url, shop.app_key, shop.app_secret, shop.auth_code))
        self.client = self._opened()

    def renew(self) -> None:
        """Take new tokens: time was wound, and the old ones may have ended."""
        shop, refresh = self._shop, self._tokens.refresh_token
        self._tokens = self._asked(token_refresh_request(shop.auth_url, shop.app_key, shop.app_secret, refresh))
        self.client.close()
        self.client = self._opened()

    def close(self) -> None:
        """Give the connections back."""
        self.client.close()

    def _opened(self) -> Client:
        shop = self._shop
        token = self._tokens.access_token
        self.tails.add(f"…{token[-6:]}")
        return Client(shop.app_key, shop.app_secret, token, base_url=shop.base_url, shop_cipher=shop.shop_cipher)

    def _asked(self, request: HttpRequest) -> Tokens:
        with HttpTransport(connections_max=1) as transport:
            tokens = read_tokens(transport.send(request, timeout_s=10.0))
        self.renewals.add(int(self._shop.ask("GET", "requests", limit=1)["last"]))
        return tokens
