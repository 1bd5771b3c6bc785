"""Lints over topics, scopes, error codes, the overlay and the golden vectors."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter

import msgspec
import pytest

from shoplatch import errors
from shoplatch.catalog import reader
from shoplatch.catalog.operations import node_at
from shoplatch.catalog.packaged import corrections, json_file
from shoplatch.errors import NotFound
from tests.catalog.test_operations import at
from tests.each import each

CODES = reader.error_codes()
TOPICS = sorted(reader.topics())
RECOVERIES = {name for name in dir(errors) if isinstance(getattr(errors, name), type)} - {"ShoplatchError", "ConfigError"}
BY_STABLE_KEY = {reader.operation(one).stable_key: reader.operation(one) for one in reader.operation_ids()}


@each(TOPICS)
def test_the_example_of_a_topic_has_the_fields_it_names(number: int) -> None:
    topic = reader.topics()[number]
    body = topic.example.get("data", topic.example)
    missing = {name.split("|")[0].strip() for name in topic.data_fields} - set(body)
    # Type 2 is legacy: its payload page is gone and only the two ids of its example are sure.
    assert missing == ({"reverse_type", "reverse_user", "reverse_order_status"} if number == 2 else set())
    assert set(body) - set(topic.data_fields) - {"type", "seller_id", "timestamp", "tts_notification_id"} == set()


@each(TOPICS)
def test_the_example_of_a_topic_is_a_body_of_that_topic(number: int) -> None:
    topic = reader.topics()[number]
    if "type" in topic.example:
        assert topic.example["type"] == number
    assert topic.entity_key in {"shop_id", "seller_open_id", "creator_open_id", "seller_id"}
    assert topic.entity_key in topic.example


def test_forty_six_topics_are_known_and_seventeen_can_be_subscribed_by_call() -> None:
    assert len(TOPICS) == 46
    subscribable = [topic.subscribable_event_type for topic in reader.topics().values() if topic.subscribable_event_type]
    assert len(subscribable) == len(set(subscribable)) == 17


def test_what_can_be_subscribed_is_what_the_operation_takes() -> None:
    body = reader.operation("event.update_shop_webhook").body
    assert body is not None
    taken = set(body.properties["event_type"].enum)
    assert {topic.subscribable_event_type for topic in reader.topics().values()} - {None} >= taken


def test_error_codes_are_unique() -> None:
    listed = Counter(record["code"] for record in json_file("errors.json")["errors"])
    assert [code for code, times in listed.items() if times > 1] == []
    assert len(CODES) == 778


@each(CODES)
def test_an_error_code_says_what_cures_it(code: int) -> None:
    fact = reader.error(code)
    assert fact is not None
    assert fact.recovery in RECOVERIES | {"Unclear"}
    assert fact.confidence in {"high", "medium", "low"}
    assert fact.http_statuses
    assert fact.http_status in {None, fact.http_statuses[0]}
    assert fact.remedy


def test_a_status_the_sources_disagree_about_is_not_settled() -> None:
    expired, limited = reader.error(105002), reader.error(36009002)
    assert expired is not None
    assert (expired.http_status, expired.http_statuses) == (None, (401, 200))
    assert limited is not None
    assert limited.http_status == 429


def test_a_code_nobody_listed_is_unknown() -> None:
    assert reader.error(1) is None


@pytest.mark.parametrize(
    ("code", "recovery"),
    [
        (105001, "Reauthorize"), (105002, "Reauthorize"), (105005, "PermissionMissing"), (36009002, "RateLimited"),
        (36009004, "InvalidRequest"), (36009003, "Unclear"), (12052032, "NotFound"), (11006021, "Conflict"),
        (106001, "Fatal"), (10002014, "Retriable"),
    ],
)  # fmt: skip
def test_the_cure_of_the_codes_that_matter_most(code: int, recovery: str) -> None:
    fact = reader.error(code)
    assert fact is not None
    assert fact.recovery == recovery


def test_every_correction_of_a_code_points_to_a_code_and_to_one_cure_only() -> None:
    listed = [code for codes in corrections().recovery.codes.values() for code in codes]
    assert set(listed) <= set(CODES)
    assert len(listed) == len(set(listed))


@each(sorted(corrections().pii))
def test_every_pii_path_points_to_something_that_exists(key: str) -> None:
    operation = BY_STABLE_KEY[key]
    for side, by_kind in corrections().pii[key].items():
        node = {"response": operation.response, "request": operation.body}[side]
        for kind, paths in by_kind.items():
            assert kind in {"recipient", "contact", "tax", "message"}
            for path in paths:
                assert at(node, path) is not None, path


SENSITIVE = {"recipient_address", "buyer_email", "cpf", "cpf_name", "sender_address", "consignee", "buyer_nickname"}


@pytest.mark.parametrize(
    "name", [one for one in reader.operation_ids() if one.split(".")[0] not in {"finance", "analytics"}]
)
def test_no_field_that_names_a_person_escapes_the_overlay(name: str) -> None:
    operation = reader.operation(name)
    covered = set(reader.pii_paths(operation))
    stack = [("", operation.response)] if operation.response else []
    while stack:
        path, node = stack.pop()
        for key, child in node.properties.items():
            here = f"{path}.{key}" if path else key
            if here in covered:
                continue
            assert key not in SENSITIVE, here
            while child.items is not None:
                child, here = child.items, f"{here}[]"
            stack.append((here, child))


def test_the_pii_of_an_order_is_recipient_tax_and_message() -> None:
    assert reader.pii_paths("order.get_order_list", kinds=("tax",)) == ("orders[].cpf", "orders[].cpf_name")
    assert "orders[].recipient_address" in reader.pii_paths("order.get_order_list")
    assert reader.pii_paths("customer_service.send_message", "request") == ("content",)
    assert reader.pii_paths("product.get_product") == ()


def test_scopes_of_rules_are_known_scopes() -> None:
    known = {scope.scope for scope in reader.scopes()}
    assert len(known) == 45
    for name in reader.operation_ids():
        assert set(reader.scope_rule(name).scopes) <= known, name


def test_a_rule_is_found_by_method_and_path() -> None:
    assert reader.scope_rule("order.get_order_list").scopes == ("seller.order.info",)
    assert reader.scope_rule("event.update_shop_webhook").scopes == ("seller.authorization.info",)


def test_a_version_newer_than_the_list_takes_the_rule_of_the_one_before() -> None:
    rule = reader.scope_rule("fulfillment.mark_package_as_shipped")
    assert rule.confidence == "inferred"
    assert rule.scopes == reader.scope_rule("fulfillment.mark_package_as_shipped@202309").scopes


def test_silence_of_the_sources_is_not_a_permission() -> None:
    unknown = [name for name in reader.operation_ids() if reader.scope_rule(name).confidence == "unknown"]
    assert unknown
    assert {reader.scope_rule(name).scopes for name in unknown} == {()}


@pytest.mark.parametrize("market", ["US", "GB", "UK", "ID", "DE", "JP"])
def test_a_market_has_reasons_under_its_region_code(market: str) -> None:
    assert set(reader.reasons(market)) == {"cancel", "refund", "return"}


def test_a_market_without_a_list_is_said_so() -> None:
    with pytest.raises(NotFound, match="XX"):
        reader.reasons("XX")


def test_there_are_twenty_two_signatures_six_mistakes_and_eight_webhooks() -> None:
    kinds = (reader.vectors("signing"), reader.vectors("signing_negative"), reader.vectors("webhook"))
    assert [len(kind) for kind in kinds] == [22, 6, 8]
    for kind in kinds:
        assert len({vector.id for vector in kind}) == len(kind)


@pytest.mark.parametrize("vector", reader.vectors("signing"), ids=lambda vector: vector.id)
def test_a_signing_vector_agrees_with_itself(vector) -> None:  # type: ignore[no-untyped-def]
    made = hmac.new(vector.app_secret.encode(), vector.string_to_sign.encode(), hashlib.sha256).hexdigest()
    assert made == vector.expected_sign
    assert vector.string_to_sign.startswith(vector.app_secret + vector.path)


@pytest.mark.parametrize("vector", reader.vectors("signing_negative"), ids=lambda vector: vector.id)
def test_a_negative_vector_is_a_wrong_signature_of_an_existing_one(vector) -> None:  # type: ignore[no-untyped-def]
    (right,) = [one for one in reader.vectors("signing") if one.id == vector.of]
    assert vector.wrong_sign != right.expected_sign


@pytest.mark.parametrize("vector", reader.vectors("webhook"), ids=lambda vector: vector.id)
def test_a_webhook_vector_agrees_with_itself(vector) -> None:  # type: ignore[no-untyped-def]
    made = hmac.new(vector.app_secret.encode(), vector.string_to_sign.encode(), hashlib.sha256).hexdigest()
    assert made == vector.expected_authorization_header
    assert len(vector.raw_body.encode()) == vector.raw_body_bytes


def test_the_vendor_records_are_laid_under_not_changed() -> None:
    """The overlay lives in a file of its own; its keys never appear in the vendor files."""
    assert "pii" not in json_file("scopes.json")
    assert all("recovery" not in record for record in json_file("errors.json")["errors"])


@pytest.mark.parametrize(("key", "path"), [(key, path) for key, paths in corrections().nodes.items() for path in paths])
def test_a_corrected_node_exists_and_carries_the_correction(key: str, path: str) -> None:
    corrected = msgspec.json.decode(msgspec.json.encode(reader.operation(key)))
    node = node_at(corrected, path)
    change = corrections().nodes[key][path]
    assert {name: node[name] for name in change.set} == change.set
    assert change.source
    assert change.confidence
