"""The state of one simulated TikTok Shop. One process holds one world.

Records and look-ups only. How orders, products and the rest behave lives in their own folders; who may see what is decided
in `gate.py`; the wire shapes are made where each object's behaviour lives.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shoplatch.simulator.clock import Due, SimClock
from shoplatch.simulator.state.creators import Affiliates
from shoplatch.simulator.state.parties import App, AuthCode, Grant, Seller, Shop
from shoplatch.simulator.state.partner import PartnerCenter
from shoplatch.simulator.state.rendered import Rendered
from shoplatch.simulator.state.shelved import Shelved
from shoplatch.simulator.state.traces import Delivery, Tally
from shoplatch.simulator.switches import Switches


@dataclass(frozen=True, slots=True)
class Event:
    """Something a webhook will tell: the topic, whose shop, and the topic's `data`."""

    topic: int
    shop_id: str
    data: dict[str, Any]
    at: int
    app_key: str | None = None  # for one app alone (deauthorization); else all apps granted the shop
    owner: str | None = None  # whose it is, where it is neither the shop nor its seller (creators)


class World:
    """Everything there is, one clock, one source of chance, and one way to say that something happened."""

    def __init__(self, name: str, seed: int, clock: SimClock) -> None:
        self.name = name
        self.seed = seed
        self.clock = clock
        self.born_at = clock.now()  # histories made from the seed count from here
        self.base_url = ""  # where the server answers, for the addresses of pictures and documents
        self.chance = random.Random(seed)
        self.switches = Switches()  # what nobody outside has settled; behaviours look here
        self.apps: dict[str, App] = {}
        self.sellers: dict[str, Seller] = {}
        self.shops: dict[str, Shop] = {}
        self.grants: dict[str, Grant] = {}
        self.auth_codes: dict[str, AuthCode] = {}
        self.grant_by_access_token: dict[str, Grant] = {}  # an index over the grants; `tokens.py` keeps it
        self.deliveries: dict[str, Delivery] = {}  # oldest first; `webhooks.py` keeps it bounded
        self.partner = PartnerCenter()
        self.affiliates = Affiliates()  # what belongs to creators and agencies
        self.tally = Tally()
        self.shelved = Shelved()  # what was uploaded, to be fetched again
        self.listeners: list[Callable[[Event], None]] = []  # the webhook sender, the counters
        self.happenings: dict[str, Callable[[World, dict[str, Any]], None]] = {}  # kind of Due -> what it does
        self.before_cancelling: list[Callable[[World, Shop, Any, Any], None]] = []  # told the order and its lines first
        self.after_stock: list[Callable[[World, Shop, Any, str, Any], None]] = []  # SKU, warehouse id and how it changed
        self.serial = 0
        self.rendered = Rendered()

    def new_id(self, prefix: str) -> str:
        """A 19-digit id as a string: the prefix names the family (5765 orders, 1729 products, 1153 packages)."""
        self.serial += 1
        return f"{prefix}{self.serial * 7919 + 100003:0{19 - len(prefix)}d}"[:19]

    def shop_by_cipher(self, cipher: str) -> Shop | None:
        """The shop behind a cipher."""
        for shop in self.shops.values():
            if shop.cipher == cipher:
                return shop
        return None

    def tell(
        self, topic: int, shop: Shop, data: dict[str, Any], *, app_key: str | None = None, owner: str | None = None
    ) -> None:
        """Say that something happened; whoever listens decides what becomes of it."""
        event = Event(topic, shop.id, data, self.clock.now(), app_key, owner)
        for listener in self.listeners:
            listener(event)

    def happen(self, due: Due) -> None:
        """Let one due entry happen."""
        self.rendered.forget()
        self.happenings[due.kind](self, due.payload)

    def catch_up(self) -> int:
        """Let everything happen that is due by now; how many there were."""
        return self.clock.play(self.happen)
