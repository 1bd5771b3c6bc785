"""What this room needs from whoever holds the grants: a ready client per shop, and the word when a grant is gone.

The accounts room offers more; asking for so little keeps it clear that sync never sees a token or a secret.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol


class Reply(Protocol):
    """An answer of TikTok Shop."""

    @property
    def raw(self) -> bytes:
        """The `data` member, exactly as sent."""


class ShopClient(Protocol):
    """Calls TikTok Shop for one shop."""

    async def call(self, operation: str, *, body: Any = None, **params: Any) -> Reply:
        """Raises the error tree of errors.py."""


class Shop(Protocol):
    """A shop that let us in."""

    @property
    def id(self) -> str: ...


class Access(Protocol):
    """The part of the accounts room that sync uses."""

    async def client_for_shop(self, shop_id: str) -> ShopClient:
        """Raises NotFound for a shop we do not know, Reauthorize where the grant is not active."""

    async def shops(self) -> Sequence[Shop]:
        """Every shop of every connection."""

    async def deauthorized(
        self, app_key: str, *, shop_id: str | None = None, open_id: str | None = None, message: str = ""
    ) -> bool:
        """Told by TikTok that a grant ended; False where it still works (an old event)."""

    async def end_told(
        self, app_key: str, ends_at: datetime, *, shop_id: str | None = None, open_id: str | None = None
    ) -> None:
        """Told by TikTok when a grant will end."""
