"""The state an operation needs before an outside client can be answered well, and what it says then: a scene for each.

Arbitrary values do not fit every state: nobody ships a parcel that was shipped, and only Brazil has invoices. Each opens
a world, brings it to where the call makes sense, through the control, deeds of the world or that client's other calls, and
gives what the call says. Operations without a scene need none: arbitrary values will do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator import orders
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.sales import Order
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator_shop.shop_world import product_body

Call = Callable[..., Mapping[str, Any]]
PDF = ("proof.pdf", b"%PDF-1.4 a proof", "application/pdf")
UNLIMITED = {"quantity_limit": -1, "quantity_per_user": -1}


@dataclass(frozen=True)
class Said:
    """What a call says: values of path and query by name, a body, or the parts of a form."""

    values: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    form: Mapping[str, Any] | None = None


def said(body: Mapping[str, Any] | None = None, *, form: Mapping[str, Any] | None = None, **values: Any) -> Said:
    return Said(values, body, form)


class Stage:
    """A world with goods on sale, one shop of it in the market that is wanted, and the outside client's other calls."""

    def __init__(self, desk: ControlDesk, call: Call, region: str) -> None:
        self.desk, self.world, self.call = desk, desk.world, call
        self.shop = next(one for one in self.world.shops.values() if one.region == ("US" if region == "US" else "GB"))
        self.shop.region, self.shop.carriers_come = region, False
        self.now = self.world.clock.now()
        self.asset = next(asset.cipher for one in self.world.sellers.values() for asset in one.assets)

    def control(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        return asyncio.run(self.desk.done(method, path, body))

    def order(
        self, status: str = "AWAITING_SHIPMENT", *, by: str = "TIKTOK", units: int = 1, like: Order | None = None
    ) -> Order:
        """An order that is shipped this way, pushed to a status; `like` another one's buyer."""
        place = next(one.id for one in self.shop.warehouses.values() if one.shipping_type == by)
        skus = [sku for sku in self.shop.skus.values() if place in sku.stock and sku.stock[place].available > 9]
        for sku in skus[:2]:
            for other, held in sku.stock.items():
                held.available = held.available if other == place else 0
        cart = [(skus[0].id, 1)] if units == 1 else [(skus[0].id, units - 1), (skus[1].id, 1)]
        order = orders.place(self.world, self.shop, cart, buyer=like.buyer if like else None, pay=status != "UNPAID")
        while order.status != status:
            orders.act(self.world, self.shop, order, "forward")
        return order

    def carrier(self, *, number: str = "") -> dict[str, str]:
        one = network(self.shop.region).carriers[0]
        return {"shipping_provider_id": one.id, "tracking_number": number or f"{one.prefix}{'7' * one.digits}"}

    def product(self) -> Product:
        """A live one that is in no promotion."""
        taken = {product_id for activity in self.shop.activities.values() for product_id in activity.offers}
        return next(one for one in self.shop.products.values() if one.status == "ACTIVATE" and one.id not in taken)

    def body(self, title: str = "A cream from an outside client") -> dict[str, Any]:
        return product_body(self.world, self.shop, title)

    def global_body(self) -> dict[str, Any]:
        house = next(one.entity_id for one in self.shop.warehouses.values() if one.type == "SALES_WAREHOUSE")
        whole = self.body()
        sku = {"seller_sku": "CANDLE-1", "price": {"amount": "20.00", "currency": "USD"}}
        sku |= {"inventory": [{"global_warehouse_id": house, "quantity": 10}], "sales_attributes": []}
        wanted = ("title", "description", "main_images", "package_weight")
        return {**{name: whole[name] for name in wanted}, "category_id": "853384", "skus": [sku]}

    def global_product(self) -> dict[str, Any]:
        return dict(self.call("product.create_global_product", said(self.global_body())))

    def talk(self) -> str:
        """A conversation that a buyer began."""
        order = self.order()
        return str(self.control("POST", "messages", {"text": "Hello", "order_id": order.id})["conversation_id"])

    def request(self, kind: str = "RETURN_AND_REFUND") -> str:
        """What a buyer wants back."""
        order = self.order("DELIVERED")
        return str(self.control("POST", "returns", {"order_id": order.id, "type": kind})["return_id"])

    def activity(self, kind: str = "FIXED_PRICE", level: str = "PRODUCT") -> str:
        wanted = {"activity_type": kind, "product_level": level, "title": f"Outside {len(self.shop.activities)}"}
        wanted |= {"begin_time": self.now + 900, "end_time": self.now + 90_000}
        return str(self.call("promotion.create_promotion_activity", said(wanted))["activity_id"])


Scene = Callable[[Stage], Said]
SCENES: dict[str, tuple[str, str, Scene]] = {}  # operation id -> market, world, and what is done and said there


def scene(operation_id: str, region: str = "GB", *, world: str = "stocked") -> Callable[[Scene], Scene]:
    def keep(play: Scene) -> Scene:
        SCENES[operation_id] = region, world, play
        return play

    return keep
