"""Whatever the catalog documents of an object reaches a column, or is named here with the place where it is instead.

Each single field of a stream's answer gets a value of its own, and the rows are searched for it. Kept bytes do not count.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.sync.streams import every, external_orders, fields, further, inventory, orders, packages, products
from shoplatch.sync.streams.spec import At, Daily, Search, Stream

NOW = datetime(2026, 11, 1, tzinfo=UTC)
# What has no column of its own in the rows of this answer, and where it is.
ELSEWHERE = {
    "returns": {"*.currency": "all amounts of a return have the currency of its refund"},
    "affiliate_orders": {"*.currency": "all amounts of a SKU have one currency, in `currency`"},
    "promotion_products": {"": "everything but its products is read by the stream of promotions"},
    "package_details": {
        "package_id": "the id of the package that was asked for",
        "tracking_number": "packages",
        "shipping_provider_id": "packages",
        "shipping_provider_name": "packages",
    },
    "perf_live_minutes": {
        "performance.overall": "the session as a whole: perf_lives",
        "next_page_token": "of the page",
        "total_count": "of the page",
    },
    "conversations": {
        "participants": "who they are is sealed; the buyer's id has a column",
        "latest_message": "messages",
        "cur_session.id": "session_id, where the answer names it twice",
    },
    "messages": {"data": "the words of a message in another spelling; those are sealed"},
    "order_transactions": {"order_id": "the order that was asked for", "total_count": "of the page"},
    "stock": {"skus[].seller_sku": "skus"},
    "products": {
        "skus[].inventory": "stock_levels, from the search of stock",
        "skus[].combined_skus": "sku_prices name the SKUs of a bundle; the rest is at those SKUs",
        "category_chains": "category_id and category_chain",
        "main_images": "main_image_url; the files themselves are TikTok's",
    },
}  # fmt: skip


def seal(text: str, *, owner: str, field: str) -> bytes:
    return text.encode()


def sample(node: Node, path: str, given: dict[str, Any], numbers: Iterator[int]) -> Any:
    """An object with everything its node has, each value once; `given` gets them by path."""
    if node.type == "object":
        return {
            name: sample(inner, f"{path}.{name}" if path else name, given, numbers)
            for name, inner in node.properties.items()
        }
    if node.type == "array":
        return [sample(node.items, f"{path}[]", given, numbers)] if node.items else []
    given[path] = value(node.type, path.rpartition(".")[2], next(numbers))
    return given[path]


def value(type_: str, name: str, n: int) -> Any:
    if type_ == "boolean":
        return True
    if type_ == "integer":
        return 1_700_000_000 + n
    if name.endswith("_date"):
        return (date(2001, 1, 1) + timedelta(days=n)).isoformat()
    if "time" in name or "quantity" in name:
        return str(1_700_000_000 + n)
    return f"{100_000 + n}.25"


def spoken(value: object) -> Iterator[str]:
    """Every single value in some rows, as the wire spells it; without the kept bytes."""
    if dataclasses.is_dataclass(value):
        value = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name != "raw":
                yield from spoken(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from spoken(inner)
    elif isinstance(value, datetime):
        yield str(int(value.timestamp()))
    elif isinstance(value, Decimal):
        yield format(value, "f")
    elif value is not None:
        yield str(value)


def left_behind(name: str, operation: str, place: str, rows: Callable[[dict[str, Any]], object]) -> list[str]:
    """The paths whose value is in no column, is not personal, and is not said to be elsewhere."""
    given: dict[str, Any] = {}
    whole = sample(further.documented(operation, place), "", given, count(1))
    personal = fields.beneath(reader.pii_paths(operation), place) if place else reader.pii_paths(operation)
    told = set(spoken(rows(whole)))
    elsewhere = ELSEWHERE.get(name, {})

    def excused(path: str) -> bool:
        return any(path.startswith(one) or (one.startswith("*") and path.endswith(one[1:])) for one in elsewhere)

    missing = [path for path, value in given.items() if not isinstance(value, bool) and str(value) not in told]
    return [path for path in missing if not path.startswith(tuple(personal)) and not excused(path)]


def place_of(stream: Stream) -> str:
    if isinstance(stream, (Search, Daily)):
        return stream.items
    return stream.items.get(stream.operations[0], "")


@pytest.mark.parametrize("stream", [*every.ALL, external_orders.STREAM], ids=lambda one: one.name)
def test_every_documented_field_of_a_stream_reaches_a_column(stream: Stream) -> None:
    operation = stream.operations[0]
    at = At("shop", operation, NOW, seal, parent="parent", day=NOW.date(), available=NOW.date())
    assert left_behind(stream.name, operation, place_of(stream), lambda whole: stream.rows(whole, at)) == []


@pytest.mark.parametrize("operation", [orders.DETAIL, orders.SEARCH])
def test_every_documented_field_of_an_order_reaches_a_column(operation: str) -> None:
    def rows(whole: dict[str, Any]) -> object:
        made = orders.rows(msgspec.json.encode(whole), shop_id="shop", operation=operation, read_at=NOW, seal=seal)
        return made.order, made.lines

    assert left_behind("orders", operation, "orders", rows) == []


def test_every_documented_field_of_a_product_reaches_a_column() -> None:
    def rows(whole: dict[str, Any]) -> object:
        return products.rows(msgspec.json.encode(whole), shop_id="shop", operation=products.DETAIL, read_at=NOW)

    assert left_behind("products", products.DETAIL, "", rows) == []


def test_every_documented_field_of_stock_and_of_a_package_reaches_a_column() -> None:
    def stock(whole: dict[str, Any]) -> object:
        raw = msgspec.json.encode(whole)
        return inventory.rows(raw, read_at=NOW), inventory.distribution(raw, read_at=NOW)

    def package(whole: dict[str, Any]) -> object:
        return packages.rows(msgspec.json.encode(whole), operation=packages.SEARCH, read_at=NOW)

    assert left_behind("stock", inventory.SEARCH, "inventory", stock) == []
    assert left_behind("packages", packages.SEARCH, "packages", package) == []


def test_a_flag_without_a_column_is_kept_with_its_name_and_what_nobody_documents_is_not() -> None:
    whole = {
        "is_subscription_order": False,
        "order_rights": [],
        "invented": "x",
        "id": "1",
        "commerce_platform": "TOKOPEDIA",
    }
    assert further.more(whole, orders.DETAIL, "orders", frozenset({"id"})) == {
        "is_subscription_order": False,
        "commerce_platform": "TOKOPEDIA",
    }
    assert further.more({"id": "1"}, orders.DETAIL, "orders", frozenset({"id"})) is None
