"""Tables and values on the terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shoplatch.cli.show import Column, as_json, cell, fields, table


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (True, "yes"),
        (1234567, "1,234,567"),
        (Decimal("1234.50"), "1,234.50"),
        (datetime(2026, 11, 22, 10, 5, 7, tzinfo=UTC), "2026-11-22 10:05:07"),
        ("a title\x1b[31m with \r control\nsigns", "a title\ufffd[31m with   control signs"),
        (("a", "b"), "a, b"),
    ],
)
def test_a_value_reads_well_and_cannot_paint_the_terminal(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_a_table_into_a_pipe_is_whole_and_plain(capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 500
    table(
        [Column("id"), Column("title", spare=True), Column("n", figures=True)], [("1", long, 7), ("22", "b", 1234)], empty=""
    )
    lines = capsys.readouterr().out.splitlines()
    assert long in lines[1]
    assert "\x1b" not in "".join(lines)
    assert lines[1].endswith("    7")
    assert lines[2].endswith("1,234")


def test_an_empty_table_says_what_would_be_there(capsys: pytest.CaptureFixture[str]) -> None:
    table([Column("id")], [], empty="Nothing yet. Do this next.")
    assert capsys.readouterr().out == "Nothing yet. Do this next.\n"


def test_fields_leave_out_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    fields({"a": 1, "b": None, "c": "", "d": False})
    assert capsys.readouterr().out == "a  1\nd  no\n"


def test_json_keeps_amounts_exact_and_times_whole(capsys: pytest.CaptureFixture[str]) -> None:
    as_json({"amount": Decimal("12.90"), "at": datetime(2026, 1, 1, tzinfo=UTC)})
    assert capsys.readouterr().out == '{"amount":"12.90","at":"2026-01-01T00:00:00Z"}\n'
