"""What is kept of a call's parameters: all it takes to ask again, and nothing that may not be kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.client.keeping import kept
from shoplatch.client.outgoing import prepare

CANARY = "Canary Quill of Sparrow Lane"


def asked(name: str, *, body: Any = None, **params: Any) -> Any:
    return kept(prepare(reader.operation(name), params, body=body, shop_cipher="CIPHER-CANARY"))


def test_path_query_and_body_are_kept_as_they_were_asked() -> None:
    assert asked("order.get_order_list", page_size=20, page_token="t", body={"order_status": "DELIVERED"}) == {
        "params": {"page_size": "20", "page_token": "t"},
        "body": {"order_status": "DELIVERED"},
        "left_out": [],
    }
    assert asked("product.get_product", product_id="77")["params"] == {"product_id": "77"}


def test_ciphers_and_personal_data_are_left_out_and_named() -> None:
    address = {"recipient_address": {"name": CANARY, "phone_number": "+447700900123"}}
    found = asked("order.get_order_list", page_size=20, body={"buyer_user_id": "5", **address})
    assert "CANARY" not in json.dumps(found).upper()
    assert "447700" not in json.dumps(found)
    assert found["left_out"] == ["body.recipient_address.name", "body.recipient_address.phone_number"]


@pytest.mark.parametrize("body", [b"no JSON", b"\xff"])
def test_bytes_of_the_callers_own_making_are_named_and_harm_no_call(body: bytes) -> None:
    assert asked("order.get_order_list", page_size=20, body=body)["left_out"] == ["body"]


def test_what_is_large_is_not_kept() -> None:
    found = asked("order.get_order_list", page_size=20, body={"order_status": "x" * 9_000})
    assert found == {"left_out": ["more than 8 KB"]}
