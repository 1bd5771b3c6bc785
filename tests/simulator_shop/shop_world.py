"""A world without sockets: builds one, asks operations of it, and judges every answer by the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.clock import SetClock
from shoplatch.simulator import schema, worlds
from shoplatch.simulator.ask import Ask, Refused, Upload, as_asked, as_sent
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.markets import market
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.goods import Image, Sku, Warehouse
from shoplatch.simulator.state.parties import Grant, Shop
from shoplatch.simulator.state.world import Event, World

START = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # a Wednesday

# The catalog bounds a quantity by 1 to 99,999; a sold-out SKU shows 0 all the same (platform.md section 12).
ZERO_ALLOWED = ("quantity",)


class Desk:
    """One world with a wall clock that stands until it is wound."""

    def __init__(self, name: str = "empty", seed: int = 7, *, stocked: bool = True) -> None:
        self.world: World = worlds.build(name, seed, SimClock(SetClock(START)))
        self.world.base_url = "http://127.0.0.1:1"
        self.told: list[Event] = []
        self.world.listeners.append(self.told.append)
        if name == "empty" and stocked:
            for shop in self.world.shops.values():
                self.stock(shop)
            self.wind(60)
            self.told.clear()

    def shop(self, region: str = "GB") -> Shop:
        return next(shop for shop in self.world.shops.values() if shop.region == region)

    def wind(self, seconds: int) -> None:
        self.world.clock.advance(seconds, self.world.happen)

    def topics(self) -> list[int]:
        return [event.topic for event in self.told]

    def statuses_told(self, order_id: str) -> list[str]:
        return [event.data["order_status"] for event in self.told if event.topic == 1 and event.data["order_id"] == order_id]

    def stock(self, shop: Shop) -> None:
        """Three products of two SKUs each, 500 units everywhere."""
        for number in range(3):
            self.call(
                "product.create_product", shop, body=product_body(self.world, shop, f"Cream number {number} for everybody")
            )

    def warehouse(self, shop: Shop, shipping_type: str) -> Warehouse:
        return next(
            one for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE" and one.shipping_type == shipping_type
        )

    def skus(self, shop: Shop) -> list[Sku]:
        return [sku for sku in shop.skus.values() if not sku.deleted]

    def only_from(self, shop: Shop, shipping_type: str) -> None:
        """Empty every other warehouse, so that the next orders are shipped this way."""
        kept = self.warehouse(shop, shipping_type).id
        for sku in self.skus(shop):
            for warehouse_id, stock in sku.stock.items():
                if warehouse_id != kept:
                    stock.available = 0

    def call(
        self,
        operation_id: str,
        shop: Shop | None,
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str | Upload] | None = None,
        **path: str,
    ) -> dict[str, Any]:
        """The answer's data; sent and answered values are judged by the catalog."""
        operation = reader.operation(operation_id)
        asked_query, asked_body = dict(query or {}), dict(body or {})
        schema.check_query(operation.query, asked_query)
        schema.check_body(operation.body if operation.content_type == "json" else None, asked_body)
        app = next(iter(self.world.apps.values()))
        seller = next(iter(self.world.sellers.values()))
        grant = Grant("g1", app.key, seller.open_id, list(self.world.shops), list(app.scopes), ends_at=2_000_000_000)
        sent = (path, as_asked(asked_query), as_sent(asked_body), form or {})  # as the gate hands them on
        ask = Ask(operation, app, grant, shop, *sent)
        data = HANDLERS[operation.capability](self.world, ask)
        judge(operation, data)
        return data

    def refusal(self, operation_id: str, shop: Shop | None, **asked: Any) -> int:
        """The code with which a call is refused; fails when it is not."""
        try:
            self.call(operation_id, shop, **asked)
        except Refused as refused:
            return refused.code
        raise AssertionError(f"{operation_id} was not refused")


def judge(operation: Operation, data: Mapping[str, Any]) -> None:
    """Raise unless the answer fits the response node and names nothing the node does not know."""
    node = operation.response
    assert node is not None
    unknown = [path for path in paths(data) if find(node, path) is None]
    assert not unknown, f"{operation.id} answers fields the catalog does not know: {unknown}"
    schema.check(node, without_zeros(data), "data")


def without_zeros(value: Any, name: str = "") -> Any:
    """The value with the zeros taken out that ZERO_ALLOWED names."""
    if isinstance(value, Mapping):
        kept = {key: without_zeros(part, key) for key, part in value.items()}
        return {key: part for key, part in kept.items() if not (key in ZERO_ALLOWED and part == 0)}
    if isinstance(value, list):
        return [without_zeros(part, name) for part in value]
    return value


def paths(value: Any, at: str = "") -> Iterator[str]:
    """Every path of a value: `orders[].line_items[].id`."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            here = f"{at}.{name}" if at else name
            yield here
            yield from paths(part, here)
    elif isinstance(value, list):
        for part in value:
            yield from paths(part, f"{at}[]")


def find(node: Node, path: str) -> Node | None:
    """The node at a path."""
    here: Node | None = node
    for step in path.split("."):
        if here is None:
            return None
        here = here.properties.get(step.rstrip("[]"))
        for _ in range(step.count("[]")):
            here = here.items if here else None
    return here


def official_paths(node: Node, at: str = "") -> Iterator[str]:
    """Every path the official description has; what only the community source knows is left out."""
    for name, member in node.properties.items():
        if member.src == "community":
            continue
        here = f"{at}.{name}" if at else name
        yield here
        inner, where = member, here
        while inner.type == "array" and inner.items is not None:
            inner, where = inner.items, f"{where}[]"
        yield from official_paths(inner, where)


def product_body(world: World, shop: Shop, title: str, /, **changed: Any) -> dict[str, Any]:
    """A good product for this shop; uploads its picture on the way."""
    uri = "tos-simulator-i-test/one"
    world.sellers[shop.seller_open_id].images.setdefault(uri, Image(uri, "MAIN_IMAGE", 600, 600))
    profile = market(shop.region)
    inventory = [
        {"warehouse_id": warehouse.id, "quantity": 500}
        for warehouse in shop.warehouses.values()
        if warehouse.type == "SALES_WAREHOUSE"
    ]
    body: dict[str, Any] = {
        "title": title,
        "description": "<p>A cream.</p>",
        "category_id": "601477",
        "category_version": profile.rules.category_version,
        "main_images": [{"uri": uri}],
        "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        "skus": [
            {
                "seller_sku": f"{title[:5]}-{size}".replace(" ", ""),
                "price": {"amount": price, "currency": profile.currency},
                "inventory": inventory,
                "sales_attributes": [{"name": "Size", "value_name": size}],
            }
            for size, price in (("30 ml", "8.35"), ("50 ml", "12.99"))
        ],
    }
    body.update(changed)
    return body
