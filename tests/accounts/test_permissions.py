"""Permissions: areas, the least set, what a code base calls, what was granted and never used."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from shoplatch.accounts import permissions
from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.code_calls import look_through
from shoplatch.accounts.usage import grant_uses
from shoplatch.catalog import reader
from shoplatch.clock import SetClock
from shoplatch.errors import InvalidRequest
from shoplatch.store import calls
from shoplatch.store.calls import CallRow
from shoplatch.store.engine import Store
from tests.accounts.conftest import connect
from tests.accounts.fake_tiktok import FakeGrant, FakeTikTok


def test_every_operation_has_an_area_and_says_how_sure_its_scope_is() -> None:
    areas = {*permissions.AREAS, "always", "beyond"}
    known = permissions.scope_facts()
    wrong = []
    for name in reader.operation_ids():
        one = permissions.opened(name)
        if one.area not in areas or (one.scopes and one.confidence == "unknown") or set(one.scopes) - set(known):
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize(
    ("operation", "area"),
    [
        ("product.search_products", "product"), ("order.get_order_list", "order"), ("product.inventory_search", "inventory"),
        ("logistics.get_warehouse_list", "inventory"), ("analytics.get_shop_performance", "insights"),
        ("finance.get_statements", "finance"), ("authorization.get_authorized_shops", "always"),
        ("fulfillment.search_package", "order"),
    ],
)  # fmt: skip
def test_an_operation_belongs_to_the_area_it_is_about(operation: str, area: str) -> None:
    assert permissions.area_of(operation) == area


def test_the_five_areas_name_only_scopes_that_exist() -> None:
    known = permissions.scope_facts()
    for area, one in reader.permission_areas().items():
        assert area in permissions.AREAS
        assert {*one.read, *one.write, *one.optional, *one.acting_on_orders} <= set(known)


def test_the_least_set_opens_everything_and_nothing_can_be_left_out() -> None:
    every = [name for name in reader.operation_ids() if permissions.opened(name).scopes]
    for operations in (every, every[::7], every[3::11], ["order.get_order_list"]):
        least = permissions.least(operations)
        for left_out in ("", *least.scopes):
            kept = set(least.scopes) - {left_out}
            opened = all(kept & set(permissions.opened(name).scopes) for name in operations)
            assert opened is (left_out == ""), left_out


def test_an_operation_without_a_known_scope_is_named_and_not_guessed() -> None:
    unknown = next(name for name in reader.operation_ids() if not permissions.opened(name).scopes)
    assert permissions.least([unknown]).unknown == (unknown,)
    assert permissions.least([unknown]).scopes == ()


def test_every_wanted_scope_has_a_reason_to_apply_with() -> None:
    for scope in permissions.needed_here().scopes:
        assert len(permissions.reason_for(scope)) > 40


def test_the_calls_of_a_code_base_are_found_without_running_it(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(
        "raise SystemExit('it was run')\n"
        "client.order.get_order_list(page_size=5)\n"
        "order = client.order\norder.get_order_detail(ids=[1])\n"
        "product = shop.product\nproduct.search_products(page_size=1)\n"
        "client.call('finance.get_statements', sort_field='statement_time')\n"
        "for page in client.pages('logistics.get_warehouse_list'): ...\n"
        "client.call(name_of_the_day)\n"
        "other.order.not_an_operation()\n"
    )
    (tmp_path / "broken.py").write_text("def (")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "vendored.py").write_text("client.call('seller.get_active_shops')")
    found = look_through(tmp_path)
    assert set(found.places) == {
        "order.get_order_list", "order.get_order_detail", "product.search_products", "finance.get_statements",
        "logistics.get_warehouse_list",
    }  # fmt: skip
    assert found.places["order.get_order_list"].endswith("shop.py:2")
    assert len(found.unclear) == 1
    assert found.unclear[0].endswith("shop.py:9")
    assert len(found.unreadable) == 1
    assert found.files == 2


def test_a_folder_without_python_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no Python file"):
        look_through(tmp_path)


async def test_scopes_are_wanted_granted_and_used_side_by_side(
    accounts: Accounts, app: App, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    grant = FakeGrant("seller-9", "Nori", [], scopes=["seller.order.info", "seller.finance.info", "seller.promotion.info"])
    connection = await connect(accounts, tiktok, grant)
    row = CallRow(clock.now(), None, connection, "finance.get_statements", 200, 0, "r", 9, 1)
    refused = CallRow(clock.now(), None, connection, "product.search_products", 401, 105005, "r", 9, 1)
    async with store.begin() as conn:
        await calls.append(conn, [row, row, refused])
    (use,) = await grant_uses(store, await accounts.connections(), now=clock.now())
    verdicts = {line.scope: line.verdict for line in use.lines}
    assert verdicts["seller.order.info"] == "needed"
    assert verdicts["seller.finance.info"] == "extra"
    assert verdicts["seller.promotion.info"] == "unused"
    assert verdicts["seller.product.basic"] == "missing"
    assert next(line.calls for line in use.lines if line.scope == "seller.finance.info") == 2
    assert use.refused == ("product.search_products",)
    assert use.young
    clock.advance(timedelta(days=31).total_seconds())
    (later,) = await grant_uses(store, await accounts.connections(), now=clock.now())
    assert not later.young
    assert "seller.finance.info" in later.of("unused")
