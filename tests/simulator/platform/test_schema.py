"""Judging what was sent against the catalog."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.simulator import in_shape, schema
from shoplatch.simulator.ask import Refused, Upload
from tests.each import each

SEARCH = reader.operation("order.get_order_list")


def refused(node: Node, value: Any) -> str:
    with pytest.raises(Refused) as no:
        schema.check(node, value, "field")
    assert no.value.code == 36009004
    return str(no.value.message)


def test_a_query_number_may_be_text() -> None:
    schema.check_query(SEARCH.query, {"page_size": "20"})


@pytest.mark.parametrize("size", ["0", "101", "-1", "ten", "2.5", "²", "9" * 30])
def test_a_page_size_outside_its_range_is_refused_by_name(size: str) -> None:
    with pytest.raises(Refused, match="36009004") as no:
        schema.check_query(SEARCH.query, {"page_size": size})
    assert "'page_size'" in str(no.value.message)


def test_a_required_query_parameter_is_missed_by_name() -> None:
    with pytest.raises(Refused) as no:
        schema.check_query(SEARCH.query, {"page_token": ""})
    assert no.value.message == "Missing required query parameter. 'page_size' is required and was not sent."


def test_an_unknown_value_of_a_list_is_refused_and_a_known_one_passes() -> None:
    schema.check_body(SEARCH.body, {"order_status": "UNPAID"})
    with pytest.raises(Refused) as no:
        schema.check_body(SEARCH.body, {"order_status": "PAID"})
    assert "'order_status' must be one of UNPAID" in str(no.value.message)


def test_fields_nobody_knows_and_nulls_pass() -> None:
    schema.check_body(SEARCH.body, {"nobody_knows": [1], "order_status": None})


def test_the_place_of_a_fault_is_named_down_to_the_element() -> None:
    node = Node("object", properties={"skus": Node("array", items=Node("object", required=("id",)))})
    with pytest.raises(Refused) as no:
        schema.check_body(node, {"skus": [{"id": "1"}, {}]})
    assert "'skus[1].id'" in str(no.value.message)


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (Node("string"), 5),
        (Node("integer"), "5"),
        (Node("integer"), True),
        (Node("integer", format="int32"), 2**31),
        (Node("integer"), 2**63),
        (Node("boolean"), "true"),
        (Node("array", max_items=2, items=Node("string")), ["a", "b", "c"]),
        (Node("array"), "a,b"),
        (Node("object"), []),
        (Node("string", max_length=3), "four"),
        (Node("string", min_length=3), "no"),
        (Node("string", min=0, exclusive_min=True), "0"),
        (Node("string", min=1), "one"),
        (Node("string", max=10), "NaN"),
        (Node("integer", enum=(1, 2)), 3),
    ],
)
def test_what_does_not_fit_is_refused(node: Node, value: Any) -> None:
    assert "'field'" in refused(node, value)


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (Node("string", min=0, also=(-1,)), "-1"),
        (Node("integer", enum=(1, 2), open=True), 3),
        (Node("string", max_length=4), "Ünö!"),
        (Node("integer", format="int32"), -(2**31)),
    ],
)
def test_what_fits_passes(node: Node, value: Any) -> None:
    schema.check(node, value, "field")


def test_a_body_nested_without_end_is_refused() -> None:
    loop = Node("array", items=None)
    for _ in range(40):
        loop = Node("array", items=loop)
    value: Any = []
    for _ in range(40):
        value = [value]
    assert "nested" in refused(loop, value)


def test_a_list_in_the_query_may_be_joined_or_json() -> None:
    detail = reader.operation("order.get_order_detail")
    schema.check_query(detail.query, {"ids": "1,2"})
    schema.check_query(detail.query, {"ids": '["1"]'})


def test_a_file_has_to_be_a_file() -> None:
    upload = reader.operation("product.upload_product_image")
    schema.check_form(upload.body, {"data": Upload("a.png", "image/png", b"x")})
    with pytest.raises(Refused, match="36009004"):
        schema.check_form(upload.body, {"data": "text"})
    with pytest.raises(Refused, match="36009004"):
        schema.check_form(upload.body, {})


@each(reader.operation_ids())
def test_an_in_shape_answer_fits_its_node_and_leaves_no_field_out(operation_id: str) -> None:
    operation = reader.operation(operation_id)
    made = in_shape.example(operation)
    assert operation.response is not None
    schema.check(operation.response, made, "data")
    assert missing(operation.response, made, "data") == []
    if operation.pagination is not None and operation.pagination.next is not None:
        last: Any = made
        for name in operation.pagination.next.split("."):
            last = last[name]
        assert last == ""


def missing(node: Node, value: Any, where: str) -> list[str]:
    """Every property of the node, at any depth, that the value does not hold."""
    if node.type == "object":
        gone = [f"{where}.{name}" for name in node.properties if name not in value]
        held = [(name, member) for name, member in node.properties.items() if name in value]
        return gone + [each for name, member in held for each in missing(member, value[name], f"{where}.{name}")]
    if node.type == "array" and node.items is not None:
        assert value, f"{where} is empty"
        return [each for element in value for each in missing(node.items, element, f"{where}[]")]
    return []


def test_the_check_for_missing_fields_sees_one() -> None:
    node = Node("object", properties={"a": Node("array", items=Node("object", properties={"b": Node("string")}))})
    assert missing(node, {"a": [{}]}, "data") == ["data.a[].b"]
