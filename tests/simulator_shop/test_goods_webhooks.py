"""The webhooks of products, stock and promotions hold the documented fields, of the documented kinds (section 19)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.simulator.products import shelf
from shoplatch.simulator.state.world import Event
from tests.simulator_shop.product_world import product_reads
from tests.simulator_shop.shop_world import Desk, product_body

TOPICS = (5, 15, 16, 18, 27, 37, 39, 50, 51, 63, 66, 68, 71)
_KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (("integer|string", (int, str)), ("integer", (int,)), ("string", (str,)))


@pytest.fixture(scope="module")
def told() -> dict[int, list[Event]]:
    """Every event of a busy day, by topic."""
    desk = Desk("demo")
    next(iter(desk.world.apps.values())).webhook_topics.add(68)
    for _ in product_reads(desk):
        pass
    shop = desk.shop("GB")
    product = next(one for one in shop.products.values() if one.status == "ACTIVATE")
    sku = product.skus[-1]  # a creator keeps units of the first
    for quantity in (9, 1):
        rows = [{"warehouse_id": one, "quantity": quantity} for one in sku.stock]
        body = {"skus": [{"id": sku.id, "inventory": rows}]}
        assert desk.call("product.update_inventory", shop, body=body, product_id=product.id) == {}
    whole = product_body(desk.world, shop, "With one variant left")
    row = {"id": sku.id, "seller_sku": "ONLY-ONE", "sales_attributes": whole["skus"][0]["sales_attributes"]}
    desk.call("product.edit_product", shop, body={**whole, "skus": [row]}, product_id=product.id)
    shelf.move_category(desk.world, shop, product, "601481")
    desk.wind(4 * 86_400)
    events: dict[int, list[Event]] = {}
    for event in desk.told:
        events.setdefault(event.topic, []).append(event)
    return events


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_told_has_the_documented_fields(told: dict[int, list[Event]], topic: int) -> None:
    events = told.get(topic)
    assert events, f"nothing of topic {topic} happened"
    for event in events:
        judge(dict(reader.topics()[topic].data_fields), event.data, f"{topic}")


def judge(kind: Any, value: Any, at: str) -> None:
    """Raise unless a value is of the documented kind; fields may be left out, none may be added."""
    if isinstance(kind, str):
        if kind.startswith("array<"):
            assert isinstance(value, list), at
            for part in value:
                judge(kind[6:-1], part, f"{at}[]")
            return
        wanted = next(types for name, types in _KINDS if kind.startswith(name))
        assert isinstance(value, wanted), f"{at}: {value!r} is no {kind}"
    elif isinstance(kind, list):
        assert isinstance(value, list), at
        for part in value:
            judge(kind[0], part, f"{at}[]")
    elif "enum" in kind and "type" in kind:
        for part in value if isinstance(value, list) else [value]:
            assert part in kind["enum"], f"{at}: {part!r}"
    else:
        assert set(value) <= set(kind), f"{at} has {set(value) - set(kind)}"
        for name, part in value.items():
            judge(kind[name], part, f"{at}.{name}")
