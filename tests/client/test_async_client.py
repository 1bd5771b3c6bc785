"""The asynchronous shell behaves as the blocking one, because the core is the same; here is what is its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest

from shoplatch.client import signing
from shoplatch.clock import SetClock
from shoplatch.errors import Fatal, NotFound, OutcomeUnknown, Reauthorize, Unreachable
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import CIPHER, NOW, SECRET, TOKEN, AsyncScript, Naps, Script, answer, async_client, client


async def test_a_call_is_answered() -> None:
    script = AsyncScript(answer({"total_count": 3}))
    async with async_client(script) as mine:
        reply = await mine.call("order.get_order_list", page_size=1)
    assert reply.data == {"total_count": 3}


async def test_both_clients_send_the_same_bytes() -> None:
    one, other = Script(answer({})), AsyncScript(answer({}))
    client(one).call("order.get_order_list", page_size=5, order_status="UNPAID")
    await async_client(other).call("order.get_order_list", page_size=5, order_status="UNPAID")
    assert one.requests == other.requests


async def test_pages_are_walked() -> None:
    script = AsyncScript(answer({"orders": [{"id": "1"}], "next_page_token": "a"}), answer({"orders": [{"id": "2"}]}))
    found = [item["id"] async for page in async_client(script).pages("order.get_order_list") for item in page]
    assert found == ["1", "2"]


async def test_pauses_are_awaited_and_failures_thrown_in() -> None:
    clock = SetClock(NOW)
    naps = Naps(clock)
    script = AsyncScript(Unreachable("down"), answer({}))
    await async_client(script, clock=clock, sleep=naps.awaited).call("order.get_order_list", page_size=1)
    assert len(naps.taken) == 1
    with pytest.raises(OutcomeUnknown):
        await async_client(AsyncScript(OutcomeUnknown("lost"))).call("order.add_external_order_references", body=b"{}")


def sign_of(secret: str) -> Callable[[HttpRequest], HttpResponse]:
    """A platform that takes the signatures of one secret."""

    def judge(request: HttpRequest) -> HttpResponse:
        query = dict(parse_qsl(urlsplit(request.url).query))
        given = query.pop("sign")
        right = signing.sign(urlsplit(request.url).path, list(query.items()), request.body, secret)
        return answer({}) if given == right else answer(code=106001, status=401, message=f"bad sign, not {secret}")

    return judge


async def test_a_refused_signature_is_made_once_more_with_the_apps_other_secret_even_for_a_write() -> None:
    for takes, sent in ((SECRET, 1), ("the-other-secret", 2)):
        script = AsyncScript(sign_of(takes))
        mine = async_client(script).with_second_secret("the-other-secret")
        await mine.call("order.add_external_order_references", body=b"{}")
        assert len(script.requests) == sent
        assert len({one["timestamp"] for one in script.queries}) == 1


async def test_when_neither_secret_is_taken_the_refusal_is_told_without_them() -> None:
    script = AsyncScript(sign_of("a-third-secret"))
    with pytest.raises(Fatal, match="106001") as told:
        await async_client(script).with_second_secret("a-third-secret-not").call("order.get_order_list", page_size=1)
    assert len(script.requests) == 2
    assert SECRET not in str(told.value)


class AsyncRenewing:
    def __init__(self) -> None:
        self.refused: list[str] = []

    async def __call__(self) -> str:
        await asyncio.sleep(0)
        return "token-1"

    async def renew(self, refused: str) -> str:
        self.refused.append(refused)
        return "token-2"


def bearing(request: HttpRequest) -> str:
    return dict(request.headers)["x-tts-access-token"]


async def test_an_async_source_is_asked_and_renews() -> None:
    source = AsyncRenewing()
    script = AsyncScript(answer(code=105002, status=401), answer({}))
    await async_client(script, token=source).call("order.get_order_list", page_size=1)
    assert [bearing(one) for one in script.requests] == ["token-1", "token-2"]
    assert source.refused == ["token-1"]


async def test_a_plain_async_function_and_a_plain_function_are_sources_too() -> None:
    async def later() -> str:
        return "later"

    script = AsyncScript(answer({}))
    await async_client(script, token=later).call("order.get_order_list", page_size=1)
    await async_client(script, token=lambda: "now").call("order.get_order_list", page_size=1)
    assert [bearing(one) for one in script.requests] == ["later", "now"]


async def test_a_source_that_fails_fails_the_call() -> None:
    async def gone() -> str:
        raise Reauthorize("the grant ended")

    script = AsyncScript(answer({}))
    with pytest.raises(Reauthorize):
        await async_client(script, token=gone).call("order.get_order_list", page_size=1)
    assert script.requests == []


async def test_another_shop_is_a_copy() -> None:
    script = AsyncScript(answer(code=12052032))
    with pytest.raises(NotFound, match="shop us"):
        await async_client(script).with_shop("c2", "us").call("product.get_product", product_id="1")
    assert script.queries[0]["shop_cipher"] == "c2"


async def test_many_calls_run_at_once_without_mixing() -> None:
    script = AsyncScript(lambda request: answer({"echo": request.url.split("product/202309/products/")[1][:4]}))
    mine = async_client(script)
    replies = await asyncio.gather(*(mine.call("product.get_product", product_id=str(1000 + n)) for n in range(50)))
    assert [reply.data["echo"] for reply in replies] == [str(1000 + n) for n in range(50)]


def test_the_repr_hides_the_secrets() -> None:
    shown = repr(async_client(AsyncScript(answer({}))))
    assert not any(secret in shown for secret in (SECRET, TOKEN, CIPHER))
