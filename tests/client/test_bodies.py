"""The TypedDicts of bodies: made when asked for, named as in the stub, and required exactly where the client refuses."""

from __future__ import annotations

import ast
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from shoplatch.catalog import reader
from shoplatch.client import bodies
from shoplatch.errors import InvalidRequest
from tests.client.scripted import Script, answer, client
from tests.client.test_laziness import loaded_by
from tests.each import each

STUB = ast.parse(Path(bodies.__file__).with_suffix(".pyi").read_text("utf-8"))
CLASSES = {node.name: node for node in STUB.body if isinstance(node, ast.ClassDef)}


def fields(made: ast.ClassDef) -> dict[str, bool]:
    """The fields of a class of the stub, and whether each is required."""
    return {
        line.target.id: not ast.unparse(line.annotation).startswith("NotRequired")
        for line in made.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }


@each([name for name in reader.operation_ids() if reader.operation(name).body is not None])
def test_what_the_stub_names_is_there(id_: str) -> None:
    for name, made in bodies.classes(reader.operation(id_)).items():
        told = fields(CLASSES[name])
        assert set(told) == set(made.__annotations__)
        assert {field for field, required in told.items() if required} == set(made.__required_keys__)


def test_the_stub_names_nothing_else() -> None:
    made = {name for id_ in reader.operation_ids() for name in bodies.classes(reader.operation(id_))}
    assert made == set(CLASSES)
    assert len(made) > 1_000


def test_a_body_is_found_by_its_name_with_the_types_of_its_fields() -> None:
    hints = get_type_hints(bodies.UpdatePrice)
    assert hints["skus"].__args__ == (bodies.UpdatePriceSkus,)
    assert bodies.UpdatePriceSkus.__required_keys__ == {"id", "price"}
    assert get_type_hints(bodies.GetOrderList)["create_time_ge"] == int | datetime | None


def test_a_body_that_is_none_names_the_nearest() -> None:
    with pytest.raises(AttributeError, match="no body") as told:
        bodies.UpdatePrices  # type: ignore[attr-defined]  # noqa: B018
    assert "UpdatePrice" in (getattr(told.value, "next_step", None) or "")


def test_a_client_does_not_load_them() -> None:
    loaded = loaded_by("from shoplatch.client import Client; Client('key', 'secret', 'token').order.get_order_list")
    assert "shoplatch.client.bodies" not in loaded


def least(id_: str) -> dict[str, Any]:
    """A body with nothing but what is required, each of a type that fits."""
    operation = reader.operation(id_)

    def value(node: Any, name: str) -> Any:
        match node.type:
            case "array":
                return [value(node.items, name)] if node.items is not None else []
            case "object":
                made = bodies.objects(operation).get(name)
                return {
                    field: value(node.properties[field], bodies.name_within(name, field))
                    for field in node.properties
                    if made is not None and bodies.must(made, field)
                }
            case "boolean":
                return True
            case "integer":
                return node.enum[0] if node.enum else 1
        return node.enum[0] if node.enum else "1"

    assert operation.body is not None
    found: dict[str, Any] = value(operation.body, next(iter(bodies.objects(operation))))
    return found


@each([name for name in reader.operation_ids() if (body := reader.operation(name).body) is not None and body.required_names])
def test_the_client_takes_the_least_and_nothing_less(id_: str) -> None:
    operation = reader.operation(id_)
    if operation.content_type == "multipart":
        return
    beside: dict[str, Any] = {node.name: "1" for node in operation.path_params}
    beside |= {
        node.name: 1 if node.type == "integer" else ["1"] if node.type == "array" else "1"
        for node in operation.query
        if node.is_required
    }
    shop = client(Script(*[answer({}) for _ in range(20)]))
    shop.call(id_, body=least(id_), **beside)
    for field in least(id_):
        with pytest.raises(InvalidRequest, match=field):
            shop.call(id_, body={name: given for name, given in least(id_).items() if name != field}, **beside)
