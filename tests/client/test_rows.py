"""Reading what the platform sends: typed where it is as documented, mended where it is not, never losing a byte."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.client import models, shaping
from shoplatch.client.models import Order, OrderLine, Package, Payment, Product
from shoplatch.client.reading import read
from shoplatch.client.rows import Item, cut
from shoplatch.errors import InvalidRequest
from shoplatch.values import Money
from tests.client.scripted import Script, answer, client

MODELLED = sorted(shaping.BY_HAND)


def example(node: Node) -> Any:
    """An answer of the documented shape."""
    if node.type == "object":
        return {name: example(child) for name, child in node.properties.items()}
    if node.type == "array":
        return [example(node.items)] if node.items is not None and node.example is None else list(node.example or [])
    return node.example if node.example is not None else {"integer": 1, "boolean": False}.get(node.type, "x")


def versions(capability: str) -> list[str]:
    return [head.id for head in reader.heads() if head.capability == capability]


@pytest.mark.parametrize("name", [name for capability in MODELLED for name in versions(capability)])
def test_every_field_of_a_model_is_documented_with_its_type(name: str) -> None:
    operation = reader.operation(name)
    node = operation.response
    assert node is not None
    ((path, kind),) = shaping.BY_HAND[operation.capability].items()
    node = node.properties[path].items if path else node
    assert node is not None
    known = {field.encode_name for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]
    assert known & set(node.properties), f"{kind.__name__} knows nothing of {name}"
    read_back = read(json.dumps(example(node)).encode(), kind)
    assert any(getattr(read_back, one) is not None for one in read_back.__struct_fields__)


@pytest.mark.parametrize("kind", [getattr(models, name) for name in models.__all__], ids=models.__all__)
def test_every_model_is_read_from_an_empty_object(kind: type[msgspec.Struct]) -> None:
    empty = read(b"{}", kind)
    assert all(getattr(empty, field) is None for field in empty.__struct_fields__)


def known_fields(kind: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "sources"),
    [
        (Order, [("order.get_order_list", "orders"), ("order.get_order_detail", "orders")]),
        (Product, [("product.get_product", ""), ("product.search_products", "products")]),
        (Package, [("fulfillment.search_package", "packages"), ("fulfillment.get_package_detail", "")]),
    ],
)
def test_no_model_spells_a_field_the_platform_does_not_have(
    kind: type[msgspec.Struct], sources: list[tuple[str, str]]
) -> None:
    documented: set[str] = set()
    for name, path in sources:
        node = reader.operation(name).response
        assert node is not None
        documented |= set((node.properties[path].items if path else node).properties)  # type: ignore[union-attr]
    assert known_fields(kind) <= documented


ORDER = {
    "id": "576461413038785752", "status": "A_STATUS_OF_TOMORROW", "update_time": 1767225600, "field_of_tomorrow": {"a": 1},
    "payment": {"total_amount": "12.90", "currency": "GBP", "tax": "0"},
    "line_items": [{"id": "1", "sale_price": "10.00", "currency": "GBP"}, {"id": "2"}],
    "recipient_address": {"name": "David Kong", "phone_number": "(+44)123", "region_code": "GB"},
}  # fmt: skip


def test_an_order_is_typed_and_its_money_exact() -> None:
    order = read(json.dumps(ORDER).encode(), Order)
    assert order.status == "A_STATUS_OF_TOMORROW"
    assert order.payment is not None
    assert order.payment.total == Money(Decimal("12.90"), "GBP")
    assert order.payment.money("tax") == Money(Decimal(0), "GBP")
    assert order.payment.money("sub_total") is None
    assert [line.id for line in order.lines] == ["1", "2"]
    assert order.lines[0].sale == Money(Decimal("10.00"), "GBP")
    assert order.lines[1].sale is None
    assert order.updated_at is not None
    assert order.created_at is None


def test_an_amount_nobody_has_is_refused_by_name() -> None:
    with pytest.raises(InvalidRequest, match="totl"):
        Payment(currency="GBP").money("totl")


def test_personal_data_is_not_in_a_repr() -> None:
    order = read(json.dumps(ORDER).encode(), Order)
    assert "David" not in repr(order)
    assert "David" not in repr(order.recipient_address)


@pytest.mark.parametrize(
    ("written", "field", "read_as"),
    [
        ('{"id": 576461413038785752}', "id", "576461413038785752"),
        ('{"update_time": "1767225600"}', "update_time", 1767225600),
        ('{"update_time": 1767225600.0}', "update_time", 1767225600),
        ('{"update_time": "soon"}', "update_time", None),
        ('{"update_time": 1e999999999}', "update_time", None),
        ('{"update_time": 1.5}', "update_time", None),
        ('{"is_cod": "true"}', "is_cod", True),
        ('{"is_cod": 1}', "is_cod", True),
        ('{"is_cod": "perhaps"}', "is_cod", None),
        ('{"status": null}', "status", None),
        ('{"status": {"a": 1}}', "status", None),
        ('{"line_items": null}', "lines", []),
        ('{"line_items": "none"}', "lines", []),
        ('{"payment": []}', "payment", None),
    ],
)
def test_a_type_of_another_kind_is_mended_or_left_to_the_bytes(written: str, field: str, read_as: object) -> None:
    assert getattr(read(written.encode(), Order), field) == read_as


def test_mending_one_field_keeps_all_the_others() -> None:
    broken = {**ORDER, "id": 576461413038785752, "line_items": [{"id": 577086512123755123, "sale_price": 10.1}, None]}
    order = read(json.dumps(broken).encode(), Order)
    assert order.id == "576461413038785752"
    assert [line.id for line in order.lines] == ["577086512123755123"]
    assert order.lines[0].sale_price == "10.1"
    assert order.payment is not None
    assert order.payment.total == Money(Decimal("12.90"), "GBP")


def test_an_amount_without_quotes_keeps_its_digits() -> None:
    payment = read(b'{"total_amount": 123456789012345.10, "currency": "IDR", "tax": 0.1}', Payment)
    assert (payment.total_amount, payment.tax) == ("123456789012345.10", "0.1")


@pytest.mark.parametrize("raw", [b"[]", b'"x"', b"5", b"null"])
def test_what_is_no_object_is_no_order(raw: bytes) -> None:
    with pytest.raises(InvalidRequest, match="Order"):
        read(raw, Order)


scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
names = st.sampled_from(["id", "payment", "line_items", "x"])
json_values = st.recursive(
    scalars | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(known_fields(Order))), json_values, max_size=8))
def test_no_object_whatever_breaks_the_reading_of_an_order(value: dict[str, Any]) -> None:
    order = read(json.dumps(value).encode(), Order)
    assert order.id is None or isinstance(order.id, str)
    assert isinstance(order.lines, list)
    assert all(isinstance(line, OrderLine) for line in order.lines)


def test_a_row_keeps_its_bytes_and_what_the_model_does_not_know() -> None:
    script = Script(answer({"orders": [ORDER], "total_count": 1}))
    (item,) = client(script).call("order.get_order_list", page_size=1).items()
    assert json.loads(item.raw) == ORDER
    assert item["field_of_tomorrow"] == {"a": 1}
    assert item.get("nothing") is None
    assert "id" in item
    assert set(item) == set(ORDER)
    assert item.typed is item.typed
    assert item.typed.id == ORDER["id"]
    assert "David" not in repr(item)


def test_rows_can_be_read_into_a_type_of_the_callers_own() -> None:
    class Mine(msgspec.Struct):
        id: str
        field_of_tomorrow: dict[str, int]

    reply = client(Script(answer({"orders": [ORDER]}))).call("order.get_order_list", page_size=1)
    assert reply.items(type=Mine)[0].typed == Mine(ORDER["id"], {"a": 1})


def test_a_reply_without_a_list_of_its_own_is_read_whole() -> None:
    reply = client(Script(answer({"id": "1", "skus": [{"id": "2", "inventory": [{"quantity": 3}, {"quantity": 4}]}]}))).call(
        "product.get_product", product_id="1"
    )
    product = reply.typed()
    assert isinstance(product, Product)
    assert product.skus is not None
    assert product.skus[0].quantity == 7
    with pytest.raises(InvalidRequest, match="lists"):
        reply.items()
    assert reply.items("skus")[0]["id"] == "2"


def test_an_operation_without_a_model_by_hand_has_one_from_the_catalog() -> None:
    reply = client(Script(answer({"brands": [{"id": 1, "name": "Nori", "field_of_tomorrow": 1}], "total_count": 1}))).call(
        "product.get_brands", page_size=1
    )
    assert (reply.items()[0].typed.id, reply.items()[0].typed.name) == ("1", "Nori")
    assert reply.typed().brands[0].name == "Nori"
    assert reply.items()[0]["field_of_tomorrow"] == 1


def test_rows_that_are_no_objects_have_no_model() -> None:
    reply = client(Script(answer({"ids": ["1"]}))).call("product.get_brands", page_size=1)
    with pytest.raises(InvalidRequest, match="no model"):
        reply.items("ids")[0].typed  # noqa: B018


def test_a_package_is_the_same_from_search_and_detail() -> None:
    found, detail = (
        read(b'{"id":"1","status":"PROCESSING"}', Package),
        read(b'{"package_id":"1","package_status":"PROCESSING"}', Package),
    )
    assert (found.key, found.state) == (detail.key, detail.state) == ("1", "PROCESSING")


def test_nested_lists_with_names_that_are_no_identifiers_are_cut() -> None:
    raw = b'{"data": {"24h_live_gmv": [{"a": 1}, 2], "values": "t"}, "items": 5}'
    rows, values, items = cut(raw, ("data.24h_live_gmv",), ("data.values", "items"))
    assert [bytes(row) for row in rows] == [b'{"a": 1}', b"2"]
    assert (values, items) == ("t", 5)


def test_an_item_stands_alone_after_its_page_is_gone() -> None:
    item = Item(cut(b'{"orders":[{"id":"1"}]}', ("orders",))[0][0], Order)
    assert item.typed.id == "1"


def documented(node: Node, kind: type[msgspec.Struct]) -> list[str]:
    """The documented fields, at any depth, that a model by hand does not have."""
    fields = {field.encode_name: field.type for field in msgspec.inspect.type_info(kind).fields}  # type: ignore[attr-defined]
    missing = [f"{kind.__name__}.{name}" for name in node.properties if name not in fields]
    for name, child in node.properties.items():
        inner = fields.get(name)
        for one in getattr(inner, "types", (inner,)):
            beneath, found = child, one
            while isinstance(found, msgspec.inspect.ListType) and beneath.items is not None:
                beneath, found = beneath.items, found.item_type
            if isinstance(found, msgspec.inspect.StructType):
                missing += documented(beneath, found.cls)
    return missing


@pytest.mark.parametrize("capability", MODELLED)
def test_a_model_has_every_field_the_newest_version_documents(capability: str) -> None:
    operation = reader.operation(capability)
    assert operation.response is not None
    ((path, kind),) = shaping.BY_HAND[capability].items()
    node = operation.response.properties[path].items if path else operation.response
    assert node is not None
    assert documented(node, kind) == []
