"""Granted scopes against what the operations need, by the catalog's rules."""

from __future__ import annotations

import pytest

from shoplatch.accounts.scopes import gaps, missing_purposes, purposes, require
from shoplatch.catalog.reader import heads, operation, scope_rule
from shoplatch.errors import PermissionMissing

ALL = {
    "seller.authorization.info",
    "seller.order.info",
    "seller.product.basic",
    "seller.fulfillment.basic",
    "seller.logistics",
}


def test_every_operation_this_platform_calls_is_in_the_catalog_and_has_a_trusted_rule() -> None:
    for operations in purposes().values():
        for name in operations:
            rule = scope_rule(operation(name))
            assert rule.scopes, name
            assert rule.confidence in {"high", "medium", "inferred"}, name


def test_a_full_grant_lacks_nothing() -> None:
    assert missing_purposes(ALL) == {}


def test_a_grant_without_the_order_scope_cannot_read_orders_and_only_that() -> None:
    missing = missing_purposes(ALL - {"seller.order.info"})
    assert list(missing) == ["orders"]
    assert {gap.scopes for gap in missing["orders"]} == {("seller.order.info",)}


def test_any_one_of_several_scopes_is_enough() -> None:
    name = next(head.id for head in heads() if len(scope_rule(head.id).scopes) > 1)
    for scope in scope_rule(name).scopes:
        assert gaps([scope], [name]) == []
    assert len(gaps(["some.other.scope"], [name])) == 1


def test_a_refusal_names_scope_operation_shop_and_the_way_there() -> None:
    with pytest.raises(
        PermissionMissing, match=r"seller\.order\.info.*order\.get_order_list.*Shop 1.*Partner Center.*again"
    ):
        require([], "order.get_order_list", shop="Shop 1")


def test_an_operation_whose_scope_nobody_knows_is_let_through() -> None:
    require([], "affiliate.get_live_room_info")
