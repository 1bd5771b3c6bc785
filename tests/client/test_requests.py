"""What goes out: names, types, places, signature; and what is refused before anything goes out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.client import Upload, signing
from shoplatch.client.fitting import fit
from shoplatch.client.outgoing import Caller, prepare, signed
from shoplatch.errors import ConfigError, InvalidRequest, NotFound
from tests.client.scripted import CIPHER, SECRET, TOKEN, Script, answer, client
from tests.each import each

P = {"amount": "1", "currency": "GBP"}
CALLER = Caller("6f9k2m", SECRET, "https://open-api.example", CIPHER, "gb")


def sent(operation: str, /, **call: object) -> tuple[Script, str]:
    script = Script(answer({}))
    client(script).call(operation, **call)  # type: ignore[arg-type]
    return script, script.requests[0].url


def test_parameters_go_where_the_catalog_says() -> None:
    script, url = sent("order.get_order_list", page_size=20, order_status="UNPAID", create_time_ge=1_700_000_000)
    assert urlsplit(url).path == "/order/202309/orders/search"
    query = script.queries[0]
    assert query["page_size"] == "20"
    assert query["shop_cipher"] == CIPHER
    assert query["app_key"] == "6f9k2m"
    assert query["timestamp"] == "1767225600"
    assert script.bodies[0] == {"order_status": "UNPAID", "create_time_ge": 1_700_000_000}
    assert dict(script.requests[0].headers) == {"content-type": "application/json", "x-tts-access-token": TOKEN}


def test_what_is_sent_is_what_is_signed() -> None:
    script, url = sent("order.get_order_list", page_size=20, page_token="6AsP/+= &?", order_status="UNPAID")
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, strict_parsing=True))
    given_sign = query.pop("sign")
    assert query["page_token"] == "6AsP/+= &?"
    assert given_sign == signing.sign(parts.path, query.items(), script.requests[0].body, SECRET)


@given(token=st.text(st.characters(blacklist_categories=("Cs",)), min_size=1))
def test_a_query_value_of_any_text_arrives_as_it_was_signed(token: str) -> None:
    call = prepare(reader.operation("order.get_order_list"), {"page_size": 1, "page_token": token})
    request = signed(call, CALLER, timestamp=1, token=None)
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    given_sign = query.pop("sign")
    assert query["page_token"] == token
    assert given_sign == signing.sign(call.path, query.items(), request.body, SECRET)


def test_an_array_of_the_query_is_joined_by_commas() -> None:
    script, _ = sent("order.get_order_detail", ids=["1", "2", 3])
    assert script.queries[0]["ids"] == "1,2,3"


def test_ids_become_path_segments() -> None:
    _, url = sent("product.get_product", product_id=1729592969712207008)
    assert urlsplit(url).path == "/product/202309/products/1729592969712207008"


@pytest.mark.parametrize("bad", ["1/2", "..", "../orders", "", "a b", "1?x=1", "ü"])
def test_a_path_parameter_cannot_lead_elsewhere(bad: str) -> None:
    script = Script(answer({}))
    with pytest.raises(InvalidRequest):
        client(script).call("product.get_product", product_id=bad)
    assert script.requests == []


def test_an_operation_without_shop_cipher_gets_none() -> None:
    script, _ = sent("authorization.get_authorized_shops")
    assert "shop_cipher" not in script.queries[0]
    assert script.requests[0].body is None


def test_a_required_cipher_that_is_missing_is_said_before_sending() -> None:
    script = Script(answer({}))
    with pytest.raises(InvalidRequest, match="shop_cipher"):
        client(script, shop_cipher=None).call("authorization.deauthorize_shop")
    assert script.requests == []


def test_a_cipher_given_for_one_call_stands_in_for_the_clients_own() -> None:
    script = Script(answer({}))
    mine = client(script)
    mine.call("order.get_order_detail", ids=["1"], shop_cipher="other")
    mine.call("order.get_order_detail", ids=["1"])
    assert [query["shop_cipher"] for query in script.queries] == ["other", CIPHER]


def test_an_operation_with_a_json_body_always_sends_one() -> None:
    script, _ = sent("order.get_order_list", page_size=1)
    assert script.requests[0].body == b"{}"


def test_a_delete_can_carry_a_body() -> None:
    script, _ = sent("event.delete_webhook_for_an_event", event_type="ORDER_STATUS_CHANGE")
    assert script.requests[0].method == "DELETE"
    assert script.bodies[0] == {"event_type": "ORDER_STATUS_CHANGE"}


def test_an_older_version_is_called_on_its_own_path() -> None:
    _, url = sent("order.get_order_detail", ids=["1"], version="202309")
    assert urlsplit(url).path == "/order/202309/orders"


def test_a_body_stands_for_all_body_parameters_and_may_be_newer_than_the_catalog() -> None:
    script, _ = sent("order.get_order_list", page_size=1, body={"order_status": "UNPAID", "brand_new": [1]})
    assert script.bodies[0] == {"order_status": "UNPAID", "brand_new": [1]}


def test_a_ready_body_goes_out_as_it_is() -> None:
    script, _ = sent("order.get_order_list", page_size=1, body=b'{ "order_status" : "UNPAID" }')
    assert script.requests[0].body == b'{ "order_status" : "UNPAID" }'


@pytest.mark.filterwarnings("ignore:.*ends on:shoplatch.client.notices.VersionEnding")
def test_query_adds_a_parameter_that_is_named_like_an_argument() -> None:
    script, _ = sent(
        "affiliate_seller.search_seller_affiliate_orders@202405", page_size=10, query={"version": 2, "newer": True}
    )
    assert (script.queries[0]["version"], script.queries[0]["newer"]) == ("2", "true")


@pytest.mark.parametrize("name", ["sign", "app_key", "timestamp", "access_token"])
def test_what_the_client_adds_itself_cannot_be_overridden(name: str) -> None:
    with pytest.raises(InvalidRequest, match=name):
        client(Script(answer({}))).call("authorization.get_authorized_shops", query={name: "x"})


def test_money_and_moments_are_written_as_the_platform_writes_them() -> None:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    script, _ = sent("order.get_order_list", page_size=1, create_time_ge=when)
    assert script.bodies[0] == {"create_time_ge": 1767225600}
    price = {"id": "1", "price": {"amount": Decimal("12.90"), "currency": "GBP"}}
    script, _ = sent("product.update_price", product_id="1", skus=[price])
    assert script.bodies[0]["skus"][0]["price"] == {"amount": "12.90", "currency": "GBP"}


def test_a_value_outside_the_documented_list_is_let_through() -> None:
    script, _ = sent("order.get_order_list", page_size=1, order_status="BRAND_NEW_STATUS")
    assert script.bodies[0]["order_status"] == "BRAND_NEW_STATUS"


def test_none_counts_as_not_given() -> None:
    script, _ = sent("order.get_order_list", page_size=1, order_status=None, page_token=None)
    assert script.bodies[0] == {}
    assert "page_token" not in script.queries[0]


@pytest.mark.parametrize(
    ("operation", "call", "hint"),
    [
        ("order.get_order_list", {"page_sise": 1}, "page_size"),
        ("order.get_order_list", {"page_size": 1, "order_state": "UNPAID"}, "order_status"),
        ("order.get_order_list", {}, "page_size"),
        ("order.get_order_list", {"page_size": "many"}, "integer"),
        ("order.get_order_list", {"page_size": True}, "integer"),
        ("order.get_order_list", {"page_size": 1.5}, "integer"),
        ("order.get_order_list", {"page_size": 1, "order_status": 1.5}, "string"),
        ("order.get_order_list", {"page_size": 1, "is_buyer_request_cancel": "yes"}, "boolean"),
        ("order.get_order_list", {"page_size": 1, "create_time_ge": datetime(2026, 1, 1)}, "aware"),
        ("order.get_order_detail", {"ids": []}, "empty"),
        ("order.get_order_detail", {"ids": "123"}, "list"),
        ("order.get_order_detail", {"ids": ["1,2"]}, "two"),
        ("product.get_product", {}, "product_id"),
        ("product.update_price", {"product_id": "1", "skus": [{"id": "1", "prise": {}}]}, "price"),
        ("product.update_price", {"product_id": "1", "skus": [{"id": "1", "price": {"amount": 12.9}}]}, "cents"),
        ("product.update_price", {"product_id": "1", "skus": [{"id": "1", "price": P}], "body": {}}, "both"),
        ("product.update_price", {"product_id": "1", "skus": [{"id": "1", "price": P | {"amount": Decimal("NaN")}}]}, "NaN"),
        ("product.upload_product_image", {"data": "a.png"}, "bytes of a file or an Upload, not str"),
        ("order.get_order_detail@202309", {"ids": ["1"], "version": "202507"}, "names its version already"),
        ("authorization.get_authorized_shops", {"body": {"a": 1}}, "no body"),
        ("authorization.get_authorized_shops", {"files": {"a": b""}}, "no files"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_before_anything_is_sent(operation: str, call: dict[str, object], hint: str) -> None:
    script = Script(answer({}))
    with pytest.raises(InvalidRequest) as refused:
        client(script).call(operation, **call)  # type: ignore[arg-type]
    assert hint in str(refused.value)
    assert script.requests == []


def test_an_unknown_operation_or_version_names_the_nearest() -> None:
    mine = client(Script(answer({})))
    with pytest.raises(NotFound, match=r"order\.get_order_list"):
        mine.call("order.get_order_lists")
    with pytest.raises(NotFound, match="202507"):
        mine.call("order.get_order_detail", version="202001", ids=["1"])


def test_an_upload_is_multipart_unsigned_and_without_cipher() -> None:
    picture = Upload('a"b\r\nX: y.png', b"\x89PNG\r\n--", "image/png")
    script, url = sent("product.upload_product_image", files={"data": picture}, use_case="MAIN_IMAGE")
    request = script.requests[0]
    content_type = dict(request.headers)["content-type"]
    boundary = content_type.partition("boundary=")[2]
    assert content_type.startswith("multipart/form-data; boundary=")
    assert request.body is not None
    parts = request.body.split(f"--{boundary}".encode())
    assert parts[-1] == b"--\r\n"
    assert b'name="use_case"\r\n\r\nMAIN_IMAGE\r\n' in parts[1]
    head, _, content = parts[2].partition(b"\r\n\r\n")
    assert content == b"\x89PNG\r\n--\r\n"
    assert head.count(b"\r\n") == 2, "a file name wrote a header"
    query = dict(parse_qsl(urlsplit(url).query))
    assert "shop_cipher" not in query
    given_sign = query.pop("sign")
    assert given_sign == signing.sign("/product/202309/images/upload", query.items(), None, SECRET)


@pytest.mark.parametrize("files", [None, {"picture": b"x"}])
def test_an_upload_without_its_file_is_refused(files: dict[str, bytes] | None) -> None:
    with pytest.raises(InvalidRequest, match="data"):
        client(Script(answer({}))).call("product.upload_product_image", files=files, use_case="MAIN_IMAGE")


@pytest.mark.parametrize("value", [object(), {1: object()}, "\ud800"])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    script = Script(answer({}))
    with pytest.raises(InvalidRequest):
        client(script).call("order.get_order_list", page_size=1, body={"brand_new": value})
    assert script.requests == []


class Colour(Enum):
    RED = "RED"


def test_an_enum_member_is_sent_as_its_value() -> None:
    assert fit(Colour.RED, Node(type="string"), "colour") == "RED"


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(blacklist_categories=("Cs",))),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(blacklist_categories=("Cs",)), max_size=4), inner),
    max_leaves=10,
)


@given(anything)
def test_a_body_of_any_shape_is_sent_or_refused_and_never_a_crash(value: object) -> None:
    try:
        call = prepare(reader.operation("order.get_order_list"), {"page_size": 1}, body={"order_status": value, "x": value})
    except InvalidRequest:
        return
    assert call.body is not None
    assert json.loads(call.body)["x"] == value


@pytest.mark.parametrize(
    "settings",
    [
        {"base_url": "open-api.example"}, {"base_url": "ftp://x"}, {"base_url": "https://x?a=1"},
        {"timeout_s": 0}, {"attempts_max": 0}, {"access_token": "a", "token": "b"},
    ],
)  # fmt: skip
def test_a_client_is_not_made_from_nonsense(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        client(Script(answer({})), **settings)


def examples(node: Node) -> object:
    """A value of the documented kind, from the examples of the catalog."""
    if node.type == "object":
        return {name: examples(child) for name, child in node.properties.items()}
    if node.type == "array":
        return [examples(node.items)] if node.items else ["x"]
    if node.example is not None:
        return node.example
    return {"integer": 1, "boolean": True}.get(node.type, "x")


@each([one for one in reader.operation_ids() if reader.operation(one).content_type != "multipart"])
def test_every_operation_can_be_called_with_its_own_examples(name: str) -> None:
    operation = reader.operation(name)
    params: dict[str, object] = {node.name: "1729" for node in operation.path_params}
    params |= {node.name: examples(node) for node in operation.query if node.name not in {"version", "access_token"}}
    body = examples(operation.body) if operation.body else None
    call = prepare(operation, params, body=body, shop_cipher="c")  # type: ignore[arg-type]
    request = signed(call, CALLER, timestamp=1767225600, token="t")
    found = reader.match(request.method, urlsplit(request.url).path)
    assert found.operation is operation
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True, strict_parsing=True))
    assert {"app_key", "timestamp", "sign"} <= set(query)


def test_a_name_that_path_and_body_both_want_goes_into_both() -> None:
    script, url = sent("promotion.update_promotion_activity_products", activity_id=7136104329798256386)
    assert urlsplit(url).path == "/promotion/202309/activities/7136104329798256386/products"
    assert script.bodies[0] == {"activity_id": "7136104329798256386"}
    script, _ = sent("promotion.update_promotion_activity_products", activity_id="1", body={"activity_id": "2"})
    assert script.bodies[0] == {"activity_id": "2"}


def test_a_token_among_the_documented_parameters_stays_in_its_header() -> None:
    script, url = sent("logistics.check_shipping_template_existence", biz_warehouse_id="1")
    assert "access_token" not in url
    assert ("x-tts-access-token", TOKEN) in script.requests[0].headers
