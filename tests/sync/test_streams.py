"""What TikTok sends becomes exactly the rows we keep: every field, exact money, no personal data left behind."""

import contextlib
import copy
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.store import schema
from shoplatch.sync.streams import fields, inventory, orders, packages, packing, products, warehouses
from shoplatch.sync.streams.fields import Unreadable
from tests.sync.examples import example

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SHOP = "7490000000000000001"


class Sealed:
    """A seal that remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str, str]] = []

    def __call__(self, text: str, *, owner: str, field: str) -> bytes:
        self.given.append((text, owner, field))
        return b"sealed"


def raw(value: Any) -> bytes:
    return msgspec.json.encode(value)


def order_rows(source: dict[str, Any], *, operation: str = orders.DETAIL, seal: Sealed | None = None) -> Any:
    return orders.rows(raw(source), shop_id=SHOP, operation=operation, read_at=NOW, seal=seal or Sealed())


@pytest.mark.parametrize("operation", [orders.SEARCH, orders.DETAIL])
def test_the_documented_order_becomes_a_row_with_every_column_filled(operation: str) -> None:
    source = example(operation, "orders.0")
    made = order_rows(source, operation=operation)
    assert {name for name, value in made.order.items() if value is None} == set()
    line = {name for name, value in made.lines[0].items() if value is None}
    assert line == set()
    assert made.order["id"] == source["id"]
    assert made.order["total_amount"] == Decimal(source["payment"]["total_amount"])
    assert made.order["create_time"] == datetime.fromtimestamp(int(source["create_time"]), UTC)
    assert made.order["item_count"] == 1
    assert made.lines[0]["sale_price"] == Decimal(source["line_items"][0]["sale_price"])


WRITTEN_BY_STORE = {
    "shop_id", "first_seen", "last_seen", "revision", "fingerprint", "deleted_at", "order_id", "product_id",
}  # fmt: skip


@pytest.mark.parametrize(
    ("made", "table", "given_too"),
    [
        (lambda: order_rows(example(orders.DETAIL, "orders.0")).order, schema.orders, set()),
        (lambda: order_rows(example(orders.DETAIL, "orders.0")).lines[0], schema.order_lines, {"product_id", "order_id"}),
        (lambda: product_rows(example(products.DETAIL)).product, schema.products, set()),
        (lambda: product_rows(example(products.DETAIL)).skus[0], schema.skus, set()),
        (lambda: stock_rows(example(inventory.SEARCH, "inventory.0"))[0], schema.stock_levels, {"product_id"}),
        (lambda: package_row(example(packages.SEARCH, "packages.0"), packages.SEARCH), schema.packages, set()),
        (lambda: warehouse_row(example(warehouses.LIST, "warehouses.0")), schema.warehouses, set()),
    ],
)
def test_a_row_has_the_columns_of_its_table_and_no_others(made: Any, table: Any, given_too: set[str]) -> None:
    assert set(made()) == {column.name for column in table.columns} - WRITTEN_BY_STORE | given_too


PERSONAL = {
    "recipient_address": {"name": "CANARY name", "phone_number": "CANARY phone", "full_address": "CANARY street",
                          "district_info": [{"address_name": "CANARY town"}]},
    "buyer_email": "CANARY@example.com", "buyer_nickname": "CANARY nick", "buyer_message": "CANARY message",
    "cpf": "CANARY cpf", "cpf_name": "CANARY cpf name", "seller_note": "CANARY note", "buyer_avatar": "CANARY avatar",
}  # fmt: skip


@pytest.mark.parametrize("operation", [orders.SEARCH, orders.DETAIL])
def test_no_personal_data_stays_in_what_is_kept_and_all_of_it_is_sealed(operation: str) -> None:
    seal = Sealed()
    made = order_rows(example(operation, "orders.0") | PERSONAL, operation=operation, seal=seal)
    kept = packing.unpacked(made.order["raw"]).decode()
    assert "CANARY" not in kept
    assert "CANARY" not in repr(made)
    ((text, owner, field),) = seal.given
    assert (owner, field) == (f"{SHOP}/{made.order['id']}", "recipient")
    assert text.count("CANARY") == json.dumps(PERSONAL).count("CANARY")
    assert made.recipient.masked is False


def test_what_we_do_not_know_yet_is_kept() -> None:
    source = example(orders.DETAIL, "orders.0") | {"a_field_of_2027": {"deep": [1, 2]}}
    assert fields.unpacked(order_rows(source).order["raw"])["a_field_of_2027"] == {"deep": [1, 2]}


@pytest.mark.parametrize("starred", ["name", "phone_number", "full_address", "address_line1", "first_name"])
def test_asterisks_mean_masked(starred: str) -> None:
    source = example(orders.DETAIL, "orders.0")
    source["recipient_address"] = {"name": "David", "phone_number": "+44 1", "full_address": "1 Road", starred: "D***d"}
    assert order_rows(source).recipient.masked is True


@pytest.mark.parametrize("address", [None, {}, {"region_code": "GB"}, {"name": "", "phone_number": ""}])
def test_an_order_that_has_no_recipient_yet_seals_nothing(address: Any) -> None:
    source = example(orders.DETAIL, "orders.0")
    for key in ("cpf", "cpf_name", "buyer_email"):
        del source[key]
    source["recipient_address"] = address
    seal = Sealed()
    assert order_rows(source, seal=seal).recipient is None
    assert seal.given == []


def test_three_units_are_three_lines() -> None:
    source = example(orders.DETAIL, "orders.0")
    line = source["line_items"][0]
    source["line_items"] = [line | {"id": str(k)} for k in range(3)]
    made = order_rows(source)
    assert made.order["item_count"] == 3
    assert [one["id"] for one in made.lines] == ["0", "1", "2"]


def test_a_bare_order_is_kept_with_what_it_has() -> None:
    made = order_rows({"id": 576, "status": "UNPAID", "create_time": 1767225600, "payment": {"currency": "GBP"}})
    assert made.order["id"] == "576"
    assert made.order["update_time"] == made.order["create_time"]
    assert made.order["total_amount"] is None
    assert (made.lines, made.recipient) == ([], None)


@pytest.mark.parametrize("without", ["id", "status", "create_time", "payment"])
def test_an_order_without_what_we_need_says_so(without: str) -> None:
    source = example(orders.DETAIL, "orders.0")
    del source[without]
    with pytest.raises(Unreadable):
        order_rows(source)


@pytest.mark.parametrize(
    ("path", "value"),
    [("payment.total_amount", "twelve"), ("payment.tax", "NaN"), ("create_time", "soon"), ("create_time", 10**20)],
)
def test_nonsense_in_a_field_we_keep_is_named(path: str, value: Any) -> None:
    source = example(orders.DETAIL, "orders.0")
    outer, _, leaf = path.rpartition(".")
    (source[outer] if outer else source)[leaf] = value
    with pytest.raises(Unreadable, match=leaf):
        order_rows(source)


def test_search_and_detail_give_the_same_row_for_the_same_order() -> None:
    source = example(orders.SEARCH, "orders.0")
    one, two = order_rows(source, operation=orders.SEARCH), order_rows(source, operation=orders.DETAIL)
    differing = {name for name in one.order if one.order[name] != two.order[name]}
    assert differing <= {"source_version", "raw"}


def stock_rows(source: dict[str, Any]) -> Any:
    return inventory.rows(raw(source), read_at=NOW)


def package_row(source: dict[str, Any], operation: str) -> Any:
    return packages.rows(raw(source), operation=operation, read_at=NOW)


def warehouse_row(source: dict[str, Any]) -> Any:
    return warehouses.rows(raw(source), read_at=NOW)


def product_rows(source: dict[str, Any], operation: str = products.DETAIL) -> Any:
    return products.rows(raw(source), shop_id=SHOP, operation=operation, read_at=NOW)


def test_the_documented_product_becomes_rows() -> None:
    source = example(products.DETAIL)
    made = product_rows(source)
    assert made.product["category_id"] == "853000"
    assert made.product["category_chain"] == "Botol & Stoples Penyimpanan"
    assert made.product["main_image_url"].startswith("https://")
    assert made.skus[0]["name"] == "Red"
    assert made.skus[0]["sale_price"] == Decimal("117.5")
    assert made.skus[0]["identifier_code"] == "10000000000010"


def test_a_product_of_the_search_has_price_and_state() -> None:
    made = product_rows(example(products.SEARCH, "products.0"), products.SEARCH)
    assert (made.product["status"], made.product["audit_status"]) == ("ACTIVATE", "AUDITING")
    assert made.skus[0]["sale_price"] == Decimal("121.11")


def test_stock_is_a_row_per_sku_and_warehouse() -> None:
    source = example(inventory.SEARCH, "inventory.0")
    place = source["skus"][0]["warehouse_inventory"][0]
    source["skus"][0]["warehouse_inventory"] = [place, place | {"warehouse_id": "2", "available_quantity": 0}]
    made = inventory.rows(raw(source), read_at=NOW)
    assert [(one["warehouse_id"], one["available_quantity"]) for one in made] == [("7054915283043174149", 100), ("2", 0)]


def test_a_package_is_the_same_from_search_and_detail() -> None:
    found = example(packages.SEARCH, "packages.0")
    detail = example(packages.DETAIL) | {
        "package_id": found["id"], "package_status": found["status"], "orders": found["orders"],
    }  # fmt: skip
    one = packages.rows(raw(found), operation=packages.SEARCH, read_at=NOW)
    two = packages.rows(raw(detail), operation=packages.DETAIL, read_at=NOW)
    assert {name for name in one if one[name] != two[name]} <= {"raw", "source_version"}
    assert "recipient_address" not in fields.unpacked(two["raw"])
    assert "sender_address" not in fields.unpacked(two["raw"])


def test_a_warehouse_is_kept_without_its_address() -> None:
    made = warehouses.rows(raw(example(warehouses.LIST, "warehouses.0")), read_at=NOW)
    assert (made["name"], made["is_default"]) == ("Guangzhou", True)
    assert "address" not in fields.unpacked(made["raw"])


def test_cutting_takes_out_what_a_path_names_and_leaves_the_rest() -> None:
    source = {"a": {"b": 1, "c": 2}, "list": [{"x": 1, "y": 2}, {"x": 3}, 7], "d": ""}
    taken = fields.cut(source, ["a.b", "list[].x", "d", "missing.far", "a.b.c"])
    assert taken == {"a.b": 1, "list[].x": [1, 3]}
    assert source == {"a": {"c": 2}, "list": [{"y": 2}, {}, 7]}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=10) | st.sampled_from(["12.90", "0", "*"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(example(orders.DETAIL, "orders.0"))), JSON)
def test_whatever_stands_in_a_field_an_order_is_kept_or_named_never_a_crash(name: str, value: Any) -> None:
    source = copy.deepcopy(example(orders.DETAIL, "orders.0"))
    source[name] = value
    with contextlib.suppress(Unreadable):
        order_rows(source)


@given(st.sampled_from(sorted(example(products.DETAIL))), JSON)
def test_whatever_stands_in_a_field_a_product_is_kept_or_named_never_a_crash(name: str, value: Any) -> None:
    source = copy.deepcopy(example(products.DETAIL))
    source[name] = value
    with contextlib.suppress(Unreadable):
        product_rows(source)
