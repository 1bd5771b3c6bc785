"""The token endpoints: what is asked, and how leniently the answers are read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from shoplatch.client import auth
from shoplatch.errors import (
    Fatal,
    InvalidRequest,
    OutcomeUnknown,
    RateLimited,
    Reauthorize,
    Retriable,
    ShoplatchError,
)
from shoplatch.transport import HttpResponse
from tests.client.scripted import NOW, answer

DATA = {
    "access_token": "ROW_canary-access", "access_token_expire_in": 1767830400, "refresh_token": "ROW_canary-refresh",
    "refresh_token_expire_in": 1798761600, "open_id": "oid", "seller_name": "Shop", "seller_base_region": "GB",
    "user_type": 0, "granted_scopes": ["seller.authorization.info", "seller.order.info"],
}  # fmt: skip


def test_a_code_is_exchanged_by_get_with_the_words_of_the_platform() -> None:
    request = auth.token_get_request("https://auth.example/", "key", "secret", "TTP_a-b_c&d")
    parts = urlsplit(request.url)
    assert (request.method, parts.netloc, parts.path) == ("GET", "auth.example", "/api/v2/token/get")
    assert dict(parse_qsl(parts.query)) == {
        "app_key": "key", "app_secret": "secret", "auth_code": "TTP_a-b_c&d", "grant_type": "authorized_code",
    }  # fmt: skip
    assert "secret" not in repr(request).replace("app_secret=***", "")


def test_a_refresh_is_a_get_with_the_refresh_token() -> None:
    request = auth.token_refresh_request("https://auth.example", "key", "secret", "ROW_canary")
    query = dict(parse_qsl(urlsplit(request.url).query))
    assert urlsplit(request.url).path == "/api/v2/token/refresh"
    assert query == {"app_key": "key", "app_secret": "secret", "refresh_token": "ROW_canary", "grant_type": "refresh_token"}
    assert "ROW_canary" not in repr(request)


@pytest.mark.parametrize("code", ["", "null"])
def test_a_refusal_of_the_seller_is_no_code(code: str) -> None:
    with pytest.raises(InvalidRequest, match="refused"):
        auth.token_get_request("https://auth.example", "key", "secret", code)


def test_an_empty_refresh_token_is_not_sent() -> None:
    with pytest.raises(InvalidRequest):
        auth.token_refresh_request("https://auth.example", "key", "secret", "")


def test_a_full_answer_is_read() -> None:
    tokens = auth.read_tokens(answer(DATA))
    assert tokens.access_token == "ROW_canary-access"
    assert tokens.refresh_token == "ROW_canary-refresh"
    assert tokens.access_expires_at == datetime(2026, 1, 8, tzinfo=UTC)
    assert tokens.refresh_expires_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert (tokens.open_id, tokens.seller_name, tokens.seller_base_region, tokens.user_type) == ("oid", "Shop", "GB", 0)
    assert tokens.granted_scopes == ("seller.authorization.info", "seller.order.info")
    assert "canary" not in repr(tokens)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (604800, NOW + timedelta(days=7)), ("604800", NOW + timedelta(days=7)),
        (1767830400, datetime(2026, 1, 8, tzinfo=UTC)),
        ("1767830400", datetime(2026, 1, 8, tzinfo=UTC)), (1767830400000, datetime(2026, 1, 8, tzinfo=UTC)),
        (4865000000, datetime(2124, 3, 1, 20, 53, 20, tzinfo=UTC)), (1767830400.0, datetime(2026, 1, 8, tzinfo=UTC)),
        (None, None), (0, None), (-1, None), ("soon", None), (True, None), (10**18, None), (1e300, None), ([], None),
    ],
)  # fmt: skip
def test_an_end_is_a_moment_or_a_duration(written: object, moment: datetime | None) -> None:
    tokens = auth.read_tokens(
        answer({**DATA, "access_token_expire_in": written, "refresh_token_expire_in": written}), now=NOW
    )
    assert tokens.refresh_expires_at == moment
    assert tokens.access_expires_at == (moment or NOW + timedelta(days=7))


def test_a_duration_counts_from_the_platforms_own_time() -> None:
    response = answer({**DATA, "access_token_expire_in": 60}, date="Thu, 01 Jan 2026 00:00:00 GMT")
    assert auth.read_tokens(response).access_expires_at == NOW + timedelta(seconds=60)


def test_only_the_access_token_is_needed() -> None:
    tokens = auth.read_tokens(answer({"access_token": "a"}), now=NOW)
    assert (tokens.refresh_token, tokens.open_id, tokens.granted_scopes, tokens.user_type) == ("", "", (), None)
    assert tokens.access_expires_at == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("written", "scopes"),
    [("a,b", ("a", "b")), (["a", None, "b"], ("a", "b")), (None, ()), ({}, ()), (7, ())],
)
def test_scopes_of_any_shape_are_read(written: object, scopes: tuple[str, ...]) -> None:
    assert auth.read_tokens(answer({**DATA, "granted_scopes": written}), now=NOW).granted_scopes == scopes


def test_ids_and_numbers_of_another_type_are_read() -> None:
    tokens = auth.read_tokens(answer({**DATA, "open_id": 7000000000000000001, "user_type": "3"}), now=NOW)
    assert (tokens.open_id, tokens.user_type) == ("7000000000000000001", 3)


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (answer(code=36004004, message="invalid auth code"), Reauthorize), (answer(code=36004001), Reauthorize),
        (answer(code=36004005), Reauthorize), (answer(code=98001005), Reauthorize),
        (answer(code=36009004, status=400), InvalidRequest), (answer(code=36009002, status=429), RateLimited),
        (answer(code=36009003), OutcomeUnknown), (answer(code=4242), Fatal), (answer(code=4242, status=500), OutcomeUnknown),
        (answer({"refresh_token": "r"}), Fatal), (answer(None), OutcomeUnknown), (answer([]), OutcomeUnknown),
        (HttpResponse(502, {}, b"<html>"), OutcomeUnknown), (HttpResponse(200, {}, b"{"), OutcomeUnknown),
        (HttpResponse(503, {}, b""), Retriable), (HttpResponse(404, {}, b""), Fatal), (HttpResponse(302, {}, b""), Fatal),
        (HttpResponse(200, {}, b"[1]"), OutcomeUnknown), (HttpResponse(200, {}, b'{"code":"x"}'), OutcomeUnknown),
    ],
)  # fmt: skip
def test_a_refusal_is_the_error_that_says_what_to_do(response: HttpResponse, kind: type[ShoplatchError]) -> None:
    with pytest.raises(kind) as refused:
        auth.read_tokens(response, now=NOW)
    assert type(refused.value) is kind


def test_a_spent_refresh_token_leads_back_to_the_seller() -> None:
    with pytest.raises(Reauthorize) as refused:
        auth.read_tokens(answer(code=36004005, message="no record"), now=NOW)
    assert refused.value.next_step == "Ask the seller to authorize again."


def test_a_secret_the_platform_echoes_is_struck_out() -> None:
    with pytest.raises(Reauthorize) as refused:
        auth.read_tokens(answer(code=36004004, message="bad code SECRET-CANARY"), now=NOW, secrets=("SECRET-CANARY",))
    assert "SECRET-CANARY" not in str(refused.value)


@pytest.mark.parametrize("field", sorted(DATA))
@pytest.mark.parametrize("value", [None, [], {}, 1.5, True, "x", -1])
def test_no_field_of_another_type_is_an_accident(field: str, value: Any) -> None:
    try:
        tokens = auth.read_tokens(answer(json.loads(json.dumps({**DATA, field: value}))), now=NOW)
    except Fatal:
        assert field == "access_token"
    else:
        assert tokens.access_token
