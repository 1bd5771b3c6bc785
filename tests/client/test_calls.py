"""One call from start to end: replies, errors by recovery, retries, renewed tokens, and what an observer learns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch import errors
from shoplatch.catalog import reader
from shoplatch.client import CallRecord, Client, Reply
from shoplatch.client.answers import retry_after_s, scrub
from shoplatch.clock import SetClock
from shoplatch.errors import (
    Conflict,
    Fatal,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PermissionMissing,
    RateLimited,
    Reauthorize,
    Retriable,
    ShoplatchError,
    Unreachable,
)
from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import CIPHER, NOW, SECRET, TOKEN, Naps, Script, answer, client
from tests.each import each

LOST = OutcomeUnknown("POST to open-api.example was sent and its answer was lost: ReadTimeout", next_step="Read it.")
DOWN = Unreachable("open-api.example cannot be reached: ConnectError")
PAGE = HttpResponse(502, {}, b"<html>Bad Gateway</html>")


def reading(script: Script, **settings: object) -> Reply:
    return client(script, **settings).call("order.get_order_list", page_size=1)


def writing(script: Script, **settings: object) -> Reply:
    return client(script, **settings).call("order.add_external_order_references", body=b"{}")


def keyed(script: Script, **settings: object) -> Reply:
    return client(script, **settings).call("return_refund.approve_return", return_id="1", idempotency_key="k", body=b"{}")


def test_a_reply_gives_data_bytes_request_id_and_the_platforms_time() -> None:
    script = Script(answer({"orders": [], "total_count": 0}, date="Thu, 01 Jan 2026 00:00:07 GMT"))
    reply = client(script).call("order.get_order_list", page_size=1)
    assert reply.data == {"orders": [], "total_count": 0}
    assert reply.raw == b'{"orders": [], "total_count": 0}'
    assert (reply.code, reply.status, reply.request_id) == (0, 200, "202601010000AB")
    assert reply.server_date == datetime(2026, 1, 1, 0, 0, 7, tzinfo=UTC)
    assert reply.errors == []


@pytest.mark.parametrize("data", [None, {}])
def test_a_success_without_data_is_an_empty_reply(data: object) -> None:
    reply = client(Script(answer(data))).call("order.get_order_list", page_size=1)
    assert reply.data == {}
    assert reply.items() == []


def test_a_success_may_leave_data_out_and_write_the_message_small() -> None:
    bare = HttpResponse(200, {}, b'{"code":0,"message":"success"}')
    reply = client(Script(bare)).call("order.get_order_list", page_size=1)
    assert (reply.data, reply.request_id, reply.server_date) == ({}, None, None)


def test_the_failures_inside_an_accepted_batch_are_visible() -> None:
    failed = {"code": 12052032, "message": "no such product", "detail": {"product_id": "1"}}
    reply = client(Script(answer({"errors": [failed]}))).call("product.activate_products", product_ids=["1"])
    assert reply.errors == [failed]


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (105001, 401, Reauthorize), (105002, 401, Reauthorize), (105002, 200, Reauthorize), (105005, 401, PermissionMissing),
        (106001, 401, Fatal), (36009004, 400, InvalidRequest), (36009009, 404, Fatal), (36009002, 429, RateLimited),
        (36009037, 429, RateLimited), (36009043, 401, Conflict), (12052032, 200, NotFound), (11006021, 200, Conflict),
        (21011044, 200, Conflict), (10002014, 200, Retriable), (36009003, 200, Retriable), (99, 200, InvalidRequest),
        (99, 401, Reauthorize), (99, 403, PermissionMissing), (99, 404, NotFound), (99, 500, Retriable),
        (99, 503, Retriable), (99, 429, RateLimited), (0, 500, Retriable),
    ],
)  # fmt: skip
def test_a_refusal_becomes_the_error_whose_class_says_what_cures_it(
    code: int, status: int, kind: type[ShoplatchError]
) -> None:
    with pytest.raises(kind) as refused:
        reading(Script(answer(None, code=code, message="they say why", status=status)), attempts_max=1)
    error = refused.value
    assert type(error) is kind
    assert "they say why" in str(error)
    assert (error.code, error.request_id, error.operation, error.shop) == (
        code,
        "202601010000AB",
        "order.get_order_list",
        "gb",
    )


@each([code for code in reader.error_codes() if code])
def test_every_code_of_the_catalog_becomes_an_error_with_a_next_step(code: int) -> None:
    fact = reader.error(code)
    assert fact is not None
    with pytest.raises(ShoplatchError) as refused:
        writing(Script(answer(None, code=code, message="", status=fact.http_statuses[0])))
    assert fact.name in str(refused.value)
    expected = "OutcomeUnknown" if fact.recovery == "Unclear" else fact.recovery
    assert type(refused.value) is getattr(errors, expected)
    assert refused.value.next_step or fact.remedy.lower().startswith("none")


@pytest.mark.parametrize(
    ("message", "step"),
    [
        ("Invalid timestamp. older than 5 minutes", "clock"),
        ("Invalid credentials. Query parameter app_key", "app key"),
        ("Unexpected shop_cipher", "cipher"),
        ("Invalid page_size", "Read message"),
    ],
)
def test_the_gateways_one_code_is_told_apart_by_its_words(message: str, step: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        reading(Script(answer(None, code=36009004, message=message, status=400)))
    assert step in str(refused.value.next_step)


def test_a_grant_of_the_wrong_kind_is_not_cured_by_another_cipher() -> None:
    told = "Invalid query or header. The user_type of this access token may not use this endpoint"
    with pytest.raises(InvalidRequest, match="a grant of the kind"):
        reading(Script(answer(code=101000, message=told, status=400)))


def test_a_refused_timestamp_is_tried_again_where_the_answer_shows_that_the_clocks_differ() -> None:
    words = "Invalid timestamp. The query parameter 'timestamp' is more than 5 minutes old."
    ahead = answer(None, code=36009004, status=400, message=words, date="Thu, 01 Jan 2099 00:00:00 GMT")
    told: list[CallRecord] = []
    script = Script(ahead, answer({"orders": []}))
    assert reading(script, observer=told.append).data == {"orders": []}
    assert [one.error for one in told] == ["Retriable", None]
    with pytest.raises(Retriable, match="Correct the clock"):
        reading(Script(ahead, ahead, ahead))
    same = NOW.strftime("%a, %d %b %Y %H:%M:%S GMT")
    with pytest.raises(InvalidRequest):
        reading(Script(answer(None, code=36009004, status=400, message=words, date=same)))


@pytest.mark.parametrize(
    ("call", "failure", "kind", "attempts"),
    [
        (reading, DOWN, Unreachable, 3), (reading, LOST, Retriable, 3), (reading, PAGE, Retriable, 3),
        (writing, DOWN, Unreachable, 3), (writing, LOST, OutcomeUnknown, 1), (writing, PAGE, OutcomeUnknown, 1),
        (keyed, DOWN, Unreachable, 3), (keyed, LOST, Retriable, 3), (keyed, PAGE, Retriable, 3),
        (writing, answer(code=36009003), OutcomeUnknown, 1), (keyed, answer(code=36009003), Retriable, 3),
        (writing, answer(code=36009002, status=429), RateLimited, 5), (writing, HttpResponse(429, {}, b""), RateLimited, 1),
        (reading, answer(code=36009037, status=429), RateLimited, 1), (reading, answer(code=12052032), NotFound, 1),
        (writing, HttpResponse(200, {}, b'{"code":0,"da'), OutcomeUnknown, 1),
        (reading, HttpResponse(200, {}, b'{"code":0,"da'), Retriable, 3),
        (reading, HttpResponse(302, {}, b""), Fatal, 1), (reading, HttpResponse(404, {}, b"nginx"), Fatal, 1),
        (reading, HttpResponse(200, {}, b"[]"), Retriable, 3), (reading, HttpResponse(503, {}, b"busy"), Retriable, 3),
        (reading, HttpResponse(429, {}, b"slow down"), RateLimited, 5),
    ],
)  # fmt: skip
def test_only_what_does_no_harm_twice_is_tried_again(
    call: Callable[[Script], object], failure: HttpResponse | Exception, kind: type[ShoplatchError], attempts: int
) -> None:
    script = Script(failure)
    with pytest.raises(kind) as refused:
        call(script)
    assert type(refused.value) is kind
    assert len(script.requests) == attempts
    assert refused.value.operation


def test_a_write_that_takes_no_idempotency_key_is_not_repeated() -> None:
    script = Script(LOST)
    with pytest.raises(OutcomeUnknown):
        client(script).call("fulfillment.ship_package", package_id="1", body=b"{}")
    assert len(script.requests) == 1


def test_each_attempt_is_signed_anew() -> None:
    clock = SetClock(NOW)

    def down(_: HttpRequest) -> HttpResponse:
        clock.advance(2.0)
        raise DOWN

    script = Script(down, answer({}))
    client(script, clock=clock, sleep=Naps(clock)).call("order.get_order_list", page_size=1)
    first, second = script.queries
    assert first["timestamp"] != second["timestamp"]
    assert first["sign"] != second["sign"]


def test_the_wait_the_platform_asks_for_is_kept() -> None:
    clock = SetClock(NOW)
    naps = Naps(clock)
    script = Script(answer(code=36009002, status=429, retry_after="7"), answer({}))
    client(script, clock=clock, sleep=naps).call("order.get_order_list", page_size=1)
    assert 7.0 <= naps.taken[0] <= 7.5


def test_a_wait_of_an_hour_is_handed_to_the_caller() -> None:
    script = Script(answer(code=36009037, status=429, retry_after="3600"))
    with pytest.raises(RateLimited) as limited:
        reading(script)
    assert limited.value.retry_after_s == 3600
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("5", 5.0), ("0.5", 0.5), ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0), ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
     ("soon", None), ("", None), ("-5", None), ("²", None)],
)  # fmt: skip
def test_retry_after_is_read_as_number_or_date(header: str, seconds: float | None) -> None:
    assert retry_after_s(HttpResponse(429, {"retry-after": header}, b""), NOW) == seconds


class Renewing:
    """A token source whose tokens are counted."""

    def __init__(self) -> None:
        self.current = "token-1"
        self.refused: list[str] = []

    def __call__(self) -> str:
        return self.current

    def renew(self, refused: str) -> str:
        self.refused.append(refused)
        self.current = f"token-{len(self.refused) + 1}"
        return self.current


def bearing(request: HttpRequest) -> str:
    return dict(request.headers)["x-tts-access-token"]


@pytest.mark.parametrize("call", [reading, writing])
@pytest.mark.parametrize("code", [105001, 105002])
def test_an_expired_token_is_renewed_once_and_the_call_repeated(call: Callable[..., object], code: int) -> None:
    source = Renewing()
    script = Script(answer(code=code, status=401), answer({}))
    call(script, token=source)
    assert [bearing(one) for one in script.requests] == ["token-1", "token-2"]
    assert source.refused == ["token-1"]


def test_a_token_that_stays_refused_is_not_asked_for_again() -> None:
    source = Renewing()
    script = Script(answer(code=105002, status=401))
    with pytest.raises(Reauthorize):
        reading(script, token=source)
    assert len(script.requests) == 2
    assert len(source.refused) == 1


def test_a_plain_function_is_asked_again_and_believed_only_if_it_gives_another() -> None:
    given = iter(["old", "new"])
    script = Script(answer(code=105002, status=200), answer({}))
    reading(script, token=lambda: next(given))
    assert [bearing(one) for one in script.requests] == ["old", "new"]
    script = Script(answer(code=105002, status=200))
    with pytest.raises(Reauthorize):
        reading(script, token=lambda: "same")
    assert len(script.requests) == 1


def test_a_fixed_token_is_never_renewed() -> None:
    script = Script(answer(code=105001, status=401))
    with pytest.raises(Reauthorize):
        reading(script)
    assert len(script.requests) == 1


def test_a_missing_scope_does_not_ask_for_another_token() -> None:
    source = Renewing()
    with pytest.raises(PermissionMissing):
        reading(Script(answer(code=105005, status=401)), token=source)
    assert source.refused == []


def test_what_a_token_source_raises_reaches_the_caller() -> None:
    def gone() -> str:
        raise Reauthorize("the grant ended", next_step="Authorize again.")

    script = Script(answer({}))
    with pytest.raises(Reauthorize, match="the grant ended"):
        reading(script, token=gone)
    assert script.requests == []


def test_without_a_token_the_header_is_left_out() -> None:
    script = Script(answer({}))
    reading(script, token=None)
    assert "x-tts-access-token" not in dict(script.requests[0].headers)


def test_the_observer_is_told_of_each_attempt() -> None:
    told: list[CallRecord] = []
    script = Script(DOWN, PAGE, answer({}, date="Thu, 01 Jan 2026 00:00:09 GMT"))
    reading(script, observer=told.append)
    assert [(one.attempt, one.status, one.code, one.request_id) for one in told] == [
        (1, None, None, None),
        (2, 502, None, None),
        (3, 200, 0, "202601010000AB"),
    ]
    assert {(one.operation, one.shop) for one in told} == {("order.get_order_list", "gb")}
    assert told[0].at == NOW
    assert told[2].server_date == datetime(2026, 1, 1, 0, 0, 9, tzinfo=UTC)
    assert [one.elapsed_ms for one in told] == [0.0, 0.0, 0.0]


def test_no_secret_is_in_any_error_or_repr_even_if_the_platform_echoes_it() -> None:
    echo = f"bad {SECRET} {TOKEN} {CIPHER}"
    told: list[CallRecord] = []
    mine = client(Script(answer(code=36009004, status=400, message=echo)), observer=told.append)
    with pytest.raises(InvalidRequest) as refused:
        mine.call("order.get_order_list", page_size=1)
    shown = " ".join([repr(mine), str(refused.value), repr(refused.value), repr(refused.value.__dict__), repr(told)])
    assert re.search(r"bad \*\*\* \*\*\* \*\*\*", shown)
    for secret in (SECRET, TOKEN, CIPHER):
        assert secret not in shown


def test_a_secret_of_a_letter_is_none_and_does_not_strike_out_the_words() -> None:
    assert scrub("this is a sentence", ("s", None, "")) == "this is a sentence"


def test_a_repr_shows_no_secret_anywhere_in_a_client() -> None:
    mine = client(Script(answer({})))
    seen = " ".join(repr(value) for value in vars(mine).values())
    for secret in (SECRET, TOKEN, CIPHER):
        assert secret not in seen


def test_a_client_for_another_shop_shares_the_transport_and_names_its_shop() -> None:
    script = Script(answer(code=12052032))
    first = client(script)
    second = first.with_shop("other-cipher", "us")
    with pytest.raises(NotFound, match="shop us"):
        second.call("product.get_product", product_id="1")
    with pytest.raises(NotFound, match="shop gb"):
        first.call("product.get_product", product_id="1")
    assert [query["shop_cipher"] for query in script.queries] == ["other-cipher", CIPHER]


def test_closing_a_client_leaves_a_transport_that_was_given_alone() -> None:
    script = Script(answer({}))
    with client(script) as mine:
        assert isinstance(mine, Client)
    mine.call("order.get_order_list", page_size=1)
    assert len(script.requests) == 1


envelopes = st.fixed_dictionaries(
    {},
    optional={
        "code": st.integers(-5, 2**40) | st.text(max_size=3) | st.none(),
        "message": st.text(max_size=5) | st.none() | st.integers(),
        "request_id": st.text(max_size=5) | st.none() | st.integers(0, 9),
        "data": st.none()
        | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
        | st.lists(st.integers(), max_size=2),
    },
)


@given(
    status=st.integers(200, 599),
    body=st.binary(max_size=30) | envelopes.map(lambda envelope: json.dumps(envelope).encode()),
    header=st.dictionaries(st.sampled_from(["date", "retry-after"]), st.text(max_size=12)),
    call=st.sampled_from([reading, writing, keyed]),
)
def test_any_answer_whatever_is_a_reply_or_an_error_of_the_tree(
    status: int, body: bytes, header: dict[str, str], call: Callable[[Script], Reply]
) -> None:
    reply: Reply | None = None
    failure: ShoplatchError | None = None
    try:
        reply = call(Script(HttpResponse(status, header, body)))
    except ShoplatchError as told:
        failure = told
    if reply is None:
        assert failure is not None
        assert (failure.shop, bool(failure.operation)) == ("gb", True)
    else:
        assert status < 300
        assert isinstance(reply.data, dict)
        assert reply.errors == []
        assert reply.server_date is None or reply.server_date.tzinfo
