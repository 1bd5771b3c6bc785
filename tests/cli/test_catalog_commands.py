"""operations, explain, version: commands that need nothing but the package."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from shoplatch.catalog import reader
from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import NotFound
from tests.each import each


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build(COMMANDS), list(arguments))


def test_operations_list_as_json_holds_every_newest_operation() -> None:
    listed = json.loads(run("operations", "list", "--json").output)
    assert {one["id"] for one in listed} == {head.id for head in reader.heads() if head.latest}


def test_operations_list_with_all_versions_holds_every_operation() -> None:
    assert len(json.loads(run("operations", "list", "--all-versions", "--json").output)) == len(reader.operation_ids())


def test_operations_list_narrows_by_words_and_area() -> None:
    listed = json.loads(run("operations", "list", "search", "--area", "order", "--json").output)
    assert "order.get_order_list" in {one["id"] for one in listed}
    assert {one["area"] for one in listed} == {"order"}


def test_words_that_nothing_contains_give_exit_code_one() -> None:
    outcome = run("operations", "list", "zzzzzz")
    assert outcome.exit_code == 1
    assert "Try fewer" in outcome.output


def test_an_unknown_area_is_told_with_those_that_are_known() -> None:
    outcome = run("operations", "list", "--area", "ordr")
    assert outcome.exit_code == 2
    assert "fulfillment" in outcome.output


def test_the_page_of_an_operation_says_what_it_needs() -> None:
    page = run("operations", "show", "order.get_order_list").output
    for fact in ("POST /order/202309/orders/search", "seller.order.info", "page_size", "1 to 100", "AWAITING_SHIPMENT"):
        assert fact in page


@each(reader.operation_ids()[::12])
def test_an_operation_can_be_drawn_whole(name: str) -> None:
    drawn_whole(name)


@pytest.mark.long
@each(reader.operation_ids())
def test_every_operation_can_be_drawn_whole(name: str) -> None:
    drawn_whole(name)


def drawn_whole(name: str) -> None:
    outcome = run("operations", "show", name, "--response")
    assert outcome.exit_code == 0, outcome.exception
    assert reader.operation(name).path in outcome.output


def test_an_operation_as_json_is_one_document_without_colour() -> None:
    shown = json.loads(run("operations", "show", "product.create_product", "--json").output)
    assert shown["method"] == "POST"
    assert shown["scopes"]["scopes"] == ["seller.product.write"]


def test_an_unknown_operation_is_a_usage_error_that_names_the_nearest() -> None:
    outcome = run("operations", "show", "order.get_ordr_list")
    assert outcome.exit_code == 2
    assert "order.get_order_list" in outcome.output


def test_explain_says_what_to_do() -> None:
    said = run("explain", "105002").output
    assert "access token expired" in said
    assert "recovery" in said


def test_explain_as_json_is_the_record() -> None:
    assert json.loads(run("explain", "105002", "--json").output)["code"] == 105002


def test_an_unknown_code_is_not_found_with_its_kin() -> None:
    outcome = run("explain", "10500")
    assert isinstance(outcome.exception, NotFound)
    assert "105002" in str(outcome.exception)


def test_version_as_json_names_the_python() -> None:
    assert set(json.loads(run("version", "--json").output)) == {"shoplatch", "python", "system"}
