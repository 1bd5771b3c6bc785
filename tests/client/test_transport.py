"""The one door to other hosts: secrets stay out of sight, failures are sorted by what may have happened."""

from __future__ import annotations

import httpx2
import pytest

from shoplatch import transport
from shoplatch.errors import Fatal, OutcomeUnknown, ShoplatchError, Unreachable
from shoplatch.transport import AsyncHttpTransport, HttpRequest, HttpResponse, HttpTransport, redact

URL = "https://auth.example/api/v2/token/get?app_key=k&app_secret=S1&auth_code=S2&grant_type=authorized_code&sign=S3"


@pytest.mark.parametrize("name", transport.SECRET_PARAMETERS)
@pytest.mark.parametrize("before", ["?", "?a=1&"])
def test_every_secret_parameter_is_struck_out_wherever_it_stands(name: str, before: str) -> None:
    assert redact(f"https://x/y{before}{name}=hidden%2Fvalue&b=2#f") == f"https://x/y{before}{name}=***&b=2#f"


def test_what_is_no_secret_stays_readable() -> None:
    assert redact("https://x/y?page_size=1&zipcode=2&unicode=3") == "https://x/y?page_size=1&zipcode=2&unicode=3"


def test_a_password_in_the_address_is_struck_out() -> None:
    assert redact("https://user:hidden@x/y") == "https://***@x/y"


def test_a_request_and_an_answer_show_neither_secrets_nor_bodies() -> None:
    request = HttpRequest("GET", URL, (("x-tts-access-token", "S4"),), b"S5")
    response = HttpResponse(200, {"set-cookie": "S6"}, b"S7")
    shown = repr(request) + repr(response) + str(request)
    assert not any(f"S{n}" in shown for n in range(1, 8))
    assert "auth.example" in shown


def answering(handler):  # type: ignore[no-untyped-def]
    return HttpTransport(beneath=httpx2.MockTransport(handler))


def test_a_request_goes_out_as_it_was_made() -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, headers=[("X-One", "1"), ("Set-Cookie", "a"), ("Set-Cookie", "b")], content=b"ok")

    request = HttpRequest("DELETE", "https://x.example/p?b=%2F%20&a=1&a=2", (("X-H", "v"),), b'{"a": 1}')
    with answering(handler) as sender:
        response = sender.send(request, timeout_s=5)
    assert str(seen[0].url) == request.url
    assert seen[0].method == "DELETE"
    assert seen[0].content == b'{"a": 1}'
    assert seen[0].headers["x-h"] == "v"
    assert (response.status, response.body, response.headers["x-one"]) == (200, b"ok", "1")


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    with answering(lambda request: httpx2.Response(302, headers={"location": "https://evil.example"})) as sender:
        assert sender.send(HttpRequest("GET", "https://x.example/"), timeout_s=5).status == 302


FAILURES = [
    (httpx2.ConnectError, Unreachable), (httpx2.ConnectTimeout, Unreachable), (httpx2.PoolTimeout, Unreachable),
    (httpx2.ReadTimeout, OutcomeUnknown), (httpx2.WriteTimeout, OutcomeUnknown), (httpx2.ReadError, OutcomeUnknown),
    (httpx2.WriteError, OutcomeUnknown), (httpx2.RemoteProtocolError, OutcomeUnknown),
]  # fmt: skip


@pytest.mark.parametrize(("failure", "kind"), FAILURES)
def test_a_failure_is_sorted_by_what_may_have_happened(failure: type[Exception], kind: type[ShoplatchError]) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise failure(f"while calling {request.url}")

    with answering(handler) as sender, pytest.raises(kind) as told:
        sender.send(HttpRequest("GET", URL), timeout_s=5)
    assert type(told.value) is kind
    assert "auth.example" in str(told.value)
    assert not any(f"S{n}" in str(told.value) for n in range(1, 4))


@pytest.mark.parametrize(("failure", "kind"), FAILURES)
async def test_the_asynchronous_transport_sorts_alike(failure: type[Exception], kind: type[ShoplatchError]) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        raise failure("x")

    async with AsyncHttpTransport(beneath=httpx2.MockTransport(handler)) as sender:
        with pytest.raises(kind):
            await sender.send(HttpRequest("GET", URL), timeout_s=5)


@pytest.mark.parametrize("url", ["ftp://x.example/", "https://", "x.example/path", "https://[::1"])
def test_an_address_that_is_none_is_not_worth_a_retry(url: str) -> None:
    with HttpTransport() as sender, pytest.raises(Fatal, match="address"):
        sender.send(HttpRequest("GET", url), timeout_s=5)


async def test_an_answer_is_awaited() -> None:
    async with AsyncHttpTransport(
        beneath=httpx2.MockTransport(lambda request: httpx2.Response(201, content=b"x"))
    ) as sender:
        response = await sender.send(HttpRequest("POST", "https://x.example/", body=b"1"), timeout_s=5)
    assert (response.status, response.body) == (201, b"x")


def endless():  # type: ignore[no-untyped-def]
    chunk = b"x" * (1024 * 1024)
    while True:
        yield chunk


def test_an_answer_that_does_not_end_is_cut_off() -> None:
    with answering(lambda request: httpx2.Response(200, content=endless())) as sender, pytest.raises(Fatal, match="larger"):
        sender.send(HttpRequest("GET", URL), timeout_s=5)


def test_a_closed_transport_opens_again() -> None:
    sender = answering(lambda request: httpx2.Response(200))
    sender.close()
    assert sender.send(HttpRequest("GET", "https://x.example/"), timeout_s=5).status == 200
    sender.close()
