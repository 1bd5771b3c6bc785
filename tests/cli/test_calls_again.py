"""Asking again what a logged call asked: what was kept, what is given over it, and what has to be given."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.cli.calls import _again
from shoplatch.errors import InvalidRequest

LIST, DETAIL = reader.operation("order.get_order_list"), reader.operation("order.get_order_detail")


def kept(*left_out: str, body: Any = None, **params: str) -> dict[str, Any]:
    return {"params": params, "left_out": list(left_out), **({"body": body} if body else {})}


def test_a_call_is_repeated_with_what_was_kept() -> None:
    asked = kept(page_size="20", page_token="t", body={"order_status": "DELIVERED"})
    assert _again(LIST, asked, ()) == {"page_size": 20, "page_token": "t", "body": {"order_status": "DELIVERED"}}
    assert _again(DETAIL, kept(ids="5,6"), ()) == {"ids": ["5,6"]}


def test_what_is_given_now_counts_instead() -> None:
    asked = kept(page_size="20", body={"order_status": "DELIVERED", "is_buyer_request_cancel": True})
    again = _again(LIST, asked, ("page_size=5", "order_status=CANCELLED"))
    assert again == {"page_size": 5, "body": {"is_buyer_request_cancel": True, "order_status": "CANCELLED"}}


def test_what_was_left_out_has_to_be_given() -> None:
    asked = kept("body.buyer_user_id", body={"order_status": "DELIVERED", "buyer_user_id": "redacted"}, page_size="20")
    with pytest.raises(InvalidRequest, match=r"was not kept: body\.buyer_user_id"):
        _again(LIST, asked, ())
    assert _again(LIST, asked, ("buyer_user_id=7",))["body"] == {"order_status": "DELIVERED", "buyer_user_id": "7"}


def test_without_kept_parameters_only_those_given_are_sent() -> None:
    assert _again(LIST, None, ("page_size=5",)) == {"page_size": 5}
