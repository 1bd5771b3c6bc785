"""The bundle for a ticket: what was refused, what it means, and nothing that is nobody's business."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime

from shoplatch.cli.doctor import Finding
from shoplatch.cli.support_bundle import bundle, ticket
from shoplatch.store.calls import CallRow

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)


def call(n: int, code: int | None = 105002) -> CallRow:
    return CallRow(T0, "7495880000000000101", "c1", "order.get_order_list", 401, code, f"request-{n}", 12, 1)


def test_the_ticket_names_each_call_and_says_what_its_code_means() -> None:
    text = ticket([call(1), call(2, None)])
    assert "| 2026-11-01 12:00:00 | order.get_order_list | 401 | 105002 | request-1 | 7495880000000000101 |" in text
    assert "| 401 |  | request-2 |" in text
    assert "- 105002: " in text


def test_a_long_ticket_shows_some_of_each_kind_and_leaves_the_rest_to_the_list() -> None:
    text = ticket([*(call(n) for n in range(30)), call(77, 36009004)])
    assert "request-77" in text
    assert text.count("| 105002 |") == 3
    assert "27 more are in calls.json" in text


def test_the_bundle_holds_text_calls_findings_and_versions() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle([call(1)], [Finding("clock", "ok", "in step")]))) as pack:
        assert set(pack.namelist()) == {"ticket.md", "calls.json", "doctor.json", "versions.json"}
        assert json.loads(pack.read("calls.json"))[0]["request_id"] == "request-1"
        assert json.loads(pack.read("doctor.json"))[0]["check"] == "clock"
