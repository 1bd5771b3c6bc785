"""Good calls of a busy world with a part of them bent: refused or taken, never a fault, and what was taken can be read."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.simulator.ask import Refused, as_sent
from tests.simulator.proofs.made_requests import Maker
from tests.simulator_shop.product_world import product_reads
from tests.simulator_shop.shop_world import Desk

Call = tuple[str, str | None, dict[str, Any]]  # operation, region of the shop, what was asked


class Listening(Desk):
    """A desk that remembers the calls with a body."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        super().__init__("demo")

    def call(self, operation_id: str, shop: Any, **asked: Any) -> dict[str, Any]:
        if asked.get("body") is not None and not asked.get("form"):
            self.calls.append((operation_id, shop.region if shop else None, copy.deepcopy(asked)))
        return super().call(operation_id, shop, **asked)


def bent(chance: random.Random, maker: Maker, operation_id: str, body: Any) -> None:
    """Take out, double, empty or replace a few parts of a body."""
    node = reader.operation(operation_id).body
    spots = list(_spots(node, body)) if node is not None else []
    for holder, key, part in chance.sample(spots, min(len(spots), chance.choice((1, 1, 2, 3)))):
        deed = chance.choice(("take out", "double", "empty", "replace", "replace"))
        try:
            if deed == "take out":
                holder.pop(key)
            elif deed == "double" and isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            elif deed == "empty":
                holder[key] = None
            else:
                holder[key] = maker.value(part, key if isinstance(key, str) else "")
        except (KeyError, IndexError):
            pass  # an earlier bend took it away


def _spots(node: Node | None, value: Any) -> Iterator[tuple[Any, Any, Node]]:
    if node is None:
        return
    if isinstance(value, dict):
        for key in [key for key in value if key in node.properties]:
            yield value, key, node.properties[key]
            yield from _spots(node.properties[key], value[key])
    elif isinstance(value, list) and node.items is not None:
        for place, part in enumerate(value):
            yield value, place, node.items
            yield from _spots(node.items, part)


def run(count: int, seed: int) -> Counter[int]:
    desk, chance, codes = Listening(), random.Random(seed), Counter[int]()
    for _ in product_reads(desk):
        pass
    calls, maker = list(desk.calls), Maker(seed, {})
    for number in range(count):
        operation_id, region, asked = copy.deepcopy(chance.choice(calls))
        bent(chance, maker, operation_id, asked["body"])
        shop = next((one for one in desk.world.shops.values() if one.region == region), None)
        try:
            Desk.call(desk, operation_id, shop, **{**asked, "body": as_sent(asked["body"])})
            codes[0] += 1
        except Refused as refused:
            codes[refused.code] += 1
        if number % 20 == 0:
            desk.wind(chance.choice((1, 30, 700)))
    read_all(desk)
    return codes


def read_all(desk: Desk) -> None:
    """Everything a bent call may have left behind; each answer is judged by the catalog."""
    many = {"page_size": "100"}
    for shop in [desk.shop("GB"), desk.shop("US")]:
        for product in shop.products.values():
            if product.status not in ("FREEZE", "DELETED"):
                desk.call("product.get_product", shop, product_id=product.id)
                desk.call("product.get_product_diagnoses", shop, query={"product_ids": product.id})
        for name in ("products", "candidate_products", "size_charts", "manufacturers", "global_products"):
            desk.call(f"product.search_{name}", shop, query=many, body={})
        for activity in shop.activities.values():
            desk.call("promotion.get_activity", shop, activity_id=activity.id)


def test_three_hundred_bent_calls() -> None:
    codes = run(300, seed=4)
    assert codes[0] > 100
    assert len(codes) > 15


@pytest.mark.long
def test_five_thousand_bent_calls() -> None:
    codes = run(5_000, seed=8)
    assert codes[0] > 1_500
    assert len(codes) > 40
