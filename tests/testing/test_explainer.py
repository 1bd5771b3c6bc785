"""The sign explainer: right calls are called right, and each mistake by its name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import SigningVector
from shoplatch.client import signing as client
from shoplatch.errors import InvalidRequest
from shoplatch.simulator import signing as simulator
from shoplatch.testing.explainer import Asked, explain, explain_webhook, read
from shoplatch.testing.explainer.asked import asked
from shoplatch.testing.explainer.curl import to_curl
from shoplatch.testing.explainer.draft import right
from tests.each import each

SECRET = "0f3b9a7c5d2e4f60819aexamplesecret77"
KEYS = {"6f9k2mexample": SECRET, "7other2app": "ffeeddccbbaa99887766other"}
T = 1_767_225_600
CHANGED = reader.vectors("webhook")


def order_search(**changes: object) -> Asked:
    """A search of orders, signed rightly."""
    body = b'{"order_status":"UNPAID","create_time_ge":1767225600}'
    query = "shop_cipher=GCP_x%2By&page_size=20&app_key=6f9k2mexample&timestamp=1767225600"
    call = asked(
        "POST",
        f"https://open-api.tiktokglobalshop.com/order/202309/orders/search?{query}",
        {"content-type": "application/json", "x-tts-access-token": "GCP_token"},
        body,
        at=T,
    )
    return signed(replace(call, **changes))  # type: ignore[arg-type]  # fields of a request


def signed(call: Asked, secret: str = SECRET) -> Asked:
    """The call with the signature the client makes for it."""
    sign = client.sign(call.path, call.pairs, call.body, secret, content_type=call.content_type)
    return replace(call, query=f"{call.query}&sign={sign}")


def kinds(call: Asked) -> list[str]:
    return [one.kind for one in explain(call, KEYS).mistakes]


@each([vector.id for vector in reader.vectors("signing")])
def test_the_string_is_that_of_every_published_vector(name: str) -> None:
    vector = vector_of(name)
    draft = right(call_of(vector), vector.app_secret)
    assert draft.sign() == vector.expected_sign
    assert f"{vector.app_secret}{draft.signed().decode()}{vector.app_secret}" == vector.string_to_sign


@each([vector.id for vector in reader.vectors("signing_negative")])
def test_every_published_mistake_is_named(name: str) -> None:
    wrong = next(one for one in reader.vectors("signing_negative") if one.id == name)
    vector = vector_of(wrong.of)
    call = call_of(vector)
    call = replace(call, query=f"{call.query.replace('sign=deadbeef', '')}&sign={wrong.wrong_sign}")
    told = explain(call, {call.given("app_key"): vector.app_secret})
    expected = {
        "plain-sha256": "plain_sha256",
        "no-secret-wrap": "no_secret_wrap",
        "uppercase-hex": "wrong_spelling",
        "body-omitted": "body_left_out",
        "url-encoded-values": "encoded_values",
        "access-token-included": "access_token_included",
    }
    assert [one.kind for one in told.mistakes if one.sure == "shown"] == [expected[name]]


def vector_of(name: str) -> SigningVector:
    return next(one for one in reader.vectors("signing") if one.id == name)


def call_of(vector: SigningVector) -> Asked:
    from urllib.parse import quote

    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in vector.query)
    headers = {"content-type": vector.content_type} if vector.content_type else {}
    return asked(vector.method, f"{vector.path}?{query}", headers, (vector.body or "").encode())


def test_a_right_call_is_right_and_its_string_is_the_simulators() -> None:
    call = order_search()
    told = explain(call, KEYS)
    assert told.right
    assert told.mistakes == ()
    string = simulator.string_to_sign(call.path, call.pairs, call.content_type, call.body or b"")
    assert told.canonical == f"<app secret>{string}<app secret>"


def test_the_secret_is_in_nothing_that_is_told() -> None:
    call = order_search()
    call = replace(call, query=call.query.replace("sign=", "sign=0"))
    told = explain(call, KEYS)
    assert told.right is False
    assert SECRET not in repr(told) + told.canonical
    assert "GCP_token" not in repr(call)


def test_the_first_difference_is_shown_with_what_stands_around_it() -> None:
    call = order_search()
    spaced = json.dumps(json.loads(call.body or b"")).encode()
    sign = client.sign(call.path, call.pairs, spaced, SECRET)
    told = explain(replace(call, query=f"{call.query.partition('&sign=')[0]}&sign={sign}"), KEYS)
    assert [one.kind for one in told.mistakes] == ["body_reserialised"]
    assert told.difference is not None
    assert told.difference.wanted.startswith(told.difference.found[:20])
    assert told.signed is not None
    assert told.signed[told.difference.at] == " "


def test_two_mistakes_at_once_are_both_named() -> None:
    call = order_search()
    unsigned = call.query.partition("&sign=")[0]
    pairs = [(name, value) for name, value in replace(call, query=unsigned).raw_pairs]
    string = call.path + "".join(name + value for name, value in sorted(pairs))
    import hashlib
    import hmac

    sign = hmac.new(SECRET.encode(), string.encode() + (call.body or b""), hashlib.sha256).hexdigest()
    told = explain(replace(call, query=f"{unsigned}&sign={sign}"), KEYS)
    assert {one.kind for one in told.mistakes} == {"no_secret_wrap", "encoded_values"}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"query": "app_key=6f9k2mexample&timestamp=1767225600000&shop_cipher=x&page_size=1"}, "milliseconds"),
        ({"at": T + 4000.0}, "clock_skew"),
        ({"at": T - 100.0}, "clock_skew"),
        ({"body": b'{"page_size":50}'}, "paging_in_body"),
        ({"path": "/order/202309/orders/search/"}, "trailing_slash"),
        ({"path": "/order/202309/no/such"}, "unknown_path"),
        ({"method": "GET"}, "wrong_method"),
        ({"query": "app_key=6f9k2mexample&timestamp=1767225600&page_size=1"}, "shop_cipher_missing"),
        ({"headers": {"content-type": "application/json"}}, None),
    ],
)
def test_what_stands_in_the_request_is_seen_although_the_signature_fits(change: dict[str, object], kind: str | None) -> None:
    assert kinds(order_search(**change)) == ([kind] if kind else [])


def test_the_secret_of_another_app_is_named() -> None:
    call = order_search()
    call = signed(replace(call, query=call.query.partition("&sign=")[0]), KEYS["7other2app"])
    (mistake,) = explain(call, KEYS).mistakes
    assert (mistake.kind, mistake.sure) == ("wrong_app", "shown")
    assert "7other2app" in mistake.what


def test_a_secret_nobody_knows_is_only_likely() -> None:
    call = order_search()
    call = signed(replace(call, query=call.query.partition("&sign=")[0]), "another secret")
    assert [(one.kind, one.sure) for one in explain(call, KEYS).mistakes] == [("wrong_secret", "likely")]


def test_without_a_secret_nothing_is_claimed_about_the_signature() -> None:
    told = explain(order_search(), {})
    assert told.right is None
    assert told.mistakes == ()
    assert told.canonical.startswith("<app secret>/order/202309/orders/search")


def test_an_upload_signed_with_its_body_is_named() -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="data"\r\n\r\npng\r\n--x--\r\n'
    query = "app_key=6f9k2mexample&timestamp=1767225600"
    call = asked(
        "POST", f"/product/202309/images/upload?{query}", {"content-type": "multipart/form-data; boundary=x"}, body, at=T
    )
    sign = client.sign(call.path, call.pairs, body, SECRET)  # as if it were JSON
    assert kinds(replace(call, query=f"{query}&sign={sign}")) == ["multipart_body_signed"]
    assert explain(signed(call), KEYS).right


@pytest.mark.parametrize("vector", CHANGED, ids=lambda one: one.id)
def test_a_genuine_webhook_is_right_and_a_parsed_one_is_named(vector: object) -> None:
    body = vector.raw_body.encode()  # type: ignore[attr-defined]
    key, secret, given = vector.app_key, vector.app_secret, vector.expected_authorization_header  # type: ignore[attr-defined]
    assert explain_webhook(body, given, key, {key: secret}).right
    try:
        again = json.dumps(json.loads(body), separators=(", ", ": ")).encode()
    except ValueError:
        return
    if again != body:
        told = explain_webhook(again, given, key, {key: secret})
        assert told.right is False
        compact = json.dumps(json.loads(body), separators=(",", ":"), ensure_ascii=False).encode()
        assert told.mistakes[0].kind == ("body_reserialised" if compact == body else told.mistakes[0].kind)


def test_a_webhook_verified_as_a_call_is_named() -> None:
    body = b'{"type":1}'
    import hashlib
    import hmac

    given = hmac.new(SECRET.encode(), f"{SECRET}6f9k2mexample".encode() + body + SECRET.encode(), hashlib.sha256).hexdigest()
    assert [one.kind for one in explain_webhook(body, given, "6f9k2mexample", KEYS).mistakes] == ["secret_in_string"]


def test_the_same_call_is_read_from_every_form() -> None:
    call = order_search()
    raw = (
        f"POST {call.path}?{call.query} HTTP/1.1\r\nHost: {call.host}\r\nContent-Type: application/json\r\n"
        f"X-Tts-Access-Token: GCP_token\r\nContent-Length: {len(call.body or b'')}\r\n\r\n"
    ).encode() + (call.body or b"")
    har = {
        "log": {
            "entries": [
                {"request": {"method": "GET", "url": "https://example.com/", "headers": []}},
                {
                    "startedDateTime": "2026-01-01T00:00:00.000Z",
                    "request": {
                        "method": "POST",
                        "url": f"https://{call.host}{call.path}?{call.query}",
                        "headers": [{"name": name.title(), "value": value} for name, value in call.headers.items()],
                        "postData": {"mimeType": "application/json", "text": (call.body or b"").decode()},
                    },
                },
            ]
        }
    }
    for source in (to_curl(call).encode(), raw, raw.replace(b"\r\n", b"\n"), json.dumps(har).encode()):
        assert explain(read(source), KEYS, now=T).right, source
    assert read(json.dumps(har).encode()).at == T


def test_a_command_copied_from_a_browser_is_read() -> None:
    told = read(
        b"""curl 'https://h/order/202309/orders?ids=1%2C2' \\
  -H 'accept: */*' \\
  -H $'x-note: it\\'s' \\
  --data-raw $'{"a":"\\u00e9"}' --compressed"""
    )
    assert (told.method, told.path, told.pairs) == ("POST", "/order/202309/orders", [("ids", "1,2")])
    assert told.headers["x-note"] == "it's"
    assert told.body == '{"a":"é"}'.encode()


@pytest.mark.parametrize(
    "source", [b"", b"hello", b"{}", b'{"log":{"entries":[]}}', b"curl", b"curl 'unclosed", b"curl -d @file http://h/"]
)
def test_what_is_no_request_is_refused_with_the_forms_that_are(source: bytes) -> None:
    with pytest.raises(InvalidRequest):
        read(source)
