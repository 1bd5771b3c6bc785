"""A call that is shown and not sent: the platform takes it as it is shown, and no secret is in it."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from typing import Any

import pytest

from shoplatch.client import Client
from shoplatch.client.outgoing import Upload
from shoplatch.client.preview import Preview, preview
from shoplatch.clock import SetClock
from shoplatch.errors import InvalidRequest
from shoplatch.testing.explainer import explain, read
from shoplatch.transport import HttpRequest, HttpResponse

KEY, SECRET, TOKEN = "6f9k2mexample", "0f3b9a7c5d2e4f60819aexamplesecret77", "TTP_canarytoken"
NOW = datetime(2026, 11, 22, 14, 5, 12, tzinfo=UTC)


class Wire:
    """Takes what is sent."""

    def __init__(self) -> None:
        self.sent: list[HttpRequest] = []

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.sent.append(request)
        return HttpResponse(200, {}, b'{"code": 0, "message": "Success", "request_id": "r", "data": {}}')


def client(wire: Wire | None = None) -> Client:
    return Client(KEY, SECRET, TOKEN, shop_cipher="GCP_x+y", transport=wire or Wire(), clock=SetClock(NOW))


def shown(operation: str, **params: Any) -> Preview:
    return preview(client(), operation, **params)


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("order.get_order_list", {"page_size": 5, "order_status": "AWAITING_SHIPMENT"}),
    ("order.get_order_detail", {"ids": ["1", "2"]}),
    ("product.get_product", {"product_id": "1729"}),
    ("order.get_order_list", {"page_size": 5, "body": {"buyer_user_id": "it's «x» $HOME"}}),
]


@pytest.mark.parametrize(("operation", "params"), CALLS)
def test_the_curl_command_is_signed_rightly(operation: str, params: dict[str, Any]) -> None:
    call = read(shown(operation, **params).curl().encode())
    told = explain(call, {KEY: SECRET}, now=NOW.timestamp())
    assert (told.right, told.mistakes) == (True, ())


@pytest.mark.parametrize(("operation", "params"), CALLS)
def test_what_is_shown_is_what_would_be_sent(operation: str, params: dict[str, Any]) -> None:
    wire = Wire()
    client(wire).call(operation, **params)
    (sent,) = wire.sent
    told = shown(operation, **params).request
    assert (told.method, told.url, told.body) == (sent.method, sent.url, sent.body)


@pytest.mark.parametrize(("operation", "params"), CALLS)
def test_the_program_makes_the_same_call(operation: str, params: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTS_APP_SECRET", SECRET)
    monkeypatch.setenv("TTS_ACCESS_TOKEN", TOKEN)
    wire = Wire()

    def made(*given: Any, **more: Any) -> Client:
        return Client(*given, transport=wire, clock=SetClock(NOW), **more)

    program = shown(operation, **params).python().replace("from shoplatch.client import Client\n", "")
    exec(compile(program, "program", "exec"), {"Client": made, "print": lambda *_: None})
    assert [one.url for one in wire.sent] == [shown(operation, **params).request.url]


def test_neither_secret_nor_token_is_shown_anywhere() -> None:
    for operation, params in CALLS:
        told = shown(operation, **params)
        texts = [told.curl(), told.python(), told.command("7495"), *(step.text for step in told.steps), repr(told)]
        assert not [text for text in texts if SECRET in text or TOKEN in text]


def test_the_command_can_be_typed() -> None:
    words = shlex.split(shown("order.get_order_list", page_size=5, body={"order_status": "UNPAID"}).command("7495"))
    assert words == [
        "shoplatch",
        "call",
        "order.get_order_list",
        "page_size=5",
        "--body",
        '{"order_status": "UNPAID"}',
        "--shop",
        "7495",
    ]


def test_an_upload_names_its_file_and_signs_without_it() -> None:
    told = shown("product.upload_product_image", data=Upload("me.png", b"\x89PNG"), use_case="MAIN_IMAGE")
    assert "-F data=@me.png" in told.curl()
    assert explain(read(told.curl().encode()), {KEY: SECRET}, now=NOW.timestamp()).right


def test_a_misspelt_parameter_is_told_before_anything_is_shown() -> None:
    with pytest.raises(InvalidRequest, match="page_sise"):
        shown("order.get_order_list", page_sise=5)
