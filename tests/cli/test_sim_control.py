"""What the control of a simulator answers, as values and errors of the terminal."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build, exit_code
from shoplatch.cli.sim.control import Control
from shoplatch.cli.sim.world import SPAN
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import Conflict, InvalidRequest, NotFound, OutcomeUnknown, ShoplatchError, Unreachable
from shoplatch.transport import HttpRequest, HttpResponse


class Answers:
    """A transport that gives one answer and keeps what was asked."""

    def __init__(
        self, status: int, body: object = None, *, raw: bytes | None = None, error: Exception | None = None
    ) -> None:
        self._answer = HttpResponse(status, {}, raw if raw is not None else json.dumps(body).encode())
        self._error = error
        self.asked: list[HttpRequest] = []

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        assert timeout_s > 0
        self.asked.append(request)
        if self._error is not None:
            raise self._error
        return self._answer


def test_what_is_asked_goes_to_the_control_address_without_what_was_not_given() -> None:
    answers = Answers(200, {"deliveries": []})
    assert Control("http://sim", answers).get("deliveries", state="waiting", topic=None, limit=5) == {"deliveries": []}
    assert answers.asked[0].url == "http://sim/_sim/deliveries?state=waiting&limit=5"


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [(400, InvalidRequest, 1), (404, NotFound, 1), (409, Conflict, 1)],
)
def test_a_refusal_keeps_the_simulators_own_words(status: int, kind: type[ShoplatchError], code: int) -> None:
    with pytest.raises(kind, match="There is no order 7") as refused:
        Control("http://sim", Answers(status, {"error": "There is no order 7."})).post("orders/7/pay")
    assert exit_code(refused.value) == code


@pytest.mark.parametrize("error", [Unreachable("x"), OutcomeUnknown("x")])
def test_nobody_there_says_how_to_start_one(error: Exception) -> None:
    with pytest.raises(Unreachable, match="Start one with `shoplatch simulator`") as nobody:
        Control("http://sim", Answers(200, error=error)).get("truth")
    assert exit_code(nobody.value) == 4


def test_something_else_at_that_address_is_not_taken_for_a_simulator() -> None:
    with pytest.raises(Unreachable, match="is not a simulator"):
        Control("http://sim", Answers(200, raw=b"<html>")).get("truth")


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("3h", 10_800), ("2d", 172_800), ("1.5h", 5_400)]
)
def test_a_span_of_time_is_read_with_its_unit(text: str, seconds: int) -> None:
    assert SPAN.convert(text, None, None) == seconds


@pytest.mark.parametrize(
    "arguments",
    [
        ("sim", "clock", "--advance", "soon"),
        ("sim", "clock", "--advance", "1h", "--to", "2026-12-01"),
        ("sim", "truth", "--url", "nowhere"),
        ("sim", "orders", "place", "--shop", "1", "--sku", "5=0"),
        ("sim", "apps", "--webhook-url", "http://x"),
        ("sim", "faults", "--drop", "2"),
        ("simulator", "--rate-limit", "fast"),
        ("demo", "--for", "0"),
        ("serve", "--role", "king"),
        ("call", "order.get_order_list", "page_size"),
        ("call", "order.get_order_list", "page_size=many"),
        ("call", "order.get_order_list", "nonsense=1"),
        ("call", "order.get_order_list", "--body", "{"),
        ("call", "order.get_ordr"),
        ("webhooks", "replay"),
        ("orders", "list", "--status", "LOST"),
        ("apps", "add", "--key", "abc123"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error_before_anything_is_sent(arguments: tuple[str, ...]) -> None:
    outcome = CliRunner().invoke(build(COMMANDS), list(arguments))
    assert outcome.exit_code == 2, outcome.output
    assert "Traceback" not in outcome.output
