"""Bodies made of anything the catalog lets through: the operations around a sale answer in shape, or refuse with a code."""

from __future__ import annotations

import random
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.simulator import schema
from shoplatch.simulator.ask import Refused, Upload
from shoplatch.simulator.routes import HANDLERS
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk

FAMILIES = (
    "customer_engagement customer_service data_reconciliation epharmacy fulfillment logistics open review_rating seller"
    " supply_chain"
)
TEXTS = ("", "{}", '{"content":"x"}', "[]", "null", '{"order_id":5}', "1e999", "NaN", "-5", "2026-11-18", "0001-01-01", "七")
NUMBERS = (0, 1, -1, 5, 100, 1_763_460_000, 2**31 - 1, 2**62, -(2**62))
FILES = (b"", png(300, 300), b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xc0")
OF_EXAMPLES = (10007014, 32002021)  # codes that only official examples have


class Anything:
    """One busy world, and chance."""

    def __init__(self, seed: int) -> None:
        self.desk = Desk("demo")
        self.chance = random.Random(seed)
        self.shops = list(self.desk.world.shops.values())
        self.regions = {shop.id: shop.region for shop in self.shops}
        self.ids = ["0", "9" * 19]
        for shop in self.shops:
            some = list(shop.orders.live())[-20:]
            self.ids += [order.id for order in some] + [order.lines[0].id for order in some] + list(shop.warehouses)
            self.ids += [package.id for package in shop.packages.live()][-20:] + list(shop.products)[:5]
            self.ids += list(shop.skus)[:5] + list(shop.talks.conversations)
        found = (reader.operation(head.id) for head in reader.heads() if head.capability in HANDLERS)
        self.operations = [one for one in found if one.domain in FAMILIES.split()]

    def ask(self) -> int:
        """One call; the code it was answered with."""
        operation, shop = self.chance.choice(self.operations), self.chance.choice(self.shops)
        shop.region = (
            self.chance.choice(("TH", "BR", "MX", "JP", "DE")) if self.chance.random() < 0.2 else self.regions[shop.id]
        )
        query = {node.name: self.text(node) for node in operation.query if node.is_required or self.chance.random() < 0.5}
        body = self.value(operation.body) if operation.body and operation.content_type == "json" else {}
        path = {node.name: self.chance.choice(self.ids) for node in operation.path_params}
        try:
            schema.check_path(operation.path_params, path)
            form = self.form(operation)
            self.desk.call(
                operation.id, shop if operation.shop_cipher != "none" else None, body=body, query=query, form=form, **path
            )
        except Refused as refused:
            return refused.code
        return 0

    def form(self, operation: Operation) -> dict[str, str | Upload]:
        if operation.content_type != "multipart":
            return {}
        file = Upload(self.chance.choice(("a.png", "a.pdf", "")), "x", self.chance.choice(FILES))
        return {"data": file, "name": self.chance.choice(("a.pdf", "")), "file_type": self.chance.choice(("IMAGE", "VIDEO"))}

    def text(self, node: Node) -> str:
        value = self.value(node)
        if isinstance(value, bool):
            return "true" if value else "false"
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)

    def value(self, node: Node) -> Any:
        if node.type == "object":
            wanted = (name for name in node.properties if name in node.required_names or self.chance.random() < 0.75)
            return {name: self.value(node.properties[name]) for name in wanted}
        if node.type == "array":
            return [self.value(node.items) for _ in range(self.chance.randrange(4))] if node.items else []
        if node.type == "boolean":
            return self.chance.random() < 0.5
        if node.enum and self.chance.random() < 0.8:
            return self.chance.choice(node.enum)
        if node.type == "integer":
            return self.chance.choice(NUMBERS)
        if self.chance.random() < 0.2 and isinstance(node.example, str):
            return node.example
        return self.chance.choice(self.ids if self.chance.random() < 0.7 else TEXTS)


def answered(calls: int, seed: int) -> set[int]:
    anything = Anything(seed)
    return {anything.ask() for _ in range(calls)}


def test_fifteen_hundred_calls_of_anything_are_answered_or_refused_with_a_code() -> None:
    codes = answered(1_500, seed=3)
    assert 0 in codes
    assert len(codes) > 10
    assert [code for code in codes if code and reader.error(code) is None and code not in OF_EXAMPLES] == []


@pytest.mark.long
def test_fifty_thousand_calls_of_anything_are_answered_or_refused_with_a_code() -> None:
    codes = answered(50_000, seed=random.randrange(10**6))
    assert [code for code in codes if code and reader.error(code) is None and code not in OF_EXAMPLES] == []
