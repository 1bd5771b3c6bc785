"""The short way of reading an order gives what the long way gives, to the byte; what is not plain takes the long way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.simulator.in_shape import example
from shoplatch.store import orders as store
from shoplatch.store import rows
from shoplatch.store.orders import OrderRows
from shoplatch.sync.streams import fields, orders
from shoplatch.sync.streams.fields import Unreadable
from tests.each import each

NOW = datetime(2026, 11, 1, tzinfo=UTC)
OPERATIONS = (orders.SEARCH, orders.DETAIL)


def seal(text: str, *, owner: str, field: str) -> bytes:
    return f"{owner}/{field}:{text}".encode()


def order(**changes: Any) -> dict[str, Any]:
    """An order as documented: one line, an address, amounts."""
    line = {
        "id": "31", "product_id": "41", "sku_id": "51", "seller_sku": "A-1", "product_name": "Tea", "sku_name": "Green",
        "display_status": "COMPLETED", "currency": "GBP", "original_price": "18.00", "sale_price": "17.50",
        "seller_discount": "0.50", "platform_discount": "0.00", "is_gift": False, "rts_time": 1_790_000_000,
        "sku_type": "NORMAL", "item_tax": [{"tax_type": "SALES_TAX", "tax_amount": "1.00"}],
    }  # fmt: skip
    whole: dict[str, Any] = {
        "id": "21", "status": "COMPLETED", "create_time": 1_789_000_000, "update_time": 1_789_000_500, "user_id": "7",
        "order_type": "NORMAL", "is_cod": False, "is_sample_order": True, "paid_time": 1_789_000_010,
        "payment": {"currency": "GBP", "sub_total": "18.00", "total_amount": "20.99", "product_tax": "0.00"},
        "line_items": [line], "packages": [{"id": "61"}], "commerce_platform": "TIKTOK_SHOP", "buyer_email": "a@example.com",
        "recipient_address": {"name": "Ann", "full_address": "1 Road", "district_info": [{"address_name": "London"}]},
    }  # fmt: skip
    return whole | changes


def with_line(**changes: Any) -> dict[str, Any]:
    whole = order()
    return whole | {"line_items": [whole["line_items"][0] | changes]}


def with_payment(**changes: Any) -> dict[str, Any]:
    whole = order()
    return whole | {"payment": whole["payment"] | changes}


PLAIN: dict[str, dict[str, Any]] = {
    "as documented": order(),
    "no lines": order(line_items=[]),
    "lines in another order": order(line_items=[order()["line_items"][0] | {"id": str(n)} for n in (9, 10, 2)]),
    "empty texts": order(cancel_reason="", warehouse_id="", user_id="", commerce_platform=""),
    "empty amounts": with_payment(tax="", shipping_fee=""),
    "empty texts of a line": with_line(tracking_number="", package_id="", original_price="", sku_type=""),
    "times of zero": order(rts_time=0, delivery_time=0, update_time=0),
    "nulls": order(cancel_reason=None, is_cod=None, paid_time=None),
    "no address": {name: value for name, value in order().items() if name not in ("recipient_address", "buyer_email")},
    "a masked address": order(recipient_address={"name": "A**", "full_address": "***"}),
    "an address of numbers": order(recipient_address={"name": 5, "full_address": "1 Road"}),
    "a refund": with_payment(seller_discount="-3.10"),
    "words of the world": order(cancel_reason='茶 "green" \\ \n 🍵'),
    "nothing beside the columns": {name: order()[name] for name in ("id", "status", "create_time", "payment")},
    "something new": order(a_field_of_2027={"deep": [1, 2.5, None]}),
}
NOT_PLAIN: dict[str, dict[str, Any]] = {
    "an id that is a number": order(id=21),
    "a time that is text": order(create_time="1789000000"),
    "a flag that is a number": order(is_cod=1),
    "an amount that is a number": with_payment(sub_total=18),
    "an amount with an exponent": with_payment(sub_total="1.8E1"),
    "an amount with zeros in front": with_payment(sub_total="018.00"),
    "an amount of a line with many digits": with_line(sale_price="0.00000001"),
    "a list in the payment": with_payment(taxes=[1]),
    "a NUL": order(cancel_reason="a\x00b"),
    "lines of nothing": order(line_items=None),
    "a line that is no object": order(line_items=[None]),
    "a time before time": order(paid_time=-5),
}


def both(source: dict[str, Any], operation: str) -> tuple[OrderRows, OrderRows]:
    raw, asked = msgspec.json.encode(source), {"shop_id": "s", "operation": operation, "read_at": NOW, "seal": seal}
    return orders.rows(raw, **asked), orders._leniently(raw, **asked)  # type: ignore[arg-type]


def spelled(made: OrderRows) -> tuple[bytes, Any]:
    """The bytes the fingerprint is taken of, and the row as it travels."""
    version = store._mirror.incoming(made.order, store._lines_of(made))
    travels = msgspec.json.decode(rows.as_json([store._mirror._spelled(version)]))[0]
    return version.fingerprint, travels


@each([f"{name} | {operation}" for name in PLAIN for operation in OPERATIONS])
def test_a_plain_order_reads_the_same_both_ways(which: str) -> None:
    name, operation = which.split(" | ")
    short, long = both(PLAIN[name], operation)
    assert type(short.order) is rows.Spelled
    assert type(long.order) is dict
    assert spelled(short) == spelled(long)
    assert fields.unpacked(bytes(short.order["raw"])) == fields.unpacked(bytes(long.order["raw"]))  # type: ignore[arg-type]
    assert {key: value for key, value in short.order.items() if key != "raw"} == {
        key: value for key, value in long.order.items() if key != "raw"
    }
    assert [{**line} for line in short.lines] == [{**line, "order_id": long.order["id"]} for line in long.lines]
    assert short.recipient == long.recipient
    assert orders.package_ids(short) == orders.package_ids(long)


@each(list(NOT_PLAIN))
def test_what_is_not_plain_takes_the_long_way(name: str) -> None:
    try:
        short, long = both(NOT_PLAIN[name], orders.SEARCH)
    except Unreadable:
        with pytest.raises(Unreadable):
            orders._leniently(
                msgspec.json.encode(NOT_PLAIN[name]), shop_id="s", operation=orders.SEARCH, read_at=NOW, seal=seal
            )
        return
    assert type(short.order) is dict
    assert spelled(short) == spelled(long)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_documented_example_is_plain(operation: str) -> None:
    source = example(reader.operation(operation))["orders"][0]
    short, long = both(source, operation)
    assert type(short.order) is rows.Spelled
    assert spelled(short) == spelled(long)


@pytest.mark.parametrize("missing", ["id", "status", "create_time", "payment"])
def test_an_order_without_what_it_cannot_do_without_is_unreadable_both_ways(missing: str) -> None:
    raw = msgspec.json.encode({name: value for name, value in order().items() if name != missing})
    for way in (orders.rows, orders._leniently):
        with pytest.raises(Unreadable):
            way(raw, shop_id="s", operation=orders.SEARCH, read_at=NOW, seal=seal)
