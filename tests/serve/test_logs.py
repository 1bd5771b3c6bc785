"""The log of a server: one line an event, and never a secret in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from shoplatch.config import LogOptions
from shoplatch.serve import logs
from tests.leftovers import loggers_put_back


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """A log that is written to memory; the loggers are put back afterwards."""
    out = io.StringIO()
    with loggers_put_back():
        logs.start(LogOptions(level="info", format="json"), role="web", stream=out)
        yield out
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_record_of_the_standard_library_is_one_json_line(said: io.StringIO) -> None:
    logging.getLogger("shoplatch.sync").warning("%d orders of %s", 3, "shop 7")
    (line,) = lines(said)
    assert line["event"] == "3 orders of shop 7"
    assert line["level"] == "warning"
    assert line["role"] == "web"
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize(
    "text",
    [
        "GET https://auth.example.com/api/v2/token/get?app_key=a&app_secret=canary&auth_code=canary",
        "the token TTP_canaryAAAAAAAAAAAAAAAAAAAA was refused",
        "postgresql://shoplatch:canary@/shoplatch?host=/run",
    ],
)
def test_secrets_inside_a_text_are_replaced(said: io.StringIO, text: str) -> None:
    logging.getLogger("x").error(text)
    assert "canary" not in said.getvalue()
    assert "***" in said.getvalue()


def test_secrets_by_name_are_replaced_at_any_depth(said: io.StringIO) -> None:
    structlog.get_logger().info("saved", app_secret="canary", call={"headers": {"x-tts-access-token": "canary"}})
    (line,) = lines(said)
    assert "canary" not in said.getvalue()
    assert line["app_secret"] == "***"


def test_a_traceback_is_logged_without_the_secrets_of_its_error(said: io.StringIO) -> None:
    try:
        int("refused: ?refresh_token=canary&x=1")
    except ValueError:
        logging.getLogger("x").exception("failed")
    assert "ValueError" in said.getvalue()
    assert "canary" not in said.getvalue()


def test_a_quiet_library_stays_quiet(said: io.StringIO) -> None:
    logging.getLogger("procrastinate").info("fetched")
    logging.getLogger("uvicorn.access").error("GET /oauth/callback?code=canary")
    assert said.getvalue() == ""
