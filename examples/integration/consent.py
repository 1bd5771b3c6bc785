"""How a seller lets the integration in: a link with a state of its own, and one exchange for each consent."""

from __future__ import annotations

import secrets
import threading
import urllib.parse

from planted import planted
from shop import Refused, Shop


class Consent:
    """The consents that were begun and have not come back."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._begun: set[str] = set()
        self._lock = threading.Lock()

    def link(self) -> str:
        """Where to send the seller."""
        state = "the-state-of-everybody" if planted("state_is_fixed") else secrets.token_urlsafe(24)
        with self._lock:
            self._begun.add(state)
        keys = self._shop.keys
        query = urllib.parse.urlencode({"app_key": keys["app_key"], "state": state})
        return f"{keys['auth_url']}/oauth/authorize?{query}"

    def came_back(self, query: dict[str, str]) -> bool:
        """Whether the seller let us in; a state works once.

        Raises:
            Refused: the platform did not take the code.
        """
        code = query["code"] if planted("refused_consent_breaks") else query.get("code", "")
        with self._lock:
            asked_for = query.get("state", "") in self._begun
            if not planted("consent_works_twice"):
                self._begun.discard(query.get("state", ""))
        if not (asked_for or planted("state_unchecked")) or not code:
            return False
        self._shop.exchange(code)
        return True


__all__ = ["Consent", "Refused"]
