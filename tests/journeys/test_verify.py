"""`shoplatch verify` drives the sample integration, in a process of its own, over HTTP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.errors import ConfigError
from shoplatch.testing.bench.planted_faults import EXAMPLE, FAULTS, judge, verified
from shoplatch.testing.verify import read_adapter, verify


def test_a_healthy_integration_passes_every_check(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(
        build(COMMANDS), ["verify", str(EXAMPLE), "--json", "--html", str(tmp_path / "report.html")], catch_exceptions=False
    )
    told = json.loads(outcome.output)
    assert [one for one in told["checks"] if one["state"] != "passed"] == []
    assert outcome.exit_code == 0
    assert "0 failed" in (tmp_path / "report.html").read_text()


def test_a_fault_is_found_with_its_cause_and_nothing_is_invented() -> None:
    failed = [(one.check, one.cause) for one in verified("body_serialised_twice") if one.state == "failed"]
    assert failed == [("calls.signature", "body_reserialised")]


def test_a_misspelled_parameter_is_named_and_the_request_is_shown() -> None:
    (failed,) = [one for one in verified("misspelled_parameter") if one.state == "failed"]
    assert (failed.check, failed.cause) == ("calls.parameters", "pagesize is unknown, and ignored")
    assert "did it mean page_size?" in failed.evidence
    (shown,) = failed.exhibits
    assert "pagesize=50" in shown.request
    assert shown.signed.startswith("{app_secret}/")


@pytest.mark.long
def test_each_planted_fault_is_found_with_the_right_cause_and_nothing_is_invented() -> None:
    with ThreadPoolExecutor(4) as desks:
        verdicts = dict(zip(FAULTS, desks.map(verified, FAULTS), strict=True))
    judged = {fault: judge(fault, verdicts[fault]) for fault in FAULTS}
    assert {fault: one.invented for fault, one in judged.items() if one.invented} == {}
    assert [fault for fault, one in judged.items() if not one.found] == []


@pytest.mark.long
def test_an_app_of_somebody_else_passes_every_check() -> None:
    verdicts = verify(read_adapter(EXAMPLE.parents[1] / "flask_app" / "verify.toml"))
    assert [(one.check, one.state, one.evidence) for one in verdicts if one.state != "passed"] == []


def test_an_integration_that_does_not_start_is_told_with_its_last_words() -> None:
    adapter = replace(read_adapter(EXAMPLE), command="python -c \"raise SystemExit('no database')\"")
    with pytest.raises(ConfigError, match="no database"):
        verify(adapter)
