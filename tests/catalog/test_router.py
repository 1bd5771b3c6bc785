"""From method and path to an operation, over every route of the catalog."""

from __future__ import annotations

import pytest

from shoplatch.catalog import reader
from tests.each import each


@each(reader.operation_ids())
def test_every_operation_is_reached_by_its_own_method_and_path(name: str) -> None:
    operation = reader.operation(name)
    given = {node.name: f"17{n}" for n, node in enumerate(operation.path_params)}
    found = reader.match(operation.method, operation.path.format_map(given))
    assert found.operation is operation
    assert dict(found.path_params) == given
    assert operation.method in found.allowed


@pytest.mark.parametrize(
    "path", ["/", "", "/order", "/order/202309/nope", "/order/209901/orders", "/product/202309/products/1/2/3"]
)
def test_an_unknown_path_is_told_apart(path: str) -> None:
    found = reader.match("GET", path)
    assert found.operation is None
    assert not found.path_known


def test_a_wrong_method_on_a_known_path_lists_the_right_ones() -> None:
    found = reader.match("PATCH", "/event/202309/webhooks")
    assert found.operation is None
    assert found.path_known
    assert sorted(found.allowed) == ["DELETE", "GET", "PUT"]


def test_one_path_serves_each_of_its_methods() -> None:
    reached = {method: reader.match(method, "/event/202309/webhooks").operation for method in ("GET", "PUT", "DELETE")}
    assert {method: one.id for method, one in reached.items() if one} == {
        "GET": "event.get_shop_webhooks",
        "PUT": "event.update_shop_webhook",
        "DELETE": "event.delete_webhook_for_an_event",
    }


def test_the_route_with_more_literal_segments_wins() -> None:
    literal = [head for head in reader.heads() if head.path.endswith(("/skpps/sum", "opportunities/submissions"))]
    assert len(literal) == 2
    for head in literal:
        found = reader.match(head.method, head.path)
        assert found.operation is not None
        assert found.operation.id == head.id
        assert dict(found.path_params) == {}


@pytest.mark.parametrize("path", ["/product/202309/products/", "/product/202309/products//inventory/update"])
def test_a_path_parameter_is_never_empty(path: str) -> None:
    assert reader.match("GET", path).operation is None
    assert reader.match("POST", path).operation is None
