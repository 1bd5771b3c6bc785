"""Signatures agree with the golden vectors, with a second implementation, and with another signer in the field."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiktok_shop_api.signing import Signer

from shoplatch.catalog import reader
from shoplatch.client import signing

SIGNING = {vector.id: vector for vector in reader.vectors("signing")}


@pytest.mark.parametrize("name", sorted(SIGNING))
def test_every_signing_vector_is_met(name: str) -> None:
    vector = SIGNING[name]
    body = vector.body.encode() if vector.body is not None else None
    made = signing.sign(vector.path, vector.query, body, vector.app_secret, content_type=vector.content_type)
    assert made == vector.expected_sign


@pytest.mark.parametrize("vector", reader.vectors("signing_negative"), ids=lambda vector: vector.id)
def test_no_usual_mistake_gives_our_signature(vector) -> None:  # type: ignore[no-untyped-def]
    right = SIGNING[vector.of]
    body = right.body.encode() if right.body is not None else None
    made = signing.sign(right.path, right.query, body, right.app_secret, content_type=right.content_type)
    assert made != vector.wrong_sign


def slowly_signed(path: str, query: list[tuple[str, str]], body: bytes | None, secret: str, content_type: str | None) -> str:
    """The six steps of platform.md section 4, one after the other, with an HMAC written out by hand."""
    kept = [(key, value) for key, value in query if key not in ("sign", "access_token")]
    message = b""
    for key, value in sorted(kept, key=lambda pair: pair[0].encode()):
        message += key.encode() + value.encode()
    message = path.encode() + message
    if body and not (content_type or "").lower().startswith("multipart/form-data"):
        message += body
    wrapped = secret.encode() + message + secret.encode()
    key = secret.encode() if len(secret.encode()) <= 64 else hashlib.sha256(secret.encode()).digest()
    key = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + wrapped).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).hexdigest()


words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
keys = st.one_of(st.sampled_from(["app_key", "timestamp", "sign", "access_token", "ids", "Page_size"]), words)
queries = st.lists(st.tuples(keys, words), max_size=8, unique_by=lambda pair: pair[0])
bodies = st.one_of(st.none(), words.map(str.encode))
types = st.sampled_from(["application/json", "multipart/form-data; boundary=x", "Multipart/Form-Data; boundary=x", None])


@given(path=words, query=queries, body=bodies, secret=words.filter(bool), content_type=types)
def test_two_other_signers_always_agree(
    path: str, query: list[tuple[str, str]], body: bytes | None, secret: str, content_type: str | None
) -> None:
    made = signing.sign(path, query, body, secret, content_type=content_type)
    assert made == slowly_signed(path, query, body, secret, content_type)
    assert made == Signer.sign(path=path, query=query, content_type=content_type, body=body, app_secret=secret)


@given(query=queries, secret=words.filter(bool))
def test_the_order_of_the_query_does_not_matter(query: list[tuple[str, str]], secret: str) -> None:
    assert signing.sign("/p", query, None, secret) == signing.sign("/p", list(reversed(query)), None, secret)


def test_a_body_that_is_not_text_is_signed_as_it_is() -> None:
    body = b"\xff\xfe\x00"
    expected = hmac.new(b"s", b"s/p" + body + b"s", hashlib.sha256).hexdigest()
    assert signing.sign("/p", [], body, "s") == expected


@pytest.mark.parametrize("vector", reader.vectors("webhook"), ids=lambda vector: vector.id)
def test_every_webhook_vector_is_met(vector) -> None:  # type: ignore[no-untyped-def]
    body = vector.raw_body.encode()
    assert signing.webhook_signature(vector.app_key, body, vector.app_secret) == vector.expected_authorization_header
    assert signing.webhook_is_genuine(vector.app_key, body, vector.app_secret, vector.expected_authorization_header)


@pytest.mark.parametrize("vector", reader.vectors("webhook"), ids=lambda vector: vector.id)
def test_a_webhook_that_was_touched_is_not_genuine(vector) -> None:  # type: ignore[no-untyped-def]
    header, body = vector.expected_authorization_header, vector.raw_body.encode()
    for key, content, secret, given_header in [
        (vector.app_key + "x", body, vector.app_secret, header),
        (vector.app_key, body + b" ", vector.app_secret, header),
        (vector.app_key, body, vector.app_secret + "x", header),
        (vector.app_key, body, vector.app_secret, header[:-1]),
        (vector.app_key, body, vector.app_secret, header.upper() if header.upper() != header else header + "0"),
        (vector.app_key, body, vector.app_secret, f"Bearer {header}"),
    ]:
        assert not signing.webhook_is_genuine(key, content, secret, given_header)


@pytest.mark.parametrize("given_header", [None, "", "ü", "\udcff", "0" * 64])
def test_a_header_of_any_text_is_judged_without_an_accident(given_header: str | None) -> None:
    assert signing.webhook_is_genuine("key", b"{}", "secret", given_header) is False


def test_without_a_secret_nothing_is_genuine() -> None:
    header = signing.webhook_signature("key", b"{}", "")
    assert signing.webhook_is_genuine("key", b"{}", "", header) is False
