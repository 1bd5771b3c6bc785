"""Lints over every operation of the catalog: a fault in operation 317 fails by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.errors import NotFound
from tests.each import each

IDS = reader.operation_ids()
PAGED = [one for one in IDS if reader.operation(one).pagination]
TYPES = {"string", "integer", "boolean", "array", "object", "file", "number"}
HINTS = {
    None,
    *[
        "id",
        "decimal",
        "int_str",
        "ts",
        "ts_ms",
        "ts_str",
        "date",
        "datetime",
        "currency",
        "region",
        "locale",
        "url",
        "json",
    ],
}


def nodes(operation: Operation) -> Iterator[Node]:
    """Every node of an operation, at any depth."""
    stack = [*operation.path_params, *operation.query, *(side for side in (operation.body, operation.response) if side)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(node.properties.values())
        if node.items is not None:
            stack.append(node.items)


def at(node: Node | None, dotted: str) -> Node | None:
    """The node at a dotted path; `[]` steps into the elements of a list."""
    for step in dotted.split("."):
        name = step.rstrip("[]")
        node = node.properties.get(name) if node else None
        for _ in range(step.count("[]")):
            node = node.items if node else None
    return node


def test_the_catalog_has_every_operation_and_capability() -> None:
    assert len(IDS) == 537
    assert len({head.capability for head in reader.heads()}) == 401


def test_ids_are_unique_and_so_are_method_and_path() -> None:
    assert [one for one, times in Counter(IDS).items() if times > 1] == []
    assert len({(head.method, head.path) for head in reader.heads()}) == len(IDS)


def test_stable_keys_are_unique() -> None:
    keys = Counter(reader.operation(one).stable_key for one in IDS)
    assert [key for key, times in keys.items() if times > 1] == []


def test_each_capability_has_one_latest_version_and_it_has_the_bare_id() -> None:
    latest = [head for head in reader.heads() if head.latest]
    assert Counter(head.capability for head in latest) == dict.fromkeys((head.capability for head in reader.heads()), 1)
    assert [head.id for head in latest if head.id != head.capability] == []


@each(IDS)
def test_the_path_parameters_are_those_of_the_path(name: str) -> None:
    operation = reader.operation(name)
    assert re.findall(r"\{(\w+)\}", operation.path) == [node.name for node in operation.path_params]


@each(IDS)
def test_domain_and_version_are_those_of_the_path(name: str) -> None:
    operation = reader.operation(name)
    _, domain, version, *_ = operation.path.split("/")
    assert domain == operation.domain
    assert version == operation.version


@each(IDS)
def test_every_value_is_one_the_reader_documents(name: str) -> None:
    operation = reader.operation(name)
    assert operation.method in {"GET", "POST", "PUT", "DELETE", "PATCH"}
    assert operation.source in {"official", "community", "both"}
    assert operation.shop_cipher in {"required", "optional", "none"}
    assert operation.content_type in {"json", "multipart", "none"}
    assert operation.stage in {None, "beta", "preview"}
    assert operation.idempotency_key in {None, "query", "body"}
    assert (operation.body is None) == (operation.content_type == "none")


@each(IDS)
def test_every_node_is_well_formed(name: str) -> None:
    for node in nodes(reader.operation(name)):
        assert node.type in TYPES
        assert node.hint in HINTS
        assert node.type == "array" or node.items is None
        assert set(node.required_names) <= set(node.properties)
        assert node.min is None or node.max is None or node.min <= node.max


@each(IDS)
def test_the_parameters_the_signer_adds_are_not_in_the_query(name: str) -> None:
    names = {node.name for node in reader.operation(name).query}
    assert names.isdisjoint({"sign", "app_key", "timestamp", "shop_cipher"})
    # The one operation whose record still names the query token of the style before 202309 (platform.md section 4).
    assert ("access_token" in names) == (name == "logistics.check_shipping_template_existence")
    assert set(reader.operation(name).other_ciphers) <= names


@each(IDS)
def test_an_idempotency_key_is_where_the_record_says(name: str) -> None:
    operation = reader.operation(name)
    in_query = any(node.name == "idempotency_key" for node in operation.query)
    in_body = operation.body is not None and "idempotency_key" in operation.body.properties
    assert operation.idempotency_key == ("query" if in_query else "body" if in_body else None)


@each(PAGED)
def test_the_fields_of_pagination_exist_in_request_and_answer(name: str) -> None:
    operation = reader.operation(name)
    page = operation.pagination
    assert page is not None
    sent = {node.name for node in operation.query} if page.in_ == "query" else set(operation.body.properties)  # type: ignore[union-attr]
    assert {param for param in (page.size_param, page.token_param, page.page_param) if param} <= sent
    items = at(operation.response, page.items)
    assert items is not None
    assert items.type == "array"
    for named in (page.next, page.total, page.more):
        assert named is None or at(operation.response, named) is not None, named


@each(IDS)
def test_what_is_superseded_is_in_the_catalog(name: str) -> None:
    operation = reader.operation(name)
    known = {(head.method, head.path): head.capability for head in reader.heads()}
    for path in operation.supersedes:
        assert operation.capability in {known.get((method, path)) for method in ("GET", "POST", "PUT", "DELETE", "PATCH")}


def test_an_operation_is_found_by_id_by_capability_and_version_and_by_its_own_name() -> None:
    newest = reader.operation("order.get_order_detail")
    assert newest.version == "202507"
    assert reader.operation("order.get_order_detail@202507") is not None
    assert reader.operation("order.get_order_detail@202507").id == "order.get_order_detail"
    assert reader.operation("order.get_order_detail@202309").version == "202309"
    assert reader.operation(reader.operation("order.get_order_list").name).id == "order.get_order_list"


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("order.get_orders", "order.get_order_list"),
        ("order.get_order_lst", "order.get_order_list"),
        ("get_order_list", "order.get_order_list"),
        ("order.get_order_detail@201901", "order.get_order_detail@202309, order.get_order_detail@202507"),
        ("zzz", "operations list"),
    ],
)
def test_an_unknown_operation_names_the_nearest_ones(wanted: str, hint: str) -> None:
    with pytest.raises(NotFound) as refused:
        reader.operation(wanted)
    assert hint in str(refused.value)
    assert wanted.split("@")[0] in refused.value.what


def test_an_unknown_operation_is_not_remembered_as_known() -> None:
    for _ in range(2):
        with pytest.raises(NotFound):
            reader.operation("order.nothing")


def test_community_fields_keep_their_mark() -> None:
    marked = sum(node.src == "community" for name in IDS for node in nodes(reader.operation(name)))
    assert marked > 300
