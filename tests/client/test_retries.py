"""What is tried again, after which pause, with which key, and until when; and what is said where it may not be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.client import AsyncClient, CallRecord
from shoplatch.client.budget import BudgetKey, Unlimited
from shoplatch.client.retry import pause_before_retry
from shoplatch.clock import SetClock
from shoplatch.errors import (
    ConfigError,
    Fatal,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Retriable,
    ShoplatchError,
    Unreachable,
)
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import NOW, AsyncScript, Naps, Script, answer, async_client, client

pytestmark = pytest.mark.filterwarnings("ignore::shoplatch.client.notices.UndocumentedValue")  # "x" will do here

LOST = OutcomeUnknown("sent, and its answer was lost: ReadTimeout")
DOWN = Unreachable("cannot be reached: ConnectError")
LIMITED = answer(code=36009002, status=429)
KEYED = [one for one in reader.operation_ids() if reader.operation(one).idempotency_key]
WRITES = [one for one in reader.operation_ids() if not reader.operation(one).read]


def one() -> float:
    return 1.0


def fake(node: Node) -> Any:
    """Something of the documented type."""
    if node.type == "object":
        return {name: fake(child) for name, child in node.properties.items()}
    return {"array": [], "integer": 1, "boolean": True}.get(node.type, "x")


def body_of(operation: str) -> dict[str, Any] | None:
    """A body of the documented types, without the key; None where the operation has none."""
    node = reader.operation(operation).body
    filled = {name: fake(child) for name, child in node.properties.items()} if node else None
    return {name: value for name, value in filled.items() if name != "idempotency_key"} if filled is not None else None


PRODUCT = body_of("product.create_product") or {}


@pytest.mark.parametrize(("attempt", "longest"), [(1, 2.0), (2, 4.0), (3, 8.0), (6, 60.0), (20, 60.0)])
def test_the_longest_pause_doubles_up_to_a_minute_and_the_jitter_is_full(attempt: int, longest: float) -> None:
    def pause(dice: Callable[[], float]) -> float | None:
        return pause_before_retry(Retriable("x"), attempt, repeatable=True, random=dice, attempts_max=99)

    assert pause(one) == longest
    assert pause(lambda: 0.0) == 0.0
    assert pause(lambda: 0.25) == longest / 4


def test_a_wait_that_was_asked_for_is_a_floor() -> None:
    failure = Retriable("busy", retry_after_s=7.0)
    assert pause_before_retry(failure, 1, repeatable=True, random=lambda: 0.0) == 7.0
    assert pause_before_retry(failure, 1, repeatable=True, random=one) == 7.5


def test_an_overloaded_platform_says_when_to_come_back() -> None:
    clock = SetClock(NOW)
    naps = Naps(clock)
    script = Script(HttpResponse(503, {"retry-after": "9"}, b"busy"), answer({}))
    client(script, clock=clock, sleep=naps).call("order.get_order_list", page_size=1)
    assert 9.0 <= naps.taken[0] <= 9.5


def test_with_a_budget_the_first_pause_after_a_limit_is_short_because_the_budget_paces() -> None:
    assert pause_before_retry(RateLimited("x"), 1, repeatable=True, random=one, paced=True) == 0.25
    assert pause_before_retry(RateLimited("x"), 1, repeatable=True, random=one) == 2.0


def test_a_quota_of_an_hour_is_not_waited_for() -> None:
    assert pause_before_retry(RateLimited("x", code=36009037), 1, repeatable=True, random=one) is None


def test_a_write_goes_out_again_only_when_the_platform_certainly_did_nothing() -> None:
    for failure, again in (
        (Unreachable("no connection"), True),
        (RateLimited("the gate", code=36009002), True),
        (RateLimited("somebody on the way said 429"), False),
        (Retriable("unclear"), False),
        (OutcomeUnknown("lost"), False),
        (Fatal("never"), False),
    ):
        assert (pause_before_retry(failure, 1, repeatable=False, random=one) is not None) is again, failure


def test_one_attempt_means_one() -> None:
    for failure in (Unreachable("x"), RateLimited("x", code=36009002)):
        assert pause_before_retry(failure, 1, repeatable=True, random=one, attempts_max=1) is None


@pytest.mark.parametrize("operation", KEYED)
def test_a_write_that_takes_a_key_gets_one_and_keeps_it_over_its_attempts(operation: str) -> None:
    found = reader.operation(operation)
    given = {node.name: "1" for node in found.path_params} | {
        node.name: fake(node) for node in found.query if node.is_required
    }
    given.pop("idempotency_key", None)
    body = body_of(operation)
    script = Script(LOST, answer(code=36009003), answer({}))
    mine = client(script)
    mine.call(operation, body=body, **given)
    mine.call(operation, body=body, **given)
    place = script.queries if found.idempotency_key == "query" else script.bodies
    keys = [sent["idempotency_key"] for sent in place]
    assert len(keys) == 4
    assert keys[0] == keys[1] == keys[2] != keys[3]
    assert 16 <= len(keys[0]) <= 128


def test_a_key_of_the_callers_own_is_left_alone() -> None:
    script = Script(answer({}))
    mine = client(script)
    mine.call("return_refund.approve_return", return_id="1", decision="APPROVE_RETURN", idempotency_key="mine")
    mine.call("return_refund.approve_return", return_id="1", body={"decision": "X"}, query={"idempotency_key": "also"})
    mine.call("product.create_product", body={**PRODUCT, "idempotency_key": "third"})
    assert [query.get("idempotency_key") for query in script.queries] == ["mine", "also", None]
    assert script.bodies[2]["idempotency_key"] == "third"


def test_a_key_among_flat_parameters_goes_into_the_body_where_it_belongs() -> None:
    script = Script(answer({}))
    client(script).call("product.create_product", **PRODUCT)
    assert script.bodies[0]["idempotency_key"]


def test_ready_bytes_are_sent_as_they_are_and_not_repeated() -> None:
    script = Script(LOST)
    with pytest.raises(OutcomeUnknown):
        client(script).call("product.create_product", body=b'{"title":"x"}')
    assert [request.body for request in script.requests] == [b'{"title":"x"}']


@pytest.mark.parametrize(
    ("operation", "path", "read"),
    [
        ("fulfillment.ship_package", {"package_id": "1"}, "fulfillment.get_package_detail"),
        ("product.update_inventory", {"product_id": "1"}, "product.inventory_search"),
        ("product.update_price", {"product_id": "1"}, "product.get_product"),
        ("return_refund.cancel_order", {}, "return_refund.search_cancellations"),
        ("promotion.deactivate_activity", {"activity_id": "1"}, "promotion.get_activity"),
    ],
)
def test_a_lost_write_names_the_read_that_shows_whether_it_happened(operation: str, path: dict[str, Any], read: str) -> None:
    with pytest.raises(OutcomeUnknown) as lost:
        client(Script(LOST)).call(operation, body=b"{}" if reader.operation(operation).body else None, **path)
    assert lost.value.read_with == read
    assert f"read {read}" in str(lost.value)
    assert read in lost.value.explain()


def test_an_answer_that_leaves_it_open_names_the_read_too() -> None:
    with pytest.raises(OutcomeUnknown) as unclear:
        client(Script(answer(code=36009003))).call("fulfillment.ship_package", package_id="1", body=b"{}")
    assert unclear.value.read_with == "fulfillment.get_package_detail"


def test_where_nothing_can_be_read_it_says_so() -> None:
    with pytest.raises(OutcomeUnknown) as lost:
        client(Script(LOST)).call("fulfillment.create_first_mile_bundle", body=b"{}")
    assert lost.value.read_with is None
    assert "twice" in str(lost.value)


@pytest.mark.parametrize("operation", WRITES)
def test_what_is_read_back_is_a_read_in_its_newest_version(operation: str) -> None:
    write = reader.operation(operation)
    read = reader.read_back(write)
    assert read is None or (read.read and read.latest)


def test_a_call_ends_at_its_deadline_whatever_is_left_to_try() -> None:
    clock = SetClock(NOW)
    naps = Naps(clock)

    def slow(_: HttpRequest) -> HttpResponse:
        clock.advance(4.0)
        return HttpResponse(502, {}, b"")

    script = Script(slow)
    with pytest.raises(Retriable):
        client(script, clock=clock, sleep=naps, deadline_s=9.0, attempts_max=50).call("order.get_order_list", page_size=1)
    assert clock.monotonic() <= 13.0
    assert 2 <= len(script.requests) <= 3


def test_a_write_whose_token_took_until_the_deadline_is_not_sent() -> None:
    clock = SetClock(NOW)

    def slow_token() -> str:
        clock.advance(9.0)
        return "token"

    script = Script(answer({}))
    with pytest.raises(Retriable, match="nothing was sent") as told:
        client(script, clock=clock, token=slow_token, deadline_s=8.0).product.activate_products(product_ids=["1"])
    assert type(told.value) is Retriable
    assert script.requests == []


@pytest.mark.parametrize("waits_for", ["a token", "a turn"])
async def test_the_asynchronous_client_waits_for_nothing_beyond_the_deadline(waits_for: str) -> None:
    async def never() -> Any:
        await asyncio.Future()

    class Never(Unlimited):
        def take(self, key: BudgetKey) -> Any:
            return never()

    script = AsyncScript(answer({}))
    settings = {"token": never} if waits_for == "a token" else {"budget": Never()}
    with pytest.raises(Retriable, match="nothing was sent"):
        await async_client(script, **settings).order.get_order_list(page_size=1, deadline_s=0.01)
    assert script.requests == []


def test_an_attempt_gets_no_more_time_than_the_deadline_leaves() -> None:
    clock = SetClock(NOW)
    given: list[float] = []

    class Timed(Script):
        def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
            given.append(timeout_s)
            clock.advance(3.0)
            return super().send(request, timeout_s=timeout_s)

    script = Timed(HttpResponse(502, {}, b""), answer({}))
    client(script, clock=clock, sleep=Naps(clock), timeout_s=6.0).call("order.get_order_list", page_size=1, deadline_s=8.0)
    assert given[0] == 6.0
    assert given[1] <= 5.0


@pytest.mark.parametrize("nonsense", [{"deadline_s": 0}, {"timeout_s": -1}, {"attempts_max": 0}])
def test_limits_that_cannot_be_kept_are_refused(nonsense: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        client(Script(answer({})), **nonsense)


def test_a_missing_scope_is_named_with_how_sure_we_are_and_how_to_get_it() -> None:
    with pytest.raises(PermissionMissing) as refused:
        client(Script(answer(code=105005, status=401))).call("order.get_order_list", page_size=1)
    assert refused.value.scopes == ("seller.order.info",)
    assert refused.value.confidence == reader.scope_rule("order.get_order_list").confidence
    assert "seller.order.info" in str(refused.value)
    assert "authorize again" in str(refused.value)
    assert "seller.order.info" in refused.value.explain()


def test_a_scope_nobody_documents_is_not_invented() -> None:
    unknown = next(
        one for one in reader.operation_ids() if not reader.scope_rule(one).scopes and not reader.operation(one).path_params
    )
    operation = reader.operation(unknown)
    body = b"{}" if operation.content_type == "json" and operation.body else None
    query = {node.name: fake(node) for node in operation.query if node.is_required}
    with pytest.raises(PermissionMissing) as refused:
        client(Script(answer(code=105005, status=401))).call(unknown, body=body, **query)
    assert refused.value.scopes == ()
    assert "not documented" in str(refused.value)


def test_the_observer_sees_waits_failures_and_what_follows() -> None:
    clock = SetClock(NOW)
    told: list[CallRecord] = []

    def slow(_: HttpRequest) -> HttpResponse:
        clock.advance(0.25)
        return answer({})

    script = Script(LIMITED, DOWN, slow)
    client(script, clock=clock, sleep=Naps(clock), observer=told.append).call("order.get_order_list", page_size=1)
    assert [record.error for record in told] == ["RateLimited", "Unreachable", None]
    assert [record.again_in_s is not None for record in told] == [True, True, False]
    assert told[0].waited_ms == 0.0
    assert told[1].waited_ms >= 1000 * (told[0].again_in_s or 0)
    assert [record.elapsed_ms for record in told] == pytest.approx([0.0, 0.0, 250.0])
    assert all(record.rate_per_second for record in told)


def test_an_observer_that_fails_costs_no_reply() -> None:
    def broken(_: CallRecord) -> None:
        raise ValueError("the log is full")

    assert client(Script(answer({"total_count": 3})), observer=broken).call("order.get_order_list", page_size=1).data


async def test_the_asynchronous_client_follows_the_same_rules() -> None:
    clock = SetClock(NOW)
    naps = Naps(clock)
    script = AsyncScript(LOST, LIMITED, answer({}))
    async with AsyncClient("k", "s", "t", transport=script, clock=clock, sleep=naps.awaited, shop_cipher="c") as mine:
        await mine.call("return_refund.approve_return", return_id="1", decision="APPROVE_RETURN")
    keys = {query["idempotency_key"] for query in script.queries}
    assert (len(script.requests), len(keys)) == (3, 1)


@pytest.mark.parametrize("failure", [LOST, DOWN, LIMITED, answer(code=105005, status=401), answer(code=99999999)])
def test_every_error_of_a_call_explains_itself(failure: HttpResponse | Exception) -> None:
    with pytest.raises(ShoplatchError) as told:
        client(Script(failure), attempts_max=1).call("order.add_external_order_references", body=b"{}")
    explained = told.value.explain()
    assert str(told.value) in explained
    assert "recovery" in explained


def test_a_lost_read_is_simply_asked_again_and_a_lost_write_looked_at() -> None:
    with pytest.raises(Retriable, match="does no harm"):
        client(Script(LOST), attempts_max=1).order.get_order_list(page_size=1)
    with pytest.raises(OutcomeUnknown, match=r"read product\.get_product"):
        client(Script(LOST), attempts_max=1).product.update_price(product_id="1", body={"skus": []})
