"""What is typed after `shoplatch call` becomes what `client.call` takes: by the catalog, flat, body too."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from shoplatch.catalog import reader
from shoplatch.cli.call import parameters
from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.client.outgoing import Upload, prepare

Typed = dict[str, object]


def typed(operation: str, *texts: str) -> Typed:
    return parameters(reader.operation(operation), texts)


def sent(operation: str, *texts: str) -> tuple[str, dict[str, str], bytes | None]:
    """Path, query and body that `client.call` makes of it."""
    call = prepare(reader.operation(operation), typed(operation, *texts), shop_cipher="c")
    return call.path, dict(call.query), call.body


def test_a_name_goes_where_the_catalog_says() -> None:
    path, query, body = sent(
        "order.get_order_list",
        "page_size=5",
        "order_status=UNPAID",
        "create_time_ge=1700000000",
        "is_buyer_request_cancel=true",
    )
    assert path == "/order/202309/orders/search"
    assert query["page_size"] == "5"
    assert body == b'{"order_status":"UNPAID","create_time_ge":1700000000,"is_buyer_request_cancel":true}'


def test_a_list_is_given_piece_by_piece_or_as_json() -> None:
    pieces = typed("product.inventory_search", "product_ids=1", "product_ids=2")
    assert pieces == {"product_ids": ["1", "2"]}
    assert typed("product.inventory_search", 'product_ids=["1", "2"]') == pieces


def test_an_object_is_json_and_a_list_of_objects_takes_one_at_a_time() -> None:
    found = typed("product.update_inventory", "product_id=17", 'skus={"id": "1"}', 'skus={"id": "2"}')
    assert found == {"product_id": "17", "skus": [{"id": "1"}, {"id": "2"}]}
    path, _, body = sent("product.update_inventory", "product_id=17", 'skus=[{"id": "1", "inventory": [{"quantity": 3}]}]')
    assert path.endswith("/products/17/inventory/update")
    assert body == b'{"skus":[{"id":"1","inventory":[{"quantity":3}]}]}'


def test_a_file_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "mug.png").write_bytes(b"png")
    assert typed("product.upload_product_image", f"data={tmp_path / 'mug.png'}") == {"data": Upload("mug.png", b"png")}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("page_size",), "is not NAME=VALUE"),
        (("order_stats=UNPAID",), "Did you mean 'order_status'?"),
        (("create_time_ge=yesterday",), "create_time_ge is a whole number, not 'yesterday'"),
        (("is_buyer_request_cancel=1",), "is true or false"),
        (("order_status=UNPAID", "order_status=CANCELLED"), "takes one value"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_opened(texts: tuple[str, ...], said: str) -> None:
    with pytest.raises(click.UsageError) as refused:
        typed("order.get_order_list", *texts)
    assert said in refused.value.message


def test_a_body_and_a_part_of_it_are_not_both_taken() -> None:
    outcome = CliRunner().invoke(
        build(COMMANDS), ["call", "order.get_order_list", "order_status=UNPAID", "--body", "{}", "page_size=5"]
    )
    assert outcome.exit_code == 2
    assert "order_status is part of the body" in outcome.output
