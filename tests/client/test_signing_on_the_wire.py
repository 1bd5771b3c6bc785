"""What really goes out is rightly signed: random requests through the whole builder, read back from their URL and bytes, and
signed again by two others: one written out by hand and the one of `tiktok-shop-api`."""

from __future__ import annotations

import random
import string
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tiktok_shop_api.signing import Signer

from shoplatch.catalog import reader
from shoplatch.client.outgoing import Caller, Upload, prepare, signed
from shoplatch.errors import InvalidRequest
from tests.client.test_signing import slowly_signed

# The ways a request can look: ids in the path, lists and text in the query, JSON bodies, DELETE with a body, uploads.
SHAPES = (
    "order.get_order_list", "order.get_order_detail", "product.get_product", "product.update_inventory",
    "product.delete_products", "product.upload_product_image", "product.search_products", "finance.get_statements",
    "return_refund.approve_return", "authorization.get_authorized_shops",
)  # fmt: skip
ALPHABETS = (
    string.ascii_letters + string.digits,
    string.printable,
    "äöüßéñçøå漢字かな한글🙂🏳️\u200d🌈&=%+ #/?\"'\\\x00\u2028",
)


def text(dice: random.Random, longest: int = 24) -> str:
    return "".join(dice.choices(dice.choice(ALPHABETS), k=dice.randint(0, longest)))


def value(dice: random.Random, depth: int = 0) -> Any:
    kind = dice.randrange(7 if depth < 3 else 5)
    if kind == 5:
        return [value(dice, depth + 1) for _ in range(dice.randrange(4))]
    if kind == 6:
        return {text(dice, 8): value(dice, depth + 1) for _ in range(dice.randrange(4))}
    return (text(dice), dice.randrange(-(2**63), 2**63), dice.random() < 0.5, None, "")[kind]


def request_of(dice: random.Random) -> tuple[Any, Caller, Any]:
    operation = reader.operation(dice.choice(SHAPES))
    segment = string.digits + string.ascii_letters + "-_~"
    path = {node.name: "".join(dice.choices(segment, k=9)) for node in operation.path_params}
    query: dict[str, Any] = {}
    for node in operation.query:
        query[node.name] = dice.randrange(1, 10**12) if node.type == "integer" else text(dice)
        if node.type == "boolean":
            query[node.name] = dice.random() < 0.5
        if node.type == "array":
            query[node.name] = [text(dice).replace(",", ";") for _ in range(dice.randint(1, 5))]
    query |= {f"x_{dice.choice(string.ascii_letters)}.{n}": text(dice) for n in range(dice.randrange(3))}
    files: dict[str, Upload | bytes] | None = None
    body: Any = None
    if operation.content_type == "multipart":
        files = {"data": Upload(text(dice) or "f", dice.randbytes(dice.randrange(64)))}
    elif operation.body is not None:
        body = (
            {f"x_{text(dice, 8)}": value(dice) for _ in range(dice.randrange(5))}
            if dice.random() < 0.8
            else text(dice).encode()
        )
    if isinstance(body, dict) and operation.body is not None:
        nodes = operation.body.properties
        body |= {name: [] if nodes[name].type == "array" else "x" for name in operation.body.required_names}
    caller = Caller(text(dice) or "k", text(dice, 80) or "s", "https://open-api.example", text(dice) or "c")
    call = prepare(operation, path, body=body, query=query, files=files, shop_cipher=caller.shop_cipher)
    return call, caller, signed(call, caller, timestamp=dice.randrange(10**9, 2 * 10**9), token=text(dice) or "t")


def judge(dice: random.Random) -> None:
    call, caller, request = request_of(dice)
    parts = urlsplit(request.url)
    sent = parse_qsl(parts.query, keep_blank_values=True)
    carried = dict(sent)["sign"]
    content_type = dict(request.headers)["content-type"]
    beside = [pair for pair in sent if pair[0] != "sign"]
    assert len(sent) == len(call.query) + 3
    assert carried == slowly_signed(parts.path, beside, request.body, caller.app_secret, content_type)
    assert carried == Signer.sign(
        path=parts.path, query=beside, content_type=content_type, body=request.body, app_secret=caller.app_secret
    )


def test_two_thousand_random_requests_carry_the_signature_two_others_make() -> None:
    dice = random.Random(20260)
    for _ in range(2_000):
        judge(dice)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_thousand_random_requests_carry_the_signature_two_others_make(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(10_000):
        judge(dice)


@pytest.mark.parametrize("name", ["a&b", "a=b", "ä", "", "a b", "a#", "a%20"])
def test_a_name_that_would_change_the_url_is_refused(name: str) -> None:
    with pytest.raises(InvalidRequest, match="name"):
        prepare(reader.operation("authorization.get_authorized_shops"), {}, query={name: "x"})


def test_a_byte_changed_anywhere_would_be_seen() -> None:
    dice = random.Random(3)
    for _ in range(50):
        _, caller, request = request_of(dice)
        parts = urlsplit(request.url)
        sent = parse_qsl(parts.query, keep_blank_values=True)
        carried = dict(sent)["sign"]
        beside = [pair for pair in sent if pair[0] != "sign"]
        content_type = dict(request.headers)["content-type"]
        assert carried != slowly_signed(parts.path + "x", beside, request.body, caller.app_secret, content_type)
        assert carried != slowly_signed(parts.path, beside[1:], request.body, caller.app_secret, content_type)
        if request.body and not content_type.startswith("multipart"):
            assert carried != slowly_signed(parts.path, beside, request.body + b" ", caller.app_secret, content_type)
