"""Times and days go out the way each field writes them; a day is a day of the shop."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shoplatch.catalog.model import Node
from shoplatch.client.fitting import Ways, fit, zone_of
from shoplatch.errors import ConfigError, InvalidRequest
from tests.client.scripted import Script, answer, client

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
TOKYO = timezone(timedelta(hours=9))
WAYS = Ways(TOKYO)


@pytest.mark.parametrize(
    ("node", "value", "sent"),
    [
        (Node("integer", hint="ts"), NOON, 1767268800),
        (Node("integer"), NOON, 1767268800),
        (Node("integer", hint="ts_ms"), NOON, 1767268800000),
        (Node("string", hint="ts_str"), NOON, "1767268800"),
        (Node("string", hint="date"), date(2026, 1, 31), "2026-01-31"),
        (Node("string", format="date"), date(2026, 1, 31), "2026-01-31"),
        (Node("string", hint="date"), datetime(2026, 1, 31, 23, tzinfo=UTC), "2026-02-01"),
        (Node("string", hint="datetime"), NOON, "2026-01-01T12:00:00+00:00"),
        (Node("string"), NOON, "2026-01-01T12:00:00+00:00"),
        (Node("integer", hint="ts"), date(2026, 1, 1), 1767193200),
        (Node("string", hint="ts_str"), date(2026, 1, 1), "1767193200"),
        (Node("string", hint="datetime"), date(2026, 1, 1), "2026-01-01T00:00:00+09:00"),
    ],
)
def test_a_time_is_written_as_the_field_wants_it(node: Node, value: object, sent: object) -> None:
    assert fit(value, node, "at", WAYS) == sent


@pytest.mark.parametrize(
    ("node", "value"),
    [(Node("integer", hint="ts"), date(2026, 1, 1)), (Node("string", hint="date"), NOON)],
)
def test_without_the_shops_zone_nobody_guesses_the_day(node: Node, value: object) -> None:
    with pytest.raises(InvalidRequest, match="time zone"):
        fit(value, node, "at")


def test_a_time_without_a_zone_and_a_time_for_something_else_are_refused() -> None:
    with pytest.raises(InvalidRequest, match="aware"):
        fit(datetime(2026, 1, 1), Node("integer", hint="ts"), "at", WAYS)
    with pytest.raises(InvalidRequest, match="a boolean"):
        fit(NOON, Node("boolean"), "at", WAYS)


def test_a_shop_has_its_own_zone() -> None:
    script = Script(answer({}))
    shop = client(script, zone="Europe/London").with_shop("c", "jp", zone="Asia/Tokyo")
    shop.order.get_order_list(page_size=1, create_time_ge=date(2026, 1, 1))
    assert script.bodies[0] == {"create_time_ge": 1767193200}
    day = datetime(2026, 1, 1, 16, tzinfo=UTC)
    shop.analytics.get_shop_performance(start_date_ge=day, end_date_lt=date(2026, 1, 3))  # type: ignore[arg-type]
    assert script.queries[1]["start_date_ge"] == "2026-01-02"
    assert script.queries[1]["end_date_lt"] == "2026-01-03"


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConfigError, match="Europe/Lndon"):
        zone_of("Europe/Lndon")
    assert zone_of(None) is None
